/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signatures of which all was checked but the curve. Asking the curve takes most of the time of verifying a ledger, and
 * nobody needs the answer before the end: so threads are at it while records are admitted and judged as if all were
 * good. Nearly always they are. If not, those records are dropped, and what was judged is judged again without them.
 */
#ifndef AK_LEDGER_CLAIMS_H
#define AK_LEDGER_CLAIMS_H

#include <pthread.h>

#include "base/id.h"
#include "sig/sshsig.h"

enum { AK_CLAIM_THREADS_MAX = 64 };

struct ak_claim {
	struct ak_sshsig_claim signature;
	struct ak_id record;
	bool good; /* once it was asked */
};

enum {
	AK_CLAIM_BLOCK = 1024, /* so large that its memory goes back to the system at once */
	AK_CLAIM_SLICE = 64,   /* so small that at the end no thread waits long for another */
};

/* Threads take a slice at a time, and free the block when all in it are good. */
struct ak_claim_block {
	struct ak_claim_block *next;
	uint32_t count, asked, bad;
	struct ak_claim claims[AK_CLAIM_BLOCK];
};

struct ak_claims {
	struct ak_claim_block *blocks; /* before: all; after: those that hold a bad one */
	pthread_mutex_t lock;	       /* for: */
	struct ak_claim_block *due;
	uint32_t taken; /* of the claims in the first block that is due */
	uint32_t asked, bad;
	pthread_t threads[AK_CLAIM_THREADS_MAX];
	unsigned started;
};

/* The claim to be filled in, in a block of the list; NULL without memory. */
struct ak_claim *ak_claims_add(struct ak_claim_block **blocks);

/* Puts the blocks of another list before those of this one. */
void ak_claims_join(struct ak_claim_block **blocks, struct ak_claim_block *taken);

/* Begins to ask, on this many threads besides the caller's. Fewer are no trouble. Nothing may be added from now on. */
void ak_claims_start(struct ak_claims *claims, unsigned threads);

/*
 * Helps until all were asked. Returns how many are bad: they are in claims->blocks, among others. each (may be NULL)
 * is called now and then with how many were asked by now, by whichever thread.
 */
uint32_t ak_claims_finish(struct ak_claims *claims, void (*each)(void *context, uint32_t asked), void *context);

/* The threads give up; frees all. */
void ak_claims_release(struct ak_claims *claims);

#endif
