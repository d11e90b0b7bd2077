/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Taking in what a remote has and this replica has not: all that is sound, as one commit «admitted N records from
 * <remote>», and nothing else. What was fetched is a stranger's tree; of it only files that protocol §5 lets stand
 * are written again here.
 */
#ifndef AK_SYNC_INTAKE_H
#define AK_SYNC_INTAKE_H

#include "ledger/union.h"
#include "sync/git.h"
#include "sync/memory.h"

struct ak_intake_options {
	int64_t now;
	unsigned lock_seconds;	   /* how long to wait for other writers */
	const struct ak_git *git;  /* to ask what was erased here */
	const char *only_actor;	   /* come in only if there are newer records of this actor; NULL: always */
	struct ak_ledger_options reading; /* progress; what is remembered is filled in */
};

struct ak_intake {
	struct ak_union joined; /* refused, held, unnamed: for the report */
	uint32_t records;	/* that came in */
	uint32_t attachments;
	uint32_t erased; /* attachments that were taken away here on purpose, and stay away */
	bool waits;	 /* a record was refused for want of a parent, which another remote may have */
	bool on_seals; /* what came in may bear on which seals are complete */
	bool crowded;  /* another wrote while it came in: what is here now is more than what was here and came in */
	struct ak_store *other;
};

/*
 * Takes in from what was fetched of remote last (refs/akkoord/<remote>). Takes the store's lock for the time it
 * needs. AK_ERR_NOT_FOUND if the remote holds no ledger, AK_ERR_REFUSED if it holds another one: it is refused as a
 * whole. On AK_OK *intake is the caller's to release.
 */
enum ak_status ak_intake_run(struct ak_intake *intake, struct ak_store *store, const char *remote,
	const struct ak_intake_options *options, struct ak_error *err);
void ak_intake_release(struct ak_intake *intake);

/* Who makes such commits. Not a person: a journal that is published names nobody. */
#define AK_INTAKE_AUTHOR "akkoord <akkoord@akkoord.invalid>"

#endif
