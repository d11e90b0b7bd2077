/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/origin.h"

#include <stdlib.h>
#include <string.h>

#include "judge/read.h"

enum ak_status ak_origins_take(struct ak_origins *origins, const struct ak_ledger *ledger, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	*origins = (struct ak_origins){.last_amend = AK_POSITION_NONE};
	ak_map_init(&origins->last);
	origins->before = calloc((size_t)state->effect_count + 1, sizeof *origins->before);
	bool room = origins->before != NULL;
	for (uint32_t i = 0; room && i < state->effect_count; i++) {
		const struct ak_object *object = state->effects[i].object;
		if (!object) {
			origins->before[i] = origins->last_amend;
			origins->last_amend = i;
			continue;
		}
		uint32_t entry = ak_map_put(&origins->last, object->name, NULL);
		room = entry != AK_MAP_END;
		if (room) {
			/* 0 - 1 is none */
			origins->before[i] = (uint32_t)(uintptr_t)ak_map_value(&origins->last, entry) - 1;
			ak_map_value_set(&origins->last, entry, (void *)((uintptr_t)i + 1));
		}
	}
	if (room)
		return AK_OK;
	ak_origins_release(origins);
	return ak_fail_memory(err);
}

/* The last effect about an object, or AK_POSITION_NONE. */
static uint32_t last_of(const struct ak_origins *origins, const struct ak_object *object)
{
	return (uint32_t)(uintptr_t)ak_map_get(&origins->last, object->name) - 1; /* 0 - 1 is none */
}

void ak_origins_release(struct ak_origins *origins)
{
	free(origins->before);
	ak_map_release(&origins->last);
	*origins = (struct ak_origins){.before = NULL};
	ak_map_init(&origins->last);
}

/* Whether the change of an effect made a written field what it is. */
static bool made(const struct ak_ledger *ledger, const struct ak_effect *effect, const char *field)
{
	const struct ak_change *change = &ledger->records[effect->proposal].changes[effect->change];
	/* an amend: of a party that came with another charter */
	return change->op == AK_OP_AMEND || change->op == AK_OP_CREATE || strcmp(change->field, field) == 0;
}

const struct ak_effect *ak_origin_find(const struct ak_origins *origins, const struct ak_ledger *ledger,
	const struct ak_object *object, const struct ak_field *field)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_cell *cell = ak_object_cell(object, field->name);
	uint32_t own = last_of(origins, object);
	uint32_t amend = origins->last_amend;
	while (own != AK_POSITION_NONE || amend != AK_POSITION_NONE) {
		/* the later of the two */
		bool is_own = amend == AK_POSITION_NONE || (own != AK_POSITION_NONE && own > amend);
		uint32_t at = is_own ? own : amend;
		const struct ak_effect *effect = &state->effects[at];
		if (effect->effective && effect->proposal == cell->by && made(ledger, effect, field->name))
			return effect;
		*(is_own ? &own : &amend) = origins->before[at];
	}
	return NULL;
}

/* Notes that an effect made a member, if it has that and nothing later did. False without memory. */
static bool note_member(struct ak_map *origin_of, const struct ak_map *members, const char *member, uint32_t effect)
{
	if (ak_map_find(members, member) == AK_MAP_END || ak_map_find(origin_of, member) != AK_MAP_END)
		return true;
	return ak_map_set(origin_of, member, (void *)((uintptr_t)effect + 1));
}

static bool note_given(
	struct ak_map *origin_of, const struct ak_map *members, const struct ak_change *change, const char *field, uint32_t effect)
{
	bool room = true;
	for (uint32_t i = 0; i < change->field_count; i++) {
		const struct ak_assignment *given = &change->fields[i];
		bool is_set = strcmp(given->field, field) == 0 && given->value.kind == AK_VALUE_SET;
		for (uint32_t k = 0; room && is_set && k < given->value.count; k++)
			room = note_member(origin_of, members, given->value.items[k], effect);
	}
	return room;
}

bool ak_origin_members(struct ak_map *origin_of, const struct ak_origins *origins, const struct ak_ledger *ledger,
	const struct ak_object *object, const struct ak_field *field)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_map *members = ak_read_members(object, field);
	bool room = true;
	for (uint32_t at = last_of(origins, object); room && at != AK_POSITION_NONE && origin_of->count < members->count;
		at = origins->before[at]) {
		const struct ak_effect *effect = &state->effects[at];
		const struct ak_change *change = &ledger->records[effect->proposal].changes[effect->change];
		if (!effect->effective)
			continue;
		if (change->op == AK_OP_ADD && strcmp(change->field, field->name) == 0)
			room = note_member(origin_of, members, change->to.text, at);
		else if (change->op == AK_OP_CREATE)
			room = note_given(origin_of, members, change, field->name, at);
	}
	return room;
}

const struct ak_effect *ak_origin_of(const struct ak_map *origin_of, const struct ak_ledger *ledger, const char *member)
{
	uintptr_t effect = (uintptr_t)ak_map_get(origin_of, member);
	return effect ? &ak_ledger_state(ledger)->effects[effect - 1] : NULL;
}
