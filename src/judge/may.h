/* SPDX-License-Identifier: EUPL-1.2 */
/* protocol §8: "**May the capacity do this?**" The only place where authority is decided. */
#ifndef AK_JUDGE_MAY_H
#define AK_JUDGE_MAY_H

#include "judge/read.h"

/*
 * protocol §8, «May the capacity do this?»: whether the capacity, with this actor proposing, may make this change to
 * the object (NULL for create and amend) as it is now. The change must have passed the reasons before `authority`.
 */
bool ak_may(const struct ak_state *state, const struct ak_change *change, const struct ak_object *object,
	const struct ak_capacity *capacity, const char *proposer);

/* The who-list that the change has to be in, and the phase, for a type of the charter: an empty list is nobody. */
struct ak_who_list ak_rule_of(const struct ak_state *state, const struct ak_change *change,
	const struct ak_type *type, const struct ak_object *object, const char **phase);

#endif
