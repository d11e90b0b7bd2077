/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/value.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

static bool items_equal(const struct ak_value *a, const struct ak_value *b)
{
	if (a->count != b->count)
		return false;
	for (uint32_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	return true;
}

bool ak_value_equal(const struct ak_value *a, const struct ak_value *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case AK_VALUE_NULL:
		return true;
	case AK_VALUE_TEXT:
		return strcmp(a->text, b->text) == 0;
	case AK_VALUE_INT:
		return a->integer == b->integer;
	case AK_VALUE_BOOL:
		return a->boolean == b->boolean;
	case AK_VALUE_SET:
		return items_equal(a, b);
	}
	assert(false && "no such kind of value");
	return false;
}

static void items_canonical(const struct ak_value *value, struct ak_buf *out)
{
	ak_buf_char(out, '[');
	for (uint32_t i = 0; i < value->count; i++) {
		if (i)
			ak_buf_char(out, ',');
		ak_json_string(value->items[i], out);
	}
	ak_buf_char(out, ']');
}

void ak_value_canonical(const struct ak_value *value, struct ak_buf *out)
{
	switch (value->kind) {
	case AK_VALUE_NULL:
		ak_buf_text(out, "null");
		break;
	case AK_VALUE_TEXT:
		ak_json_string(value->text, out);
		break;
	case AK_VALUE_INT:
		ak_buf_format(out, "%" PRId64, value->integer);
		break;
	case AK_VALUE_BOOL:
		ak_buf_text(out, value->boolean ? "true" : "false");
		break;
	case AK_VALUE_SET:
		items_canonical(value, out);
		break;
	}
}

static struct ak_json *items_json(const struct ak_value *value)
{
	struct ak_json *list = ak_json_array_new();
	bool good = list != NULL;
	for (uint32_t i = 0; good && i < value->count; i++)
		good = ak_json_append(list, ak_json_text_new(value->items[i]));
	if (good)
		return list;
	ak_json_free(list);
	return NULL;
}

struct ak_json *ak_value_json(const struct ak_value *value)
{
	switch (value->kind) {
	case AK_VALUE_NULL:
		return ak_json_null_new();
	case AK_VALUE_TEXT:
		return ak_json_text_new(value->text);
	case AK_VALUE_INT:
		return ak_json_int_new(value->integer);
	case AK_VALUE_BOOL:
		return ak_json_bool_new(value->boolean);
	case AK_VALUE_SET:
		return items_json(value);
	}
	return NULL;
}
