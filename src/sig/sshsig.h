/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * SSH signatures (OpenSSH's PROTOCOL.sshsig) as protocol §3 narrows them: namespace `akkoord`, hash sha256 or sha512,
 * version 1, empty reserved, nothing after the last field, exact armour. What is verified is rebuilt from what we
 * expect, never taken from the signature.
 */
#ifndef AK_SIG_SSHSIG_H
#define AK_SIG_SSHSIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

#define AK_SSHSIG_NAMESPACE "akkoord"
#define AK_SSHSIG_NAMESPACE_MAX 64 /* bytes in any namespace that is asked for (asserted) */

/*
 * Whether file (the bytes of a .sig) is a good signature by key (a text of sig/key.h, already checked to be
 * well-formed) over message in the given namespace. On false *err (may be NULL) says why: not armoured, another key,
 * an unknown key type, another namespace, not touched, wrong.
 */
bool ak_sshsig_verify(struct ak_bytes file, struct ak_bytes message, const char *key, const char *name_space,
	struct ak_error *err);

/*
 * The same in two steps, since the second takes most of the time: what is left to be asked of a signature when
 * everything but the curve was looked at. key and name_space are borrowed.
 */
struct ak_sshsig_claim {
	const char *key;
	const char *name_space;
	uint8_t signature[64];
	uint8_t digest[64]; /* of the message; of SHA-256 the first half */
	uint8_t flags_and_counter[5];
	bool is_sha512;
};
bool ak_sshsig_open(struct ak_sshsig_claim *claim, struct ak_bytes file, struct ak_bytes message, const char *key,
	const char *name_space, struct ak_error *err);
bool ak_sshsig_claim_check(const struct ak_sshsig_claim *claim, struct ak_error *err);

/*
 * For asking an agent: what is signed («SSHSIG | namespace | "" | "sha512" | H(message)», without the preamble of a
 * file) appended to out.
 */
void ak_sshsig_tosign(struct ak_bytes message, const char *name_space, struct ak_buf *out);

#endif
