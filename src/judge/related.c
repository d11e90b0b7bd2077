/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which objects may belong to another, or freeze it (protocol §4, `phase` and `freezes`): noted as fields are
 * written, so that nobody looks through all objects for them. Those that freeze are noted when they do, and go
 * when they are seen not to: of an object that was disputed a thousand times nobody asks all that once was.
 */
#include <string.h>

#include "base/name.h"
#include "judge/scope.h"
#include "judge/state_inside.h"

static void note_object(struct ak_state *state, struct ak_object ***list, uint32_t *count, size_t *room,
	struct ak_object *object)
{
	if (*count && (*list)[*count - 1] == object)
		return; /* it turned away and back, or says so again */
	if (ak_state_grow(state, (void **)list, room, *count, sizeof **list))
		(*list)[(*count)++] = object;
}

const char *ak_freezes(const struct ak_state *state, const struct ak_object *object)
{
	const struct ak_type *type = object->exists ? ak_charter_type(state->charter, object->type) : NULL;
	if (!type || !type->freeze || !ak_texts_have(&type->freeze_while, ak_phase_of(state, object)))
		return NULL;
	struct ak_value value = ak_read(object, type->freeze);
	return value.kind == AK_VALUE_TEXT ? value.text : NULL;
}

static bool is_named(const struct ak_field *field, const char *name)
{
	return field && strcmp(field->name, name) == 0;
}

/* The object of that name, which may come to be later; NULL if it is none. */
static struct ak_object *named_object(struct ak_state *state, const char *name)
{
	return name && ak_object_check(name) ? ak_state_object(state, name) : NULL;
}

void ak_related_note(struct ak_state *state, struct ak_object *object, const char *field)
{
	const struct ak_type *type = ak_charter_type(state->charter, object->type);
	if (!type || (!is_named(type->phase, field) && !is_named(type->freeze, field)))
		return;
	const struct ak_cell *cell = ak_object_cell(object, field);
	const char *text = cell && cell->value.kind == AK_VALUE_TEXT ? cell->value.text : NULL;
	struct ak_object *named = named_object(state, text);
	if (named && is_named(type->phase, field))
		note_object(state, &named->members, &named->member_count, &named->member_room, object);
	struct ak_object *frozen = named_object(state, ak_freezes(state, object));
	if (frozen)
		note_object(state, &frozen->freezers, &frozen->freezer_count, &frozen->freezer_room, object);
}

/* Another charter may have other phases and freezes: then all is noted anew. */
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
			if (object->cells[c].written)
				ak_related_note(state, object, object->cells[c].field);
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

const struct ak_object *ak_frozen_by(
	struct ak_state *state, const struct ak_object *object, const struct ak_capacity *capacity)
{
	struct ak_object *noted = (struct ak_object *)object; /* what is noted of it is no part of its state */
	const struct ak_object *found = NULL;
	if (ak_builtin_type(object->type)) /* protocol §6: "Built-in objects are never frozen." */
		return NULL;
	ak_state_freezers(state, noted);
	uint32_t kept = 0;
	uint32_t seen = 0;
	while (seen < noted->freezer_count && !found) {
		struct ak_object *freezer = noted->freezers[seen++];
		const char *frozen = ak_freezes(state, freezer);
		if (!frozen || strcmp(frozen, object->name) != 0)
			continue; /* it is noted again when it does */
		noted->freezers[kept++] = freezer;
		if (!ak_texts_have(&ak_charter_type(state->charter, freezer->type)->freeze_except, capacity->text))
			found = freezer;
	}
	if (kept < seen)
		memmove(noted->freezers + kept, noted->freezers + seen,
			(noted->freezer_count - seen) * sizeof(struct ak_object *));
	noted->freezer_count -= seen - kept;
	return found;
}
