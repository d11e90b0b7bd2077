/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signatures of any shape, good and forged: a forge starts as a good one, a test bends a field, and what is
 * written is signed by the key all the same, so that nothing but the bent field can be why it is refused.
 */
#ifndef AK_TESTS_SIG_FORGE_H
#define AK_TESTS_SIG_FORGE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "sig/base64.h"
#include "sig/digest.h"
#include "sig/key.h"
#include "sig/sshsig.h"
#include "sig/wire.h"

#define SSH_ED25519 "ssh-ed25519"
#define SK_ED25519 "sk-ssh-ed25519@openssh.com"

struct signer {
	const char *type;
	const char *application; /* of an sk- key */
	uint8_t point[crypto_sign_PUBLICKEYBYTES];
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	char *key; /* its text */
};

struct forge {
	const struct signer *signer;
	const char *magic;
	uint32_t version;
	const char *name_space;
	const char *reserved;
	const char *hash;
	const char *signature_type;
	uint8_t flags;
	uint32_t counter;
	const char *after_key, *after_signature, *after_all; /* what follows the last field of each blob */
	size_t signature_size;
};

static inline char *key_text(const char *type, const char *inner_type, struct ak_bytes point,
	const char *application, const char *after)
{
	struct ak_buf blob = AK_BUF_INIT;
	struct ak_buf text = AK_BUF_INIT;
	ak_wire_append_string(&blob, ak_bytes_of(inner_type));
	ak_wire_append_string(&blob, point);
	if (application)
		ak_wire_append_string(&blob, ak_bytes_of(application));
	ak_buf_text(&blob, after);
	ak_buf_format(&text, "%s ", type);
	ak_base64_append(&text, ak_buf_view(&blob));
	ak_buf_release(&blob);
	return ak_buf_take(&text);
}

/* The same signer for the same number. */
static inline struct signer signer_new(const char *type, uint8_t number)
{
	struct signer signer = {.type = type, .application = strcmp(type, SK_ED25519) == 0 ? "ssh:" : NULL};
	uint8_t seed[crypto_sign_SEEDBYTES] = {number};
	crypto_sign_seed_keypair(signer.point, signer.secret, seed);
	signer.key = key_text(
		type, type, (struct ak_bytes){signer.point, sizeof signer.point}, signer.application, "");
	return signer;
}

static inline void signer_free(struct signer *signer)
{
	free(signer->key);
}

static inline struct forge forge_of(const struct signer *signer)
{
	return (struct forge){.signer = signer,
		.magic = "SSHSIG",
		.version = 1,
		.name_space = "akkoord",
		.reserved = "",
		.hash = "sha512",
		.signature_type = signer->type,
		.flags = 0x01,
		.counter = 7,
		.after_key = "",
		.after_signature = "",
		.after_all = "",
		.signature_size = 64};
}

/* «SSHSIG | namespace | reserved | hash | H(message)» */
static inline void forge_tosign(const struct forge *forge, struct ak_bytes message, struct ak_buf *out)
{
	uint8_t digest[64];
	struct ak_bytes hashed = {digest, strcmp(forge->hash, "sha256") == 0 ? 32 : 64};
	if (hashed.size == 32)
		crypto_hash_sha256(digest, message.data, message.size);
	else
		crypto_hash_sha512(digest, message.data, message.size);
	ak_buf_text(out, forge->magic);
	ak_wire_append_string(out, ak_bytes_of(forge->name_space));
	ak_wire_append_string(out, ak_bytes_of(forge->reserved));
	ak_wire_append_string(out, ak_bytes_of(forge->hash));
	ak_wire_append_string(out, hashed);
}

/* The signature blob: for an sk- key over what its device would have hashed. */
static inline void forge_signature(const struct forge *forge, struct ak_bytes message, struct ak_buf *out)
{
	struct ak_buf tosign = AK_BUF_INIT;
	struct ak_buf device = AK_BUF_INIT;
	uint8_t digest[32];
	uint8_t ed25519[64 + 1] = {0};
	forge_tosign(forge, message, &tosign);
	if (forge->signer->application) {
		struct ak_bytes application = ak_bytes_of(forge->signer->application);
		crypto_hash_sha256(digest, application.data, application.size);
		ak_buf_append(&device, digest, sizeof digest);
		ak_buf_append(&device, &forge->flags, 1);
		ak_wire_append_u32(&device, forge->counter);
		crypto_hash_sha256(digest, (uint8_t *)tosign.data, tosign.size);
		ak_buf_append(&device, digest, sizeof digest);
	}
	struct ak_buf *whole = device.size ? &device : &tosign;
	crypto_sign_detached(ed25519, NULL, (uint8_t *)whole->data, whole->size, forge->signer->secret);
	ak_wire_append_string(out, ak_bytes_of(forge->signature_type));
	ak_wire_append_string(out, (struct ak_bytes){ed25519, forge->signature_size});
	if (forge->signer->application) {
		ak_buf_append(out, &forge->flags, 1);
		ak_wire_append_u32(out, forge->counter);
	}
	ak_buf_text(out, forge->after_signature);
	ak_buf_release(&tosign);
	ak_buf_release(&device);
}

/* The SSHSIG blob. */
static inline void forge_blob(const struct forge *forge, struct ak_bytes message, struct ak_buf *out)
{
	struct ak_buf key = AK_BUF_INIT;
	struct ak_buf signature = AK_BUF_INIT;
	assert_true(ak_key_blob(forge->signer->key, &key));
	ak_buf_text(&key, forge->after_key);
	forge_signature(forge, message, &signature);
	ak_buf_text(out, forge->magic);
	ak_wire_append_u32(out, forge->version);
	ak_wire_append_string(out, ak_buf_view(&key));
	ak_wire_append_string(out, ak_bytes_of(forge->name_space));
	ak_wire_append_string(out, ak_bytes_of(forge->reserved));
	ak_wire_append_string(out, ak_bytes_of(forge->hash));
	ak_wire_append_string(out, ak_buf_view(&signature));
	ak_buf_text(out, forge->after_all);
	ak_buf_release(&key);
	ak_buf_release(&signature);
}

/* The file, all its base64 on one line. */
static inline void armour_blob(struct ak_bytes blob, struct ak_buf *out)
{
	ak_buf_text(out, "-----BEGIN SSH SIGNATURE-----\n");
	ak_base64_append(out, blob);
	ak_buf_text(out, "\n-----END SSH SIGNATURE-----\n");
}

static inline void forge_file(const struct forge *forge, struct ak_bytes message, struct ak_buf *out)
{
	struct ak_buf blob = AK_BUF_INIT;
	forge_blob(forge, message, &blob);
	armour_blob(ak_buf_view(&blob), out);
	ak_buf_release(&blob);
	assert_false(out->failed);
}

static inline int start_libsodium(void **state)
{
	(void)state;
	return ak_sig_start(NULL) == AK_OK ? 0 : -1;
}

#endif
