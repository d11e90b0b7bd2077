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

/* protocol §7: the digest of the scope of an object as read now. AK_ID zero and state->failed without memory. */
struct ak_id ak_scope_digest(struct ak_state *state, struct ak_object *object);

/*
 * Whether a value fits a field by its own form (protocol §8, `value`): kind, range, real date, values, well-formed key,
 * name or id of the right form; for an added member that of the set. Null is not asked here.
 */
bool ak_value_fits(const struct ak_field *field, const struct ak_value *value);
bool ak_member_fits(const struct ak_field *field, const char *member);

/*
 * protocol §8, «May the capacity do this?»: whether the capacity, with this actor proposing, may make this change to
 * the object (NULL for create and amend) as it is now. The change must have passed the reasons before `authority`.
 */
bool ak_may(const struct ak_state *state, const struct ak_change *change, const struct ak_object *object,
	const struct ak_capacity *capacity, const char *proposer);

/* The who-list that the change has to be in, and the phase, for a type of the charter: an empty list is nobody. */
struct ak_who_list ak_rule_of(const struct ak_state *state, const struct ak_change *change,
	const struct ak_type *type, const struct ak_object *object, const char **phase);

/* The active freeze of an object that stops the capacity, or NULL (protocol §4, `freezes`). */
const struct ak_object *ak_frozen_by(
	struct ak_state *state, const struct ak_object *object, const struct ak_capacity *capacity);

#endif
