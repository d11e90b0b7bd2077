/* SPDX-License-Identifier: EUPL-1.2 */
/* Git's deltas, and how it writes sizes: gitformat-pack(5). Whatever stands in them is a stranger's. */
#ifndef AK_STORE_DELTA_H
#define AK_STORE_DELTA_H

#include "base/bytes.h"

/* A place in something that is read, and the end that it may not pass. */
struct ak_cursor {
	const uint8_t *at, *end;
};

/* Seven bits a byte, the lowest first, put into *size beginning at bit shift. False if it is cut short or too large. */
bool ak_cursor_size(struct ak_cursor *cursor, unsigned shift, size_t *size);

/* How many bytes the delta says it makes. */
bool ak_delta_result(struct ak_bytes delta, size_t *size);

/*
 * Puts together what the delta makes of its base: size bytes, as it says, into out. False if it does not fit the
 * base, makes another size, or is malformed: out then holds anything.
 */
bool ak_delta_apply(struct ak_bytes delta, struct ak_bytes base, uint8_t *out, size_t size);

#endif
