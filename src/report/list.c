/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "report/build.h"
#include "report/gettext.h"
#include "report/object.h"
#include "report/value.h"

enum { COLUMNS_MAX = 5 };

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

uint32_t ak_objects_count(const struct ak_state *state, const char *type)
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

/* The most telling first: what has moves, dates, then the rest in the charter's order. */
static uint32_t choose_columns(const struct ak_type *type, const struct ak_field *columns[COLUMNS_MAX])
{
	uint32_t count = 0;
	for (unsigned pass = 0; pass < 3; pass++) {
		for (uint32_t i = 0; i < type->field_count && count < COLUMNS_MAX; i++) {
			const struct ak_field *field = &type->fields[i];
			unsigned when = field->has_moves ? 0 : field->type == AK_FIELD_DATE ? 1 : 2;
			if (when == pass && is_telling(type, field))
				columns[count++] = field;
		}
	}
	return count;
}

/* Whether the phase is another object's: then it is a column too. */
static bool follows(const struct ak_type *type)
{
	return type->phase && type->phase->type == AK_FIELD_REF;
}

static void put_cell(struct ak_table *table, const struct ak_object *object, const struct ak_field *field)
{
	struct ak_buf words = AK_BUF_INIT;
	if (ak_field_filled(object, field))
		ak_present_words(&words, object, field);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", ak_buf_string(&words));
	ak_buf_release(&words);
}

static void put_row(struct ak_table *table, const struct ak_state *state, const struct ak_object *object,
	const struct ak_type *type, const struct ak_field *const *columns, uint32_t count)
{
	const char *title = ak_object_title(state, object);
	ak_table_cell(table, AK_STYLE_STRONG, "%s", object->name);
	if (follows(type))
		ak_table_cell(table, AK_STYLE_PLAIN, "%s", ak_phase_of(state, object));
	for (uint32_t i = 0; i < count; i++)
		put_cell(table, object, columns[i]);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", title ? title : "");
}

void ak_objects_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_type *type)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_field *columns[COLUMNS_MAX];
	uint32_t count = choose_columns(type, columns);
	const struct ak_object *object;
	struct ak_table table;
	if (ak_objects_count(state, type->name) == 0) {
		ak_page_line(page, _("There is no %s yet."), ak_type_label(type));
		return;
	}
	ak_table_init(&table, count + 2 + follows(type));
	ak_table_cell(&table, AK_STYLE_DIM, "%s", ak_type_label(type));
	if (follows(type))
		ak_table_cell(&table, AK_STYLE_DIM, "%s", _("Phase"));
	for (uint32_t i = 0; i < count; i++) {
		ak_table_cell(&table, AK_STYLE_DIM, "%s", ak_field_label(type, columns[i]));
		table.right[i + 1U + follows(type)] = columns[i]->type == AK_FIELD_INT;
	}
	ak_table_cell(&table, AK_STYLE_DIM, "%s", "");
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, type->name, at, &object)) != AK_MAP_END;)
		put_row(&table, state, object, type, columns, count);
	ak_table_put(&table, page);
	ak_table_release(&table);
}

static struct ak_json *row_document(
	const struct ak_state *state, const struct ak_object *object, const struct ak_type *type)
{
	struct ak_json *row = ak_json_object_new(), *fields = ak_json_object_new();
	for (uint32_t i = 0; i < type->field_count; i++)
		ak_build_set(&fields, type->fields[i].name, ak_present_document(object, &type->fields[i]));
	ak_build_set(&row, "object", ak_build_text(object->name));
	ak_build_set(&row, "phase", ak_build_text(ak_phase_of(state, object)));
	ak_build_set(&row, "fields", fields);
	return row;
}

struct ak_json *ak_objects_document(const struct ak_ledger *ledger, const struct ak_type *type)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_object *object;
	struct ak_json *objects = ak_json_array_new();
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, type->name, at, &object)) != AK_MAP_END;)
		ak_build_append(&objects, row_document(state, object, type));
	return objects;
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
		ak_table_cell(&table, AK_STYLE_PLAIN, "%u", ak_objects_count(state, type->name));
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
		ak_build_set(&row, "objects", ak_json_int_new(ak_objects_count(state, type->name)));
		ak_build_append(&types, row);
	}
	return types;
}
