/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/remote_age.h"

#include <stdlib.h>
#include <string.h>

#include "sync/fetch.h"

static bool is_newer(const struct ak_ledger *ledger, uint32_t record, uint32_t than)
{
	return than == AK_POSITION_NONE || ledger->records[record].time > ledger->records[than].time;
}

static void note_record(struct ak_glance_remote *remote, const struct ak_ledger *ledger, uint32_t record)
{
	if (ak_ledger_judged(ledger, record)->verdict == AK_VERDICT_NONE)
		return;
	remote->records++;
	if (is_newer(ledger, record, remote->last_record))
		remote->last_record = record;
	for (uint32_t i = 0; i < ledger->judge.seal_count; i++) {
		if (ledger->judge.seals[i].record == record && is_newer(ledger, record, remote->last_seal))
			remote->last_seal = record;
	}
}

/* By the names of its files alone: only records that we hold, and judged, are counted. */
static enum ak_status look_at(
	struct ak_glance_remote *remote, struct ak_store *store, const struct ak_ledger *ledger, struct ak_error *err)
{
	struct ak_listing listing = {.count = 0};
	struct ak_store *theirs = NULL;
	struct ak_buf ref = AK_BUF_INIT;
	char commit[41];
	enum ak_status status = AK_OK;
	ak_fetch_ref(&ref, remote->name);
	remote->fetched = ak_store_ref(store, ak_buf_string(&ref), commit);
	if (remote->fetched)
		status = ak_store_open_at(&theirs, ak_store_path(store), ak_buf_string(&ref), err);
	if (theirs && status == AK_OK)
		status = ak_store_list(theirs, "ledger", &listing, err);
	for (size_t i = 0; i < listing.count && status == AK_OK; i++) {
		struct ak_record_path path;
		if (!ak_record_path_parse(&path, listing.entries[i].path) || path.is_signature)
			continue;
		uint32_t record = ak_admission_find(&ledger->admission, &path.id);
		if (record != AK_POSITION_NONE)
			note_record(remote, ledger, record);
	}
	ak_listing_release(&listing);
	ak_store_free(theirs);
	ak_buf_release(&ref);
	return status;
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

enum ak_status ak_remotes_look(struct ak_glance_remote **found, const struct ak_remotes *remotes, struct ak_store *store,
	const struct ak_ledger *ledger, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	*found = calloc(remotes->count + 1, sizeof **found);
	if (!*found)
		return ak_fail_memory(err);
	for (size_t i = 0; i < remotes->count && status == AK_OK; i++) {
		(*found)[i] = (struct ak_glance_remote){.name = remotes->items[i].name,
			.url = remotes->items[i].url,
			.own = remotes->items[i].own,
			.last_record = AK_POSITION_NONE,
			.last_seal = AK_POSITION_NONE};
		status = look_at(&(*found)[i], store, ledger, err);
	}
	return status;
}
