/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/inside.h"

#include <assert.h>
#include <string.h>

/* Trees within trees. What stands below a bad name is bad too, and is yielded all the same. */
static enum ak_status list_tree(struct ak_collect *collect, struct ak_objects *objects, const git_oid *oid,
	const char *top, unsigned depth, bool good, struct ak_error *err);

enum ak_status ak_list_entry(struct ak_collect *collect, struct ak_objects *objects,
	const struct ak_tree_entry *entry, unsigned depth, bool good, struct ak_error *err)
{
	ak_buf_append(&collect->path, entry->name, entry->size);
	if (!ak_tree_entry_is_folder(entry))
		return ak_collect_file(collect, good && ak_tree_entry_is_file(entry), &entry->oid, err);
	ak_buf_char(&collect->path, '/');
	return list_tree(collect, objects, &entry->oid, "", depth + 1, good, err);
}

bool ak_list_is_under(const struct ak_tree_entry *entry, const char *top)
{
	size_t size = strlen(top);
	if (size == 0)
		return true;
	return entry->size >= size && memcmp(entry->name, top, size) == 0 &&
	       (entry->size == size || entry->name[size] == '/');
}

static enum ak_status list_tree(struct ak_collect *collect, struct ak_objects *objects, const git_oid *oid,
	const char *top, unsigned depth, bool good, struct ak_error *err)
{
	struct ak_tree tree;
	size_t size = collect->path.size;
	enum ak_status status = ak_collect_folder(collect, depth, err);
	if (status != AK_OK)
		return status;
	status = ak_tree_read(&tree, objects, oid, err);
	if (status != AK_OK)
		return size ? ak_fail_add(err, status, "%s", ak_buf_string(&collect->path)) : status;
	for (size_t i = 0; i < tree.count && status == AK_OK; i++) {
		const struct ak_tree_entry *entry = &tree.entries[i];
		if (ak_list_is_under(entry, top))
			status = ak_list_entry(collect, objects, entry, depth, good && entry->good, err);
		ak_collect_back(collect, size);
	}
	ak_tree_release(&tree);
	return status;
}

enum ak_status ak_store_list(
	struct ak_store *store, const char *top, struct ak_listing *listing, struct ak_error *err)
{
	struct ak_collect collect;
	assert(!strchr(top, '/'));
	enum ak_status status = ak_collect_start(&collect, listing, err);
	if (status == AK_OK) {
		if (store->kind == AK_STORE_FOLDER)
			status = ak_folder_list(store, top, &collect, err);
		else if (!git_oid_is_zero(&store->tree))
			status = list_tree(&collect, store->objects, &store->tree, top, 0, true, err);
	}
	return ak_collect_finish(&collect, status, err);
}
