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
 * The last decision that made a written field, or (member not NULL) a member that it has, so. NULL where it was none:
 * it came with the founding, or is what the charter begins with.
 */
const struct ak_effect *ak_origin_find(const struct ak_origins *origins, const struct ak_ledger *ledger,
	const struct ak_object *object, const struct ak_field *field, const char *member);

#endif
