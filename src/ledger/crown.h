/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A ledger with one record more, that knows all the others, without judging all of them again: what a draft comes to
 * can be seen in the last window alone, since windows that a seal closed are what they are, and a record that is an
 * ancestor of none changes nothing there. The ledger's own state is worked on, and is what it was when the record is
 * taken off.
 */
#ifndef AK_LEDGER_CROWN_H
#define AK_LEDGER_CROWN_H

#include "ledger/ledger.h"

/*
 * Puts the record, whose memory must be the ledger's, at position ledger->count. False, and nothing changed, if it is
 * none that can be judged so: a seal or an answer to one, one that does not know all or may be refused; or if there
 * is no memory.
 */
bool ak_crown_put(struct ak_ledger *ledger, const struct ak_record *record);

/* Judges with it; *judged is its verdict, *target (may be NULL) that of what it answers. */
enum ak_status ak_crown_judge(
	struct ak_ledger *ledger, struct ak_judged *judged, struct ak_judged *target, struct ak_error *err);

/* AK_ERR_MEMORY leaves a ledger that can only be freed. */
enum ak_status ak_crown_take_off(struct ak_ledger *ledger, bool was_judged, struct ak_error *err);

#endif
