/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An ordered map from texts to pointers: a crit-bit tree whose leaves are linked in byte order.
 *
 * The protocol sorts by byte value nearly everywhere, and names come from strangers: a tree gives the order for
 * nothing, and there is no hash to attack. Finding, putting and removing take steps bounded by the bits of the key.
 * Keys are borrowed and must outlive their entry. An entry keeps its position (a uint32_t) until it is removed.
 *
 *   for (uint32_t i = ak_map_first(map); i != AK_MAP_END; i = ak_map_next(map, i))
 *           use(ak_map_key(map, i), ak_map_value(map, i));
 */
#ifndef AK_BASE_MAP_H
#define AK_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AK_MAP_END UINT32_MAX

struct ak_map_leaf;
struct ak_map_node;

struct ak_map {
	struct ak_map_leaf *leaves;
	struct ak_map_node *nodes;
	size_t leaf_room, node_room;
	uint32_t leaf_used, node_used; /* of the arrays, the removed ones included */
	uint32_t leaf_free, node_free; /* heads of the lists of removed ones */
	uint32_t root, first;
	uint32_t count;
};

void ak_map_init(struct ak_map *map);
void ak_map_release(struct ak_map *map);

/* The entry of key, or AK_MAP_END. */
uint32_t ak_map_find(const struct ak_map *map, const char *key);

/* The value of key, or NULL if there is no such entry. */
void *ak_map_get(const struct ak_map *map, const char *key);

/*
 * The entry of key, made with value NULL if there was none (*fresh, which may be NULL, tells).
 * AK_MAP_END, and nothing changed, without memory.
 */
uint32_t ak_map_put(struct ak_map *map, const char *key, bool *fresh);

/* Puts key with this value, or gives an old entry this value. False, and nothing changed, without memory. */
bool ak_map_set(struct ak_map *map, const char *key, void *value);

/* False if there was no such entry. */
bool ak_map_remove(struct ak_map *map, const char *key);

uint32_t ak_map_first(const struct ak_map *map);
uint32_t ak_map_next(const struct ak_map *map, uint32_t entry);
const char *ak_map_key(const struct ak_map *map, uint32_t entry);
void *ak_map_value(const struct ak_map *map, uint32_t entry);
void ak_map_value_set(struct ak_map *map, uint32_t entry, void *value);

#endif
