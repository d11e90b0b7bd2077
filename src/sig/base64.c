/* SPDX-License-Identifier: EUPL-1.2 */
#include "sig/base64.h"

#include <sodium.h>

enum { NO = 0x80 }; /* not a digit */

/* clang-format off */
static const uint8_t digits[256] = {
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, 62, NO, NO, NO, 63,
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, NO, NO, NO, NO, NO, NO,
	NO,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, NO, NO, NO, NO, NO,
	NO, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
	41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
};
/* clang-format on */

/*
 * By a table, not by libsodium: its decoder takes the same time whatever it reads, ten times as long, and there are no
 * secrets here.
 */
static inline uint32_t read_four(const char *text, uint32_t *bits)
{
	uint32_t a = digits[(unsigned char)text[0]];
	uint32_t b = digits[(unsigned char)text[1]];
	uint32_t c = digits[(unsigned char)text[2]];
	uint32_t d = digits[(unsigned char)text[3]];
	*bits = a << 18 | b << 12 | c << 6 | d;
	return (a | b | c | d) & NO;
}

/* The last four, of which one or two are padding: two bytes or one, and the bits left over must be zero. */
static bool read_padded(uint8_t *out, size_t padding, const char *text)
{
	char filled[4] = {text[0], text[1], padding == 2 ? 'A' : text[2], 'A'};
	uint32_t bits;
	if (read_four(filled, &bits) || (bits & (padding == 2 ? 0xffffU : 0xffU)))
		return false;
	out[0] = (uint8_t)(bits >> 16);
	if (padding == 1)
		out[1] = (uint8_t)(bits >> 8);
	return true;
}

bool ak_base64_read(uint8_t *out, size_t room, size_t *size, const char *text, size_t text_size)
{
	size_t padding = 0;
	uint32_t bad = 0;
	if (text_size % 4 != 0)
		return false;
	if (text_size && text[text_size - 1] == '=')
		padding = text[text_size - 2] == '=' ? 2 : 1;
	size_t whole = text_size / 4 - (padding ? 1 : 0);
	size_t bytes = text_size / 4 * 3 - padding;
	if (bytes > room)
		return false;
	for (size_t i = 0; i < whole; i++) {
		uint32_t bits;
		bad |= read_four(text + 4 * i, &bits);
		out[3 * i] = (uint8_t)(bits >> 16);
		out[3 * i + 1] = (uint8_t)(bits >> 8);
		out[3 * i + 2] = (uint8_t)bits;
	}
	if (bad || (padding && !read_padded(out + 3 * whole, padding, text + 4 * whole)))
		return false;
	*size = bytes;
	return true;
}

void ak_base64_append(struct ak_buf *out, struct ak_bytes bytes)
{
	/* libsodium counts and writes a NUL at the end, for which a buffer always has room */
	size_t size = sodium_base64_encoded_len(bytes.size, sodium_base64_VARIANT_ORIGINAL);
	char *at = ak_buf_extend(out, size - 1);
	if (at)
		sodium_bin2base64(at, size, bytes.data, bytes.size, sodium_base64_VARIANT_ORIGINAL);
}
