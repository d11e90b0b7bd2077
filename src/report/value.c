/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "report/build.h"
#include "report/gettext.h"
#include "sig/key.h"

enum { TITLE_COLUMNS_MAX = 60 };

/* ---- values */

static void put_key(struct ak_buf *out, const char *key)
{
	char *fingerprint = ak_key_fingerprint(key);
	if (fingerprint)
		ak_buf_format(out, "%.*s %s", (int)strcspn(key, " "), key, fingerprint);
	else
		ak_buf_text(out, key);
	free(fingerprint);
}

static void put_text(struct ak_buf *out, const struct ak_field *field, const char *text)
{
	int32_t days;
	if (field && field->type == AK_FIELD_KEY)
		put_key(out, text);
	else if (field && (field->type == AK_FIELD_RECORD || field->type == AK_FIELD_FILE) &&
		 strlen(text) == AK_ID_HEX)
		ak_buf_format(out, "%.12s", text);
	else if (field && field->type == AK_FIELD_DATE && ak_date_parse(&days, text))
		ak_buf_text(out, ak_words_day(days).text);
	else
		ak_buf_text(out, text);
}

void ak_value_words(struct ak_buf *out, const struct ak_field *field, const struct ak_value *value)
{
	switch (value->kind) {
	case AK_VALUE_NULL:
		ak_buf_text(out, _("(nothing)"));
		return;
	case AK_VALUE_TEXT:
		put_text(out, field, value->text);
		return;
	case AK_VALUE_INT:
		ak_words_number(out, value->integer);
		if (field && field->unit)
			ak_buf_format(out, " %s", field->unit);
		return;
	case AK_VALUE_BOOL:
		ak_buf_text(out, value->boolean ? _("yes") : _("no"));
		return;
	case AK_VALUE_SET:
		if (value->count == 0)
			ak_buf_text(out, _("(nothing)"));
		for (uint32_t i = 0; i < value->count; i++)
			ak_buf_format(out, "%s%s", i ? ", " : "", value->items[i]);
		return;
	}
}

/* A reference with what it is called, unless that is long. */
static void put_titled(struct ak_buf *out, const struct ak_state *state, const char *name)
{
	const struct ak_object *object = state ? ak_state_find(state, name) : NULL;
	const char *title = object ? ak_object_title(state, object) : NULL;
	ak_buf_text(out, name);
	if (title && !strchr(title, '\n') && ak_text_width(title) <= TITLE_COLUMNS_MAX)
		ak_buf_format(out, " (%s)", title);
}

void ak_titled_words(struct ak_buf *out, const struct ak_state *state, const struct ak_object *object,
	const struct ak_field *field)
{
	if (field->type != AK_FIELD_SET) {
		struct ak_value value = ak_read(object, field);
		if (field->type == AK_FIELD_REF && value.kind == AK_VALUE_TEXT)
			put_titled(out, state, value.text);
		else
			ak_value_words(out, field, &value);
		return;
	}
	const struct ak_map *members = ak_read_members(object, field);
	if (!members)
		ak_buf_text(out, _("(nothing)"));
	const char *separator = "";
	for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(members, i)) {
		ak_buf_text(out, separator);
		if (field->of == AK_FIELD_REF)
			put_titled(out, state, ak_map_key(members, i));
		else
			ak_buf_text(out, ak_map_key(members, i));
		separator = ", ";
	}
}

void ak_present_words(struct ak_buf *out, const struct ak_object *object, const struct ak_field *field)
{
	ak_titled_words(out, NULL, object, field);
}

bool ak_field_filled(const struct ak_object *object, const struct ak_field *field)
{
	if (field->type == AK_FIELD_SET)
		return ak_read_members(object, field) != NULL;
	return ak_read(object, field).kind != AK_VALUE_NULL;
}

struct ak_json *ak_present_document(const struct ak_object *object, const struct ak_field *field)
{
	if (field->type != AK_FIELD_SET) {
		struct ak_value value = ak_read(object, field);
		return ak_value_json(&value);
	}
	const struct ak_map *members = ak_read_members(object, field);
	struct ak_json *items = ak_json_array_new();
	for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(members, i))
		ak_build_append(&items, ak_json_text_new(ak_map_key(members, i)));
	return items;
}

/* ---- names */

const char *ak_object_title(const struct ak_state *state, const struct ak_object *object)
{
	const struct ak_type *type = ak_type_of(state, object);
	const struct ak_field *first = NULL;
	if (strcmp(object->type, "office") == 0 || strcmp(object->type, "party") == 0)
		return ak_capacity_label(state->charter, strchr(object->name, '/') + 1);
	for (uint32_t i = 0; type && i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		if (field->type == AK_FIELD_TEXT && (!first || (field->required && !first->required)))
			first = field;
	}
	return first ? ak_text_read(object, type, first->name) : NULL;
}

/* The labels of src/charter/builtin.c, here for translators to find. */
static const char *const builtin_labels[] = {N_("Party"), N_("Actor"), N_("Seat"), N_("Office"), N_("Name"), N_("Key"),
	N_("Status"), N_("Valid until"), N_("Holders"), N_("Holder")};

static const char *builtin_label(const char *label)
{
	for (size_t i = 0; i < sizeof builtin_labels / sizeof builtin_labels[0]; i++) {
		if (strcmp(builtin_labels[i], label) == 0)
			return _(builtin_labels[i]);
	}
	return label;
}

const char *ak_type_label(const struct ak_type *type)
{
	return ak_builtin_type(type->name) == type ? builtin_label(type->label) : type->label;
}

const char *ak_field_label(const struct ak_type *type, const struct ak_field *field)
{
	return type && ak_builtin_type(type->name) == type ? builtin_label(field->label) : field->label;
}

/* ---- capacities */

const char *ak_capacity_label(const struct ak_charter *charter, const char *capacity)
{
	struct ak_capacity known = ak_capacity_of(charter, capacity);
	const struct ak_office *office = ak_charter_office(charter, capacity);
	const struct ak_party *party = ak_charter_party(charter, capacity);
	if (known.body)
		return known.body->label;
	return office ? office->label : party ? party->label : NULL;
}

void ak_capacity_words(struct ak_buf *out, const struct ak_charter *charter, const char *capacity)
{
	struct ak_capacity known = ak_capacity_of(charter, capacity);
	switch (known.kind) {
	case AK_CAPACITY_BODY:
	case AK_CAPACITY_OFFICE:
	case AK_CAPACITY_PARTY:
		ak_buf_format(out, "%s (%s)", capacity, ak_capacity_label(charter, capacity));
		return;
	case AK_CAPACITY_SEAT:
		ak_buf_format(
			out, _("the seat of %s in %s (%s)"), known.party, known.body->name, known.body->label);
		return;
	case AK_CAPACITY_SELF:
		ak_buf_text(out, _("whoever proposes it (self)"));
		return;
	case AK_CAPACITY_NONE:
		ak_buf_text(out, capacity);
		return;
	}
}

void ak_seats_words(struct ak_buf *out, const struct ak_capacity *capacity, uint64_t seats)
{
	const char *separator = "";
	if (capacity->kind != AK_CAPACITY_BODY) {
		ak_buf_text(out, seats ? capacity->text : "");
		return;
	}
	for (uint32_t i = 0; i < capacity->body->seats.count; i++) {
		if (!(seats >> i & 1))
			continue;
		ak_buf_format(out, "%s%s", separator, capacity->body->seats.items[i]);
		separator = ", ";
	}
}

void ak_who_words(struct ak_buf *out, const struct ak_who_list *who)
{
	for (uint32_t i = 0; i < who->count; i++) {
		ak_buf_text(out, i ? _(" or ") : "");
		ak_buf_text(out, who->items[i].text);
	}
}
