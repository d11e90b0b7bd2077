/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/escape.h"

#include <string.h>

#include "json/utf8.h"

/* What is not plain, besides the controls, from low to high: not seen, or not seen where it stands. */
static const struct {
	uint32_t first, last;
} hidden[] = {
	{ 0x00AD, 0x00AD },   /* soft hyphen */
	{ 0x034F, 0x034F },   /* combining grapheme joiner */
	{ 0x061C, 0x061C },   /* Arabic letter mark, a bidirectional control */
	{ 0x115F, 0x1160 },   /* Hangul fillers */
	{ 0x17B4, 0x17B5 },   /* Khmer inherent vowels */
	{ 0x180B, 0x180F },   /* Mongolian selectors and separator */
	{ 0x200B, 0x200F },   /* zero width characters, direction marks */
	{ 0x2028, 0x202E },   /* line and paragraph separators, bidirectional controls */
	{ 0x2060, 0x206F },   /* invisible operators, bidirectional isolates, deprecated format characters */
	{ 0x3164, 0x3164 },   /* Hangul filler */
	{ 0xFE00, 0xFE0F },   /* variation selectors */
	{ 0xFEFF, 0xFEFF },   /* byte order mark */
	{ 0xFFA0, 0xFFA0 },   /* half-width Hangul filler */
	{ 0xFFF0, 0xFFFB },   /* interlinear annotations */
	{ 0xFFFE, 0xFFFF },   /* no characters */
	{ 0x1BCA0, 0x1BCA3 }, /* shorthand format controls */
	{ 0x1D173, 0x1D17A }, /* musical format controls */
	{ 0xE0000, 0xE0FFF }, /* tags, more variation selectors */
};

bool ak_character_is_plain(uint32_t character)
{
	if (character < 0x20 || (character >= 0x7F && character < 0xA0))
		return false;
	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0] && character >= hidden[i].first; i++) {
		if (character <= hidden[i].last)
			return false;
	}
	return true;
}

/* One character, or one byte that is none, so that it is seen. Returns its size. */
static size_t escape_one(struct ak_buf *out, const char *text, size_t left)
{
	uint32_t character;
	size_t size = ak_utf8_read(&character, text, left);
	if (!size)
		ak_buf_format(out, "\\x%02x", (unsigned)(unsigned char)*text);
	else if (character == '\n')
		ak_buf_text(out, "\\n");
	else if (ak_character_is_plain(character))
		ak_buf_append(out, text, size);
	else if (character < 0xA0)
		ak_buf_format(out, "\\x%02x", (unsigned)character);
	else
		ak_buf_format(out, "<U+%04X>", (unsigned)character);
	return size ? size : 1;
}

/* How many bytes at the beginning are plain ASCII, as nearly all are: they are taken together. */
static size_t plain_run(const uint8_t *data, size_t size)
{
	size_t run = 0;
	while (run < size && data[run] >= 0x20 && data[run] < 0x7F)
		run++;
	return run;
}

/* How many are shown as they are. */
static size_t shown_run(const char *data, size_t size)
{
	size_t run = 0;
	while (run < size) {
		size_t taken = plain_run((const uint8_t *)data + run, size - run);
		if (taken == 0) {
			uint32_t character;
			taken = ak_utf8_read(&character, data + run, size - run);
			if (taken == 0 || !ak_character_is_plain(character))
				break;
		}
		run += taken;
	}
	return run;
}

void ak_escape_bytes(struct ak_buf *out, struct ak_bytes text)
{
	const char *data = (const char *)text.data;
	for (size_t at = 0; at < text.size;) {
		size_t run = shown_run(data + at, text.size - at);
		ak_buf_append(out, data + at, run);
		at += run;
		if (at < text.size)
			at += escape_one(out, data + at, text.size - at);
	}
}

void ak_escape(struct ak_buf *out, const char *text)
{
	ak_escape_bytes(out, ak_bytes_of(text));
}

void ak_escape_invalid(struct ak_buf *out, const char *text)
{
	size_t left = strlen(text);
	while (left > 0) {
		uint32_t character;
		size_t size = ak_utf8_read(&character, text, left);
		if (size)
			ak_buf_append(out, text, size);
		else
			ak_buf_format(out, "\\x%02x", (unsigned)(unsigned char)*text);
		text += size ? size : 1;
		left -= size ? size : 1;
	}
}

/* `\uXXXX`, or two of them above U+FFFF. */
static void escape_json_one(struct ak_buf *out, uint32_t character)
{
	if (character < 0x10000) {
		ak_buf_format(out, "\\u%04X", (unsigned)character);
		return;
	}
	uint32_t rest = character - 0x10000;
	ak_buf_format(out, "\\u%04X\\u%04X", (unsigned)(0xD800 + (rest >> 10)), (unsigned)(0xDC00 + (rest & 0x3FF)));
}

void ak_escape_json(struct ak_buf *out, struct ak_bytes document)
{
	const char *data = (const char *)document.data;
	for (size_t at = 0; at < document.size;) {
		uint32_t character;
		size_t run = plain_run(document.data + at, document.size - at);
		if (run > 0) {
			ak_buf_append(out, data + at, run);
			at += run;
			continue;
		}
		size_t size = ak_utf8_read(&character, data + at, document.size - at);
		/* a line feed in a document is between its parts; in a text it is written `\n` */
		if (size && !ak_character_is_plain(character) && character != '\n')
			escape_json_one(out, character);
		else
			ak_buf_append(out, data + at, size ? size : 1);
		at += size ? size : 1;
	}
}

/* ---- markup */

/* What markup is made of, and its name. */
static const char *entity(uint32_t character)
{
	switch (character) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	}
	return NULL;
}

/* One character, or one byte that is none, as text of a page or document. Returns its size. */
static size_t escape_markup_one(struct ak_buf *out, const char *text, size_t left)
{
	uint32_t character;
	size_t size = ak_utf8_read(&character, text, left);
	if (!size)
		ak_buf_format(out, "\\x%02x", (unsigned)(unsigned char)*text);
	else if (entity(character))
		ak_buf_text(out, entity(character));
	else if (character == '\n' || ak_character_is_plain(character))
		ak_buf_append(out, text, size);
	else if (character < 0xA0)
		ak_buf_format(out, "\\x%02x", (unsigned)character);
	else
		ak_buf_format(out, "&lt;U+%04X&gt;", (unsigned)character);
	return size ? size : 1;
}

static bool is_common(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ' || (c >= 'A' && c <= 'Z') ||
	       c == '-' || c == '/' || c == '.' || c == ',' || c == ':';
}

void ak_escape_markup(struct ak_buf *out, struct ak_bytes text)
{
	const char *data = (const char *)text.data;
	for (size_t at = 0; at < text.size;) {
		size_t plain = at;
		while (plain < text.size && is_common(data[plain]))
			plain++;
		ak_buf_append(out, data + at, plain - at);
		at = plain;
		if (at < text.size)
			at += escape_markup_one(out, data + at, text.size - at);
	}
}
