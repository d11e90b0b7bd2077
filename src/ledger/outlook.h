/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The seals of one height, seen from one seat: who may speak there, what each seal says and what this replica computes
 * itself, who stands behind it. What a sealer and a witness need to know before they sign (protocol §10).
 */
#ifndef AK_LEDGER_OUTLOOK_H
#define AK_LEDGER_OUTLOOK_H

#include "judge/at_seal.h"
#include "judge/ballot.h"
#include "ledger/ledger.h"

/* One seal of the height, signed by a seat. */
struct ak_outlook_seal {
	uint32_t record;
	int seat;	   /* that it is by */
	bool follows;	   /* its prev is the complete seal before */
	bool by_right;	   /* its seat is that of `seal.by` in the charter in force at it */
	bool root_right;   /* its state is the root that this replica computes over its ancestors */
	bool complete;	   /* it is in the chain of complete seals, or one of a split */
	struct ak_id root; /* what this replica computes */
	struct ak_ballot_view view; /* as seen by the own seat; without one only abandoned and seats are told */
};

struct ak_outlook {
	int64_t height;
	struct ak_at_seal at; /* the state before; at.speakers.body NULL: there are no seals */
	int seat;	      /* that the actor and key asked for speak for, or -1 */
	uint32_t quorum;
	struct ak_outlook_seal *seals; /* by ascending id */
	uint32_t count;
};

/*
 * Looks at a height from 1 to one more than that of the last complete seal, for this actor and key (both may be NULL:
 * nobody), who would sign at now. ledger must be of the whole set. On AK_OK *outlook is the caller's to release.
 */
enum ak_status ak_outlook_open(struct ak_outlook *outlook, const struct ak_ledger *ledger, int64_t height,
	const char *actor, const char *key, int64_t now, struct ak_error *err);
void ak_outlook_release(struct ak_outlook *outlook);

/* The seal with this id among them, or NULL. */
const struct ak_outlook_seal *ak_outlook_find(const struct ak_outlook *outlook, const struct ak_ledger *ledger,
	const struct ak_id *id);

/*
 * What a new seal over parents (ids of records that stand) has to say: its state root, and *by the seat that may sign
 * it (-1: none).
 */
enum ak_status ak_outlook_root(struct ak_outlook *outlook, const struct ak_ledger *ledger,
	const struct ak_id *parents, size_t parent_count, struct ak_id *root, int *by, struct ak_error *err);

/* The party whose seat this is. */
const char *ak_outlook_party(const struct ak_outlook *outlook, int seat);

/* The height of the next seal. */
int64_t ak_outlook_next(const struct ak_ledger *ledger);

/* Whether there is a seal of that height at all: looking closer means judging once more. */
bool ak_outlook_has_next(const struct ak_ledger *ledger);

/* Whether ancestor is among the ancestors of record. */
bool ak_ledger_knows(const struct ak_ledger *ledger, uint32_t record, uint32_t ancestor);

#endif
