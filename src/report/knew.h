/* SPDX-License-Identifier: EUPL-1.2 */
/* Since when it can be proven that a party knew a record: by what it signed itself. */
#ifndef AK_REPORT_KNEW_H
#define AK_REPORT_KNEW_H

#include "ledger/ledger.h"

/*
 * The first record of the party that is, or has among its ancestors, the record; or AK_POSITION_NONE. among tells by
 * position which records may be the proof; NULL: all.
 */
uint32_t ak_knew_find(const struct ak_ledger *ledger, uint32_t record, const char *party, const bool *among);

/*
 * The same for every record at once: puts into proofs (one of each record) what ak_knew_find answers. False without
 * memory.
 */
bool ak_knew_each(const struct ak_ledger *ledger, const char *party, const bool *among, uint32_t *proofs);

#endif
