/* SPDX-License-Identifier: EUPL-1.2 */
#include "sig/wire.h"

#include <assert.h>
#include <string.h>

struct ak_wire ak_wire_of(struct ak_bytes bytes)
{
	return (struct ak_wire){.at = bytes.data, .left = bytes.size};
}

bool ak_wire_raw(struct ak_wire *wire, size_t size, struct ak_bytes *bytes)
{
	if (size > wire->left) {
		wire->left = 0;
		return false;
	}
	*bytes = (struct ak_bytes){.data = wire->at, .size = size};
	if (size) {
		wire->at += size;
		wire->left -= size;
	}
	return true;
}

bool ak_wire_u8(struct ak_wire *wire, uint8_t *value)
{
	struct ak_bytes bytes;
	if (!ak_wire_raw(wire, 1, &bytes))
		return false;
	*value = bytes.data[0];
	return true;
}

bool ak_wire_u32(struct ak_wire *wire, uint32_t *value)
{
	struct ak_bytes bytes;
	if (!ak_wire_raw(wire, 4, &bytes))
		return false;
	const uint8_t *b = bytes.data;
	*value = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
	return true;
}

bool ak_wire_string(struct ak_wire *wire, struct ak_bytes *bytes)
{
	uint32_t size;
	return ak_wire_u32(wire, &size) && ak_wire_raw(wire, size, bytes);
}

bool ak_wire_end(const struct ak_wire *wire)
{
	return wire->left == 0;
}

static uint8_t *write_u32(uint8_t *at, uint32_t value)
{
	for (unsigned shift = 32; shift > 0; shift -= 8)
		*at++ = (uint8_t)(value >> (shift - 8));
	return at;
}

uint8_t *ak_wire_write_string(uint8_t *at, struct ak_bytes bytes)
{
	assert(bytes.size <= UINT32_MAX);
	at = write_u32(at, (uint32_t)bytes.size);
	if (bytes.size)
		memcpy(at, bytes.data, bytes.size);
	return at + bytes.size;
}

void ak_wire_append_u32(struct ak_buf *out, uint32_t value)
{
	uint8_t *at = ak_buf_extend(out, 4);
	if (at)
		write_u32(at, value);
}

void ak_wire_append_string(struct ak_buf *out, struct ak_bytes bytes)
{
	uint8_t *at = ak_buf_extend(out, 4 + bytes.size);
	if (at)
		ak_wire_write_string(at, bytes);
}
