/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/course.h"

#include <string.h>

bool ak_course_is_final(const struct ak_field *field, const char *value)
{
	for (uint32_t i = 0; i < field->move_count; i++)
		if (strcmp(field->moves[i].from, value) == 0)
			return false;
	return field->move_count > 0;
}

bool ak_course_is_aim(const struct ak_field *field, const char *value)
{
	for (uint32_t i = 0; i < field->values.count; i++)
		if (ak_course_is_final(field, field->values.items[i]))
			return strcmp(field->values.items[i], value) == 0;
	return false;
}

bool ak_course_is_closed(const struct ak_object *object, const struct ak_type *type)
{
	for (uint32_t i = 0; i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		if (field->has_moves && ak_course_is_final(field, ak_read(object, field).text))
			return true;
	}
	return false;
}

bool ak_course_is_finished(const struct ak_state *state, const struct ak_object *object)
{
	const struct ak_type *type = ak_charter_type(state->charter, object->type);
	if (!type || ak_course_is_closed(object, type))
		return true;
	const struct ak_field *phase = ak_phase_field(state->charter, type);
	return phase && ak_course_is_final(phase, ak_phase_of(state, object));
}

bool ak_course_is_term(const struct ak_type *type, const struct ak_field *field)
{
	const struct ak_field *last = NULL;
	bool expects = false;
	for (uint32_t i = 0; i < type->field_count; i++) {
		if (type->fields[i].type != AK_FIELD_DATE)
			continue;
		last = &type->fields[i];
		expects = expects || last->expected;
	}
	return field->type == AK_FIELD_DATE && (expects ? field->expected : field == last);
}

const char *ak_course_party(const struct ak_object *object, const struct ak_type *type)
{
	for (uint32_t i = 0; i < type->field_count; i++)
		if (type->fields[i].type == AK_FIELD_PARTY)
			return ak_text_read(object, type, type->fields[i].name);
	return NULL;
}

const struct ak_field *ak_course_delivery(const struct ak_type *type)
{
	for (uint32_t i = 0; i < type->field_count; i++)
		if (type->fields[i].type == AK_FIELD_FILE && !type->fields[i].required)
			return &type->fields[i];
	return NULL;
}

const struct ak_field *ak_course_progress(const struct ak_type *type)
{
	for (uint32_t i = 0; i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		bool is_share = field->type == AK_FIELD_INT && field->unit && strcmp(field->unit, "%") == 0;
		if (is_share && field->has_min && field->has_max && field->max > field->min)
			return field;
	}
	return NULL;
}

const struct ak_field *ak_course_nature(const struct ak_type *type)
{
	for (uint32_t i = 0; i < type->field_count; i++)
		if (type->fields[i].type == AK_FIELD_ENUM && !type->fields[i].has_moves)
			return &type->fields[i];
	return NULL;
}

const char *ak_course_nature_read(const struct ak_object *object, const struct ak_type *type)
{
	const struct ak_field *field = ak_course_nature(type);
	return field ? ak_text_read(object, type, field->name) : NULL;
}

const struct ak_object *ak_course_above(const struct ak_state *state, const struct ak_object *object)
{
	const struct ak_type *type = ak_charter_type(state->charter, object->type);
	if (!type || !type->phase || type->phase->type != AK_FIELD_REF)
		return NULL;
	const char *name = ak_text_read(object, type, type->phase->name);
	return name ? ak_state_find(state, name) : NULL;
}

bool ak_course_follows(const struct ak_state *state, const struct ak_object *object, const struct ak_object *root)
{
	while ((object = ak_course_above(state, object)) != NULL)
		if (object == root)
			return true;
	return false;
}
