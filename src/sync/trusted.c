/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/trusted.h"

#include <string.h>

/* A section; of its names only these, or all but these. */
static const struct trust {
	const char *section;
	const char *only;  /* words between blanks, or NULL: all */
	const char *never; /* or NULL */
} trusted[] = {
	{"advice", NULL, NULL},
	{"akkoord", NULL, NULL},
	{"author", NULL, NULL},
	{"branch", NULL, NULL},
	{"color", NULL, NULL},
	{"committer", NULL, NULL},
	/*
	 * programs: sshCommand, gitProxy, askPass, alternateRefsCommand, editor, pager; hooksPath and fsmonitor are
	 * overruled
	 */
	{"core", NULL, " sshcommand gitproxy askpass alternaterefscommand "},
	{"credential", " username usehttppath ", NULL},
	{"extensions", " objectformat worktreeconfig noop ", NULL},
	{"feature", NULL, NULL},
	{"fetch", NULL, " bundleuri "},
	{"gc", NULL, " recentobjectshook "},
	{"gitweb", NULL, NULL},
	{"i18n", NULL, NULL},
	{"index", NULL, NULL},
	{"init", NULL, NULL},
	{"log", NULL, NULL},
	{"maintenance", NULL, NULL},
	{"merge", " ff renames ", NULL},
	{"pack", NULL, NULL},
	{"pull", NULL, NULL},
	{"push", NULL, NULL},
	{"receive", NULL, NULL},
	{"remote", " url pushurl fetch push prune prunetags tagopt mirror skipdefaultupdate skipfetchall ", NULL},
	{"repack", NULL, NULL},
	{"safe", NULL, NULL},
	{"tag", NULL, NULL},
	{"transfer", NULL, NULL},
	{"uploadpack", NULL, NULL},
	{"user", NULL, NULL},
};

static bool has_word(const char *words, const char *name)
{
	size_t size = strlen(name);
	for (const char *at = words; (at = strstr(at, name)) != NULL; at++)
		if (at[-1] == ' ' && at[size] == ' ')
			return true;
	return false;
}

bool ak_trusted_setting(const char *name)
{
	size_t section = strcspn(name, ".");
	const char *last = strrchr(name, '.');
	if (!last)
		return false;
	for (size_t i = 0; i < sizeof trusted / sizeof trusted[0]; i++) {
		const struct trust *row = &trusted[i];
		if (strlen(row->section) != section || strncmp(row->section, name, section) != 0)
			continue;
		return (!row->only || has_word(row->only, last + 1)) && !(row->never && has_word(row->never, last + 1));
	}
	return false;
}

enum ak_status ak_trusted_check(struct ak_bytes list, struct ak_error *err)
{
	const char *at = (const char *)list.data;
	const char *end = at + list.size;
	while (at < end) {
		const char *name = at + strlen(at) + 1;
		if (name >= end)
			break;
		bool own = strcmp(at, "local") == 0 || strcmp(at, "worktree") == 0;
		if (own && !ak_trusted_setting(name))
			return ak_fail(err, AK_ERR_REFUSED,
				"this replica's own git configuration sets \"%s\", which akkoord does not trust there: it could "
				"run a program; set it for yourself with git config --global, and remove it here",
				name);
		at = name + strlen(name) + 1;
	}
	return AK_OK;
}
