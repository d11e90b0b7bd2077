/* SPDX-License-Identifier: EUPL-1.2 */
#include "sig/digest.h"

#include <assert.h>
#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "sig/ed25519.h"
#include "sig/sha256.h"

static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct ak_digest), "libsodium's state fits in ours");
static_assert(crypto_hash_sha256_BYTES == AK_ID_SIZE, "an id is a SHA-256");

/* Set before any thread starts that asks for a digest, and always to the same. */
static bool quick;

static void look_at_processor(void)
{
	quick = ak_sha256_is_quick();
}

enum ak_status ak_sig_start(struct ak_error *err)
{
	if (sodium_init() < 0)
		return ak_fail(err, AK_ERR_IO, "libsodium cannot be started");
	ak_ed25519_start();
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, look_at_processor);
	return AK_OK;
}

/* The bytes after the last whole block, with their padding: one block, or two. Returns how many. */
static size_t pad(uint8_t out[2 * AK_SHA256_BLOCK], struct ak_bytes bytes)
{
	size_t rest = bytes.size % AK_SHA256_BLOCK;
	size_t blocks = rest + 1 + 8 > AK_SHA256_BLOCK ? 2 : 1;
	uint64_t bits = (uint64_t)bytes.size * 8;
	memset(out, 0, 2 * AK_SHA256_BLOCK);
	if (rest)
		memcpy(out, bytes.data + bytes.size - rest, rest);
	out[rest] = 0x80;
	for (size_t i = 0; i < 8; i++)
		out[blocks * AK_SHA256_BLOCK - 1 - i] = (uint8_t)(bits >> (8 * i));
	return blocks;
}

static struct ak_id quick_sha256(struct ak_bytes bytes)
{
	/* FIPS 180-4, 5.3.3 */
	uint32_t words[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	uint8_t last[2 * AK_SHA256_BLOCK];
	struct ak_id id;
	ak_sha256_blocks(words, bytes.data, bytes.size / AK_SHA256_BLOCK);
	ak_sha256_blocks(words, last, pad(last, bytes));
	for (size_t i = 0; i < AK_ID_SIZE; i++)
		id.bytes[i] = (uint8_t)(words[i / 4] >> (8 * (3 - i % 4)));
	return id;
}

struct ak_id ak_sha256(struct ak_bytes bytes)
{
	struct ak_id id;
	if (quick)
		return quick_sha256(bytes);
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
