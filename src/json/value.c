/* SPDX-License-Identifier: EUPL-1.2 */
#include "json/value.h"

#include <assert.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ pools */

struct block {
	struct block *next;
	max_align_t room[];
};

struct ak_json_pool {
	struct block *more;
	struct ak_json_index *indexes;
	char *at;  /* values are given out from here upwards, */
	char *end; /* texts from here downwards, where nothing need be aligned */
	max_align_t room[];
};

struct ak_json_pool *ak_json_pool_new(size_t text_size)
{
	/* a record of the usual form fits twice its size; what does not, takes more */
	size_t size = 2048 + 2 * text_size;
	struct ak_json_pool *pool = malloc(sizeof *pool + size);
	if (pool)
		*pool = (struct ak_json_pool){.at = (char *)pool->room, .end = (char *)pool->room + size};
	return pool;
}

static bool pool_grow(struct ak_json_pool *pool, size_t size)
{
	enum { BLOCK_SIZE = 16384 };
	size_t room = size < BLOCK_SIZE ? BLOCK_SIZE : size + alignof(max_align_t);
	struct block *block = malloc(sizeof *block + room);
	if (!block)
		return false;
	block->next = pool->more;
	pool->more = block;
	pool->at = (char *)block->room;
	pool->end = pool->at + room;
	return true;
}

static void *pool_take(struct ak_json_pool *pool, size_t size)
{
	size = (size + alignof(struct ak_json) - 1) & ~(alignof(struct ak_json) - 1);
	if (size > (size_t)(pool->end - pool->at) && !pool_grow(pool, size))
		return NULL;
	char *piece = pool->at;
	pool->at += size;
	return piece;
}

char *ak_json_pool_text(struct ak_json_pool *pool, const char *text, size_t size)
{
	if (size >= (size_t)(pool->end - pool->at) && !pool_grow(pool, size + 1))
		return NULL;
	pool->end -= size + 1;
	memcpy(pool->end, text, size);
	pool->end[size] = '\0';
	return pool->end;
}

/* ------------------------------------------------------------------ finding among many members */

/* Up to so many members are looked through. */
enum { FEW = 16 };

struct ak_json_index {
	struct ak_json_index *next; /* of the same pool */
	struct ak_map places;	    /* key -> place among the items, from 1 */
};

static void index_free(struct ak_json_index *index)
{
	if (index)
		ak_map_release(&index->places);
	free(index);
}

static bool index_add(struct ak_json_index *index, const struct ak_json *object, uint32_t place)
{
	return ak_map_set(&index->places, object->items[place]->key, (void *)(uintptr_t)(place + 1));
}

/* The last member joins those that are indexed. */
static bool index_last(struct ak_json *object, struct ak_json_pool *pool)
{
	if (object->index)
		return index_add(object->index, object, object->count - 1);
	struct ak_json_index *index = calloc(1, sizeof *index);
	if (!index)
		return false;
	ak_map_init(&index->places);
	for (uint32_t i = 0; i < object->count; i++)
		if (!index_add(index, object, i)) {
			index_free(index);
			return false;
		}
	object->index = index;
	if (pool) {
		index->next = pool->indexes;
		pool->indexes = index;
	}
	return true;
}

struct ak_json **ak_json_find(const struct ak_json *object, const char *key)
{
	if (object->index) {
		uintptr_t place = (uintptr_t)ak_map_get(&object->index->places, key);
		return place ? &object->items[place - 1] : NULL;
	}
	for (uint32_t i = 0; i < object->count; i++)
		if (object->items[i]->key[0] == key[0] && strcmp(object->items[i]->key, key) == 0)
			return &object->items[i];
	return NULL;
}

void ak_json_pool_free(struct ak_json_pool *pool)
{
	if (!pool)
		return;
	while (pool->indexes) {
		struct ak_json_index *next = pool->indexes->next;
		index_free(pool->indexes);
		pool->indexes = next;
	}
	while (pool->more) {
		struct block *next = pool->more->next;
		free(pool->more);
		pool->more = next;
	}
	free(pool);
}

/* ------------------------------------------------------------------ making */

struct ak_json *ak_json_new(struct ak_json_pool *pool, enum ak_json_kind kind)
{
	struct ak_json *json = pool ? pool_take(pool, sizeof *json) : malloc(sizeof *json);
	if (json)
		*json = (struct ak_json){.kind = (uint8_t)kind, .is_parsed = pool != NULL};
	return json;
}

static bool grow(struct ak_json *whole, struct ak_json_pool *pool)
{
	if (whole->count < whole->room)
		return true;
	if (whole->room > UINT32_MAX / 2)
		return false;
	uint32_t room = whole->room ? whole->room * 2 : 4;
	size_t size = room * sizeof *whole->items;
	struct ak_json **items = pool ? pool_take(pool, size) : realloc(whole->items, size);
	if (!items)
		return false;
	if (pool && whole->count)
		memcpy(items, whole->items, whole->count * sizeof *items);
	whole->items = items;
	whole->room = room;
	return true;
}

bool ak_json_put(struct ak_json *whole, struct ak_json_pool *pool, struct ak_json *item)
{
	if (!grow(whole, pool))
		return false;
	whole->items[whole->count++] = item;
	if (whole->kind != AK_JSON_OBJECT || whole->count <= FEW || index_last(whole, pool))
		return true;
	whole->count--;
	return false;
}

static void free_items(struct ak_json *whole)
{
	index_free(whole->index);
	for (uint32_t i = 0; i < whole->count; i++) {
		char *key = (char *)whole->items[i]->key;
		ak_json_free(whole->items[i]);
		free(key);
	}
	free(whole->items);
}

void ak_json_free(struct ak_json *json)
{
	if (!json)
		return;
	if (json->is_parsed) {
		assert(json->pool); /* all that is in a value goes with it */
		ak_json_pool_free(json->pool);
		return;
	}
	if (json->kind == AK_JSON_TEXT)
		free((char *)json->text);
	else if (json->kind == AK_JSON_ARRAY || json->kind == AK_JSON_OBJECT)
		free_items(json);
	free(json);
}

/* ------------------------------------------------------------------ asking */

enum ak_json_kind ak_json_kind(const struct ak_json *json)
{
	return (enum ak_json_kind)json->kind;
}

const char *ak_json_text(const struct ak_json *json)
{
	assert(json->kind == AK_JSON_TEXT);
	return json->text;
}

int64_t ak_json_int(const struct ak_json *json)
{
	assert(json->kind == AK_JSON_INT);
	return json->integer;
}

bool ak_json_bool(const struct ak_json *json)
{
	assert(json->kind == AK_JSON_BOOL);
	return json->boolean;
}

size_t ak_json_count(const struct ak_json *json)
{
	assert(json->kind == AK_JSON_ARRAY || json->kind == AK_JSON_OBJECT);
	return json->count;
}

const struct ak_json *ak_json_item(const struct ak_json *array, size_t i)
{
	assert(array->kind == AK_JSON_ARRAY && i < array->count);
	return array->items[i];
}

const struct ak_json *ak_json_get(const struct ak_json *object, const char *key)
{
	assert(object->kind == AK_JSON_OBJECT);
	struct ak_json **found = ak_json_find(object, key);
	return found ? *found : NULL;
}

void *ak_json_member(const struct ak_json *object, void *at)
{
	assert(object->kind == AK_JSON_OBJECT);
	if (object->count == 0)
		return NULL;
	struct ak_json **next = at ? (struct ak_json **)at + 1 : object->items;
	return next < object->items + object->count ? next : NULL;
}

const char *ak_json_member_key(void *at)
{
	return (*(struct ak_json **)at)->key;
}

const struct ak_json *ak_json_member_value(void *at)
{
	return *(struct ak_json **)at;
}
