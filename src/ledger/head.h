/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The state at the head, kept in the git directory: what was judged, so that a command about one object, or about
 * what is open, need not judge all history again. It is a second cache beside ledger/cache.h and under the same
 * rules: it may go or be damaged at any moment, it is of this place alone, and `verify` never looks here.
 *
 * It holds every object as it is, what is open, and of the records those that these name, each as a block of its own
 * (ledger/shelf.h). Its key is the tree that all was read from, this place, and the seals that were remembered. What
 * is given from it is a ledger of which a part is filled: records and objects have the positions and names that they
 * have in the whole, and whoever asks for what the part is for cannot tell the difference.
 */
#ifndef AK_LEDGER_HEAD_H
#define AK_LEDGER_HEAD_H

#include "ledger/tally.h"

/* In the git directory. */
#define AK_HEAD_NAME "akkoord.head"

/*
 * The part for all that is told of one object: its values, who set them by which decisions, those with which it is
 * open, what it names. False if it is not kept, or not whole: then the ledger is to be opened. options are as for
 * ak_ledger_open; no time may be asked for.
 */
bool ak_head_object(struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options, const char *name);

/*
 * The part for what waits for an actor: the open proposals that lack a seat that it holds, who answered them, and
 * what would become of them if they were decided now (ak_trial_of then tells what was found when this was kept).
 */
bool ak_head_waiting(struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options, const char *actor);

/*
 * The part for the ledger as a whole: the tally that ask asks for, with the records and objects that it names. On
 * true *tally is the caller's to release too, before the ledger.
 */
bool ak_head_tally(struct ak_ledger **ledger, struct ak_tally *tally, struct ak_store *store,
	const struct ak_ledger_options *options, const struct ak_tally_ask *ask);

/*
 * Keeps the state of a whole ledger. What goes wrong is no matter, but for AK_ERR_MEMORY, which leaves a ledger that
 * can only be freed: its last window is judged again on the way.
 */
enum ak_status ak_head_keep(const struct ak_ledger *ledger, struct ak_error *err);

/* What it is kept under: all that it was made from. False for a store that keeps none. */
bool ak_head_key(struct ak_id *key, const struct ak_store *store, const struct ak_id *remembered, size_t remembered_count);

#endif
