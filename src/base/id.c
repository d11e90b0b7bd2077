/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/id.h"

#include <string.h>

const struct ak_id ak_id_zero = {{0}};

int ak_id_compare(const struct ak_id *a, const struct ak_id *b)
{
	return memcmp(a->bytes, b->bytes, AK_ID_SIZE);
}

bool ak_id_equal(const struct ak_id *a, const struct ak_id *b)
{
	return ak_id_compare(a, b) == 0;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

bool ak_id_parse(struct ak_id *id, const char *text, size_t size)
{
	if (size != AK_ID_HEX)
		return false;
	struct ak_id parsed;
	for (size_t i = 0; i < AK_ID_SIZE; i++) {
		int high = hex_digit(text[2 * i]);
		int low = hex_digit(text[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		parsed.bytes[i] = (uint8_t)(high * 16 + low);
	}
	*id = parsed;
	return true;
}

struct ak_id_hex ak_id_hex(const struct ak_id *id)
{
	static const char digits[] = "0123456789abcdef";
	struct ak_id_hex hex;
	for (size_t i = 0; i < AK_ID_SIZE; i++) {
		hex.text[2 * i] = digits[id->bytes[i] >> 4];
		hex.text[2 * i + 1] = digits[id->bytes[i] & 15];
	}
	hex.text[AK_ID_HEX] = '\0';
	return hex;
}
