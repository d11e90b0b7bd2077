/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/dossier_files.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "child/child.h"
#include "sig/digest.h"

/* it or the list alone marks a dossier, so that neither can be taken away unnoticed */
static const char mark_name[] = "verify.sh";

/* ---- writing */

enum ak_status ak_dossier_files_begin(struct ak_dossier_files *files, const char *place, struct ak_error *err)
{
	struct stat info;
	*files = (struct ak_dossier_files){.place = place};
	if (lstat(place, &info) == 0)
		return ak_fail(err, AK_ERR_REFUSED, "\"%s\" is there already; name a new place", place);
	return ak_fresh_begin(&files->fresh, place, err);
}

bool ak_dossier_files_is_archive(const char *place)
{
	size_t size = strlen(place);
	return size > 4 && strcmp(place + size - 4, ".tar") == 0;
}

/* Archives what was made: one folder "dossier", in an order, with times, owners and modes that are nobody's own. */
static enum ak_status archive(const struct ak_dossier_files *files, const char *file, struct ak_error *err)
{
	struct ak_buf to = AK_BUF_INIT, from = AK_BUF_INIT;
	struct ak_child_result result = {.exit_status = 0};
	ak_buf_format(&to, "--file=%s", file);
	ak_buf_format(&from, "--directory=%s", files->fresh.folder);
	const char *const argv[] = {"tar", "--create", "--format=ustar", "--sort=name", "--mtime=@0", "--owner=0", "--group=0",
		"--numeric-owner", "--mode=a+rX,u+w,go-w", "--force-local", "--transform=s,^\\.,dossier,", ak_buf_string(&to),
		ak_buf_string(&from), ".", NULL};
	const char *const env[] = {"TAR_OPTIONS", "TAPE", "LC_ALL=C", NULL};
	const struct ak_child child = {.argv = argv, .env = env};
	enum ak_status status = to.failed || from.failed ? ak_fail_memory(err) : ak_child_run(&child, &result, err);
	if (status == AK_OK && result.exit_status != 0)
		status = ak_fail(err, AK_ERR_IO, "tar did not make \"%s\": %s", files->place, ak_buf_string(&result.error));
	ak_child_result_release(&result);
	ak_buf_release(&to);
	ak_buf_release(&from);
	return status;
}

/* The folder stays, to be taken away by the release. */
static enum ak_status end_archive(const struct ak_dossier_files *files, struct ak_error *err)
{
	struct ak_buf file = AK_BUF_INIT;
	ak_buf_format(&file, "%s.tar", files->fresh.folder);
	enum ak_status status = ak_buf_status(&file, err);
	if (status == AK_OK)
		status = archive(files, ak_buf_string(&file), err);
	if (status == AK_OK && rename(ak_buf_string(&file), files->place) != 0)
		status = ak_fail(err, AK_ERR_IO, "\"%s\" cannot be put in its place: %s", files->place, strerror(errno));
	if (status != AK_OK && !file.failed)
		unlink(ak_buf_string(&file));
	ak_buf_release(&file);
	return status;
}

enum ak_status ak_dossier_files_end(struct ak_dossier_files *files, struct ak_error *err)
{
	enum ak_status status = ak_fresh_list(&files->fresh, err);
	if (status != AK_OK)
		return status;
	return ak_dossier_files_is_archive(files->place) ? end_archive(files, err) : ak_fresh_place(&files->fresh, files->place, err);
}

/* ---- holding it against its list */

static bool is_list(const struct ak_entry *entry)
{
	return strcmp(entry->path, AK_FRESH_LIST) == 0;
}

/* The list as it must be for what is there: one line per file, in any order, so it is looked up line by line. */
static bool is_listed(const struct ak_map *lines, const struct ak_entry *entry, struct ak_bytes bytes)
{
	struct ak_buf line = AK_BUF_INIT;
	struct ak_id digest = ak_sha256(bytes);
	ak_buf_format(&line, "%s  %s", ak_id_hex(&digest).text, entry->path);
	bool found = ak_map_find(lines, ak_buf_string(&line)) != AK_MAP_END;
	ak_buf_release(&line);
	return found;
}

/* Cuts the list into lines; false if it has an odd byte or does not end with its last line. */
static bool cut(struct ak_buf *list, struct ak_map *lines)
{
	char *line = list->data;
	if (list->size == 0 || list->data[list->size - 1] != '\n' || memchr(list->data, '\0', list->size))
		return false;
	for (char *end = strchr(line, '\n'); end; end = strchr(line, '\n')) {
		*end = '\0';
		if (!ak_map_set(lines, line, NULL))
			return false;
		line = end + 1;
	}
	return true;
}

static enum ak_status check_all(const struct ak_listing *all, struct ak_reader *reader, const struct ak_map *lines,
	char **wrong, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	for (size_t i = 0; i < all->count && status == AK_OK && !*wrong; i++) {
		const struct ak_entry *entry = &all->entries[i];
		struct ak_bytes bytes;
		bool too_large = false;
		if (is_list(entry))
			continue;
		if (entry->regular)
			status = ak_reader_read(reader, entry, AK_ATTACHMENT_SIZE_MAX, &bytes, &too_large, err);
		if (status == AK_OK && (!entry->regular || too_large || !is_listed(lines, entry, bytes)))
			*wrong = strdup(entry->path);
	}
	if (status == AK_OK && !*wrong && lines->count + 1 != all->count)
		*wrong = strdup(AK_FRESH_LIST);
	return status;
}

enum ak_status ak_dossier_files_check(struct ak_store *store, char **wrong, struct ak_error *err)
{
	struct ak_listing all = {.count = 0};
	struct ak_reader *reader = NULL;
	struct ak_buf list = AK_BUF_INIT;
	struct ak_map lines;
	struct ak_bytes bytes;
	bool too_large = false;
	*wrong = NULL;
	ak_map_init(&lines);
	enum ak_status status =
		ak_store_kind(store) == AK_STORE_FOLDER ? ak_store_list(store, "", &all, err) : AK_OK;
	const struct ak_entry *entry = ak_listing_find(&all, AK_FRESH_LIST);
	if (status == AK_OK && (entry || ak_listing_find(&all, mark_name))) {
		status = ak_reader_open(&reader, store, err);
		if (status == AK_OK && entry && entry->regular)
			status = ak_reader_read(reader, entry, AK_ATTACHMENT_SIZE_MAX, &bytes, &too_large, err);
		if (status == AK_OK && entry && entry->regular && !too_large)
			ak_buf_append(&list, bytes.data, bytes.size);
		if (status == AK_OK && cut(&list, &lines))
			status = check_all(&all, reader, &lines, wrong, err);
		else if (status == AK_OK)
			*wrong = strdup(AK_FRESH_LIST);
	}
	ak_map_release(&lines);
	ak_buf_release(&list);
	ak_reader_free(reader);
	ak_listing_release(&all);
	return status;
}
