/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Asking a remote: its main branch becomes refs/akkoord/<remote> here, and nothing else changes. A remote's commits
 * are kept apart and never published again; what of its files may come in is another question (sync/intake.h).
 */
#ifndef AK_SYNC_FETCH_H
#define AK_SYNC_FETCH_H

#include "sync/git.h"

enum { AK_GONE_NAMED_MAX = 8 };

struct ak_fetched {
	bool empty;	 /* it answers, and has nothing */
	char before[41]; /* its head as fetched the time before; "" if there was none */
	char now[41];	 /* its head; "" while it is empty */
	/* Records that were there the time before and are not now, or not the same: it was rolled back or rewritten. */
	size_t gone;
	char *gone_paths[AK_GONE_NAMED_MAX]; /* the first of them */
	size_t gone_named;
};

/*
 * Fetches. store is the replica itself, to compare with. AK_ERR_IO with git's sentence if it cannot be reached or sends
 * what is not sound; AK_ERR_REFUSED for a URL that is not to be used. On AK_OK *fetched is the caller's to release.
 *
 * Nothing is lost by a rewind: what was admitted is here, and the head that was left is kept under
 * refs/akkoord/rewritten/ as evidence.
 */
enum ak_status ak_fetch(struct ak_fetched *fetched, const struct ak_git *git, struct ak_store *store,
	const char *remote, const char *url, struct ak_error *err);
void ak_fetched_release(struct ak_fetched *fetched);

/* "refs/akkoord/<remote>", the caller's to release. */
void ak_fetch_ref(struct ak_buf *ref, const char *remote);

#endif
