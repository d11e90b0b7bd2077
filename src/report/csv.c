/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/csv.h"

#include <inttypes.h>
#include <string.h>

#include "judge/read.h"
#include "report/object.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* ---- cells */

static void put_delimiter(struct ak_buf *out, const struct ak_csv_options *options, bool is_first)
{
	if (!is_first)
		ak_buf_char(out, options->delimiter);
}

/* What a spreadsheet would take for a formula; an apostrophe too, so that reading can take exactly one away. */
static bool is_formula(const char *text)
{
	return *text != '\0' && strchr("=+-@\t\r'", *text) != NULL;
}

void ak_csv_begin(struct ak_buf *out, const struct ak_csv_options *options)
{
	if (options->mark)
		ak_buf_text(out, byte_order_mark);
}

void ak_csv_text(struct ak_buf *out, const struct ak_csv_options *options, bool is_first, const char *text)
{
	put_delimiter(out, options, is_first);
	if (!*text)
		return;
	ak_buf_char(out, '"');
	if (is_formula(text))
		ak_buf_char(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			ak_buf_char(out, '"');
		ak_buf_char(out, *text);
	}
	ak_buf_char(out, '"');
}

void ak_csv_number(struct ak_buf *out, const struct ak_csv_options *options, int64_t number)
{
	put_delimiter(out, options, false);
	ak_buf_format(out, "%" PRId64, number);
}

void ak_csv_end(struct ak_buf *out)
{
	ak_buf_text(out, "\r\n");
}

/* ---- objects */

static void put_members(struct ak_buf *out, const struct ak_csv_options *options, const struct ak_object *object,
	const struct ak_field *field)
{
	struct ak_buf joined = AK_BUF_INIT;
	const struct ak_map *members = ak_read_members(object, field);
	for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(members, i)) {
		if (joined.size)
			ak_buf_char(&joined, field->of == AK_FIELD_TEXT ? '\n' : ',');
		ak_buf_text(&joined, ak_map_key(members, i));
	}
	out->failed |= joined.failed;
	ak_csv_text(out, options, false, ak_buf_string(&joined));
	ak_buf_release(&joined);
}

static void put_field(struct ak_buf *out, const struct ak_csv_options *options, const struct ak_object *object,
	const struct ak_field *field)
{
	struct ak_value value = ak_read(object, field);
	switch (value.kind) {
	case AK_VALUE_NULL:
		ak_csv_text(out, options, false, "");
		return;
	case AK_VALUE_TEXT:
		ak_csv_text(out, options, false, value.text);
		return;
	case AK_VALUE_INT:
		ak_csv_number(out, options, value.integer);
		return;
	case AK_VALUE_BOOL:
		ak_csv_text(out, options, false, value.boolean ? "true" : "false");
		return;
	case AK_VALUE_SET:
		put_members(out, options, object, field);
		return;
	}
}

void ak_csv_objects(struct ak_buf *out, const struct ak_csv_options *options, const struct ak_state *state,
	const struct ak_type *type, bool (*keeps)(const void *context, const struct ak_object *object), const void *context)
{
	const struct ak_object *object;
	ak_csv_begin(out, options);
	ak_csv_text(out, options, true, "object");
	ak_csv_text(out, options, false, "phase");
	for (uint32_t i = 0; i < type->field_count; i++)
		ak_csv_text(out, options, false, type->fields[i].name);
	ak_csv_end(out);
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, type->name, at, &object)) != AK_MAP_END;) {
		if (keeps && !keeps(context, object))
			continue;
		ak_csv_text(out, options, true, object->name);
		ak_csv_text(out, options, false, ak_phase_of(state, object));
		for (uint32_t i = 0; i < type->field_count; i++)
			put_field(out, options, object, &type->fields[i]);
		ak_csv_end(out);
	}
}
