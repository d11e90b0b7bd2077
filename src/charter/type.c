/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The types of a charter, read in four passes over all of them: their names (a `to` may name a type further
 * on), their fields (an `@` item may name a field further on), their phases (which follow fields of other
 * types), and at last what names all of those: who may create and set, moves, freezes.
 */

#include "base/name.h"
#include "charter/read.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* First pass. Returns whether there is anything to read on. */
static bool declare_types(
	struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json)
{
	size_t count = ak_json_count(json);
	struct ak_type *types = ak_read_alloc(reader, count, sizeof *types);
	reader->drafts = ak_read_alloc(reader, count, sizeof *reader->drafts);
	if (!types || !reader->drafts)
		return false;
	size_t i = 0;
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at), i++) {
		types[i].name = ak_read_copy(reader, ak_json_member_key(at));
		types[i].label = types[i].name;
		ak_map_init(&types[i].by_name);
		struct ak_place inside = ak_place_key(place, types[i].name);
		ak_read_name(reader, &inside, types[i].name);
		ak_read_put(reader, &reader->charter->type_names, types[i].name, &types[i]);
		reader->drafts[i].type = &types[i];
		reader->drafts[i].json = ak_json_member_value(at);
	}
	reader->charter->types = types;
	reader->charter->type_count = (uint32_t)count;
	return reader->status != AK_ERR_MEMORY;
}

static void read_fields(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, struct ak_type_draft *draft)
{
	size_t count = ak_json_count(json);
	struct ak_field *fields = ak_read_alloc(reader, count, sizeof *fields);
	struct ak_field_draft *drafts = ak_read_alloc(reader, count, sizeof *drafts);
	if (!fields || !drafts)
		return;
	/* protocol §4: "`name` and `fields` (at least one) are required" */
	if (count == 0)
		ak_charter_refuse(reader, place, "a type has at least one field (protocol §4)");
	draft->type->fields = fields;
	draft->type->field_count = (uint32_t)count;
	draft->fields = drafts;
	size_t i = 0;
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at), i++) {
		fields[i].name = ak_read_copy(reader, ak_json_member_key(at));
		fields[i].label = fields[i].name;
		drafts[i].field = &fields[i];
		struct ak_place inside = ak_place_key(place, fields[i].name);
		if (!ak_field_check(fields[i].name))
			ak_charter_refuse(reader, &inside,
				"a field's name is 1 to 63 of a-z, 0-9, `-` and `_`, the first a-z (protocol "
				"§1)");
		ak_read_put(reader, &draft->type->by_name, fields[i].name, &fields[i]);
		ak_read_field(reader, &inside, ak_json_member_value(at), &drafts[i]);
	}
}

/* Second pass, for one type. */
static void read_type(
	struct ak_charter_reader *reader, const struct ak_place *place, struct ak_type_draft *draft)
{
	static const struct ak_shape shape[] = {
		{"name", AK_IS_TEXT, true},
		{"phase", AK_IS_TEXT, false},
		{"create", AK_IS_OBJECT | AK_IS_LIST, false},
		{"fields", AK_IS_OBJECT, true},
		{"freezes", AK_IS_OBJECT, false},
	};
	const struct ak_json *given[COUNT(shape)];
	struct ak_place inside = ak_place_key(place, "fields");
	if (!ak_read_shape(reader, place, draft->json, shape, COUNT(shape), given)) {
		draft->json = NULL;
		return;
	}
	draft->type->label = ak_read_text(reader, given[0]);
	draft->has_phase = ak_json_get(draft->json, "phase") != NULL;
	draft->phase = given[1];
	draft->create = given[2];
	draft->freezes = given[4];
	if (given[3])
		read_fields(reader, &inside, given[3], draft);
}

static void read_frozen_field(struct ak_charter_reader *reader, const struct ak_place *up,
	const struct ak_json *json, struct ak_type *type)
{
	struct ak_place place = ak_place_key(up, "field");
	if (!json)
		return;
	const struct ak_field *field = ak_type_field(type, ak_json_text(json));
	if (field && field->type == AK_FIELD_REF)
		type->freeze = field;
	else
		ak_charter_refuse(reader, &place, "`%s` is no ref field of this type (protocol §4)",
			ak_shown(ak_json_text(json)).text);
}

static void read_freezing_values(struct ak_charter_reader *reader, const struct ak_place *up,
	const struct ak_json *json, const struct ak_type_draft *draft)
{
	struct ak_type *type = draft->type;
	struct ak_place place = ak_place_key(up, "while");
	/* protocol §4: "values of this type's `phase`, which must be an enum field of its own" */
	bool own = type->phase && type->phase->type == AK_FIELD_ENUM;
	if (!own && (type->phase || !draft->has_phase))
		ak_charter_refuse(reader, up,
			"a type that freezes has a `phase` that is an enum field of its own (protocol §4)");
	if (!json || !ak_read_texts(reader, &place, json, &type->freeze_while) || !own)
		return;
	for (uint32_t i = 0; i < type->freeze_while.count; i++) {
		struct ak_place inside = ak_place_item(&place, i);
		if (type->phase->values.count &&
			!ak_texts_have(&type->phase->values, type->freeze_while.items[i]))
			ak_charter_refuse(reader, &inside,
				"`%s` is no value of `%s`, this type's phase (protocol §4)",
				ak_shown(type->freeze_while.items[i]).text, type->phase->name);
	}
}

static void read_freezes(
	struct ak_charter_reader *reader, const struct ak_place *place, struct ak_type_draft *draft)
{
	static const struct ak_shape shape[] = {
		{"field", AK_IS_TEXT, true},
		{"while", AK_IS_LIST, true},
		{"except", AK_IS_LIST, true},
	};
	const struct ak_json *given[COUNT(shape)];
	struct ak_place except = ak_place_key(place, "except");
	ak_read_shape(reader, place, draft->freezes, shape, COUNT(shape), given);
	read_frozen_field(reader, place, given[0], draft->type);
	read_freezing_values(reader, place, given[1], draft);
	struct ak_texts *who = &draft->type->freeze_except;
	if (!given[2] || !ak_read_texts(reader, &except, given[2], who))
		return;
	for (uint32_t i = 0; i < who->count; i++) {
		struct ak_place inside = ak_place_item(&except, i);
		if (!ak_is_capacity(reader->charter, who->items[i]))
			ak_charter_refuse(reader, &inside,
				"`%s` is no body, office or party of this charter, and nothing else can be "
				"excepted "
				"(protocol §4)",
				ak_shown(who->items[i]).text);
	}
}

/* Fourth pass, for one field: who may set it. */
static void read_field_rules(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_type_draft *draft, const struct ak_field_draft *field)
{
	struct ak_place by = ak_place_key(place, "by");
	struct ak_place moves = ak_place_key(place, "moves");
	if (field->given[AK_OPTION_BY])
		ak_read_rules(reader, &by, field->given[AK_OPTION_BY], draft, &field->field->by);
	if (field->given[AK_OPTION_MOVES])
		ak_read_moves(reader, &moves, field->given[AK_OPTION_MOVES], draft->type, field->field);
}

static void read_type_rules(
	struct ak_charter_reader *reader, const struct ak_place *place, struct ak_type_draft *draft)
{
	struct ak_place create = ak_place_key(place, "create");
	struct ak_place fields = ak_place_key(place, "fields");
	struct ak_place freezes = ak_place_key(place, "freezes");
	if (draft->create)
		ak_read_rules(reader, &create, draft->create, draft, &draft->type->create);
	for (uint32_t i = 0; i < draft->type->field_count; i++) {
		struct ak_place inside = ak_place_key(&fields, draft->type->fields[i].name);
		read_field_rules(reader, &inside, draft, &draft->fields[i]);
	}
	if (draft->freezes)
		read_freezes(reader, &freezes, draft);
}

void ak_read_types(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json)
{
	if (!json || !declare_types(reader, place, json))
		return;
	for (uint32_t i = 0; i < reader->charter->type_count; i++) {
		struct ak_place inside = ak_place_key(place, reader->drafts[i].type->name);
		read_type(reader, &inside, &reader->drafts[i]);
	}
	if (reader->status == AK_ERR_MEMORY)
		return;
	ak_read_phases(reader, place);
	for (uint32_t i = 0; i < reader->charter->type_count; i++) {
		struct ak_place inside = ak_place_key(place, reader->drafts[i].type->name);
		if (reader->drafts[i].json)
			read_type_rules(reader, &inside, &reader->drafts[i]);
	}
}
