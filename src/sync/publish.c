/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/publish.h"

#include <string.h>

#include "record/record.h"

/* The branch that HEAD is, "refs/heads/main". */
static enum ak_status own_branch(struct ak_buf *branch, const struct ak_git *git, struct ak_error *err)
{
	static const char *const words[] = {"symbolic-ref", "HEAD", NULL};
	struct ak_child_result result;
	enum ak_status status = ak_git_run(git, words, &result, err);
	const char *said = status == AK_OK ? ak_buf_string(&result.output) : "";
	if (status == AK_OK && (result.exit_status != 0 || strncmp(said, "refs/heads/", 11) != 0))
		status = ak_fail(err, AK_ERR_REFUSED, "HEAD of \"%s\" is no branch; check out its branch first", git->dir);
	if (status == AK_OK) {
		ak_buf_append(branch, said, strcspn(said, "\n"));
		status = ak_buf_status(branch, err);
	}
	ak_child_result_release(&result);
	return status;
}

static enum ak_status is_behind(
	const struct ak_git *git, const char *theirs, const char *ours, bool *behind, struct ak_error *err)
{
	const char *words[] = {"merge-base", "--is-ancestor", theirs, ours, NULL};
	struct ak_child_result result;
	enum ak_status status = ak_git_run(git, words, &result, err);
	*behind = status == AK_OK && result.exit_status == 0;
	ak_child_result_release(&result);
	return status;
}

/* Whether what an entry holds is here too. Of a signature any good one serves; an attachment may be absent. */
static bool is_kept(const struct ak_listing *own, const struct ak_entry *entry)
{
	struct ak_record_path path;
	const struct ak_entry *found = ak_listing_find(own, entry->path);
	if (strncmp(entry->path, "bijlagen/", 9) == 0)
		return true;
	if (!found)
		return false;
	bool is_signature = ak_record_path_parse(&path, entry->path) && path.is_signature;
	return is_signature || memcmp(found->oid, entry->oid, sizeof found->oid) == 0;
}

/* Nothing that others may rely on is taken off a server. */
static enum ak_status check_kept(struct ak_store *store, const char *theirs, struct ak_error *err)
{
	struct ak_store *other = NULL;
	struct ak_listing own = {.count = 0};
	struct ak_listing there = {.count = 0};
	const char *missing = NULL;
	enum ak_status status = ak_store_open_at(&other, ak_store_path(store), theirs, err);
	if (status == AK_OK)
		status = ak_store_list_unlike(store, other, "", &own, &there, err);
	for (size_t i = 0; status == AK_OK && i < there.count && !missing; i++)
		if (!is_kept(&own, &there.entries[i]))
			missing = there.entries[i].path;
	if (status == AK_OK && missing)
		status = ak_fail(err, AK_ERR_REFUSED,
			"it holds \"%s\", which is not here; publishing would take it away there, so look at what was refused or "
			"held back",
			missing);
	ak_listing_release(&own);
	ak_listing_release(&there);
	ak_store_free(other);
	return status;
}

static enum ak_status push(const struct ak_git *git, const char *url, const char *ours, const char *theirs,
	const char *branch, struct ak_error *err)
{
	struct ak_buf lease = AK_BUF_INIT;
	struct ak_buf what = AK_BUF_INIT;
	struct ak_child_result result;
	ak_buf_format(&lease, "--force-with-lease=%s:%s", branch, theirs);
	ak_buf_format(&what, "%s:%s", ours, branch);
	const char *words[] = {"push", "--quiet", "--no-verify", "--no-signed", "--no-follow-tags",
		"--recurse-submodules=no", ak_buf_string(&lease), "--", url, ak_buf_string(&what), NULL};
	enum ak_status status = lease.failed || what.failed ? ak_fail_memory(err) : AK_OK;
	if (status != AK_OK)
		goto out;
	status = ak_git_run(git, words, &result, err);
	if (status == AK_OK && result.exit_status != 0) {
		if (strstr(ak_buf_string(&result.error), "(stale info)"))
			status = ak_fail(err, AK_ERR_BUSY, "its branch %s is not what was fetched from it: somebody published "
				"meanwhile, or its HEAD is another branch; sync again", branch + 11);
		else
			status = ak_git_fail(&result, err);
	}
	ak_child_result_release(&result);
out:
	ak_buf_release(&lease);
	ak_buf_release(&what);
	return status;
}

enum ak_status ak_publish(bool *sent, const struct ak_git *git, struct ak_store *store,
	const struct ak_remote *remote, const struct ak_fetched *fetched, struct ak_error *err)
{
	struct ak_buf branch = AK_BUF_INIT;
	struct ak_buf ref = AK_BUF_INIT;
	const char *url = remote->push_url ? remote->push_url : remote->url;
	enum ak_status status = ak_git_url_check(url, err);
	if (status == AK_OK)
		status = ak_store_refresh(store, err);
	if (status == AK_OK && (!*ak_store_head(store) || strcmp(ak_store_head(store), fetched->now) == 0)) {
		*sent = false;
		return AK_OK;
	}
	if (status == AK_OK)
		status = own_branch(&branch, git, err);
	if (status == AK_OK && *fetched->now) {
		bool behind;
		status = is_behind(git, fetched->now, ak_store_head(store), &behind, err);
		if (status == AK_OK && !behind)
			status = check_kept(store, fetched->now, err);
	}
	if (status == AK_OK)
		status = push(git, url, ak_store_head(store), fetched->now, ak_buf_string(&branch), err);
	if (status == AK_OK)
		*sent = true;
	ak_fetch_ref(&ref, remote->name);
	if (status == AK_OK && !ref.failed)
		ak_store_ref_set(store, ak_buf_string(&ref), ak_store_head(store), NULL);
	ak_buf_release(&branch);
	ak_buf_release(&ref);
	return status;
}
