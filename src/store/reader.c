/* SPDX-License-Identifier: EUPL-1.2 */
/* The bytes of one file after another, from a repository or a plain folder. */
#include "store/inside.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct ak_reader {
	struct ak_folder_place place; /* a folder's; root is NULL for a repository */
	struct ak_objects *objects;   /* a repository's, else NULL */
	struct ak_object object;      /* what was last read */
	struct ak_buf buf;
};

enum ak_status ak_reader_open(struct ak_reader **reader, struct ak_store *store, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	struct ak_reader *fresh = calloc(1, sizeof *fresh);
	if (!fresh)
		return ak_fail_memory(err);
	git_libgit2_init();
	fresh->buf = (struct ak_buf)AK_BUF_INIT;
	fresh->place = (struct ak_folder_place){.fd = -1, .path = AK_BUF_INIT};
	if (store->kind == AK_STORE_FOLDER) {
		fresh->place.root = strdup(store->path);
		if (!fresh->place.root)
			status = ak_fail_memory(err);
	} else {
		status = ak_objects_open(&fresh->objects, store, err);
	}
	if (status != AK_OK)
		ak_reader_free(fresh);
	else
		*reader = fresh;
	return status;
}

void ak_reader_free(struct ak_reader *reader)
{
	if (!reader)
		return;
	ak_object_release(&reader->object);
	ak_objects_free(reader->objects);
	ak_buf_release(&reader->buf);
	ak_folder_place_release(&reader->place);
	free(reader);
	git_libgit2_shutdown();
}

static enum ak_status read_blob(struct ak_reader *reader, const struct ak_entry *entry, size_t limit,
	struct ak_bytes *bytes, bool *too_large, struct ak_error *err)
{
	git_oid oid;
	git_oid_fromraw(&oid, entry->oid);
	if (ak_objects_blob(reader->objects, &oid, limit, bytes))
		return AK_OK;
	enum ak_status status = ak_object_read(
		&reader->object, reader->objects, &oid, GIT_OBJECT_BLOB, limit, too_large, err);
	*bytes = (struct ak_bytes){.data = (const uint8_t *)reader->object.data, .size = reader->object.size};
	return status == AK_OK ? status : ak_fail_add(err, status, "%s", entry->path);
}

/* Up to size + 1 bytes into the buffer: one more shows that the file is larger. */
static enum ak_status read_whole(
	struct ak_buf *buf, int file, size_t size, const char *path, struct ak_error *err)
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
	int file = ak_folder_open_file(&reader->place, entry->path, err);
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
			status = ak_fail(err, AK_ERR_IO, "file \"%s\" changed while it was read; try again",
				entry->path);
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
	ak_object_release(&reader->object);
	*bytes = (struct ak_bytes){.data = NULL, .size = 0};
	*too_large = false;
	if (reader->place.root)
		return read_file(reader, entry, limit, bytes, too_large, err);
	return read_blob(reader, entry, limit, bytes, too_large, err);
}
