/* SPDX-License-Identifier: EUPL-1.2 */
/* Memory that is given out in small pieces and freed all at once. One thread at a time may use an arena. */
#ifndef AK_BASE_ARENA_H
#define AK_BASE_ARENA_H

#include <stddef.h>

struct ak_arena_block;

struct ak_arena {
	struct ak_arena_block *blocks;
	size_t left;  /* bytes not yet given out of the newest block */
	size_t total; /* bytes taken from the system: who takes many gets them in larger blocks */
};

#define AK_ARENA_INIT                                                                                                  \
	{                                                                                                              \
		.blocks = NULL, .left = 0, .total = 0                                                                  \
	}

void ak_arena_release(struct ak_arena *arena);

/* size bytes, zeroed, aligned for any type; NULL without memory. Lives as long as the arena. */
void *ak_arena_alloc(struct ak_arena *arena, size_t size);

/* A copy of size bytes of text with a NUL after it, packed without alignment; NULL without memory. */
char *ak_arena_text(struct ak_arena *arena, const char *text, size_t size);

/* All that is in taken now lives in, and goes with, arena; taken is as new. */
void ak_arena_merge(struct ak_arena *arena, struct ak_arena *taken);

#endif
