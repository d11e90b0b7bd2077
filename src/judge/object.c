/* SPDX-License-Identifier: EUPL-1.2 */
/* Objects and cells by name (judge/state.h): found, or made empty. Existence and values are given by write.c. */
#include <string.h>

#include "base/limits.h"
#include "judge/state_inside.h"

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
	return (uint32_t)ak_text_place(field, object->cells, object->cell_count, sizeof *object->cells);
}

static bool is_at(const struct ak_object *object, uint32_t place, const char *field)
{
	return place < object->cell_count && strcmp(object->cells[place].field, field) == 0;
}

struct ak_cell *ak_cell_find(const struct ak_object *object, const char *field)
{
	uint32_t place = cell_place(object, field);
	return is_at(object, place, field) ? &object->cells[place] : NULL;
}

struct ak_cell *ak_cell_make(struct ak_state *state, struct ak_object *object, const char *field)
{
	uint32_t place = cell_place(object, field);
	if (is_at(object, place, field))
		return &object->cells[place];
	if (!ak_state_grow(state, (void **)&object->cells, &object->cell_room, object->cell_count, sizeof *object->cells))
		return NULL;
	struct ak_cell *cell = &object->cells[place];
	memmove(cell + 1, cell, (object->cell_count - place) * sizeof *cell);
	object->cell_count++;
	*cell = (struct ak_cell){.field = field};
	return cell;
}

const struct ak_cell *ak_object_cell(const struct ak_object *object, const char *field)
{
	const struct ak_cell *cell = ak_cell_find(object, field);
	return cell && cell->written ? cell : NULL;
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

void ak_state_absent(struct ak_state *state, const char *name)
{
	struct ak_object *object = ak_state_object(state, name);
	if (object)
		object->sought = true;
}
