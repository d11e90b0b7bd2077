/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The records themselves, with what became of them, in forms that other programs read. The columns are in
 * docs/archive.md.
 */
#ifndef AK_REPORT_EXPORT_HISTORY_H
#define AK_REPORT_EXPORT_HISTORY_H

#include "ledger/ledger.h"
#include "report/csv.h"

/* Of all records that are judged, in the order of admission, parents first; appended. A row for each record; */
void ak_export_records(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_csv_options *csv);

/* for each field, or member, that a change of a proposal writes; */
void ak_export_changes(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_csv_options *csv);

/* for each record and attachment that it names. */
void ak_export_attachments(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_csv_options *csv);

/* One document: each record with all that it says, its verdict, and where it stands. */
enum ak_status ak_export_records_document(struct ak_buf *out, const struct ak_ledger *ledger, struct ak_error *err);

#endif
