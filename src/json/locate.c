/* SPDX-License-Identifier: EUPL-1.2 */
/* From a place in a document to its line and column. The text was read before, so it is known to be sound. */
#include <stdlib.h>
#include <string.h>

#include "json/scan.h"

/* A part of the place, found: where it begins in the text, where its value does, and how much of the place it takes. */
struct found {
	const char *begin;
	const char *value;
	size_t size;
};

static bool is_next(const struct ak_json_reader *reader, const char *of)
{
	return reader->at < reader->end && memchr(of, *reader->at, strlen(of)) != NULL;
}

/* Past the value that is next. */
static void skip_value(struct ak_json_reader *reader)
{
	struct ak_json_slice slice;
	unsigned depth = 0;
	do {
		ak_json_skip_space(reader);
		if (is_next(reader, "\"")) {
			if (!ak_json_scan_string(reader, &slice))
				reader->at = reader->end;
		} else if (is_next(reader, "{[")) {
			depth++;
			reader->at++;
		} else if (is_next(reader, "}]")) {
			depth--;
			reader->at++;
		} else if (is_next(reader, ",:")) {
			reader->at++;
		} else {
			while (reader->at < reader->end && !is_next(reader, ",:]} \n\t\r"))
				reader->at++;
		}
	} while (depth > 0 && reader->at < reader->end);
}

/* A place does not tell a stop within a key from one between two, so of several keys that fit the longest is meant. */
static bool find_key(struct ak_json_reader *reader, const char *place, struct found *found)
{
	struct ak_json_slice key;
	do {
		ak_json_skip_space(reader);
		const char *begin = reader->at;
		if (!is_next(reader, "\"") || !ak_json_scan_string(reader, &key))
			break;
		bool fits = strncmp(place, key.text, key.size) == 0 && strchr(".[", place[key.size]) != NULL;
		size_t size = key.size;
		ak_json_skip_space(reader);
		ak_json_take(reader, ':');
		ak_json_skip_space(reader);
		if (fits && (!found->begin || size > found->size))
			*found = (struct found){.begin = begin, .value = reader->at, .size = size};
		skip_value(reader);
		ak_json_skip_space(reader);
	} while (ak_json_take(reader, ','));
	return found->begin != NULL;
}

/* `[2]`: the third item. */
static bool find_item(struct ak_json_reader *reader, const char *place, struct found *found)
{
	char *end = NULL;
	unsigned long index = *place == '[' ? strtoul(place + 1, &end, 10) : 0;
	if (!end || *end != ']')
		return false;
	ak_json_skip_space(reader);
	for (unsigned long i = 0; !is_next(reader, "]") && reader->at < reader->end; i++) {
		if (i == index) {
			*found = (struct found){.begin = reader->at, .value = reader->at, .size = (size_t)(end + 1 - place)};
			return true;
		}
		skip_value(reader);
		ak_json_skip_space(reader);
		ak_json_take(reader, ',');
		ak_json_skip_space(reader);
	}
	return false;
}

struct ak_json_position ak_json_locate(struct ak_bytes text, const char *place)
{
	struct ak_json_reader reader;
	struct ak_error err = AK_ERROR_INIT;
	ak_json_reader_init(&reader, text, &err);
	ak_json_skip_space(&reader);
	const char *deepest = reader.at;
	while (*place != '\0') {
		struct found found = {.begin = NULL};
		bool known = ak_json_take(&reader, '{')   ? find_key(&reader, place, &found)
			     : ak_json_take(&reader, '[') ? find_item(&reader, place, &found)
							  : false;
		if (!known)
			break;
		deepest = found.begin;
		reader.at = found.value;
		place += found.size;
		place += *place == '.';
	}
	return ak_json_position(&reader, deepest);
}
