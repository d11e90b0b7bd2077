/* SPDX-License-Identifier: EUPL-1.2 */
#include "bench/signer.h"

#include <stdio.h>
#include <stdlib.h>

#include "sig/armour.h"
#include "sig/base64.h"
#include "sig/digest.h"
#include "sig/sshsig.h"
#include "sig/wire.h"

static const char key_type[] = "ssh-ed25519";

void bench_die(const char *sentence)
{
	fprintf(stderr, "bench: %s\n", sentence);
	exit(3);
}

void bench_signer_init(struct bench_signer *signer, const char *name)
{
	uint8_t point[crypto_sign_PUBLICKEYBYTES];
	struct ak_buf blob = AK_BUF_INIT;
	struct ak_buf key = AK_BUF_INIT;
	ak_buf_format(&blob, "akkoord-test:%s", name);
	struct ak_id seed = ak_sha256(ak_buf_view(&blob));
	crypto_sign_seed_keypair(point, signer->secret, seed.bytes);
	ak_buf_clear(&blob);
	ak_wire_append_string(&blob, ak_bytes_of(key_type));
	ak_wire_append_string(&blob, (struct ak_bytes){point, sizeof point});
	ak_buf_format(&key, "%s ", key_type);
	ak_base64_append(&key, ak_buf_view(&blob));
	ak_buf_release(&blob);
	signer->key = ak_buf_take(&key);
	if (!signer->key)
		bench_die("there is no memory");
}

void bench_signer_release(struct bench_signer *signer)
{
	free(signer->key);
	signer->key = NULL;
}

void bench_signer_sign(
	const struct bench_signer *signer, const char *name_space, struct ak_bytes message, struct ak_buf *out)
{
	struct ak_buf tosign = AK_BUF_INIT;
	struct ak_buf blob = AK_BUF_INIT;
	uint8_t signature[crypto_sign_BYTES];
	ak_sshsig_tosign(message, name_space, &tosign);
	crypto_sign_detached(signature, NULL, (const uint8_t *)tosign.data, tosign.size, signer->secret);
	ak_wire_append_string(&blob, ak_bytes_of(key_type));
	ak_wire_append_string(&blob, (struct ak_bytes){signature, sizeof signature});
	ak_buf_clear(out);
	if (ak_armour_write(signer->key, name_space, ak_buf_view(&blob), out, NULL) != AK_OK)
		bench_die("a signature cannot be written");
	ak_buf_release(&tosign);
	ak_buf_release(&blob);
}
