/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/limits.h"
#include "json/scan.h"
#include "json/value.h"

static struct ak_json *read_value(struct ak_json_reader *reader, unsigned depth);

static struct ak_json *value_new(struct ak_json_reader *reader, enum ak_json_kind kind)
{
	struct ak_json *json = ak_json_new(reader->pool, kind);
	if (!json)
		ak_json_no_memory(reader);
	return json;
}

static bool is_digit(struct ak_json_reader *reader)
{
	return reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9';
}

/* protocol §1: "integers within ±(2^53 − 1) (`-0` is 0)" */
static struct ak_json *read_number(struct ak_json_reader *reader)
{
	const char *place = reader->at;
	bool negative = ak_json_take(reader, '-');
	const char *first = reader->at;
	int64_t value = 0;
	for (; is_digit(reader); reader->at++) {
		value = value * 10 + (*reader->at - '0');
		if (value > AK_JSON_INT_MAX) {
			ak_json_refuse(reader, place, "number is not within 2^53 - 1 of 0");
			return NULL;
		}
	}
	if (reader->at == first) {
		ak_json_refuse(reader, place, "minus sign without a number");
		return NULL;
	}
	if (*first == '0' && reader->at - first > 1) {
		ak_json_refuse(reader, place, "number with a leading zero");
		return NULL;
	}
	/* protocol §1: "number anywhere (no `.`, `e` or `E` in a number)" */
	if (reader->at < reader->end && (*reader->at == '.' || *reader->at == 'e' || *reader->at == 'E')) {
		ak_json_refuse(reader, place, "number with a fraction or an exponent");
		return NULL;
	}
	struct ak_json *number = value_new(reader, AK_JSON_INT);
	if (number)
		number->integer = negative ? -value : value;
	return number;
}

static struct ak_json *read_text(struct ak_json_reader *reader)
{
	struct ak_json_slice slice;
	if (!ak_json_scan_string(reader, &slice))
		return NULL;
	struct ak_json *json = value_new(reader, AK_JSON_TEXT);
	char *text = json ? ak_json_pool_text(reader->pool, slice.text, slice.size) : NULL;
	if (!text) {
		ak_json_no_memory(reader);
		return NULL;
	}
	json->text = text;
	return json;
}

static struct ak_json *read_bool(struct ak_json_reader *reader, bool boolean)
{
	struct ak_json *json = value_new(reader, AK_JSON_BOOL);
	if (json)
		json->boolean = boolean;
	return json;
}

static bool take_word(struct ak_json_reader *reader, const char *word)
{
	size_t size = strlen(word);
	if ((size_t)(reader->end - reader->at) < size || memcmp(reader->at, word, size) != 0)
		return false;
	reader->at += size;
	return true;
}

static struct ak_json *read_word(struct ak_json_reader *reader)
{
	if (take_word(reader, "true"))
		return read_bool(reader, true);
	if (take_word(reader, "false"))
		return read_bool(reader, false);
	if (take_word(reader, "null"))
		return value_new(reader, AK_JSON_NULL);
	if (reader->at == reader->end)
		ak_json_refuse(reader, reader->at, "the text ends where a value is expected");
	else
		ak_json_refuse(reader, reader->at, "a value is expected");
	return NULL;
}

static bool read_member(struct ak_json_reader *reader, struct ak_json *object, unsigned depth)
{
	struct ak_json_slice slice;
	ak_json_skip_space(reader);
	const char *place = reader->at;
	if (reader->at == reader->end || *reader->at != '"')
		return ak_json_refuse(reader, place, "a key in double quotes is expected");
	if (!ak_json_scan_string(reader, &slice))
		return false;
	const char *key = ak_json_pool_text(reader->pool, slice.text, slice.size);
	if (!key)
		return ak_json_no_memory(reader);
	ak_json_skip_space(reader);
	if (!ak_json_take(reader, ':'))
		return ak_json_refuse(reader, reader->at, "':' is expected");
	struct ak_json *value = read_value(reader, depth);
	if (!value)
		return false;
	if (ak_json_find(object, key))
		return ak_json_refuse(reader, place, "duplicate key \"%.63s\"", key);
	value->key = key;
	return ak_json_put(object, reader->pool, value) || ak_json_no_memory(reader);
}

static bool read_members(struct ak_json_reader *reader, struct ak_json *object, unsigned depth)
{
	ak_json_skip_space(reader);
	if (ak_json_take(reader, '}'))
		return true;
	do {
		if (!read_member(reader, object, depth))
			return false;
		ak_json_skip_space(reader);
	} while (ak_json_take(reader, ','));
	return ak_json_take(reader, '}') || ak_json_refuse(reader, reader->at, "',' or '}' is expected");
}

static bool read_items(struct ak_json_reader *reader, struct ak_json *array, unsigned depth)
{
	ak_json_skip_space(reader);
	if (ak_json_take(reader, ']'))
		return true;
	do {
		struct ak_json *item = read_value(reader, depth);
		if (!item)
			return false;
		if (!ak_json_put(array, reader->pool, item))
			return ak_json_no_memory(reader);
		ak_json_skip_space(reader);
	} while (ak_json_take(reader, ','));
	return ak_json_take(reader, ']') || ak_json_refuse(reader, reader->at, "',' or ']' is expected");
}

typedef bool read_inside(struct ak_json_reader *reader, struct ak_json *whole, unsigned depth);

/* What starts with the bracket that is next. */
static struct ak_json *read_whole(
	struct ak_json_reader *reader, enum ak_json_kind kind, read_inside *read, unsigned depth)
{
	/* protocol §1: "nesting at most 16 deep" */
	if (depth > AK_JSON_DEPTH_MAX) {
		ak_json_refuse(reader, reader->at, "nested more than %u deep", AK_JSON_DEPTH_MAX);
		return NULL;
	}
	struct ak_json *whole = value_new(reader, kind);
	reader->at++;
	return whole && read(reader, whole, depth) ? whole : NULL;
}

/* The value that is next, white space before it skipped; depth is that of what it stands in. NULL if refused.
 */
static struct ak_json *read_value(struct ak_json_reader *reader, unsigned depth)
{
	ak_json_skip_space(reader);
	char next = reader->at < reader->end ? *reader->at : '\0';
	if (next == '"')
		return read_text(reader);
	if (next == '{')
		return read_whole(reader, AK_JSON_OBJECT, read_members, depth + 1);
	if (next == '[')
		return read_whole(reader, AK_JSON_ARRAY, read_items, depth + 1);
	if (next == '-' || (next >= '0' && next <= '9'))
		return read_number(reader);
	return read_word(reader);
}

static struct ak_json *read_all(struct ak_json_reader *reader)
{
	if (take_word(reader, "\xef\xbb\xbf")) {
		ak_json_refuse(reader, reader->start, "byte order mark");
		return NULL;
	}
	struct ak_json *value = read_value(reader, 0);
	if (!value)
		return NULL;
	/* protocol §1: "after the outermost value" */
	ak_json_skip_space(reader);
	if (reader->at != reader->end)
		ak_json_refuse(reader, reader->at, "something follows the outermost value");
	return value;
}

enum ak_status ak_json_parse(struct ak_json **json, struct ak_bytes text, struct ak_error *err)
{
	struct ak_json_reader reader;
	ak_json_reader_init(&reader, text, err);
	reader.pool = ak_json_pool_new(text.size);
	if (!reader.pool)
		return ak_fail_memory(err);
	struct ak_json *value = read_all(&reader);
	if (reader.status != AK_OK) {
		ak_json_pool_free(reader.pool);
		return reader.status;
	}
	value->pool = reader.pool;
	*json = value;
	return AK_OK;
}
