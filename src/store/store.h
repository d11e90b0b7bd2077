/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The only door to files and to git: a set of (path, bytes) read from a replica (a bare git repository, or one with a
 * work tree: its HEAD tree, never the work tree) or from a plain folder, and the one way to add to a replica.
 * The only room that knows libgit2. It knows nothing of records; every name and byte it yields is hostile.
 */
#ifndef AK_STORE_STORE_H
#define AK_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"

enum ak_store_kind {
	AK_STORE_REPOSITORY,
	AK_STORE_FOLDER,
};

struct ak_store; /* opaque; one thread */

/*
 * Opens what path holds. protocol §2: "A folder that is a bare" repository "or holds `.git` is read so; any other is
 * read as a plain folder". AK_ERR_NOT_FOUND if there is no such folder; AK_ERR_IO if it cannot be read, also where
 * the repository is another user's (the sentence names the owner and what to do), or borrows objects of another one.
 */
enum ak_status ak_store_open(struct ak_store **store, const char *path, struct ak_error *err);

/*
 * The same repository at another ref (`refs/akkoord/ipo`) or commit (40 hex digits). AK_ERR_NOT_FOUND if it is not
 * there.
 */
enum ak_status ak_store_open_at(struct ak_store **store, const char *path, const char *ref, struct ak_error *err);
/*
 * The same for what a push brings and git has not let in yet (a hook's GIT_QUARANTINE_PATH): quarantine is a folder
 * of objects that are read besides the repository's own. NULL: none. Such a store is only read.
 */
enum ak_status ak_store_open_pushed(struct ak_store **store, const char *path, const char *ref, const char *quarantine,
	struct ak_error *err);
void ak_store_free(struct ak_store *store);

/* Whether the tree has a folder of that name at its top, be it empty. */
bool ak_store_has_folder(struct ak_store *store, const char *name);

enum ak_store_kind ak_store_kind(const struct ak_store *store);

/* The folder that was opened (for a repository the git directory), absolute. Borrowed. */
const char *ak_store_path(const struct ak_store *store);

/* The commit that is read, as 40 hex digits; "" for a folder and for a repository without any commit. Borrowed. */
const char *ak_store_head(const struct ak_store *store);

/*
 * One file. Names that git or a file system would not allow in a path (`..`, `a/b` as one name, doubles) are yielded
 * as well, with regular = false.
 */
struct ak_entry {
	const char *path; /* from the root of the tree, with `/`; as it is, any bytes but NUL */
	bool regular;	  /* false: a link, a submodule, a device, a second entry of one name; never read */
	uint8_t oid[20];  /* repository only */
};

struct ak_listing {
	struct ak_entry *entries; /* sorted by path, by byte value */
	size_t count;
	struct ak_arena_keeper *keeper; /* holds the paths */
};

/*
 * All files below the folder top ("ledger", "keys", "bijlagen"; "" is everything), folders themselves left out. If
 * top is absent or is no folder the list is empty, but a top that is a file or link itself is yielded as one entry.
 * Links are never followed, subfolders are bounded in depth and number (AK_ERR_IO over it).
 */
enum ak_status ak_store_list(
	struct ak_store *store, const char *top, struct ak_listing *listing, struct ak_error *err);
/*
 * The same for two stores, without what is below a folder (other than top itself) that is the same in both: of git
 * replicas that is not even read. So every file that only one of them has, or that differs, is there, with all that
 * stands beside it in its folder. Both are listed whole where one is a plain folder. On AK_OK both listings are the
 * caller's to release.
 */
enum ak_status ak_store_list_unlike(struct ak_store *one, struct ak_store *other, const char *top,
	struct ak_listing *ones, struct ak_listing *others, struct ak_error *err);
void ak_listing_release(struct ak_listing *listing);

/* The entry of exactly this path, or NULL. */
const struct ak_entry *ak_listing_find(const struct ak_listing *listing, const char *path);

/* Reads files; each thread has one of its own (several of one store may be used at once). */
struct ak_reader;
enum ak_status ak_reader_open(struct ak_reader **reader, struct ak_store *store, struct ak_error *err);
void ak_reader_free(struct ak_reader *reader);

/*
 * The bytes of a regular entry, borrowed until the reader's next call. If it is larger than limit, *too_large is true,
 * bytes is empty, and nothing of it was read or inflated. AK_ERR_IO if it cannot be read or is damaged.
 */
enum ak_status ak_reader_read(struct ak_reader *reader, const struct ak_entry *entry, size_t limit,
	struct ak_bytes *bytes, bool *too_large, struct ak_error *err);

/*
 * Opens a new, empty bare repository with branch `main`. AK_ERR_EXISTS if the folder exists and is not empty. Cleans
 * up after failure.
 */
enum ak_status ak_store_create(struct ak_store **store, const char *path, struct ak_error *err);

/*
 * Writing. A writer first takes the replica's lock (a flock on a file in the git directory; at most wait_seconds),
 * which also moves the store to the newest HEAD and clears ref locks left by the dead. While it holds the lock no
 * other akkoord writes, so what it read is what it adds to; git itself knows no such lock, and what it pushes in
 * between is built upon. AK_ERR_REFUSED for a plain folder, a store opened at a ref, and a repository with a work
 * tree: its index would still be the old one, and the next `git commit` there would take the new records away again.
 */
enum ak_status ak_store_lock(struct ak_store *store, unsigned wait_seconds, struct ak_error *err);
void ak_store_unlock(struct ak_store *store);

struct ak_put {
	const char *path;
	struct ak_bytes bytes;
	/* not NULL: instead of bytes, a blob that the repository holds (ak_entry.oid), which was read from it */
	const uint8_t *oid;
};

/*
 * Adds files as one commit on HEAD's branch and on nothing else; the lock must be held. Order: blobs, trees, commit,
 * all fsynced, then compare-and-swap of the ref; when it returns AK_OK the files are there after a power cut. A path
 * that exists with the same bytes is no change; with other bytes AK_ERR_EXISTS and nothing is written. If nothing is
 * new no commit is made. Paths in removes are taken away if they are there (attachments that are erased). author is
 * "name <email>"; time in seconds UTC. The store then reads the new commit.
 */
enum ak_status ak_store_commit(struct ak_store *store, const struct ak_put *puts, size_t put_count,
	const char *const *removes, size_t remove_count, const char *message, const char *author, int64_t time,
	struct ak_error *err);

/* Whether what is read comes right after that commit (40 hex digits), by its first parent. */
bool ak_store_follows(const struct ak_store *store, const char *commit);

/* Moves to what HEAD is now (after a fetch, or another's write). */
enum ak_status ak_store_refresh(struct ak_store *store, struct ak_error *err);

/*
 * The value of a configuration key, by git's own order of files (replica, user, system), the caller's to free; NULL
 * if unset.
 */
char *ak_store_config_get(struct ak_store *store, const char *key);
/* Writes into the replica's own file. value NULL removes the key. */
enum ak_status ak_store_config_set(struct ak_store *store, const char *key, const char *value, struct ak_error *err);

/* Names and URLs of the remotes, by name; *names and *urls are NULL-ended and go with ak_store_config_free. */
enum ak_status ak_store_remotes(struct ak_store *store, char ***names, char ***urls, struct ak_error *err);
void ak_store_config_free(char **values);

/* Writes all bytes to a file, however few the system takes at a time. False with errno. */
bool ak_file_write(int file, struct ak_bytes bytes);

/*
 * A cache: a file in the git directory, owned by this user, that may be gone or damaged at any moment. Both are false
 * where they cannot; writing replaces it at once, by the parts one after another.
 */
bool ak_store_cache_read(const struct ak_store *store, const char *name, struct ak_buf *bytes);
bool ak_store_cache_write(const struct ak_store *store, const char *name, const struct ak_bytes *parts, size_t count);

/* The same to be read here and there: a descriptor, or -1 where it cannot be used; the caller closes it. */
int ak_store_cache_open(const struct ak_store *store, const char *name, uint64_t *size);
/* Exactly size bytes from offset on; false where there are not so many. */
bool ak_store_cache_at(int file, uint64_t offset, void *into, size_t size);
void ak_store_cache_close(int file);

/*
 * The tree that is read, 20 bytes: the same files have the same tree. NULL for a folder, and where there is no
 * commit. Borrowed.
 */
const uint8_t *ak_store_tree(const struct ak_store *store);

/*
 * Appends a text that this very git directory has and a copy of it, here or on another machine, has not. False for a
 * folder.
 */
bool ak_store_place(const struct ak_store *store, struct ak_buf *out);

/* The commit of a ref as 40 hex digits into text[41]; false if there is no such ref. */
bool ak_store_ref(struct ak_store *store, const char *ref, char text[41]);
/*
 * The full name of the branch that HEAD is, to be freed. AK_ERR_REFUSED if it is none; a plain folder has none
 * either.
 */
enum ak_status ak_store_branch(struct ak_store *store, char **branch, struct ak_error *err);
/*
 * Puts a program into the repository as a hook of git's (`pre-receive`). AK_OK also if it is there as it is;
 * AK_ERR_EXISTS, and nothing is done, if another one is. path is where it stands, the caller's to release.
 */
enum ak_status ak_store_hook_put(
	struct ak_store *store, const char *name, const char *text, struct ak_buf *path, struct ak_error *err);
/*
 * Before git is to move a ref: waits until nobody holds its lock, and takes away one that a git which was killed left
 * behind. git holds such a lock for moments, so one of ten seconds is nobody's. AK_ERR_BUSY if it stays.
 */
enum ak_status ak_store_ref_free(struct ak_store *store, const char *ref, struct ak_error *err);
/* Sets a ref (of our own, refs/akkoord/…) to a commit. */
enum ak_status ak_store_ref_set(struct ak_store *store, const char *ref, const char *commit, struct ak_error *err);

/*
 * The time of the commit that first added path in this replica's own history, in seconds; false where unknown
 * (folder, absent). Of a path that was taken away and added again, the time of one of its additions.
 */
bool ak_store_added(struct ak_store *store, const char *path, int64_t *time);

/*
 * Whether bijlagen/<name> is not there, but was once in this replica's own history: somebody erased it. False where
 * unknown (folder, damaged history). Reads the history at the first question; not for several threads.
 */
bool ak_store_erased(struct ak_store *store, const char *name);

/* Whether that history is there as a whole: what ak_store_erased says is then so for as long as HEAD is this commit. */
bool ak_store_has_history(struct ak_store *store);

#endif
