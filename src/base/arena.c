/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* An arena that has grown takes blocks that malloc gets from the system, and gives back to it, one by one. */
enum { BLOCK_SIZE = 1 << 16, LARGE_BLOCK_SIZE = 1 << 20 };

struct ak_arena_block {
	struct ak_arena_block *next;
	size_t size;
	alignas(max_align_t) unsigned char data[];
};

void ak_arena_release(struct ak_arena *arena)
{
	struct ak_arena_block *block = arena->blocks;
	while (block) {
		struct ak_arena_block *next = block->next;
		free(block);
		block = next;
	}
	*arena = (struct ak_arena)AK_ARENA_INIT;
}

/* Pieces are given out from the end of a block downwards, so that alignment is a mask. */
static void *arena_take(struct ak_arena *arena, size_t size, size_t align)
{
	struct ak_arena_block *block = arena->blocks;
	if (block && size <= arena->left) {
		size_t left = (arena->left - size) & ~(align - 1);
		arena->left = left;
		return block->data + left;
	}
	if (size > SIZE_MAX / 4)
		return NULL;
	bool is_apart = size > BLOCK_SIZE / 4;
	size_t room = arena->total < LARGE_BLOCK_SIZE ? BLOCK_SIZE : LARGE_BLOCK_SIZE;
	if (is_apart)
		room = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	struct ak_arena_block *fresh = malloc(sizeof *fresh + room);
	if (!fresh)
		return NULL;
	fresh->size = room;
	arena->total += sizeof *fresh + room;
	if (block && is_apart) { /* a large piece: its own block, the newest one stays in use */
		fresh->next = block->next;
		block->next = fresh;
		return fresh->data;
	}
	fresh->next = block;
	arena->blocks = fresh;
	arena->left = (room - size) & ~(align - 1);
	return fresh->data + arena->left;
}

void *ak_arena_alloc(struct ak_arena *arena, size_t size)
{
	void *piece = arena_take(arena, size ? size : 1, alignof(max_align_t));
	if (piece)
		memset(piece, 0, size);
	return piece;
}

char *ak_arena_text(struct ak_arena *arena, const char *text, size_t size)
{
	if (size == SIZE_MAX)
		return NULL;
	char *copy = arena_take(arena, size + 1, 1);
	if (copy) {
		if (size)
			memcpy(copy, text, size);
		copy[size] = '\0';
	}
	return copy;
}

void ak_arena_merge(struct ak_arena *arena, struct ak_arena *taken)
{
	if (taken->blocks && !arena->blocks) {
		*arena = *taken;
	} else if (taken->blocks) {
		struct ak_arena_block *last = taken->blocks;
		while (last->next)
			last = last->next;
		last->next = arena->blocks->next;
		arena->blocks->next = taken->blocks;
		arena->total += taken->total;
	}
	*taken = (struct ak_arena)AK_ARENA_INIT;
}
