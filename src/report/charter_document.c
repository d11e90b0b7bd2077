/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules of a charter as JSON, phase by phase as they work out. */
#include "report/build.h"
#include "report/charter_rules.h"

static struct ak_json *texts_document(const struct ak_texts *texts)
{
	struct ak_json *list = ak_json_array_new();
	for (uint32_t i = 0; i < texts->count; i++)
		ak_build_append(&list, ak_build_text(texts->items[i]));
	return list;
}

static struct ak_json *who_document(const struct ak_who_list *who)
{
	struct ak_json *list = ak_json_array_new();
	for (uint32_t i = 0; i < who->count; i++)
		ak_build_append(&list, ak_build_text(who->items[i].text));
	return list;
}

/* From phase to who; a type without phases has the one "". */
static struct ak_json *rules_document(const struct ak_rules *rules, const struct ak_field *phase)
{
	struct ak_json *by = ak_json_object_new();
	for (uint32_t i = 0; i < (phase ? phase->values.count : 1); i++) {
		const char *name = phase ? phase->values.items[i] : "";
		struct ak_who_list who = ak_rules_find(rules, name);
		ak_build_set(&by, name, who_document(&who));
	}
	return by;
}

static struct ak_json *moves_document(const struct ak_field *field)
{
	struct ak_json *list = ak_json_array_new();
	for (uint32_t i = 0; i < field->move_count; i++) {
		const struct ak_move *move = &field->moves[i];
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "from", ak_build_text(move->from));
		ak_build_set(&row, "to", ak_build_text(move->to));
		ak_build_set(&row, "by", who_document(&move->by));
		ak_build_set(&row, "needs", texts_document(&move->needs));
		ak_build_set(&row, "pin", ak_json_bool_new(move->pin));
		ak_build_append(&list, row);
	}
	return list;
}

static struct ak_json *field_document(const struct ak_field *field, const struct ak_field *phase)
{
	struct ak_json *row = ak_json_object_new();
	struct ak_buf holds = AK_BUF_INIT;
	ak_rules_holds(&holds, field);
	ak_build_set(&row, "field", ak_build_text(field->name));
	ak_build_set(&row, "label", ak_build_text(field->label));
	ak_build_set(&row, "help", ak_build_text(field->help));
	ak_build_set(&row, "type", ak_build_text(ak_field_type_name(field->type)));
	ak_build_set(&row, "holds", ak_build_text(ak_buf_string(&holds)));
	ak_build_set(&row, "required", ak_json_bool_new(field->required));
	ak_build_set(&row, "expected", ak_json_bool_new(field->expected));
	if (field->has_moves)
		ak_build_set(&row, "moves", moves_document(field));
	else
		ak_build_set(&row, "by", rules_document(&field->by, phase));
	ak_buf_release(&holds);
	return row;
}

static struct ak_json *type_document(const struct ak_charter *charter, const struct ak_type *type)
{
	const struct ak_field *phase = ak_phase_field(charter, type);
	struct ak_json *row = ak_json_object_new(), *fields = ak_json_array_new();
	for (uint32_t i = 0; i < type->field_count; i++)
		ak_build_append(&fields, field_document(&type->fields[i], phase));
	ak_build_set(&row, "type", ak_build_text(type->name));
	ak_build_set(&row, "label", ak_build_text(type->label));
	ak_build_set(&row, "phase", ak_build_text(type->phase ? type->phase->name : NULL));
	ak_build_set(&row, "phases", phase ? texts_document(&phase->values) : ak_json_array_new());
	ak_build_set(&row, "create", rules_document(&type->create, phase));
	ak_build_set(&row, "fields", fields);
	if (type->freeze) {
		struct ak_json *freezes = ak_json_object_new();
		ak_build_set(&freezes, "field", ak_build_text(type->freeze->name));
		ak_build_set(&freezes, "while", texts_document(&type->freeze_while));
		ak_build_set(&freezes, "except", texts_document(&type->freeze_except));
		ak_build_set(&row, "freezes", freezes);
	}
	return row;
}

static struct ak_json *bodies_document(const struct ak_charter *charter)
{
	struct ak_json *list = ak_json_array_new();
	for (uint32_t i = 0; i < charter->body_count; i++) {
		const struct ak_body *body = &charter->bodies[i];
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "body", ak_build_text(body->name));
		ak_build_set(&row, "label", ak_build_text(body->label));
		ak_build_set(&row, "rank", ak_json_int_new(body->rank));
		ak_build_set(&row, "quorum", ak_json_int_new(body->quorum));
		ak_build_set(&row, "seats", texts_document(&body->seats));
		ak_build_append(&list, row);
	}
	return list;
}

static struct ak_json *offices_document(const struct ak_charter *charter)
{
	struct ak_json *list = ak_json_array_new();
	for (uint32_t i = 0; i < charter->office_count; i++) {
		const struct ak_office *office = &charter->offices[i];
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "office", ak_build_text(office->name));
		ak_build_set(&row, "label", ak_build_text(office->label));
		ak_build_set(&row, "rank", ak_json_int_new(office->rank));
		ak_build_set(&row, "appointed_by", texts_document(&office->appointed_by));
		ak_build_append(&list, row);
	}
	return list;
}

struct ak_json *ak_rules_document(const struct ak_charter *charter, const struct ak_type *only)
{
	struct ak_json *rules = ak_json_object_new(), *types = ak_json_array_new(), *seal = ak_json_null_new();
	for (uint32_t i = 0; i < charter->type_count; i++)
		if (!only || only == &charter->types[i])
			ak_build_append(&types, type_document(charter, &charter->types[i]));
	if (charter->seal_body) {
		ak_json_free(seal);
		seal = ak_json_object_new();
		ak_build_set(&seal, "body", ak_build_text(charter->seal_body->name));
		ak_build_set(&seal, "by", ak_build_text(charter->seal_by));
	}
	ak_build_set(&rules, "name", ak_build_text(charter->name));
	ak_build_set(&rules, "bodies", bodies_document(charter));
	ak_build_set(&rules, "offices", offices_document(charter));
	ak_build_set(&rules, "seal", seal);
	ak_build_set(&rules, "amend", texts_document(&charter->amend));
	ak_build_set(&rules, "types", types);
	return rules;
}
