/* SPDX-License-Identifier: EUPL-1.2 */
/* Objects made, fields written (judge/state.h); each change is noted in the journal. */
#include <assert.h>

#include "judge/state_inside.h"

static void touch(struct ak_state *state, struct ak_object *object)
{
	if (object->touched)
		return;
	if (!ak_state_grow(state, (void **)&state->touched, &state->touched_room, state->touched_count, sizeof *state->touched))
		return;
	object->touched = true;
	state->touched[state->touched_count++] = object;
}

struct ak_object *ak_state_create(struct ak_state *state, const char *name, uint32_t by)
{
	struct ak_object *object = ak_state_object(state, name);
	struct ak_journal_entry *entry = object ? ak_state_journal(state, AK_ENTRY_CREATED) : NULL;
	if (!entry)
		return NULL;
	assert(!object->exists);
	entry->object = object;
	object->exists = true;
	object->sought = true;
	object->created_by = by;
	touch(state, object);
	return object;
}

/* The cell to be written, made if need be; what was in it is noted. */
static struct ak_cell *cell_open(struct ak_state *state, struct ak_object *object, const char *field)
{
	object->facts.known = false;
	struct ak_cell *cell = ak_cell_make(state, object, field);
	struct ak_journal_entry *entry = cell ? ak_state_journal(state, AK_ENTRY_CELL) : NULL;
	if (!entry)
		return NULL;
	entry->object = object;
	entry->cell = *cell;
	touch(state, object);
	return cell;
}

static struct ak_map *set_new(struct ak_state *state)
{
	struct ak_map *set = ak_arena_alloc(&state->arena, sizeof *set);
	state->failed |= !set;
	if (!set || !ak_state_grow(state, (void **)&state->sets, &state->set_room, state->set_count, sizeof *state->sets))
		return NULL;
	ak_map_init(set);
	state->sets[state->set_count++] = set;
	return set;
}

void ak_state_write(struct ak_state *state, struct ak_object *object, const char *field,
	const struct ak_value *value, uint32_t by)
{
	struct ak_map *members = NULL;
	if (value->kind == AK_VALUE_SET) {
		members = set_new(state);
		for (uint32_t i = 0; members && i < value->count; i++)
			if (!ak_map_set(members, value->items[i], NULL))
				state->failed = true;
	}
	struct ak_cell *cell = cell_open(state, object, field);
	if (!cell)
		return;
	cell->value = *value;
	cell->members = members;
	cell->by = by;
	cell->written = true;
	ak_related_note(state, object, field);
}

static void journal_member(struct ak_state *state, enum ak_entry_kind kind, struct ak_object *object,
	struct ak_cell *cell, const char *member)
{
	struct ak_journal_entry *entry = ak_state_journal(state, kind);
	if (!entry)
		return;
	entry->object = object;
	entry->members = cell->members;
	entry->member = member;
	entry->field = cell->field;
	entry->by = cell->by;
	touch(state, object);
}

bool ak_state_add(
	struct ak_state *state, struct ak_object *object, const char *field, const char *member, uint32_t by)
{
	struct ak_cell *cell = ak_cell_find(object, field);
	if (!cell || !cell->written || cell->value.kind != AK_VALUE_SET) {
		const struct ak_value none = {.kind = AK_VALUE_SET};
		ak_state_write(state, object, field, &none, by);
		cell = ak_cell_find(object, field);
	} else if (ak_map_find(cell->members, member) != AK_MAP_END) {
		return false;
	}
	if (state->failed || !ak_map_set(cell->members, member, NULL)) {
		state->failed = true;
		return false;
	}
	journal_member(state, AK_ENTRY_MEMBER_ADDED, object, cell, member);
	cell->by = by;
	return true;
}

bool ak_state_remove(
	struct ak_state *state, struct ak_object *object, const char *field, const char *member, uint32_t by)
{
	struct ak_cell *cell = ak_cell_find(object, field);
	if (!cell || !cell->written || cell->value.kind != AK_VALUE_SET)
		return false;
	uint32_t entry = ak_map_find(cell->members, member);
	if (entry == AK_MAP_END)
		return false;
	journal_member(state, AK_ENTRY_MEMBER_REMOVED, object, cell, ak_map_key(cell->members, entry));
	ak_map_remove(cell->members, member);
	cell->by = by;
	return true;
}
