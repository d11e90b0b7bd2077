/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/carry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/course.h"
#include "report/object.h"

const struct ak_field *ak_carry_link(const struct ak_type *type)
{
	for (uint32_t i = 0; i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		if (field->type == AK_FIELD_SET && field->of == AK_FIELD_REF &&
			(strcmp(field->to, "*") == 0 || strcmp(field->to, type->name) == 0))
			return field;
	}
	return NULL;
}

/* ---- what is carried over */

static struct ak_carried *find_carried(const struct ak_carry *carry, const char *name)
{
	for (size_t i = 0; i < carry->count; i++)
		if (strcmp(carry->items[i].object->name, name) == 0)
			return &carry->items[i];
	return NULL;
}

/* It belongs to the old period, also by way of others, and neither it nor what it belongs to by has ended. */
static bool goes_on(const struct ak_carry *carry, const struct ak_object *object)
{
	while (object && object != carry->from) {
		const struct ak_type *type = ak_charter_type(carry->state->charter, object->type);
		if (!type || ak_course_is_closed(object, type))
			return false;
		object = ak_course_above(carry->state, object);
	}
	return object != NULL;
}

static bool take_objects(struct ak_carry *carry)
{
	const struct ak_object *object;
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(carry->state, NULL, at, &object)) != AK_MAP_END;) {
		if (object == carry->from || !goes_on(carry, object))
			continue;
		if (!ak_grow((void **)&carry->items, &carry->room, carry->count, sizeof *carry->items))
			return false;
		carry->items[carry->count++] = (struct ak_carried){
			.object = object, .type = ak_charter_type(carry->state->charter, object->type)};
	}
	return true;
}

/* ---- how it is called */

/* The object under the successor that names the old one as where it came from, or NULL. */
static const struct ak_object *carried_before(const struct ak_carry *carry, const struct ak_carried *item)
{
	const struct ak_field *link = ak_carry_link(item->type);
	const struct ak_object *object;
	if (!carry->successor || !link)
		return NULL;
	for (uint32_t at = AK_MAP_END;
		(at = ak_objects_next(carry->state, item->type->name, at, &object)) != AK_MAP_END;) {
		const struct ak_map *members = ak_read_members(object, link);
		if (members && ak_map_find(members, item->object->name) != AK_MAP_END &&
			ak_course_follows(carry->state, object, carry->successor))
			return object;
	}
	return NULL;
}

static bool is_taken(const struct ak_carry *carry, size_t before, const char *name)
{
	for (size_t i = 0; i < before; i++)
		if (strcmp(carry->items[i].name, name) == 0)
			return true;
	return ak_map_find(&carry->state->objects, name) != AK_MAP_END;
}

/* `kennis` of agenda/2022-2023 becomes `kennis-2024-2025`, and that becomes `kennis-2026-2027`. */
static void name_item(struct ak_carry *carry, size_t number)
{
	struct ak_carried *item = &carry->items[number];
	const struct ak_object *before = carried_before(carry, item);
	const char *was = strchr(carry->from->name, '/') + 1, *suffix = strchr(carry->to, '/') + 1;
	char base[AK_NAME_MAX + 1] = "", nth[AK_NAME_MAX + 12];
	item->there = before != NULL;
	if (before) {
		snprintf(item->name, sizeof item->name, "%s", before->name);
		return;
	}
	strncat(base, strchr(item->object->name, '/') + 1, AK_NAME_MAX);
	size_t size = strlen(base), tail = strlen(was);
	if (size > tail + 1 && base[size - tail - 1] == '-' && strcmp(base + size - tail, was) == 0)
		base[size - tail - 1] = '\0';
	struct ak_slug slug = ak_slug_join(base, suffix);
	snprintf(item->name, sizeof item->name, "%s/%s", item->type->name, slug.text);
	for (unsigned i = 2; is_taken(carry, number, item->name); i++) {
		snprintf(nth, sizeof nth, "%s-%u", suffix, i);
		slug = ak_slug_join(base, nth);
		snprintf(item->name, sizeof item->name, "%s/%s", item->type->name, slug.text);
	}
}

enum ak_status ak_carry_find(struct ak_carry *carry, const struct ak_ledger *ledger, const struct ak_object *from,
	const char *to, const char *const *without, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	*carry = (struct ak_carry){
		.state = state, .from = from, .to = to, .successor = ak_state_find(state, to), .without = without};
	if (!take_objects(carry)) {
		ak_carry_release(carry);
		return ak_fail_memory(err);
	}
	for (size_t i = 0; i < carry->count; i++)
		name_item(carry, i);
	return AK_OK;
}

void ak_carry_release(struct ak_carry *carry)
{
	free(carry->items);
	carry->items = NULL;
	carry->count = 0;
}

/* ---- the changes */

static bool is_left_out(const struct ak_carry *carry, const struct ak_field *field)
{
	for (size_t i = 0; carry->without[i]; i++)
		if (strcmp(carry->without[i], field->name) == 0)
			return true;
	return field->has_moves;
}

static bool is_ready(const struct ak_carried *item)
{
	return item->there || item->placed;
}

/* What a reference to the old period becomes; NULL: it is left out, for what it names has ended. */
static const char *new_reference(
	const struct ak_carry *carry, const struct ak_carried *item, const struct ak_field *field, const char *name)
{
	const struct ak_carried *target = find_carried(carry, name);
	const struct ak_object *object = ak_state_find(carry->state, name);
	if (strcmp(name, carry->from->name) == 0 && field == item->type->phase)
		return carry->to;
	if (target)
		return is_ready(target) ? target->name : field->required ? name : NULL;
	bool ended = object && ak_course_follows(carry->state, object, carry->from);
	return ended && !field->required ? NULL : name;
}

/* Its references to what is carried too, except those from a set, must be there first. */
static bool can_be_placed(const struct ak_carry *carry, const struct ak_carried *item)
{
	for (uint32_t i = 0; i < item->type->field_count; i++) {
		const struct ak_field *field = &item->type->fields[i];
		if (field->type != AK_FIELD_REF || is_left_out(carry, field))
			continue;
		const char *name = ak_text_read(item->object, item->type, field->name);
		const struct ak_carried *target = name ? find_carried(carry, name) : NULL;
		if (target && target != item && !is_ready(target))
			return false;
	}
	return true;
}

static void write_text(const struct ak_carry *carry, struct ak_batch *batch, const struct ak_carried *item,
	const struct ak_field *field, const char *text)
{
	bool unknown = field->type == AK_FIELD_ENUM && !ak_texts_have(&field->values, text);
	if (field->type == AK_FIELD_REF)
		text = new_reference(carry, item, field, text);
	if (text && *text && !unknown)
		ak_batch_word(batch, "%s=%s", field->name, text);
}

/* Members that are carried too are added under their new names once all are there; see write_links. */
static void write_members(const struct ak_carry *carry, struct ak_batch *batch, const struct ak_carried *item,
	const struct ak_field *field)
{
	const struct ak_map *members = ak_read_members(item->object, field);
	for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(members, i)) {
		const char *member = ak_map_key(members, i);
		bool unknown = field->of == AK_FIELD_ENUM && !ak_texts_have(&field->values, member);
		bool later = field->of == AK_FIELD_REF && find_carried(carry, member);
		if (!unknown && !later)
			ak_batch_word(batch, "%s+=%s", field->name, member);
	}
}

static void write_field(const struct ak_carry *carry, struct ak_batch *batch, const struct ak_carried *item,
	const struct ak_field *field)
{
	struct ak_value value = ak_read(item->object, field);
	switch (value.kind) {
	case AK_VALUE_NULL:
		return;
	case AK_VALUE_TEXT:
		write_text(carry, batch, item, field, value.text);
		return;
	case AK_VALUE_INT:
		ak_batch_word(batch, "%s=%" PRId64, field->name, value.integer);
		return;
	case AK_VALUE_BOOL:
		ak_batch_word(batch, "%s=%s", field->name, value.boolean ? "true" : "false");
		return;
	case AK_VALUE_SET:
		write_members(carry, batch, item, field);
		return;
	}
}

static void write_item(const struct ak_carry *carry, struct ak_batch *batch, struct ak_carried *item)
{
	const struct ak_field *link = ak_carry_link(item->type);
	ak_batch_begin(batch);
	ak_batch_word(batch, "new");
	ak_batch_word(batch, "%s", item->name);
	for (uint32_t i = 0; i < item->type->field_count; i++)
		if (!is_left_out(carry, &item->type->fields[i]))
			write_field(carry, batch, item, &item->type->fields[i]);
	if (link)
		ak_batch_word(batch, "%s+=%s", link->name, item->object->name);
	item->placed = true;
}

/* Sets that named something carried name the new one: by a change of its own, since each may name the other. */
static void write_links(const struct ak_carry *carry, struct ak_batch *batch, const struct ak_carried *item)
{
	for (uint32_t f = 0; f < item->type->field_count; f++) {
		const struct ak_field *field = &item->type->fields[f];
		if (field->type != AK_FIELD_SET || field->of != AK_FIELD_REF || is_left_out(carry, field))
			continue;
		const struct ak_map *members = ak_read_members(item->object, field);
		const struct ak_object *now = ak_state_find(carry->state, item->name);
		const struct ak_map *present = now ? ak_read_members(now, field) : NULL;
		for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END;
			i = ak_map_next(members, i)) {
			const struct ak_carried *target = find_carried(carry, ak_map_key(members, i));
			if (!target || (present && ak_map_find(present, target->name) != AK_MAP_END))
				continue;
			ak_batch_begin(batch);
			ak_batch_word(batch, "%s", item->name);
			ak_batch_word(batch, "%s+=%s", field->name, target->name);
		}
	}
}

void ak_carry_write(struct ak_carry *carry, struct ak_batch *batch)
{
	bool more = true, force = false;
	while (more || force) {
		more = false;
		for (size_t i = 0; i < carry->count; i++) {
			struct ak_carried *item = &carry->items[i];
			if (is_ready(item) || (!force && !can_be_placed(carry, item)))
				continue;
			write_item(carry, batch, item);
			more = true;
			force = false;
		}
		bool any = false; /* what refers to one another in a circle: one goes first, without that reference */
		for (size_t i = 0; i < carry->count; i++)
			any = any || !is_ready(&carry->items[i]);
		force = !more && any;
	}
	for (size_t i = 0; i < carry->count; i++)
		write_links(carry, batch, &carry->items[i]);
}
