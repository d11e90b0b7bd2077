/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/batch.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/bytes.h"
#include "base/limits.h"

enum {
	/* of words in one record: as JSON, with its other parts, it stays below AK_RECORD_SIZE_MAX */
	BYTES_MAX = 80000,
	WORD_OVERHEAD = 32,  /* quotes, names of keys and white space around a value */
};

void ak_batch_release(struct ak_batch *batch)
{
	free(batch->words);
	free(batch->items);
	ak_arena_release(&batch->arena);
	*batch = (struct ak_batch){.words = NULL};
}

void ak_batch_begin(struct ak_batch *batch)
{
	if (!ak_grow((void **)&batch->items, &batch->item_room, batch->item_count, sizeof *batch->items)) {
		batch->failed = true;
		return;
	}
	batch->items[batch->item_count++] = (struct ak_batch_item){.first = batch->word_count};
}

void ak_batch_word(struct ak_batch *batch, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int size = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *text = size < 0 || batch->failed ? NULL : ak_arena_alloc(&batch->arena, (size_t)size + 1);
	if (!text || !ak_grow((void **)&batch->words, &batch->word_room, batch->word_count, sizeof *batch->words)) {
		batch->failed = true;
		return;
	}
	va_start(args, format);
	vsnprintf(text, (size_t)size + 1, format, args);
	va_end(args);
	struct ak_batch_item *item = &batch->items[batch->item_count - 1];
	batch->words[batch->word_count++] = text;
	item->count++;
	item->bytes += (size_t)size + WORD_OVERHEAD;
}

size_t ak_batch_fit(const struct ak_batch *batch, size_t from)
{
	size_t count = 0, bytes = 0;
	while (from + count < batch->item_count && count < AK_CHANGES_MAX &&
		(count == 0 || bytes + batch->items[from + count].bytes <= BYTES_MAX))
		bytes += batch->items[from + count++].bytes;
	return count;
}

size_t ak_batch_records(const struct ak_batch *batch)
{
	size_t records = 0;
	for (size_t at = 0; at < batch->item_count; at += ak_batch_fit(batch, at))
		records++;
	return records;
}
