/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A ledger as a whole: how many there are of what, what of it wants attention, and how far other replicas are. It
 * takes a look at every record and object once; kept at the head (ledger/head.h) it is there without.
 */
#ifndef AK_LEDGER_TALLY_H
#define AK_LEDGER_TALLY_H

#include "ledger/overdue.h"
#include "ledger/seen.h"

/* Of each list, at least as many as a screen shows. */
enum { AK_TALLY_FIRST = 10 };

/* What is to be told. */
struct ak_tally_ask {
	int32_t today; /* what is late is late by this day */
	bool all;      /* the lists whole, not only their first */
	const struct ak_lacking *others; /* of other replicas */
	size_t other_count;
};

struct ak_tally {
	struct ak_tally_ask ask;
	uint32_t records, unsealed, lost, sealed_lost; /* lost: those that are not sealed */
	uint32_t last;	      /* the newest record, or AK_POSITION_NONE */
	uint32_t *actors;     /* of each party of the charter in force; those revoked too */
	/* how many objects have it, of each value of each field with moves, in the charter's order */
	uint32_t *values;
	uint32_t party_count, value_count;
	uint32_t pending;     /* open proposals; the first of them, the highest rank first: */
	uint32_t *open, open_count;
	uint32_t *losers, loser_count; /* those that are not sealed first, each kind by position */
	uint32_t late;	      /* terms that have passed; the first of them, the oldest first: */
	struct ak_overdue *overdue;
	uint32_t overdue_count;
	struct ak_seen *seen; /* of each other replica */
};

/*
 * Of a whole ledger. On AK_OK *tally is the caller's to release; ask is copied, what it points to stays the caller's.
 */
enum ak_status ak_tally_take(
	struct ak_tally *tally, const struct ak_ledger *ledger, const struct ak_tally_ask *ask, struct ak_error *err);
void ak_tally_release(struct ak_tally *tally);

/* How many values fields with moves have, in all types of a charter. */
uint32_t ak_tally_values(const struct ak_charter *charter);

/* A record that lost against another one, or against itself: void by `stale`, `fork` or `pin`. */
bool ak_is_conflict(const struct ak_judged *judged);

#endif
