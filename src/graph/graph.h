/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who knew of whom: records by position, their parents, heights, and ancestry.
 *
 * Records are numbered by ascending id, so comparing positions is comparing ids. The parents of all are one array.
 * The graph is filled from the oldest on: ak_graph_add is called for a record after all its parents.
 *
 * Ancestry. The records are cut into chains, each record of a chain an ancestor of the next: those of one owner (an
 * actor with one key) form one, and each fork opens another. A record keeps, as a shared vector, how far it knows
 * each chain; an ancestor is what it knows of. A second vector keeps how far it knows each owner: 0 not at all, 1
 * introduced (protocol §5), n + 1 a record with seq n. Memory is bounded per record; a graph that a stranger built to
 * need more is answered by search instead, slower and the same.
 */
#ifndef AK_GRAPH_GRAPH_H
#define AK_GRAPH_GRAPH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "graph/vector.h"

#define AK_POSITION_NONE UINT32_MAX

struct ak_graph_record {
	struct ak_vector knows;	 /* of each chain, how many of its records are ancestors */
	struct ak_vector owners; /* how it and its ancestors know each owner, see above */
	uint32_t height;	 /* protocol §8; 0: not added */
	uint32_t chain;		 /* AK_POSITION_NONE: the vectors found no room, search */
	uint32_t link;		 /* 1 for the first record of its chain, then one more each */
	uint32_t notes;		 /* what it says of owners: the first in the graph's notes, or AK_POSITION_NONE */
};

/* What the parents of the record gathered last know together: others often have the very same parents. */
struct ak_graph_gathered {
	bool known;
	uint32_t record;
	struct ak_vector knows, owners;
};

struct ak_graph_note {
	uint32_t owner, number, next;
};

/* A graph of which only a part is filled in. */
struct ak_graph_part {
	void *context;
	/* what tells of these two; false if it cannot */
	bool (*fill)(void *context, uint32_t ancestor, uint32_t record);
	const uint32_t *tips; /* of the whole, in ascending order */
	uint32_t tip_count;
};

/* Where a search was: no part of what the graph answers, so a graph that is only asked is const. */
struct ak_graph_search {
	uint32_t number;
	uint32_t *seen;	 /* of each record, the number of the last search that met it */
	uint32_t *stack; /* room for every record: a search meets each once */
};

enum { AK_GRAPH_CHAINS_TRIED = 8 };

struct ak_graph_owner {
	uint32_t chains[AK_GRAPH_CHAINS_TRIED]; /* its newest, AK_POSITION_NONE where there is none */
	uint32_t next;				/* the slot to be used next */
};

struct ak_graph {
	uint32_t count;
	const uint32_t *first_parent; /* count + 1 of them: the parents of r are parents[first_parent[r] …] */
	const uint32_t *parents;
	struct ak_graph_record *records;
	uint32_t owner_count;
	struct ak_graph_owner *owners;
	uint32_t *chain_last; /* the last record of each chain */
	uint32_t chain_count;
	size_t chain_room;
	struct ak_graph_note *notes;
	uint32_t note_count;
	size_t note_room;
	struct ak_vectors vectors;
	struct ak_graph_gathered last;
	struct ak_graph_search *search; /* one at a time, so a graph is used by one thread */
	uint32_t crown; /* see ak_graph_crown */
	const struct ak_graph_part *part; /* NULL: all that there is was added */
};

/*
 * A graph over count records of which none is added yet. first_parent (count + 1 entries) and parents are borrowed.
 * owner_count bounds the owners given to ak_graph_add. node_limit bounds the shared vectors, 16 bytes each; 0: the
 * usual.
 */
enum ak_status ak_graph_init(struct ak_graph *graph, uint32_t count, const uint32_t *first_parent,
	const uint32_t *parents, uint32_t owner_count, size_t node_limit, struct ak_error *err);
void ak_graph_release(struct ak_graph *graph);

/*
 * Gathers what the ancestors of a record not yet added know, for the questions that decide whether it may be added.
 * All its parents must have been added. Returns false if a parent is an ancestor of another parent.
 */
bool ak_graph_gather(struct ak_graph *graph, uint32_t record);

/* How the ancestors of the record gathered last know an owner: 0, 1 introduced, n + 1 a record with seq n. */
uint32_t ak_graph_owner_known(const struct ak_graph *graph, uint32_t record, uint32_t owner);

/* Forgets a record that was gathered and is not to be added. */
void ak_graph_drop(struct ak_graph *graph, uint32_t record);

/* Adds the record gathered last, as owner's with this seq. */
enum ak_status ak_graph_add(
	struct ak_graph *graph, uint32_t record, uint32_t owner, uint32_t seq, struct ak_error *err);

/* Notes for all descendants that the record added last introduces owner. */
enum ak_status ak_graph_introduce(struct ak_graph *graph, uint32_t record, uint32_t owner, struct ak_error *err);

/* Whether ancestor is a proper ancestor of record (gathered or added). */
bool ak_graph_is_ancestor(const struct ak_graph *graph, uint32_t ancestor, uint32_t record);

/*
 * Puts one record more, at position count, whose parents are all tips there are, so that every record added is an
 * ancestor of it: there is nothing to gather. Until it is taken off again nothing may be added. first_parent (count +
 * 2 entries) and parents tell them.
 */
void ak_graph_crown(struct ak_graph *graph);
void ak_graph_uncrown(struct ak_graph *graph);

/* protocol §8: one more than the greatest height of a parent, 1 without parents; 0 of a record that was not added. */
uint32_t ak_graph_height(const struct ak_graph *graph, uint32_t record);

/*
 * The records among the added ones that are no parent of another added one, in ascending order. *tips is the caller's
 * to free.
 */
enum ak_status ak_graph_tips(const struct ak_graph *graph, uint32_t **tips, uint32_t *count, struct ak_error *err);

#endif
