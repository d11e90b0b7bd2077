/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One writer at a time: a flock on <git directory>/akkoord.lock, which the kernel lets go of when its holder
 * dies.
 *
 * libgit2 and git lock a ref by making <ref>.lock, which stays behind when its maker is killed. Ours is told
 * from git's by a mark in our own file: it stands there only while we write, so if we hold the flock and find
 * the mark, its writer is dead. A lock of anybody else counts as left behind once it is ten seconds old; git
 * holds one for thousandths of a second.
 */
#include "store/inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	REF_LOCK_STALE_SECONDS = 10,
	LEFTOVER_SECONDS = 3600, /* an object that is being written takes no hour */
	PAUSE_MAX_MS = 100,
};

/* The wait before attempt number n (from 0), a little different each time. */
static void pause_before(unsigned attempt)
{
	long most = attempt < 6 ? 2L << attempt : PAUSE_MAX_MS;
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	/* the low bits of the clock keep two waiters from meeting again */
	long microseconds = 500 + (now.tv_nsec / 100 + (long)getpid() * 7919) % (most * 1000);
	struct timespec wait = {.tv_sec = 0, .tv_nsec = microseconds * 1000};
	nanosleep(&wait, NULL);
}

static int64_t monotonic_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A file that was last written more than seconds ago. A time that lies ahead is no age. */
static bool is_older(const struct stat *info, int64_t seconds)
{
	return (int64_t)time(NULL) - (int64_t)info->st_mtim.tv_sec > seconds;
}

/*
 * Takes away a lock of name that nobody holds any more: one of ten seconds, or any that does not change for a
 * moment if the caller knows better (dead). False if somebody may still hold it.
 */
static bool clear_lock(struct ak_store *store, const char *name, bool dead)
{
	struct stat info;
	struct stat again;
	char *path = ak_store_git_path(store, name);
	char *whole = path ? malloc(strlen(path) + sizeof ".lock") : NULL;
	bool gone = false;
	if (whole) {
		strcpy(whole, path);
		strcat(whole, ".lock");
		if (lstat(whole, &info) != 0) {
			gone = errno == ENOENT;
		} else if (S_ISREG(info.st_mode) && (dead || is_older(&info, REF_LOCK_STALE_SECONDS))) {
			/* whoever holds it for real is done with it, or has written to it, in the meantime */
			struct timespec wait = {.tv_sec = 0, .tv_nsec = 50000000};
			nanosleep(&wait, NULL);
			gone = lstat(whole, &again) != 0 ||
			       (again.st_ino == info.st_ino && again.st_mtim.tv_sec == info.st_mtim.tv_sec &&
				       again.st_mtim.tv_nsec == info.st_mtim.tv_nsec && unlink(whole) == 0);
		}
	}
	free(whole);
	free(path);
	return gone;
}

enum ak_status ak_lock_wait_for(
	struct ak_lock_wait *wait, struct ak_store *store, const char *name, struct ak_error *err)
{
	int64_t now = monotonic_ms();
	if (wait->attempts == 0)
		wait->since_ms = now;
	int64_t waited = now - wait->since_ms;
	/* a lock that outlasts our patience is as old as that, whatever its date says */
	if (clear_lock(store, name, waited > REF_LOCK_STALE_SECONDS * 1000))
		return AK_OK;
	if (waited > 2 * REF_LOCK_STALE_SECONDS * 1000)
		return ak_fail(err, AK_ERR_BUSY,
			"\"%s\" of \"%s\" stays locked by another program; try again in a moment", name,
			store->path);
	pause_before(wait->attempts++);
	return AK_OK;
}

enum ak_status ak_store_ref_free(struct ak_store *store, const char *ref, struct ak_error *err)
{
	struct ak_lock_wait wait = {.attempts = 0};
	enum ak_status status = AK_OK;
	while (status == AK_OK && !clear_lock(store, ref, false))
		status = ak_lock_wait_for(&wait, store, ref, err);
	return status;
}

void ak_lock_mark(struct ak_store *store, bool writing)
{
	/* should this fail, leftovers wait for their age: nothing is lost */
	if (writing) {
		ssize_t done = pwrite(store->lock_fd, "w", 1, 0);
		(void)done;
	} else {
		int done = ftruncate(store->lock_fd, 0);
		(void)done;
	}
}

static bool is_marked(int fd)
{
	struct stat info;
	return fstat(fd, &info) == 0 && info.st_size > 0;
}

/* Files that were never finished, in a folder of the git directory. */
static void sweep(const struct ak_store *store, const char *folder, const char *prefix)
{
	char *path = ak_store_git_path(store, folder);
	DIR *dir = path ? opendir(path) : NULL;
	const struct dirent *item;
	while (dir && (item = readdir(dir)) != NULL) {
		struct stat info;
		if (strncmp(item->d_name, prefix, strlen(prefix)) == 0 &&
			fstatat(dirfd(dir), item->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
			S_ISREG(info.st_mode) && is_older(&info, LEFTOVER_SECONDS))
			unlinkat(dirfd(dir), item->d_name, 0);
	}
	if (dir)
		closedir(dir);
	free(path);
}

static enum ak_status open_lock(struct ak_store *store, struct ak_error *err)
{
	char *path = ak_store_git_path(store, "akkoord.lock");
	if (!path)
		return ak_fail_memory(err);
	ak_store_errno_clear();
	store->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	enum ak_status status = AK_OK;
	if (store->lock_fd < 0)
		status = ak_store_os_fail(err, "the lock \"%s\" cannot be opened", path);
	free(path);
	return status;
}

static enum ak_status wait_for_lock(struct ak_store *store, unsigned wait_seconds, struct ak_error *err)
{
	int64_t until = monotonic_ms() + (int64_t)wait_seconds * 1000;
	for (unsigned attempt = 0; flock(store->lock_fd, LOCK_EX | LOCK_NB) != 0; attempt++) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return ak_store_os_fail(err, "the replica \"%s\" cannot be locked", store->path);
		if (monotonic_ms() >= until)
			return ak_fail(err, AK_ERR_BUSY,
				"another program is writing to \"%s\"; try again in a moment", store->path);
		pause_before(attempt);
	}
	return AK_OK;
}

/* What a writer that died left behind. */
static enum ak_status clear_leftovers(struct ak_store *store, struct ak_error *err)
{
	char *branch;
	enum ak_status status = ak_store_branch(store, &branch, err);
	if (status != AK_OK)
		return status;
	if (is_marked(store->lock_fd)) {
		if (clear_lock(store, branch, true))
			ak_lock_mark(store, false);
	}
	free(branch);
	sweep(store, "objects", "tmp_object"); /* libgit2 writes objects there, and moves them */
	sweep(store, "objects/pack", "tmp_");     /* git, what it fetches */
	return AK_OK;
}

enum ak_status ak_store_lock(struct ak_store *store, unsigned wait_seconds, struct ak_error *err)
{
	if (store->kind == AK_STORE_FOLDER)
		return ak_fail(err, AK_ERR_REFUSED,
			"\"%s\" is a plain folder; records are written to a replica only", store->path);
	if (store->fixed)
		return ak_fail(err, AK_ERR_REFUSED,
			"\"%s\" was opened at \"%s\"; records are added to HEAD only", store->path,
			store->fixed);
	if (!git_repository_is_bare(store->repo))
		return ak_fail(err, AK_ERR_REFUSED,
			"\"%s\" has a work tree, which would seem to take new records away again; write to a "
			"bare "
			"replica, made with: git clone --bare",
			store->path);
	if (store->lock_fd >= 0)
		return AK_OK;
	enum ak_status status = open_lock(store, err);
	if (status == AK_OK)
		status = wait_for_lock(store, wait_seconds, err);
	if (status == AK_OK)
		status = clear_leftovers(store, err);
	if (status == AK_OK)
		status = ak_store_refresh(store, err);
	if (status != AK_OK)
		ak_store_unlock(store);
	return status;
}

void ak_store_unlock(struct ak_store *store)
{
	if (store->lock_fd >= 0)
		close(store->lock_fd); /* and with it the lock */
	store->lock_fd = -1;
}
