/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which seals of a height are complete as far as signatures go (protocol §10). That the state root is right is found
 * by judging the window.
 */
#ifndef AK_JUDGE_SEAL_H
#define AK_JUDGE_SEAL_H

#include "judge/speakers.h"

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

#endif
