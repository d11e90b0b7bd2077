/* SPDX-License-Identifier: EUPL-1.2 */
/* Numbers that are the same on every machine: xorshift, from a seed that is not 0. */
#ifndef AK_TESTS_RANDOM_H
#define AK_TESTS_RANDOM_H

#include <stdint.h>

static inline uint32_t random_below(uint64_t *seed, uint32_t limit)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (uint32_t)(*seed >> 33) % limit;
}

#endif
