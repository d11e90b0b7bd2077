/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of this room share. Nobody else includes it: it knows libgit2. */
#ifndef AK_STORE_INSIDE_H
#define AK_STORE_INSIDE_H

#include "base/arena.h"
#include "base/map.h"
#include "store/store.h"

#include <git2.h>
#include <stdatomic.h>

/* A path of the protocol is three folders deep; an honest tree is never near these. */
enum {
	AK_STORE_DEPTH_MAX = 100,
	AK_STORE_FOLDERS_MAX = 1 << 16, /* with a hundred records in each: over six million */
	AK_STORE_FILES_MAX = 1 << 23,
	AK_STORE_NAME_MAX = 255, /* bytes in one name, as in nearly every file system */
};
#define AK_STORE_PATHS_MAX ((size_t)2 << 30)  /* bytes of all paths of one listing */
#define AK_STORE_TREE_MAX ((size_t)256 << 20) /* bytes of one tree object */
#define AK_STORE_COMMIT_MAX ((size_t)1 << 20) /* bytes of one commit object */

/* A commit of the replica's own history. */
struct ak_store_step {
	git_oid commit;
	git_oid tree;
	int64_t time;
};

struct ak_store {
	enum ak_store_kind kind;
	char *path;                 /* absolute */
	git_repository *repo;       /* these are for a repository only */
	git_odb *odb;               /* to write with */
	struct ak_objects *objects; /* to read with */
	char *fixed;                /* the ref or commit it was opened at, or NULL: HEAD */
	char *quarantine;           /* a folder with the objects of a push, or NULL */
	git_oid head;               /* all zeros: there is no commit */
	git_oid tree;
	char head_text[41];
	int lock_fd;                 /* -1: not locked */
	struct ak_store_step *steps; /* newest first, of the commit that was HEAD when it was asked for */
	size_t step_count;
	struct ak_map attached;      /* every name that ever was in bijlagen/, */
	struct ak_arena attached_names;
	git_oid attached_head;       /* as the history up to this commit tells; zeros: not asked yet */
};

/* ---- trouble.c: what libgit2 says, in one sentence of ours */

/* Before a call whose failure may come from a full disk. */
void ak_store_errno_clear(void);

/* "<what>: <libgit2's words>", or the sentence for a full disk. Returns AK_ERR_IO, or AK_ERR_MEMORY. */
enum ak_status ak_store_git_fail(struct ak_error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Likewise for a system call, by errno. */
enum ak_status ak_store_os_fail(struct ak_error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* ---- object.c */

/* Where objects are read from; each thread has its own. */
struct ak_objects;
enum ak_status ak_objects_open(struct ak_objects **objects, const struct ak_store *store, struct ak_error *err);
/* Another one that reads from where objects does. */
enum ak_status ak_objects_again(struct ak_objects **again, const struct ak_objects *objects, struct ak_error *err);
void ak_objects_free(struct ak_objects *objects);

/* An object's content, with a NUL behind it that is not counted. */
struct ak_object {
	const char *data;
	size_t size;
	git_odb_object *packed; /* it stands in this, */
	uint8_t *own;           /* or in this */
};

/*
 * Reads an object of this type whose size is at most limit; *large (may be NULL: then it is trouble) is true,
 * and nothing was inflated, if it is larger. An object that was not read is all zeros and may be released.
 */
enum ak_status ak_object_read(struct ak_object *object, struct ak_objects *objects, const git_oid *oid,
	git_object_t type, size_t limit, bool *large, struct ak_error *err);
void ak_object_release(struct ak_object *object);

/* How many objects stand in packs. */
size_t ak_objects_packed(const struct ak_objects *objects);

/*
 * A blob of at most limit bytes, in the plain case of packs.h; borrowed until the next call. False: ask
 * ak_object_read.
 */
bool ak_objects_blob(struct ak_objects *objects, const git_oid *oid, size_t limit, struct ak_bytes *bytes);

/*
 * Writes an object unless it is there, and reads it back: one that a power cut damaged long ago counts as
 * there for libgit2, and is written again here. Its name comes into *oid.
 */
enum ak_status ak_object_write(
	git_oid *oid, struct ak_store *store, struct ak_bytes bytes, git_object_t type, struct ak_error *err);

/* A commit's tree, first parent (zeros: none) and time. */
enum ak_status ak_store_commit_read(struct ak_store_step *step, git_oid *parent, struct ak_objects *objects,
	const git_oid *oid, struct ak_error *err);

/* ---- tree.c */

enum {
	AK_MODE_TREE = 0040000,
	AK_MODE_FILE = 0100644,
};

struct ak_tree_entry {
	const char *name; /* borrowed from the object, NUL-ended */
	size_t size;      /* of the name */
	git_oid oid;
	unsigned mode;
	bool good; /* a name that git and a file system allow, and the first of that name here */
	bool gone; /* while a new tree is made: to be left out */
};

struct ak_tree {
	struct ak_object object;
	struct ak_tree_entry *entries; /* in the order of the object, whatever that is */
	size_t count;
	size_t room;
	bool ascends; /* by name, so that a name can be found fast */
};

/* A tree object, whose entries are hostile. AK_ERR_IO if it is missing, no tree, too large or cut short. */
enum ak_status ak_tree_read(
	struct ak_tree *tree, struct ak_objects *objects, const git_oid *oid, struct ak_error *err);
void ak_tree_release(struct ak_tree *tree);

bool ak_tree_entry_is_folder(const struct ak_tree_entry *entry);
bool ak_tree_entry_is_file(const struct ak_tree_entry *entry);

/* The first good entry of a name, or NULL. */
struct ak_tree_entry *ak_tree_find(const struct ak_tree *tree, const char *name, size_t size);

/* Whether a name may stand in a tree: not empty, not `.` or `..`, not any `.git`, no `/`, not too long. */
bool ak_tree_name_check(const char *name, size_t size);

/* Sorted as git sorts: a folder's name as if it had a `/` behind it. */
int ak_tree_entry_compare(const void *a, const void *b);

/* ---- collect.c: a listing while it grows */

/* What is bounded, of all parts of a listing together. */
struct ak_collect_sum {
	atomic_size_t folders, files, path_bytes;
};

struct ak_collect {
	struct ak_listing *listing;
	size_t room;
	struct ak_collect_sum *sum;
	struct ak_buf path; /* of the folder that is being read, with `/` behind it, or empty */
	bool sorted;
};

enum ak_status ak_collect_start(
	struct ak_collect *collect, struct ak_listing *listing, struct ak_collect_sum *sum, struct ak_error *err);

/* Adds the file at collect->path; oid may be NULL. */
enum ak_status ak_collect_file(
	struct ak_collect *collect, bool regular, const git_oid *oid, struct ak_error *err);

/* Counts the folder at collect->path, which is depth folders deep. */
enum ak_status ak_collect_folder(struct ak_collect *collect, unsigned depth, struct ak_error *err);

/* Cuts collect->path back to size bytes. */
void ak_collect_back(struct ak_collect *collect, size_t size);

/* Puts what was listed in part, which was finished, behind what collect has; part is then empty. */
enum ak_status ak_collect_join(struct ak_collect *collect, struct ak_listing *part, struct ak_error *err);

/* Sorts. Releases what only collecting needed, and after trouble the listing too. Returns status. */
enum ak_status ak_collect_finish(struct ak_collect *collect, enum ak_status status, struct ak_error *err);

/* ---- list.c */

/* Adds what an entry is or has below it; depth is that of its folder, good whether the way to it and its name are. */
enum ak_status ak_list_entry(struct ak_collect *collect, struct ak_objects *objects, const struct ak_tree_entry *entry,
	unsigned depth, bool good, struct ak_error *err);

/* Whether an entry of a root is top or is below it. A name with `/` in it may pretend to be. */
bool ak_list_is_under(const struct ak_tree_entry *entry, const char *top);

/* ---- folder.c */

enum ak_status ak_folder_list(
	struct ak_store *store, const char *top, struct ak_collect *collect, struct ak_error *err);

/* The folder that a reader's last file stood in: files come sorted, so the next one is likely there too. */
struct ak_folder_place {
	char *root;
	int fd;             /* -1: none yet */
	struct ak_buf path; /* below root, with `/` behind it, or empty */
};

/* An open regular file below the root, no link followed on the way; -1 with the sentence in err. */
int ak_folder_open_file(struct ak_folder_place *place, const char *path, struct ak_error *err);
void ak_folder_place_release(struct ak_folder_place *place);

/* ---- repository.c */

/* A file in the (common) git directory, to be freed; NULL without memory. */
char *ak_store_git_path(const struct ak_store *store, const char *name);

/* ---- owner.c */

/* After opening path failed: whether that is because it is another user's, who is then named in err. */
enum ak_status ak_owner_check(const char *path, bool *trusted, struct ak_error *err);

/* ---- change.c */

struct ak_change {
	const char *path; /* one that ak_change_path_check passed */
	struct ak_bytes bytes;
	git_oid oid; /* of the blob, */
	bool held;   /* which is there already */
	bool remove;
	bool fresh; /* the path is not there yet, or is to go and is */
};

/* A path of good names, none of them empty. */
bool ak_change_path_check(const char *path);

/*
 * The tree that comes of the store's by changes, which know their blobs' oids and are sorted by path and distinct,
 * none of them below another. First all is compared, then blobs are written, then trees, each only if it is not there
 * already. *fresh tells whether anything changed; if not, nothing was written and *result is the old tree.
 * AK_ERR_EXISTS if a path holds something else: then too nothing was written.
 */
enum ak_status ak_change_apply(git_oid *result, bool *fresh, struct ak_store *store,
	struct ak_change *changes, size_t count, struct ak_error *err);

/* ---- lock.c */

/* Notes in the lock's file that a write begins or ended: if we die in between, the next writer knows. */
void ak_lock_mark(struct ak_store *store, bool writing);

/* How long a caller has been waiting for a file of git's that is locked: a ref, or the configuration. */
struct ak_lock_wait {
	unsigned attempts;
	int64_t since_ms;
};

/*
 * After GIT_ELOCKED for name: waits a little, or clears what was left behind. AK_OK to try again, AK_ERR_BUSY
 * when it has been too long.
 */
enum ak_status ak_lock_wait_for(
	struct ak_lock_wait *wait, struct ak_store *store, const char *name, struct ak_error *err);

#endif
