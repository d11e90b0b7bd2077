/* SPDX-License-Identifier: EUPL-1.2 */
/* A listing while it grows: its paths, and whether they come in order. */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct ak_arena_keeper {
	struct ak_arena arena;
};

enum ak_status ak_collect_start(
	struct ak_collect *collect, struct ak_listing *listing, struct ak_collect_sum *sum, struct ak_error *err)
{
	*collect = (struct ak_collect){.listing = listing, .sum = sum, .path = AK_BUF_INIT, .sorted = true};
	*listing = (struct ak_listing){.keeper = calloc(1, sizeof *listing->keeper)};
	return listing->keeper ? AK_OK : ak_fail_memory(err);
}

static enum ak_status too_many(struct ak_error *err, const char *what, size_t limit)
{
	return ak_fail(
		err, AK_ERR_IO, "there are more than %zu %s; no ledger of ours has so many", limit,
		ak_error_words(err, what));
}

enum ak_status ak_collect_file(
	struct ak_collect *collect, bool regular, const git_oid *oid, struct ak_error *err)
{
	struct ak_listing *listing = collect->listing;
	size_t size = collect->path.size;
	if (atomic_fetch_add(&collect->sum->files, 1) >= AK_STORE_FILES_MAX)
		return too_many(err, AK_NOTED("files"), AK_STORE_FILES_MAX);
	if (atomic_fetch_add(&collect->sum->path_bytes, size) > AK_STORE_PATHS_MAX - size)
		return too_many(err, AK_NOTED("bytes of file names"), AK_STORE_PATHS_MAX);
	char *path = collect->path.failed
			     ? NULL
			     : ak_arena_text(&listing->keeper->arena, ak_buf_string(&collect->path), size);
	if (!path || !ak_grow((void **)&listing->entries, &collect->room, listing->count,
			     sizeof *listing->entries))
		return ak_fail_memory(err);
	struct ak_entry *entry = &listing->entries[listing->count++];
	*entry = (struct ak_entry){.path = path, .regular = regular};
	if (oid)
		memcpy(entry->oid, oid->id, sizeof entry->oid);
	if (listing->count > 1 && strcmp(entry[-1].path, path) >= 0)
		collect->sorted = false;
	return AK_OK;
}

enum ak_status ak_collect_folder(struct ak_collect *collect, unsigned depth, struct ak_error *err)
{
	if (depth > AK_STORE_DEPTH_MAX)
		return ak_fail(err, AK_ERR_IO, "folders are nested more than %d deep; a ledger needs three",
			(int)AK_STORE_DEPTH_MAX);
	if (atomic_fetch_add(&collect->sum->folders, 1) >= AK_STORE_FOLDERS_MAX)
		return too_many(err, AK_NOTED("folders"), AK_STORE_FOLDERS_MAX);
	/* a path is copied for each file, so the product is bounded above; here it is what one path may grow to */
	if (collect->path.size > AK_STORE_PATHS_MAX / 2)
		return too_many(err, AK_NOTED("bytes of file names"), AK_STORE_PATHS_MAX);
	return AK_OK;
}

void ak_collect_back(struct ak_collect *collect, size_t size)
{
	struct ak_buf *path = &collect->path;
	if (size < path->size) {
		path->size = size;
		path->data[size] = '\0';
	}
}

enum ak_status ak_collect_join(struct ak_collect *collect, struct ak_listing *part, struct ak_error *err)
{
	struct ak_listing *listing = collect->listing;
	if (part->count == 0) {
		ak_listing_release(part);
		return AK_OK;
	}
	size_t last = listing->count + part->count - 1;
	if (!ak_grow((void **)&listing->entries, &collect->room, last, sizeof *listing->entries))
		return ak_fail_memory(err);
	memcpy(listing->entries + listing->count, part->entries, part->count * sizeof *part->entries);
	if (listing->count > 0 && strcmp(listing->entries[listing->count - 1].path, part->entries[0].path) >= 0)
		collect->sorted = false;
	listing->count += part->count;
	ak_arena_merge(&listing->keeper->arena, &part->keeper->arena);
	ak_listing_release(part);
	return AK_OK;
}

/* By path; of one path, the regular one first. */
static int entry_compare(const void *a, const void *b)
{
	const struct ak_entry *left = a;
	const struct ak_entry *right = b;
	int order = strcmp(left->path, right->path);
	return order ? order : (int)right->regular - (int)left->regular;
}

enum ak_status ak_collect_finish(struct ak_collect *collect, enum ak_status status, struct ak_error *err)
{
	struct ak_listing *listing = collect->listing;
	if (status == AK_OK)
		status = ak_buf_status(&collect->path, err);
	ak_buf_release(&collect->path);
	if (status != AK_OK)
		ak_listing_release(listing);
	else if (!collect->sorted)
		qsort(listing->entries, listing->count, sizeof *listing->entries, entry_compare);
	return status;
}

void ak_listing_release(struct ak_listing *listing)
{
	free(listing->entries);
	if (listing->keeper)
		ak_arena_release(&listing->keeper->arena);
	free(listing->keeper);
	*listing = (struct ak_listing){.count = 0};
}

const struct ak_entry *ak_listing_find(const struct ak_listing *listing, const char *path)
{
	size_t place = ak_text_place(path, listing->entries, listing->count, sizeof *listing->entries);
	bool is_there = place < listing->count && strcmp(listing->entries[place].path, path) == 0;
	return is_there ? &listing->entries[place] : NULL;
}
