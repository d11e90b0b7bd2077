/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who speaks at a seal, and which seals of a height are complete as far as signatures go (protocol §10). That the
 * state root is right is found by judging the window.
 */
#ifndef AK_JUDGE_SEAL_H
#define AK_JUDGE_SEAL_H

#include "base/limits.h"
#include "judge/judge.h"
#include "judge/read.h"

/* For each seat of `seal.body` in the state before: the one actor that speaks for it. */
struct ak_speakers {
	const struct ak_body *body; /* NULL: there are no seals */
	struct {
		const char *actor; /* NULL: the seat counts for nothing */
		const char *key;
		int32_t until;
	} seats[AK_PARTIES_MAX];
};

/* By the state as it is, which must be that at a complete seal, or the founding. */
void ak_speakers_take(const struct ak_judge *judge, struct ak_speakers *speakers);

/* The seat that a record is by (signed by its speaker, not expired), or -1. */
int ak_speakers_seat(const struct ak_speakers *speakers, const struct ak_record *record);

/* A seal of the height that follows prev, counts for the seat it is by, and has a quorum of seats that count. */
struct ak_candidate {
	uint32_t record;
	int seat;
};

/*
 * The candidates of a height whose `prev` is prev (AK_POSITION_NONE at height 1), by ascending id. *candidates is the
 * caller's to free.
 */
enum ak_status ak_seal_candidates(const struct ak_judge *judge, const struct ak_speakers *speakers, int64_t height,
	uint32_t prev, struct ak_candidate **candidates, uint32_t *count, struct ak_error *err);

/* protocol §10: how a seat stands to a seal among some records, for a witness that is about to sign; see sync. */
struct ak_ballot_view {
	bool signed_this;   /* the seat sealed or endorsed it */
	bool objected;	    /* the seat objected to it */
	/* the seat signed another seal of the height that is not abandoned among all admitted records */
	bool signed_rival;
	bool abandoned;	    /* a quorum of seats stands against it among all admitted records */
	uint64_t seats;	    /* that it counts */
};
enum ak_status ak_seal_view(const struct ak_judge *judge, const struct ak_speakers *speakers, uint32_t seal, int seat,
	struct ak_ballot_view *view, struct ak_error *err);

#endif
