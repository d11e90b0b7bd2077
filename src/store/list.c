/* SPDX-License-Identifier: EUPL-1.2 */
/* The files of a commit, by several hands where the trees are many. */
#include "store/inside.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* A tree while it is listed. */
struct listed {
	const struct ak_tree *tree;
	const char *top; /* only the entry of that name, or all */
	unsigned depth;
	bool good; /* whether the way to it is */
};

/* The entries from first up to end. */
static enum ak_status list_entries(struct ak_collect *collect, struct ak_objects *objects, const struct listed *listed,
	size_t first, size_t end, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	size_t size = collect->path.size;
	for (size_t i = first; i < end && status == AK_OK; i++) {
		const struct ak_tree_entry *entry = &listed->tree->entries[i];
		if (ak_list_is_under(entry, listed->top))
			status = ak_list_entry(collect, objects, entry, listed->depth, listed->good && entry->good, err);
		ak_collect_back(collect, size);
	}
	return status;
}

/* ------------------------------------------------------------------ many hands */

/* Trees are read on all cores where there are many of them: in a ledger, the files of one actor by one hand. */
enum { HANDS_MAX = 64, PARTS_OF_HAND = 8, MANY_OBJECTS = 1 << 14 };

/* Some entries of a tree that stand side by side, listed for themselves. */
struct part {
	struct ak_listing listing;
	enum ak_status status;
	struct ak_error err;
};

/* What the hands share. */
struct crew {
	const struct listed *listed;
	const struct ak_collect *collect; /* for the path and the sum */
	struct part *parts;
	size_t count;
	atomic_size_t next; /* the first part that nobody took */
};

struct hand {
	struct crew *crew;
	struct ak_objects *objects;
	pthread_t thread;
};

static enum ak_status list_part(const struct crew *crew, struct ak_objects *objects, size_t number)
{
	struct ak_collect collect;
	struct part *part = &crew->parts[number];
	const struct ak_buf *path = &crew->collect->path;
	size_t entries = crew->listed->tree->count;
	enum ak_status status = ak_collect_start(&collect, &part->listing, crew->collect->sum, &part->err);
	if (status == AK_OK) {
		ak_buf_append(&collect.path, ak_buf_string(path), path->size);
		status = list_entries(&collect, objects, crew->listed, entries * number / crew->count,
			entries * (number + 1) / crew->count, &part->err);
	}
	return ak_collect_finish(&collect, status, &part->err);
}

static void *list_parts(void *argument)
{
	const struct hand *hand = argument;
	struct crew *crew = hand->crew;
	for (size_t i; (i = atomic_fetch_add(&crew->next, 1)) < crew->count;) {
		crew->parts[i].status = list_part(crew, hand->objects, i);
		if (crew->parts[i].status != AK_OK)
			/* those before it are taken: the first trouble is told */
			atomic_store(&crew->next, crew->count);
	}
	return NULL;
}

/* The caller is the first hand; with fewer of the others it only takes longer. */
static void list_with(struct crew *crew, struct ak_objects *objects, size_t count)
{
	struct hand hands[HANDS_MAX] = {{.crew = crew, .objects = objects}};
	size_t started = 1;
	for (; started < count; started++) {
		struct hand *hand = &hands[started];
		*hand = (struct hand){.crew = crew};
		if (ak_objects_again(&hand->objects, objects, NULL) != AK_OK)
			break;
		if (pthread_create(&hand->thread, NULL, list_parts, hand) != 0) {
			ak_objects_free(hand->objects);
			break;
		}
	}
	list_parts(&hands[0]);
	for (size_t i = 1; i < started; i++) {
		pthread_join(hands[i].thread, NULL);
		ak_objects_free(hands[i].objects);
	}
}

static enum ak_status list_together(struct ak_collect *collect, struct ak_objects *objects, const struct listed *listed,
	size_t hands, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	struct crew crew = {.listed = listed, .collect = collect, .count = PARTS_OF_HAND * hands};
	crew.parts = calloc(crew.count, sizeof *crew.parts);
	if (!crew.parts)
		return ak_fail_memory(err);
	for (size_t i = 0; i < crew.count; i++)
		crew.parts[i].err.plain = err && err->plain;
	list_with(&crew, objects, hands);
	for (size_t i = 0; i < crew.count; i++) {
		struct part *part = &crew.parts[i];
		if (status == AK_OK && part->status != AK_OK)
			status = ak_fail(err, part->status, "%s", part->err.text);
		if (status == AK_OK)
			status = ak_collect_join(collect, &part->listing, err);
		ak_listing_release(&part->listing);
	}
	free(crew.parts);
	return status;
}

static size_t hand_count(const struct ak_objects *objects, const struct listed *listed)
{
	size_t folders = 0;
	for (size_t i = 0; i < listed->tree->count && folders < 2; i++)
		folders += ak_tree_entry_is_folder(&listed->tree->entries[i]);
	if (listed->depth != 1 || folders < 2 || ak_objects_packed(objects) < MANY_OBJECTS)
		return 1;
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	return cores < 1 ? 1 : cores > HANDS_MAX ? HANDS_MAX : (size_t)cores;
}

/* ------------------------------------------------------------------ a tree */

static enum ak_status list_tree(struct ak_collect *collect, struct ak_objects *objects, const git_oid *oid,
	const char *top, unsigned depth, bool good, struct ak_error *err)
{
	struct ak_tree tree;
	const struct listed listed = {.tree = &tree, .top = top, .depth = depth, .good = good};
	enum ak_status status = ak_collect_folder(collect, depth, err);
	if (status != AK_OK)
		return status;
	status = ak_tree_read(&tree, objects, oid, err);
	if (status != AK_OK)
		return collect->path.size ? ak_fail_add(err, status, "%s", ak_buf_string(&collect->path)) : status;
	size_t hands = hand_count(objects, &listed);
	if (hands > 1)
		status = list_together(collect, objects, &listed, hands, err);
	else
		status = list_entries(collect, objects, &listed, 0, tree.count, err);
	ak_tree_release(&tree);
	return status;
}

enum ak_status ak_store_list(
	struct ak_store *store, const char *top, struct ak_listing *listing, struct ak_error *err)
{
	struct ak_collect collect;
	struct ak_collect_sum sum = {.files = 0};
	assert(!strchr(top, '/'));
	enum ak_status status = ak_collect_start(&collect, listing, &sum, err);
	if (status == AK_OK) {
		if (store->kind == AK_STORE_FOLDER)
			status = ak_folder_list(store, top, &collect, err);
		else if (!git_oid_is_zero(&store->tree))
			status = list_tree(&collect, store->objects, &store->tree, top, 0, true, err);
	}
	return ak_collect_finish(&collect, status, err);
}
