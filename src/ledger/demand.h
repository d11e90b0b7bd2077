/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A part of a ledger for who signs: empty, but for what every draft needs (the tips, the charter), and filled from
 * what was kept at the head (ledger/head.h) with whatever is asked for, when it is asked for. So it need not be known
 * beforehand what the judge and the reports will look at: they find objects, who owns a key, records by id and what a
 * record had seen as in the whole ledger, and a draft on top of it (ledger/crown.h) is judged by the very same code.
 *
 * What was not kept makes it short. Then nothing that was told from it counts, and the whole ledger is to be asked
 * instead: whoever uses a part must ask ak_ledger_is_short before anybody sees an answer. So it is with an error: to
 * tell why not, the whole is asked.
 */
#ifndef AK_LEDGER_DEMAND_H
#define AK_LEDGER_DEMAND_H

#include "ledger/ledger.h"

/*
 * False if none is kept: then the ledger is to be opened. options are as for ak_ledger_open; no time may be asked
 * for.
 */
bool ak_head_on_demand(struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options);

/* False for a whole ledger. */
bool ak_ledger_is_short(const struct ak_ledger *ledger);

/* ---- what a part is asked beside what the judge asks; of a whole ledger none of this needs to be */

/* The open proposals that are about the same objects are put among those of the state. */
void ak_demand_about(const struct ak_ledger *ledger, const struct ak_record *proposal);

/* A record whose position was told; AK_POSITION_NONE and AK_BY_FOUNDING are none. */
void ak_demand_record(const struct ak_ledger *ledger, uint32_t record);

/* The one record that stands whose id begins so, or AK_POSITION_NONE, and the part is short. */
uint32_t ak_demand_find(const struct ak_ledger *ledger, const char *prefix);

/*
 * Whether an answer to the proposal alters nothing that was judged before it (ak_judge_is_calm); the part is short if
 * that is not known.
 */
bool ak_demand_is_calm(const struct ak_ledger *ledger, uint32_t proposal);

/* For what no part can tell. */
void ak_demand_short(const struct ak_ledger *ledger);

void ak_demand_free(struct ak_demand *demand);

#endif
