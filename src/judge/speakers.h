/* SPDX-License-Identifier: EUPL-1.2 */
/* Who speaks for the seats of the body that seals (protocol §10). */
#ifndef AK_JUDGE_SPEAKERS_H
#define AK_JUDGE_SPEAKERS_H

#include "base/limits.h"
#include "judge/judge.h"

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

#endif
