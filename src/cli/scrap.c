/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/scrap.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Deeper than any repository. */
enum { DEPTH_MAX = 32 };

static void empty(int taken, unsigned depth)
{
	const struct dirent *item;
	DIR *dir = fdopendir(taken);
	if (!dir) {
		close(taken);
		return;
	}
	while (depth < DEPTH_MAX && (item = readdir(dir)) != NULL) {
		if (strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0 ||
			unlinkat(dirfd(dir), item->d_name, 0) == 0)
			continue;
		int below = openat(dirfd(dir), item->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (below >= 0)
			empty(below, depth + 1);
		unlinkat(dirfd(dir), item->d_name, AT_REMOVEDIR);
	}
	closedir(dir);
}

void ak_scrap_folder(const char *path, bool keep_folder)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder >= 0)
		empty(folder, 0);
	if (!keep_folder)
		rmdir(path);
}

bool ak_scrap_is_folder(const char *path)
{
	struct stat info;
	return lstat(path, &info) == 0 && S_ISDIR(info.st_mode);
}
