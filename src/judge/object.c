/* SPDX-License-Identifier: EUPL-1.2 */
/* Objects and their cells: found, made, written; each change is noted in the journal (judge/state.h). */
#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "judge/state_inside.h"

/* ------------------------------------------------------------------ finding */

struct ak_object *ak_state_find(const struct ak_state *state, const char *name)
{
	struct ak_object *object = ak_map_get(&state->objects, name);
	if (state->beyond && !(object && object->sought)) {
		state->beyond->object(state->beyond->context, name);
		object = ak_map_get(&state->objects, name);
	}
	return object && object->exists ? object : NULL;
}

struct ak_object *ak_state_find_in(const struct ak_state *state, const char *type, const char *name)
{
	char whole[AK_OBJECT_MAX + 1];
	size_t type_size = strlen(type);
	size_t name_size = strlen(name);
	if (type_size + 1 + name_size > AK_OBJECT_MAX)
		return NULL;
	memcpy(whole, type, type_size);
	whole[type_size] = '/';
	memcpy(whole + type_size + 1, name, name_size + 1);
	return ak_state_find(state, whole);
}

/* Where the cell of a field is, or would be put. */
static uint32_t cell_place(const struct ak_object *object, const char *field)
{
	uint32_t low = 0;
	uint32_t high = object->cell_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (strcmp(object->cells[middle].field, field) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct ak_cell *ak_cell_find(const struct ak_object *object, const char *field)
{
	uint32_t place = cell_place(object, field);
	bool found = place < object->cell_count && strcmp(object->cells[place].field, field) == 0;
	return found ? &object->cells[place] : NULL;
}

const struct ak_cell *ak_object_cell(const struct ak_object *object, const char *field)
{
	const struct ak_cell *cell = ak_cell_find(object, field);
	return cell && cell->written ? cell : NULL;
}

/* ------------------------------------------------------------------ making and writing */

static void touch(struct ak_state *state, struct ak_object *object)
{
	if (object->touched)
		return;
	if (!ak_grow((void **)&state->touched, &state->touched_room, state->touched_count, sizeof *state->touched)) {
		state->failed = true;
		return;
	}
	object->touched = true;
	state->touched[state->touched_count++] = object;
}

struct ak_object *ak_state_object(struct ak_state *state, const char *name)
{
	struct ak_object *object = ak_map_get(&state->objects, name);
	if (object)
		return object;
	object = ak_arena_alloc(&state->arena, sizeof *object);
	const char *slash = strchr(name, '/');
	char *type = ak_arena_text(&state->arena, name, (size_t)(slash - name));
	if (!object || !type || !ak_map_set(&state->objects, name, object)) {
		state->failed = true;
		return NULL;
	}
	object->name = name;
	object->type = type;
	return object;
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

/* The cell to be written, journaled; made if need be. */
static struct ak_cell *cell_open(struct ak_state *state, struct ak_object *object, const char *field)
{
	object->facts.known = false;
	struct ak_cell *cell = ak_cell_find(object, field);
	if (!cell) {
		uint32_t place = cell_place(object, field);
		if (!ak_grow((void **)&object->cells, &object->cell_room, object->cell_count, sizeof *object->cells)) {
			state->failed = true;
			return NULL;
		}
		cell = &object->cells[place];
		memmove(cell + 1, cell, (object->cell_count - place) * sizeof *cell);
		object->cell_count++;
		*cell = (struct ak_cell){.field = field};
	}
	struct ak_journal_entry *entry = ak_state_journal(state, AK_ENTRY_CELL);
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
	if (!set || !ak_grow((void **)&state->sets, &state->set_room, state->set_count, sizeof *state->sets)) {
		state->failed = true;
		return NULL;
	}
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
	if (value->kind == AK_VALUE_TEXT)
		ak_related_note(state, object, field, value->text);
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


void ak_state_absent(struct ak_state *state, const char *name)
{
	struct ak_object *object = ak_state_object(state, name);
	if (object)
		object->sought = true;
}
