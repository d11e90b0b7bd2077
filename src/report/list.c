/* SPDX-License-Identifier: EUPL-1.2 */
/* The objects of a type, and the types that there are, as tables and as JSON. */
#include <stdlib.h>
#include <string.h>

#include "ledger/course.h"
#include "report/build.h"
#include "report/gettext.h"
#include "report/object.h"
#include "report/value.h"

enum {
	COLUMNS_MAX = 5,
	GUTTER = 2,
	TITLE_COLUMNS_MIN = 24, /* of a page with a width */
};

/* ---- walking */

uint32_t ak_objects_next(const struct ak_state *state, const char *type, uint32_t at, const struct ak_object **object)
{
	for (;;) {
		at = at == AK_MAP_END ? ak_map_first(&state->objects) : ak_map_next(&state->objects, at);
		if (at == AK_MAP_END)
			return AK_MAP_END;
		*object = ak_map_value(&state->objects, at);
		if ((*object)->exists && (!type || strcmp((*object)->type, type) == 0))
			return at;
	}
}

/* How many objects of a type there are. */
static uint32_t count_objects(const struct ak_state *state, const char *type)
{
	const struct ak_object *object;
	uint32_t count = 0;
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, type, at, &object)) != AK_MAP_END;)
		count++;
	return count;
}

/* ---- the objects of a type */

/* Fields that tell objects apart at a glance, and are short. */
static bool is_telling(const struct ak_type *type, const struct ak_field *field)
{
	switch (field->type) {
	case AK_FIELD_ENUM:
	case AK_FIELD_DATE:
	case AK_FIELD_PARTY:
	case AK_FIELD_ACTOR:
		return true;
	case AK_FIELD_SET:
		return field->of == AK_FIELD_ACTOR;
	case AK_FIELD_REF:
		return field != type->phase;
	case AK_FIELD_INT:
		return field->expected || field->required;
	case AK_FIELD_TEXT:
	case AK_FIELD_BOOL:
	case AK_FIELD_RECORD:
	case AK_FIELD_FILE:
	case AK_FIELD_KEY:
		break;
	}
	return false;
}

/* Whether the phase is another object's: then it is a column too. */
static bool follows(const struct ak_type *type)
{
	return type->phase && type->phase->type == AK_FIELD_REF;
}

static const char *label_of(const struct ak_type *type, const struct ak_column *column)
{
	switch (column->kind) {
	case AK_COLUMN_FIELD:
		return ak_field_label(type, column->field);
	case AK_COLUMN_PHASE:
		return _("Phase");
	case AK_COLUMN_TITLE:
		break;
	}
	return "";
}

/* What stands in a column, appended. */
static void put_words(
	struct ak_buf *out, const struct ak_state *state, const struct ak_object *object, const struct ak_column *column)
{
	const char *title;
	switch (column->kind) {
	case AK_COLUMN_FIELD:
		if (ak_field_filled(object, column->field))
			ak_present_words(out, object, column->field);
		return;
	case AK_COLUMN_PHASE:
		ak_buf_text(out, ak_phase_of(state, object));
		return;
	case AK_COLUMN_TITLE:
		title = ak_object_title(state, object);
		ak_buf_text(out, title ? title : "");
		return;
	}
}

/* ---- which columns, where nobody said */

static unsigned width_of(const struct ak_state *state, const struct ak_objects *objects, const struct ak_column *column)
{
	unsigned widest = ak_text_width(label_of(objects->type, column));
	for (size_t i = 0; i < objects->count; i++) {
		struct ak_buf words = AK_BUF_INIT;
		put_words(&words, state, objects->items[i], column);
		unsigned width = ak_text_width(ak_buf_string(&words));
		widest = width > widest ? width : widest;
		ak_buf_release(&words);
	}
	return widest;
}

static unsigned name_width(const struct ak_objects *objects)
{
	unsigned widest = ak_text_width(ak_type_label(objects->type));
	for (size_t i = 0; i < objects->count; i++) {
		unsigned width = ak_text_width(objects->items[i]->name);
		widest = width > widest ? width : widest;
	}
	return widest;
}

/* What comes first: what has moves, what kind of promise it is, dates, then the rest. */
static unsigned pass_of(const struct ak_type *type, const struct ak_field *field)
{
	if (field->has_moves)
		return 1;
	if (field == ak_course_nature(type))
		return 2;
	return field->type == AK_FIELD_DATE ? 3 : 4;
}

/* The most telling first: the phase, then by pass_of, else in the charter's order; as far as there is room. */
static unsigned choose_columns(struct ak_column columns[AK_LIST_COLUMNS_MAX], const struct ak_page *page,
	const struct ak_state *state, const struct ak_objects *objects)
{
	const struct ak_type *type = objects->type;
	unsigned count = 0, most = COLUMNS_MAX + follows(type), used = name_width(objects) + TITLE_COLUMNS_MIN;
	for (unsigned pass = 0; pass < 5; pass++) {
		for (uint32_t i = 0; i < (pass == 0 ? follows(type) : type->field_count) && count < most; i++) {
			const struct ak_field *field = &type->fields[i];
			struct ak_column column = {.kind = pass == 0 ? AK_COLUMN_PHASE : AK_COLUMN_FIELD, .field = field};
			if (pass > 0 && (pass_of(type, field) != pass || !is_telling(type, field)))
				continue;
			unsigned width = page->width > 0 ? GUTTER + width_of(state, objects, &column) : 0;
			if (page->width > 0 && used + width > page->width)
				continue;
			used += width;
			columns[count++] = column;
		}
	}
	columns[count++] = (struct ak_column){.kind = AK_COLUMN_TITLE};
	return count;
}

/* ---- the objects of a type */

enum ak_status ak_objects_find(
	struct ak_objects *objects, const struct ak_ledger *ledger, const struct ak_type *type, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_object *object;
	size_t room = 0;
	*objects = (struct ak_objects){.type = type};
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, type->name, at, &object)) != AK_MAP_END;) {
		if (!ak_grow((void **)&objects->items, &room, objects->count, sizeof *objects->items)) {
			ak_objects_release(objects);
			return ak_fail_memory(err);
		}
		objects->items[objects->count++] = object;
	}
	return AK_OK;
}

void ak_objects_release(struct ak_objects *objects)
{
	free(objects->items);
	*objects = (struct ak_objects){.items = NULL};
}

void ak_objects_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_objects *objects)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct ak_column chosen[AK_LIST_COLUMNS_MAX];
	const struct ak_column *columns = objects->columns;
	unsigned count = objects->column_count;
	struct ak_table table;
	if (count == 0) {
		count = choose_columns(chosen, page, state, objects);
		columns = chosen;
	}
	ak_table_init(&table, count + 1);
	ak_table_cell(&table, AK_STYLE_DIM, "%s", ak_type_label(objects->type));
	for (unsigned c = 0; c < count; c++) {
		ak_table_cell(&table, AK_STYLE_DIM, "%s", label_of(objects->type, &columns[c]));
		table.right[c + 1] = columns[c].kind == AK_COLUMN_FIELD && columns[c].field->type == AK_FIELD_INT;
	}
	for (size_t i = 0; i < objects->count; i++) {
		ak_table_cell(&table, AK_STYLE_STRONG, "%s", objects->items[i]->name);
		for (unsigned c = 0; c < count; c++) {
			struct ak_buf words = AK_BUF_INIT;
			put_words(&words, state, objects->items[i], &columns[c]);
			ak_table_cell(&table, AK_STYLE_PLAIN, "%s", ak_buf_string(&words));
			table.failed |= words.failed;
			ak_buf_release(&words);
		}
	}
	ak_table_put(&table, page);
	ak_table_release(&table);
}

static bool is_column(const struct ak_objects *objects, const struct ak_field *field)
{
	for (unsigned i = 0; i < objects->column_count; i++)
		if (objects->columns[i].kind == AK_COLUMN_FIELD && objects->columns[i].field == field)
			return true;
	return objects->column_count == 0;
}

static struct ak_json *row_document(
	const struct ak_state *state, const struct ak_object *object, const struct ak_objects *objects)
{
	struct ak_json *row = ak_json_object_new(), *fields = ak_json_object_new();
	for (uint32_t i = 0; i < objects->type->field_count; i++) {
		const struct ak_field *field = &objects->type->fields[i];
		if (is_column(objects, field))
			ak_build_set(&fields, field->name, ak_present_document(object, field));
	}
	ak_build_set(&row, "object", ak_build_text(object->name));
	ak_build_set(&row, "phase", ak_build_text(ak_phase_of(state, object)));
	ak_build_set(&row, "fields", fields);
	return row;
}

struct ak_json *ak_objects_document(const struct ak_ledger *ledger, const struct ak_objects *objects)
{
	struct ak_json *list = ak_json_array_new();
	for (size_t i = 0; i < objects->count; i++)
		ak_build_append(&list, row_document(ak_ledger_state(ledger), objects->items[i], objects));
	return list;
}

/* ---- the types */

static const char *const builtin[] = {"party", "actor", "seat", "office"};
enum { BUILTIN_COUNT = sizeof builtin / sizeof builtin[0] };

static const struct ak_type *type_at(const struct ak_state *state, uint32_t i)
{
	if (i < state->charter->type_count)
		return &state->charter->types[i];
	i -= state->charter->type_count;
	return i < BUILTIN_COUNT ? ak_builtin_type(builtin[i]) : NULL;
}

void ak_types_put(struct ak_page *page, const struct ak_ledger *ledger)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_type *type;
	struct ak_table table;
	ak_table_init(&table, 3);
	table.right[1] = true;
	for (uint32_t i = 0; (type = type_at(state, i)) != NULL; i++) {
		ak_table_cell(&table, AK_STYLE_STRONG, "%s", type->name);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%u", count_objects(state, type->name));
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", ak_type_label(type));
	}
	ak_table_put(&table, page);
	ak_table_release(&table);
}

struct ak_json *ak_types_document(const struct ak_ledger *ledger)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_type *type;
	struct ak_json *types = ak_json_array_new();
	for (uint32_t i = 0; (type = type_at(state, i)) != NULL; i++) {
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "type", ak_build_text(type->name));
		ak_build_set(&row, "label", ak_build_text(type->label));
		ak_build_set(&row, "objects", ak_json_int_new(count_objects(state, type->name)));
		ak_build_append(&types, row);
	}
	return types;
}
