/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading all files of a ledger and checking each by itself, on all cores. The last and dearest question, whether a
 * signature fits, may be left to threads that go on while the caller goes on too (ak_load_begin, ak_load_gather,
 * ak_load_end).
 */
#ifndef AK_LEDGER_LOAD_H
#define AK_LEDGER_LOAD_H

#include "ledger/check.h"
#include "ledger/claims.h"
#include "ledger/founding.h"

struct ak_loaded {
	/* those that pass up to `signature`, by ascending id, and room for one more; the caller's */
	struct ak_record *records;
	uint32_t record_count;
	struct ak_refused *refused; /* in no order; the caller's */
	uint32_t refused_count;
	struct ak_attachment *attachments; /* by path, so by id; the caller's */
	uint32_t attachment_count;
	struct ak_arena arena; /* what the records and refusals point to */
	struct ak_buf held;    /* likewise, of those that come from a cache */
	struct ak_load_workers *workers; /* until ak_load_gather: what each thread found */
	struct ak_claims *claims;	 /* until ak_load_end: what the threads are at */
};

/*
 * Loads the files of listings ledger and attachments ("bijlagen"). AK_ERR_IO if a file cannot be read or memory is out;
 * what a file says is never a failure. *loaded is the caller's, also its parts one by one.
 */
enum ak_status ak_load(struct ak_loaded *loaded, struct ak_store *store, const struct ak_founding *founding,
	const struct ak_listing *ledger, const struct ak_listing *attachments,
	const struct ak_ledger_options *options, struct ak_error *err);

/*
 * The same in steps. First the files are read, and threads begin to ask whether signatures fit: the listings may go
 * when it returns.
 */
enum ak_status ak_load_begin(struct ak_loaded *loaded, struct ak_store *store, const struct ak_founding *founding,
	const struct ak_listing *ledger, const struct ak_listing *attachments,
	const struct ak_ledger_options *options, struct ak_error *err);

/* Then *loaded is filled, with records among the others whose signature may turn out not to fit. */
enum ak_status ak_load_gather(struct ak_loaded *loaded, struct ak_error *err);

/*
 * Waits for, and helps, the threads. Records whose signature does not fit are then refused and no longer among
 * loaded->records: *dropped tells whether there were any. files is how many there were, for options->progress.
 */
enum ak_status ak_load_end(struct ak_loaded *loaded, size_t files, const struct ak_ledger_options *options, bool *dropped,
	struct ak_error *err);

/* Frees all, also while threads are at work. */
void ak_loaded_release(struct ak_loaded *loaded);

#endif
