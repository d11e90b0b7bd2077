/* SPDX-License-Identifier: EUPL-1.2 */
#include "sig/digest.h"

#include <assert.h>
#include <sodium.h>

#include "sig/ed25519.h"

static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct ak_digest), "libsodium's state fits in ours");
static_assert(crypto_hash_sha256_BYTES == AK_ID_SIZE, "an id is a SHA-256");

enum ak_status ak_sig_start(struct ak_error *err)
{
	if (sodium_init() < 0)
		return ak_fail(err, AK_ERR_IO, "libsodium cannot be started");
	ak_ed25519_start();
	return AK_OK;
}

struct ak_id ak_sha256(struct ak_bytes bytes)
{
	struct ak_id id;
	crypto_hash_sha256(id.bytes, bytes.data, bytes.size);
	return id;
}

static crypto_hash_sha256_state *state_of(struct ak_digest *digest)
{
	return (crypto_hash_sha256_state *)(void *)digest->state;
}

void ak_digest_init(struct ak_digest *digest)
{
	crypto_hash_sha256_init(state_of(digest));
}

void ak_digest_update(struct ak_digest *digest, struct ak_bytes bytes)
{
	if (bytes.size)
		crypto_hash_sha256_update(state_of(digest), bytes.data, bytes.size);
}

struct ak_id ak_digest_finish(struct ak_digest *digest)
{
	struct ak_id id;
	crypto_hash_sha256_final(state_of(digest), id.bytes);
	return id;
}
