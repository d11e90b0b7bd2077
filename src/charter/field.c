/* SPDX-License-Identifier: EUPL-1.2 */
/* A field: its type, and the options that a field of that type may have. */
#include <inttypes.h>
#include <string.h>

#include "charter/read.h"

#define BIT(type) (1U << (type))
#define ALL (BIT(AK_FIELD_SET + 1) - 1)

/* Which options go with which types. A set has, besides `of`, what its members ask for: `to` or `values`. */
/* clang-format off */
static const struct {
	const char *key;
	unsigned kinds;
	unsigned types;   /* fields of these types may have it */
	unsigned members; /* and sets of these */
	unsigned needed;  /* fields of these types, and sets of these, must have it */
} options[AK_OPTION_COUNT] = {
	[AK_OPTION_TYPE]     = {"type",     AK_IS_TEXT, ALL, ALL, ALL},
	[AK_OPTION_NAME]     = {"name",     AK_IS_TEXT, ALL, ALL, 0},
	[AK_OPTION_HELP]     = {"help",     AK_IS_TEXT, ALL, ALL, 0},
	[AK_OPTION_REQUIRED] = {"required", AK_IS_BOOL, ALL, ALL, 0},
	[AK_OPTION_EXPECTED] = {"expected", AK_IS_BOOL, ALL, ALL, 0},
	[AK_OPTION_BY]       = {"by",       AK_IS_LIST | AK_IS_OBJECT, ALL, ALL, 0},
	[AK_OPTION_MIN]      = {"min",      AK_IS_INT,  BIT(AK_FIELD_INT), 0, 0},
	[AK_OPTION_MAX]      = {"max",      AK_IS_INT,  BIT(AK_FIELD_INT), 0, 0},
	[AK_OPTION_UNIT]     = {"unit",     AK_IS_TEXT, BIT(AK_FIELD_INT), 0, 0},
	[AK_OPTION_VALUES]   = {"values",   AK_IS_LIST, BIT(AK_FIELD_ENUM), BIT(AK_FIELD_ENUM), BIT(AK_FIELD_ENUM)},
	[AK_OPTION_INITIAL]  = {"initial",  AK_IS_TEXT, BIT(AK_FIELD_ENUM), 0, 0},
	[AK_OPTION_MOVES]    = {"moves",    AK_IS_LIST, BIT(AK_FIELD_ENUM), 0, 0},
	[AK_OPTION_TO]       = {"to",       AK_IS_TEXT, BIT(AK_FIELD_REF), BIT(AK_FIELD_REF), BIT(AK_FIELD_REF)},
	[AK_OPTION_OF]       = {"of",       AK_IS_TEXT, BIT(AK_FIELD_SET), ALL, BIT(AK_FIELD_SET)},
};
/* clang-format on */

/* protocol §4: "`set` must have `of`: one of `text`, `party`, `actor`, `ref` (then with `to`), `enum`" */
static const unsigned members = BIT(AK_FIELD_TEXT) | BIT(AK_FIELD_PARTY) | BIT(AK_FIELD_ACTOR) |
				BIT(AK_FIELD_REF) | BIT(AK_FIELD_ENUM);

/* The field type of a word in a charter, if it is one of types. */
static bool type_parse(enum ak_field_type *type, const char *word, unsigned types)
{
	for (unsigned i = 0; i <= AK_FIELD_SET; i++) {
		if ((types & BIT(i)) && strcmp(ak_field_type_name((enum ak_field_type)i), word) == 0) {
			*type = (enum ak_field_type)i;
			return true;
		}
	}
	return false;
}

static enum ak_option option_find(const char *key)
{
	unsigned i = 0;
	while (i < AK_OPTION_COUNT && strcmp(options[i].key, key) != 0)
		i++;
	return (enum ak_option)i;
}

static void read_options(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, struct ak_field_draft *draft)
{
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at)) {
		struct ak_place inside = ak_place_key(place, ak_json_member_key(at));
		enum ak_option option = option_find(inside.key);
		if (option == AK_OPTION_COUNT)
			ak_charter_refuse(reader, &inside, "no field has such a key (protocol §1)");
		else if (ak_read_kind(reader, &inside, ak_json_member_value(at), options[option].kinds))
			draft->given[option] = ak_json_member_value(at);
	}
}

/* The field's type, and that of its members if it is a set. False if they are not known: told. */
static bool read_field_type(
	struct ak_charter_reader *reader, const struct ak_place *up, const struct ak_field_draft *draft)
{
	struct ak_place place = ak_place_key(up, "type");
	struct ak_place of = ak_place_key(up, "of");
	const struct ak_json *const *given = draft->given;
	if (!given[AK_OPTION_TYPE])
		return false;
	if (!type_parse(&draft->field->type, ak_json_text(given[AK_OPTION_TYPE]), ALL)) {
		ak_charter_refuse(reader, &place,
			"a field's type is text, int, bool, date, enum, party, actor, ref, record, file or "
			"set (protocol §4)");
		return false;
	}
	if (draft->field->type != AK_FIELD_SET)
		return true;
	if (!given[AK_OPTION_OF])
		return false;
	if (type_parse(&draft->field->of, ak_json_text(given[AK_OPTION_OF]), members))
		return true;
	ak_charter_refuse(reader, &of, "a set is of text, party, actor, ref or enum (protocol §4)");
	return false;
}

static bool option_suits(enum ak_option option, const struct ak_field *field)
{
	return (options[option].types & BIT(field->type)) ||
	       (field->type == AK_FIELD_SET && (options[option].members & BIT(field->of)));
}

static bool option_needed(enum ak_option option, const struct ak_field *field)
{
	return (options[option].needed & BIT(field->type)) ||
	       (field->type == AK_FIELD_SET && (options[option].needed & BIT(field->of)));
}

/* A key that is known for other types only is unknown too: protocol §1: "**An unknown key is an error**" */
static void check_suits(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, const struct ak_field *field)
{
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at)) {
		struct ak_place inside = ak_place_key(place, ak_json_member_key(at));
		enum ak_option option = option_find(inside.key);
		if (option == AK_OPTION_COUNT || option_suits(option, field))
			continue;
		if (field->type == AK_FIELD_SET)
			ak_charter_refuse(reader, &inside, "a field of type set of %s has no `%s` (protocol §4)",
				ak_field_type_name(field->of), options[option].key);
		else
			ak_charter_refuse(reader, &inside, "a field of type %s has no `%s` (protocol §4)",
				ak_field_type_name(field->type), options[option].key);
	}
}

/* What some types must have is the column `needed`. protocol §4: "A **field** has a `type`, one of `text`," */
static void check_needed(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, const struct ak_field *field, bool known)
{
	for (unsigned i = 0; i < AK_OPTION_COUNT; i++) {
		struct ak_place inside = ak_place_key(place, options[i].key);
		bool needed =
			known ? option_needed((enum ak_option)i, field)
			      : i == AK_OPTION_TYPE || (i == AK_OPTION_OF && field->type == AK_FIELD_SET);
		if (!needed || ak_json_get(json, options[i].key))
			continue;
		if (i == AK_OPTION_TYPE)
			ak_charter_refuse(reader, &inside, "this key is required (protocol §4)");
		else
			ak_charter_refuse(reader, &inside, "this key is required for a field of this type (protocol §4)");
	}
}

static void read_range(
	struct ak_charter_reader *reader, const struct ak_place *up, const struct ak_field_draft *draft)
{
	struct ak_field *field = draft->field;
	struct ak_place place = ak_place_key(up, "max");
	field->has_min = draft->given[AK_OPTION_MIN] != NULL;
	field->has_max = draft->given[AK_OPTION_MAX] != NULL;
	field->min = field->has_min ? ak_json_int(draft->given[AK_OPTION_MIN]) : 0;
	field->max = field->has_max ? ak_json_int(draft->given[AK_OPTION_MAX]) : 0;
	/* protocol §4: "`int` may have `min`, `max` (not below `min`), `unit` (text)." */
	if (field->has_min && field->has_max && field->max < field->min)
		ak_charter_refuse(
			reader, &place, "`max` is not below `min`, %" PRId64 " (protocol §4)", field->min);
}

static void read_values(
	struct ak_charter_reader *reader, const struct ak_place *up, const struct ak_field_draft *draft)
{
	struct ak_field *field = draft->field;
	struct ak_place place = ak_place_key(up, "values");
	struct ak_place initial = ak_place_key(up, "initial");
	const struct ak_json *given = draft->given[AK_OPTION_VALUES];
	if (draft->given[AK_OPTION_INITIAL])
		field->initial = ak_read_text(reader, draft->given[AK_OPTION_INITIAL]);
	if (!given || !ak_read_texts(reader, &place, given, &field->values))
		return;
	for (uint32_t i = 0; i < field->values.count; i++) {
		struct ak_place inside = ak_place_item(&place, i);
		const char *value = field->values.items[i];
		/* protocol §4: "(distinct texts, at least one, none `""` or `"*"`)" */
		if (strcmp(value, "") == 0 || strcmp(value, "*") == 0)
			ak_charter_refuse(reader, &inside, "no value is \"\" or \"*\" (protocol §4)");
	}
	/* protocol §4: "`initial`, `from` and `to` are among `values`." */
	if (field->initial && !ak_texts_have(&field->values, field->initial))
		ak_charter_refuse(reader, &initial, "`%s` is not among `values` (protocol §4)",
			ak_shown(field->initial).text);
}

static void read_to(
	struct ak_charter_reader *reader, const struct ak_place *up, const struct ak_field_draft *draft)
{
	struct ak_place place = ak_place_key(up, "to");
	if (!draft->given[AK_OPTION_TO])
		return;
	const char *to = ak_read_text(reader, draft->given[AK_OPTION_TO]);
	draft->field->to = to;
	/* protocol §4: "`ref` must have `to`: a type of the charter or `"*"` (any object)." */
	if (strcmp(to, "*") != 0 && !ak_charter_type(reader->charter, to))
		ak_charter_refuse(reader, &place,
			"`%s` is no type of this charter, nor \"*\" for any object (protocol §4)",
			ak_shown(to).text);
}

/* protocol §4: "`moves` (enum only, instead of `by`; needs `initial`)" */
static void check_moves(
	struct ak_charter_reader *reader, const struct ak_place *up, const struct ak_json *json)
{
	struct ak_place place = ak_place_key(up, "moves");
	struct ak_place by = ak_place_key(up, "by");
	if (!ak_json_get(json, "moves"))
		return;
	if (ak_json_get(json, "by"))
		ak_charter_refuse(reader, &by, "a field has `moves` or `by`, not both (protocol §4)");
	if (!ak_json_get(json, "initial"))
		ak_charter_refuse(reader, &place, "a field with `moves` needs an `initial` (protocol §4)");
}

static bool given_true(const struct ak_json *json)
{
	return json && ak_json_bool(json);
}

void ak_read_field(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	struct ak_field_draft *draft)
{
	struct ak_field *field = draft->field;
	const struct ak_json *const *given = draft->given;
	if (!ak_read_kind(reader, place, json, AK_IS_OBJECT))
		return;
	read_options(reader, place, json, draft);
	bool known = read_field_type(reader, place, draft);
	check_needed(reader, place, json, field, known);
	if (given[AK_OPTION_NAME])
		field->label = ak_read_text(reader, given[AK_OPTION_NAME]);
	if (given[AK_OPTION_HELP])
		field->help = ak_read_text(reader, given[AK_OPTION_HELP]);
	if (given[AK_OPTION_UNIT])
		field->unit = ak_read_text(reader, given[AK_OPTION_UNIT]);
	field->required = given_true(given[AK_OPTION_REQUIRED]);
	field->expected = given_true(given[AK_OPTION_EXPECTED]);
	field->has_moves = ak_json_get(json, "moves") != NULL; /* even if broken: told already */
	if (!known)
		return;
	check_suits(reader, place, json, field);
	read_range(reader, place, draft);
	read_values(reader, place, draft);
	read_to(reader, place, draft);
	if (field->type == AK_FIELD_ENUM)
		check_moves(reader, place, json);
}
