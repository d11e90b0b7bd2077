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

uint32_t ak_id_find(const struct ak_id *id, const void *items, uint32_t count, size_t item_size)
{
	uint32_t low = 0;
	uint32_t high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = memcmp(id->bytes, (const uint8_t *)items + middle * item_size, AK_ID_SIZE);
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return UINT32_MAX;
}

/* By tables, without a branch: no digit can be foreseen, and a ledger of n records holds some six n ids. */
enum { DIGIT = 0x10 }; /* set in the entry of each character that is one */

static const uint8_t values[256] = {
	['0'] = 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19,
	['a'] = 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f,
};

bool ak_id_parse(struct ak_id *id, const char *text, size_t size)
{
	if (size != AK_ID_HEX)
		return false;
	struct ak_id parsed;
	unsigned all = DIGIT;
	for (size_t i = 0; i < AK_ID_SIZE; i++) {
		unsigned high = values[(unsigned char)text[2 * i]];
		unsigned low = values[(unsigned char)text[2 * i + 1]];
		all &= high & low;
		parsed.bytes[i] = (uint8_t)(high << 4 | (low & 0xfU));
	}
	if (!all)
		return false;
	*id = parsed;
	return true;
}

#define ROW(high) high "0" high "1" high "2" high "3" high "4" high "5" high "6" high "7" \
	high "8" high "9" high "a" high "b" high "c" high "d" high "e" high "f"

static const char pairs[] = ROW("0") ROW("1") ROW("2") ROW("3") ROW("4") ROW("5") ROW("6") ROW("7")
	ROW("8") ROW("9") ROW("a") ROW("b") ROW("c") ROW("d") ROW("e") ROW("f");

struct ak_id_hex ak_id_hex(const struct ak_id *id)
{
	struct ak_id_hex hex;
	for (size_t i = 0; i < AK_ID_SIZE; i++)
		memcpy(hex.text + 2 * i, pairs + 2 * id->bytes[i], 2);
	hex.text[AK_ID_HEX] = '\0';
	return hex;
}
