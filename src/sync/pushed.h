/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A push that a server is asked to accept: what it takes away, and what it adds. Only the branch that HEAD names
 * holds the ledger; other refs are no concern. Nothing is written.
 *
 * A push may rewrite the branch's history as long as every file of the ledger stays: two machines of one party, each
 * with a journal of its own, publish so to one server. Attachments may go (they may be absent); junk that was refused
 * may go too.
 */
#ifndef AK_SYNC_PUSHED_H
#define AK_SYNC_PUSHED_H

#include "ledger/union.h"

/* A ref that is to move, as git tells a hook: commits are 40 hex digits, 40 zeros for «none». All borrowed. */
struct ak_push {
	const char *ref, *before, *after;
};

struct ak_pushed {
	bool concerns; /* it is the branch of the ledger, and something of it changes */
	bool founds;   /* there was nothing before */
	char **gone;   /* paths of the ledger that would be gone or altered */
	size_t gone_count, gone_room;
	const struct ak_refused *refused; /* files that are new, and refused (protocol §5) */
	uint32_t refused_count;
	const struct ak_record **held; /* new records of a time to come */
	uint32_t held_count;
	uint32_t unnamed; /* new attachments that no record names */
	uint32_t records, attachments; /* that are new, and sound */
	/* what those point to */
	struct ak_union joined;
	struct ak_store *old_store, *new_store;
	struct ak_ledger *ledger; /* before, or where it founds, after */
};

/*
 * Looks. store is the server's repository; quarantine a folder with the objects of the push, or NULL where they are
 * in the repository. Findings are in *pushed; that the branch would be deleted, holds no ledger or another one, or
 * cannot be judged at all, is AK_ERR_REFUSED, AK_ERR_NOT_FOUND or AK_ERR_FORMAT with the sentence. On AK_OK *pushed
 * is the caller's to release.
 */
enum ak_status ak_pushed_look(struct ak_pushed *pushed, struct ak_store *store, const struct ak_push *push,
	const char *quarantine, int64_t now, struct ak_error *err);
void ak_pushed_release(struct ak_pushed *pushed);

/* Whether nothing speaks against it. */
bool ak_pushed_is_sound(const struct ak_pushed *pushed);

#endif
