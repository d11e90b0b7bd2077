/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/delta.h"

#include <string.h>

bool ak_cursor_size(struct ak_cursor *cursor, unsigned shift, size_t *size)
{
	for (; cursor->at < cursor->end && shift <= 56; shift += 7) {
		uint8_t byte = *cursor->at++;
		*size |= (size_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return true;
	}
	return false;
}

/* A number of which only the bytes are there that the bits of which name. */
static bool take_sparse(struct ak_cursor *cursor, unsigned which, unsigned bytes, size_t *number)
{
	*number = 0;
	for (unsigned i = 0; i < bytes; i++) {
		if (!(which >> i & 1))
			continue;
		if (cursor->at == cursor->end)
			return false;
		*number |= (size_t)*cursor->at++ << (8 * i);
	}
	return true;
}

/* One order of a delta: so many bytes of the base from there, or the bytes that follow it. */
static bool take_order(struct ak_cursor *delta, struct ak_bytes base, struct ak_bytes *piece)
{
	uint8_t order = *delta->at++;
	if (order & 0x80) {
		size_t from;
		if (!take_sparse(delta, order & 15U, 4, &from) ||
			!take_sparse(delta, order >> 4 & 7U, 3, &piece->size))
			return false;
		piece->size = piece->size ? piece->size : 0x10000;
		if (from > base.size || piece->size > base.size - from)
			return false;
		piece->data = base.data + from;
		return true;
	}
	*piece = (struct ak_bytes){.data = delta->at, .size = order};
	if (order == 0 || order > (size_t)(delta->end - delta->at))
		return false;
	delta->at += order;
	return true;
}

/* The sizes that a delta begins with. */
static bool take_sizes(struct ak_cursor *delta, size_t *base, size_t *result)
{
	*base = 0;
	*result = 0;
	return ak_cursor_size(delta, 0, base) && ak_cursor_size(delta, 0, result);
}

bool ak_delta_result(struct ak_bytes delta, size_t *size)
{
	struct ak_cursor cursor = {delta.data, delta.data + delta.size};
	size_t base;
	return take_sizes(&cursor, &base, size);
}

bool ak_delta_apply(struct ak_bytes delta, struct ak_bytes base, uint8_t *out, size_t size)
{
	struct ak_cursor cursor = {delta.data, delta.data + delta.size};
	size_t base_size;
	size_t result;
	size_t used = 0;
	if (!take_sizes(&cursor, &base_size, &result) || base_size != base.size || result != size)
		return false;
	while (cursor.at < cursor.end) {
		struct ak_bytes piece;
		if (!take_order(&cursor, base, &piece) || piece.size > size - used)
			return false;
		memcpy(out + used, piece.data, piece.size);
		used += piece.size;
	}
	return used == size;
}
