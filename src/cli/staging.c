/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/staging.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/scrap.h"
#include "report/gettext.h"

/* Whether something stands at path that is no empty folder. */
static bool is_taken(const char *path)
{
	struct stat info;
	const struct dirent *item;
	bool taken = false;
	if (lstat(path, &info) != 0)
		return false;
	DIR *dir = S_ISDIR(info.st_mode) ? opendir(path) : NULL;
	if (!dir)
		return true;
	while (!taken && (item = readdir(dir)) != NULL)
		taken = strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0;
	closedir(dir);
	return taken;
}

enum ak_status ak_staging_begin(struct ak_staging *staging, const char *path, struct ak_error *err)
{
	size_t size = strlen(path);
	struct ak_buf made = AK_BUF_INIT;
	while (size > 1 && path[size - 1] == '/')
		size--;
	*staging = (struct ak_staging){.path = strndup(path, size)};
	if (!staging->path)
		return ak_fail_memory(err);
	const char *last = strrchr(staging->path, '/');
	last = last ? last + 1 : staging->path;
	if (is_taken(staging->path) || !*last || strcmp(last, ".") == 0 || strcmp(last, "..") == 0)
		return ak_fail(err, AK_ERR_REFUSED, _("\"%s\" exists already; name a folder that does not"), path);
	ak_buf_format(&made, "%s.new-%ld", staging->path, (long)getpid());
	staging->made = ak_buf_take(&made);
	if (!staging->made)
		return ak_fail_memory(err);
	if (is_taken(staging->made))
		return ak_fail(err, AK_ERR_REFUSED, _("\"%s\" is in the way; remove it"), staging->made);
	return AK_OK;
}

static enum ak_status os_fail(const char *path, struct ak_error *err)
{
	return ak_fail(err, AK_ERR_IO, _("\"%s\" cannot be written: %s"), path, strerror(errno));
}

/* The folder that holds path, on disk. */
static enum ak_status sync_above(const char *path, struct ak_error *err)
{
	const char *slash = strrchr(path, '/');
	char *above = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
	if (!above)
		return ak_fail_memory(err);
	int folder = open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum ak_status status = folder < 0 || fsync(folder) != 0 ? os_fail(above, err) : AK_OK;
	if (folder >= 0)
		close(folder);
	free(above);
	return status;
}

enum ak_status ak_staging_move(struct ak_staging *staging, struct ak_error *err)
{
	if (rename(staging->made, staging->path) != 0)
		return os_fail(staging->path, err);
	free(staging->made);
	staging->made = NULL;
	return sync_above(staging->path, err);
}

void ak_staging_end(struct ak_staging *staging)
{
	if (staging->made && ak_scrap_is_folder(staging->made))
		ak_scrap_folder(staging->made, false);
	free(staging->made);
	free(staging->path);
	*staging = (struct ak_staging){.path = NULL};
}

/* ------------------------------------------------------------------ files */

/* The folders in between. */
static enum ak_status make_above(char *path, struct ak_error *err)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
		*slash = '/';
		if (!made)
			return os_fail(path, err);
	}
	return AK_OK;
}

/* A file appears with all of its bytes. */
static enum ak_status write_file(const char *path, struct ak_bytes bytes, struct ak_error *err)
{
	struct ak_buf part = AK_BUF_INIT;
	ak_buf_format(&part, "%s.new-%ld", path, (long)getpid());
	enum ak_status status = ak_buf_status(&part, err);
	if (status != AK_OK)
		return status;
	int file = open(ak_buf_string(&part), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	bool written = file >= 0 && ak_file_write(file, bytes) && fsync(file) == 0;
	if (file >= 0)
		written = close(file) == 0 && written;
	if (!written || rename(ak_buf_string(&part), path) != 0) {
		status = os_fail(path, err);
		if (file >= 0)
			unlink(ak_buf_string(&part));
	}
	ak_buf_release(&part);
	return status == AK_OK ? sync_above(path, err) : status;
}

enum ak_status ak_staging_write(const char *top, const struct ak_put *puts, size_t count, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	for (size_t i = 0; status == AK_OK && i < count; i++) {
		struct ak_buf path = AK_BUF_INIT;
		ak_buf_format(&path, "%s/%s", top, puts[i].path);
		status = ak_buf_status(&path, err);
		if (status == AK_OK)
			status = make_above(path.data, err);
		if (status == AK_OK)
			status = write_file(ak_buf_string(&path), puts[i].bytes, err);
		ak_buf_release(&path);
	}
	return status;
}
