/* SPDX-License-Identifier: EUPL-1.2 */
/* A new replica: a bare repository, made whole or not at all. */
#include "store/inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Takes away all that stands in an open folder (taken). Best effort: it follows a failure that is told. */
static void remove_below(int taken)
{
	const struct dirent *item;
	DIR *dir = fdopendir(taken);
	if (!dir) {
		close(taken);
		return;
	}
	while ((item = readdir(dir)) != NULL) {
		if (strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0)
			continue;
		if (unlinkat(dirfd(dir), item->d_name, 0) == 0)
			continue;
		int below = openat(dirfd(dir), item->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (below >= 0)
			remove_below(below);
		unlinkat(dirfd(dir), item->d_name, AT_REMOVEDIR);
	}
	closedir(dir);
}

static void clean_up(const char *path, bool was_there)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder >= 0)
		remove_below(folder);
	if (!was_there)
		rmdir(path);
}

/* Whether path is free for a replica: nothing is there, or an empty folder. */
static enum ak_status check_free(const char *path, bool *was_there, struct ak_error *err)
{
	DIR *dir = opendir(path);
	*was_there = dir != NULL;
	if (!dir && errno == ENOENT)
		return AK_OK;
	if (!dir && errno == ENOTDIR)
		return ak_fail(
			err, AK_ERR_EXISTS, "\"%s\" is a file; name a folder that does not exist yet", path);
	if (!dir)
		return ak_store_os_fail(err, "folder \"%s\" cannot be opened", path);
	const struct dirent *item;
	bool empty = true;
	while (empty && (item = readdir(dir)) != NULL)
		empty = strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0;
	closedir(dir);
	if (!empty)
		return ak_fail(err, AK_ERR_EXISTS,
			"folder \"%s\" is not empty; name one that does not exist yet", path);
	return AK_OK;
}

/* libgit2 syncs what it writes later, but not what a repository begins with. */
static enum ak_status sync_new(const char *path, struct ak_error *err)
{
	static const char *const names[] = {"HEAD", "config", "refs/heads", "refs", "objects", ".", ".."};
	enum ak_status status = AK_OK;
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (size_t i = 0; folder >= 0 && status == AK_OK && i < sizeof names / sizeof names[0]; i++) {
		int file = openat(folder, names[i], O_RDONLY | O_CLOEXEC);
		/* the folder above may be another's */
		if ((file < 0 || fsync(file) != 0) && strcmp(names[i], "..") != 0)
			status = ak_store_os_fail(err, "\"%s/%s\" cannot be written", path, names[i]);
		if (file >= 0)
			close(file);
	}
	if (folder < 0)
		status = ak_store_os_fail(err, "folder \"%s\" cannot be opened", path);
	else
		close(folder);
	return status;
}

static enum ak_status init(const char *path, struct ak_error *err)
{
	git_repository *repo = NULL;
	git_repository_init_options options;
	git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
	options.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_NO_REINIT | GIT_REPOSITORY_INIT_MKDIR |
			GIT_REPOSITORY_INIT_MKPATH;
	options.initial_head = "main";
	ak_store_errno_clear();
	if (git_repository_init_ext(&repo, path, &options) < 0)
		return ak_store_git_fail(err, "no replica can be made at \"%s\"", path);
	git_repository_free(repo);
	return AK_OK;
}

enum ak_status ak_store_create(struct ak_store **store, const char *path, struct ak_error *err)
{
	bool was_there;
	enum ak_status status = check_free(path, &was_there, err);
	if (status != AK_OK)
		return status;
	git_libgit2_init();
	status = init(path, err);
	if (status == AK_OK)
		status = sync_new(path, err);
	if (status == AK_OK)
		status = ak_store_open(store, path, err);
	if (status != AK_OK)
		clean_up(path, was_there);
	git_libgit2_shutdown();
	return status;
}
