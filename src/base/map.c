/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

/* A child is a leaf's position with this bit, or an inner node's position without. */
#define LEAF 0x80000000U
#define NONE UINT32_MAX

struct ak_map_leaf {
	const char *key;
	void *value;
	uint32_t prev, next; /* in byte order; a removed leaf links the free list by next */
};

/* Keys below child[1] have the bit set in which all keys below first differ, those below child[0] have not. */
struct ak_map_node {
	uint32_t child[2];
	uint32_t byte;
	uint8_t mask;
};

void ak_map_init(struct ak_map *map)
{
	*map = (struct ak_map){.leaf_free = NONE, .node_free = NONE, .root = NONE, .first = AK_MAP_END};
}

void ak_map_release(struct ak_map *map)
{
	free(map->leaves);
	free(map->nodes);
	ak_map_init(map);
}

static unsigned side(const struct ak_map_node *node, const char *key, size_t size)
{
	return node->byte < size && ((unsigned char)key[node->byte] & node->mask) != 0;
}

/* The leaf where the search for key ends: the one that shares the longest beginning with it. */
static uint32_t nearest(const struct ak_map *map, const char *key, size_t size)
{
	uint32_t at = map->root;
	while (!(at & LEAF))
		at = map->nodes[at].child[side(&map->nodes[at], key, size)];
	return at & ~LEAF;
}

uint32_t ak_map_find(const struct ak_map *map, const char *key)
{
	if (map->root == NONE)
		return AK_MAP_END;
	uint32_t leaf = nearest(map, key, strlen(key));
	return strcmp(map->leaves[leaf].key, key) == 0 ? leaf : AK_MAP_END;
}

void *ak_map_get(const struct ak_map *map, const char *key)
{
	uint32_t leaf = ak_map_find(map, key);
	return leaf == AK_MAP_END ? NULL : map->leaves[leaf].value;
}

static uint32_t leaf_new(struct ak_map *map, const char *key)
{
	uint32_t leaf = map->leaf_free;
	if (leaf != NONE) {
		map->leaf_free = map->leaves[leaf].next;
	} else {
		if (map->leaf_used >= LEAF - 1 ||
			!ak_grow((void **)&map->leaves, &map->leaf_room, map->leaf_used, sizeof *map->leaves))
			return NONE;
		leaf = map->leaf_used++;
	}
	map->leaves[leaf] = (struct ak_map_leaf){.key = key, .prev = NONE, .next = NONE};
	return leaf;
}

static uint32_t node_new(struct ak_map *map)
{
	uint32_t node = map->node_free;
	if (node != NONE) {
		map->node_free = map->nodes[node].child[0];
		return node;
	}
	if (!ak_grow((void **)&map->nodes, &map->node_room, map->node_used, sizeof *map->nodes))
		return NONE;
	return map->node_used++;
}

static void leaf_drop(struct ak_map *map, uint32_t leaf)
{
	map->leaves[leaf].next = map->leaf_free;
	map->leaf_free = leaf;
}

/* The first bit in which two different keys differ; the NUL counts as a byte of the key. */
static struct ak_map_node crit_bit(const char *a, const char *b)
{
	uint32_t byte = 0;
	while (a[byte] == b[byte])
		byte++;
	unsigned diff = (unsigned char)a[byte] ^ (unsigned char)b[byte];
	unsigned mask = 0x80;
	while (!(diff & mask))
		mask >>= 1;
	return (struct ak_map_node){.byte = byte, .mask = (uint8_t)mask};
}

static uint32_t extreme(const struct ak_map *map, uint32_t at, unsigned which)
{
	while (!(at & LEAF))
		at = map->nodes[at].child[which];
	return at & ~LEAF;
}

/* Links leaf just after or before those below a subtree. */
static void link_beside(struct ak_map *map, uint32_t leaf, uint32_t subtree, bool after)
{
	struct ak_map_leaf *leaves = map->leaves;
	uint32_t other = extreme(map, subtree, after);
	uint32_t prev = after ? other : leaves[other].prev;
	uint32_t next = after ? leaves[other].next : other;
	leaves[leaf].prev = prev;
	leaves[leaf].next = next;
	if (prev == NONE)
		map->first = leaf;
	else
		leaves[prev].next = leaf;
	if (next != NONE)
		leaves[next].prev = leaf;
}

static void insert(struct ak_map *map, uint32_t leaf, uint32_t node, struct ak_map_node crit)
{
	const char *key = map->leaves[leaf].key;
	size_t size = strlen(key);
	uint32_t *from = &map->root;
	while (!(*from & LEAF)) {
		struct ak_map_node *at = &map->nodes[*from];
		if (at->byte > crit.byte || (at->byte == crit.byte && at->mask < crit.mask))
			break;
		from = &at->child[side(at, key, size)];
	}
	unsigned mine = side(&crit, key, size);
	link_beside(map, leaf, *from, mine);
	crit.child[mine] = leaf | LEAF;
	crit.child[1 - mine] = *from;
	map->nodes[node] = crit;
	*from = node;
}

uint32_t ak_map_put(struct ak_map *map, const char *key, bool *fresh)
{
	struct ak_map_node crit = {.byte = 0};
	if (fresh)
		*fresh = false;
	if (map->root != NONE) {
		uint32_t close = nearest(map, key, strlen(key));
		if (strcmp(map->leaves[close].key, key) == 0)
			return close;
		crit = crit_bit(map->leaves[close].key, key);
	}
	uint32_t leaf = leaf_new(map, key);
	if (leaf == NONE)
		return AK_MAP_END;
	if (map->root == NONE) {
		map->root = leaf | LEAF;
		map->first = leaf;
	} else {
		uint32_t node = node_new(map);
		if (node == NONE) {
			leaf_drop(map, leaf);
			return AK_MAP_END;
		}
		insert(map, leaf, node, crit);
	}
	map->count++;
	if (fresh)
		*fresh = true;
	return leaf;
}

bool ak_map_set(struct ak_map *map, const char *key, void *value)
{
	uint32_t leaf = ak_map_put(map, key, NULL);
	if (leaf == AK_MAP_END)
		return false;
	map->leaves[leaf].value = value;
	return true;
}

static void unlink_leaf(struct ak_map *map, uint32_t leaf)
{
	struct ak_map_leaf *leaves = map->leaves;
	uint32_t prev = leaves[leaf].prev;
	uint32_t next = leaves[leaf].next;
	if (prev == NONE)
		map->first = next;
	else
		leaves[prev].next = next;
	if (next != NONE)
		leaves[next].prev = prev;
}

bool ak_map_remove(struct ak_map *map, const char *key)
{
	uint32_t leaf = ak_map_find(map, key);
	if (leaf == AK_MAP_END)
		return false;
	size_t size = strlen(key);
	uint32_t *from = &map->root;
	uint32_t *parent = NULL;
	while (!(*from & LEAF)) {
		parent = from;
		from = &map->nodes[*from].child[side(&map->nodes[*from], key, size)];
	}
	if (parent) {
		uint32_t node = *parent;
		uint32_t sibling = map->nodes[node].child[from == &map->nodes[node].child[0]];
		*parent = sibling;
		map->nodes[node].child[0] = map->node_free;
		map->node_free = node;
	} else {
		map->root = NONE;
	}
	unlink_leaf(map, leaf);
	leaf_drop(map, leaf);
	map->count--;
	return true;
}

uint32_t ak_map_first(const struct ak_map *map)
{
	return map->first;
}

uint32_t ak_map_next(const struct ak_map *map, uint32_t entry)
{
	return map->leaves[entry].next;
}

const char *ak_map_key(const struct ak_map *map, uint32_t entry)
{
	return map->leaves[entry].key;
}

void *ak_map_value(const struct ak_map *map, uint32_t entry)
{
	return map->leaves[entry].value;
}

void ak_map_value_set(struct ak_map *map, uint32_t entry, void *value)
{
	map->leaves[entry].value = value;
}
