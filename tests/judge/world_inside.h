/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of small worlds share: world.c (laws, judging, checking) and world_draw.c (from a drawing to
 * records).
 */
#ifndef AK_TESTS_JUDGE_WORLD_INSIDE_H
#define AK_TESTS_JUDGE_WORLD_INSIDE_H

#include "judge/world.h"

/* The words of a part of a line, from at to end. */
struct words {
	const char *at, *end;
	char word[2048];
	bool quoted;
};

/* The next word; a colon after it is left out. False at the end, or before a semicolon. */
bool words_next(struct words *w);
void words_must_next(struct words *w);

/* The law of that name, which must be. */
const struct law *world_law(const struct world *world, const char *name);

/* Of a set of records of a world, the one with this number. */
static inline uint64_t world_bit(uint32_t number)
{
	return UINT64_C(1) << number;
}

#endif
