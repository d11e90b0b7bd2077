/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Vectors that share: for each of very many records, the highest number known of each of very many things.
 *
 * A vector maps a key (0, 1, …) to a number; what was never raised is 0. Vectors are values: raising or merging gives
 * a new one and leaves the old as it was. They are trees with four children per node, copied only along the paths
 * that change, so a record that knows what its parent knew and one thing more costs a few nodes, however much that is.
 *
 * Between ak_vectors_begin and the next one, nodes made since are changed in place: build one vector at a time.
 */
#ifndef AK_GRAPH_VECTOR_H
#define AK_GRAPH_VECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ak_vector {
	uint32_t root; /* 0: empty */
	uint32_t depth;
};

struct ak_vector_node {
	uint32_t child[4]; /* at depth 1 the numbers themselves */
};

struct ak_vectors {
	struct ak_vector_node *nodes;
	size_t used, room, limit;
	size_t begun; /* nodes from here on are the new vector's */
	size_t fresh; /* of those, from here on they may be changed in place */
	bool full;    /* a raise or merge found no memory, or the limit: what it gave is not to be used */
};

/* At most limit nodes of 16 bytes will be taken. */
void ak_vectors_init(struct ak_vectors *vectors, size_t limit);
void ak_vectors_release(struct ak_vectors *vectors);

/* Starts a new vector; forgets that an earlier one found no room. */
void ak_vectors_begin(struct ak_vectors *vectors);

/* What was made so far is not changed in place any more: it can be kept, though ak_vectors_undo takes it back. */
void ak_vectors_freeze(struct ak_vectors *vectors);

/* Gives back the nodes made since ak_vectors_begin. */
void ak_vectors_undo(struct ak_vectors *vectors);

uint32_t ak_vectors_get(const struct ak_vectors *vectors, struct ak_vector vector, uint32_t key);

/* The vector with at least this number at key. */
struct ak_vector ak_vectors_raise(struct ak_vectors *vectors, struct ak_vector vector, uint32_t key, uint32_t number);

/* The vector with the greater number at every key. */
struct ak_vector ak_vectors_merge(struct ak_vectors *vectors, struct ak_vector a, struct ak_vector b);

#endif
