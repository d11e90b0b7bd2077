/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A decided proposal applies as a whole or not at all (protocol §8): pins, then each change against the reasons in
 * their order, then `needs`.
 */
#ifndef AK_JUDGE_APPLY_H
#define AK_JUDGE_APPLY_H

#include "judge/read.h"

/* Why it did not apply. */
struct ak_fault {
	enum ak_reason reason;
	uint32_t change;  /* the number of the change at fault; the number of changes for pins and needs */
	uint32_t against; /* whose value, object or freeze stood in the way, or AK_POSITION_NONE */
};

/*
 * Applies the changes of a propose record to the state, or leaves the state as it was and says why. capacity must be
 * the proposal's, by the charter in force.
 */
bool ak_apply(struct ak_state *state, uint32_t proposal, const struct ak_capacity *capacity, struct ak_fault *fault);

#endif
