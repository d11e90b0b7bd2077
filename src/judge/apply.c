/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/apply.h"

#include <string.h>

#include "judge/change.h"
#include "judge/scope.h"

/*
 * protocol §8, `pin`: "the capacity is no body, or a pin's object does not exist for the proposal, its type is none
 * of the charter in force (so no built-in object), or its digest differs"
 */
static bool pins_fit(struct ak_state *state, uint32_t proposal, const struct ak_capacity *capacity)
{
	const struct ak_record *record = &state->admission->records[proposal];
	if (record->pin_count > 0 && capacity->kind != AK_CAPACITY_BODY)
		return false;
	for (uint32_t i = 0; i < record->pin_count; i++) {
		struct ak_object *object = ak_state_find(state, record->pins[i].object);
		if (!object || !ak_exists_for(state, object, proposal) ||
			!ak_charter_type(state->charter, object->type))
			return false;
		struct ak_id digest = ak_scope_digest(state, object);
		if (!ak_id_equal(&digest, &record->pins[i].digest))
			return false;
	}
	return true;
}

static bool is_pinned(const struct ak_record *record, const struct ak_object *object)
{
	for (uint32_t i = 0; i < record->pin_count; i++)
		if (strcmp(record->pins[i].object, object->name) == 0)
			return true;
	return false;
}

static bool has_value(const struct ak_object *object, const struct ak_type *type, const char *name)
{
	const struct ak_field *field = type ? ak_type_field(type, name) : NULL;
	if (!field)
		return false;
	if (field->type == AK_FIELD_SET)
		return ak_read_members(object, field) != NULL;
	return ak_read(object, field).kind != AK_VALUE_NULL;
}

/*
 * protocol §8, `needs`: "a move made by this proposal needs a field that is null or an empty set, or has `pin` where
 * the proposal pins the object not"
 */
static bool needs_met(const struct ak_applying *a)
{
	for (uint32_t i = 0; i < a->move_count; i++) {
		const struct ak_object *object = a->moves[i].object;
		const struct ak_move *move = a->moves[i].move;
		const struct ak_type *type = ak_type_of(a->state, object);
		for (uint32_t n = 0; n < move->needs.count; n++)
			if (!has_value(object, type, move->needs.items[n]))
				return false;
		if (move->pin && !is_pinned(a->record, object))
			return false;
	}
	return true;
}

bool ak_apply(struct ak_state *state, uint32_t proposal, const struct ak_capacity *capacity, struct ak_fault *fault)
{
	const struct ak_record *record = &state->admission->records[proposal];
	struct ak_applying a = {.state = state, .proposal = proposal, .record = record, .capacity = capacity};
	struct ak_mark mark = ak_state_mark(state);
	*fault = (struct ak_fault){.change = record->change_count, .against = AK_POSITION_NONE};
	if (!pins_fit(state, proposal, capacity)) {
		fault->reason = AK_REASON_PIN;
		return false;
	}
	for (uint32_t i = 0; i < record->change_count && fault->reason == AK_REASON_NONE; i++) {
		fault->reason = ak_change_check(&a, &record->changes[i]);
		if (fault->reason == AK_REASON_NONE) {
			ak_change_make(&a, &record->changes[i], i);
			continue;
		}
		fault->change = i;
		fault->against = a.against;
	}
	if (fault->reason == AK_REASON_NONE && !needs_met(&a))
		fault->reason = AK_REASON_NEEDS;
	ak_charter_free(a.charter);
	if (fault->reason != AK_REASON_NONE)
		ak_state_rollback(state, mark);
	return fault->reason == AK_REASON_NONE;
}
