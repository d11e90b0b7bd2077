/* SPDX-License-Identifier: EUPL-1.2 */
/* git's own configuration. A plain folder has only the user's and the system's. */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

static int config_open(git_config **config, struct ak_store *store)
{
	git_config *live = NULL;
	int code = store->repo ? git_repository_config(&live, store->repo) : git_config_open_default(&live);
	if (code == 0)
		code = git_config_snapshot(config, live);
	git_config_free(live);
	return code;
}

char *ak_store_config_get(struct ak_store *store, const char *key)
{
	git_config *config = NULL;
	const char *value;
	char *copy = NULL;
	if (config_open(&config, store) == 0 && git_config_get_string(&value, config, key) == 0)
		copy = strdup(value);
	git_config_free(config);
	return copy;
}

/* A NULL-ended list of texts that grows. */
struct texts {
	char **items;
	size_t count;
	size_t room;
};

/* Room for one more and the NULL, always. */
static bool texts_add(struct texts *texts, const char *text)
{
	char *copy = text ? strdup(text) : NULL;
	if ((text && !copy) ||
		!ak_grow((void **)&texts->items, &texts->room, texts->count + 1, sizeof(char *))) {
		free(copy);
		return false;
	}
	if (copy)
		texts->items[texts->count++] = copy;
	texts->items[texts->count] = NULL;
	return true;
}

void ak_store_config_free(char **values)
{
	for (char **value = values; value && *value; value++)
		free(*value);
	free(values);
}

/* A code of libgit2. */
static int set_once(struct ak_store *store, const char *key, const char *value)
{
	git_config *all = NULL;
	git_config *own = NULL;
	ak_store_errno_clear();
	int code = git_repository_config(&all, store->repo);
	if (code == 0)
		code = git_config_open_level(&own, all, GIT_CONFIG_LEVEL_LOCAL);
	if (code == 0)
		code = value ? git_config_set_string(own, key, value) : git_config_delete_entry(own, key);
	if (code == GIT_ENOTFOUND && own && !value)
		code = 0; /* it was not there */
	git_config_free(own);
	git_config_free(all);
	return code;
}

enum ak_status ak_store_config_set(
	struct ak_store *store, const char *key, const char *value, struct ak_error *err)
{
	struct ak_lock_wait wait = {.attempts = 0};
	int code;
	if (!store->repo)
		return ak_fail(err, AK_ERR_REFUSED, "\"%s\" is a plain folder and has no configuration",
			store->path);
	do {
		code = set_once(store, key, value);
		if (code < 0 && code != GIT_ELOCKED)
			return ak_store_git_fail(
				err, "\"%s\" cannot be set in the configuration of \"%s\"", key, store->path);
		if (code < 0 && ak_lock_wait_for(&wait, store, "config", err) != AK_OK)
			return AK_ERR_BUSY;
	} while (code < 0);
	return AK_OK;
}

/* The name in "remote.<name>.url", to be freed; NULL if key is another, *failed without memory. */
static char *remote_of(const char *key, bool *failed)
{
	size_t size = strlen(key);
	if (size < sizeof "remote.x.url" - 1 || strncmp(key, "remote.", 7) != 0 ||
		strcmp(key + size - 4, ".url") != 0)
		return NULL;
	char *name = strndup(key + 7, size - 7 - 4);
	*failed = !name;
	return name;
}

/* Puts the remote where its name belongs. Of one that has several URLs the last counts. */
static bool remotes_add(struct texts *names, struct texts *urls, const char *name, const char *url)
{
	size_t at = 0;
	while (at < names->count && strcmp(names->items[at], name) < 0)
		at++;
	bool known = at < names->count && strcmp(names->items[at], name) == 0;
	if (!known && !texts_add(names, name))
		return false;
	if (!texts_add(urls, url))
		return false;
	/* what was put at the end moves to its place */
	char *new_url = urls->items[urls->count - 1];
	if (known) {
		free(urls->items[at]);
		urls->items[at] = new_url;
		urls->items[--urls->count] = NULL;
		return true;
	}
	char *new_name = names->items[names->count - 1];
	for (size_t i = names->count - 1; i > at; i--) {
		names->items[i] = names->items[i - 1];
		urls->items[i] = urls->items[i - 1];
	}
	names->items[at] = new_name;
	urls->items[at] = new_url;
	return true;
}

/* Not git_remote_list, which leaks memory for each setting it looks at. */
static enum ak_status remotes_read(
	struct ak_store *store, struct texts *names, struct texts *urls, struct ak_error *err)
{
	git_config *config = NULL;
	git_config_iterator *all = NULL;
	git_config_entry *entry;
	enum ak_status status = AK_OK;
	ak_store_errno_clear();
	if (config_open(&config, store) < 0 || git_config_iterator_new(&all, config) < 0)
		status = ak_store_git_fail(err, "the remotes of \"%s\" cannot be read", store->path);
	while (status == AK_OK && git_config_next(&entry, all) == 0) {
		bool failed = false;
		char *name = remote_of(entry->name, &failed);
		if (failed || (name && !remotes_add(names, urls, name, entry->value ? entry->value : "")))
			status = ak_fail_memory(err);
		free(name);
	}
	git_config_iterator_free(all);
	git_config_free(config);
	return status;
}

enum ak_status ak_store_remotes(struct ak_store *store, char ***names, char ***urls, struct ak_error *err)
{
	struct texts name_texts = {.items = NULL};
	struct texts url_texts = {.items = NULL};
	enum ak_status status = AK_OK;
	if (!texts_add(&name_texts, NULL) || !texts_add(&url_texts, NULL))
		status = ak_fail_memory(err);
	if (status == AK_OK && store->repo)
		status = remotes_read(store, &name_texts, &url_texts, err);
	if (status == AK_OK) {
		*names = name_texts.items;
		*urls = url_texts.items;
	} else {
		ak_store_config_free(name_texts.items);
		ak_store_config_free(url_texts.items);
	}
	return status;
}
