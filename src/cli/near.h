/* SPDX-License-Identifier: EUPL-1.2 */
/* What a mistyped word was probably meant to be. */
#ifndef AK_CLI_NEAR_H
#define AK_CLI_NEAR_H

#include <stddef.h>

/* Offer all the words there are, then ask for the nearest. Words are borrowed. */
struct ak_near {
	const char *word;
	const char *best;
	unsigned distance;
};

void ak_near_init(struct ak_near *near, const char *word);
void ak_near_offer(struct ak_near *near, const char *candidate);

/*
 * The same of something that people call by a label: what was typed may stand in that, which is nearer than any slip.
 */
void ak_near_offer_called(struct ak_near *near, const char *candidate, const char *label);

/*
 * The nearest word offered, or NULL if none is near: at most a third of its letters (at least one) inserted, left out,
 * replaced or swapped with their neighbour; or what was typed is the beginning of it.
 */
const char *ak_near_found(const struct ak_near *near);

/* The number of such steps from one text to another, at most limit + 1. Bytes, not characters: names are ASCII. */
unsigned ak_distance(const char *from, const char *to, unsigned limit);

#endif
