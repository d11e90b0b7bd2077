/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/inside.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct ak_reader {
	char *root;		/* a folder's path, else NULL */
	git_odb *odb;		/* a repository's objects; each thread opens its own */
	git_odb_object *object; /* what was last read, or NULL */
	struct ak_buf buf;
};

enum ak_status ak_reader_open(struct ak_reader **reader, struct ak_store *store, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	git_buf objects = {.ptr = NULL};
	struct ak_reader *fresh = calloc(1, sizeof *fresh);
	if (!fresh)
		return ak_fail_memory(err);
	git_libgit2_init();
	fresh->buf = (struct ak_buf)AK_BUF_INIT;
	if (store->kind == AK_STORE_FOLDER) {
		fresh->root = strdup(store->path);
		if (!fresh->root)
			status = ak_fail_memory(err);
	} else if (git_repository_item_path(&objects, store->repo, GIT_REPOSITORY_ITEM_OBJECTS) < 0 ||
		git_odb_open(&fresh->odb, objects.ptr) < 0) {
		status = ak_store_git_fail(err, "the objects of \"%s\" cannot be opened", store->path);
	}
	git_buf_dispose(&objects);
	if (status != AK_OK)
		ak_reader_free(fresh);
	else
		*reader = fresh;
	return status;
}

static void forget(struct ak_reader *reader)
{
	git_odb_object_free(reader->object);
	reader->object = NULL;
}

void ak_reader_free(struct ak_reader *reader)
{
	if (!reader)
		return;
	forget(reader);
	git_odb_free(reader->odb);
	ak_buf_release(&reader->buf);
	free(reader->root);
	free(reader);
	git_libgit2_shutdown();
}

static enum ak_status read_blob(struct ak_reader *reader, const struct ak_entry *entry, size_t limit,
	struct ak_bytes *bytes, bool *too_large, struct ak_error *err)
{
	git_oid oid;
	git_oid_fromraw(&oid, entry->oid);
	enum ak_status status =
		ak_store_object_read(&reader->object, reader->odb, &oid, GIT_OBJECT_BLOB, limit, too_large, err);
	if (status == AK_OK && reader->object) {
		bytes->data = git_odb_object_data(reader->object);
		bytes->size = git_odb_object_size(reader->object);
	}
	return status == AK_OK ? status : ak_fail_add(err, status, "%s", entry->path);
}

/* Up to size + 1 bytes into the buffer: one more shows that the file is larger. */
static enum ak_status read_whole(struct ak_buf *buf, int file, size_t size, const char *path, struct ak_error *err)
{
	ak_buf_clear(buf);
	char *room = ak_buf_extend(buf, size + 1);
	if (!room)
		return ak_fail_memory(err);
	size_t got = 0;
	while (got < size + 1) {
		ssize_t more = read(file, room + got, size + 1 - got);
		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return ak_store_os_fail(err, "file \"%s\" cannot be read", path);
		if (more == 0)
			break;
		got += (size_t)more;
	}
	buf->size = got;
	room[got < size + 1 ? got : size] = '\0';
	return AK_OK;
}

static enum ak_status read_file(struct ak_reader *reader, const struct ak_entry *entry, size_t limit,
	struct ak_bytes *bytes, bool *too_large, struct ak_error *err)
{
	struct stat info;
	int file = ak_folder_open_file(reader->root, entry->path, err);
	if (file < 0)
		return AK_ERR_IO;
	enum ak_status status = AK_OK;
	if (fstat(file, &info) != 0) {
		status = ak_store_os_fail(err, "file \"%s\" cannot be looked at", entry->path);
	} else if (info.st_size < 0 || (uintmax_t)info.st_size > limit) {
		*too_large = true;
	} else {
		status = read_whole(&reader->buf, file, (size_t)info.st_size, entry->path, err);
		if (status == AK_OK && reader->buf.size != (size_t)info.st_size)
			status = ak_fail(err, AK_ERR_IO, "file \"%s\" changed while it was read; try again", entry->path);
		if (status == AK_OK)
			*bytes = ak_buf_view(&reader->buf);
	}
	close(file);
	return status;
}

enum ak_status ak_reader_read(struct ak_reader *reader, const struct ak_entry *entry, size_t limit,
	struct ak_bytes *bytes, bool *too_large, struct ak_error *err)
{
	assert(entry->regular);
	forget(reader);
	*bytes = (struct ak_bytes){.data = NULL, .size = 0};
	*too_large = false;
	if (reader->root)
		return read_file(reader, entry, limit, bytes, too_large, err);
	return read_blob(reader, entry, limit, bytes, too_large, err);
}
