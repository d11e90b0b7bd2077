/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/report_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/id.h"
#include "base/map.h"
#include "cli/scrap.h"

/* Only a folder with this in its list is one of ours. */
static const char mark_name[] = "akkoord-report.json";

enum { LIST_MAX = 1 << 30 };

/* ---- what is there */

/* The earlier report's list, cut into names. */
struct listed {
	struct ak_buf text;
	struct ak_map names;
};

static void listed_release(struct listed *listed)
{
	ak_buf_release(&listed->text);
	ak_map_release(&listed->names);
}

static bool read_all(const char *path, struct ak_buf *out)
{
	int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	char part[65536];
	ssize_t size = -1;
	while (file >= 0 && out->size < LIST_MAX && (size = read(file, part, sizeof part)) > 0)
		ak_buf_append(out, part, (size_t)size);
	if (file >= 0)
		close(file);
	return size == 0 && !out->failed;
}

/* Lines of `sha256sum`: 64 digits, two blanks, the name. */
static bool listed_init(struct listed *listed, const char *place)
{
	char path[PATH_MAX];
	*listed = (struct listed){.text = AK_BUF_INIT};
	ak_map_init(&listed->names);
	if (snprintf(path, sizeof path, "%s/%s", place, AK_FRESH_LIST) >= PATH_MAX ||
		!read_all(path, &listed->text))
		return false;
	char *line = listed->text.data;
	while (line && *line) {
		char *end = strchr(line, '\n');
		if (!end || end - line < AK_ID_HEX + 3 || line[AK_ID_HEX] != ' ')
			return false;
		*end = '\0';
		if (!ak_map_set(&listed->names, line + AK_ID_HEX + 2, listed))
			return false;
		line = end + 1;
	}
	return ak_map_find(&listed->names, mark_name) != AK_MAP_END;
}

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/*
 * Finds the first thing below place/below that is not in the list; depth 1 is within a folder. Returns false if there
 * is one, or it cannot be looked.
 */
static bool is_all_listed(
	const struct listed *listed, const char *place, const char *below, char strange[PATH_MAX])
{
	char folder[PATH_MAX], path[PATH_MAX], name[PATH_MAX];
	struct stat info;
	bool well = true;
	if (snprintf(folder, sizeof folder, "%s%s%s", place, *below ? "/" : "", below) >= PATH_MAX)
		return false;
	DIR *dir = opendir(folder);
	if (!dir)
		return false;
	const struct dirent *item;
	while (well && (item = readdir(dir)) != NULL) {
		if (is_dots(item->d_name))
			continue;
		well = snprintf(name, sizeof name, "%s%s%s", below, *below ? "/" : "", item->d_name) <
			       PATH_MAX &&
		       snprintf(path, sizeof path, "%s/%s", place, name) < PATH_MAX &&
		       lstat(path, &info) == 0;
		if (well && S_ISDIR(info.st_mode) && !*below) {
			well = is_all_listed(listed, place, name, strange);
			continue;
		}
		well = well && S_ISREG(info.st_mode) &&
		       (strcmp(name, AK_FRESH_LIST) == 0 || ak_map_find(&listed->names, name) != AK_MAP_END);
		if (!well)
			strcpy(strange, name);
	}
	closedir(dir);
	return well;
}

static bool is_empty(const char *place)
{
	const struct dirent *item;
	bool empty = true;
	DIR *dir = opendir(place);
	while (dir && empty && (item = readdir(dir)) != NULL)
		empty = is_dots(item->d_name);
	if (dir)
		closedir(dir);
	return dir && empty;
}

static enum ak_status check_place(struct ak_report_folder *folder, struct ak_error *err)
{
	char strange[PATH_MAX] = "", here[PATH_MAX];
	struct stat info;
	struct listed listed;
	if (lstat(folder->place, &info) != 0)
		return AK_OK;
	if (!S_ISDIR(info.st_mode))
		return ak_fail(err, AK_ERR_REFUSED, "\"%s\" is no folder; name another one", folder->place);
	if (getcwd(here, sizeof here) && strcmp(here, folder->place) == 0)
		return ak_fail(err, AK_ERR_REFUSED,
			"a report cannot replace the folder that you are in; name one below it");
	if (is_empty(folder->place))
		return AK_OK;
	bool earlier = listed_init(&listed, folder->place);
	bool only = earlier && is_all_listed(&listed, folder->place, "", strange);
	listed_release(&listed);
	folder->replaces = only;
	if (!earlier)
		return ak_fail(err, AK_ERR_REFUSED,
			"\"%s\" is not empty, and no earlier report; name another folder", folder->place);
	if (!only)
		return ak_fail(err, AK_ERR_REFUSED,
			"\"%s\" is an earlier report with something else in it: \"%s\"; move that away first",
			folder->place, strange);
	return AK_OK;
}

/* ---- making it */

/* The absolute path of a folder that may not exist yet, without links; its parent must exist. */
static char *absolute(const char *place)
{
	char copy[PATH_MAX], whole[2 * PATH_MAX];
	char *found = realpath(place, NULL);
	if (found || strlen(place) >= sizeof copy)
		return found;
	strcpy(copy, place);
	size_t size = strlen(copy);
	while (size > 1 && copy[size - 1] == '/')
		copy[--size] = '\0';
	char *slash = strrchr(copy, '/');
	const char *name = slash ? slash + 1 : copy;
	if (slash)
		*slash = '\0';
	char *parent = realpath(!slash ? "." : *copy ? copy : "/", NULL);
	if (!parent || is_dots(name) || !*name) {
		free(parent);
		return NULL;
	}
	snprintf(whole, sizeof whole, "%s/%s", strcmp(parent, "/") == 0 ? "" : parent, name);
	free(parent);
	return strdup(whole);
}

enum ak_status ak_report_folder_begin(
	struct ak_report_folder *folder, const char *place, struct ak_error *err)
{
	*folder = (struct ak_report_folder){.place = NULL};
	folder->place = absolute(place);
	if (!folder->place)
		return ak_fail(err, AK_ERR_IO, "\"%s\" cannot be made: %s", place, strerror(errno));
	enum ak_status status = check_place(folder, err);
	if (status != AK_OK)
		return status;
	return ak_fresh_begin(&folder->fresh, folder->place, err);
}

/* ---- putting it in its place */

/* What stands there goes aside first, and comes back if it cannot be replaced. */
static enum ak_status swap(struct ak_report_folder *folder, struct ak_error *err)
{
	char old[PATH_MAX + 8];
	snprintf(old, sizeof old, "%s.old", folder->fresh.folder);
	if (folder->replaces && rename(folder->place, old) != 0)
		return ak_fail(
			err, AK_ERR_IO, "the earlier report cannot be moved away: %s", strerror(errno));
	enum ak_status status = ak_fresh_place(&folder->fresh, folder->place, err);
	if (folder->replaces && status != AK_OK)
		rename(old, folder->place);
	else if (folder->replaces)
		ak_scrap_folder(old, false);
	return status;
}

enum ak_status ak_report_folder_end(struct ak_report_folder *folder, struct ak_error *err)
{
	enum ak_status status = ak_fresh_list(&folder->fresh, err);
	return status == AK_OK ? swap(folder, err) : status;
}

void ak_report_folder_release(struct ak_report_folder *folder)
{
	ak_fresh_release(&folder->fresh);
	free(folder->place);
}
