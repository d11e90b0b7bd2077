/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/fetch.h"

#include <stdlib.h>
#include <string.h>

#include "record/record.h"

void ak_fetch_ref(struct ak_buf *ref, const char *remote)
{
	ak_buf_format(ref, "refs/akkoord/%s", remote);
}

/* ------------------------------------------------------------------ asking */

static enum ak_status fetch_branch(const struct ak_git *git, const char *url, const char *branch, const char *ref,
	bool *missing, struct ak_error *err)
{
	struct ak_buf what = AK_BUF_INIT;
	struct ak_child_result result;
	ak_buf_format(&what, "+%s:%s", branch, ref);
	const char *words[] = {"fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head",
		"--no-auto-maintenance", "--no-prune", "--no-show-forced-updates", "--", url, ak_buf_string(&what), NULL};
	*missing = false;
	enum ak_status status = ak_buf_status(&what, err);
	if (status != AK_OK)
		goto out;
	status = ak_git_run(git, words, &result, err);
	if (status == AK_OK && result.exit_status != 0) {
		if (strstr(ak_buf_string(&result.error), "couldn't find remote ref"))
			*missing = true;
		else
			status = ak_git_fail(&result, err);
	}
	ak_child_result_release(&result);
out:
	ak_buf_release(&what);
	return status;
}

/* A server that was made with another name for its first branch has a HEAD that leads nowhere. */
static enum ak_status fetch_any(
	const struct ak_git *git, const char *url, const char *ref, bool *empty, struct ak_error *err)
{
	static const char *const branches[] = {"HEAD", "refs/heads/main", "refs/heads/master"};
	enum ak_status status = AK_OK;
	*empty = true;
	for (size_t i = 0; i < sizeof branches / sizeof branches[0] && *empty && status == AK_OK; i++)
		status = fetch_branch(git, url, branches[i], ref, empty, err);
	return status;
}

/* ------------------------------------------------------------------ was it rolled back? */

static bool is_record(const char *path)
{
	struct ak_record_path parsed;
	return ak_record_path_parse(&parsed, path) && !parsed.is_signature;
}

static bool is_same(const struct ak_listing *files, const struct ak_entry *entry)
{
	const struct ak_entry *found = ak_listing_find(files, entry->path);
	return found && memcmp(found->oid, entry->oid, sizeof found->oid) == 0;
}

static bool has_gone(const struct ak_listing *before, const struct ak_listing *now)
{
	for (size_t i = 0; i < before->count; i++)
		if (!is_same(now, &before->entries[i]))
			return true;
	return false;
}

/* Of what was never admitted nothing is told: junk may go. */
static enum ak_status note_gone(struct ak_fetched *fetched, const struct ak_listing *own,
	const struct ak_listing *before, const struct ak_listing *now, struct ak_error *err)
{
	for (size_t i = 0; i < before->count; i++) {
		const struct ak_entry *entry = &before->entries[i];
		if (is_same(now, entry) || !is_record(entry->path) || !is_same(own, entry))
			continue;
		fetched->gone++;
		if (fetched->gone_named == AK_GONE_NAMED_MAX)
			continue;
		char *path = strdup(entry->path);
		if (!path)
			return ak_fail_memory(err);
		fetched->gone_paths[fetched->gone_named++] = path;
	}
	return AK_OK;
}

/*
 * What is not the same in two commits. A head that cannot be read any more tells nothing: then there is nothing to
 * compare with.
 */
static enum ak_status list_two(const struct ak_fetched *fetched, const struct ak_store *store, struct ak_listing *before,
	struct ak_listing *now, struct ak_error *err)
{
	struct ak_store *old = NULL;
	struct ak_store *new = NULL;
	enum ak_status status = AK_OK;
	if (*fetched->now)
		status = ak_store_open_at(&new, ak_store_path(store), fetched->now, err);
	if (status != AK_OK || ak_store_open_at(&old, ak_store_path(store), fetched->before, NULL) != AK_OK)
		goto out;
	if (!new)
		ak_store_list(old, "ledger", before, NULL);
	else if (ak_store_list_unlike(old, new, "ledger", before, now, NULL) != AK_OK)
		status = ak_store_list(new, "ledger", now, err);
out:
	ak_store_free(old);
	ak_store_free(new);
	return status;
}

static void keep_evidence(const struct ak_fetched *fetched, struct ak_store *store, const char *remote)
{
	struct ak_buf ref = AK_BUF_INIT;
	ak_buf_format(&ref, "refs/akkoord/rewritten/%s/%s", remote, fetched->before);
	if (!ref.failed)
		ak_store_ref_set(store, ak_buf_string(&ref), fetched->before, NULL);
	ak_buf_release(&ref);
}

static enum ak_status compare(
	struct ak_fetched *fetched, struct ak_store *store, const char *remote, struct ak_error *err)
{
	struct ak_listing own = {.count = 0};
	struct ak_listing before = {.count = 0};
	struct ak_listing now = {.count = 0};
	if (!*fetched->before || strcmp(fetched->before, fetched->now) == 0)
		return AK_OK;
	enum ak_status status = list_two(fetched, store, &before, &now, err);
	if (status == AK_OK && has_gone(&before, &now)) {
		status = ak_store_refresh(store, err);
		if (status == AK_OK)
			status = ak_store_list(store, "ledger", &own, err);
		if (status == AK_OK)
			status = note_gone(fetched, &own, &before, &now, err);
	}
	if (status == AK_OK && fetched->gone)
		keep_evidence(fetched, store, remote);
	ak_listing_release(&own);
	ak_listing_release(&before);
	ak_listing_release(&now);
	return status;
}

/* ------------------------------------------------------------------ the whole */

void ak_fetched_release(struct ak_fetched *fetched)
{
	for (size_t i = 0; i < fetched->gone_named; i++)
		free(fetched->gone_paths[i]);
	*fetched = (struct ak_fetched){.gone = 0};
}

enum ak_status ak_fetch(struct ak_fetched *fetched, const struct ak_git *git, struct ak_store *store,
	const char *remote, const char *url, struct ak_error *err)
{
	struct ak_buf ref = AK_BUF_INIT;
	*fetched = (struct ak_fetched){.gone = 0};
	enum ak_status status = ak_git_url_check(url, err);
	if (status != AK_OK)
		return status;
	ak_fetch_ref(&ref, remote);
	status = ak_buf_status(&ref, err);
	if (status == AK_OK) {
		ak_store_ref(store, ak_buf_string(&ref), fetched->before);
		status = ak_store_ref_free(store, ak_buf_string(&ref), err);
	}
	if (status == AK_OK)
		status = fetch_any(git, url, ak_buf_string(&ref), &fetched->empty, err);
	if (status == AK_OK && !fetched->empty && !ak_store_ref(store, ak_buf_string(&ref), fetched->now))
		status = ak_fail(err, AK_ERR_IO, "what it sent is no longer there");
	if (status == AK_OK)
		status = compare(fetched, store, remote, err);
	if (status != AK_OK)
		ak_fetched_release(fetched);
	ak_buf_release(&ref);
	return status;
}
