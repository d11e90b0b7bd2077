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

bool ak_store_added(struct ak_store *store, const char *path, int64_t *time)
{
	if (store->kind == AK_STORE_FOLDER || git_oid_is_zero(&store->head) ||
		!has_path(store, &store->tree, path))
		return false;
	if (!store->steps || !git_oid_equal(&store->steps->commit, &store->head))
		if (!steps_load(store))
			return false;
	/* records are never taken away: between the newest commit and the first there is one step from
	 * without to with */
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
