/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/id.h"
#include "cli/scrap.h"
#include "sig/digest.h"
#include "store/store.h"

enum ak_status ak_fresh_begin(struct ak_fresh *fresh, const char *place, struct ak_error *err)
{
	struct ak_buf path = AK_BUF_INIT;
	size_t size = strlen(place);
	*fresh = (struct ak_fresh){.list = AK_BUF_INIT};
	while (size > 1 && place[size - 1] == '/')
		size--;
	ak_buf_format(&path, "%.*s.XXXXXX", (int)size, place);
	char *folder = ak_buf_take(&path);
	if (!folder)
		return ak_fail_memory(err);
	if (!mkdtemp(folder)) {
		enum ak_status status =
			ak_fail(err, AK_ERR_IO, "nothing can be made beside \"%s\": %s", place, strerror(errno));
		free(folder);
		return status;
	}
	mode_t mask = umask(022);
	umask(mask);
	chmod(folder, 0777 & ~mask);
	fresh->folder = folder;
	return AK_OK;
}

/* The folders on the way to a file. */
static void make_folders(char *path, size_t from)
{
	for (char *slash = strchr(path + from, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0777);
		*slash = '/';
	}
}

static int create(const char *path)
{
	return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

static enum ak_status write_file(
	const struct ak_fresh *fresh, const char *path, struct ak_bytes bytes, struct ak_error *err)
{
	char whole[PATH_MAX];
	if (snprintf(whole, sizeof whole, "%s/%s", fresh->folder, path) >= PATH_MAX)
		return ak_fail(err, AK_ERR_IO, "the path of \"%s\" is too long", path);
	int file = create(whole);
	if (file < 0 && errno == ENOENT) {
		make_folders(whole, strlen(fresh->folder) + 1);
		file = create(whole);
	}
	bool written = file >= 0 && ak_file_write(file, bytes);
	int reason = errno;
	if (file >= 0 && close(file) != 0 && written) {
		written = false;
		reason = errno;
	}
	return written ? AK_OK : ak_fail(err, AK_ERR_IO, "\"%s\" cannot be written: %s", whole, strerror(reason));
}

enum ak_status ak_fresh_put(struct ak_fresh *fresh, const char *path, struct ak_bytes bytes, struct ak_error *err)
{
	struct ak_id digest = ak_sha256(bytes);
	ak_buf_format(&fresh->list, "%s  %s\n", ak_id_hex(&digest).text, path);
	fresh->count++;
	return write_file(fresh, path, bytes, err);
}

enum ak_status ak_fresh_list(struct ak_fresh *fresh, struct ak_error *err)
{
	enum ak_status status = ak_buf_status(&fresh->list, err);
	return status == AK_OK ? write_file(fresh, AK_FRESH_LIST, ak_buf_view(&fresh->list), err) : status;
}

enum ak_status ak_fresh_place(struct ak_fresh *fresh, const char *place, struct ak_error *err)
{
	if (rename(fresh->folder, place) != 0)
		return ak_fail(err, AK_ERR_IO, "\"%s\" cannot be put in its place: %s", place, strerror(errno));
	free(fresh->folder);
	fresh->folder = NULL;
	return AK_OK;
}

void ak_fresh_release(struct ak_fresh *fresh)
{
	if (fresh->folder)
		ak_scrap_folder(fresh->folder, false);
	free(fresh->folder);
	fresh->folder = NULL;
	ak_buf_release(&fresh->list);
}
