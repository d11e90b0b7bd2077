/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/scope.h"

#include <stdlib.h>
#include <string.h>

#include "json/json.h"
#include "sig/digest.h"

/* Whether by the charter in force object's phase follows other. */
static bool belongs_to(const struct ak_state *state, const struct ak_object *object, const struct ak_object *other)
{
	const struct ak_type *type = object->exists ? ak_type_of(state, object) : NULL;
	if (!type || !type->phase || type->phase->type != AK_FIELD_REF)
		return false;
	struct ak_value value = ak_read(object, type->phase);
	return value.kind == AK_VALUE_TEXT && strcmp(value.text, other->name) == 0;
}

struct scope {
	struct ak_map objects;	  /* by name: the scope, each once */
	struct ak_object **queue; /* those whose members are still to be looked for */
	size_t count, room;
};

static void scope_put(struct ak_state *state, struct scope *scope, struct ak_object *object)
{
	bool fresh;
	uint32_t entry = ak_map_put(&scope->objects, object->name, &fresh);
	if (entry == AK_MAP_END) {
		state->failed = true;
		return;
	}
	if (!fresh)
		return;
	ak_map_value_set(&scope->objects, entry, object);
	if (ak_grow((void **)&scope->queue, &scope->room, scope->count, sizeof *scope->queue))
		scope->queue[scope->count++] = object;
	else
		state->failed = true;
}

/* protocol §7: "every field of the object's type, as read, null" included */
static void object_line(struct ak_state *state, const struct ak_object *object, struct ak_buf *json, struct ak_buf *out)
{
	const struct ak_type *type = ak_type_of(state, object);
	const char *comma = "";
	ak_buf_clear(json);
	ak_buf_char(json, '{');
	for (uint32_t i = ak_map_first(&type->by_name); i != AK_MAP_END; i = ak_map_next(&type->by_name, i)) {
		const struct ak_field *field = ak_map_value(&type->by_name, i);
		ak_buf_text(json, comma);
		ak_json_string(field->name, json);
		ak_buf_char(json, ':');
		struct ak_value value = ak_read(object, field);
		if (field->type == AK_FIELD_SET)
			ak_members_canonical(ak_read_members(object, field), json);
		else
			ak_value_canonical(&value, json);
		comma = ",";
	}
	ak_buf_char(json, '}');
	state->failed |= json->failed; /* before the next one clears it */
	struct ak_id digest = ak_sha256(ak_buf_view(json));
	ak_buf_format(out, "%s %s\n", object->name, ak_id_hex(&digest).text);
}

static struct ak_id digest_now(struct ak_state *state, struct ak_object *object)
{
	struct scope scope = {.queue = NULL};
	struct ak_buf json = AK_BUF_INIT;
	struct ak_buf text = AK_BUF_INIT;
	ak_map_init(&scope.objects);
	scope_put(state, &scope, object);
	for (size_t i = 0; i < scope.count; i++) {
		struct ak_object *at = scope.queue[i];
		ak_state_members(state, at);
		for (uint32_t m = 0; m < at->member_count; m++)
			if (belongs_to(state, at->members[m], at))
				scope_put(state, &scope, at->members[m]);
	}
	for (uint32_t i = ak_map_first(&scope.objects); i != AK_MAP_END; i = ak_map_next(&scope.objects, i))
		object_line(state, ak_map_value(&scope.objects, i), &json, &text);
	struct ak_id digest = ak_sha256(ak_buf_view(&text));
	state->failed |= text.failed;
	ak_map_release(&scope.objects);
	free(scope.queue);
	ak_buf_release(&json);
	ak_buf_release(&text);
	return digest;
}

struct ak_id ak_scope_digest(struct ak_state *state, struct ak_object *object)
{
	/* a thousand open proposals may pin the same whole, which has thousands of parts */
	if (object->scope_of == 0 || object->scope_of != state->version) {
		object->scope = digest_now(state, object);
		object->scope_of = state->version;
	}
	return object->scope;
}
