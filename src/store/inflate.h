/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inflating what may be hostile with zlib, into memory of a known size, with an end whatever the
 * input is.
 *
 * libgit2 up to 1.9 cannot be trusted with loose objects: it never returns from one that is cut short (its
 * issue 7342), and writes past its memory for one that is longer than it says (issue 7177). What a replica's
 * files hold is the stranger's choice who made the copy. So loose objects are read by us; packs, which
 * libgit2 reads well, by it where packs.h does not.
 */
#ifndef AK_STORE_INFLATE_H
#define AK_STORE_INFLATE_H

#include "base/bytes.h"

enum ak_inflate_end {
	AK_INFLATE_DONE, /* the whole stream, its checksum right, nothing behind it */
	AK_INFLATE_FULL, /* there is more than room; what fits was written */
	AK_INFLATE_BAD,  /* cut short, malformed, or of a wrong checksum */
};

/* *size is how much of out was written. */
enum ak_inflate_end ak_inflate(uint8_t *out, size_t room, size_t *size, struct ak_bytes in);

#endif
