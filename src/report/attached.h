/* SPDX-License-Identifier: EUPL-1.2 */
/* Which of the ids that a record names are of attachments: also of those that are absent. */
#ifndef AK_REPORT_ATTACHED_H
#define AK_REPORT_ATTACHED_H

#include "ledger/ledger.h"

/*
 * Tells each attachment of a record once. An id that a record names (ak_record_each_named) is that of an attachment
 * if it is here, or goes along with the record, or a change puts it in a field that by the charter in force holds a
 * file; else it may be that of a record, or of nothing.
 */
void ak_attached_each(const struct ak_ledger *ledger, uint32_t record, ak_record_named *tell, void *context);

/* That an attachment is not here, in words: "(erased here)", "(not here)"; NULL: it is. Not for several threads. */
const char *ak_attached_absence(const struct ak_ledger *ledger, const struct ak_id *id);

#endif
