/* SPDX-License-Identifier: EUPL-1.2 */
#include "sig/ed25519.h"

#include <pthread.h>
#include <sodium.h>

/* Good but for a point of order 2 that was added to R: the key is that of the seed 00 01 02 … 1f. */
static const uint8_t probe_message[] = {'a', 'k', 'k', 'o', 'o', 'r', 'd'};
static const uint8_t probe_key[AK_ED25519_KEY_SIZE] = {
	0x03, 0xa1, 0x07, 0xbf, 0xf3, 0xce, 0x10, 0xbe, 0x1d, 0x70, 0xdd, 0x18, 0xe7, 0x4b, 0xc0, 0x99, //
	0x67, 0xe4, 0xd6, 0x30, 0x9b, 0xa5, 0x0d, 0x5f, 0x1d, 0xdc, 0x86, 0x64, 0x12, 0x55, 0x31, 0xb8, //
};
static const uint8_t probe_signature[AK_ED25519_SIGNATURE_SIZE] = {
	0x3a, 0xe4, 0xdf, 0x0a, 0xfb, 0xd9, 0xdb, 0xda, 0xeb, 0x27, 0xe4, 0xc7, 0xca, 0xb7, 0x42, 0x6f, //
	0x21, 0x8d, 0x02, 0xf4, 0x73, 0x0d, 0xc7, 0xd5, 0x77, 0x06, 0x0a, 0xd3, 0x1a, 0xf8, 0x94, 0xdc, //
	0xb1, 0x76, 0xd9, 0xc0, 0xbe, 0x12, 0x00, 0xec, 0x8f, 0xc9, 0x95, 0x75, 0x94, 0x69, 0xca, 0x58, //
	0xde, 0xc0, 0xce, 0xf6, 0x1a, 0xb5, 0x2c, 0x7f, 0x34, 0x1a, 0x2a, 0xd5, 0xed, 0x1b, 0xb1, 0x0f, //
};

/* Until it is known to be otherwise, the slower of the two is right for both. */
static bool lenient = true;

static void probe(void)
{
	lenient = crypto_sign_verify_detached(
			  probe_signature, probe_message, sizeof probe_message, probe_key) == 0;
}

void ak_ed25519_start(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, probe);
}

bool ak_ed25519_key_check(const uint8_t key[AK_ED25519_KEY_SIZE])
{
	return crypto_core_ed25519_is_valid_point(key) == 1;
}

bool ak_ed25519_verify(
	struct ak_bytes signature, struct ak_bytes message, const uint8_t key[AK_ED25519_KEY_SIZE])
{
	if (signature.size != AK_ED25519_SIGNATURE_SIZE ||
		crypto_sign_verify_detached(signature.data, message.data, message.size, key) != 0)
		return false;
	/* protocol §3: "encoding of [S]B − [h]A equals R's 32 bytes (no cofactor)" */
	return !lenient || crypto_core_ed25519_is_valid_point(signature.data) == 1;
}
