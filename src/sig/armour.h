/* SPDX-License-Identifier: EUPL-1.2 */
/* The text form of an SSH signature, as exact as protocol §3 has it. */
#ifndef AK_SIG_ARMOUR_H
#define AK_SIG_ARMOUR_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/limits.h"

/* What stands first in the blob of an SSHSIG, and in what is signed, without a length before it. */
#define AK_SSHSIG_MAGIC "SSHSIG"
#define AK_SSHSIG_VERSION 1U

struct ak_armour_blob {
	uint8_t data[AK_SIGNATURE_SIZE_MAX]; /* more than base64 of that size can hold */
	size_t size;
};

/*
 * The blob in a signature file: the lines BEGIN and END SSH SIGNATURE exactly, canonical base64 between them, line
 * feeds anywhere in that, at most one more at the end, and nothing else. On false *err (may be NULL) says what is
 * wrong.
 */
bool ak_armour_read(struct ak_armour_blob *blob, struct ak_bytes file, struct ak_error *err);

/*
 * Armours the signature blob (`string type | string sig …`) that an agent gave over ak_sshsig_tosign (sig/sshsig.h),
 * in the very form that ssh-keygen writes. AK_ERR_FORMAT if key is no key text.
 */
enum ak_status ak_armour_write(
	const char *key, const char *name_space, struct ak_bytes signature, struct ak_buf *out, struct ak_error *err);

#endif
