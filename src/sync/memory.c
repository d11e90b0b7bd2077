/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A line is below 100 bytes, a height has a few lines: more is no file of ours. */
enum { FILE_SIZE_MAX = 64 << 20 };

static void path_of(const struct ak_store *store, const char *name, struct ak_buf *path)
{
	ak_buf_format(path, "%s/akkoord%s", ak_store_path(store), name);
}

/* ------------------------------------------------------------------ in memory */

static bool has_complete(const struct ak_memory *memory, const struct ak_id *id)
{
	for (size_t i = memory->complete_count; i > 0; i--)
		if (ak_id_equal(&memory->complete[i - 1], id))
			return true;
	return false;
}

static bool put_complete(struct ak_memory *memory, const struct ak_id *id)
{
	if (has_complete(memory, id))
		return true;
	if (!ak_grow((void **)&memory->complete, &memory->complete_room, memory->complete_count,
		    sizeof *memory->complete))
		return false;
	memory->complete[memory->complete_count++] = *id;
	return true;
}

static bool put_signed(struct ak_memory *memory, int64_t height, const struct ak_id *id)
{
	if (!ak_grow((void **)&memory->signed_seals, &memory->signed_room, memory->signed_count,
		    sizeof *memory->signed_seals))
		return false;
	memory->signed_seals[memory->signed_count++] = (struct ak_signed_seal){.height = height, .id = *id};
	return true;
}

void ak_memory_release(struct ak_memory *memory)
{
	free(memory->complete);
	free(memory->signed_seals);
	*memory = (struct ak_memory){.complete_count = 0};
}

const struct ak_id *ak_memory_signed_other(
	const struct ak_memory *memory, int64_t height, const struct ak_id *id, const struct ak_id *after)
{
	bool begun = after == NULL;
	for (size_t i = 0; i < memory->signed_count; i++) {
		const struct ak_signed_seal *seal = &memory->signed_seals[i];
		if (begun && seal->height == height && !(id && ak_id_equal(&seal->id, id)))
			return &seal->id;
		begun |= &seal->id == after;
	}
	return NULL;
}

/* ------------------------------------------------------------------ reading */

/* What it says, or nothing. The line is NUL-ended. */
static bool line_take(struct ak_memory *memory, char *line)
{
	char *height = strchr(line, ' ');
	char *hex = height ? strchr(height + 1, ' ') : NULL;
	struct ak_id id;
	if (!hex || !ak_id_parse(&id, hex + 1, strlen(hex + 1)))
		return true;
	*height++ = '\0';
	*hex = '\0';
	if (strspn(height, "0123456789") != strlen(height) || !*height)
		return true;
	if (strcmp(line, "complete") == 0)
		return put_complete(memory, &id);
	if (strcmp(line, "signed") == 0)
		return put_signed(memory, strtoll(height, NULL, 10), &id);
	return true;
}

static enum ak_status file_take(struct ak_memory *memory, struct ak_buf *file, struct ak_error *err)
{
	char *at = file->data;
	char *end;
	while (at && (end = strchr(at, '\n')) != NULL) {
		*end = '\0';
		if (!line_take(memory, at))
			return ak_fail_memory(err);
		at = end + 1;
	}
	return AK_OK;
}

static enum ak_status file_read(const char *path, struct ak_buf *file, struct ak_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char piece[4096];
	ssize_t got = -1;
	if (fd < 0 && errno == ENOENT)
		return AK_OK;
	while (fd >= 0 && file->size <= FILE_SIZE_MAX && (got = read(fd, piece, sizeof piece)) > 0)
		ak_buf_append(file, piece, (size_t)got);
	enum ak_status status = ak_buf_status(file, err);
	if (got < 0)
		status = ak_fail(err, AK_ERR_IO, "\"%s\" cannot be read: %s", path, strerror(errno));
	else if (file->size > FILE_SIZE_MAX)
		status = ak_fail(err, AK_ERR_IO, "\"%s\" is too large to be what this replica remembers; look at it", path);
	if (fd >= 0)
		close(fd);
	return status;
}

enum ak_status ak_memory_read(struct ak_memory *memory, struct ak_store *store, struct ak_error *err)
{
	struct ak_buf path = AK_BUF_INIT;
	struct ak_buf file = AK_BUF_INIT;
	*memory = (struct ak_memory){.complete_count = 0};
	if (ak_store_kind(store) != AK_STORE_REPOSITORY)
		return AK_OK;
	path_of(store, "/seals", &path);
	enum ak_status status = ak_buf_status(&path, err);
	if (status == AK_OK)
		status = file_read(ak_buf_string(&path), &file, err);
	if (status == AK_OK)
		status = file_take(memory, &file, err);
	if (status != AK_OK)
		ak_memory_release(memory);
	ak_buf_release(&file);
	ak_buf_release(&path);
	return status;
}

/* ------------------------------------------------------------------ writing */

static enum ak_status sync_folder(const char *path, struct ak_error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return good ? AK_OK : ak_fail(err, AK_ERR_IO, "\"%s\" cannot be written: %s", path, strerror(errno));
}

/* Opens it to append. What a crash left of a line is ended first. */
static int file_open(const char *path, struct ak_buf *lines)
{
	struct stat info;
	char last = '\n';
	int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		return fd;
	if (fstat(fd, &info) == 0 && info.st_size > 0 && pread(fd, &last, 1, info.st_size - 1) == 1 && last != '\n') {
		struct ak_buf whole = AK_BUF_INIT;
		ak_buf_char(&whole, '\n');
		ak_buf_append(&whole, ak_buf_string(lines), lines->size);
		ak_buf_release(lines);
		*lines = whole;
	}
	return fd;
}

/* On disk when it returns AK_OK. */
static enum ak_status file_append(struct ak_store *store, struct ak_buf *lines, struct ak_error *err)
{
	struct ak_buf folder = AK_BUF_INIT;
	struct ak_buf path = AK_BUF_INIT;
	path_of(store, "", &folder);
	path_of(store, "/seals", &path);
	enum ak_status status = path.failed || folder.failed ? ak_fail_memory(err) : AK_OK;
	int fd = -1;
	if (status == AK_OK && mkdir(ak_buf_string(&folder), 0777) != 0 && errno != EEXIST)
		status = ak_fail(err, AK_ERR_IO, "\"%s\" cannot be made: %s", ak_buf_string(&folder), strerror(errno));
	if (status == AK_OK && (fd = file_open(ak_buf_string(&path), lines)) < 0)
		status = ak_fail(err, AK_ERR_IO, "\"%s\" cannot be opened: %s", ak_buf_string(&path), strerror(errno));
	if (status == AK_OK)
		status = ak_buf_status(lines, err);
	if (status == AK_OK && (write(fd, lines->data, lines->size) != (ssize_t)lines->size || fsync(fd) != 0))
		status = ak_fail(err, AK_ERR_IO, "\"%s\" cannot be written: %s", ak_buf_string(&path), strerror(errno));
	if (fd >= 0)
		close(fd);
	if (status == AK_OK)
		status = sync_folder(ak_buf_string(&folder), err);
	if (status == AK_OK)
		status = sync_folder(ak_store_path(store), err);
	ak_buf_release(&folder);
	ak_buf_release(&path);
	return status;
}

enum ak_status ak_memory_note(struct ak_memory *memory, const struct ak_ledger *ledger, struct ak_error *err)
{
	struct ak_buf lines = AK_BUF_INIT;
	enum ak_status status = AK_OK;
	if (ak_store_kind(ledger->store) != AK_STORE_REPOSITORY)
		return AK_OK;
	for (uint32_t i = 0; i < ledger->judge.seal_count && status == AK_OK; i++) {
		const struct ak_id *id = &ledger->records[ledger->judge.seals[i].record].id;
		if (has_complete(memory, id))
			continue;
		ak_buf_format(&lines, "complete %" PRIu32 " %s\n", i + 1, ak_id_hex(id).text);
		if (!put_complete(memory, id))
			status = ak_fail_memory(err);
	}
	if (status == AK_OK && lines.size)
		status = file_append(ledger->store, &lines, err);
	ak_buf_release(&lines);
	return status;
}

enum ak_status ak_memory_note_signed(struct ak_memory *memory, struct ak_store *store, int64_t height,
	const struct ak_id *id, struct ak_error *err)
{
	struct ak_buf line = AK_BUF_INIT;
	ak_buf_format(&line, "signed %" PRId64 " %s\n", height, ak_id_hex(id).text);
	enum ak_status status = put_signed(memory, height, id) ? file_append(store, &line, err) : ak_fail_memory(err);
	ak_buf_release(&line);
	return status;
}
