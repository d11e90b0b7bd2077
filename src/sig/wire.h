/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The wire format of SSH: uint32 big-endian, and strings that are told with their length before them.
 *
 * A reader only moves forward. Each verb returns false, with the reader at its end, if the bytes are not
 * there: so calls can be joined by &&, and what follows a failure fails too.
 */
#ifndef AK_SIG_WIRE_H
#define AK_SIG_WIRE_H

#include <stdbool.h>

#include "base/bytes.h"

struct ak_wire {
	const uint8_t *at;
	size_t left;
};

struct ak_wire ak_wire_of(struct ak_bytes bytes);
bool ak_wire_u8(struct ak_wire *wire, uint8_t *value);
bool ak_wire_u32(struct ak_wire *wire, uint32_t *value);

/* size bytes as they stand, without a length before them. */
bool ak_wire_raw(struct ak_wire *wire, size_t size, struct ak_bytes *bytes);
bool ak_wire_string(struct ak_wire *wire, struct ak_bytes *bytes);

/* Nothing is left. */
bool ak_wire_end(const struct ak_wire *wire);

void ak_wire_append_u32(struct ak_buf *out, uint32_t value);
void ak_wire_append_string(struct ak_buf *out, struct ak_bytes bytes);

/* The same to memory that is known to be large enough; returns where it ends. */
uint8_t *ak_wire_write_string(uint8_t *at, struct ak_bytes bytes);

#endif
