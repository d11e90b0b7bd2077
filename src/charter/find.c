/* SPDX-License-Identifier: EUPL-1.2 */
/* Asking a charter that was read. */
#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "charter/charter.h"

const struct ak_party *ak_charter_party(const struct ak_charter *charter, const char *name)
{
	return ak_map_get(&charter->party_names, name);
}

const struct ak_body *ak_charter_body(const struct ak_charter *charter, const char *name)
{
	return ak_map_get(&charter->body_names, name);
}

const struct ak_office *ak_charter_office(const struct ak_charter *charter, const char *name)
{
	return ak_map_get(&charter->office_names, name);
}

const struct ak_type *ak_charter_type(const struct ak_charter *charter, const char *name)
{
	return ak_map_get(&charter->type_names, name);
}

const struct ak_type *ak_charter_type_of(const struct ak_charter *charter, const char *object)
{
	char name[AK_NAME_MAX + 1] = "";
	size_t size = strcspn(object, "/");
	if (size > AK_NAME_MAX)
		return NULL;
	memcpy(name, object, size);
	const struct ak_type *builtin = ak_builtin_type(name);
	return builtin ? builtin : ak_charter_type(charter, name);
}

/* Built-in types are constants, and have no map. */
const struct ak_field *ak_type_field(const struct ak_type *type, const char *name)
{
	if (type->by_name.count)
		return ak_map_get(&type->by_name, name);
	for (uint32_t i = 0; i < type->field_count; i++)
		if (strcmp(type->fields[i].name, name) == 0)
			return &type->fields[i];
	return NULL;
}

int ak_body_seat(const struct ak_body *body, const char *party)
{
	for (uint32_t i = 0; i < body->seats.count; i++)
		if (strcmp(body->seats.items[i], party) == 0)
			return (int)i;
	return -1;
}

struct ak_who_list ak_rules_find(const struct ak_rules *rules, const char *phase)
{
	struct ak_who_list others = {.items = NULL, .count = 0};
	for (uint32_t i = 0; i < rules->count; i++) {
		const struct ak_rule *rule = &rules->items[i];
		bool star = strcmp(rule->phase, "*") == 0;
		if (!star && strcmp(rule->phase, phase) == 0)
			return rule->who;
		if (star)
			others = rule->who;
	}
	return others;
}

const struct ak_move *ak_field_move(const struct ak_field *field, const char *from, const char *to)
{
	for (uint32_t i = 0; i < field->move_count; i++)
		if (strcmp(field->moves[i].from, from) == 0 && strcmp(field->moves[i].to, to) == 0)
			return &field->moves[i];
	return NULL;
}

bool ak_texts_have(const struct ak_texts *texts, const char *text)
{
	for (uint32_t i = 0; i < texts->count; i++)
		if (strcmp(texts->items[i], text) == 0)
			return true;
	return false;
}

const char *ak_field_type_name(enum ak_field_type type)
{
	switch (type) {
	case AK_FIELD_TEXT:
		return AK_NOTED("text");
	case AK_FIELD_INT:
		return AK_NOTED("int");
	case AK_FIELD_BOOL:
		return AK_NOTED("bool");
	case AK_FIELD_DATE:
		return AK_NOTED("date");
	case AK_FIELD_ENUM:
		return AK_NOTED("enum");
	case AK_FIELD_PARTY:
		return AK_NOTED("party");
	case AK_FIELD_ACTOR:
		return AK_NOTED("actor");
	case AK_FIELD_REF:
		return AK_NOTED("ref");
	case AK_FIELD_RECORD:
		return AK_NOTED("record");
	case AK_FIELD_FILE:
		return AK_NOTED("file");
	case AK_FIELD_SET:
		return AK_NOTED("set");
	case AK_FIELD_KEY:
		return AK_NOTED("key");
	}
	assert(false && "no such field type");
	return "";
}
