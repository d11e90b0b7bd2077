/* SPDX-License-Identifier: EUPL-1.2 */
/* An id: the SHA-256 of a file's exact bytes (protocol §1). Compared and sorted by byte value, as its hex is. */
#ifndef AK_BASE_ID_H
#define AK_BASE_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AK_ID_SIZE = 32, AK_ID_HEX = 64 };

struct ak_id {
	uint8_t bytes[AK_ID_SIZE];
};

struct ak_id_hex {
	char text[AK_ID_HEX + 1];
};

extern const struct ak_id ak_id_zero;

int ak_id_compare(const struct ak_id *a, const struct ak_id *b);
bool ak_id_equal(const struct ak_id *a, const struct ak_id *b);

/*
 * Among count items of item_size bytes, each of which begins with an id, in ascending order: the number of the one
 * with this id, or UINT32_MAX.
 */
uint32_t ak_id_find(const struct ak_id *id, const void *items, uint32_t count, size_t item_size);

/* size bytes of text are 64 lower-case hex digits. On false *id is unchanged. */
bool ak_id_parse(struct ak_id *id, const char *text, size_t size);

/* The hex, by value: ak_id_hex(&id).text lives to the end of the full expression. */
struct ak_id_hex ak_id_hex(const struct ak_id *id);

#endif
