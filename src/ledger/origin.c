/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/origin.h"

#include <stdlib.h>
#include <string.h>

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

void ak_origins_release(struct ak_origins *origins)
{
	free(origins->before);
	ak_map_release(&origins->last);
	*origins = (struct ak_origins){.before = NULL};
	ak_map_init(&origins->last);
}

static bool gave_member(const struct ak_change *change, const char *field, const char *member)
{
	for (uint32_t i = 0; i < change->field_count; i++) {
		const struct ak_assignment *given = &change->fields[i];
		if (strcmp(given->field, field) != 0 || given->value.kind != AK_VALUE_SET)
			continue;
		for (uint32_t k = 0; k < given->value.count; k++) {
			if (strcmp(given->value.items[k], member) == 0)
				return true;
		}
	}
	return false;
}

static bool made(const struct ak_ledger *ledger, const struct ak_effect *effect, const char *field, const char *member)
{
	const struct ak_change *change = &ledger->records[effect->proposal].changes[effect->change];
	if (change->op == AK_OP_AMEND)
		return !member; /* a party that came with another charter */
	if (change->op == AK_OP_CREATE)
		return !member || gave_member(change, field, member);
	return strcmp(change->field, field) == 0 &&
	       (!member || (change->op == AK_OP_ADD && strcmp(change->to.text, member) == 0));
}

const struct ak_effect *ak_origin_find(const struct ak_origins *origins, const struct ak_ledger *ledger,
	const struct ak_object *object, const struct ak_field *field, const char *member)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_cell *cell = ak_object_cell(object, field->name);
	uint32_t own = (uint32_t)(uintptr_t)ak_map_get(&origins->last, object->name) - 1;
	uint32_t amend = origins->last_amend;
	while (own != AK_POSITION_NONE || amend != AK_POSITION_NONE) {
		/* the later of the two */
		bool is_own = amend == AK_POSITION_NONE || (own != AK_POSITION_NONE && own > amend);
		uint32_t at = is_own ? own : amend;
		const struct ak_effect *effect = &state->effects[at];
		if (effect->effective && (member || effect->proposal == cell->by) &&
			made(ledger, effect, field->name, member))
			return effect;
		*(is_own ? &own : &amend) = origins->before[at];
	}
	return NULL;
}
