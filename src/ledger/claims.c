/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/claims.h"

#include <stdlib.h>

struct ak_claim *ak_claims_add(struct ak_claim_block **blocks)
{
	if (!*blocks || (*blocks)->count == AK_CLAIM_BLOCK) {
		struct ak_claim_block *fresh = malloc(sizeof *fresh);
		if (!fresh)
			return NULL;
		fresh->count = fresh->asked = fresh->bad = 0;
		fresh->next = *blocks;
		*blocks = fresh;
	}
	return &(*blocks)->claims[(*blocks)->count++];
}

void ak_claims_join(struct ak_claim_block **blocks, struct ak_claim_block *taken)
{
	struct ak_claim_block **end = &taken;
	while (*end)
		end = &(*end)->next;
	*end = *blocks;
	*blocks = taken;
}

/* Claims of one block, which one thread asks. */
struct slice {
	struct ak_claim_block *block; /* NULL: there are no more */
	uint32_t first, count;
};

static struct slice take(struct ak_claims *claims)
{
	pthread_mutex_lock(&claims->lock);
	struct slice slice = {.block = claims->due, .first = claims->taken};
	if (slice.block) {
		uint32_t left = slice.block->count - slice.first;
		slice.count = left < AK_CLAIM_SLICE ? left : AK_CLAIM_SLICE;
		claims->taken += slice.count;
		if (slice.count == left) {
			claims->due = slice.block->next;
			claims->taken = 0;
		}
	}
	pthread_mutex_unlock(&claims->lock);
	return slice;
}

/*
 * Notes what came of a slice. Whoever asked the last one of a block frees it, or keeps it if any in it is bad. Returns
 * how many claims were asked by now, by all threads.
 */
static uint32_t give_back(struct ak_claims *claims, const struct slice *slice, uint32_t bad)
{
	struct ak_claim_block *block = slice->block;
	pthread_mutex_lock(&claims->lock);
	claims->bad += bad;
	uint32_t asked = claims->asked += slice->count;
	block->bad += bad;
	block->asked += slice->count;
	bool done = block->asked == block->count;
	if (done && block->bad) {
		block->next = claims->blocks;
		claims->blocks = block;
	}
	bool freed = done && !block->bad;
	pthread_mutex_unlock(&claims->lock);
	if (freed)
		free(block);
	return asked;
}

static uint32_t ask(struct ak_claims *claims, const struct slice *slice)
{
	uint32_t bad = 0;
	for (uint32_t i = 0; i < slice->count; i++) {
		struct ak_claim *claim = &slice->block->claims[slice->first + i];
		claim->good = ak_sshsig_claim_check(&claim->signature, NULL);
		bad += !claim->good;
	}
	return give_back(claims, slice, bad);
}

static void *run(void *argument)
{
	struct ak_claims *claims = argument;
	for (struct slice slice; (slice = take(claims)).block;)
		ask(claims, &slice);
	return NULL;
}

void ak_claims_start(struct ak_claims *claims, unsigned threads)
{
	claims->due = claims->blocks;
	claims->blocks = NULL;
	claims->taken = claims->asked = claims->bad = 0;
	claims->started = 0;
	pthread_mutex_init(&claims->lock, NULL);
	while (claims->started < threads && claims->started < AK_CLAIM_THREADS_MAX &&
		pthread_create(&claims->threads[claims->started], NULL, run, claims) == 0)
		claims->started++;
}

static void join_threads(struct ak_claims *claims)
{
	while (claims->started > 0)
		pthread_join(claims->threads[--claims->started], NULL);
}

uint32_t ak_claims_finish(struct ak_claims *claims, void (*each)(void *context, uint32_t asked), void *context)
{
	for (struct slice slice; (slice = take(claims)).block;) {
		uint32_t asked = ask(claims, &slice);
		if (each)
			each(context, asked);
	}
	join_threads(claims);
	return claims->bad;
}

static void free_blocks(struct ak_claim_block *blocks)
{
	while (blocks) {
		struct ak_claim_block *next = blocks->next;
		free(blocks);
		blocks = next;
	}
}

void ak_claims_release(struct ak_claims *claims)
{
	struct ak_claim_block *due = NULL;
	if (claims->started > 0) {
		pthread_mutex_lock(&claims->lock);
		due = claims->due;
		claims->due = NULL;
		pthread_mutex_unlock(&claims->lock);
		join_threads(claims);
	} else {
		due = claims->due;
	}
	free_blocks(due);
	free_blocks(claims->blocks);
	claims->blocks = claims->due = NULL;
}
