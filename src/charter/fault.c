/* SPDX-License-Identifier: EUPL-1.2 */
/* Telling what breaks a rule in a charter: the place, and one sentence. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "charter/read.h"

struct ak_shown ak_shown(const char *text)
{
	static const char more[] = "…";
	struct ak_shown shown;
	size_t size = strlen(text);
	if (size < sizeof shown.text) {
		memcpy(shown.text, text, size + 1);
		return shown;
	}
	size = sizeof shown.text - sizeof more;
	while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80) /* not within a character */
		size--;
	memcpy(shown.text, text, size);
	memcpy(shown.text + size, more, sizeof more);
	return shown;
}

static void write_place(const struct ak_place *place, struct ak_buf *out)
{
	if (!place->up)
		return;
	write_place(place->up, out);
	if (!place->key) {
		ak_buf_format(out, "[%zu]", place->index);
		return;
	}
	if (place->up->up)
		ak_buf_char(out, '.');
	ak_buf_text(out, ak_shown(place->key).text);
}

static void tell(struct ak_charter_reader *reader, const char *place, const char *sentence)
{
	ak_fail(reader->err, AK_ERR_FORMAT, "%s: %s", place, sentence);
	if (reader->fault)
		reader->fault(reader->context, place, sentence);
}

void ak_charter_refuse(
	struct ak_charter_reader *reader, const struct ak_place *place, const char *format, ...)
{
	bool heard = reader->fault || (reader->err && reader->err->status == AK_OK);
	if (reader->status == AK_ERR_MEMORY)
		return;
	reader->status = AK_ERR_FORMAT;
	if (!heard)
		return;
	struct ak_buf where = AK_BUF_INIT;
	char sentence[AK_ERROR_TEXT_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, ak_error_words(reader->err, format), args);
	va_end(args);
	if (place->up)
		write_place(place, &where);
	else
		ak_buf_text(&where, "charter");
	if (where.failed)
		ak_charter_no_memory(reader);
	else
		tell(reader, ak_buf_string(&where), sentence);
	ak_buf_release(&where);
}

void ak_charter_no_memory(struct ak_charter_reader *reader)
{
	reader->status = AK_ERR_MEMORY;
	ak_error_clear(reader->err);
	ak_fail_memory(reader->err);
}
