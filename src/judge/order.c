/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/order.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

struct sort_key {
	int64_t time;
	uint32_t height;
	uint32_t record; /* positions ascend with ids */
	uint8_t rank;
};

struct ordering {
	const struct ak_admission *admission;
	const uint8_t *ranks;
	const uint32_t *window_of;
	uint32_t window;
	uint32_t *members; /* the records of the window, ascending */
	size_t member_count;
	bool *placed;  /* of each member */
	uint32_t *met; /* likewise, the last collection that met it */
	uint32_t collection;
	uint32_t *order;
	uint32_t count;
	uint32_t *stack;
	size_t stack_room;
	bool failed;
};

static int compare(const void *left, const void *right)
{
	const struct sort_key *a = left;
	const struct sort_key *b = right;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	if (a->height != b->height)
		return a->height < b->height ? -1 : 1;
	return a->record < b->record ? -1 : a->record > b->record;
}

static struct sort_key key_of(const struct ordering *o, uint32_t record)
{
	return (struct sort_key){.time = o->admission->records[record].time,
		.height = ak_graph_height(&o->admission->graph, record),
		.record = record,
		.rank = o->ranks[record]};
}

static int compare_records(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left;
	uint32_t b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

/* Where a record of the window is among its members. */
static size_t member_of(const struct ordering *o, uint32_t record)
{
	const uint32_t *found = bsearch(&record, o->members, o->member_count, sizeof record, compare_records);
	assert(found);
	return (size_t)(found - o->members);
}

/* Puts the parents of record that are in the window, not placed and not met on the stack. */
static void push_parents(struct ordering *o, uint32_t record, size_t *depth)
{
	const struct ak_graph *graph = &o->admission->graph;
	for (uint32_t i = graph->first_parent[record]; i < graph->first_parent[record + 1]; i++) {
		uint32_t parent = graph->parents[i];
		if (o->window_of[parent] != o->window)
			continue;
		size_t member = member_of(o, parent);
		if (o->placed[member] || o->met[member] == o->collection)
			continue;
		if (!ak_grow((void **)&o->stack, &o->stack_room, *depth, sizeof *o->stack)) {
			o->failed = true;
			return;
		}
		o->met[member] = o->collection;
		o->stack[(*depth)++] = parent;
	}
}

/* The ancestors of record in the window that are not placed, sorted. NULL where there are none, or without memory. */
static struct sort_key *ancestors(struct ordering *o, uint32_t record, size_t *count)
{
	struct sort_key *keys = NULL;
	size_t room = 0;
	size_t depth = 0;
	*count = 0;
	o->collection++;
	push_parents(o, record, &depth);
	while (depth > 0 && !o->failed) {
		uint32_t at = o->stack[--depth];
		if (!ak_grow((void **)&keys, &room, *count, sizeof *keys)) {
			o->failed = true;
			break;
		}
		keys[(*count)++] = key_of(o, at);
		push_parents(o, at, &depth);
	}
	if (*count > 1)
		qsort(keys, *count, sizeof *keys, compare);
	return keys;
}

/* Places sorted records, each after its ancestors. Every level down has higher ranks only. */
static void place(struct ordering *o, const struct sort_key *keys, size_t count)
{
	for (size_t i = 0; i < count && !o->failed; i++) {
		uint32_t record = keys[i].record;
		size_t member = member_of(o, record);
		if (o->placed[member])
			continue;
		size_t before_count;
		struct sort_key *before = ancestors(o, record, &before_count);
		assert(before_count == 0 || before[0].rank > keys[i].rank);
		place(o, before, before_count);
		free(before);
		o->placed[member] = true;
		o->order[o->count++] = record;
	}
}

enum ak_status ak_order(const struct ak_admission *admission, const uint8_t *ranks, const uint32_t *window_of,
	uint32_t window, uint32_t *set, uint32_t count, struct ak_error *err)
{
	struct ordering o = {
		.admission = admission, .ranks = ranks, .window_of = window_of, .window = window, .member_count = count};
	struct sort_key *keys = calloc((size_t)count + 1, sizeof *keys);
	o.order = calloc((size_t)count + 1, sizeof *o.order);
	o.members = calloc((size_t)count + 1, sizeof *o.members);
	o.placed = calloc((size_t)count + 1, sizeof *o.placed);
	o.met = calloc((size_t)count + 1, sizeof *o.met);
	if (!keys || !o.order || !o.members || !o.placed || !o.met) {
		o.failed = true;
	} else {
		for (uint32_t i = 0; i < count; i++) {
			keys[i] = key_of(&o, set[i]);
			o.members[i] = set[i];
		}
		qsort(keys, count, sizeof *keys, compare);
		qsort(o.members, count, sizeof *o.members, compare_records);
		place(&o, keys, count);
	}
	if (!o.failed && count > 0) /* an empty window's set may be NULL */
		memcpy(set, o.order, count * sizeof *set);
	free(keys);
	free(o.order);
	free(o.members);
	free(o.placed);
	free(o.met);
	free(o.stack);
	return o.failed ? ak_fail_memory(err) : AK_OK;
}
