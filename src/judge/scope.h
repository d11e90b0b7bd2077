/* SPDX-License-Identifier: EUPL-1.2 */
/* What belongs to an object: the scope that a pin covers (protocol §7), and the freezes upon it (§4). */
#ifndef AK_JUDGE_SCOPE_H
#define AK_JUDGE_SCOPE_H

#include "judge/read.h"

/* protocol §7: the digest of the scope of an object as read now. AK_ID zero and state->failed without memory. */
struct ak_id ak_scope_digest(struct ak_state *state, struct ak_object *object);

/* related.c: the name of what an object freezes now, by the charter in force, or NULL (protocol §4, `freezes`). */
const char *ak_freezes(const struct ak_state *state, const struct ak_object *object);

/* related.c: the active freeze of an object that stops the capacity, or NULL (protocol §4, `freezes`). */
const struct ak_object *ak_frozen_by(
	struct ak_state *state, const struct ak_object *object, const struct ak_capacity *capacity);

#endif
