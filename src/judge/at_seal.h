/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The state at a seal that is not complete, or not even signed yet: what a sealer writes into it and a witness holds
 * against it (protocol §10: "The state *at a seal* is that over exactly its ancestors, judged in the windows that its
 * chain of `prev` cuts").
 */
#ifndef AK_JUDGE_AT_SEAL_H
#define AK_JUDGE_AT_SEAL_H

#include "judge/judge.h"
#include "judge/speakers.h"

/* A judge that stands at a complete seal, or at the founding: the state before. */
struct ak_at_seal {
	struct ak_judge judge;	     /* partly borrowed from the judge it was made of */
	struct ak_speakers speakers; /* who may speak at the next height */
};

/*
 * Judges again up to the complete seal of this height (0: the founding; at most judge->seal_count). judge is borrowed
 * and must have judged the whole set. On AK_OK *at is the caller's to release.
 */
enum ak_status ak_at_seal_open(
	struct ak_at_seal *at, const struct ak_judge *judge, uint32_t height, struct ak_error *err);
void ak_at_seal_release(struct ak_at_seal *at);

/*
 * The state root over heads and all their ancestors, where heads are the parents of a seal of the next height. *by is
 * the seat that may sign it: that of the party that `seal.by` names in the charter in force there, or -1. Afterwards
 * at is as it was.
 */
enum ak_status ak_at_seal_root(struct ak_at_seal *at, const uint32_t *heads, uint32_t head_count,
	struct ak_id *root, int *by, struct ak_error *err);

#endif
