/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "sig/digest.h"

void ak_files_release(struct ak_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->data[i]);
	free(files->data);
	free(files->items);
	*files = (struct ak_files){.count = 0};
}

static enum ak_status open_file(const char *path, int *file, struct ak_error *err)
{
	struct stat info;
	*file = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	if (*file < 0 && (errno == ENOENT || errno == ENOTDIR))
		return ak_fail(err, AK_ERR_USAGE, _("there is no file \"%s\""), path);
	if (*file < 0)
		return ak_fail(err, AK_ERR_IO, _("\"%s\" cannot be opened: %s"), path, strerror(errno));
	if (fstat(*file, &info) == 0 && S_ISDIR(info.st_mode))
		return ak_fail(err, AK_ERR_USAGE, _("\"%s\" is a folder; name a file"), path);
	return AK_OK;
}

enum ak_status ak_file_read(void *context, const char *path, size_t limit, struct ak_buf *out, struct ak_error *err)
{
	enum { PIECE = 1 << 16 };
	int file = -1;
	ssize_t got = 1;
	(void)context;
	enum ak_status status = open_file(path, &file, err);
	while (status == AK_OK && got != 0 && out->size <= limit) {
		size_t before = out->size;
		char *into = ak_buf_extend(out, PIECE);
		if (!into) {
			status = ak_fail_memory(err);
			break;
		}
		got = read(file, into, PIECE);
		out->size = before + (got > 0 ? (size_t)got : 0);
		if (got < 0 && errno != EINTR)
			status = ak_fail(err, AK_ERR_IO, _("\"%s\" cannot be read: %s"), path, strerror(errno));
	}
	if (status == AK_OK && out->size > limit)
		status = ak_fail(err, AK_ERR_REFUSED, _("\"%s\" is larger than %zu bytes, the most that is allowed"), path,
			limit);
	if (file >= 0)
		close(file);
	if (out->data)
		out->data[out->size] = '\0';
	return status;
}

static bool grow(struct ak_files *files)
{
	return ak_grow((void **)&files->items, &files->room, files->count, sizeof *files->items) &&
	       ak_grow((void **)&files->data, &files->data_room, files->count, sizeof *files->data);
}

enum ak_status ak_files_attach(void *context, const char *path, struct ak_id *id, struct ak_error *err)
{
	struct ak_files *files = context;
	struct ak_buf bytes = AK_BUF_INIT;
	enum ak_status status = ak_file_read(NULL, path, AK_ATTACHMENT_SIZE_MAX, &bytes, err);
	if (status == AK_OK)
		*id = ak_sha256(ak_buf_view(&bytes));
	for (size_t i = 0; status == AK_OK && i < files->count; i++)
		if (ak_id_equal(&files->items[i].id, id)) {
			ak_buf_release(&bytes);
			return AK_OK;
		}
	if (status == AK_OK && files->count == AK_ATTACHMENTS_MAX)
		status = ak_fail(err, AK_ERR_USAGE, _("more than %u attachments do not go with one record"), AK_ATTACHMENTS_MAX);
	if (status == AK_OK && !grow(files))
		status = ak_fail_memory(err);
	if (status == AK_OK) {
		size_t size = bytes.size;
		char *data = ak_buf_take(&bytes);
		files->data[files->count] = data;
		files->items[files->count++] = (struct ak_attached){.id = *id, .bytes = {(const uint8_t *)data, size}};
	}
	ak_buf_release(&bytes);
	return status;
}

enum ak_status ak_files_take(struct ak_files *files, struct ak_cli *cli, struct ak_error *err)
{
	const char *path;
	struct ak_id id;
	enum ak_status status = AK_OK;
	for (size_t i = 0; status == AK_OK && (path = ak_cli_item(cli, "attach", i)) != NULL; i++)
		status = ak_files_attach(files, path, &id, err);
	return status;
}

enum ak_status ak_files_name(
	const struct ak_files *files, struct ak_record *record, struct ak_arena *arena, struct ak_error *err)
{
	size_t count = record->attachment_count;
	struct ak_id *ids = ak_arena_alloc(arena, (count + files->count + 1) * sizeof *ids);
	if (!ids)
		return ak_fail_memory(err);
	for (size_t i = 0; i < count; i++)
		ids[i] = record->attachments[i];
	for (size_t i = 0; i < files->count; i++) {
		bool named = false;
		for (size_t k = 0; k < record->attachment_count; k++)
			named = named || ak_id_equal(&ids[k], &files->items[i].id);
		if (!named)
			ids[count++] = files->items[i].id;
	}
	if (count > AK_ATTACHMENTS_MAX)
		return ak_fail(err, AK_ERR_USAGE, _("more than %u attachments do not go with one record"), AK_ATTACHMENTS_MAX);
	record->attachments = ids;
	record->attachment_count = (uint8_t)count;
	return AK_OK;
}
