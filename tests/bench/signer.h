/* SPDX-License-Identifier: EUPL-1.2 */
/* Who signs in a benchmark: keys that everybody can make of a name. Nothing may ever be trusted to them. */
#ifndef AK_TESTS_BENCH_SIGNER_H
#define AK_TESTS_BENCH_SIGNER_H

#include <sodium.h>

#include "base/bytes.h"

struct bench_signer {
	char *key; /* as in a .pub file, without a comment; owned */
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
};

/* The key that tests/cli/worthless-key makes of this name. libsodium has been started. */
void bench_signer_init(struct bench_signer *signer, const char *name);
void bench_signer_release(struct bench_signer *signer);

/* The signature file over message, in this namespace, in place of what out held. */
void bench_signer_sign(
	const struct bench_signer *signer, const char *name_space, struct ak_bytes message, struct ak_buf *out);

/* Ends the program. */
_Noreturn void bench_die(const char *sentence);

#endif
