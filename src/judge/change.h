/* SPDX-License-Identifier: EUPL-1.2 */
/* One change of a proposal: the reasons against it in their order, and its effect (protocol §6, §8). */
#ifndef AK_JUDGE_CHANGE_H
#define AK_JUDGE_CHANGE_H

#include "base/limits.h"
#include "judge/read.h"

/* A proposal that is being applied. */
struct ak_applying {
	struct ak_state *state;
	uint32_t proposal;
	const struct ak_record *record;
	const struct ak_capacity *capacity;
	struct { /* the moves it made, for `needs` */
		struct ak_object *object;
		const struct ak_move *move;
	} moves[AK_CHANGES_MAX];
	uint32_t move_count;
	uint32_t against;	    /* see struct ak_fault */
	struct ak_charter *charter; /* of the amend being checked; ours until it is in force */
};

/* Checks one change in the state as it is now. AK_REASON_NONE: it may be made. */
enum ak_reason ak_change_check(struct ak_applying *applying, const struct ak_change *change);

/* Makes a change that was just checked. */
void ak_change_make(struct ak_applying *applying, const struct ak_change *change, uint32_t number);

#endif
