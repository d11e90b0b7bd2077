/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Ed25519 with the one answer that every replica must give (protocol §3).
 *
 * libsodium's releases (1.0.18 to 1.0.22) compare [S]B - [h]A with R itself. What stands after them in its
 * repository compares up to a point of small order, and so accepts a few signatures that the protocol
 * refuses. ak_ed25519_start finds out which of the two it runs on. On the later, R itself must be a valid
 * point too, and that gives the old answer back for every well-formed key: both sides then lie in the
 * prime-order subgroup, where no difference but none at all has a small order.
 */
#ifndef AK_SIG_ED25519_H
#define AK_SIG_ED25519_H

#include <stdbool.h>

#include "base/bytes.h"

enum { AK_ED25519_KEY_SIZE = 32, AK_ED25519_SIGNATURE_SIZE = 64 };

/* Called by ak_sig_start. */
void ak_ed25519_start(void);

/* Whether 32 bytes are a canonical point of the prime-order subgroup, and not a small one. */
bool ak_ed25519_key_check(const uint8_t key[AK_ED25519_KEY_SIZE]);

/* Whether signature is 64 bytes and good by key, which passed ak_ed25519_key_check, over message. */
bool ak_ed25519_verify(
	struct ak_bytes signature, struct ak_bytes message, const uint8_t key[AK_ED25519_KEY_SIZE]);

#endif
