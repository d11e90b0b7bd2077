/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A ledger: everything read from a store, verified on all cores, admitted and judged, in one type.
 *
 * It is read-only once opened, and a pure function of the bytes in the store (and of the time asked for): there is
 * no patching. After a write, open it again.
 */
#ifndef AK_LEDGER_LEDGER_H
#define AK_LEDGER_LEDGER_H

#include "charter/charter.h"
#include "judge/admit.h"
#include "judge/apply.h"
#include "judge/judge.h"
#include "record/record.h"
#include "store/store.h"

/* A file that is as if it did not exist (protocol §5). */
struct ak_refused {
	const char *path; /* hostile bytes: to be escaped wherever shown */
	enum ak_refusal reason;
	const char *why; /* a sentence, or NULL */
	bool translated; /* it is in the language of the program: see ak_ledger_options */
};

/* protocol §2: an attachment that is there and is what its name says. */
struct ak_attachment {
	struct ak_id id;
	size_t size;
};

/* An attachment that is not there, and whether it was erased. */
struct ak_absent {
	struct ak_id id;
	bool erased;
};

/* What would become of an open proposal if it were decided now. */
struct ak_outcome {
	uint32_t proposal;
	bool applies;
	struct ak_fault fault;
};

struct ak_ledger {
	struct ak_store *store; /* borrowed */
	uint8_t tree[20];	/* of the store, that it was read from; zeros: of a folder */
	struct ak_id id;
	struct ak_charter *founding;
	struct ak_buf charter_bytes; /* ledger/charter.json as it is */
	struct ak_record *records;   /* by ascending id: sound up to their signature; see admission for the rest */
	uint32_t count;
	uint32_t room; /* for how many records there is, see ledger/crown.h */
	struct ak_admission admission;
	struct ak_judge judge;
	struct ak_refused *refused; /* by path, by byte value */
	uint32_t refused_count;
	struct ak_attachment *attachments; /* by id */
	uint32_t attachment_count;
	struct ak_arena arena;
	struct ak_buf held; /* with arena, what the records point to */
	struct ak_demand *demand; /* of a part: what else is asked for is brought in, see ledger/demand.h */
	bool is_part; /* only what one answer needs is filled in, see ledger/head.h; then these are kept: */
	struct ak_absent *absent;
	uint32_t absent_count;
	size_t absent_room;
	struct ak_outcome *outcomes;
	uint32_t outcome_count;
	size_t outcome_room;
	bool is_view; /* all but the judge is of the ledger that it was made of, see ak_ledger_view */
};

struct ak_ledger_options {
	bool at_given; /* judge as known at a time (protocol §11) */
	int64_t at;
	const struct ak_id *head; /* judge what a seal seals, or what a record had seen and itself; see judge/judge.h */
	const struct ak_id *remembered; /* complete seals this replica has seen (protocol §10) */
	size_t remembered_count;
	unsigned threads; /* 0: one per processor */
	/* Refusals are told in the language of the program. Not with a cache, which is for readers of any language. */
	bool translate;
	/* what was verified before (ledger/cache.h) is not verified again, and is kept for the next time */
	bool use_cache;
	/* only what files tell by themselves is asked: nothing is admitted, there is no verdict and no state */
	bool unjudged;
	bool keep_head;	  /* the state is kept for the next time too, see ledger/head.h */
	/* Called now and then from one thread with how many records were verified, of how many; NULL: not. */
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Opens what the store holds. AK_ERR_FORMAT if the ledger cannot be judged at all (protocol §12, exit status 3): no
 * or an invalid charter, a party's signature missing or wrong, keys/ in disagreement. Refused files are no failure.
 * On AK_OK *ledger is the caller's; the store must outlive it.
 */
enum ak_status ak_ledger_open(struct ak_ledger **ledger, struct ak_store *store,
	const struct ak_ledger_options *options, struct ak_error *err);
void ak_ledger_free(struct ak_ledger *ledger);

/*
 * An open ledger at a moment (of options only that is asked), without reading and admitting it once more. The ledger
 * is whole and of no moment itself, and must outlive it. On AK_OK *view is the caller's to free.
 */
enum ak_status ak_ledger_view(struct ak_ledger **view, const struct ak_ledger *ledger,
	const struct ak_ledger_options *options, struct ak_error *err);

/*
 * Whether opening the store as it is now, with these seals remembered and no time asked for, would give this very
 * ledger: its files are the same, and so is what it was asked.
 */
bool ak_ledger_is_current(const struct ak_ledger *ledger, const struct ak_id *remembered, size_t remembered_count);

/* The state now, or at the time asked for. Never NULL. */
const struct ak_state *ak_ledger_state(const struct ak_ledger *ledger);

/* The verdict on a record by position; AK_VERDICT_NONE for one that is refused or outside the time asked for. */
const struct ak_judged *ak_ledger_judged(const struct ak_ledger *ledger, uint32_t record);

/* The record whose signature decided a proposal; the proposal itself where none did. */
uint32_t ak_decided_by(const struct ak_ledger *ledger, uint32_t proposal);

/*
 * Whether a record's place and verdict are fixed by a complete seal; *seal (may be NULL) is then that seal's
 * position.
 */
bool ak_is_sealed(const struct ak_ledger *ledger, uint32_t record, uint32_t *seal);

/* Whether a record is a complete seal (protocol §10), also one that another complete seal of its height contradicts. */
bool ak_is_complete(const struct ak_ledger *ledger, uint32_t record);

/*
 * The record whose id begins with prefix (at least 4 hex digits), among those that stand. AK_ERR_NOT_FOUND, or
 * AK_ERR_USAGE where several do; the sentence says which.
 */
enum ak_status ak_ledger_find(
	const struct ak_ledger *ledger, const char *prefix, uint32_t *record, struct ak_error *err);

/* The number of an attachment among those that are there, or AK_POSITION_NONE; whether it is. */
uint32_t ak_ledger_find_attachment(const struct ak_ledger *ledger, const struct ak_id *id);
bool ak_ledger_has_attachment(const struct ak_ledger *ledger, const struct ak_id *id);

/* Whether it is not there, because it was erased from this replica. Not for several threads. */
bool ak_ledger_erased_attachment(const struct ak_ledger *ledger, const struct ak_id *id);

/* ---- checking files that come from elsewhere (sync) or are about to be written */

/*
 * Everything that protocol §5 asks of one record file alone, up to `signature`. On AK_REFUSAL_NONE *record is filled
 * (in arena). signature may be empty (missing).
 */
enum ak_refusal ak_record_check(struct ak_record *record, struct ak_arena *arena, const char *path,
	struct ak_bytes bytes, struct ak_bytes signature, struct ak_error *err);

#endif
