/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "judge/state_inside.h"

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

/*
 * protocol §8: "new parties exist from then on, with `by` the amending record's id"; seats and offices likewise,
 * without any field.
 */
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
	struct ak_journal_entry *entry = ak_state_journal(state, AK_ENTRY_CHARTER);
	if (!entry ||
		!ak_state_grow(state, (void **)&state->charters, &state->charter_room, state->charter_count,
			sizeof *state->charters)) {
		ak_charter_free(taken);
		return;
	}
	entry->charter = state->charter;
	entry->position = state->charter_by;
	state->charters[state->charter_count++] = taken;
	state->charter = taken;
	state->charter_by = by;
	builtins_create(state, by);
}

/* ------------------------------------------------------------------ records */

void ak_state_judge(struct ak_state *state, uint32_t record, const struct ak_judged *judged)
{
	struct ak_judged *now = &state->judged[record];
	struct ak_journal_entry *entry = ak_state_journal(state, AK_ENTRY_JUDGED);
	if (!entry)
		return;
	entry->position = record;
	entry->judged = *now;
	bool earlier = now->verdict != AK_VERDICT_NONE && now->window < state->window;
	if (earlier && (now->verdict != judged->verdict || now->reason != judged->reason)) {
		if (!ak_state_grow(state, (void **)&state->reopened, &state->reopened_room, state->reopened_count,
			    sizeof *state->reopened))
			return;
		state->reopened[state->reopened_count++] = record;
	}
	*now = *judged;
}

void ak_state_accept(struct ak_state *state, uint32_t owner, uint32_t record)
{
	struct ak_journal_entry *entry = ak_state_journal(state, AK_ENTRY_ACCEPTED);
	if (!entry)
		return;
	entry->position = owner;
	entry->accepted = state->accepted[owner];
	state->accepted[owner] = record;
}

void ak_state_open(struct ak_state *state, uint32_t record)
{
	if (ak_state_grow(state, (void **)&state->opened, &state->opened_room, state->opened_count, sizeof *state->opened))
		state->opened[state->opened_count++] = record;
}

void ak_state_effect(struct ak_state *state, const struct ak_effect *effect)
{
	if (ak_state_grow(state, (void **)&state->effects, &state->effect_room, state->effect_count, sizeof *state->effects))
		state->effects[state->effect_count++] = *effect;
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
