/* SPDX-License-Identifier: EUPL-1.2 */
/* The replica's journal: its own commits, from HEAD by first parents. */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

/* Whether the tree of a commit has a path. */
static bool has_path(struct ak_store *store, const git_oid *root, const char *path)
{
	git_oid oid;
	git_oid_cpy(&oid, root);
	for (;;) {
		struct ak_tree tree;
		size_t size = strcspn(path, "/");
		if (ak_tree_read(&tree, store->objects, &oid, NULL) != AK_OK)
			return false;
		const struct ak_tree_entry *entry = ak_tree_find(&tree, path, size);
		bool found = entry != NULL;
		bool folder = found && ak_tree_entry_is_folder(entry);
		if (found)
			git_oid_cpy(&oid, &entry->oid);
		ak_tree_release(&tree);
		if (!found || !path[size])
			return found;
		if (!folder)
			return false;
		path += size + 1;
	}
}

bool ak_store_follows(const struct ak_store *store, const char *commit)
{
	git_oid parent;
	struct ak_store_step step;
	char text[GIT_OID_HEXSZ + 1];
	if (store->kind == AK_STORE_FOLDER || git_oid_is_zero(&store->head) ||
		ak_store_commit_read(&step, &parent, store->objects, &store->head, NULL) != AK_OK)
		return false;
	return strcmp(git_oid_tostr(text, sizeof text, &parent), commit) == 0;
}

/* Makes steps those of HEAD. What was read before is kept: history only grows at its head. */
static bool steps_load(struct ak_store *store)
{
	struct ak_store_step *steps = NULL;
	size_t count = 0;
	size_t room = 0;
	git_oid at;
	git_oid_cpy(&at, &store->head);
	const struct ak_store_step *known = store->steps;
	while (!git_oid_is_zero(&at) && !(known && git_oid_equal(&at, &known->commit))) {
		git_oid parent;
		struct ak_store_step step = {.time = 0};
		if (!ak_grow((void **)&steps, &room, count, sizeof *steps) ||
			ak_store_commit_read(&step, &parent, store->objects, &at, NULL) != AK_OK) {
			free(steps);
			return false;
		}
		steps[count++] = step;
		git_oid_cpy(&at, &parent);
	}
	size_t kept = known && !git_oid_is_zero(&at) ? store->step_count : 0;
	struct ak_store_step *whole = realloc(steps, (count + kept + 1) * sizeof *steps);
	if (!whole) {
		free(steps);
		return false;
	}
	if (kept)
		memcpy(whole + count, known, kept * sizeof *whole);
	free(store->steps);
	store->steps = whole;
	store->step_count = count + kept;
	return store->step_count > 0;
}

static bool steps_have(struct ak_store *store)
{
	return (store->steps && git_oid_equal(&store->steps->commit, &store->head)) || steps_load(store);
}

bool ak_store_added(struct ak_store *store, const char *path, int64_t *time)
{
	if (store->kind == AK_STORE_FOLDER || git_oid_is_zero(&store->head) ||
		!has_path(store, &store->tree, path))
		return false;
	if (!steps_have(store))
		return false;
	/*
	 * records are never taken away: between the newest commit and the first there is one step from without to
	 * with
	 */
	size_t with = 0;
	size_t without = store->step_count;
	while (with + 1 < without) {
		size_t middle = with + (without - with) / 2;
		if (has_path(store, &store->steps[middle].tree, path))
			with = middle;
		else
			without = middle;
	}
	*time = store->steps[with].time;
	return *time > 0;
}

/* Of one step, whose root this is; a folder that was the last step's too is not read again. */
static bool attached_note(struct ak_store *store, const git_oid *root, git_oid *last)
{
	static const char top[] = "bijlagen";
	struct ak_tree tree;
	if (ak_tree_read(&tree, store->objects, root, NULL) != AK_OK)
		return false;
	const struct ak_tree_entry *entry = ak_tree_find(&tree, top, sizeof top - 1);
	bool read = entry && ak_tree_entry_is_folder(entry) && !git_oid_equal(&entry->oid, last);
	if (read)
		git_oid_cpy(last, &entry->oid);
	ak_tree_release(&tree);
	if (!read)
		return true;
	if (ak_tree_read(&tree, store->objects, last, NULL) != AK_OK)
		return false;
	bool good = true;
	for (size_t i = 0; i < tree.count && good; i++) {
		const struct ak_tree_entry *it = &tree.entries[i];
		if (ak_map_find(&store->attached, it->name) != AK_MAP_END)
			continue;
		const char *name = ak_arena_text(&store->attached_names, it->name, it->size);
		good = name && ak_map_put(&store->attached, name, NULL) != AK_MAP_END;
	}
	ak_tree_release(&tree);
	return good;
}

static bool attached_have(struct ak_store *store)
{
	git_oid last = {.id = {0}};
	if (git_oid_equal(&store->attached_head, &store->head))
		return true;
	if (!steps_have(store))
		return false;
	for (size_t i = 0; i < store->step_count; i++)
		if (!attached_note(store, &store->steps[i].tree, &last))
			return false;
	git_oid_cpy(&store->attached_head, &store->head);
	return true;
}

bool ak_store_erased(struct ak_store *store, const char *name)
{
	char path[sizeof "bijlagen/" + AK_STORE_NAME_MAX] = "bijlagen/";
	if (store->kind == AK_STORE_FOLDER || git_oid_is_zero(&store->head) || strlen(name) > AK_STORE_NAME_MAX)
		return false;
	strcat(path, name);
	return !has_path(store, &store->tree, path) && attached_have(store) &&
	       ak_map_find(&store->attached, name) != AK_MAP_END;
}

bool ak_store_has_history(struct ak_store *store)
{
	return store->kind == AK_STORE_REPOSITORY && !git_oid_is_zero(&store->head) && attached_have(store);
}
