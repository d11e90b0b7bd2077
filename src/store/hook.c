/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A hook of git's: made beside its place and linked there, so that it is whole or not there, and takes nobody else's
 * place.
 */
#include "store/inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum ak_status path_of(struct ak_store *store, const char *name, struct ak_buf *path, struct ak_error *err)
{
	char *folder = ak_store_git_path(store, "hooks");
	enum ak_status status = folder ? AK_OK : ak_fail_memory(err);
	if (status == AK_OK && mkdir(folder, 0777) != 0 && errno != EEXIST)
		status = ak_store_os_fail(err, "folder \"%s\" cannot be made", folder);
	if (status == AK_OK) {
		ak_buf_format(path, "%s/%s", folder, name);
		status = ak_buf_status(path, err);
	}
	free(folder);
	return status;
}

/* Whether exactly this text stands there. */
static bool is_same(const char *path, const char *text)
{
	struct ak_buf found = AK_BUF_INIT;
	size_t size = strlen(text);
	FILE *file = fopen(path, "re");
	char *room = file ? ak_buf_extend(&found, size + 1) : NULL;
	bool same = room && fread(room, 1, size + 1, file) == size && memcmp(room, text, size) == 0;
	if (file)
		fclose(file);
	ak_buf_release(&found);
	return same;
}

static enum ak_status write_fresh(const char *fresh, int file, const char *text, struct ak_error *err)
{
	mode_t mask = umask(0);
	umask(mask);
	if (!ak_file_write(file, ak_bytes_of(text)) || fchmod(file, 0777 & ~mask) != 0 || fsync(file) != 0)
		return ak_store_os_fail(err, "\"%s\" cannot be written", fresh);
	return AK_OK;
}

enum ak_status ak_store_hook_put(
	struct ak_store *store, const char *name, const char *text, struct ak_buf *path, struct ak_error *err)
{
	struct ak_buf fresh = AK_BUF_INIT;
	if (store->kind == AK_STORE_FOLDER)
		return ak_fail(err, AK_ERR_REFUSED, "\"%s\" is a plain folder; only a repository has hooks", store->path);
	enum ak_status status = path_of(store, name, path, err);
	if (status != AK_OK)
		return status;
	const char *place = ak_buf_string(path);
	ak_buf_format(&fresh, "%s.XXXXXX", place);
	if (fresh.failed)
		return ak_fail_memory(err);
	int file = mkstemp(fresh.data);
	if (file < 0)
		status = ak_store_os_fail(err, "\"%s\" cannot be made", place);
	else
		status = write_fresh(fresh.data, file, text, err);
	if (status == AK_OK && link(fresh.data, place) != 0) {
		if (errno != EEXIST)
			status = ak_store_os_fail(err, "\"%s\" cannot be made", place);
		else if (!is_same(place, text))
			status = ak_fail(err, AK_ERR_EXISTS, "there is another hook \"%s\"", place);
	}
	if (file >= 0) {
		close(file);
		unlink(fresh.data);
	}
	ak_buf_release(&fresh);
	return status;
}
