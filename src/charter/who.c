/* SPDX-License-Identifier: EUPL-1.2 */
/* Who-lists, and the `by` and `create` that say which of them holds in which phase. */
#include <string.h>

#include "charter/read.h"

bool ak_is_capacity(const struct ak_charter *charter, const char *name)
{
	return ak_charter_body(charter, name) || ak_charter_office(charter, name) ||
	       ak_charter_party(charter, name);
}

/* The field after an `@`, which must be of the given type; NULL if it is none: told. */
static const char *read_who_field(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_type *type, const char *name, enum ak_field_type wanted)
{
	const struct ak_field *field = ak_type_field(type, name);
	if (!field)
		ak_charter_refuse(
			reader, place, "`%s` is no field of this type (protocol §4)", ak_shown(name).text);
	else if (field->type != wanted)
		ak_charter_refuse(reader, place,
			"`%s` is a field of type %s, and must be of type %s (protocol §4)", field->name,
			ak_field_type_name(field->type), ak_field_type_name(wanted));
	else
		return field->name;
	return NULL;
}

/* protocol §4: "party that the object's `<field>` (of type `party`) holds, acting alone" */
static void read_who_seat(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_type *type, struct ak_who *who, const char *at)
{
	char *body = ak_arena_text(reader->arena, who->text, (size_t)(at - who->text));
	if (!body) {
		ak_charter_no_memory(reader);
		return;
	}
	who->kind = AK_WHO_SEAT;
	who->capacity = body;
	if (!ak_charter_body(reader->charter, body))
		ak_charter_refuse(reader, place,
			"before the `@` stands a body, and `%s` is none of this charter (protocol §4)",
			ak_shown(body).text);
	who->field = read_who_field(reader, place, type, at + 1, AK_FIELD_PARTY);
}

/* protocol §4: "An item is a body, an office, or a party; `<body>@<field>`: that body's seat of the" */
static void read_who(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_type *type, struct ak_who *who)
{
	const char *at = strchr(who->text, '@');
	if (at == who->text) {
		who->kind = AK_WHO_ACTOR;
		/* protocol §4: "object's `<field>` (of type `actor`) holds, acting as `self`." */
		who->field = read_who_field(reader, place, type, at + 1, AK_FIELD_ACTOR);
	} else if (at) {
		read_who_seat(reader, place, type, who, at);
	} else {
		who->kind = AK_WHO_CAPACITY;
		who->capacity = who->text;
		if (!ak_is_capacity(reader->charter, who->text))
			ak_charter_refuse(reader, place,
				"`%s` is no body, office or party of this charter (protocol §4)",
				ak_shown(who->text).text);
	}
}

void ak_read_who_list(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, const struct ak_type *type, struct ak_who_list *list)
{
	struct ak_texts texts = {.count = 0};
	if (!ak_read_texts(reader, place, json, &texts))
		return;
	struct ak_who *items = ak_read_alloc(reader, texts.count, sizeof *items);
	if (!items)
		return;
	for (uint32_t i = 0; i < texts.count; i++) {
		struct ak_place inside = ak_place_item(place, i);
		items[i].text = texts.items[i];
		read_who(reader, &inside, type, &items[i]);
	}
	*list = (struct ak_who_list){.items = items, .count = texts.count};
}

static void check_phase(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_type_draft *draft, const char *phase)
{
	if (strcmp(phase, "*") == 0)
		return;
	/* protocol §4: "named must be values of the enum field that the type's phase comes down to" */
	if (!draft->has_phase) {
		ak_charter_refuse(reader, place, "a type without `phase` can name \"*\" alone (protocol §4)");
		return;
	}
	const struct ak_field *field = ak_phase_field(reader->charter, draft->type);
	if (field && field->values.count && !ak_texts_have(&field->values, phase))
		ak_charter_refuse(reader, place,
			"`%s` is no value of `%s`, the enum field that the phase comes down to (protocol §4)",
			ak_shown(phase).text, ak_shown(field->name).text);
}

/* An object from phase to who-list. */
static uint32_t read_rows(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, const struct ak_type_draft *draft, struct ak_rule *rows)
{
	uint32_t count = 0;
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at)) {
		struct ak_rule *row = &rows[count++];
		row->phase = ak_read_copy(reader, ak_json_member_key(at));
		struct ak_place inside = ak_place_key(place, row->phase);
		check_phase(reader, &inside, draft, row->phase);
		if (ak_read_kind(reader, &inside, ak_json_member_value(at), AK_IS_LIST))
			ak_read_who_list(reader, &inside, ak_json_member_value(at), draft->type, &row->who);
	}
	return count;
}

/* protocol §4: "`by` is a **who-list**, or an object from phase to who-list" */
void ak_read_rules(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	const struct ak_type_draft *draft, struct ak_rules *rules)
{
	bool list = ak_json_kind(json) == AK_JSON_ARRAY;
	struct ak_rule *rows = ak_read_alloc(reader, list ? 1 : ak_json_count(json), sizeof *rows);
	if (!rows)
		return;
	uint32_t count = 1;
	if (list) {
		rows->phase = "*";
		ak_read_who_list(reader, place, json, draft->type, &rows->who);
	} else {
		count = read_rows(reader, place, json, draft, rows);
	}
	*rules = (struct ak_rules){.items = rows, .count = count};
}
