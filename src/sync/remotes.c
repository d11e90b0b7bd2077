/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/remotes.h"

#include <stdlib.h>
#include <string.h>

#include "sync/git.h"

bool ak_remote_name_check(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	size_t size = strlen(name);
	return size > 0 && size <= 100 && name[0] != '.' && name[0] != '-' && strspn(name, letters) == size &&
	       !strstr(name, "..") && name[size - 1] != '.' && !(size > 5 && strcmp(name + size - 5, ".lock") == 0) &&
	       strcmp(name, "rewritten") != 0;
}

static int compare_remotes(const void *left, const void *right)
{
	const struct ak_remote *a = left;
	const struct ak_remote *b = right;
	return a->own != b->own ? (int)b->own - (int)a->own : strcmp(a->name, b->name);
}

static enum ak_status remote_take(struct ak_remotes *remotes, size_t i, const char *publish, struct ak_store *store,
	struct ak_error *err)
{
	struct ak_buf key = AK_BUF_INIT, shown = AK_BUF_INIT;
	const char *name = remotes->names[i];
	if (!ak_remote_name_check(name))
		return ak_fail(err, AK_ERR_REFUSED,
			"a remote cannot be called \"%s\" here; use letters, digits, \".\", \"_\" and \"-\": git remote rename",
			name);
	ak_buf_format(&key, "remote.%s.pushurl", name);
	ak_git_url_put(&shown, remotes->urls[i]);
	char *taken = ak_buf_take(&shown);
	enum ak_status status = taken ? ak_buf_status(&key, err) : ak_fail_memory(err);
	if (status == AK_OK)
		remotes->items[remotes->count++] = (struct ak_remote){.name = name,
			.url = remotes->urls[i],
			.shown = taken,
			.push_url = ak_store_config_get(store, ak_buf_string(&key)),
			.own = publish && strcmp(publish, name) == 0};
	else
		free(taken);
	ak_buf_release(&key);
	return status;
}

enum ak_status ak_remotes_read(struct ak_remotes *remotes, struct ak_store *store, struct ak_error *err)
{
	*remotes = (struct ak_remotes){.count = 0};
	enum ak_status status = ak_store_remotes(store, &remotes->names, &remotes->urls, err);
	if (status != AK_OK)
		return status;
	char *publish = ak_store_config_get(store, "akkoord.publish");
	size_t count = 0;
	while (remotes->names[count])
		count++;
	remotes->items = calloc(count + 1, sizeof *remotes->items);
	if (!remotes->items) {
		free(publish);
		ak_remotes_release(remotes);
		return ak_fail_memory(err);
	}
	for (size_t i = 0; i < count && status == AK_OK; i++)
		status = remote_take(remotes, i, publish, store, err);
	if (status == AK_OK && remotes->count > 1)
		qsort(remotes->items, remotes->count, sizeof *remotes->items, compare_remotes);
	if (status == AK_OK && publish && (remotes->count == 0 || !remotes->items[0].own))
		status = ak_fail(err, AK_ERR_USAGE,
			"akkoord.publish names the remote \"%s\", which this replica does not have; set one of its remotes "
			"with git config akkoord.publish",
			publish);
	free(publish);
	if (status != AK_OK)
		ak_remotes_release(remotes);
	return status;
}

void ak_remotes_release(struct ak_remotes *remotes)
{
	for (size_t i = 0; remotes->items && i < remotes->count; i++) {
		free(remotes->items[i].shown);
		free(remotes->items[i].push_url);
	}
	free(remotes->items);
	ak_store_config_free(remotes->names);
	ak_store_config_free(remotes->urls);
	*remotes = (struct ak_remotes){.count = 0};
}

const struct ak_remote *ak_remotes_find(const struct ak_remotes *remotes, const char *name)
{
	for (size_t i = 0; i < remotes->count; i++)
		if (strcmp(remotes->items[i].name, name) == 0)
			return &remotes->items[i];
	return NULL;
}
