/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the moment that was asked for leaves of a ledger (protocol §10, §11): the seals that cut windows, and the
 * records.
 */
#ifndef AK_JUDGE_ASKED_H
#define AK_JUDGE_ASKED_H

#include "judge/judge.h"

/*
 * Once the complete seals were found: how many of judge->seals cut windows. *next is the seal that closes the last
 * window, which then has only what that seal has among its ancestors, or AK_POSITION_NONE. Of a split no more is left
 * than was known then. AK_ERR_NOT_FOUND if the record that was asked for does not stand.
 */
enum ak_status ak_asked_cut(struct ak_judge *judge, uint32_t *cut, uint32_t *next, struct ak_error *err);

/* Where judge->head is a record: whether the answer is about this one too. */
bool ak_asked_has(const struct ak_judge *judge, uint32_t record);

#endif
