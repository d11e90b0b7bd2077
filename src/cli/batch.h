/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Many changes, proposed in as few records as hold them: at most 64 changes each, and no larger than a record may be.
 * A change is kept as the words of it (cli/words.h); no change is cut in two.
 */
#ifndef AK_CLI_BATCH_H
#define AK_CLI_BATCH_H

#include <stdbool.h>

#include "base/arena.h"

struct ak_batch_item {
	size_t first, count; /* in words */
	size_t bytes;
};

struct ak_batch {
	const char **words;
	size_t word_count, word_room;
	struct ak_batch_item *items; /* one change each */
	size_t item_count, item_room;
	struct ak_arena arena;
	bool failed; /* memory ran out */
};

void ak_batch_release(struct ak_batch *batch);

/* Begins another change; then its words, which are copied. */
void ak_batch_begin(struct ak_batch *batch);
void ak_batch_word(struct ak_batch *batch, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* How many items from one on go in one record; how many records all of them take. */
size_t ak_batch_fit(const struct ak_batch *batch, size_t from);
size_t ak_batch_records(const struct ak_batch *batch);

#endif
