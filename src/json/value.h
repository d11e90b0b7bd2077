/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How a struct ak_json is kept. What was parsed lies in one pool, and goes with it at once: a record is some fifty pieces, and
 * getting and freeing them one by one took as long as reading them. It is never changed, so many threads may read it. What
 * is built stands on its own, piece by piece.
 */
#ifndef AK_JSON_VALUE_H
#define AK_JSON_VALUE_H

#include "base/map.h"
#include "json/json.h"

struct ak_json {
	const char *key; /* of a member */
	union {
		int64_t integer;
		bool boolean;
		const char *text;
		struct ak_json **items; /* of an array, or the members of an object, in order */
	};
	struct ak_json_index *index; /* of an object with many members; else NULL */
	struct ak_json_pool *pool;   /* of the outermost value that was parsed; else NULL */
	uint32_t count, room;	     /* of items */
	uint8_t kind;		     /* enum ak_json_kind */
	bool is_parsed;
};

/* Where a text of so many bytes is parsed to; NULL without memory. */
struct ak_json_pool *ak_json_pool_new(size_t text_size);
void ak_json_pool_free(struct ak_json_pool *pool);

/* A copy of text with a NUL after it, in a pool; NULL without memory. */
char *ak_json_pool_text(struct ak_json_pool *pool, const char *text, size_t size);

/* A value in a pool, or with pool NULL on its own: null, 0, false, without text or items. NULL without memory. */
struct ak_json *ak_json_new(struct ak_json_pool *pool, enum ak_json_kind kind);

/* Puts an item last; of an object its key is set, and none of the others'. False without memory: it is not in. */
bool ak_json_put(struct ak_json *whole, struct ak_json_pool *pool, struct ak_json *item);

/* The place of the member with this key, or NULL. */
struct ak_json **ak_json_find(const struct ak_json *object, const char *key);

#endif
