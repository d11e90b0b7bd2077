/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which decision made a field, or a member of a set, what it is now: found without looking at those about other
 * objects.
 */
#ifndef AK_LEDGER_ORIGIN_H
#define AK_LEDGER_ORIGIN_H

#include "ledger/ledger.h"

struct ak_origins {
	uint32_t *before;   /* of each effect, the one before it about the same object; amends are of no object */
	struct ak_map last; /* object name -> its last effect, and one */
	uint32_t last_amend;
};

/* Of all that a ledger applied. The caller releases it, before the ledger goes. */
enum ak_status ak_origins_take(struct ak_origins *origins, const struct ak_ledger *ledger, struct ak_error *err);
void ak_origins_release(struct ak_origins *origins);

/*
 * The last decision that made a written field so. NULL where it was none: it came with the founding, or is what the
 * charter begins with.
 */
const struct ak_effect *ak_origin_find(const struct ak_origins *origins, const struct ak_ledger *ledger,
	const struct ak_object *object, const struct ak_field *field);

/*
 * Fills an empty map with the last decisions that made the members of a set so, all in one walk: a seat may have had
 * ten thousand holders. It must have members; keys are borrowed. False without memory.
 */
bool ak_origin_members(struct ak_map *origin_of, const struct ak_origins *origins, const struct ak_ledger *ledger,
	const struct ak_object *object, const struct ak_field *field);

/* That of one member, likewise NULL. */
const struct ak_effect *ak_origin_of(const struct ak_map *origin_of, const struct ak_ledger *ledger, const char *member);

#endif
