/* SPDX-License-Identifier: EUPL-1.2 */
/* Files into trees. Only the trees on the way to a change are read and written: one record costs four of them. */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

/* Changes below one folder; what stands before offset in their paths is the folder's own path. */
struct span {
	struct ak_change *first;
	struct ak_change *end;
	size_t offset;
};

/* The first changes of a span that share their next name. */
struct group {
	struct span span;
	const char *name;
	size_t size;
	bool leaf; /* one change, of the name itself */
};

bool ak_change_path_check(const char *path)
{
	for (;;) {
		size_t size = strcspn(path, "/");
		if (!ak_tree_name_check(path, size))
			return false;
		if (!path[size])
			return true;
		path += size + 1;
	}
}

/* Takes the first group off a span that is not empty. */
static struct group take_group(struct span *span)
{
	struct group group = {.name = span->first->path + span->offset};
	struct ak_change *at = span->first;
	group.size = strcspn(group.name, "/");
	group.leaf = group.name[group.size] == '\0';
	group.span.first = at++;
	if (!group.leaf)
		while (at < span->end && strncmp(at->path + span->offset, group.name, group.size + 1) == 0)
			at++;
	group.span.end = at;
	group.span.offset = span->offset + group.size + 1;
	span->first = at;
	return group;
}

static enum ak_status read_or_none(
	struct ak_tree *tree, struct ak_store *store, const git_oid *oid, struct ak_error *err)
{
	*tree = (struct ak_tree){.ascends = true};
	return git_oid_is_zero(oid) ? AK_OK : ak_tree_read(tree, store->objects, oid, err);
}

/* ---- first: what is new */

static enum ak_status compare_leaf(
	struct ak_change *change, const struct ak_tree_entry *entry, struct ak_error *err)
{
	if (entry && ak_tree_entry_is_folder(entry))
		return ak_fail(err, AK_ERR_EXISTS, "\"%s\" is a folder in the replica", change->path);
	if (change->remove) {
		change->fresh = entry != NULL;
		return AK_OK;
	}
	if (entry && (!ak_tree_entry_is_file(entry) || !git_oid_equal(&entry->oid, &change->oid)))
		return ak_fail(err, AK_ERR_EXISTS, "\"%s\" is in the replica already, with other bytes",
			change->path);
	change->fresh = !entry;
	return AK_OK;
}

static enum ak_status compare(
	struct ak_store *store, const git_oid *oid, struct span span, struct ak_error *err)
{
	static const git_oid none;
	struct ak_tree tree;
	enum ak_status status = read_or_none(&tree, store, oid, err);
	while (status == AK_OK && span.first < span.end) {
		struct group group = take_group(&span);
		const struct ak_tree_entry *entry = ak_tree_find(&tree, group.name, group.size);
		if (group.leaf)
			status = compare_leaf(group.span.first, entry, err);
		else if (entry && !ak_tree_entry_is_folder(entry))
			status = ak_fail(err, AK_ERR_EXISTS,
				"\"%.*s\" is a file in the replica, where \"%s\" needs a folder",
				(int)(group.name - group.span.first->path + (ptrdiff_t)group.size),
				group.span.first->path, group.span.first->path);
		else
			status = compare(store, entry ? &entry->oid : &none, group.span, err);
	}
	ak_tree_release(&tree);
	return status;
}

/* ---- then: blobs */

static enum ak_status write_blobs(struct ak_store *store, const struct span *span, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	for (struct ak_change *at = span->first; at < span->end && status == AK_OK; at++) {
		if (!at->remove && !at->held)
			status = ak_object_write(&at->oid, store, at->bytes, GIT_OBJECT_BLOB, err);
		if (status != AK_OK)
			ak_fail_add(err, status, "%s", at->path);
	}
	return status;
}

/* ---- last: trees, from the leaves up */

static enum ak_status tree_write(
	git_oid *oid, struct ak_store *store, struct ak_tree *tree, struct ak_error *err)
{
	struct ak_buf bytes = AK_BUF_INIT;
	if (tree->count > 1)
		qsort(tree->entries, tree->count, sizeof *tree->entries, ak_tree_entry_compare);
	for (size_t i = 0; i < tree->count; i++) {
		const struct ak_tree_entry *entry = &tree->entries[i];
		ak_buf_format(&bytes, "%o ", entry->mode);
		ak_buf_append(&bytes, entry->name, entry->size);
		ak_buf_char(&bytes, '\0');
		ak_buf_append(&bytes, entry->oid.id, GIT_OID_RAWSZ);
	}
	enum ak_status status = ak_buf_status(&bytes, err);
	struct ak_bytes view = {.data = (const uint8_t *)ak_buf_string(&bytes), .size = bytes.size};
	if (status == AK_OK)
		status = ak_object_write(oid, store, view, GIT_OBJECT_TREE, err);
	ak_buf_release(&bytes);
	return status;
}

/* A new entry, or another object under an old one's name. In the tree's order until tree_write sorts. */
static enum ak_status tree_set(struct ak_tree *tree, struct ak_tree_entry *entry,
	const struct ak_tree_entry *value, struct ak_error *err)
{
	if (entry) {
		git_oid_cpy(&entry->oid, &value->oid);
		return AK_OK;
	}
	if (!ak_grow((void **)&tree->entries, &tree->room, tree->count, sizeof *tree->entries))
		return ak_fail_memory(err);
	tree->entries[tree->count++] = *value;
	return AK_OK;
}

/* Marks an entry as gone; tree_sift takes the marked ones out. */
static void tree_drop(struct ak_tree_entry *entry)
{
	if (entry)
		entry->gone = true;
}

static void tree_sift(struct ak_tree *tree)
{
	size_t kept = 0;
	for (size_t i = 0; i < tree->count; i++)
		if (!tree->entries[i].gone)
			tree->entries[kept++] = tree->entries[i];
	tree->count = kept;
}

static enum ak_status build(
	git_oid *result, struct ak_store *store, const git_oid *oid, struct span span, struct ak_error *err);

/* The new entry of a group, all zeros if there is to be none. */
static enum ak_status build_group(struct ak_tree_entry *value, struct ak_store *store,
	const struct ak_tree_entry *entry, const struct group *group, struct ak_error *err)
{
	static const git_oid none;
	*value = (struct ak_tree_entry){.name = group->name, .size = group->size, .good = true};
	value->mode = group->leaf ? AK_MODE_FILE : AK_MODE_TREE;
	if (!group->leaf)
		return build(&value->oid, store, entry ? &entry->oid : &none, group->span, err);
	if (!group->span.first->remove)
		git_oid_cpy(&value->oid, &group->span.first->oid);
	return AK_OK;
}

/* *result is zeros if nothing is left. */
static enum ak_status build(
	git_oid *result, struct ak_store *store, const git_oid *oid, struct span span, struct ak_error *err)
{
	struct ak_tree tree;
	enum ak_status status = read_or_none(&tree, store, oid, err);
	size_t old_count = tree.count;
	while (status == AK_OK && span.first < span.end) {
		struct group group = take_group(&span);
		struct ak_tree_entry value;
		struct ak_tree old = tree;
		old.count = old_count;
		struct ak_tree_entry *entry = ak_tree_find(&old, group.name, group.size);
		status = build_group(&value, store, entry, &group, err);
		if (status != AK_OK)
			break;
		if (git_oid_is_zero(&value.oid))
			tree_drop(entry);
		else
			status = tree_set(&tree, entry, &value, err);
	}
	if (status == AK_OK)
		tree_sift(&tree);
	*result = (git_oid){{0}};
	if (status == AK_OK && tree.count)
		status = tree_write(result, store, &tree, err);
	ak_tree_release(&tree);
	return status;
}

static enum ak_status build_root(
	git_oid *result, struct ak_store *store, struct span span, struct ak_error *err)
{
	enum ak_status status = build(result, store, &store->tree, span, err);
	struct ak_tree empty = {.count = 0};
	if (status == AK_OK && git_oid_is_zero(result))
		status = tree_write(result, store, &empty, err);
	return status;
}

enum ak_status ak_change_apply(git_oid *result, bool *fresh, struct ak_store *store,
	struct ak_change *changes, size_t count, struct ak_error *err)
{
	struct span span = {.first = changes, .end = changes + count};
	enum ak_status status = count ? compare(store, &store->tree, span, err) : AK_OK;
	*fresh = false;
	git_oid_cpy(result, &store->tree);
	if (status != AK_OK)
		return status;
	struct ak_change *only = calloc(count ? count : 1, sizeof *only);
	if (!only)
		return ak_fail_memory(err);
	size_t fresh_count = 0;
	for (size_t i = 0; i < count; i++)
		if (changes[i].fresh)
			only[fresh_count++] = changes[i];
	if (fresh_count) {
		span = (struct span){.first = only, .end = only + fresh_count};
		status = write_blobs(store, &span, err);
		if (status == AK_OK)
			status = build_root(result, store, span, err);
		*fresh = true;
	}
	free(only);
	return status;
}
