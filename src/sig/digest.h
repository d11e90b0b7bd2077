/* SPDX-License-Identifier: EUPL-1.2 */
/* SHA-256, in which ids, charters, states and pins are told. */
#ifndef AK_SIG_DIGEST_H
#define AK_SIG_DIGEST_H

#include "base/bytes.h"
#include "base/id.h"

/* Must be called once before anything else of this room; may be called again, from any thread. */
enum ak_status ak_sig_start(struct ak_error *err);

struct ak_id ak_sha256(struct ak_bytes bytes);

/* A digest taken in pieces, for what is too large to hold. */
struct ak_digest {
	_Alignas(16) unsigned char state[128]; /* libsodium's, which stays in this room */
};

void ak_digest_init(struct ak_digest *digest);
void ak_digest_update(struct ak_digest *digest, struct ak_bytes bytes);
struct ak_id ak_digest_finish(struct ak_digest *digest);

#endif
