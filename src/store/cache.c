/* SPDX-License-Identifier: EUPL-1.2 */
/* A file beside the objects that may be gone or damaged at any moment: nobody is told, it is made again. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/inside.h"

#define CACHE_SIZE_MAX ((size_t)4 << 30)

const uint8_t *ak_store_tree(const struct ak_store *store)
{
	bool there = store->kind == AK_STORE_REPOSITORY && !git_oid_is_zero(&store->tree);
	return there ? store->tree.id : NULL;
}

/* What tells this machine from others, so far as anything does. */
static void put_machine(struct ak_buf *out)
{
	char text[64];
	int file = open("/etc/machine-id", O_RDONLY | O_CLOEXEC);
	ssize_t size = file < 0 ? 0 : read(file, text, sizeof text);
	if (file >= 0)
		close(file);
	ak_buf_append(out, text, size > 0 ? (size_t)size : 0);
}

bool ak_store_place(const struct ak_store *store, struct ak_buf *out)
{
	struct stat info;
	if (store->kind != AK_STORE_REPOSITORY || stat(git_repository_commondir(store->repo), &info) != 0)
		return false;
	ak_buf_format(out, "%ju %ju %ju ", (uintmax_t)info.st_dev, (uintmax_t)info.st_ino, (uintmax_t)geteuid());
	put_machine(out);
	return !out->failed;
}

/* Opens what is a regular file of this user, and no larger than anything of ours. */
int ak_store_cache_open(const struct ak_store *store, const char *name, uint64_t *size)
{
	struct stat info;
	char *path = ak_store_git_path(store, name);
	int file = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY) : -1;
	free(path);
	if (file >= 0 && (fstat(file, &info) != 0 || !S_ISREG(info.st_mode) || info.st_uid != geteuid() ||
				 info.st_size <= 0 || (uintmax_t)info.st_size > CACHE_SIZE_MAX)) {
		close(file);
		file = -1;
	}
	if (file >= 0)
		*size = (uint64_t)info.st_size;
	return file;
}

bool ak_store_cache_at(int file, uint64_t offset, void *into, size_t size)
{
	for (size_t got = 0; got < size;) {
		ssize_t more = pread(file, (char *)into + got, size - got, (off_t)(offset + got));
		if (more < 0 && errno == EINTR)
			continue;
		if (more <= 0)
			return false;
		got += (size_t)more;
	}
	return true;
}

void ak_store_cache_close(int file)
{
	if (file >= 0)
		close(file);
}

bool ak_store_cache_read(const struct ak_store *store, const char *name, struct ak_buf *bytes)
{
	uint64_t size = 0;
	int file = ak_store_cache_open(store, name, &size);
	char *room = file >= 0 ? ak_buf_extend(bytes, (size_t)size) : NULL;
	bool good = room && ak_store_cache_at(file, 0, room, (size_t)size);
	ak_store_cache_close(file);
	return good;
}

/*
 * What is to take the place of a cache. It has one name for each user: who is killed while writing leaves that one
 * file, and the next takes it over. -1 where it cannot be had, as while somebody else is writing.
 */
static int fresh_open(const char *path)
{
	struct stat held;
	struct stat there;
	int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, S_IRUSR | S_IWUSR);
	bool good = file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0 && fstat(file, &held) == 0 && S_ISREG(held.st_mode) &&
		    held.st_uid == geteuid() && held.st_nlink == 1;
	/* who wrote it before may have put it in its place since it was opened: then it is no longer to be touched */
	good = good && lstat(path, &there) == 0 && there.st_ino == held.st_ino && there.st_dev == held.st_dev;
	if (file >= 0 && (!good || ftruncate(file, 0) != 0)) {
		close(file);
		file = -1;
	}
	return file;
}

bool ak_store_cache_write(const struct ak_store *store, const char *name, const struct ak_bytes *parts, size_t count)
{
	struct ak_buf fresh = AK_BUF_INIT;
	char *path = ak_store_git_path(store, name);
	ak_buf_format(&fresh, "%s.%ju", path ? path : "", (uintmax_t)geteuid());
	int file = path && !fresh.failed ? fresh_open(fresh.data) : -1;
	bool good = file >= 0;
	for (size_t i = 0; i < count && good; i++)
		good = ak_file_write(file, parts[i]);
	good = good && rename(fresh.data, path) == 0;
	if (file >= 0 && !good)
		unlink(fresh.data);
	if (file >= 0)
		close(file); /* only now, since that lets go of it */
	ak_buf_release(&fresh);
	free(path);
	return good;
}
