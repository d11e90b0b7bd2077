/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the seats did at one height: which seals each of them signed or objected to, who signed two, which seals are
 * abandoned, and who counts for one (protocol §10).
 */
#ifndef AK_JUDGE_BALLOT_H
#define AK_JUDGE_BALLOT_H

#include "judge/speakers.h"

struct ak_ballot;

/*
 * All that speakers, whose body is not NULL, did at this height. judge is borrowed, and needs no more than its
 * answers and seals. On AK_OK *ballot is the caller's to free.
 */
enum ak_status ak_ballot_open(struct ak_ballot **ballot, const struct ak_judge *judge, const struct ak_speakers *speakers,
	int64_t height, struct ak_error *err);
void ak_ballot_free(struct ak_ballot *ballot);

/* The seats that count for a seal of the height; *own tells whether the seal itself does. */
uint64_t ak_ballot_seats(const struct ak_ballot *ballot, uint32_t seal, bool *own);

/* How a seat stands to a seal of the height, for a witness that is about to sign; see sync. */
struct ak_ballot_view {
	bool signed_this;   /* the seat sealed or endorsed it */
	bool objected;	    /* the seat objected to it */
	bool signed_rival;  /* the seat signed another seal of the height that is not abandoned among all admitted records */
	bool abandoned;	    /* a quorum of seats stands against it among all admitted records */
	uint64_t seats;	    /* that it counts */
};
void ak_ballot_look(const struct ak_ballot *ballot, uint32_t seal, int seat, struct ak_ballot_view *view);

/* Where the seals of a height begin among judge->seal_records, and whether there they go on. */
uint32_t ak_seals_of(const struct ak_judge *judge, int64_t height);
bool ak_is_of_height(const struct ak_judge *judge, uint32_t i, int64_t height);

#endif
