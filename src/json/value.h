/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How a struct ak_json is kept: it is a jansson value, under another name so that no other room sees jansson.
 * jansson counts references with atomic operations, and a parsed value is never changed: many threads may
 * read one.
 */
#ifndef AK_JSON_VALUE_H
#define AK_JSON_VALUE_H

#include <jansson.h>

#include "json/json.h"

/* jansson's getters want a json_t they may write; none that is called here writes it. */
static inline json_t *ak_json_inside(const struct ak_json *json)
{
	return (json_t *)json;
}

static inline struct ak_json *ak_json_outside(json_t *inside)
{
	return (struct ak_json *)inside;
}

/* Seeds jansson's hash, once for all threads; before the first object is made. */
void ak_json_start(void);

#endif
