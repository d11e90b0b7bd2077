/* SPDX-License-Identifier: EUPL-1.2 */
/* Writing a value: canonically (protocol §1), and indented for people. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"

struct writer {
	struct ak_buf *out;
	bool pretty; /* else canonical */
};

struct member {
	const char *key;
	const struct ak_json *value;
};

static void write_value(const struct writer *writer, const struct ak_json *json, unsigned depth);

/* protocol §1: of all characters only the double quote, the backslash and U+000A are escaped. */
static void write_escape(char c, struct ak_buf *out)
{
	if (c == '"' || c == '\\') {
		ak_buf_char(out, '\\');
		ak_buf_char(out, c);
	} else if (c == '\n') {
		ak_buf_append(out, "\\n", 2);
	} else {
		/* breaks the rules, but stays JSON: whoever reads it says what is wrong with it */
		ak_buf_format(out, "\\u%04X", (unsigned)(unsigned char)c);
	}
}

/* What ends a run of characters that are written as they are: the NUL too. */
static const bool stops[256] = {
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* up to 0x1f */
	['"'] = 1,
	['\\'] = 1,
};

void ak_json_string(const char *text, struct ak_buf *out)
{
	ak_buf_char(out, '"');
	for (;;) {
		const char *run = text;
		while (!stops[(unsigned char)*text])
			text++;
		ak_buf_append(out, run, (size_t)(text - run));
		if (!*text)
			break;
		write_escape(*text++, out);
	}
	ak_buf_char(out, '"');
}

static void write_int(int64_t value, struct ak_buf *out)
{
	char digits[20];
	char *at = digits + sizeof digits;
	uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	do {
		*--at = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (value < 0)
		ak_buf_char(out, '-');
	ak_buf_append(out, at, (size_t)(digits + sizeof digits - at));
}

/* A new line for what stands at this depth; nothing in canonical JSON. */
static void write_break(const struct writer *writer, unsigned depth)
{
	if (!writer->pretty)
		return;
	ak_buf_char(writer->out, '\n');
	for (unsigned i = 0; i < depth; i++)
		ak_buf_append(writer->out, "  ", 2);
}

static void write_array(const struct writer *writer, const struct ak_json *array, unsigned depth)
{
	size_t count = ak_json_count(array);
	ak_buf_char(writer->out, '[');
	for (size_t i = 0; i < count; i++) {
		if (i)
			ak_buf_char(writer->out, ',');
		write_break(writer, depth + 1);
		write_value(writer, ak_json_item(array, i), depth + 1);
	}
	if (count)
		write_break(writer, depth);
	ak_buf_char(writer->out, ']');
}

static void write_members(
	const struct writer *writer, const struct member *members, size_t count, unsigned depth)
{
	ak_buf_char(writer->out, '{');
	for (size_t i = 0; i < count; i++) {
		if (i)
			ak_buf_char(writer->out, ',');
		write_break(writer, depth + 1);
		ak_json_string(members[i].key, writer->out);
		ak_buf_text(writer->out, writer->pretty ? ": " : ":");
		write_value(writer, members[i].value, depth + 1);
	}
	if (count)
		write_break(writer, depth);
	ak_buf_char(writer->out, '}');
}

/* protocol §1: "keys sorted by byte value"; strcmp compares bytes as unsigned, and no key holds a NUL. */
static int compare_members(const void *a, const void *b)
{
	return strcmp(((const struct member *)a)->key, ((const struct member *)b)->key);
}

static void write_object(const struct writer *writer, const struct ak_json *object, unsigned depth)
{
	struct member few[16];
	size_t count = ak_json_count(object);
	struct member *members = few;
	if (count > sizeof few / sizeof few[0])
		members = calloc(count, sizeof *members);
	if (!members) {
		writer->out->failed = true;
		return;
	}
	size_t used = 0;
	for (void *at = ak_json_member(object, NULL); at; at = ak_json_member(object, at))
		members[used++] = (struct member){ak_json_member_key(at), ak_json_member_value(at)};
	assert(used == count);
	if (!writer->pretty)
		qsort(members, count, sizeof *members, compare_members);
	write_members(writer, members, count, depth);
	if (members != few)
		free(members);
}

static void write_value(const struct writer *writer, const struct ak_json *json, unsigned depth)
{
	switch (ak_json_kind(json)) {
	case AK_JSON_NULL:
		ak_buf_append(writer->out, "null", 4);
		break;
	case AK_JSON_BOOL:
		ak_buf_text(writer->out, ak_json_bool(json) ? "true" : "false");
		break;
	case AK_JSON_INT:
		write_int(ak_json_int(json), writer->out);
		break;
	case AK_JSON_TEXT:
		ak_json_string(ak_json_text(json), writer->out);
		break;
	case AK_JSON_ARRAY:
		write_array(writer, json, depth);
		break;
	case AK_JSON_OBJECT:
		write_object(writer, json, depth);
		break;
	}
}

void ak_json_canonical(const struct ak_json *json, struct ak_buf *out)
{
	struct writer writer = {.out = out, .pretty = false};
	write_value(&writer, json, 0);
}

void ak_json_pretty(const struct ak_json *json, struct ak_buf *out)
{
	struct writer writer = {.out = out, .pretty = true};
	write_value(&writer, json, 0);
	ak_buf_char(out, '\n');
}
