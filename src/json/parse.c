/* SPDX-License-Identifier: EUPL-1.2 */
/* The strict reader: what protocol §1 forbids never becomes a value. */
#include <string.h>

#include "base/limits.h"
#include "json/scan.h"
#include "json/value.h"

static json_t *read_value(struct ak_json_reader *reader, unsigned depth);

static bool is_digit(struct ak_json_reader *reader)
{
	return reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9';
}

/* protocol §1: "integers within ±(2^53 − 1) (`-0` is 0)" */
static json_t *read_number(struct ak_json_reader *reader)
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
	json_t *number = json_integer(negative ? -value : value);
	if (!number)
		ak_json_no_memory(reader);
	return number;
}

static json_t *read_text(struct ak_json_reader *reader)
{
	struct ak_json_slice slice;
	if (!ak_json_scan_string(reader, &slice))
		return NULL;
	json_t *text = json_stringn_nocheck(slice.text, slice.size);
	if (!text)
		ak_json_no_memory(reader);
	return text;
}

static bool take_word(struct ak_json_reader *reader, const char *word)
{
	size_t size = strlen(word);
	if ((size_t)(reader->end - reader->at) < size || memcmp(reader->at, word, size) != 0)
		return false;
	reader->at += size;
	return true;
}

static json_t *read_word(struct ak_json_reader *reader)
{
	if (take_word(reader, "true"))
		return json_true();
	if (take_word(reader, "false"))
		return json_false();
	if (take_word(reader, "null"))
		return json_null();
	if (reader->at == reader->end)
		ak_json_refuse(reader, reader->at, "the text ends where a value is expected");
	else
		ak_json_refuse(reader, reader->at, "a value is expected");
	return NULL;
}

/* Puts the value in. jansson lets a later value of a key replace the first: then the size stays as it was. */
static bool put_member(struct ak_json_reader *reader, json_t *object, const char *place, const char *key,
	size_t key_size, json_t *taken)
{
	size_t before = json_object_size(object);
	if (json_object_setn_new_nocheck(object, key, key_size, taken))
		return ak_json_no_memory(reader);
	if (json_object_size(object) == before)
		return ak_json_refuse(
			reader, place, "duplicate key \"%.*s\"", key_size > 63 ? 63 : (int)key_size, key);
	return true;
}

/* A key that was unescaped must be copied: its value may hold strings that are unescaped too. */
static bool read_member_of_copied(struct ak_json_reader *reader, json_t *object, const char *place,
	struct ak_json_slice slice, unsigned depth)
{
	char *key = strndup(slice.text, slice.size);
	if (!key)
		return ak_json_no_memory(reader);
	json_t *value = read_value(reader, depth);
	bool done = value && put_member(reader, object, place, key, slice.size, value);
	free(key);
	return done;
}

static bool read_member(struct ak_json_reader *reader, json_t *object, unsigned depth)
{
	struct ak_json_slice key;
	ak_json_skip_space(reader);
	const char *place = reader->at;
	if (reader->at == reader->end || *reader->at != '"')
		return ak_json_refuse(reader, place, "a key in double quotes is expected");
	if (!ak_json_scan_string(reader, &key))
		return false;
	ak_json_skip_space(reader);
	if (!ak_json_take(reader, ':'))
		return ak_json_refuse(reader, reader->at, "':' is expected");
	if (key.text == reader->unescaped)
		return read_member_of_copied(reader, object, place, key, depth);
	json_t *value = read_value(reader, depth);
	return value && put_member(reader, object, place, key.text, key.size, value);
}

static bool read_members(struct ak_json_reader *reader, json_t *object, unsigned depth)
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

static bool read_items(struct ak_json_reader *reader, json_t *array, unsigned depth)
{
	ak_json_skip_space(reader);
	if (ak_json_take(reader, ']'))
		return true;
	do {
		json_t *item = read_value(reader, depth);
		if (!item)
			return false;
		if (json_array_append_new(array, item))
			return ak_json_no_memory(reader);
		ak_json_skip_space(reader);
	} while (ak_json_take(reader, ','));
	return ak_json_take(reader, ']') || ak_json_refuse(reader, reader->at, "',' or ']' is expected");
}

typedef bool read_inside(struct ak_json_reader *reader, json_t *whole, unsigned depth);

/* What starts with the bracket that is next; empty is taken also on failure, and NULL without memory. */
static json_t *read_whole(struct ak_json_reader *reader, json_t *empty, read_inside *read, unsigned depth)
{
	/* protocol §1: "nesting at most 16 deep" */
	if (depth > AK_JSON_DEPTH_MAX)
		ak_json_refuse(reader, reader->at, "nested more than %u deep", AK_JSON_DEPTH_MAX);
	else if (!empty)
		ak_json_no_memory(reader);
	reader->at++;
	if (reader->status == AK_OK && read(reader, empty, depth))
		return empty;
	json_decref(empty);
	return NULL;
}

/* The value that is next, white space before it skipped; depth is that of what it stands in. NULL if refused. */
static json_t *read_value(struct ak_json_reader *reader, unsigned depth)
{
	ak_json_skip_space(reader);
	char next = reader->at < reader->end ? *reader->at : '\0';
	if (next == '"')
		return read_text(reader);
	if (next == '{')
		return read_whole(reader, json_object(), read_members, depth + 1);
	if (next == '[')
		return read_whole(reader, json_array(), read_items, depth + 1);
	if (next == '-' || (next >= '0' && next <= '9'))
		return read_number(reader);
	return read_word(reader);
}

enum ak_status ak_json_parse(struct ak_json **json, struct ak_bytes text, struct ak_error *err)
{
	struct ak_json_reader reader;
	ak_json_start();
	ak_json_reader_init(&reader, text, err);
	if (take_word(&reader, "\xef\xbb\xbf"))
		ak_json_refuse(&reader, reader.start, "byte order mark");
	json_t *value = reader.status == AK_OK ? read_value(&reader, 0) : NULL;
	if (value) {
		/* protocol §1: "after the outermost value" */
		ak_json_skip_space(&reader);
		if (reader.at != reader.end)
			ak_json_refuse(&reader, reader.at, "something follows the outermost value");
	}
	if (reader.status != AK_OK) {
		json_decref(value);
		return reader.status;
	}
	*json = ak_json_outside(value);
	return AK_OK;
}
