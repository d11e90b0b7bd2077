/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether there is a folder of that name at the top of the tree. */
#include "store/inside.h"

#include <string.h>
#include <sys/stat.h>

static bool folder_has(const struct ak_store *store, const char *name)
{
	struct ak_buf path = AK_BUF_INIT;
	struct stat info;
	ak_buf_format(&path, "%s/%s", store->path, name);
	bool is_folder = !path.failed && lstat(ak_buf_string(&path), &info) == 0 && S_ISDIR(info.st_mode);
	ak_buf_release(&path);
	return is_folder;
}

bool ak_store_has_folder(struct ak_store *store, const char *name)
{
	struct ak_tree tree = {.count = 0};
	if (store->kind == AK_STORE_FOLDER)
		return folder_has(store, name);
	if (git_oid_is_zero(&store->tree) || ak_tree_read(&tree, store->objects, &store->tree, NULL) != AK_OK)
		return false;
	const struct ak_tree_entry *entry = ak_tree_find(&tree, name, strlen(name));
	bool is_folder = entry && ak_tree_entry_is_folder(entry);
	ak_tree_release(&tree);
	return is_folder;
}
