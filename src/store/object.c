/* SPDX-License-Identifier: EUPL-1.2 */
/* Git objects, read within a limit: loose, packed, or by libgit2; and written. */
#include "store/inside.h"

#include <assert.h>
#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "store/loose.h"
#include "store/packs.h"

/* A folder of objects. */
struct place {
	git_odb *packs;
	struct ak_packs *plain; /* the same packs, for what is plain in them */
	char *folder;
	bool loose[256]; /* whether it has a folder for loose objects that begin with this byte */
};

struct ak_objects {
	struct place places[2]; /* the repository's own, and what a push brought */
	size_t count;
};

/* A repository that borrows another's objects would have us read files that the caller never named. */
static enum ak_status refuse_borrowed(const struct place *place, struct ak_error *err)
{
	struct ak_buf path = AK_BUF_INIT;
	struct stat info;
	ak_buf_format(&path, "%s/info/alternates", place->folder);
	enum ak_status status = ak_buf_status(&path, err);
	if (status == AK_OK && lstat(ak_buf_string(&path), &info) == 0 && info.st_size > 0)
		status = ak_fail(err, AK_ERR_IO,
			"the repository borrows objects of another (%s); make it whole with: git repack -a "
			"-d, and remove that file",
			ak_buf_string(&path));
	ak_buf_release(&path);
	return status;
}

/* Packs alone: loose objects are not left to libgit2 (see inflate.h). */
static int open_packs(git_odb **packs, const char *folder)
{
	git_odb_backend *backend = NULL;
	int code = git_odb_new(packs);
	if (code == 0)
		code = git_odb_backend_pack(&backend, folder);
	if (code == 0)
		code = git_odb_add_backend(*packs, backend, 1);
	return code; /* a backend that could not be added, for want of memory alone, is lost */
}

/* In a packed repository there are none: then no file is looked for in vain. */
static void look_for_loose(struct place *place)
{
	assert(place->folder);
	DIR *folder = opendir(place->folder);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		char *end;
		unsigned long byte = strtoul(entry->d_name, &end, 16);
		if (strlen(entry->d_name) == 2 && isxdigit((unsigned char)entry->d_name[0]) && *end == '\0')
			place->loose[byte] = true;
	}
	if (folder)
		closedir(folder);
	else /* it is asked for each object */
		memset(place->loose, true, sizeof place->loose);
}

static enum ak_status open_place(struct ak_objects *objects, const char *folder, struct ak_error *err)
{
	struct place *place = &objects->places[objects->count++];
	if (open_packs(&place->packs, folder) < 0)
		return ak_store_git_fail(err, "the objects in \"%s\" cannot be opened", folder);
	place->folder = strdup(folder);
	place->plain = ak_packs_open(folder);
	if (!place->folder || !place->plain)
		return ak_fail_memory(err);
	enum ak_status status = refuse_borrowed(place, err);
	if (status == AK_OK)
		look_for_loose(place);
	return status;
}

enum ak_status ak_objects_open(struct ak_objects **objects, const struct ak_store *store, struct ak_error *err)
{
	git_buf folder = {.ptr = NULL};
	struct ak_objects *fresh = calloc(1, sizeof *fresh);
	if (!fresh)
		return ak_fail_memory(err);
	ak_store_errno_clear();
	enum ak_status status = AK_OK;
	if (git_repository_item_path(&folder, store->repo, GIT_REPOSITORY_ITEM_OBJECTS) < 0)
		status = ak_store_git_fail(
			err, "the objects of \"%s\" cannot be opened", git_repository_path(store->repo));
	if (status == AK_OK)
		status = open_place(fresh, folder.ptr, err);
	if (status == AK_OK && store->quarantine)
		status = open_place(fresh, store->quarantine, err);
	git_buf_dispose(&folder);
	if (status != AK_OK)
		ak_objects_free(fresh);
	else
		*objects = fresh;
	return status;
}

enum ak_status ak_objects_again(struct ak_objects **again, const struct ak_objects *objects, struct ak_error *err)
{
	struct ak_objects *fresh = calloc(1, sizeof *fresh);
	enum ak_status status = fresh ? AK_OK : ak_fail_memory(err);
	for (size_t i = 0; i < objects->count && status == AK_OK; i++)
		status = open_place(fresh, objects->places[i].folder, err);
	if (status != AK_OK)
		ak_objects_free(fresh);
	else
		*again = fresh;
	return status;
}

void ak_objects_free(struct ak_objects *objects)
{
	if (!objects)
		return;
	for (size_t i = 0; i < objects->count; i++) {
		git_odb_free(objects->places[i].packs);
		ak_packs_free(objects->places[i].plain);
		free(objects->places[i].folder);
	}
	free(objects);
}

size_t ak_objects_packed(const struct ak_objects *objects)
{
	size_t count = 0;
	for (size_t i = 0; i < objects->count; i++)
		count += ak_packs_count(objects->places[i].plain);
	return count;
}

void ak_object_release(struct ak_object *object)
{
	git_odb_object_free(object->packed);
	free(object->own);
	*object = (struct ak_object){.data = NULL};
}

static enum ak_status missing(struct ak_error *err, const git_oid *oid, int code)
{
	char hex[GIT_OID_HEXSZ + 1];
	git_oid_tostr(hex, sizeof hex, oid);
	if (code == GIT_ENOTFOUND)
		return ak_fail(
			err, AK_ERR_IO, "git object %s is missing from the repository; fetch it again", hex);
	return ak_store_git_fail(err, "git object %s cannot be read", hex);
}

/* What a header says, against what was asked for. */
static enum ak_status check_head(const git_oid *oid, git_object_t found, git_object_t type, size_t size,
	size_t limit, bool *large, struct ak_error *err)
{
	char hex[GIT_OID_HEXSZ + 1];
	git_oid_tostr(hex, sizeof hex, oid);
	if (found != type)
		return ak_fail(err, AK_ERR_IO, "git object %s is a %s, where a %s should be", hex,
			git_object_type2string(found), git_object_type2string(type));
	if (size > limit && !large)
		return ak_fail(err, AK_ERR_IO, "git object %s, a %s, is %zu bytes; the limit is %zu", hex,
			git_object_type2string(type), size, limit);
	if (large)
		*large = size > limit;
	return AK_OK;
}

/*
 * The header comes first: a small object can inflate to a huge one. AK_ERR_NOT_FOUND, with nothing in err, if no pack
 * has it.
 */
static enum ak_status read_packed(struct ak_object *object, git_odb *packs, const git_oid *oid,
	git_object_t type, size_t limit, bool *large, struct ak_error *err)
{
	size_t size;
	git_object_t found;
	ak_store_errno_clear();
	int code = git_odb_read_header(&size, &found, packs, oid);
	if (code == GIT_ENOTFOUND)
		return AK_ERR_NOT_FOUND;
	if (code < 0)
		return missing(err, oid, code);
	enum ak_status status = check_head(oid, found, type, size, limit, large, err);
	if (status != AK_OK || size > limit)
		return status;
	code = git_odb_read(&object->packed, packs, oid);
	if (code < 0)
		return missing(err, oid, code);
	if (git_odb_object_size(object->packed) != size || git_odb_object_type(object->packed) != type) {
		char hex[GIT_OID_HEXSZ + 1];
		ak_object_release(object);
		return ak_fail(err, AK_ERR_IO,
			"git object %s is not what its header says; the repository is damaged",
			git_oid_tostr(hex, sizeof hex, oid));
	}
	object->data = git_odb_object_data(object->packed);
	object->size = size;
	return AK_OK;
}

static enum ak_status read_loose(struct ak_object *object, const struct place *place, const git_oid *oid,
	git_object_t type, size_t limit, bool *large, struct ak_error *err)
{
	size_t size;
	git_object_t found;
	enum ak_status status = ak_loose_read(&object->own, &size, &found, place->folder, oid, limit, err);
	if (status == AK_OK)
		status = check_head(oid, found, type, size, limit, large, err);
	if (status != AK_OK) {
		ak_object_release(object);
		return status;
	}
	object->data = (const char *)object->own;
	object->size = object->own ? size : 0;
	return AK_OK;
}

static bool find_plain(struct ak_objects *objects, const git_oid *oid, git_object_t type, size_t limit,
	struct ak_bytes *bytes)
{
	bool found = false;
	for (size_t i = 0; i < objects->count && !found; i++)
		found = ak_packs_read(objects->places[i].plain, oid->id, (enum ak_packs_type)type, limit, bytes);
	return found;
}

bool ak_objects_blob(struct ak_objects *objects, const git_oid *oid, size_t limit, struct ak_bytes *bytes)
{
	return find_plain(objects, oid, GIT_OBJECT_BLOB, limit, bytes);
}

static enum ak_status keep_plain(struct ak_object *object, struct ak_bytes bytes, struct ak_error *err)
{
	object->own = malloc(bytes.size + 1);
	if (!object->own)
		return ak_fail_memory(err);
	memcpy(object->own, bytes.data, bytes.size + 1);
	object->data = (const char *)object->own;
	object->size = bytes.size;
	return AK_OK;
}

/* AK_ERR_NOT_FOUND, with nothing in err, if it is not there. */
static enum ak_status read_at(struct ak_object *object, struct place *place, const git_oid *oid,
	git_object_t type, size_t limit, bool *large, struct ak_error *err)
{
	bool *may_be_loose = &place->loose[oid->id[0]];
	bool looked = *may_be_loose;
	enum ak_status status = AK_ERR_NOT_FOUND;
	if (looked)
		status = read_loose(object, place, oid, type, limit, large, err);
	if (status == AK_ERR_NOT_FOUND)
		status = read_packed(object, place->packs, oid, type, limit, large, err);
	if (status == AK_ERR_NOT_FOUND && !looked) { /* written since these were opened */
		status = read_loose(object, place, oid, type, limit, large, err);
		*may_be_loose = status != AK_ERR_NOT_FOUND;
	}
	return status;
}

enum ak_status ak_object_read(struct ak_object *object, struct ak_objects *objects, const git_oid *oid,
	git_object_t type, size_t limit, bool *large, struct ak_error *err)
{
	enum ak_status status = AK_ERR_NOT_FOUND;
	struct ak_bytes plain;
	*object = (struct ak_object){.data = NULL};
	if (find_plain(objects, oid, type, limit, &plain)) {
		if (large)
			*large = false;
		return keep_plain(object, plain, err);
	}
	for (size_t i = 0; i < objects->count && status == AK_ERR_NOT_FOUND; i++)
		status = read_at(object, &objects->places[i], oid, type, limit, large, err);
	return status == AK_ERR_NOT_FOUND ? missing(err, oid, GIT_ENOTFOUND) : status;
}

static enum ak_status read_back(
	struct ak_store *store, const git_oid *oid, size_t size, git_object_t type, struct ak_error *err)
{
	struct ak_object object;
	enum ak_status status = ak_object_read(&object, store->objects, oid, type, size, NULL, err);
	ak_object_release(&object);
	return status;
}

enum ak_status ak_object_write(
	git_oid *oid, struct ak_store *store, struct ak_bytes bytes, git_object_t type, struct ak_error *err)
{
	for (bool again = false;; again = true) {
		ak_store_errno_clear();
		if (git_odb_write(oid, store->odb, bytes.data, bytes.size, type) < 0)
			return ak_store_git_fail(err, "a %s cannot be written to \"%s\"",
				git_object_type2string(type), store->path);
		enum ak_status status = read_back(store, oid, bytes.size, type, again ? err : NULL);
		if (status != AK_ERR_IO || again)
			return status;
		ak_loose_remove(store->objects->places[0].folder, oid);
	}
}

/* "<key> <40 hex>\n" at *at; moves behind it. */
static bool read_oid_line(const char **at, const char *end, const char *key, git_oid *oid)
{
	size_t size = strlen(key);
	const char *text = *at;
	if ((size_t)(end - text) < size + 1 + GIT_OID_HEXSZ + 1 || memcmp(text, key, size) != 0 ||
		text[size] != ' ')
		return false;
	text += size + 1;
	if (text[GIT_OID_HEXSZ] != '\n' || git_oid_fromstrn(oid, text, GIT_OID_HEXSZ) < 0)
		return false;
	*at = text + GIT_OID_HEXSZ + 1;
	return true;
}

/* The seconds of "committer name <mail> SECONDS +0000", or 0. */
static int64_t read_time(const char *at, const char *end)
{
	while (at < end && *at != '\n') {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		if (!stop)
			return 0;
		if (stop - at > 10 && memcmp(at, "committer ", 10) == 0) {
			const char *mail = stop;
			while (mail > at && *mail != '>')
				mail--;
			long long seconds = mail > at ? strtoll(mail + 1, NULL, 10) : 0;
			return seconds > 0 ? seconds : 0;
		}
		at = stop + 1;
	}
	return 0;
}

enum ak_status ak_store_commit_read(struct ak_store_step *step, git_oid *parent, struct ak_objects *objects,
	const git_oid *oid, struct ak_error *err)
{
	struct ak_object object;
	enum ak_status status =
		ak_object_read(&object, objects, oid, GIT_OBJECT_COMMIT, AK_STORE_COMMIT_MAX, NULL, err);
	if (status != AK_OK)
		return status;
	const char *at = object.data;
	const char *end = at + object.size;
	git_oid first = {{0}};
	git_oid_cpy(&step->commit, oid);
	if (read_oid_line(&at, end, "tree", &step->tree)) {
		read_oid_line(&at, end, "parent", &first);
		step->time = read_time(at, end);
		if (parent)
			git_oid_cpy(parent, &first);
	} else {
		char hex[GIT_OID_HEXSZ + 1];
		git_oid_tostr(hex, sizeof hex, oid);
		status = ak_fail(err, AK_ERR_IO, "commit %s is malformed; the repository is damaged", hex);
	}
	ak_object_release(&object);
	return status;
}
