/* SPDX-License-Identifier: EUPL-1.2 */
#include "graph/graph.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

/* Vector nodes per record before search takes over. Ordinary ledgers need about ten. */
enum { NODES_PER_RECORD = 96, NODES_AT_LEAST = 1 << 16 };

/* With fewer, merging them again costs less than what keeping costs. */
enum { PARENTS_WORTH_KEEPING = 4 };

static void search_free(struct ak_graph_search *search)
{
	if (!search)
		return;
	free(search->seen);
	free(search->stack);
	free(search);
}

static struct ak_graph_search *search_new(uint32_t count)
{
	struct ak_graph_search *search = calloc(1, sizeof *search);
	if (!search)
		return NULL;
	search->seen = calloc(count ? count : 1, sizeof *search->seen);
	search->stack = calloc(count ? count : 1, sizeof *search->stack);
	if (search->seen && search->stack)
		return search;
	search_free(search);
	return NULL;
}

enum ak_status ak_graph_init(struct ak_graph *graph, uint32_t count, const uint32_t *first_parent,
	const uint32_t *parents, uint32_t owner_count, size_t node_limit, struct ak_error *err)
{
	*graph = (struct ak_graph){
		.count = count,
		.first_parent = first_parent,
		.parents = parents,
		.owner_count = owner_count,
		.crown = AK_POSITION_NONE};
	if (node_limit == 0)
		node_limit = (size_t)count * NODES_PER_RECORD + NODES_AT_LEAST;
	ak_vectors_init(&graph->vectors, node_limit);
	graph->records = calloc((size_t)count + 1, sizeof *graph->records); /* one for a crown */
	graph->owners = calloc(owner_count ? owner_count : 1, sizeof *graph->owners);
	graph->search = search_new(count);
	if (!graph->records || !graph->owners || !graph->search) {
		ak_graph_release(graph);
		return ak_fail_memory(err);
	}
	memset(graph->owners, 0xff, owner_count * sizeof *graph->owners);
	for (uint32_t i = 0; i < owner_count; i++)
		graph->owners[i].next = 0;
	return AK_OK;
}

void ak_graph_release(struct ak_graph *graph)
{
	free(graph->records);
	free(graph->owners);
	free(graph->chain_last);
	free(graph->notes);
	search_free(graph->search);
	ak_vectors_release(&graph->vectors);
	*graph = (struct ak_graph){.count = 0};
}

static bool is_dim(const struct ak_graph *graph, uint32_t record)
{
	return graph->records[record].chain == AK_POSITION_NONE;
}

/* ------------------------------------------------------------------ searching, where vectors found no room */

static void search_start(struct ak_graph_search *search, uint32_t count)
{
	if (++search->number == 0) {
		memset(search->seen, 0, count * sizeof *search->seen);
		search->number = 1;
	}
}

/* Puts the parents of record that this search has not met on the stack. */
static void push_parents(const struct ak_graph *graph, uint32_t record, uint32_t *depth)
{
	struct ak_graph_search *search = graph->search;
	for (uint32_t i = graph->first_parent[record]; i < graph->first_parent[record + 1]; i++) {
		uint32_t parent = graph->parents[i];
		if (search->seen[parent] == search->number)
			continue;
		assert(*depth < graph->count);
		search->seen[parent] = search->number;
		search->stack[(*depth)++] = parent;
	}
}

static bool search_ancestor(const struct ak_graph *graph, uint32_t ancestor, uint32_t record)
{
	uint32_t depth = 0;
	search_start(graph->search, graph->count);
	push_parents(graph, record, &depth);
	while (depth > 0) {
		uint32_t at = graph->search->stack[--depth];
		if (at == ancestor)
			return true;
		if (graph->records[at].height > graph->records[ancestor].height)
			push_parents(graph, at, &depth);
	}
	return false;
}

static uint32_t notes_on(const struct ak_graph *graph, uint32_t record, uint32_t owner)
{
	uint32_t known = 0;
	for (uint32_t i = graph->records[record].notes; i != AK_POSITION_NONE; i = graph->notes[i].next)
		if (graph->notes[i].owner == owner && graph->notes[i].number > known)
			known = graph->notes[i].number;
	return known;
}

static uint32_t search_owner(const struct ak_graph *graph, uint32_t record, uint32_t owner)
{
	uint32_t known = 0;
	uint32_t depth = 0;
	search_start(graph->search, graph->count);
	push_parents(graph, record, &depth);
	while (depth > 0) {
		uint32_t at = graph->search->stack[--depth];
		uint32_t here = notes_on(graph, at, owner);
		if (here > known)
			known = here;
		push_parents(graph, at, &depth);
	}
	return known;
}

/* ------------------------------------------------------------------ gathering and adding */

static uint32_t highest_parent(const struct ak_graph *graph, uint32_t record)
{
	uint32_t best = graph->parents[graph->first_parent[record]];
	for (uint32_t i = graph->first_parent[record]; i < graph->first_parent[record + 1]; i++)
		if (graph->records[graph->parents[i]].height > graph->records[best].height)
			best = graph->parents[i];
	return best;
}

/* Merges the parents' vectors into the record's, the one that knows most first, so that most is shared. */
static void merge_parents(struct ak_graph *graph, uint32_t record)
{
	struct ak_graph_record *mine = &graph->records[record];
	const struct ak_graph_record *best = &graph->records[highest_parent(graph, record)];
	mine->knows = best->knows;
	mine->owners = best->owners;
	for (uint32_t i = graph->first_parent[record]; i < graph->first_parent[record + 1]; i++) {
		const struct ak_graph_record *parent = &graph->records[graph->parents[i]];
		mine->knows = ak_vectors_merge(&graph->vectors, mine->knows, parent->knows);
		mine->owners = ak_vectors_merge(&graph->vectors, mine->owners, parent->owners);
	}
}

static bool parents_redundant(struct ak_graph *graph, uint32_t record)
{
	uint32_t first = graph->first_parent[record];
	uint32_t end = graph->first_parent[record + 1];
	for (uint32_t i = first; i < end; i++)
		for (uint32_t j = first; j < end; j++)
			if (i != j && ak_graph_is_ancestor(graph, graph->parents[i], graph->parents[j]))
				return true;
	return false;
}

static bool same_parents(const struct ak_graph *graph, uint32_t a, uint32_t b)
{
	uint32_t first = graph->first_parent[a];
	uint32_t count = graph->first_parent[a + 1] - first;
	uint32_t other = graph->first_parent[b];
	return graph->first_parent[b + 1] - other == count &&
	       memcmp(graph->parents + first, graph->parents + other, count * sizeof *graph->parents) == 0;
}

/* Fills in what a record knows that has parents, none of them dim. Returns false if one is an ancestor of another. */
static bool gather_vectors(struct ak_graph *graph, uint32_t record)
{
	struct ak_graph_record *mine = &graph->records[record];
	if (graph->last.known && same_parents(graph, graph->last.record, record)) { /* which were found sound */
		mine->knows = graph->last.knows;
		mine->owners = graph->last.owners;
		return true;
	}
	uint32_t end = graph->first_parent[record + 1];
	bool sound = true;
	merge_parents(graph, record);
	for (uint32_t i = graph->first_parent[record]; !graph->vectors.full && i < end; i++)
		if (ak_graph_is_ancestor(graph, graph->parents[i], record)) /* before they themselves are put in */
			sound = false;
	for (uint32_t i = graph->first_parent[record]; !graph->vectors.full && i < end; i++) {
		const struct ak_graph_record *parent = &graph->records[graph->parents[i]];
		mine->knows = ak_vectors_raise(&graph->vectors, mine->knows, parent->chain, parent->link);
	}
	if (sound && end - graph->first_parent[record] >= PARENTS_WORTH_KEEPING && !graph->vectors.full) {
		ak_vectors_freeze(&graph->vectors);
		graph->last = (struct ak_graph_gathered){true, record, mine->knows, mine->owners};
	}
	return sound;
}

bool ak_graph_gather(struct ak_graph *graph, uint32_t record)
{
	struct ak_graph_record *mine = &graph->records[record];
	*mine = (struct ak_graph_record){.chain = 0, .notes = AK_POSITION_NONE};
	ak_vectors_begin(&graph->vectors);
	uint32_t first = graph->first_parent[record];
	uint32_t end = graph->first_parent[record + 1];
	uint32_t height = 0;
	for (uint32_t i = first; i < end; i++) {
		const struct ak_graph_record *parent = &graph->records[graph->parents[i]];
		assert(parent->height > 0);
		if (parent->height > height)
			height = parent->height;
		if (is_dim(graph, graph->parents[i]))
			mine->chain = AK_POSITION_NONE;
	}
	bool sound = true;
	if (first < end && mine->chain != AK_POSITION_NONE)
		sound = gather_vectors(graph, record);
	mine->height = height + 1;
	if (mine->chain == AK_POSITION_NONE || graph->vectors.full) {
		ak_vectors_undo(&graph->vectors);
		graph->last.known = false;
		mine->chain = AK_POSITION_NONE;
		sound = !parents_redundant(graph, record);
	}
	return sound;
}

void ak_graph_drop(struct ak_graph *graph, uint32_t record)
{
	ak_vectors_undo(&graph->vectors);
	graph->last.known = false;
	graph->records[record] = (struct ak_graph_record){.height = 0};
}

uint32_t ak_graph_owner_known(const struct ak_graph *graph, uint32_t record, uint32_t owner)
{
	if (is_dim(graph, record))
		return search_owner(graph, record, owner);
	return ak_vectors_get(&graph->vectors, graph->records[record].owners, owner);
}

/* The chain that the record lengthens, one of its owner's newest, or AK_POSITION_NONE. */
static uint32_t chain_find(struct ak_graph *graph, uint32_t record, const struct ak_graph_owner *owner)
{
	for (uint32_t i = 0; i < AK_GRAPH_CHAINS_TRIED; i++) {
		uint32_t chain = owner->chains[i];
		if (chain != AK_POSITION_NONE && ak_graph_is_ancestor(graph, graph->chain_last[chain], record))
			return chain;
	}
	return AK_POSITION_NONE;
}

/* Puts the record at the end of a chain; without memory it stays without one. */
static void chain_join(struct ak_graph *graph, uint32_t record, struct ak_graph_owner *owner)
{
	struct ak_graph_record *mine = &graph->records[record];
	uint32_t chain = chain_find(graph, record, owner);
	if (chain != AK_POSITION_NONE) {
		mine->chain = chain;
		mine->link = graph->records[graph->chain_last[chain]].link + 1;
		graph->chain_last[chain] = record;
		return;
	}
	mine->chain = AK_POSITION_NONE;
	if (!ak_grow((void **)&graph->chain_last, &graph->chain_room, graph->chain_count, sizeof *graph->chain_last))
		return;
	mine->chain = graph->chain_count++;
	mine->link = 1;
	graph->chain_last[mine->chain] = record;
	owner->chains[owner->next] = mine->chain;
	owner->next = (owner->next + 1) % AK_GRAPH_CHAINS_TRIED;
}

static enum ak_status note(
	struct ak_graph *graph, uint32_t record, uint32_t owner, uint32_t number, struct ak_error *err)
{
	struct ak_graph_record *mine = &graph->records[record];
	if (!ak_grow((void **)&graph->notes, &graph->note_room, graph->note_count, sizeof *graph->notes))
		return ak_fail_memory(err);
	graph->notes[graph->note_count] =
		(struct ak_graph_note){.owner = owner, .number = number, .next = mine->notes};
	mine->notes = graph->note_count++;
	if (is_dim(graph, record))
		return AK_OK;
	mine->owners = ak_vectors_raise(&graph->vectors, mine->owners, owner, number);
	if (graph->vectors.full)
		mine->chain = AK_POSITION_NONE;
	return AK_OK;
}

enum ak_status ak_graph_add(
	struct ak_graph *graph, uint32_t record, uint32_t owner, uint32_t seq, struct ak_error *err)
{
	assert(owner < graph->owner_count && graph->records[record].height > 0);
	if (!is_dim(graph, record))
		chain_join(graph, record, &graph->owners[owner]);
	return note(graph, record, owner, seq + 1, err);
}

enum ak_status ak_graph_introduce(struct ak_graph *graph, uint32_t record, uint32_t owner, struct ak_error *err)
{
	if (!is_dim(graph, record) && ak_vectors_get(&graph->vectors, graph->records[record].owners, owner) > 0)
		return AK_OK;
	return note(graph, record, owner, 1, err);
}

bool ak_graph_is_ancestor(const struct ak_graph *graph, uint32_t ancestor, uint32_t record)
{
	const struct ak_graph_record *other = &graph->records[ancestor];
	if (graph->part && !graph->part->fill(graph->part->context, ancestor, record))
		return false;
	if (other->height == 0) /* not added, or not yet */
		return false;
	if (record == graph->crown)
		return ancestor != record;
	if (is_dim(graph, record))
		return search_ancestor(graph, ancestor, record);
	if (is_dim(graph, ancestor)) /* all that descends from it is dim too */
		return false;
	return ak_vectors_get(&graph->vectors, graph->records[record].knows, other->chain) >= other->link;
}

void ak_graph_crown(struct ak_graph *graph)
{
	uint32_t height = 0;
	assert(graph->crown == AK_POSITION_NONE);
	graph->crown = graph->count;
	for (uint32_t i = graph->first_parent[graph->crown]; i < graph->first_parent[graph->crown + 1]; i++)
		if (graph->records[graph->parents[i]].height > height)
			height = graph->records[graph->parents[i]].height;
	graph->records[graph->crown] = (struct ak_graph_record){
		.height = height + 1, .chain = AK_POSITION_NONE, .notes = AK_POSITION_NONE};
}

void ak_graph_uncrown(struct ak_graph *graph)
{
	assert(graph->crown == graph->count);
	graph->records[graph->crown] = (struct ak_graph_record){.height = 0};
	graph->crown = AK_POSITION_NONE;
}

uint32_t ak_graph_height(const struct ak_graph *graph, uint32_t record)
{
	return graph->records[record].height;
}

static enum ak_status tips_of_part(const struct ak_graph_part *part, uint32_t **tips, uint32_t *count, struct ak_error *err)
{
	*tips = calloc((size_t)part->tip_count + 1, sizeof **tips);
	if (!*tips)
		return ak_fail_memory(err);
	if (part->tip_count)
		memcpy(*tips, part->tips, part->tip_count * sizeof **tips);
	*count = part->tip_count;
	return AK_OK;
}

enum ak_status ak_graph_tips(const struct ak_graph *graph, uint32_t **tips, uint32_t *count, struct ak_error *err)
{
	if (graph->part)
		return tips_of_part(graph->part, tips, count, err);
	bool *parent = calloc(graph->count ? graph->count : 1, sizeof *parent);
	uint32_t *found = calloc(graph->count ? graph->count : 1, sizeof *found);
	enum ak_status status = AK_OK;
	if (!parent || !found) {
		status = ak_fail_memory(err);
		goto out;
	}
	for (uint32_t r = 0; r < graph->count; r++)
		if (graph->records[r].height > 0)
			for (uint32_t i = graph->first_parent[r]; i < graph->first_parent[r + 1]; i++)
				parent[graph->parents[i]] = true;
	uint32_t used = 0;
	for (uint32_t r = 0; r < graph->count; r++)
		if (graph->records[r].height > 0 && !parent[r])
			found[used++] = r;
	*tips = found;
	*count = used;
	found = NULL; /* the caller's now */
out:
	free(parent);
	free(found);
	return status;
}
