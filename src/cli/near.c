/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/near.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum {
	WORD_MAX = 160,	    /* longer words are nobody's slip */
	LABEL_PART_MIN = 3, /* fewer letters stand in too many labels */
};

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Damerau's distance between neighbours («optimal string alignment»), row by row. */
unsigned ak_distance(const char *from, const char *to, unsigned limit)
{
	unsigned rows[3][WORD_MAX + 1];
	size_t m = strlen(from), n = strlen(to);
	if (m > WORD_MAX || n > WORD_MAX || (m > n ? m - n : n - m) > limit)
		return limit + 1;
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= m; i++) {
		unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= n; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (from[i - 1] != to[j - 1]));
			if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return least(rows[m % 3][n], limit + 1);
}

void ak_near_init(struct ak_near *near, const char *word)
{
	*near = (struct ak_near){ .word = word };
	const char *slash = strchr(word, '/'), *dash = strchr(word, '-'), *common = slash ? slash : dash;
	/* objects of one type, actors of one party are not alike for that */
	size_t telling = strlen(common ? common + 1 : word);
	near->distance = (unsigned)(telling < 6 ? 1 : telling / 3) + 1;
}

void ak_near_offer(struct ak_near *near, const char *candidate)
{
	size_t typed = strlen(near->word);
	unsigned distance = near->distance;
	if (strcasecmp(near->word, candidate) == 0)
		distance = 0;
	else if (typed >= 2 && strncmp(near->word, candidate, typed) == 0)
		distance = 1;
	else if (distance > 0)
		distance = ak_distance(near->word, candidate, distance - 1);
	if (distance < near->distance) {
		near->distance = distance;
		near->best = candidate;
	}
}

static bool has_word(const char *label, const char *word)
{
	size_t size = strlen(word);
	for (const char *at = label; *at; at++)
		if (strncasecmp(at, word, size) == 0)
			return true;
	return false;
}

void ak_near_offer_called(struct ak_near *near, const char *candidate, const char *label)
{
	if (near->distance > 0 && strlen(near->word) >= LABEL_PART_MIN && has_word(label, near->word)) {
		near->distance = 0;
		near->best = candidate;
		return;
	}
	ak_near_offer(near, candidate);
}

const char *ak_near_found(const struct ak_near *near)
{
	return near->best;
}
