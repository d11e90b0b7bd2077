/* SPDX-License-Identifier: EUPL-1.2 */
/* One record, and many of them in a list, for people and as JSON. */
#ifndef AK_REPORT_RECORD_H
#define AK_REPORT_RECORD_H

#include "json/json.h"
#include "ledger/ledger.h"
#include "report/page.h"

/*
 * All of a record: who, when, for whom, why, its changes in words, who answered, what came of it and why, whether it
 * is sealed.
 */
void ak_record_put(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record);

/*
 * Puts the same into a document. content is the record as it was signed, taken. *document is NULL after want of memory.
 */
void ak_record_document(
	struct ak_json **document, const struct ak_ledger *ledger, uint32_t record, struct ak_json *content);

/*
 * What a list shows of a record: id, kind, actor, time, for, target, why, verdict, reason, sealed. NULL without
 * memory.
 */
struct ak_json *ak_record_summary(const struct ak_ledger *ledger, uint32_t record);

/* A table for ak_record_row, with its heading. */
struct ak_table ak_record_table(void);
void ak_record_row(struct ak_table *table, const struct ak_ledger *ledger, uint32_t record);

/* The path of a record in the ledger, appended. */
void ak_record_place(struct ak_buf *out, const struct ak_record *record, bool signature);

/* explain.c: why a void record is void, what it lost against, and where. Lines from the page's indent on. */
void ak_void_put(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record);

/*
 * explain.c: of what is void by authority, who might have: {place, phase, who} of the charter then. Else null. NULL
 * without memory.
 */
struct ak_json *ak_void_rule_document(const struct ak_ledger *ledger, uint32_t record);

#endif
