/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/state.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/name.h"

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

static struct ak_cell *cell_find(const struct ak_object *object, const char *field)
{
	uint32_t place = cell_place(object, field);
	bool found = place < object->cell_count && strcmp(object->cells[place].field, field) == 0;
	return found ? &object->cells[place] : NULL;
}

const struct ak_cell *ak_object_cell(const struct ak_object *object, const char *field)
{
	const struct ak_cell *cell = cell_find(object, field);
	return cell && cell->written ? cell : NULL;
}

/* ------------------------------------------------------------------ the journal */

static struct ak_journal_entry *journal(struct ak_state *state, enum ak_entry_kind kind)
{
	if (!ak_grow((void **)&state->journal, &state->journal_room, state->journal_count, sizeof *state->journal)) {
		state->failed = true;
		return NULL;
	}
	struct ak_journal_entry *entry = &state->journal[state->journal_count++];
	*entry = (struct ak_journal_entry){.kind = kind};
	return entry;
}

struct ak_mark ak_state_mark(const struct ak_state *state)
{
	return (struct ak_mark){.journal = state->journal_count,
		.opened = state->opened_count,
		.closed = state->closed_count,
		.effects = state->effect_count,
		.reopened = state->reopened_count,
		.place = state->place};
}

static void undo_member(const struct ak_journal_entry *entry)
{
	struct ak_cell *cell = cell_find(entry->object, entry->field);
	entry->object->facts.known = false;
	cell->by = entry->by;
	if (entry->kind == AK_ENTRY_MEMBER_ADDED)
		ak_map_remove(entry->members, entry->member);
	else
		ak_map_set(entry->members, entry->member, NULL); /* cannot fail: its leaf was freed just now */
}

static void undo(struct ak_state *state, const struct ak_journal_entry *entry)
{
	switch (entry->kind) {
	case AK_ENTRY_CELL:
		entry->object->facts.known = false;
		*cell_find(entry->object, entry->cell.field) = entry->cell;
		break;
	case AK_ENTRY_MEMBER_ADDED:
	case AK_ENTRY_MEMBER_REMOVED:
		undo_member(entry);
		break;
	case AK_ENTRY_CREATED:
		entry->object->exists = false;
		break;
	case AK_ENTRY_CHARTER:
		state->charter = entry->charter;
		state->charter_by = entry->position;
		break;
	case AK_ENTRY_JUDGED:
		state->judged[entry->position] = entry->judged;
		break;
	case AK_ENTRY_ACCEPTED:
		state->accepted[entry->position] = entry->accepted;
		break;
	}
}

void ak_state_rollback(struct ak_state *state, struct ak_mark mark)
{
	while (state->journal_count > mark.journal)
		undo(state, &state->journal[--state->journal_count]);
	state->opened_count = mark.opened;
	state->closed_count = mark.closed;
	state->effect_count = mark.effects;
	state->reopened_count = mark.reopened;
	state->place = mark.place;
}

/* ------------------------------------------------------------------ objects and cells */

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

/* The object of that name, made if need be, not yet existing. */
static struct ak_object *object_get(struct ak_state *state, const char *name)
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
	struct ak_object *object = object_get(state, name);
	struct ak_journal_entry *entry = object ? journal(state, AK_ENTRY_CREATED) : NULL;
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
	struct ak_cell *cell = cell_find(object, field);
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
	struct ak_journal_entry *entry = journal(state, AK_ENTRY_CELL);
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

static void note_object(struct ak_state *state, struct ak_object ***list, uint32_t *count, size_t *room,
	struct ak_object *object)
{
	if (*count && (*list)[*count - 1] == object)
		return; /* it turned away and back, or says so again */
	if (ak_grow((void **)list, room, *count, sizeof **list))
		(*list)[(*count)++] = object;
	else
		state->failed = true;
}

/* Notes that object names another in a field, if by the charter in force that field is its phase or its freeze. */
static void index_field(struct ak_state *state, struct ak_object *object, const char *field, const char *other_name)
{
	const struct ak_type *type = ak_charter_type(state->charter, object->type);
	bool belongs = type && type->phase && strcmp(type->phase->name, field) == 0;
	bool freezes = type && type->freeze && strcmp(type->freeze->name, field) == 0;
	if ((!belongs && !freezes) || !ak_object_check(other_name))
		return;
	struct ak_object *other = object_get(state, other_name); /* it may come to be later */
	if (!other)
		return;
	if (belongs)
		note_object(state, &other->members, &other->member_count, &other->member_room, object);
	if (freezes)
		note_object(state, &other->freezers, &other->freezer_count, &other->freezer_room, object);
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
		index_field(state, object, field, value->text);
}

static void journal_member(struct ak_state *state, enum ak_entry_kind kind, struct ak_object *object,
	struct ak_cell *cell, const char *member)
{
	struct ak_journal_entry *entry = journal(state, kind);
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
	struct ak_cell *cell = cell_find(object, field);
	if (!cell || !cell->written || cell->value.kind != AK_VALUE_SET) {
		const struct ak_value none = {.kind = AK_VALUE_SET};
		ak_state_write(state, object, field, &none, by);
		cell = cell_find(object, field);
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
	struct ak_cell *cell = cell_find(object, field);
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

/* ------------------------------------------------------------------ the charter */

static struct ak_value text_value(const char *text)
{
	return (struct ak_value){.kind = AK_VALUE_TEXT, .text = text};
}

static char *name_new(struct ak_state *state, const char *a, const char *b, const char *c, const char *d)
{
	char whole[AK_OBJECT_MAX + 1];
	snprintf(whole, sizeof whole, "%s%s%s%s", a, b, c, d);
	return ak_arena_text(&state->arena, whole, strlen(whole));
}

/* An object that exists for all, made if it is not there yet. Returns NULL if it was there, or without memory. */
static struct ak_object *builtin_create(struct ak_state *state, char *name)
{
	if (!name) {
		state->failed = true;
		return NULL;
	}
	return ak_state_find(state, name) ? NULL : ak_state_create(state, name, AK_BY_FOUNDING);
}

/* protocol §8: "new parties exist from then on, with `by` the amending record's id"; seats and offices likewise, without any field. */
static void builtins_create(struct ak_state *state, uint32_t by)
{
	const struct ak_charter *charter = state->charter;
	for (uint32_t i = 0; i < charter->party_count; i++) {
		const struct ak_party *party = &charter->parties[i];
		struct ak_object *object =
			builtin_create(state, name_new(state, "party/", party->name, "", ""));
		struct ak_value label = text_value(party->label);
		struct ak_value key = text_value(party->key);
		if (object) {
			ak_state_write(state, object, "name", &label, by);
			ak_state_write(state, object, "key", &key, by);
		}
	}
	for (uint32_t i = 0; i < charter->body_count; i++)
		for (uint32_t j = 0; j < charter->bodies[i].seats.count; j++)
			builtin_create(state,
				name_new(state, "seat/", charter->bodies[i].name, ".", charter->bodies[i].seats.items[j]));
	for (uint32_t i = 0; i < charter->office_count; i++)
		builtin_create(state, name_new(state, "office/", charter->offices[i].name, "", ""));
}

void ak_state_amend(struct ak_state *state, struct ak_charter *taken, uint32_t by)
{
	struct ak_journal_entry *entry = journal(state, AK_ENTRY_CHARTER);
	if (!entry ||
		!ak_grow((void **)&state->charters, &state->charter_room, state->charter_count,
			sizeof *state->charters)) {
		ak_charter_free(taken);
		state->failed = true;
		return;
	}
	entry->charter = state->charter;
	entry->position = state->charter_by;
	state->charters[state->charter_count++] = taken;
	state->charter = taken;
	state->charter_by = by;
	builtins_create(state, by);
}

static void index_all(struct ak_state *state)
{
	if (state->indexed_for == state->charter)
		return;
	if (state->beyond) { /* not all objects are here */
		state->beyond->lacks = true;
		return;
	}
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i)) {
		struct ak_object *object = ak_map_value(&state->objects, i);
		object->member_count = 0;
		object->freezer_count = 0;
	}
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i)) {
		struct ak_object *object = ak_map_value(&state->objects, i);
		for (uint32_t c = 0; object->exists && c < object->cell_count; c++)
			if (object->cells[c].written && object->cells[c].value.kind == AK_VALUE_TEXT)
				index_field(state, object, object->cells[c].field, object->cells[c].value.text);
	}
	state->indexed_for = state->charter;
}

void ak_state_members(struct ak_state *state, struct ak_object *object)
{
	index_all(state);
	if (state->beyond)
		state->beyond->members(state->beyond->context, object);
}

void ak_state_freezers(struct ak_state *state, struct ak_object *object)
{
	index_all(state);
	if (state->beyond)
		state->beyond->freezers(state->beyond->context, object);
}

/* ------------------------------------------------------------------ a part */

void ak_state_absent(struct ak_state *state, const char *name)
{
	struct ak_object *object = object_get(state, name);
	if (object)
		object->sought = true;
}

void ak_state_settle(struct ak_state *state, struct ak_mark mark)
{
	state->journal_count = mark.journal;
}

/* ------------------------------------------------------------------ records */

void ak_state_judge(struct ak_state *state, uint32_t record, const struct ak_judged *judged)
{
	struct ak_judged *now = &state->judged[record];
	struct ak_journal_entry *entry = journal(state, AK_ENTRY_JUDGED);
	if (!entry)
		return;
	entry->position = record;
	entry->judged = *now;
	bool earlier = now->verdict != AK_VERDICT_NONE && now->window < state->window;
	if (earlier && (now->verdict != judged->verdict || now->reason != judged->reason)) {
		if (!ak_grow((void **)&state->reopened, &state->reopened_room, state->reopened_count,
			    sizeof *state->reopened)) {
			state->failed = true;
			return;
		}
		state->reopened[state->reopened_count++] = record;
	}
	*now = *judged;
}

void ak_state_accept(struct ak_state *state, uint32_t owner, uint32_t record)
{
	struct ak_journal_entry *entry = journal(state, AK_ENTRY_ACCEPTED);
	if (!entry)
		return;
	entry->position = owner;
	entry->accepted = state->accepted[owner];
	state->accepted[owner] = record;
}

void ak_state_open(struct ak_state *state, uint32_t record)
{
	if (ak_grow((void **)&state->opened, &state->opened_room, state->opened_count, sizeof *state->opened))
		state->opened[state->opened_count++] = record;
	else
		state->failed = true;
}

void ak_state_effect(struct ak_state *state, const struct ak_effect *effect)
{
	if (ak_grow((void **)&state->effects, &state->effect_room, state->effect_count, sizeof *state->effects))
		state->effects[state->effect_count++] = *effect;
	else
		state->failed = true;
}

/* ------------------------------------------------------------------ beginning and end */

void ak_state_next_window(struct ak_state *state)
{
	for (uint32_t i = 0; i < state->touched_count; i++) {
		struct ak_object *object = state->touched[i];
		object->touched = false;
		object->sealed = object->exists;
		object->digest = object->next;
	}
	state->touched_count = 0;
	state->reopened_count = 0;
	state->journal_count = 0;
	state->window++;
}

enum ak_status ak_state_init(struct ak_state *state, const struct ak_admission *admission,
	const struct ak_charter *founding, struct ak_error *err)
{
	*state = (struct ak_state){
		.admission = admission, .charter = founding, .charter_by = AK_BY_FOUNDING, .window = 1};
	ak_map_init(&state->objects);
	state->judged = calloc((size_t)admission->count + 1, sizeof *state->judged);
	state->accepted = calloc((size_t)admission->owner_count + 1, sizeof *state->accepted);
	if (!state->judged || !state->accepted) {
		ak_state_release(state);
		return ak_fail_memory(err);
	}
	for (uint32_t i = 0; i <= admission->owner_count; i++) /* and of one who may come to sign */
		state->accepted[i] = AK_POSITION_NONE;
	builtins_create(state, AK_BY_FOUNDING);
	state->indexed_for = founding;
	state->journal_count = 0;
	if (state->failed) {
		ak_state_release(state);
		return ak_fail_memory(err);
	}
	return AK_OK;
}

static void object_release(struct ak_object *object)
{
	free(object->cells);
	free(object->members);
	free(object->freezers);
}

void ak_state_release(struct ak_state *state)
{
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i))
		object_release(ak_map_value(&state->objects, i));
	ak_map_release(&state->objects);
	for (size_t i = 0; i < state->charter_count; i++)
		ak_charter_free(state->charters[i]);
	for (size_t i = 0; i < state->set_count; i++)
		ak_map_release(state->sets[i]);
	free(state->judged);
	free(state->accepted);
	free(state->opened);
	free(state->effects);
	free(state->touched);
	free(state->reopened);
	free(state->journal);
	free(state->charters);
	free(state->sets);
	ak_arena_release(&state->arena);
	*state = (struct ak_state){.charter = NULL};
	ak_map_init(&state->objects);
}
