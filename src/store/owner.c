/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whose repository it is. A repository's configuration can name programs to be run, so git refuses one that
 * belongs to somebody else unless safe.directory names it; and so do we, in words that say so.
 */
#include "store/inside.h"

#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The owner of path or of its `.git`, if that is not who we are. */
static bool is_foreign(const char *path, uid_t *owner)
{
	struct stat info;
	char inner[PATH_MAX];
	const char *looked_at[] = {path, inner};
	int size = snprintf(inner, sizeof inner, "%s/.git", path);
	for (size_t i = 0; i < (size < 0 || (size_t)size >= sizeof inner ? 1U : 2U); i++) {
		if (lstat(looked_at[i], &info) == 0 && info.st_uid != geteuid()) {
			*owner = info.st_uid;
			return true;
		}
	}
	return false;
}

/* One value of safe.directory: a path, a path and `/` and `*`, or `*` alone. */
static bool names_path(const char *value, const char *path)
{
	char real[PATH_MAX];
	size_t size = strlen(value);
	if (strcmp(value, "*") == 0)
		return true;
	if (size > 2 && strcmp(value + size - 2, "/*") == 0)
		return strncmp(value, path, size - 1) == 0;
	return strcmp(value, path) == 0 || (realpath(value, real) && strcmp(real, path) == 0);
}

/* As git reads it: an empty value takes back what stood before. The replica's own configuration has no say. */
static bool is_listed(const char *path)
{
	git_config *config = NULL;
	git_config_iterator *values = NULL;
	git_config_entry *entry;
	bool listed = false;
	if (git_config_open_default(&config) == 0 &&
		git_config_multivar_iterator_new(&values, config, "safe.directory", NULL) == 0) {
		while (git_config_next(&entry, values) == 0)
			listed = entry->value && *entry->value && (listed || names_path(entry->value, path));
	}
	git_config_iterator_free(values);
	git_config_free(config);
	return listed;
}

enum ak_status ak_owner_check(const char *path, bool *trusted, struct ak_error *err)
{
	uid_t owner;
	char name[128];
	char room[4096];
	struct passwd entry;
	struct passwd *found = NULL;
	*trusted = false;
	if (!is_foreign(path, &owner))
		return AK_OK;
	*trusted = is_listed(path);
	if (*trusted)
		return AK_OK;
	if (getpwuid_r(owner, &entry, room, sizeof room, &found) == 0 && found)
		snprintf(name, sizeof name, "%s", found->pw_name);
	else
		snprintf(name, sizeof name, "number %lu", (unsigned long)owner);
	return ak_fail(err, AK_ERR_IO,
		"the repository \"%s\" belongs to user %s, not to you; if you trust it, run: "
		"git config --global --add safe.directory '%s'",
		path, name, path);
}
