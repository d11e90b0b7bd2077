/* SPDX-License-Identifier: EUPL-1.2 */
#include "sig/sshsig.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "sig/armour.h"
#include "sig/ed25519.h"
#include "sig/key_blob.h"
#include "sig/wire.h"

/* Nothing here is allocated: a good signature is never called wrong for want of memory. */

enum {
	HASH_MAX = crypto_hash_sha512_BYTES,
	TOSIGN_MAX = 6 + 4 + AK_SSHSIG_NAMESPACE_MAX + 4 + 4 + 6 + 4 + HASH_MAX,
	SK_SIGNED_SIZE = 32 + 1 + 4 + 32,
	FLAG_USER_PRESENT = 0x01,
};

/* The fields of an SSHSIG, borrowed from its blob. */
struct fields {
	uint32_t version;
	struct ak_bytes public_key;
	struct ak_bytes name_space;
	struct ak_bytes reserved;
	struct ak_bytes hash;
	struct ak_bytes signature;
};

/* What an SSHSIG's signature holds, for either key type. */
struct parts {
	struct ak_bytes type;
	struct ak_bytes ed25519;
	uint8_t flags;
	struct ak_bytes flags_and_counter; /* as they stand */
};

static bool refuse(struct ak_error *err, const char *sentence)
{
	ak_fail(err, AK_ERR_FORMAT, "%s", ak_error_words(err, sentence));
	return false;
}

static bool is_text(struct ak_bytes bytes, const char *text)
{
	return ak_bytes_equal(bytes, ak_bytes_of(text));
}

static bool read_fields(struct fields *fields, struct ak_bytes blob, struct ak_error *err)
{
	struct ak_wire wire = ak_wire_of(blob);
	struct ak_bytes magic;
	if (!ak_wire_raw(&wire, sizeof AK_SSHSIG_MAGIC - 1, &magic) || !is_text(magic, AK_SSHSIG_MAGIC))
		return refuse(err, "not an SSHSIG");
	if (!ak_wire_u32(&wire, &fields->version) || !ak_wire_string(&wire, &fields->public_key) ||
		!ak_wire_string(&wire, &fields->name_space) || !ak_wire_string(&wire, &fields->reserved) ||
		!ak_wire_string(&wire, &fields->hash) || !ak_wire_string(&wire, &fields->signature))
		return refuse(err, "signature is cut short");
	return ak_wire_end(&wire) || refuse(err, "something follows the last field of the signature");
}

/* protocol §3: "The SSHSIG has version 1 and an empty `reserved`," and its namespace and hash are ours. */
static bool check_fields(const struct fields *fields, const char *name_space, struct ak_error *err)
{
	if (fields->version != AK_SSHSIG_VERSION)
		return refuse(err, "signature is of another version than 1");
	if (!is_text(fields->name_space, name_space))
		return refuse(err, "signature is for another namespace");
	if (fields->reserved.size)
		return refuse(err, "reserved part of the signature is not empty");
	/* protocol §3: "namespace `akkoord`, hash `sha512` or" `sha256` */
	if (!is_text(fields->hash, "sha512") && !is_text(fields->hash, "sha256"))
		return refuse(err, "signature is over another hash than sha512 or sha256");
	return true;
}

/* protocol §3: "The public key inside the SSHSIG must be the record's `key`" */
static bool check_key(
	struct ak_key_parts *inside, const struct fields *fields, const char *key, struct ak_error *err)
{
	struct ak_key_blob expected;
	if (!ak_key_parts_read(inside, fields->public_key, err) ||
		!ak_key_blob_read(&expected, key, strlen(key), err))
		return false;
	struct ak_bytes blob = {expected.data, expected.size};
	return ak_bytes_equal(fields->public_key, blob) || refuse(err, "signature is by another key");
}

static bool read_parts(
	struct parts *parts, struct ak_bytes signature, enum ak_key_type type, struct ak_error *err)
{
	struct ak_wire wire = ak_wire_of(signature);
	if (!ak_wire_string(&wire, &parts->type))
		return refuse(err, "signature is cut short");
	if (!ak_bytes_equal(parts->type, ak_key_type_name(type)))
		return refuse(err, "signature is of another type than its key");
	if (!ak_wire_string(&wire, &parts->ed25519))
		return refuse(err, "signature is cut short");
	if (parts->ed25519.size != AK_ED25519_SIGNATURE_SIZE)
		return refuse(err, "signature is not 64 bytes");
	if (type == AK_KEY_SK_ED25519) {
		struct ak_wire again = wire;
		if (!ak_wire_u8(&wire, &parts->flags) ||
			!ak_wire_raw(&again, 1 + 4, &parts->flags_and_counter))
			return refuse(err, "signature is cut short");
		wire = again;
	}
	return ak_wire_end(&wire) || refuse(err, "something follows the last field of the signature");
}

/* The hash of a message. */
static void hash_message(uint8_t digest[HASH_MAX], struct ak_bytes message, bool is_sha512)
{
	if (is_sha512)
		crypto_hash_sha512(digest, message.data, message.size);
	else
		crypto_hash_sha256(digest, message.data, message.size);
}

/* What is signed, to memory of TOSIGN_MAX bytes. */
static struct ak_bytes write_tosign(uint8_t *out, const uint8_t *digest, bool is_sha512, const char *name_space)
{
	struct ak_bytes hashed = {digest, is_sha512 ? crypto_hash_sha512_BYTES : crypto_hash_sha256_BYTES};
	assert(strlen(name_space) <= AK_SSHSIG_NAMESPACE_MAX);
	memcpy(out, AK_SSHSIG_MAGIC, sizeof AK_SSHSIG_MAGIC - 1);
	uint8_t *at = out + sizeof AK_SSHSIG_MAGIC - 1;
	at = ak_wire_write_string(at, ak_bytes_of(name_space));
	at = ak_wire_write_string(at, ak_bytes_of(""));
	at = ak_wire_write_string(at, ak_bytes_of(is_sha512 ? "sha512" : "sha256"));
	at = ak_wire_write_string(at, hashed);
	return (struct ak_bytes){out, (size_t)(at - out)};
}

/* A device signs hashes of what it is asked for and of who asks, with what it did in between. */
static bool verify_sk(const struct ak_sshsig_claim *claim, struct ak_bytes tosign, const struct ak_key_parts *key)
{
	uint8_t whole[SK_SIGNED_SIZE];
	crypto_hash_sha256(whole, key->application.data, key->application.size);
	memcpy(whole + 32, claim->flags_and_counter, sizeof claim->flags_and_counter);
	crypto_hash_sha256(whole + 32 + sizeof claim->flags_and_counter, tosign.data, tosign.size);
	return ak_ed25519_verify((struct ak_bytes){claim->signature, sizeof claim->signature},
		(struct ak_bytes){whole, sizeof whole}, key->point);
}

bool ak_sshsig_open(struct ak_sshsig_claim *claim, struct ak_bytes file, struct ak_bytes message, const char *key,
	const char *name_space, struct ak_error *err)
{
	struct ak_armour_blob blob;
	struct fields fields;
	struct ak_key_parts inside;
	struct parts parts = {.flags = 0};
	if (!ak_armour_read(&blob, file, err) ||
		!read_fields(&fields, (struct ak_bytes){blob.data, blob.size}, err) ||
		!check_fields(&fields, name_space, err) || !check_key(&inside, &fields, key, err) ||
		!read_parts(&parts, fields.signature, inside.type, err))
		return false;
	/* protocol §3: "For the `sk-` type the user-presence flag (0x01) must be set." */
	if (inside.type == AK_KEY_SK_ED25519 && !(parts.flags & FLAG_USER_PRESENT))
		return refuse(err, "security key was not touched");
	*claim = (struct ak_sshsig_claim){
		.key = key, .name_space = name_space, .is_sha512 = is_text(fields.hash, "sha512")};
	memcpy(claim->signature, parts.ed25519.data, sizeof claim->signature);
	if (inside.type == AK_KEY_SK_ED25519)
		memcpy(claim->flags_and_counter, parts.flags_and_counter.data, sizeof claim->flags_and_counter);
	hash_message(claim->digest, message, claim->is_sha512);
	return true;
}

bool ak_sshsig_claim_check(const struct ak_sshsig_claim *claim, struct ak_error *err)
{
	uint8_t bytes[TOSIGN_MAX];
	struct ak_key_blob blob;
	struct ak_key_parts key;
	bool good = false;
	if (!ak_key_blob_read(&blob, claim->key, strlen(claim->key), err) ||
		!ak_key_parts_read(&key, (struct ak_bytes){blob.data, blob.size}, err))
		return false;
	struct ak_bytes tosign = write_tosign(bytes, claim->digest, claim->is_sha512, claim->name_space);
	switch (key.type) {
	case AK_KEY_ED25519:
		good = ak_ed25519_verify(
			(struct ak_bytes){claim->signature, sizeof claim->signature}, tosign, key.point);
		break;
	case AK_KEY_SK_ED25519:
		good = verify_sk(claim, tosign, &key);
		break;
	}
	return good || refuse(err, "signature does not fit the key and the bytes");
}

bool ak_sshsig_verify(struct ak_bytes file, struct ak_bytes message, const char *key, const char *name_space,
	struct ak_error *err)
{
	struct ak_sshsig_claim claim;
	return ak_sshsig_open(&claim, file, message, key, name_space, err) && ak_sshsig_claim_check(&claim, err);
}

void ak_sshsig_tosign(struct ak_bytes message, const char *name_space, struct ak_buf *out)
{
	uint8_t digest[HASH_MAX];
	uint8_t bytes[TOSIGN_MAX];
	hash_message(digest, message, true);
	struct ak_bytes tosign = write_tosign(bytes, digest, true, name_space);
	ak_buf_append(out, tosign.data, tosign.size);
}
