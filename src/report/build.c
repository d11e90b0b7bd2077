/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/build.h"

#include "base/date.h"

void ak_build_set(struct ak_json **object, const char *key, struct ak_json *taken)
{
	if (!ak_json_set(*object, key, taken)) {
		ak_json_free(*object);
		*object = NULL;
	}
}

void ak_build_append(struct ak_json **array, struct ak_json *taken)
{
	if (!ak_json_append(*array, taken)) {
		ak_json_free(*array);
		*array = NULL;
	}
}

struct ak_json *ak_build_text(const char *text)
{
	return text ? ak_json_text_new(text) : ak_json_null_new();
}

struct ak_json *ak_build_id(const struct ak_id *id)
{
	return id ? ak_json_text_new(ak_id_hex(id).text) : ak_json_null_new();
}

struct ak_json *ak_build_time(int64_t seconds)
{
	return ak_json_text_new(ak_time_write(seconds).text);
}

struct ak_json *ak_build_date(int32_t days)
{
	return ak_json_text_new(ak_date_write(days).text);
}
