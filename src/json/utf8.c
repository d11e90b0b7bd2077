/* SPDX-License-Identifier: EUPL-1.2 */
#include "json/utf8.h"

#include <assert.h>
#include <stdbool.h>

static bool is_continuation(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

size_t ak_utf8_read(uint32_t *character, const char *text, size_t left)
{
	/* by size: the smallest character that needs so many bytes, so that longer forms of it are refused */
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *byte = (const unsigned char *)text;
	if (left == 0)
		return 0;
	if (byte[0] < 0x80) {
		*character = byte[0];
		return 1;
	}
	size_t size = byte[0] >= 0xf0 ? 4 : byte[0] >= 0xe0 ? 3 : 2;
	if (byte[0] < 0xc0 || byte[0] > 0xf4 || size > left)
		return 0;
	uint32_t value = byte[0] & (0x7fU >> size);
	for (size_t i = 1; i < size; i++) {
		if (!is_continuation(byte[i]))
			return 0;
		value = value << 6 | (byte[i] & 0x3fU);
	}
	if (value < smallest[size] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*character = value;
	return size;
}

size_t ak_utf8_write(char out[4], uint32_t character)
{
	assert(character <= 0x10ffff && !(character >= 0xd800 && character <= 0xdfff));
	size_t size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	for (size_t i = size; i > 1; i--) {
		out[i - 1] = (char)(0x80 | (character & 0x3f));
		character >>= 6;
	}
	out[0] = (char)(lead[size] | character);
	return size;
}
