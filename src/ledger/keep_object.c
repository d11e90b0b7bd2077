/* SPDX-License-Identifier: EUPL-1.2 */
/* An object kept: its values, what it names, the decisions that made it so, and what is open about it. */
#include <stdlib.h>
#include <string.h>

#include "judge/read.h"
#include "ledger/keep.h"

static void put_cell(struct ak_keep *keep, const struct ak_cell *cell)
{
	struct ak_packer *packer = &keep->packer;
	ak_pack_text(packer, cell->field);
	ak_keep_position(keep, cell->by);
	if (cell->value.kind != AK_VALUE_SET) {
		ak_pack_value(packer, &cell->value);
		return;
	}
	/* as a value of that kind is packed; its members are in the map */
	ak_pack_number(packer, AK_VALUE_SET);
	ak_pack_number(packer, cell->members->count);
	for (uint32_t i = ak_map_first(cell->members); i != AK_MAP_END; i = ak_map_next(cell->members, i))
		ak_pack_text(packer, ak_map_key(cell->members, i));
}

static void put_cells(struct ak_keep *keep, const struct ak_object *object)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < object->cell_count; i++)
		count += object->cells[i].written;
	ak_pack_number(&keep->packer, count);
	for (uint32_t i = 0; i < object->cell_count; i++)
		if (object->cells[i].written)
			put_cell(keep, &object->cells[i]);
}

void ak_keep_name(struct ak_keep *keep, const char *name)
{
	if (name && ak_state_find(keep->state, name))
		ak_pack_text(&keep->packer, name);
}

void ak_keep_above(struct ak_keep *keep, const struct ak_object *object)
{
	while (object) {
		const struct ak_type *type = ak_type_of(keep->state, object);
		const char *above = type && type->phase ? ak_text_read(object, type, type->phase->name) : NULL;
		object = above ? ak_state_find(keep->state, above) : NULL;
		if (object)
			ak_pack_text(&keep->packer, object->name);
	}
}

/* The objects that it names, which are told with what people call them, and those that its phase depends on. */
static void put_named(struct ak_keep *keep, const struct ak_object *object)
{
	for (uint32_t i = 0; i < object->cell_count; i++) {
		const struct ak_cell *cell = &object->cells[i];
		if (!cell->written)
			continue;
		if (cell->value.kind == AK_VALUE_TEXT)
			ak_keep_name(keep, cell->value.text);
		const struct ak_map *members = cell->value.kind == AK_VALUE_SET ? cell->members : NULL;
		for (uint32_t m = members ? ak_map_first(members) : AK_MAP_END; m != AK_MAP_END; m = ak_map_next(members, m))
			ak_keep_name(keep, ak_map_key(members, m));
	}
	ak_keep_above(keep, object);
	ak_pack_text(&keep->packer, NULL);
}

/* Whether a cell holds the id of an attachment that is here, or (of those that are asked for) is not. */
static bool names_attachment(const struct ak_keep *keep, const struct ak_object *object, const struct ak_cell *cell, bool here)
{
	struct ak_id id;
	const struct ak_type *type = ak_type_of(keep->state, object);
	const struct ak_field *field = type ? ak_type_field(type, cell->field) : NULL;
	return cell->written && cell->value.kind == AK_VALUE_TEXT && field && field->type == AK_FIELD_FILE &&
	       ak_id_parse(&id, cell->value.text, strlen(cell->value.text)) &&
	       ak_ledger_has_attachment(keep->ledger, &id) == here;
}

/* The attachments that its fields name: those that are here, then the others, each with whether it was erased. */
static void put_attachments(struct ak_keep *keep, const struct ak_object *object)
{
	for (uint32_t i = 0; i < object->cell_count; i++)
		if (names_attachment(keep, object, &object->cells[i], true))
			ak_pack_text(&keep->packer, object->cells[i].value.text);
	ak_pack_text(&keep->packer, NULL);
	for (uint32_t i = 0; i < object->cell_count; i++) {
		if (!names_attachment(keep, object, &object->cells[i], false))
			continue;
		const char *text = object->cells[i].value.text;
		keep->asks_history = true;
		ak_pack_text(&keep->packer, text);
		ak_pack_number(&keep->packer, ak_store_erased(keep->ledger->store, text));
	}
	ak_pack_text(&keep->packer, NULL);
}

/* ---- the decisions that made it so */

struct found {
	const struct ak_effect **items;
	size_t count, room;
};

static void found_put(struct ak_keep *keep, struct found *found, const struct ak_effect *effect)
{
	if (!effect)
		return;
	if (ak_grow((void **)&found->items, &found->room, found->count, sizeof *found->items))
		found->items[found->count++] = effect;
	else
		keep->failed = true;
}

static void find_members(struct ak_keep *keep, struct found *found, const struct ak_object *object, const struct ak_field *field)
{
	struct ak_map origin_of;
	ak_map_init(&origin_of);
	if (!ak_origin_members(&origin_of, &keep->origins, keep->ledger, object, field))
		keep->failed = true;
	for (uint32_t m = ak_map_first(&origin_of); m != AK_MAP_END; m = ak_map_next(&origin_of, m))
		found_put(keep, found, ak_origin_of(&origin_of, keep->ledger, ak_map_key(&origin_of, m)));
	ak_map_release(&origin_of);
}

static void find_effects(struct ak_keep *keep, struct found *found, const struct ak_object *object)
{
	const struct ak_type *type = ak_type_of(keep->state, object);
	for (uint32_t i = 0; type && i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		if (!ak_object_cell(object, field->name))
			continue;
		if (ak_read_members(object, field))
			find_members(keep, found, object, field);
		else
			found_put(keep, found, ak_origin_find(&keep->origins, keep->ledger, object, field));
	}
}

/* They all stand in one array, in the order in which they applied. */
static int compare_effects(const void *left, const void *right)
{
	const struct ak_effect *a = *(const struct ak_effect *const *)left;
	const struct ak_effect *b = *(const struct ak_effect *const *)right;
	return a < b ? -1 : a > b;
}

static void put_effects(struct ak_keep *keep, const struct ak_object *object)
{
	struct found found = {.count = 0};
	size_t distinct = 0;
	find_effects(keep, &found, object);
	if (found.count > 1)
		qsort(found.items, found.count, sizeof(const struct ak_effect *), compare_effects);
	for (size_t i = 0; i < found.count; i++)
		if (i == 0 || found.items[i] != found.items[i - 1])
			found.items[distinct++] = found.items[i];
	ak_pack_number(&keep->packer, distinct);
	for (size_t i = 0; i < distinct; i++) {
		const struct ak_effect *effect = found.items[i];
		ak_keep_position(keep, effect->proposal);
		ak_pack_number(&keep->packer, effect->change);
		ak_pack_number(&keep->packer, effect->object != NULL);
		ak_pack_text(&keep->packer, effect->phase);
		ak_pack_number(&keep->packer, ak_keep_charter(keep, effect->charter));
	}
	free(found.items);
}

static void put_open_about(struct ak_keep *keep, const struct ak_object *object)
{
	uintptr_t first = (uintptr_t)ak_map_get(&keep->open, object->name);
	uint32_t count = 0;
	for (uint32_t at = (uint32_t)first; at > 0; at = keep->opens[at - 1].next)
		count++;
	ak_pack_number(&keep->packer, count);
	for (uint32_t at = (uint32_t)first; at > 0; at = keep->opens[at - 1].next)
		ak_keep_position(keep, keep->opens[at - 1].proposal);
}

static void put_disputes(struct ak_keep *keep, const struct ak_object *object)
{
	uintptr_t first = (uintptr_t)ak_map_get(&keep->disputed, object->name);
	for (uint32_t at = (uint32_t)first; at > 0; at = keep->disputes[at - 1].next)
		ak_keep_name(keep, keep->disputes[at - 1].object->name);
	ak_pack_text(&keep->packer, NULL);
}

void ak_keep_object(struct ak_keep *keep, const struct ak_object *object)
{
	ak_keep_begin(keep);
	ak_keep_position(keep, object->created_by);
	put_cells(keep, object);
	put_named(keep, object);
	put_attachments(keep, object);
	put_effects(keep, object);
	put_open_about(keep, object);
	put_disputes(keep, object);
	ak_buf_format(&keep->name, AK_HEAD_OBJECT, object->name);
	ak_keep_end(keep);
}

/* ---- what is open, by object */

/* Notes that a proposal is about an object, once, before those that were noted. */
static void note_open(struct ak_keep *keep, uint32_t proposal, const char *object)
{
	uint32_t entry = ak_map_put(&keep->open, object, NULL);
	if (entry == AK_MAP_END ||
		!ak_grow((void **)&keep->opens, &keep->open_room, keep->open_count, sizeof *keep->opens)) {
		keep->failed = true;
		return;
	}
	uint32_t next = (uint32_t)(uintptr_t)ak_map_value(&keep->open, entry);
	if (next > 0 && keep->opens[next - 1].proposal == proposal)
		return;
	keep->opens[keep->open_count++] = (struct ak_keep_open){proposal, next};
	ak_map_value_set(&keep->open, entry, (void *)(uintptr_t)keep->open_count);
}

void ak_keep_note_open(struct ak_keep *keep)
{
	for (uint32_t i = keep->state->opened_count; i-- > 0;) {
		uint32_t proposal = keep->state->opened[i];
		const struct ak_record *record = &keep->ledger->records[proposal];
		for (uint32_t c = 0; ak_keep_is_open(keep, proposal) && c < record->change_count; c++)
			if (record->changes[c].op != AK_OP_AMEND)
				note_open(keep, proposal, record->changes[c].object);
	}
}

/* ---- what is a dispute about what */

static void note_dispute(struct ak_keep *keep, const struct ak_object *dispute, const char *about)
{
	uint32_t entry = ak_map_put(&keep->disputed, about, NULL);
	if (entry == AK_MAP_END || !ak_grow((void **)&keep->disputes, &keep->dispute_room, keep->dispute_count,
					   sizeof *keep->disputes)) {
		keep->failed = true;
		return;
	}
	uint32_t next = (uint32_t)(uintptr_t)ak_map_value(&keep->disputed, entry);
	keep->disputes[keep->dispute_count++] = (struct ak_keep_dispute){dispute, next};
	ak_map_value_set(&keep->disputed, entry, (void *)(uintptr_t)keep->dispute_count);
}

void ak_keep_note_disputes(struct ak_keep *keep)
{
	const struct ak_map *objects = &keep->state->objects;
	for (uint32_t i = ak_map_first(objects); i != AK_MAP_END; i = ak_map_next(objects, i)) {
		const struct ak_object *object = ak_map_value(objects, i);
		const struct ak_type *type = object->exists ? ak_type_of(keep->state, object) : NULL;
		const char *about = type && type->freeze ? ak_text_read(object, type, type->freeze->name) : NULL;
		if (about)
			note_dispute(keep, object, about);
	}
}
