/* SPDX-License-Identifier: EUPL-1.2 */
/* What the threads that load a ledger (ledger/load.h) share, and what each of them has. */
#ifndef AK_LEDGER_LOAD_INSIDE_H
#define AK_LEDGER_LOAD_INSIDE_H

#include <stdatomic.h>

#include "ledger/load.h"

/* The work that the threads share. Each job is an entry of one of the listings. */
struct ak_load_work {
	struct ak_store *store;
	const struct ak_founding *founding;
	const struct ak_listing *ledger, *attachments;
	const struct ak_ledger_options *options;
	atomic_size_t next; /* the first job that nobody took */
	atomic_size_t done;
	atomic_bool stop;
};

/* One thread and what it found. */
struct ak_load_worker {
	struct ak_load_work *work;
	struct ak_reader *reader;
	struct ak_record_shared shared;
	struct ak_loaded found;
	struct ak_claim_block *claims; /* of its records */
	size_t record_room, refused_room, attachment_room;
	struct ak_buf bytes; /* of the record, while its signature is read */
	enum ak_status status;
	struct ak_error err;
	bool leads; /* the one that tells of progress */
};

/*
 * load_file.c: reads and checks the file of a job, and puts what it gives into w->found. What a file says is never a
 * failure.
 */
enum ak_status ak_load_file(struct ak_load_worker *w, size_t job);

#endif
