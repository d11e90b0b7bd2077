/* SPDX-License-Identifier: EUPL-1.2 */
/* Tree objects are read here and not by libgit2, which takes hostile ones without complaint. */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool ak_tree_entry_is_folder(const struct ak_tree_entry *entry)
{
	return entry->mode == AK_MODE_TREE;
}

/* Any permissions, as git's history has seen them; no link (0120000), submodule (0160000) or else. */
bool ak_tree_entry_is_file(const struct ak_tree_entry *entry)
{
	return (entry->mode & 0170000) == 0100000;
}

bool ak_tree_name_check(const char *name, size_t size)
{
	if (size == 0 || size > AK_STORE_NAME_MAX || memchr(name, '/', size))
		return false;
	if (name[0] != '.')
		return true;
	return size != 1 && !(size == 2 && name[1] == '.') &&
	       !(size == 4 && strncasecmp(name, ".git", 4) == 0);
}

static int name_compare(const struct ak_tree_entry *a, const struct ak_tree_entry *b)
{
	size_t size = a->size < b->size ? a->size : b->size;
	int order = size ? memcmp(a->name, b->name, size) : 0;
	return order ? order : (a->size > b->size) - (a->size < b->size);
}

int ak_tree_entry_compare(const void *a, const void *b)
{
	const struct ak_tree_entry *left = a;
	const struct ak_tree_entry *right = b;
	size_t size = left->size < right->size ? left->size : right->size;
	int order = size ? memcmp(left->name, right->name, size) : 0;
	if (order)
		return order;
	unsigned l = size < left->size               ? (unsigned char)left->name[size]
		     : ak_tree_entry_is_folder(left) ? '/'
						     : 0U;
	unsigned r = size < right->size               ? (unsigned char)right->name[size]
		     : ak_tree_entry_is_folder(right) ? '/'
						      : 0U;
	return (l > r) - (l < r);
}

/* By name; of one name, in the order of the tree. */
static int double_compare(const void *a, const void *b)
{
	const struct ak_tree_entry *left = *(struct ak_tree_entry *const *)a;
	const struct ak_tree_entry *right = *(struct ak_tree_entry *const *)b;
	int order = name_compare(left, right);
	return order ? order : (left > right) - (left < right);
}

static bool names_ascend(const struct ak_tree *tree)
{
	for (size_t i = 1; i < tree->count; i++)
		if (name_compare(&tree->entries[i - 1], &tree->entries[i]) >= 0)
			return false;
	return true;
}

/* A file and a folder of one name need not stand side by side. */
static enum ak_status mark_doubles(struct ak_tree *tree, struct ak_error *err)
{
	if (names_ascend(tree))
		return AK_OK;
	struct ak_tree_entry **order = calloc(tree->count, sizeof(struct ak_tree_entry *));
	if (!order)
		return ak_fail_memory(err);
	tree->ascends = false;
	for (size_t i = 0; i < tree->count; i++)
		order[i] = &tree->entries[i];
	qsort(order, tree->count, sizeof *order, double_compare);
	for (size_t i = 1; i < tree->count; i++)
		if (name_compare(order[i - 1], order[i]) == 0)
			order[i]->good = false;
	free(order);
	return AK_OK;
}

/* "<octal mode> <name>\0<20 bytes>" at *at; moves behind it. */
static bool read_entry(struct ak_tree_entry *entry, const char **at, const char *end)
{
	const char *text = *at;
	unsigned mode = 0;
	while (text < end && *text >= '0' && *text <= '7' && mode < 01000000)
		mode = mode * 8 + (unsigned)(*text++ - '0');
	if (text == *at || text == end || *text != ' ')
		return false;
	text++;
	const char *stop = memchr(text, '\0', (size_t)(end - text));
	if (!stop || end - stop < 1 + GIT_OID_RAWSZ)
		return false;
	*entry = (struct ak_tree_entry){.name = text, .size = (size_t)(stop - text), .mode = mode};
	entry->good = ak_tree_name_check(text, entry->size);
	git_oid_fromraw(&entry->oid, (const unsigned char *)stop + 1);
	*at = stop + 1 + GIT_OID_RAWSZ;
	return true;
}

static enum ak_status read_entries(struct ak_tree *tree, const git_oid *oid, struct ak_error *err)
{
	const char *at = tree->object.data;
	const char *end = at + tree->object.size;
	while (at < end) {
		if (!ak_grow((void **)&tree->entries, &tree->room, tree->count, sizeof *tree->entries))
			return ak_fail_memory(err);
		if (!read_entry(&tree->entries[tree->count], &at, end)) {
			char hex[GIT_OID_HEXSZ + 1];
			git_oid_tostr(hex, sizeof hex, oid);
			return ak_fail(
				err, AK_ERR_IO, "tree %s is malformed; the repository is damaged", hex);
		}
		tree->count++;
	}
	return mark_doubles(tree, err);
}

enum ak_status ak_tree_read(
	struct ak_tree *tree, struct ak_objects *objects, const git_oid *oid, struct ak_error *err)
{
	*tree = (struct ak_tree){.ascends = true};
	enum ak_status status =
		ak_object_read(&tree->object, objects, oid, GIT_OBJECT_TREE, AK_STORE_TREE_MAX, NULL, err);
	if (status == AK_OK)
		status = read_entries(tree, oid, err);
	if (status != AK_OK)
		ak_tree_release(tree);
	return status;
}

void ak_tree_release(struct ak_tree *tree)
{
	free(tree->entries);
	ak_object_release(&tree->object);
	*tree = (struct ak_tree){.count = 0};
}

static int find_compare(const void *wanted, const void *entry)
{
	return name_compare(wanted, entry);
}

struct ak_tree_entry *ak_tree_find(const struct ak_tree *tree, const char *name, size_t size)
{
	const struct ak_tree_entry wanted = {.name = name, .size = size};
	if (tree->count == 0)
		return NULL;
	if (tree->ascends) {
		struct ak_tree_entry *found =
			bsearch(&wanted, tree->entries, tree->count, sizeof wanted, find_compare);
		return found && found->good ? found : NULL;
	}
	for (size_t i = 0; i < tree->count; i++)
		if (tree->entries[i].good && name_compare(&tree->entries[i], &wanted) == 0)
			return &tree->entries[i];
	return NULL;
}
