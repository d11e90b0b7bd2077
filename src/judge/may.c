/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/may.h"

#include <string.h>

/* The text of a field of the object, or for a creation of the fields given. */
static const char *field_text(const struct ak_change *change, const struct ak_object *object,
	const struct ak_type *type, const char *field)
{
	if (object)
		return ak_text_read(object, type, field);
	const struct ak_value *value = ak_change_value(change, field);
	return value && value->kind == AK_VALUE_TEXT ? value->text : NULL;
}

static bool who_is(const struct ak_who *who, const struct ak_capacity *capacity, const char *proposer,
	const char *field_value)
{
	switch (who->kind) {
	case AK_WHO_CAPACITY:
		return strcmp(who->capacity, capacity->text) == 0;
	case AK_WHO_SEAT:
		return capacity->kind == AK_CAPACITY_SEAT && field_value &&
		       strcmp(capacity->body->name, who->capacity) == 0 && strcmp(capacity->party, field_value) == 0;
	case AK_WHO_ACTOR:
		return capacity->kind == AK_CAPACITY_SELF && field_value && strcmp(proposer, field_value) == 0;
	}
	return false;
}

/* The phase that an object to be created will have. */
static const char *phase_to_be(const struct ak_state *state, const struct ak_change *change, const struct ak_type *type)
{
	if (!type->phase)
		return "";
	if (type->phase->type == AK_FIELD_ENUM)
		return type->phase->initial;
	const char *ref = field_text(change, NULL, type, type->phase->name);
	const struct ak_object *object = ref ? ak_state_find(state, ref) : NULL;
	return object ? ak_phase_of(state, object) : "";
}

struct ak_who_list ak_rule_of(const struct ak_state *state, const struct ak_change *change,
	const struct ak_type *type, const struct ak_object *object, const char **phase)
{
	const struct ak_who_list nobody = {.count = 0};
	*phase = object ? ak_phase_of(state, object) : phase_to_be(state, change, type);
	if (change->op == AK_OP_CREATE)
		return ak_rules_find(&type->create, *phase);
	const struct ak_field *field = ak_type_field(type, change->field);
	if (!field->has_moves)
		return ak_rules_find(&field->by, *phase);
	const struct ak_move *move = NULL;
	if (change->op == AK_OP_SET && change->from.kind == AK_VALUE_TEXT && change->to.kind == AK_VALUE_TEXT)
		move = ak_field_move(field, change->from.text, change->to.text);
	return move ? move->by : nobody;
}

/* Built-in objects: protocol §6, the table of who may do what. */
static bool may_builtin(const struct ak_state *state, const struct ak_change *change, const struct ak_type *type,
	const struct ak_object *object, const struct ak_capacity *capacity)
{
	bool is_party = capacity->kind == AK_CAPACITY_PARTY;
	if (strcmp(type->name, "party") == 0) {
		if (strcmp(change->field, "key") != 0)
			return false;
		return (is_party && strcmp(object->name + sizeof "party/" - 1, capacity->party) == 0) ||
		       (capacity->kind == AK_CAPACITY_BODY && ak_texts_have(&state->charter->amend, capacity->text));
	}
	if (strcmp(type->name, "actor") == 0) {
		const char *party = field_text(change, object, type, "party");
		bool is_fixed = change->op != AK_OP_CREATE && strcmp(change->field, "party") == 0;
		return is_party && party && !is_fixed && strcmp(party, capacity->party) == 0;
	}
	if (strcmp(type->name, "seat") == 0) {
		const char *dot = strchr(object->name, '.');
		return is_party && strcmp(dot + 1, capacity->party) == 0;
	}
	const struct ak_office *office = ak_charter_office(state->charter, strchr(object->name, '/') + 1);
	return office && capacity->kind == AK_CAPACITY_BODY && ak_texts_have(&office->appointed_by, capacity->text);
}

bool ak_may(const struct ak_state *state, const struct ak_change *change, const struct ak_object *object,
	const struct ak_capacity *capacity, const char *proposer)
{
	if (change->op == AK_OP_AMEND)
		return capacity->kind == AK_CAPACITY_BODY && ak_texts_have(&state->charter->amend, capacity->text);
	const struct ak_type *type = ak_charter_type_of(state->charter, change->object);
	if (ak_builtin_type(type->name))
		return may_builtin(state, change, type, object, capacity);
	const char *phase;
	struct ak_who_list who = ak_rule_of(state, change, type, object, &phase);
	for (uint32_t i = 0; i < who.count; i++) {
		const struct ak_who *item = &who.items[i];
		const char *value = item->field ? field_text(change, object, type, item->field) : NULL;
		if (who_is(item, capacity, proposer, value))
			return true;
	}
	return false;
}
