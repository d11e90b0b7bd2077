/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which objects may belong to another, or freeze it (protocol §4, `phase` and `freezes`): noted as fields are
 * written, so that nobody looks through all objects for them.
 */
#include <string.h>

#include "base/name.h"
#include "judge/state_inside.h"

static void note_object(struct ak_state *state, struct ak_object ***list, uint32_t *count, size_t *room,
	struct ak_object *object)
{
	if (*count && (*list)[*count - 1] == object)
		return; /* it turned away and back, or says so again */
	if (ak_state_grow(state, (void **)list, room, *count, sizeof **list))
		(*list)[(*count)++] = object;
}

void ak_related_note(struct ak_state *state, struct ak_object *object, const char *field, const char *other_name)
{
	const struct ak_type *type = ak_charter_type(state->charter, object->type);
	bool belongs = type && type->phase && strcmp(type->phase->name, field) == 0;
	bool freezes = type && type->freeze && strcmp(type->freeze->name, field) == 0;
	if ((!belongs && !freezes) || !ak_object_check(other_name))
		return;
	struct ak_object *other = ak_state_object(state, other_name); /* it may come to be later */
	if (!other)
		return;
	if (belongs)
		note_object(state, &other->members, &other->member_count, &other->member_room, object);
	if (freezes)
		note_object(state, &other->freezers, &other->freezer_count, &other->freezer_room, object);
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
			if (object->cells[c].written && object->cells[c].value.kind == AK_VALUE_TEXT)
				ak_related_note(state, object, object->cells[c].field, object->cells[c].value.text);
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
