/* SPDX-License-Identifier: EUPL-1.2 */
#include "json/value.h"

#include <assert.h>

void ak_json_free(struct ak_json *json)
{
	json_decref(ak_json_inside(json));
}

enum ak_json_kind ak_json_kind(const struct ak_json *json)
{
	switch (json_typeof(ak_json_inside(json))) {
	case JSON_OBJECT:
		return AK_JSON_OBJECT;
	case JSON_ARRAY:
		return AK_JSON_ARRAY;
	case JSON_STRING:
		return AK_JSON_TEXT;
	case JSON_INTEGER:
		return AK_JSON_INT;
	case JSON_TRUE:
	case JSON_FALSE:
		return AK_JSON_BOOL;
	case JSON_NULL:
		return AK_JSON_NULL;
	case JSON_REAL:
		break;
	}
	assert(false); /* nothing here makes a real number */
	return AK_JSON_NULL;
}

const char *ak_json_text(const struct ak_json *json)
{
	const char *text = json_string_value(ak_json_inside(json));
	assert(text);
	return text;
}

int64_t ak_json_int(const struct ak_json *json)
{
	assert(json_is_integer(ak_json_inside(json)));
	return json_integer_value(ak_json_inside(json));
}

bool ak_json_bool(const struct ak_json *json)
{
	assert(json_is_boolean(ak_json_inside(json)));
	return json_is_true(ak_json_inside(json));
}

size_t ak_json_count(const struct ak_json *json)
{
	const json_t *inside = ak_json_inside(json);
	assert(json_is_array(inside) || json_is_object(inside));
	return json_is_array(inside) ? json_array_size(inside) : json_object_size(inside);
}

const struct ak_json *ak_json_item(const struct ak_json *array, size_t i)
{
	json_t *item = json_array_get(ak_json_inside(array), i);
	assert(item);
	return ak_json_outside(item);
}

const struct ak_json *ak_json_get(const struct ak_json *object, const char *key)
{
	assert(json_is_object(ak_json_inside(object)));
	return ak_json_outside(json_object_get(ak_json_inside(object), key));
}

void *ak_json_member(const struct ak_json *object, void *at)
{
	json_t *inside = ak_json_inside(object);
	assert(json_is_object(inside));
	return at ? json_object_iter_next(inside, at) : json_object_iter(inside);
}

const char *ak_json_member_key(void *at)
{
	return json_object_iter_key(at);
}

const struct ak_json *ak_json_member_value(void *at)
{
	return ak_json_outside(json_object_iter_value(at));
}
