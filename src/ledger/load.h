/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading all files of a ledger and checking each by itself, on all cores. */
#ifndef AK_LEDGER_LOAD_H
#define AK_LEDGER_LOAD_H

#include "ledger/check.h"
#include "ledger/founding.h"

struct ak_loaded {
	struct ak_record *records; /* those that pass up to `signature`, by ascending id; the caller's */
	uint32_t record_count;
	struct ak_refused *refused; /* in no order; the caller's */
	uint32_t refused_count;
	struct ak_attachment *attachments; /* by path, so by id; the caller's */
	uint32_t attachment_count;
	struct ak_arena arena; /* what the records and refusals point to */
};

/*
 * Loads the files of listings ledger and attachments ("bijlagen"). AK_ERR_IO if a file cannot be read or memory is out;
 * what a file says is never a failure. *loaded is the caller's, also its parts one by one.
 */
enum ak_status ak_load(struct ak_loaded *loaded, struct ak_store *store, const struct ak_founding *founding,
	const struct ak_listing *ledger, const struct ak_listing *attachments,
	const struct ak_ledger_options *options, struct ak_error *err);

#endif
