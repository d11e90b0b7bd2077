/* SPDX-License-Identifier: EUPL-1.2 */
/* How far the remotes are, by what was last fetched of them: who withholds, or sleeps, falls behind. */
#ifndef AK_CLI_REMOTE_AGE_H
#define AK_CLI_REMOTE_AGE_H

#include "cli/cli.h"
#include "report/glance.h"
#include "sync/remotes.h"

/*
 * What each remote lacks of ours, in their order. *found is the caller's to free with ak_remotes_lack_free, also
 * after trouble.
 */
enum ak_status ak_remotes_lack(
	struct ak_lacking **found, const struct ak_remotes *remotes, struct ak_store *store, struct ak_error *err);
void ak_remotes_lack_free(struct ak_lacking *found, const struct ak_remotes *remotes);

/* One of them as it is shown; its texts are the remote's. */
struct ak_glance_remote ak_remote_seen(
	const struct ak_remote *remote, const struct ak_lacking *lacking, const struct ak_seen *seen);

/*
 * The limit of days for a remote that shows nothing new: akkoord.maxAge, or -1 where it is not set. Returns an exit
 * status, told.
 */
int ak_remotes_max_age(struct ak_cli *cli, int64_t *days);

#endif
