/* SPDX-License-Identifier: EUPL-1.2 */
/* What admission.c, which has the tables, gives admit.c, which decides. */
#ifndef AK_JUDGE_ADMIT_INSIDE_H
#define AK_JUDGE_ADMIT_INSIDE_H

#include "judge/admit.h"

/* All of an admission but its graph and its decisions. False, and nothing left to release, without memory. */
bool ak_admission_init(struct ak_admission *admission, const struct ak_record *records, uint32_t count,
	const struct ak_charter *founding);

/* The number of the pair of actor and key, or AK_POSITION_NONE if no record is by it. */
uint32_t ak_admission_owner(const struct ak_admission *admission, const char *actor, const char *key);

#endif
