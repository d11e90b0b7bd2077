/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A change of a proposal that was decided and did not apply, with what was so at that moment: what stood there, in
 * which phase, by which charter.
 */
#ifndef AK_REPORT_TRIED_H
#define AK_REPORT_TRIED_H

#include "report/index.h"

struct ak_tried {
	const struct ak_ledger *ledger;
	const struct ak_index *index; /* or NULL: then all that was applied is looked through */
	uint32_t record; /* the proposal, by position */
	const struct ak_record *proposal;
	uint32_t number; /* of the change */
	const struct ak_change *change;
	const struct ak_charter *charter; /* by which it was judged */
	const struct ak_type *type;	  /* NULL: the charter, or a type that there was not */
	const struct ak_field *field;	  /* or NULL */
};

/*
 * The change at fault; all that it tells is borrowed. False where none is: then nothing was decided. index (of the
 * ledger) may be NULL: it is for who tells of many records.
 */
bool ak_tried_find(struct ak_tried *tried, const struct ak_ledger *ledger, const struct ak_index *index, uint32_t record);

/* What a change says that a field of this object becomes; NULL where it says nothing of it. */
const struct ak_value *ak_change_gives(const struct ak_change *change, const char *object, const char *field);

/* The value that a field had for the change, or NULL where it was never given one. */
const struct ak_value *ak_tried_value(const struct ak_tried *tried, const char *object, const char *field);

/* What the change would have been had it applied, for ak_allowed_of; object is room for what it is about. */
struct ak_effect ak_tried_effect(const struct ak_tried *tried, struct ak_object *object);

#endif
