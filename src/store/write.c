/* SPDX-License-Identifier: EUPL-1.2 */
/* Adding files as one commit: all of them on disk before the ref moves, or none. */
#include "store/inside.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is asked, made orderly */

struct changes {
	struct ak_change *items;
	size_t count;
};

static int change_compare(const void *a, const void *b)
{
	const struct ak_change *left = a;
	const struct ak_change *right = b;
	int order = strcmp(left->path, right->path);
	return order ? order : (int)left->remove - (int)right->remove;
}

static int path_compare(const void *path, const void *change)
{
	return strcmp(path, ((const struct ak_change *)change)->path);
}

/* One path may be given twice with the same bytes. */
static enum ak_status drop_doubles(struct changes *changes, struct ak_error *err)
{
	size_t kept = 0;
	for (size_t i = 0; i < changes->count; i++) {
		const struct ak_change *change = &changes->items[i];
		const struct ak_change *last = kept ? &changes->items[kept - 1] : NULL;
		if (!last || strcmp(last->path, change->path) != 0)
			changes->items[kept++] = *change;
		else if (last->remove != change->remove || !git_oid_equal(&last->oid, &change->oid))
			return ak_fail(err, AK_ERR_EXISTS,
				"\"%s\" would be written twice, with different bytes", change->path);
	}
	changes->count = kept;
	return AK_OK;
}

/* No path may be a folder on the way to another. */
static enum ak_status check_nesting(const struct changes *changes, struct ak_error *err)
{
	for (size_t i = 0; i < changes->count; i++) {
		const char *path = changes->items[i].path;
		for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
			char *folder = strndup(path, (size_t)(slash - path));
			if (!folder)
				return ak_fail_memory(err);
			const void *found = bsearch(
				folder, changes->items, changes->count, sizeof *changes->items, path_compare);
			free(folder);
			if (found)
				return ak_fail(err, AK_ERR_EXISTS, "\"%s\" would be below a file", path);
		}
	}
	return AK_OK;
}

static enum ak_status change_put(struct ak_change *change, const struct ak_put *put, struct ak_error *err)
{
	change->path = put->path;
	change->bytes = put->bytes;
	change->held = put->oid != NULL;
	if (put->oid)
		git_oid_fromraw(&change->oid, put->oid);
	else if (git_odb_hash(&change->oid, put->bytes.data, put->bytes.size, GIT_OBJECT_BLOB) < 0)
		return ak_store_git_fail(err, "\"%s\" cannot be hashed", put->path);
	return AK_OK;
}

static enum ak_status changes_read(struct changes *changes, const struct ak_put *puts, size_t put_count,
	const char *const *removes, size_t remove_count, struct ak_error *err)
{
	changes->count = put_count + remove_count;
	changes->items = calloc(changes->count ? changes->count : 1, sizeof *changes->items);
	if (!changes->items)
		return ak_fail_memory(err);
	enum ak_status status = AK_OK;
	for (size_t i = 0; i < changes->count && status == AK_OK; i++) {
		struct ak_change *change = &changes->items[i];
		if (i < put_count)
			status = change_put(change, &puts[i], err);
		else
			*change = (struct ak_change){.path = removes[i - put_count], .remove = true};
		if (!ak_change_path_check(change->path))
			status = ak_fail(err, AK_ERR_USAGE, "\"%s\" cannot be a path in a replica", change->path);
	}
	if (status == AK_OK && changes->count)
		qsort(changes->items, changes->count, sizeof *changes->items, change_compare);
	if (status == AK_OK)
		status = drop_doubles(changes, err);
	return status == AK_OK ? check_nesting(changes, err) : status;
}

/* ---- the commit */

struct commit {
	const char *message;
	const char *author; /* "name <mail>" */
	int64_t time;
	char *branch;
};

static bool author_check(const char *author)
{
	const char *mail = strchr(author, '<');
	size_t size = strlen(author);
	return mail && mail > author && mail[-1] == ' ' && !strchr(mail + 1, '<') && !strchr(author, '\n') &&
	       strchr(author, '>') == author + size - 1;
}

/* The same commit comes out the same bytes. */
static enum ak_status commit_write(git_oid *oid, struct ak_store *store, const git_oid *tree,
	const struct commit *commit, struct ak_error *err)
{
	struct ak_buf bytes = AK_BUF_INIT;
	char hex[GIT_OID_HEXSZ + 1];
	size_t size = strlen(commit->message);
	ak_buf_format(&bytes, "tree %s\n", git_oid_tostr(hex, sizeof hex, tree));
	if (!git_oid_is_zero(&store->head))
		ak_buf_format(&bytes, "parent %s\n", git_oid_tostr(hex, sizeof hex, &store->head));
	ak_buf_format(&bytes, "author %s %" PRId64 " +0000\n", commit->author, commit->time);
	ak_buf_format(&bytes, "committer %s %" PRId64 " +0000\n\n%s", commit->author, commit->time,
		commit->message);
	if (size == 0 || commit->message[size - 1] != '\n')
		ak_buf_char(&bytes, '\n');
	enum ak_status status = ak_buf_status(&bytes, err);
	if (status == AK_OK)
		status = ak_object_write(oid, store, ak_buf_view(&bytes), GIT_OBJECT_COMMIT, err);
	ak_buf_release(&bytes);
	return status;
}

/* The branch from what we read to what we made; a code of libgit2. */
static int swap(struct ak_store *store, const char *branch, const git_oid *made)
{
	git_reference *moved = NULL;
	int code;
	ak_store_errno_clear();
	if (git_oid_is_zero(&store->head))
		code = git_reference_create(&moved, store->repo, branch, made, 0, "akkoord");
	else
		code = git_reference_create_matching(
			&moved, store->repo, branch, made, 1, &store->head, "akkoord");
	git_reference_free(moved);
	return code;
}

/* Waits as long as the branch is locked. *moved: somebody else was faster. */
static enum ak_status swap_patiently(
	struct ak_store *store, const char *branch, const git_oid *made, bool *moved, struct ak_error *err)
{
	struct ak_lock_wait wait = {.attempts = 0};
	*moved = false;
	for (;;) {
		int code = swap(store, branch, made);
		if (code == 0)
			return AK_OK;
		if (code == GIT_EMODIFIED || code == GIT_EEXISTS || code == GIT_ENOTFOUND) {
			*moved = true;
			return AK_OK;
		}
		if (code != GIT_ELOCKED)
			return ak_store_git_fail(
				err, "branch \"%s\" of \"%s\" cannot be moved", branch, store->path);
		enum ak_status status = ak_lock_wait_for(&wait, store, branch, err);
		if (status != AK_OK)
			return status;
	}
}

enum { COMMIT_ATTEMPTS = 20 };

/* Others of ours wait for the lock; git itself does not know it and may push in between: then once more, on that. */
static enum ak_status commit_patiently(struct ak_store *store, const struct changes *changes,
	const struct commit *commit, struct ak_error *err)
{
	for (unsigned attempt = 0; attempt < COMMIT_ATTEMPTS; attempt++) {
		git_oid tree;
		git_oid made;
		bool fresh;
		bool moved;
		enum ak_status status =
			ak_change_apply(&tree, &fresh, store, changes->items, changes->count, err);
		if (status != AK_OK || !fresh)
			return status;
		status = commit_write(&made, store, &tree, commit, err);
		if (status == AK_OK)
			status = swap_patiently(store, commit->branch, &made, &moved, err);
		if (status == AK_OK)
			status = ak_store_refresh(store, err);
		if (status != AK_OK || !moved)
			return status;
	}
	return ak_fail(err, AK_ERR_BUSY,
		"another program keeps moving \"%s\" of \"%s\"; try again in a moment", commit->branch,
		store->path);
}

enum ak_status ak_store_commit(struct ak_store *store, const struct ak_put *puts, size_t put_count,
	const char *const *removes, size_t remove_count, const char *message, const char *author,
	int64_t time, struct ak_error *err)
{
	struct changes changes = {.items = NULL};
	struct commit commit = {.message = message, .author = author, .time = time};
	assert(store->lock_fd >= 0);
	if (!author_check(author) || time < 0)
		return ak_fail(err, AK_ERR_USAGE, "\"%s\" is no author; write: name <address>", author);
	enum ak_status status = changes_read(&changes, puts, put_count, removes, remove_count, err);
	if (status == AK_OK)
		status = ak_store_branch(store, &commit.branch, err);
	if (status == AK_OK) {
		ak_lock_mark(store, true);
		status = commit_patiently(store, &changes, &commit, err);
		ak_lock_mark(store, false);
	}
	free(commit.branch);
	free(changes.items);
	return status;
}
