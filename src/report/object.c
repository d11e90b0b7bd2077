/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/object.h"

#include <stdlib.h>
#include <string.h>

#include "report/attached.h"
#include "report/build.h"
#include "report/gettext.h"
#include "report/value.h"

enum {
	INDENT = 2,
	GUTTER = 2,
	PAGE_COLUMNS = 100,
	LABEL_COLUMNS_MAX = 30,
	VALUE_COLUMNS_MIN = 24,
};

/* Where the columns of a page begin. */
struct layout {
	unsigned value;
	unsigned value_width;
	unsigned origin; /* 0: no room beside the value; below it then */
};

/* ---- by whom */

/* "2022-10-01  do  3f2a9c1d2e4b", or "with the founding". */
static void put_origin(struct ak_buf *out, const struct ak_ledger *ledger, uint32_t by)
{
	if (by >= ledger->count) {
		ak_buf_text(out, _("with the founding"));
		return;
	}
	const struct ak_record *record = &ledger->records[by];
	ak_buf_format(out, "%.10s  %s  %s", ak_words_day_of(record->time).text, ak_id_short(&record->id).text,
		record->capacity);
}

static uint32_t origin_of(const struct ak_object *object, const struct ak_field *field)
{
	const struct ak_cell *cell = ak_object_cell(object, field->name);
	return cell && cell->written ? cell->by : object->created_by;
}

/* ---- for people */

static void put_head(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_object *object,
	const struct ak_type *type)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const char *phase = type ? ak_phase_of(state, object) : "";
	struct ak_buf origin = AK_BUF_INIT;
	ak_page_styled(page, AK_STYLE_STRONG, "%s", object->name);
	ak_page_format(page, "  %s", type ? ak_type_label(type) : object->type);
	if (phase[0])
		ak_page_format(page, _(", phase %s"), phase);
	ak_page_end(page);
	put_origin(&origin, ledger, object->created_by);
	ak_page_line(page, _("Created  %s"), ak_buf_string(&origin));
	if (object->created_by < ledger->count && ledger->records[object->created_by].why) {
		ak_page_to(page, strlen("Created  "));
		ak_page_wrap(page, AK_STYLE_DIM, ledger->records[object->created_by].why);
	}
	ak_buf_release(&origin);
}

static struct layout choose_layout(
	const struct ak_page *page, const struct ak_ledger *ledger, const struct ak_object *object, const struct ak_type *type)
{
	unsigned label = 0, origin = 0, width = page->width > 0 && page->width < PAGE_COLUMNS ? page->width : PAGE_COLUMNS;
	for (uint32_t i = 0; i < type->field_count; i++) {
		struct ak_buf words = AK_BUF_INIT;
		unsigned columns = ak_text_width(ak_field_label(type, &type->fields[i]));
		put_origin(&words, ledger, origin_of(object, &type->fields[i]));
		label = columns > label ? columns : label;
		columns = ak_text_width(ak_buf_string(&words));
		origin = columns > origin ? columns : origin;
		ak_buf_release(&words);
	}
	label = label < LABEL_COLUMNS_MAX ? label : LABEL_COLUMNS_MAX;
	struct layout layout = {.value = INDENT + label + GUTTER};
	layout.value_width = width > layout.value + VALUE_COLUMNS_MIN ? width - layout.value : VALUE_COLUMNS_MIN;
	if (layout.value_width >= VALUE_COLUMNS_MIN + GUTTER + origin) {
		layout.value_width -= GUTTER + origin;
		layout.origin = layout.value + layout.value_width + GUTTER;
	}
	return layout;
}

/* The lines of a value, and beside the first who set it. */
static void put_beside(struct ak_page *page, const struct layout *layout, const char *value, const char *origin)
{
	struct ak_page column = AK_PAGE_INIT;
	column.width = layout->value_width;
	ak_page_wrap(&column, AK_STYLE_PLAIN, value);
	char *lines = ak_buf_take(&column.buf), *rest = lines;
	if (!lines)
		page->buf.failed = true;
	for (char *line = lines ? strtok_r(lines, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest)) {
		ak_page_to(page, layout->value);
		ak_page_put(page, line);
		if (origin[0]) {
			ak_page_to(page, layout->origin);
			ak_page_styled(page, AK_STYLE_DIM, "%s", origin);
		}
		origin = "";
		ak_page_end(page);
	}
	free(lines);
}

/* A file that a field names may be absent; that must not be found out only at its record. */
static void put_absence(
	struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_object *object, const struct ak_field *field)
{
	struct ak_value value = ak_read(object, field);
	struct ak_id id;
	if (field->type != AK_FIELD_FILE || value.kind != AK_VALUE_TEXT || !ak_id_parse(&id, value.text, strlen(value.text)))
		return;
	const char *absence = ak_attached_absence(ledger, &id);
	if (absence)
		ak_buf_format(out, " %s", absence);
}

static void put_field(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_object *object,
	const struct ak_type *type, const struct ak_field *field, const struct layout *layout)
{
	struct ak_buf value = AK_BUF_INIT, origin = AK_BUF_INIT;
	ak_titled_words(&value, ak_ledger_state(ledger), object, field);
	put_absence(&value, ledger, object, field);
	put_origin(&origin, ledger, origin_of(object, field));
	page->indent = INDENT;
	ak_page_cut(page, AK_STYLE_PLAIN, ak_field_label(type, field), layout->value - INDENT - GUTTER);
	if (layout->origin > 0) {
		put_beside(page, layout, ak_buf_string(&value), ak_buf_string(&origin));
	} else {
		ak_page_beside(page, layout->value);
		ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&value));
		if (origin_of(object, field) != object->created_by) { /* of the others the head tells it */
			ak_page_beside(page, layout->value);
			ak_page_styled(page, AK_STYLE_DIM, "%s", ak_buf_string(&origin));
			ak_page_end(page);
		}
	}
	page->indent = 0;
	ak_buf_release(&value);
	ak_buf_release(&origin);
}

/* The labels of fields without a value: those that are expected, or the others. */
static void put_empty(
	struct ak_page *page, const struct ak_object *object, const struct ak_type *type, bool expected, const char *label)
{
	struct ak_buf labels = AK_BUF_INIT;
	for (uint32_t i = 0; i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		if (!ak_field_filled(object, field) && field->expected == expected)
			ak_buf_format(&labels, "%s%s", labels.size ? ", " : "", ak_field_label(type, field));
	}
	if (labels.size > 0) {
		ak_page_put(page, label);
		ak_page_beside(page, ak_text_width(label) + 1);
		ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&labels));
	}
	ak_buf_release(&labels);
}

/* Proposals that are open and would change it. */
static void put_pending(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_object *object)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	for (uint32_t i = 0; i < state->opened_count; i++) {
		const struct ak_record *record = &ledger->records[state->opened[i]];
		bool about = false;
		for (uint32_t c = 0; c < record->change_count && !about; c++)
			about = record->changes[c].op != AK_OP_AMEND &&
				strcmp(record->changes[c].object, object->name) == 0;
		if (!about || ak_ledger_judged(ledger, state->opened[i])->verdict != AK_VERDICT_PENDING)
			continue;
		ak_page_styled(page, AK_STYLE_WAIT, _("Pending for %s: "), record->capacity);
		ak_page_format(page, "%s  ", ak_id_short(&record->id).text);
		ak_page_wrap(page, AK_STYLE_PLAIN, record->why);
	}
}

void ak_object_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_object *object)
{
	const struct ak_type *type = ak_type_of(ak_ledger_state(ledger), object);
	put_head(page, ledger, object, type);
	ak_page_gap(page);
	if (!type) {
		ak_page_line(page, "%s", _("The charter in force does not know this type any more."));
		return;
	}
	struct layout layout = choose_layout(page, ledger, object, type);
	for (uint32_t i = 0; i < type->field_count; i++) {
		if (ak_field_filled(object, &type->fields[i]))
			put_field(page, ledger, object, type, &type->fields[i], &layout);
	}
	ak_page_gap(page);
	put_empty(page, object, type, true, _("Expected, and not filled in:"));
	put_empty(page, object, type, false, _("Not filled in:"));
	ak_page_gap(page);
	put_pending(page, ledger, object);
}

/* ---- as JSON */

static struct ak_json *origin_document(const struct ak_ledger *ledger, uint32_t by)
{
	if (by >= ledger->count)
		return ak_json_null_new(); /* the founding */
	const struct ak_record *record = &ledger->records[by];
	struct ak_json *origin = ak_json_object_new();
	ak_build_set(&origin, "record", ak_build_id(&record->id));
	ak_build_set(&origin, "time", ak_build_time(record->time));
	ak_build_set(&origin, "actor", ak_build_text(record->actor));
	ak_build_set(&origin, "for", ak_build_text(record->capacity));
	ak_build_set(&origin, "why", ak_build_text(record->why));
	ak_build_set(&origin, "sealed", ak_json_bool_new(ak_is_sealed(ledger, by, NULL)));
	return origin;
}

static struct ak_json *field_document(const struct ak_ledger *ledger, const struct ak_object *object,
	const struct ak_type *type, const struct ak_field *field)
{
	struct ak_json *document = ak_json_object_new();
	const struct ak_cell *cell = ak_object_cell(object, field->name);
	ak_build_set(&document, "label", ak_build_text(field->label));
	ak_build_set(&document, "value", ak_present_document(object, field));
	ak_build_set(&document, "set",
		cell && cell->written ? origin_document(ledger, cell->by) : ak_json_null_new());
	(void)type;
	return document;
}

void ak_object_document(struct ak_json **document, const struct ak_ledger *ledger, const struct ak_object *object)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_type *type = ak_type_of(state, object);
	struct ak_json *fields = ak_json_object_new();
	for (uint32_t i = 0; type && i < type->field_count; i++)
		ak_build_set(&fields, type->fields[i].name, field_document(ledger, object, type, &type->fields[i]));
	ak_build_set(document, "object", ak_build_text(object->name));
	ak_build_set(document, "type", ak_build_text(object->type));
	ak_build_set(document, "label", ak_build_text(type ? type->label : NULL));
	ak_build_set(document, "phase", ak_build_text(type ? ak_phase_of(state, object) : ""));
	ak_build_set(document, "created", origin_document(ledger, object->created_by));
	ak_build_set(document, "fields", fields);
}
