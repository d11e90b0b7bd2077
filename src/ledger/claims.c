/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/claims.h"

#include <stdlib.h>

struct ak_claim *ak_claims_add(struct ak_claim_block **blocks)
{
	if (!*blocks || (*blocks)->count == AK_CLAIM_BLOCK) {
		struct ak_claim_block *fresh = malloc(sizeof *fresh);
		if (!fresh)
			return NULL;
		fresh->count = 0;
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

static struct ak_claim_block *take_block(struct ak_claims *claims)
{
	pthread_mutex_lock(&claims->lock);
	struct ak_claim_block *block = claims->due;
	if (block)
		claims->due = block->next;
	pthread_mutex_unlock(&claims->lock);
	return block;
}

static void ask(struct ak_claims *claims, struct ak_claim_block *block)
{
	uint32_t bad = 0;
	for (uint32_t i = 0; i < block->count; i++) {
		block->claims[i].good = ak_sshsig_claim_check(&block->claims[i].signature, NULL);
		bad += !block->claims[i].good;
	}
	if (bad == 0) {
		free(block);
		return;
	}
	pthread_mutex_lock(&claims->lock);
	block->next = claims->blocks;
	claims->blocks = block;
	claims->bad += bad;
	pthread_mutex_unlock(&claims->lock);
}

static void *run(void *argument)
{
	struct ak_claims *claims = argument;
	for (struct ak_claim_block *block; (block = take_block(claims));)
		ask(claims, block);
	return NULL;
}

void ak_claims_start(struct ak_claims *claims, unsigned threads)
{
	claims->due = claims->blocks;
	claims->blocks = NULL;
	claims->bad = 0;
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

uint32_t ak_claims_finish(struct ak_claims *claims, void (*each)(void *context, uint32_t count), void *context)
{
	for (struct ak_claim_block *block; (block = take_block(claims));) {
		uint32_t count = block->count;
		ask(claims, block);
		if (each)
			each(context, count);
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
