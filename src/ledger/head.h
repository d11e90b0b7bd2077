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

/* ---- what both sides know */

/* Of a block, whose name is appended to a cleared buffer. */
#define AK_HEAD_BASE "base"
#define AK_HEAD_WAITING "waiting"
#define AK_HEAD_RECORD "record/%u"
#define AK_HEAD_OBJECT "object/%s"
#define AK_HEAD_CHARTER "charter/%u" /* 0: the founding charter, which is in the base */
#define AK_HEAD_TALLY "tally"
#define AK_HEAD_FIRST "first" /* of each list of the tally */
#define AK_HEAD_ALL "all"     /* of them, whole */
#define AK_HEAD_REFUSED "refused"

/* Rows of so many records by id and time, the newest first: all that were judged, and the complete seals. */
enum { AK_HEAD_ROW = 64 };
#define AK_HEAD_NEWEST "newest"
#define AK_HEAD_SEALS "seals"

/* Of a kind and a number. */
#define AK_HEAD_NUMBERED "%s/%u"
/* for ledger/demand.h: */
#define AK_HEAD_DEMAND "demand"
#define AK_HEAD_NAMES "names/%u" /* of what names there are, one part in so many, with: */
#define AK_NAME_EXISTS 1U	 /* there is an object of that name */
#define AK_NAME_MEMBERS 2U	 /* to which others may belong */
#define AK_NAME_FREEZERS 4U	 /* which others may freeze */
#define AK_NAME_ABOUT 8U	 /* open proposals are about it */
#define AK_NAME_OWNER 16U	 /* it is an actor and key, and signed */
#define AK_HEAD_MEMBERS "members/%s"
#define AK_HEAD_FREEZERS "freezers/%s"
#define AK_HEAD_ABOUT "about/%s"
#define AK_HEAD_IDS "ids/%u"	 /* those that begin with the same digits */
#define AK_HEAD_OWNER "owner/%s" /* the last record of an actor and key */
#define AK_HEAD_OPEN "open/%u"	 /* what an open proposal had seen */

/* Which of so many blocks of names has it. */
uint32_t ak_head_bucket(const char *name, uint32_t buckets);

/* The first hexadecimal digits of an id, 1 to 3, as a number. */
uint32_t ak_head_digits(const struct ak_id *id, uint32_t digits);

/* False for a store that keeps none. */
bool ak_head_key(struct ak_id *key, const struct ak_store *store, const struct ak_id *remembered, size_t remembered_count);

#endif
