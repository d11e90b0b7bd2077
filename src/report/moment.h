/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The moment of which a ledger was judged, in words. Three things are never confused: what was known at a time
 * (protocol §11), what a seal fixes (§10), and what the signer of a record had seen.
 */
#ifndef AK_REPORT_MOMENT_H
#define AK_REPORT_MOMENT_H

#include "json/json.h"
#include "ledger/ledger.h"
#include "report/page.h"

enum ak_moment_kind {
	AK_MOMENT_NOW,
	AK_MOMENT_KNOWN,     /* as known at a time */
	AK_MOMENT_SEALED,    /* as a complete seal fixes it */
	AK_MOMENT_SEAL_OPEN, /* as a seal would have it that is not complete */
	AK_MOMENT_SEEN,	     /* as the signer of a record had seen it, with that record */
};

enum ak_moment_kind ak_moment_kind(const struct ak_ledger *ledger);

/* The same for programs: "known", "sealed", "unsealed", "seen"; NULL: now. Never translated. */
const char *ak_moment_name(const struct ak_ledger *ledger);

/* {kind, time, record}: record is the seal or record by which it is meant, or null; null: now. NULL without memory. */
struct ak_json *ak_moment_document(const struct ak_ledger *ledger);

/* A sentence without a full stop, appended: "As known at 2022-12-31T23:59:59Z". Nothing of now. */
void ak_moment_write(struct ak_buf *out, const struct ak_ledger *ledger);

/* That sentence as a line, and a gap. Nothing of now. */
void ak_moment_put(struct ak_page *page, const struct ak_ledger *ledger);

#endif
