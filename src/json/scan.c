/* SPDX-License-Identifier: EUPL-1.2 */
#include "json/scan.h"

#include <stdio.h>
#include <string.h>

#include "json/utf8.h"

void ak_json_reader_init(struct ak_json_reader *reader, struct ak_bytes text, struct ak_error *err)
{
	/* not the whole struct: clearing 8 KiB for each record would cost as much as reading it */
	reader->start = text.size ? (const char *)text.data : "";
	reader->at = reader->start;
	reader->end = reader->start + text.size;
	reader->status = AK_OK;
	reader->err = err;
}

/* Counted only now that it is wanted: lines by line feeds, columns in characters, both from 1. */
struct ak_json_position ak_json_position(const struct ak_json_reader *reader, const char *place)
{
	struct ak_json_position position = {.line = 1, .column = 1};
	for (const char *at = reader->start; at < place; at++) {
		if (*at == '\n') {
			position.line++;
			position.column = 1;
		} else if (((unsigned char)*at & 0xc0) != 0x80) {
			position.column++;
		}
	}
	return position;
}

bool ak_json_refuse(struct ak_json_reader *reader, const char *place, const char *format, ...)
{
	if (reader->status != AK_OK)
		return false;
	char what[256];
	va_list args;
	va_start(args, format);
	vsnprintf(what, sizeof what, ak_error_words(reader->err, format), args);
	va_end(args);
	struct ak_json_position at = ak_json_position(reader, place);
	reader->status =
		ak_fail(reader->err, AK_ERR_FORMAT, "line %zu, column %zu: %s", at.line, at.column, what);
	return false;
}

bool ak_json_no_memory(struct ak_json_reader *reader)
{
	if (reader->status == AK_OK)
		reader->status = ak_fail_memory(reader->err);
	return false;
}

void ak_json_skip_space(struct ak_json_reader *reader)
{
	while (reader->at < reader->end &&
		(*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\t' || *reader->at == '\r'))
		reader->at++;
}

bool ak_json_take(struct ak_json_reader *reader, char c)
{
	if (reader->at == reader->end || *reader->at != c)
		return false;
	reader->at++;
	return true;
}

/* protocol §1: "strings free of U+0000 to U+001F (but U+000A is allowed), U+007F to" */
static bool is_forbidden(uint32_t character)
{
	if (character < 0x20)
		return character != '\n';
	if (character < 0x7f)
		return false;
	/* protocol §1: "U+200E, U+200F, U+202A to U+202E and U+2066 to U+2069, and of"; and U+061C */
	return character <= 0x9f || character == 0x61c || character == 0x200e || character == 0x200f ||
	       (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

static bool refuse_character(struct ak_json_reader *reader, const char *place, uint32_t character)
{
	return ak_json_refuse(
		reader, place, "character U+%04X is not allowed in a string", (unsigned)character);
}

/* Four hex digits; false with nothing told if they are not there. */
static bool read_hex4(struct ak_json_reader *reader, uint32_t *value)
{
	if (reader->end - reader->at < 4)
		return false;
	uint32_t sum = 0;
	for (int i = 0; i < 4; i++) {
		char c = reader->at[i];
		uint32_t digit;
		if (c >= '0' && c <= '9')
			digit = (uint32_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			digit = (uint32_t)(c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			digit = (uint32_t)(c - 'A' + 10);
		else
			return false;
		sum = sum << 4 | digit;
	}
	reader->at += 4;
	*value = sum;
	return true;
}

/* After `\u`: one unit, or two that are a pair. place is the backslash. */
static bool read_unicode(struct ak_json_reader *reader, const char *place, uint32_t *character)
{
	uint32_t high = 0;
	uint32_t low = 0;
	if (!read_hex4(reader, &high))
		return ak_json_refuse(reader, place, "\\u needs four hex digits");
	if (high < 0xd800 || high > 0xdfff) {
		*character = high;
		return true;
	}
	/* protocol §1: "unpaired surrogates (also as `\u` escapes)" */
	if (high > 0xdbff || !ak_json_take(reader, '\\') || !ak_json_take(reader, 'u') ||
		!read_hex4(reader, &low) || low < 0xdc00 || low > 0xdfff)
		return ak_json_refuse(reader, place, "unpaired surrogate \\u%04x", (unsigned)high);
	*character = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
	return true;
}

/* The escape whose backslash is next. */
static bool read_escape(struct ak_json_reader *reader, uint32_t *character)
{
	static const char letters[] = "\"\\/nbfrt";
	static const char meanings[] = "\"\\/\n\b\f\r\t";
	const char *place = reader->at++;
	char letter = reader->at < reader->end ? *reader->at : '\0';
	const char *found = letter ? strchr(letters, letter) : NULL;
	if (found) {
		reader->at++;
		*character = (uint32_t)meanings[found - letters];
	} else if (letter == 'u') {
		reader->at++;
		if (!read_unicode(reader, place, character))
			return false;
	} else {
		return ak_json_refuse(reader, place, "unknown escape in a string");
	}
	return !is_forbidden(*character) || refuse_character(reader, place, *character);
}

/* The character that is next, as it stands. */
static bool read_plain(struct ak_json_reader *reader, uint32_t *character)
{
	size_t size = ak_utf8_read(character, reader->at, (size_t)(reader->end - reader->at));
	if (size == 0)
		return ak_json_refuse(reader, reader->at, "not UTF-8");
	/* RFC 8259 wants every control character escaped, the line feed too */
	if (*character < 0x20)
		return ak_json_refuse(
			reader, reader->at, "control character U+%04X in a string", (unsigned)*character);
	if (is_forbidden(*character))
		return refuse_character(reader, reader->at, *character);
	reader->at += size;
	return true;
}

/* Past all that is printable ASCII and needs no thought: most of what there is. */
static void skip_plain_ascii(struct ak_json_reader *reader)
{
	const char *at = reader->at;
	while (at < reader->end && *at >= 0x20 && *at < 0x7f && *at != '"' && *at != '\\')
		at++;
	reader->at = at;
}

static bool refuse_length(struct ak_json_reader *reader, const char *opening)
{
	return ak_json_refuse(reader, opening, "string is longer than %u bytes", AK_JSON_STRING_MAX);
}

static bool refuse_end(struct ak_json_reader *reader, const char *opening)
{
	return ak_json_refuse(reader, opening, "string without an end");
}

/* The string from its first escape on; what stands before it, from first, is copied. */
static bool scan_escaped(
	struct ak_json_reader *reader, struct ak_json_slice *slice, const char *opening, const char *first)
{
	size_t size = (size_t)(reader->at - first);
	if (size > sizeof reader->unescaped)
		return refuse_length(reader, opening);
	memcpy(reader->unescaped, first, size);
	while (reader->at < reader->end && *reader->at != '"') {
		uint32_t character = 0;
		char bytes[4];
		if (!(*reader->at == '\\' ? read_escape(reader, &character) : read_plain(reader, &character)))
			return false;
		size_t more = ak_utf8_write(bytes, character);
		if (more > sizeof reader->unescaped - size)
			return refuse_length(reader, opening);
		memcpy(reader->unescaped + size, bytes, more);
		size += more;
	}
	slice->text = reader->unescaped;
	slice->size = size;
	return ak_json_take(reader, '"') || refuse_end(reader, opening);
}

bool ak_json_scan_string(struct ak_json_reader *reader, struct ak_json_slice *slice)
{
	const char *opening = reader->at++;
	const char *first = reader->at;
	for (;;) {
		uint32_t character;
		skip_plain_ascii(reader);
		if (reader->at == reader->end)
			return refuse_end(reader, opening);
		if (*reader->at == '\\')
			return scan_escaped(reader, slice, opening, first);
		if (*reader->at == '"')
			break;
		if (!read_plain(reader, &character))
			return false;
	}
	slice->text = first;
	slice->size = (size_t)(reader->at - first);
	reader->at++;
	/* protocol §1: "A string, key or value, is at most 8,192 bytes of UTF-8 once unescaped." */
	return slice->size <= AK_JSON_STRING_MAX || refuse_length(reader, opening);
}
