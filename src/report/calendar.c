/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/calendar.h"

#include "base/date.h"
#include "judge/read.h"
#include "ledger/course.h"
#include "report/gettext.h"
#include "report/object.h"
#include "report/value.h"

enum { LINE_OCTETS = 75 }; /* RFC 5545 §3.1: longer lines are folded */

/* ---- lines */

/* Puts a line that is escaped already, folded between characters. */
static void put_folded(struct ak_buf *out, const char *line)
{
	size_t column = 0;
	while (*line) {
		size_t size = 1;
		while (((unsigned char)line[size] & 0xC0U) == 0x80)
			size++;
		if (column + size > LINE_OCTETS) {
			ak_buf_text(out, "\r\n ");
			column = 1;
		}
		ak_buf_append(out, line, size);
		column += size;
		line += size;
	}
	ak_buf_text(out, "\r\n");
}

/* A content line, escaped and folded: `SUMMARY` and a text. */
static void put_line(struct ak_buf *out, const char *name, const char *text)
{
	struct ak_buf line = AK_BUF_INIT;
	ak_buf_format(&line, "%s:", name);
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (c == '\n') {
			ak_buf_text(&line, "\\n");
			continue;
		}
		if (c == '\\' || c == ';' || c == ',')
			ak_buf_char(&line, '\\');
		if (c >= 0x20 && c != 0x7F)
			ak_buf_char(&line, *text);
	}
	out->failed |= line.failed;
	put_folded(out, ak_buf_string(&line));
	ak_buf_release(&line);
}

/* ---- events */

/* `YYYY-MM-DD` and the like without what is between the digits. */
static void put_stamp(struct ak_buf *out, const char *name, const char *text)
{
	struct ak_buf line = AK_BUF_INIT;
	ak_buf_format(&line, "%s:", name);
	for (; *text; text++)
		if (*text != '-' && *text != ':')
			ak_buf_char(&line, *text);
	out->failed |= line.failed;
	put_folded(out, ak_buf_string(&line));
	ak_buf_release(&line);
}

/* When the term was last set: an event has no other history. */
static int64_t stamp_of(const struct ak_ledger *ledger, const struct ak_object *object, const struct ak_field *field)
{
	const struct ak_cell *cell = ak_object_cell(object, field->name);
	return cell && cell->by < ledger->count ? ledger->records[cell->by].time : 0;
}

static void put_event(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_object *object,
	const struct ak_type *type, const struct ak_field *field, int32_t days)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const char *title = ak_object_title(state, object), *party = ak_course_party(object, type);
	struct ak_buf text = AK_BUF_INIT;
	struct ak_time_text stamp = ak_time_write(stamp_of(ledger, object, field));
	ak_buf_text(out, "BEGIN:VEVENT\r\n");
	ak_buf_format(&text, "%s#%s@%.16s.akkoord.invalid", object->name, field->name, ak_id_hex(&ledger->id).text);
	put_line(out, "UID", ak_buf_string(&text));
	put_stamp(out, "DTSTAMP", stamp.text);
	put_stamp(out, "LAST-MODIFIED", stamp.text);
	put_stamp(out, "DTSTART;VALUE=DATE", ak_date_write(days).text);
	ak_buf_clear(&text);
	ak_buf_format(&text, "%s: %s", ak_field_label(type, field), title ? title : object->name);
	put_line(out, "SUMMARY", ak_buf_string(&text));
	ak_buf_clear(&text);
	ak_buf_format(&text, "%s (%s)", ak_type_label(type), object->name);
	if (party)
		ak_buf_format(&text, "\n%s: %s", _("Responsible"), party);
	if (ak_course_is_finished(state, object))
		ak_buf_format(&text, "\n%s", _("Finished"));
	put_line(out, "DESCRIPTION", ak_buf_string(&text));
	put_line(out, "CATEGORIES", ak_type_label(type));
	ak_buf_text(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
	out->failed |= text.failed;
	ak_buf_release(&text);
}

static uint32_t put_object(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_object *object,
	const struct ak_type *type)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		int32_t days;
		const char *date = field->type == AK_FIELD_DATE ? ak_text_read(object, type, field->name) : NULL;
		if (!date || !ak_course_is_term(type, field) || !ak_date_parse(&days, date))
			continue;
		put_event(out, ledger, object, type, field, days);
		count++;
	}
	return count;
}

void ak_calendar_write(struct ak_buf *out, const struct ak_ledger *ledger,
	bool (*keeps)(const void *context, const struct ak_object *object), const void *context, uint32_t *count)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_object *object;
	uint32_t events = 0;
	ak_buf_text(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//akkoord//akkoord " AK_VERSION "//EN\r\n"
			 "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
	put_line(out, "X-WR-CALNAME", state->charter->name);
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, NULL, at, &object)) != AK_MAP_END;) {
		const struct ak_type *type = ak_charter_type(state->charter, object->type);
		if (type && (!keeps || keeps(context, object)))
			events += put_object(out, ledger, object, type);
	}
	ak_buf_text(out, "END:VCALENDAR\r\n");
	if (count)
		*count = events;
}
