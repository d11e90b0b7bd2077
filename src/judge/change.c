/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/change.h"

#include <assert.h>
#include <string.h>

#include "base/name.h"
#include "judge/fit.h"
#include "judge/may.h"
#include "judge/scope.h"

/* The change with what it names looked up, by the charter in force. */
struct named {
	const struct ak_type *type;   /* NULL: unknown */
	const struct ak_field *field; /* of set, add, remove; NULL: unknown */
	struct ak_object *object;     /* NULL: does not exist, for whomever */
};

static struct named look_up(const struct ak_applying *a, const struct ak_change *change)
{
	struct named named = {.type = ak_charter_type_of(a->state->charter, change->object),
		.object = ak_state_find(a->state, change->object)};
	if (named.type && change->op != AK_OP_CREATE)
		named.field = ak_type_field(named.type, change->field);
	return named;
}

/* ------------------------------------------------------------------ unknown, exists */

static bool is_unknown(const struct ak_applying *a, const struct ak_change *change, const struct named *named)
{
	if (!named->type)
		return true;
	if (change->op == AK_OP_CREATE) {
		for (uint32_t i = 0; i < change->field_count; i++)
			if (!ak_type_field(named->type, change->fields[i].field))
				return true;
		return false;
	}
	if (!named->field || !named->object || !ak_exists_for(a->state, named->object, a->proposal))
		return true;
	return (change->op == AK_OP_SET) == (named->field->type == AK_FIELD_SET);
}

static bool is_there(struct ak_applying *a, const struct named *named)
{
	const char *type = named->type->name;
	if (named->object) {
		a->against = named->object->created_by;
		return true;
	}
	return strcmp(type, "party") == 0 || strcmp(type, "seat") == 0 || strcmp(type, "office") == 0;
}

/* ------------------------------------------------------------------ value */

static bool create_fits(const struct ak_change *change, const struct ak_type *type)
{
	bool is_actor = type == ak_builtin_type("actor");
	for (uint32_t i = 0; i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		const struct ak_value *value = ak_change_value(change, field->name);
		if (!value && field->required && !field->initial)
			return false;
		if (!value)
			continue;
		if (!ak_value_fits(field, value))
			return false;
		bool initial_only = field->has_moves || (is_actor && strcmp(field->name, "status") == 0);
		if (initial_only && strcmp(value->text, field->initial) != 0)
			return false;
	}
	/* protocol §6: "An actor's name begins with its party's name and `-`." */
	return !is_actor || ak_actor_of_party(strchr(change->object, '/') + 1, ak_change_value(change, "party")->text);
}

/* protocol §8: "a charter that breaks rule 4, or that drops or alters a party of the charter in force" */
static bool charter_fits(struct ak_applying *a, const struct ak_change *change)
{
	struct ak_json *json = NULL;
	struct ak_error err = AK_ERROR_INIT;
	enum ak_status status = ak_json_parse(&json, ak_bytes_of(change->charter), &err);
	if (status == AK_OK)
		status = ak_charter_parse(&a->charter, json, NULL, NULL, &err);
	ak_json_free(json);
	if (status == AK_ERR_MEMORY)
		a->state->failed = true;
	if (status != AK_OK)
		return false;
	const struct ak_charter *now = a->state->charter;
	for (uint32_t i = 0; i < now->party_count; i++) {
		const struct ak_party *old = &now->parties[i];
		const struct ak_party *party = ak_charter_party(a->charter, old->name);
		if (!party || strcmp(party->label, old->label) != 0 || strcmp(party->key, old->key) != 0)
			return false;
	}
	return true;
}

static bool is_fit(const struct ak_change *change, const struct named *named)
{
	switch (change->op) {
	case AK_OP_CREATE:
		return create_fits(change, named->type);
	case AK_OP_SET:
		if (change->to.kind == AK_VALUE_NULL)
			return !named->field->required;
		return ak_value_fits(named->field, &change->to);
	case AK_OP_ADD:
		return ak_member_fits(named->field, change->to.text);
	case AK_OP_REMOVE: /* protocol §8: "For `remove`, `value` and `reference` are not asked." */
	case AK_OP_AMEND:
		return true;
	}
	return false;
}

/* ------------------------------------------------------------------ reference */

static bool object_stands(const struct ak_applying *a, const struct ak_object *object)
{
	return object && ak_exists_for(a->state, object, a->proposal);
}

static bool record_stands(const struct ak_applying *a, const char *text)
{
	struct ak_id id;
	ak_id_parse(&id, text, strlen(text));
	const struct ak_admission *admission = a->state->admission;
	uint32_t record = ak_admission_find(admission, &id);
	return record != AK_POSITION_NONE && admission->refusals[record] == AK_REFUSAL_NONE &&
	       ak_graph_is_ancestor(&admission->graph, record, a->proposal);
}

static bool text_stands(const struct ak_applying *a, enum ak_field_type type, const struct ak_field *field, const char *text)
{
	switch (type) {
	case AK_FIELD_PARTY:
		return ak_charter_party(a->state->charter, text) != NULL;
	case AK_FIELD_ACTOR:
		return object_stands(a, ak_state_find_in(a->state, "actor", text));
	case AK_FIELD_REF:
		return ak_ref_suits(field, text) && object_stands(a, ak_state_find(a->state, text));
	case AK_FIELD_RECORD:
		return record_stands(a, text);
	case AK_FIELD_TEXT:
	case AK_FIELD_INT:
	case AK_FIELD_BOOL:
	case AK_FIELD_DATE:
	case AK_FIELD_ENUM:
	case AK_FIELD_FILE:
	case AK_FIELD_SET:
	case AK_FIELD_KEY:
		return true;
	}
	return true;
}

static bool value_stands(const struct ak_applying *a, const struct ak_field *field, const struct ak_value *value)
{
	if (value->kind == AK_VALUE_TEXT)
		return text_stands(a, field->type, field, value->text);
	for (uint32_t i = 0; value->kind == AK_VALUE_SET && i < value->count; i++)
		if (!text_stands(a, field->of, field, value->items[i]))
			return false;
	return true;
}

/* A member to be added stands; the holder of a seat must be of the seat's party too. */
static bool member_stands(const struct ak_applying *a, const struct ak_change *change, const struct named *named)
{
	if (!text_stands(a, named->field->of, named->field, change->to.text))
		return false;
	if (strcmp(named->object->type, "seat") != 0)
		return true;
	const char *party = ak_actor_of(a->state, change->to.text).party;
	return party && strcmp(party, strchr(named->object->name, '.') + 1) == 0;
}

static bool references_stand(const struct ak_applying *a, const struct ak_change *change, const struct named *named)
{
	switch (change->op) {
	case AK_OP_CREATE:
		for (uint32_t i = 0; i < change->field_count; i++)
			if (!value_stands(a, ak_type_field(named->type, change->fields[i].field),
				    &change->fields[i].value))
				return false;
		return true;
	case AK_OP_SET:
		return value_stands(a, named->field, &change->to);
	case AK_OP_ADD:
		return member_stands(a, change, named);
	case AK_OP_REMOVE:
	case AK_OP_AMEND:
		return true;
	}
	return false;
}

/* ------------------------------------------------------------------ move, stale */

static const struct ak_move *move_of(const struct ak_change *change, const struct ak_field *field)
{
	bool texts = change->from.kind == AK_VALUE_TEXT && change->to.kind == AK_VALUE_TEXT;
	return texts ? ak_field_move(field, change->from.text, change->to.text) : NULL;
}

/* A party's key that was last set for that party itself: a body in `amend` need not know it (protocol §8, `stale`). */
static bool is_recovery(const struct ak_applying *a, const struct ak_object *object, const struct ak_field *field)
{
	if (strcmp(object->type, "party") != 0 || strcmp(field->name, "key") != 0 ||
		a->capacity->kind != AK_CAPACITY_BODY)
		return false;
	const struct ak_cell *cell = ak_object_cell(object, field->name);
	if (!cell || cell->by == AK_BY_FOUNDING)
		return false;
	const char *set_for = a->state->admission->records[cell->by].capacity;
	return strcmp(set_for, object->name + sizeof "party/" - 1) == 0;
}

static bool is_stale(struct ak_applying *a, const struct ak_change *change, const struct named *named)
{
	if (change->op != AK_OP_SET || is_recovery(a, named->object, named->field))
		return false;
	struct ak_value now = ak_read(named->object, named->field);
	if (ak_value_equal(&change->from, &now))
		return false;
	const struct ak_cell *cell = ak_object_cell(named->object, named->field->name);
	a->against = cell ? cell->by : named->object->created_by;
	return true;
}

/* ------------------------------------------------------------------ the reasons in their order */

static enum ak_reason check_amend(struct ak_applying *a, const struct ak_change *change)
{
	if (!charter_fits(a, change))
		return AK_REASON_VALUE;
	if (!ak_may(a->state, change, NULL, a->capacity, a->record->actor))
		return AK_REASON_AUTHORITY;
	if (!ak_id_equal(&change->from_charter, &a->state->charter->digest)) {
		a->against = a->state->charter_by;
		return AK_REASON_STALE;
	}
	return AK_REASON_NONE;
}

enum ak_reason ak_change_check(struct ak_applying *a, const struct ak_change *change)
{
	a->against = AK_POSITION_NONE;
	if (change->op == AK_OP_AMEND)
		return check_amend(a, change);
	struct named named = look_up(a, change);
	if (is_unknown(a, change, &named))
		return AK_REASON_UNKNOWN;
	if (change->op == AK_OP_CREATE) {
		if (is_there(a, &named))
			return AK_REASON_EXISTS;
	} else {
		const struct ak_object *freeze = ak_frozen_by(a->state, named.object, a->capacity);
		if (freeze) {
			const struct ak_type *type = ak_type_of(a->state, freeze);
			const struct ak_cell *cell = ak_object_cell(freeze, type->phase->name);
			a->against = cell ? cell->by : freeze->created_by;
			return AK_REASON_FROZEN;
		}
	}
	if (!is_fit(change, &named))
		return AK_REASON_VALUE;
	if (!references_stand(a, change, &named))
		return AK_REASON_REFERENCE;
	if (change->op == AK_OP_SET && named.field->has_moves && !move_of(change, named.field))
		return AK_REASON_MOVE;
	if (!ak_may(a->state, change, change->op == AK_OP_CREATE ? NULL : named.object, a->capacity,
		    a->record->actor))
		return AK_REASON_AUTHORITY;
	return is_stale(a, change, &named) ? AK_REASON_STALE : AK_REASON_NONE;
}

/* ------------------------------------------------------------------ effects */

static struct ak_object *make_create(struct ak_applying *a, const struct ak_change *change, const struct ak_type *type)
{
	struct ak_object *object = ak_state_create(a->state, change->object, a->proposal);
	for (uint32_t i = 0; object && i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		const struct ak_value *value = ak_change_value(change, field->name);
		struct ak_value initial = {.kind = AK_VALUE_TEXT, .text = field->initial};
		if (value)
			ak_state_write(a->state, object, field->name, value, a->proposal);
		else if (field->initial)
			ak_state_write(a->state, object, field->name, &initial, a->proposal);
	}
	return object;
}

void ak_change_make(struct ak_applying *a, const struct ak_change *change, uint32_t number)
{
	struct ak_effect effect = {.proposal = a->proposal,
		.change = number,
		.charter = a->state->charter,
		.phase = "",
		.effective = true};
	if (change->op == AK_OP_AMEND) {
		ak_state_amend(a->state, a->charter, a->proposal);
		a->charter = NULL; /* the state's now */
		ak_state_effect(a->state, &effect);
		return;
	}
	struct named named = look_up(a, change);
	assert(named.type && (named.field || change->op == AK_OP_CREATE)); /* or it would have been unknown */
	if (named.object && !ak_builtin_type(named.type->name))
		effect.phase = ak_phase_of(a->state, named.object);
	switch (change->op) {
	case AK_OP_CREATE:
		named.object = make_create(a, change, named.type);
		if (named.object && !ak_builtin_type(named.type->name))
			effect.phase = ak_phase_of(a->state, named.object);
		break;
	case AK_OP_SET:
		if (named.field->has_moves) {
			a->moves[a->move_count].object = named.object;
			a->moves[a->move_count++].move = move_of(change, named.field);
		}
		ak_state_write(a->state, named.object, named.field->name, &change->to, a->proposal);
		break;
	case AK_OP_ADD:
		effect.effective =
			ak_state_add(a->state, named.object, named.field->name, change->to.text, a->proposal);
		break;
	case AK_OP_REMOVE:
		effect.effective =
			ak_state_remove(a->state, named.object, named.field->name, change->to.text, a->proposal);
		break;
	case AK_OP_AMEND:
		break;
	}
	effect.object = named.object;
	ak_state_effect(a->state, &effect);
}
