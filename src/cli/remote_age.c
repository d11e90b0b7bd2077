/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/remote_age.h"

#include <stdlib.h>

#include "sync/fetch.h"

static enum ak_status lack(struct ak_lacking *lacking, struct ak_store *store, const char *remote, struct ak_error *err)
{
	struct ak_store *theirs = NULL;
	struct ak_buf ref = AK_BUF_INIT;
	char commit[41];
	ak_fetch_ref(&ref, remote);
	enum ak_status status = ak_buf_status(&ref, err);
	if (status == AK_OK && ak_store_ref(store, ak_buf_string(&ref), commit)) {
		status = ak_store_open_at(&theirs, ak_store_path(store), ak_buf_string(&ref), err);
		if (status == AK_OK)
			status = ak_lacking_find(lacking, store, theirs, err);
	}
	ak_store_free(theirs);
	ak_buf_release(&ref);
	return status;
}

enum ak_status ak_remotes_lack(
	struct ak_lacking **found, const struct ak_remotes *remotes, struct ak_store *store, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	*found = calloc(remotes->count + 1, sizeof **found);
	if (!*found)
		return ak_fail_memory(err);
	for (size_t i = 0; i < remotes->count && status == AK_OK; i++)
		status = lack(&(*found)[i], store, remotes->items[i].name, err);
	return status;
}

void ak_remotes_lack_free(struct ak_lacking *found, const struct ak_remotes *remotes)
{
	for (size_t i = 0; found && i < remotes->count; i++)
		ak_lacking_release(&found[i]);
	free(found);
}

struct ak_glance_remote ak_remote_seen(
	const struct ak_remote *remote, const struct ak_lacking *lacking, const struct ak_seen *seen)
{
	return (struct ak_glance_remote){remote->name, remote->shown, remote->own, lacking->asked, *seen};
}

int ak_remotes_max_age(struct ak_cli *cli, int64_t *days)
{
	enum { DAYS_MAX = 36500 };
	char *text = ak_store_config_get(cli->store, "akkoord.maxAge");
	char *end = NULL;
	long number = text ? strtol(text, &end, 10) : -1;
	bool good = !text || (end != text && *end == '\0' && number >= 0 && number <= DAYS_MAX);
	int exit = good ? AK_EXIT_YES
			: ak_cli_fail(cli, AK_EXIT_USAGE,
				  _("akkoord.maxAge is a number of days from 0 to %d, not \"%s\"; set it with `git config akkoord.maxAge DAYS`"),
				  DAYS_MAX, text);
	free(text);
	*days = number;
	return exit;
}
