/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "json/utf8.h"
#include "json/value.h"

struct ak_json *ak_json_object_new(void)
{
	return ak_json_new(NULL, AK_JSON_OBJECT);
}

struct ak_json *ak_json_array_new(void)
{
	return ak_json_new(NULL, AK_JSON_ARRAY);
}

static bool is_utf8(const char *text)
{
	uint32_t character;
	size_t left = strlen(text);
	while (left > 0) {
		size_t size = ak_utf8_read(&character, text, left);
		if (size == 0)
			return false;
		text += size;
		left -= size;
	}
	return true;
}

struct ak_json *ak_json_text_new(const char *text)
{
	char *copy = text && is_utf8(text) ? strdup(text) : NULL;
	struct ak_json *json = copy ? ak_json_new(NULL, AK_JSON_TEXT) : NULL;
	if (json)
		json->text = copy;
	else
		free(copy);
	return json;
}

struct ak_json *ak_json_int_new(int64_t value)
{
	struct ak_json *json = ak_json_new(NULL, AK_JSON_INT);
	if (json)
		json->integer = value;
	return json;
}

struct ak_json *ak_json_bool_new(bool value)
{
	struct ak_json *json = ak_json_new(NULL, AK_JSON_BOOL);
	if (json)
		json->boolean = value;
	return json;
}

struct ak_json *ak_json_null_new(void)
{
	return ak_json_new(NULL, AK_JSON_NULL);
}

/* The new member takes over the key of the old one, by which it is indexed. */
static void replace(struct ak_json **place, struct ak_json *taken)
{
	taken->key = (*place)->key;
	ak_json_free(*place);
	*place = taken;
}

static bool put_new(struct ak_json *object, const char *key, struct ak_json *taken)
{
	char *copy = strdup(key);
	taken->key = copy;
	if (copy && ak_json_put(object, NULL, taken))
		return true;
	free(copy);
	ak_json_free(taken);
	return false;
}

bool ak_json_set(struct ak_json *object, const char *key, struct ak_json *taken)
{
	if (!object || !taken || !is_utf8(key)) {
		ak_json_free(taken);
		return false;
	}
	assert(object->kind == AK_JSON_OBJECT && !object->is_parsed);
	struct ak_json **place = ak_json_find(object, key);
	if (!place)
		return put_new(object, key, taken);
	replace(place, taken);
	return true;
}

bool ak_json_append(struct ak_json *array, struct ak_json *taken)
{
	if (array && taken) {
		assert(array->kind == AK_JSON_ARRAY && !array->is_parsed);
		if (ak_json_put(array, NULL, taken))
			return true;
	}
	ak_json_free(taken);
	return false;
}

static struct ak_json *copy_array(const struct ak_json *json)
{
	struct ak_json *copy = ak_json_array_new();
	for (size_t i = 0; copy && i < ak_json_count(json); i++) {
		if (!ak_json_append(copy, ak_json_copy(ak_json_item(json, i)))) {
			ak_json_free(copy);
			copy = NULL;
		}
	}
	return copy;
}

static struct ak_json *copy_object(const struct ak_json *json)
{
	struct ak_json *copy = ak_json_object_new();
	for (void *at = ak_json_member(json, NULL); copy && at; at = ak_json_member(json, at)) {
		if (!ak_json_set(copy, ak_json_member_key(at), ak_json_copy(ak_json_member_value(at)))) {
			ak_json_free(copy);
			copy = NULL;
		}
	}
	return copy;
}

struct ak_json *ak_json_copy(const struct ak_json *json)
{
	switch (ak_json_kind(json)) {
	case AK_JSON_NULL:
		return ak_json_null_new();
	case AK_JSON_BOOL:
		return ak_json_bool_new(ak_json_bool(json));
	case AK_JSON_INT:
		return ak_json_int_new(ak_json_int(json));
	case AK_JSON_TEXT:
		return ak_json_text_new(ak_json_text(json));
	case AK_JSON_ARRAY:
		return copy_array(json);
	case AK_JSON_OBJECT:
		return copy_object(json);
	}
	assert(false); /* there is no other kind */
	return NULL;
}
