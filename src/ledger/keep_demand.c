/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a part that is filled on demand (ledger/demand.h) asks for: where things are, who signed last, what an open
 * proposal had seen.
 */
#include <stdlib.h>
#include <string.h>

#include "ledger/keep.h"

/* More chains are of a ledger that was made to be hard. */
enum { CHAINS_MAX = 1024 };

/* So many records at most are judged again to find out which proposals are calm: that takes a moment. */
enum { EFFORT_MAX = 20000 };

/* ---- names: all that there is, in some hundreds of blocks, so that what is not among them is known to be absent */

struct name {
	const char *text;
	uint32_t bucket;
	unsigned flags;
};

struct names {
	struct name *items;
	size_t count, room;
	uint32_t buckets;
};

static void note_name(struct ak_keep *keep, struct names *names, const char *text, unsigned flags)
{
	if (!ak_grow((void **)&names->items, &names->room, names->count, sizeof *names->items)) {
		keep->failed = true;
		return;
	}
	names->items[names->count++] = (struct name){.text = text, .flags = flags};
}

static int compare_names(const void *left, const void *right)
{
	const struct name *a = left, *b = right;
	return a->bucket != b->bucket ? (a->bucket < b->bucket ? -1 : 1) : strcmp(a->text, b->text);
}

static void put_list(struct ak_keep *keep, const char *format, const char *name, struct ak_object *const *items, uint32_t count)
{
	ak_keep_begin(keep);
	for (uint32_t i = 0; i < count; i++)
		if (items[i]->exists)
			ak_pack_text(&keep->packer, items[i]->name);
	ak_pack_text(&keep->packer, NULL);
	ak_buf_format(&keep->name, format, name);
	ak_keep_end(keep);
}

static void put_about(struct ak_keep *keep, const char *name, uint32_t first)
{
	uint32_t count = 0;
	ak_keep_begin(keep);
	for (uint32_t at = first; at > 0; at = keep->opens[at - 1].next)
		count++;
	ak_pack_number(&keep->packer, count);
	for (uint32_t at = first; at > 0; at = keep->opens[at - 1].next)
		ak_keep_position(keep, keep->opens[at - 1].proposal);
	ak_buf_format(&keep->name, AK_HEAD_ABOUT, name);
	ak_keep_end(keep);
}

static unsigned keep_kin(struct ak_keep *keep, struct ak_object *object)
{
	struct ak_state *state = (struct ak_state *)keep->state; /* only its indexes are brought up to date */
	unsigned flags = AK_NAME_EXISTS;
	ak_state_members(state, object);
	ak_state_freezers(state, object);
	if (object->member_count > 0) {
		flags |= AK_NAME_MEMBERS;
		put_list(keep, AK_HEAD_MEMBERS, object->name, object->members, object->member_count);
	}
	if (object->freezer_count > 0) {
		flags |= AK_NAME_FREEZERS;
		put_list(keep, AK_HEAD_FREEZERS, object->name, object->freezers, object->freezer_count);
	}
	return flags;
}

/* Who signed last; no name of an object has the blank that stands between actor and key. */
static void keep_owners(struct ak_keep *keep, struct names *names)
{
	const struct ak_admission *admission = &keep->ledger->admission;
	uint32_t *last = malloc(((size_t)admission->owner_count + 1) * sizeof *last);
	if (!last) {
		keep->failed = true;
		return;
	}
	ak_admission_last_of_all(admission, last);
	for (uint32_t i = ak_map_first(&admission->owner_map); i != AK_MAP_END; i = ak_map_next(&admission->owner_map, i)) {
		uint32_t record = last[(uintptr_t)ak_map_value(&admission->owner_map, i)];
		if (record == AK_POSITION_NONE)
			continue;
		note_name(keep, names, ak_map_key(&admission->owner_map, i), AK_NAME_OWNER);
		ak_keep_begin(keep);
		ak_keep_position(keep, record);
		ak_buf_format(&keep->name, AK_HEAD_OWNER, ak_map_key(&admission->owner_map, i));
		ak_keep_end(keep);
	}
	free(last);
}

static void gather_names(struct ak_keep *keep, struct names *names)
{
	const struct ak_map *objects = &keep->state->objects;
	for (uint32_t i = ak_map_first(objects); i != AK_MAP_END; i = ak_map_next(objects, i)) {
		struct ak_object *object = ak_map_value(objects, i);
		bool is_named = ak_map_find(&keep->open, object->name) != AK_MAP_END;
		if (object->exists)
			note_name(keep, names, object->name, keep_kin(keep, object) | (is_named ? AK_NAME_ABOUT : 0));
	}
	for (uint32_t i = ak_map_first(&keep->open); i != AK_MAP_END; i = ak_map_next(&keep->open, i)) {
		const char *name = ak_map_key(&keep->open, i);
		put_about(keep, name, (uint32_t)(uintptr_t)ak_map_value(&keep->open, i));
		if (!ak_state_find(keep->state, name))
			note_name(keep, names, name, AK_NAME_ABOUT);
	}
	keep_owners(keep, names);
}

static void put_buckets(struct ak_keep *keep, const struct names *names)
{
	size_t at = 0;
	for (uint32_t bucket = 0; bucket < names->buckets; bucket++) {
		ak_keep_begin(keep);
		for (; at < names->count && names->items[at].bucket == bucket; at++) {
			ak_pack_text(&keep->packer, names->items[at].text);
			ak_pack_number(&keep->packer, names->items[at].flags);
		}
		ak_pack_text(&keep->packer, NULL);
		ak_buf_format(&keep->name, AK_HEAD_NAMES, bucket);
		ak_keep_end(keep);
	}
}

static uint32_t keep_names(struct ak_keep *keep)
{
	enum { NAMES_EACH = 16 };
	struct names names = {.items = NULL};
	gather_names(keep, &names);
	names.buckets = (uint32_t)(names.count / NAMES_EACH) + 1;
	for (size_t i = 0; i < names.count; i++)
		names.items[i].bucket = ak_head_bucket(names.items[i].text, names.buckets);
	if (names.count > 1)
		qsort(names.items, names.count, sizeof *names.items, compare_names);
	put_buckets(keep, &names);
	free(names.items);
	return names.buckets;
}

/* ---- ids, by the first digits that they have in common */

static uint32_t keep_ids(struct ak_keep *keep)
{
	enum { IDS_EACH = 64, DIGITS_MAX = 3 }; /* people give four at least */
	const struct ak_ledger *ledger = keep->ledger;
	uint32_t digits = 1, at = 0;
	while (digits < DIGITS_MAX && ledger->count >> (4 * digits) > IDS_EACH)
		digits++;
	for (uint32_t bucket = 0; bucket < 1U << (4 * digits); bucket++) {
		uint32_t end = at;
		while (end < ledger->count && ak_head_digits(&ledger->records[end].id, digits) == bucket)
			end++;
		struct ak_packer *packer = ak_keep_begin(keep);
		ak_pack_number(packer, end - at);
		for (; at < end; at++) {
			ak_pack_raw(packer, ledger->records[at].id.bytes, AK_ID_SIZE);
			ak_pack_number(packer, at);
			ak_pack_number(packer, ledger->admission.refusals[at]);
		}
		ak_buf_format(&keep->name, AK_HEAD_IDS, bucket);
		ak_keep_end(keep);
	}
	return digits;
}

/* ---- open proposals */

static void put_known(struct ak_keep *keep, uint32_t record)
{
	const struct ak_graph *graph = &keep->ledger->admission.graph;
	struct ak_vector knows = graph->records[record].knows;
	uint32_t count = 0;
	for (uint32_t chain = 0; chain < graph->chain_count; chain++)
		count += ak_vectors_get(&graph->vectors, knows, chain) > 0;
	ak_pack_number(&keep->packer, count);
	for (uint32_t chain = 0; chain < graph->chain_count; chain++) {
		uint32_t number = ak_vectors_get(&graph->vectors, knows, chain);
		if (number == 0)
			continue;
		ak_pack_number(&keep->packer, chain);
		ak_pack_number(&keep->packer, number);
	}
}

enum ak_status ak_keep_note_calm(struct ak_keep *keep, struct ak_error *err)
{
	/* what is tried is undone before anybody looks */
	struct ak_judge *judge = (struct ak_judge *)&keep->ledger->judge;
	uint32_t effort = EFFORT_MAX;
	enum ak_status status = AK_OK;
	for (uint32_t i = 0; i < keep->state->opened_count && status == AK_OK; i++) {
		uint32_t proposal = keep->state->opened[i];
		if (ak_keep_is_open(keep, proposal))
			status = ak_judge_is_calm(judge, proposal, &effort, &keep->calm[proposal], err);
	}
	return status;
}

static void keep_open(struct ak_keep *keep, uint32_t proposal)
{
	const struct ak_graph *graph = &keep->ledger->admission.graph;
	if (graph->records[proposal].chain == AK_POSITION_NONE || graph->chain_count > CHAINS_MAX)
		return;
	ak_pack_number(ak_keep_begin(keep), keep->calm[proposal]);
	put_known(keep, proposal);
	ak_buf_format(&keep->name, AK_HEAD_OPEN, proposal);
	ak_keep_end(keep);
}

/* ---- all of it */

static bool all_seals_remembered(const struct ak_judge *judge)
{
	for (uint32_t i = 0; i < judge->seal_count; i++) {
		const struct ak_id *seal = &judge->admission->records[judge->seals[i].record].id;
		bool found = false;
		for (size_t k = judge->options.remembered_count; k > 0 && !found; k--)
			found = ak_id_equal(&judge->options.remembered[k - 1], seal);
		if (!found)
			return false;
	}
	return true;
}

void ak_keep_demand(struct ak_keep *keep)
{
	const struct ak_judge *judge = &keep->ledger->judge;
	uint32_t *tips = NULL, tip_count = 0;
	if (ak_graph_tips(&judge->admission->graph, &tips, &tip_count, NULL) != AK_OK) {
		keep->failed = true;
		return;
	}
	for (uint32_t i = 0; i < keep->state->opened_count; i++)
		if (ak_keep_is_open(keep, keep->state->opened[i]))
			keep_open(keep, keep->state->opened[i]);
	uint32_t buckets = keep_names(keep), digits = keep_ids(keep);
	struct ak_packer *packer = ak_keep_begin(keep);
	ak_pack_number(packer, buckets);
	ak_pack_number(packer, digits);
	ak_pack_number(packer, all_seals_remembered(judge));
	ak_pack_number(packer, (uint64_t)((int64_t)judge->opened - INT32_MIN));
	ak_pack_number(packer, tip_count);
	for (uint32_t i = 0; i < tip_count; i++)
		ak_keep_position(keep, tips[i]);
	ak_buf_text(&keep->name, AK_HEAD_DEMAND);
	ak_keep_end(keep);
	free(tips);
}
