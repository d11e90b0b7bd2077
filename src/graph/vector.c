/* SPDX-License-Identifier: EUPL-1.2 */
#include "graph/vector.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

void ak_vectors_init(struct ak_vectors *vectors, size_t limit)
{
	*vectors = (struct ak_vectors){.limit = limit};
}

void ak_vectors_release(struct ak_vectors *vectors)
{
	free(vectors->nodes);
	*vectors = (struct ak_vectors){.nodes = NULL};
}

void ak_vectors_begin(struct ak_vectors *vectors)
{
	vectors->begun = vectors->fresh = vectors->used;
	vectors->full = false;
}

void ak_vectors_freeze(struct ak_vectors *vectors)
{
	vectors->fresh = vectors->used;
}

void ak_vectors_undo(struct ak_vectors *vectors)
{
	vectors->used = vectors->fresh = vectors->begun;
}

/* A new node with these children; 0 and full without room. Node 0 stands for the empty tree. */
static uint32_t node_new(struct ak_vectors *vectors, struct ak_vector_node node)
{
	if (vectors->used == 0)
		vectors->used = vectors->begun = vectors->fresh = 1;
	if (vectors->used >= vectors->limit ||
		!ak_grow((void **)&vectors->nodes, &vectors->room, vectors->used, sizeof *vectors->nodes)) {
		vectors->full = true;
		return 0;
	}
	vectors->nodes[vectors->used] = node;
	return (uint32_t)vectors->used++;
}

/* A node like `at` with other children: `at` itself where it is ours to change. */
static uint32_t node_with(struct ak_vectors *vectors, uint32_t at, struct ak_vector_node node)
{
	if (at == 0 || at < vectors->fresh)
		return node_new(vectors, node);
	vectors->nodes[at] = node;
	return at;
}

static struct ak_vector_node node_at(const struct ak_vectors *vectors, uint32_t at)
{
	static const struct ak_vector_node empty = {{0}};
	return at == 0 ? empty : vectors->nodes[at];
}

uint32_t ak_vectors_get(const struct ak_vectors *vectors, struct ak_vector vector, uint32_t key)
{
	if (vector.root == 0 || (vector.depth < 16 && key >> (2 * vector.depth) != 0))
		return 0;
	uint32_t at = vector.root;
	for (uint32_t level = vector.depth; level > 0 && at != 0; level--)
		at = vectors->nodes[at].child[key >> (2 * (level - 1)) & 3];
	return at;
}

/* The vector with a root at least so deep. */
static struct ak_vector deepen(struct ak_vectors *vectors, struct ak_vector vector, uint32_t depth)
{
	while (vector.depth < depth) {
		if (vector.root != 0)
			vector.root = node_new(vectors, (struct ak_vector_node){{vector.root, 0, 0, 0}});
		vector.depth++;
	}
	return vector;
}

static uint32_t raise(struct ak_vectors *vectors, uint32_t at, uint32_t level, uint32_t key, uint32_t number)
{
	if (level == 0)
		return at > number ? at : number;
	struct ak_vector_node node = node_at(vectors, at);
	uint32_t slot = key >> (2 * (level - 1)) & 3;
	uint32_t child = raise(vectors, node.child[slot], level - 1, key, number);
	if (child == node.child[slot] || vectors->full)
		return at;
	node.child[slot] = child;
	return node_with(vectors, at, node);
}

struct ak_vector ak_vectors_raise(struct ak_vectors *vectors, struct ak_vector vector, uint32_t key, uint32_t number)
{
	uint32_t depth = vector.depth ? vector.depth : 1;
	while (depth < 16 && key >> (2 * depth) != 0)
		depth++;
	vector = deepen(vectors, vector, depth);
	vector.root = raise(vectors, vector.root, depth, key, number);
	return vector;
}

static uint32_t merge(struct ak_vectors *vectors, uint32_t a, uint32_t b, uint32_t level)
{
	if (a == b || b == 0)
		return a;
	if (a == 0)
		return b;
	if (level == 0)
		return a > b ? a : b;
	struct ak_vector_node left = node_at(vectors, a);
	struct ak_vector_node right = node_at(vectors, b);
	struct ak_vector_node both;
	for (int i = 0; i < 4; i++)
		both.child[i] = merge(vectors, left.child[i], right.child[i], level - 1);
	if (vectors->full || memcmp(&both, &left, sizeof both) == 0)
		return a;
	if (memcmp(&both, &right, sizeof both) == 0)
		return b;
	return node_with(vectors, a, both);
}

struct ak_vector ak_vectors_merge(struct ak_vectors *vectors, struct ak_vector a, struct ak_vector b)
{
	if (a.root == 0)
		return b;
	if (b.root == 0)
		return a;
	uint32_t depth = a.depth > b.depth ? a.depth : b.depth;
	a = deepen(vectors, a, depth);
	b = deepen(vectors, b, depth);
	a.root = merge(vectors, a.root, b.root, depth);
	return a;
}
