/* SPDX-License-Identifier: EUPL-1.2 */
/* Opening a store: a repository, the work tree of one, or a plain folder. */
#include "store/inside.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool holds(const char *path, const char *name, mode_t kind)
{
	char whole[PATH_MAX];
	struct stat info;
	int size = snprintf(whole, sizeof whole, "%s/%s", path, name);
	if (size < 0 || (size_t)size >= sizeof whole)
		return false;
	if (kind == 0)
		return lstat(whole, &info) == 0;
	return stat(whole, &info) == 0 && (info.st_mode & S_IFMT) == kind;
}

/* protocol §2: "read so; any other is read as a plain folder with these paths" */
static bool is_repository(const char *path)
{
	return holds(path, ".git", 0) || (holds(path, "HEAD", S_IFREG) && holds(path, "objects", S_IFDIR) &&
						 holds(path, "refs", S_IFDIR));
}

/* Of another user, but listed by a value of safe.directory that libgit2 does not know. */
static enum ak_status open_trusted(struct ak_store *store, struct ak_error *err)
{
	char inner[PATH_MAX];
	int32_t version = 0;
	git_config *config = NULL;
	int size = snprintf(inner, sizeof inner, "%s/.git", store->path);
	bool nested = size > 0 && (size_t)size < sizeof inner && holds(store->path, ".git", S_IFDIR);
	if (git_repository_open_bare(&store->repo, nested ? inner : store->path) < 0 ||
		git_repository_config_snapshot(&config, store->repo) < 0)
		return ak_store_git_fail(err, "the git repository \"%s\" cannot be opened", store->path);
	git_config_get_int32(&version, config, "core.repositoryformatversion");
	git_config_free(config);
	if (version != 0)
		return ak_fail(err, AK_ERR_IO,
			"the git repository \"%s\" has format %d; of another user only format 0 is read",
			store->path, (int)version);
	return AK_OK;
}

static enum ak_status open_repository(struct ak_store *store, struct ak_error *err)
{
	bool trusted;
	ak_store_errno_clear();
	if (git_repository_open_ext(&store->repo, store->path, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) < 0) {
		struct ak_error first = AK_ERROR_INIT;
		ak_store_git_fail(&first, "the git repository \"%s\" cannot be opened", store->path);
		enum ak_status status = ak_owner_check(store->path, &trusted, err);
		if (status == AK_OK && !trusted)
			status = ak_fail(err, first.status, "%s", first.text);
		if (status == AK_OK)
			status = open_trusted(store, err);
		if (status != AK_OK)
			return status;
	}
	if (git_repository_odb(&store->odb, store->repo) < 0)
		return ak_store_git_fail(err, "the objects of \"%s\" cannot be opened", store->path);
	enum ak_status status = ak_objects_open(&store->objects, store, err);
	if (status != AK_OK)
		return status;
	char *path = strdup(git_repository_path(store->repo));
	if (!path)
		return ak_fail_memory(err);
	size_t size = strlen(path);
	if (size > 1 && path[size - 1] == '/')
		path[size - 1] = '\0';
	free(store->path);
	store->path = path;
	return AK_OK;
}

static enum ak_status find_folder(char **absolute, const char *path, struct ak_error *err)
{
	struct stat info;
	*absolute = realpath(path, NULL);
	if (!*absolute && (errno == ENOENT || errno == ENOTDIR))
		return ak_fail(err, AK_ERR_NOT_FOUND, "there is no folder \"%s\"", path);
	if (!*absolute || stat(*absolute, &info) != 0)
		return ak_store_os_fail(err, "folder \"%s\" cannot be opened", path);
	if (!S_ISDIR(info.st_mode))
		return ak_fail(err, AK_ERR_NOT_FOUND, "\"%s\" is a file; name the folder of a replica", path);
	return AK_OK;
}

enum ak_status ak_store_open_pushed(struct ak_store **store, const char *path, const char *ref,
	const char *quarantine, struct ak_error *err)
{
	struct ak_store *fresh = calloc(1, sizeof *fresh);
	if (!fresh)
		return ak_fail_memory(err);
	git_libgit2_init();
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
	/*
	 * An object's name is trusted for nothing here, and zlib's checksum finds what a disk does: not to digest
	 * each again saves a tenth of the time of verifying.
	 */
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	fresh->lock_fd = -1;
	ak_map_init(&fresh->attached);
	enum ak_status status = find_folder(&fresh->path, path, err);
	if (status == AK_OK && ref && !(fresh->fixed = strdup(ref)))
		status = ak_fail_memory(err);
	if (status == AK_OK && quarantine && !(fresh->quarantine = strdup(quarantine)))
		status = ak_fail_memory(err);
	if (status == AK_OK && is_repository(fresh->path)) {
		fresh->kind = AK_STORE_REPOSITORY;
		status = open_repository(fresh, err);
		if (status == AK_OK)
			status = ak_store_refresh(fresh, err);
	} else if (status == AK_OK) {
		fresh->kind = AK_STORE_FOLDER;
		if (ref)
			status = ak_fail(err, AK_ERR_NOT_FOUND, "\"%s\" is a plain folder and has no \"%s\"",
				path, ref);
	}
	if (status != AK_OK)
		ak_store_free(fresh);
	else
		*store = fresh;
	return status;
}

enum ak_status ak_store_open_at(
	struct ak_store **store, const char *path, const char *ref, struct ak_error *err)
{
	return ak_store_open_pushed(store, path, ref, NULL, err);
}

enum ak_status ak_store_open(struct ak_store **store, const char *path, struct ak_error *err)
{
	return ak_store_open_at(store, path, NULL, err);
}

void ak_store_free(struct ak_store *store)
{
	if (!store)
		return;
	ak_store_unlock(store);
	ak_objects_free(store->objects);
	git_odb_free(store->odb);
	git_repository_free(store->repo);
	free(store->steps);
	ak_map_release(&store->attached);
	ak_arena_release(&store->attached_names);
	free(store->fixed);
	free(store->quarantine);
	free(store->path);
	free(store);
	git_libgit2_shutdown();
}

enum ak_store_kind ak_store_kind(const struct ak_store *store)
{
	return store->kind;
}

const char *ak_store_path(const struct ak_store *store)
{
	return store->path;
}

const char *ak_store_head(const struct ak_store *store)
{
	return store->head_text;
}

/* The commit that fixed or HEAD names; zeros for a HEAD whose branch has none yet. */
static enum ak_status resolve(struct ak_store *store, git_oid *oid, struct ak_error *err)
{
	const char *name = store->fixed ? store->fixed : "HEAD";
	*oid = (git_oid){{0}};
	if (store->fixed && strlen(name) == GIT_OID_HEXSZ && git_oid_fromstr(oid, name) == 0) {
		if (!store->quarantine && !git_odb_exists(store->odb, oid))
			return ak_fail(
				err, AK_ERR_NOT_FOUND, "there is no commit %s in \"%s\"", name, store->path);
		return AK_OK;
	}
	ak_store_errno_clear();
	int code = git_reference_name_to_id(oid, store->repo, name);
	if (code == 0)
		return AK_OK;
	*oid = (git_oid){{0}};
	if (code == GIT_ENOTFOUND && !store->fixed)
		return AK_OK;
	if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC)
		return ak_fail(err, AK_ERR_NOT_FOUND, "there is no \"%s\" in \"%s\"", name, store->path);
	return ak_store_git_fail(err, "\"%s\" of \"%s\" cannot be read", name, store->path);
}

enum ak_status ak_store_refresh(struct ak_store *store, struct ak_error *err)
{
	git_oid head;
	struct ak_store_step step = {.time = 0};
	if (store->kind == AK_STORE_FOLDER)
		return AK_OK;
	enum ak_status status = resolve(store, &head, err);
	if (status == AK_OK && !git_oid_is_zero(&head))
		status = ak_store_commit_read(&step, NULL, store->objects, &head, err);
	if (status != AK_OK)
		return status;
	git_oid_cpy(&store->head, &head);
	git_oid_cpy(&store->tree, &step.tree);
	store->head_text[0] = '\0';
	if (!git_oid_is_zero(&head))
		git_oid_tostr(store->head_text, sizeof store->head_text, &head);
	return AK_OK;
}

enum ak_status ak_store_branch(struct ak_store *store, char **branch, struct ak_error *err)
{
	git_reference *head = NULL;
	enum ak_status status = AK_OK;
	if (store->kind == AK_STORE_FOLDER)
		return ak_fail(err, AK_ERR_REFUSED, "\"%s\" is a plain folder and has no branches", store->path);
	ak_store_errno_clear();
	if (git_reference_lookup(&head, store->repo, "HEAD") < 0)
		return ak_store_git_fail(err, "HEAD of \"%s\" cannot be read", store->path);
	const char *target = git_reference_symbolic_target(head);
	if (!target || strncmp(target, "refs/heads/", 11) != 0)
		status = ak_fail(err, AK_ERR_REFUSED,
			"HEAD of \"%s\" is not on a branch; run: git symbolic-ref HEAD refs/heads/main",
			store->path);
	else if (!(*branch = strdup(target)))
		status = ak_fail_memory(err);
	git_reference_free(head);
	return status;
}

char *ak_store_git_path(const struct ak_store *store, const char *name)
{
	struct ak_buf path = AK_BUF_INIT;
	ak_buf_text(&path, git_repository_commondir(store->repo));
	ak_buf_text(&path, name);
	return ak_buf_take(&path);
}

bool ak_store_ref(struct ak_store *store, const char *ref, char text[41])
{
	git_oid oid;
	if (store->kind == AK_STORE_FOLDER || git_reference_name_to_id(&oid, store->repo, ref) < 0)
		return false;
	git_oid_tostr(text, GIT_OID_HEXSZ + 1, &oid);
	return true;
}

enum ak_status ak_store_ref_set(
	struct ak_store *store, const char *ref, const char *commit, struct ak_error *err)
{
	git_oid oid;
	if (store->kind == AK_STORE_FOLDER)
		return ak_fail(err, AK_ERR_REFUSED, "\"%s\" is a plain folder and has no refs", store->path);
	if (strncmp(ref, "refs/akkoord/", 13) != 0 || strlen(commit) != GIT_OID_HEXSZ ||
		git_oid_fromstr(&oid, commit) < 0)
		return ak_fail(err, AK_ERR_USAGE,
			"\"%s\" cannot be set to \"%s\"; name a ref below refs/akkoord/ and a commit", ref,
			commit);
	struct ak_lock_wait wait = {.attempts = 0};
	int code;
	do {
		git_reference *made = NULL;
		ak_store_errno_clear();
		code = git_reference_create(&made, store->repo, ref, &oid, 1, NULL);
		git_reference_free(made);
		if (code < 0 && code != GIT_ELOCKED)
			return ak_store_git_fail(err, "\"%s\" of \"%s\" cannot be set", ref, store->path);
		if (code < 0 && ak_lock_wait_for(&wait, store, ref, err) != AK_OK)
			return AK_ERR_BUSY;
	} while (code < 0);
	return AK_OK;
}
