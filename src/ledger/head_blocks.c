/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/head_blocks.h"

uint32_t ak_head_bucket(const char *name, uint32_t buckets)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
	for (; *name; name++)
		hash = (hash ^ (uint8_t)*name) * UINT64_C(0x100000001b3);
	return (uint32_t)((hash ^ hash >> 32) % buckets);
}

uint32_t ak_head_digits(const struct ak_id *id, uint32_t digits)
{
	uint32_t first = (uint32_t)id->bytes[0] << 4 | id->bytes[1] >> 4;
	return first >> (4 * (3 - digits));
}
