/* SPDX-License-Identifier: EUPL-1.2 */
/* Two trees side by side: a folder that is the same object in both is read in neither. */
#include "store/inside.h"

#include <assert.h>
#include <string.h>

/* The two sides, each with its own listing and its own reader of objects. */
struct sides {
	struct ak_collect *collects[2];
	struct ak_objects *objects[2];
};

static enum ak_status list_both(struct sides *sides, const git_oid *const oids[2], const char *top, unsigned depth,
	struct ak_error *err);

static const struct ak_tree_entry *folder_of(const struct ak_tree *tree, const struct ak_tree_entry *like)
{
	const struct ak_tree_entry *found = ak_tree_find(tree, like->name, like->size);
	return found && ak_tree_entry_is_folder(found) ? found : NULL;
}

static enum ak_status descend(struct sides *sides, const struct ak_tree_entry *one, const struct ak_tree_entry *other,
	unsigned depth, struct ak_error *err)
{
	const git_oid *oids[2] = {&one->oid, &other->oid};
	if (depth > 0 && git_oid_equal(oids[0], oids[1]))
		return AK_OK;
	for (int side = 0; side < 2; side++) {
		ak_buf_append(&sides->collects[side]->path, one->name, one->size);
		ak_buf_char(&sides->collects[side]->path, '/');
	}
	return list_both(sides, oids, "", depth + 1, err);
}

/* The entries of one side. Folders that both have are descended into from the first side. */
static enum ak_status list_side(struct sides *sides, const struct ak_tree trees[2], int side, const char *top, unsigned depth,
	struct ak_error *err)
{
	enum ak_status status = AK_OK;
	size_t size = sides->collects[side]->path.size;
	for (size_t i = 0; i < trees[side].count && status == AK_OK; i++) {
		const struct ak_tree_entry *entry = &trees[side].entries[i];
		bool is_folder = entry->good && ak_tree_entry_is_folder(entry);
		const struct ak_tree_entry *same = is_folder ? folder_of(&trees[!side], entry) : NULL;
		if (!ak_list_is_under(entry, top))
			continue;
		if (!same)
			status = ak_list_entry(sides->collects[side], sides->objects[side], entry, depth, entry->good, err);
		else if (side == 0)
			status = descend(sides, entry, same, depth, err);
		ak_collect_back(sides->collects[0], size);
		ak_collect_back(sides->collects[1], size);
	}
	return status;
}

static enum ak_status list_both(struct sides *sides, const git_oid *const oids[2], const char *top, unsigned depth,
	struct ak_error *err)
{
	struct ak_tree trees[2] = {{.count = 0}, {.count = 0}};
	enum ak_status status = AK_OK;
	for (int side = 0; side < 2 && status == AK_OK; side++) {
		struct ak_collect *collect = sides->collects[side];
		status = ak_collect_folder(collect, depth, err);
		if (status != AK_OK)
			break;
		status = ak_tree_read(&trees[side], sides->objects[side], oids[side], err);
		if (status != AK_OK && collect->path.size)
			ak_fail_add(err, status, "%s", ak_buf_string(&collect->path));
	}
	for (int side = 0; side < 2 && status == AK_OK; side++)
		status = list_side(sides, trees, side, top, depth, err);
	ak_tree_release(&trees[0]);
	ak_tree_release(&trees[1]);
	return status;
}

enum ak_status ak_store_list_unlike(struct ak_store *one, struct ak_store *other, const char *top,
	struct ak_listing *ones, struct ak_listing *others, struct ak_error *err)
{
	struct ak_collect collects[2];
	struct ak_collect_sum sums[2] = {{.files = 0}, {.files = 0}};
	struct sides sides = {{&collects[0], &collects[1]}, {one->objects, other->objects}};
	const git_oid *oids[2] = {&one->tree, &other->tree};
	bool have_trees = one->kind == AK_STORE_REPOSITORY && other->kind == AK_STORE_REPOSITORY &&
			  !git_oid_is_zero(oids[0]) && !git_oid_is_zero(oids[1]);
	assert(!strchr(top, '/'));
	*others = (struct ak_listing){.count = 0};
	if (!have_trees) {
		enum ak_status listed = ak_store_list(one, top, ones, err);
		if (listed == AK_OK)
			listed = ak_store_list(other, top, others, err);
		if (listed != AK_OK)
			ak_listing_release(ones);
		return listed;
	}
	enum ak_status status = ak_collect_start(&collects[0], ones, &sums[0], err);
	if (status != AK_OK)
		return status;
	status = ak_collect_start(&collects[1], others, &sums[1], err);
	if (status == AK_OK)
		status = list_both(&sides, oids, top, 0, err);
	status = ak_collect_finish(&collects[0], status, err);
	status = ak_collect_finish(&collects[1], status, err);
	if (status != AK_OK)
		ak_listing_release(ones);
	return status;
}
