/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The order in which the records of a window are judged (protocol §8, **Order**): cause first, then rank, time,
 * height, id.
 */
#ifndef AK_JUDGE_ORDER_H
#define AK_JUDGE_ORDER_H

#include "judge/admit.h"

/*
 * Puts the count records of set, which with their ranks (of every record, by position) are a window, in order.
 * window_of tells of every record in which window it is; those of the set are in this window. On failure (memory) set
 * is in no particular order.
 *
 * Within one rank an ancestor always sorts before its descendants (its time is no later, its height is less), so each
 * level of «first its ancestors» has higher ranks only: there are at most 11 levels, and the cost is that of a few
 * sorts.
 */
enum ak_status ak_order(const struct ak_admission *admission, const uint8_t *ranks, const uint32_t *window_of,
	uint32_t window, uint32_t *set, uint32_t count, struct ak_error *err);

#endif
