/* SPDX-License-Identifier: EUPL-1.2 */
/* Values made by us, for json/write.c; and jansson, set up once. */
#include "json/value.h"

#include <assert.h>
#include <pthread.h>

static void seed_hash(void)
{
	json_object_seed(0);
}

void ak_json_start(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, seed_hash);
}

struct ak_json *ak_json_object_new(void)
{
	ak_json_start();
	return ak_json_outside(json_object());
}

struct ak_json *ak_json_array_new(void)
{
	return ak_json_outside(json_array());
}

struct ak_json *ak_json_text_new(const char *text)
{
	return ak_json_outside(json_string(text));
}

struct ak_json *ak_json_int_new(int64_t value)
{
	return ak_json_outside(json_integer(value));
}

struct ak_json *ak_json_bool_new(bool value)
{
	return ak_json_outside(json_boolean(value));
}

struct ak_json *ak_json_null_new(void)
{
	return ak_json_outside(json_null());
}

bool ak_json_set(struct ak_json *object, const char *key, struct ak_json *taken)
{
	return json_object_set_new(ak_json_inside(object), key, ak_json_inside(taken)) == 0;
}

bool ak_json_append(struct ak_json *array, struct ak_json *taken)
{
	return json_array_append_new(ak_json_inside(array), ak_json_inside(taken)) == 0;
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

/* Not json_deep_copy, which gives a copy that lacks members when memory runs out. */
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
