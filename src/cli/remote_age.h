/* SPDX-License-Identifier: EUPL-1.2 */
/* How far the remotes are, by what was last fetched of them: who withholds, or sleeps, falls behind. */
#ifndef AK_CLI_REMOTE_AGE_H
#define AK_CLI_REMOTE_AGE_H

#include "cli/cli.h"
#include "report/glance.h"
#include "sync/remotes.h"

/* Of each remote, in their order. *found is the caller's to free, also after trouble; its texts are those of remotes. */
enum ak_status ak_remotes_look(struct ak_glance_remote **found, const struct ak_remotes *remotes, struct ak_store *store,
	const struct ak_ledger *ledger, struct ak_error *err);

/* The limit of days for a remote that shows nothing new: akkoord.maxAge, or -1 where it is not set. Returns an exit status, told. */
int ak_remotes_max_age(struct ak_cli *cli, int64_t *days);

#endif
