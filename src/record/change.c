/* SPDX-License-Identifier: EUPL-1.2 */
/* The schema of a change (protocol §6). */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "record/read.h"
#include "sig/digest.h"

enum part { OP, OBJECT, FIELDS, FIELD, FROM, TO, VALUE, CHARTER, PARTS };

static const char *const part_names[PARTS] = {
	[OP] = "op",
	[OBJECT] = "object",
	[FIELDS] = "fields",
	[FIELD] = "field",
	[FROM] = "from",
	[TO] = "to",
	[VALUE] = "value",
	[CHARTER] = "charter",
};

#define BIT(part) (1U << (part))

/* The keys of each change: all required, and no others. */
/* clang-format off */
static const struct {
	const char *name;
	unsigned parts;
} ops[] = {
	[AK_OP_CREATE] = {"create", BIT(OP) | BIT(OBJECT) | BIT(FIELDS)},
	[AK_OP_SET]    = {"set",    BIT(OP) | BIT(OBJECT) | BIT(FIELD) | BIT(FROM) | BIT(TO)},
	[AK_OP_ADD]    = {"add",    BIT(OP) | BIT(OBJECT) | BIT(FIELD) | BIT(VALUE)},
	[AK_OP_REMOVE] = {"remove", BIT(OP) | BIT(OBJECT) | BIT(FIELD) | BIT(VALUE)},
	[AK_OP_AMEND]  = {"amend",  BIT(OP) | BIT(FROM) | BIT(CHARTER)},
};
/* clang-format on */

struct change_json {
	struct ak_record_place place;
	const struct ak_json *parts[PARTS];
};

const char *ak_op_name(enum ak_op op)
{
	return ops[op].name;
}

static struct ak_record_place part_place(const struct change_json *from, enum part part)
{
	struct ak_record_place place = from->place;
	place.part = part_names[part];
	return place;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* protocol §6: "a `set` is an array of distinct strings, kept sorted by byte value" */
static bool read_set(struct ak_record_reader *reader, struct ak_record_place place,
	const struct ak_json *json, struct ak_value *value)
{
	size_t count = ak_json_count(json);
	const char **items = ak_record_alloc(reader, count, sizeof *items);
	if (!items)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct ak_json *item = ak_json_item(json, i);
		if (ak_json_kind(item) != AK_JSON_TEXT)
			return ak_record_refuse(reader, place, "a set is a list of texts (protocol §6)");
		if (!ak_record_keep(reader, ak_json_text(item), &items[i]))
			return false;
	}
	if (count)
		qsort(items, count, sizeof *items, compare_texts);
	for (size_t i = 1; i < count; i++)
		if (strcmp(items[i - 1], items[i]) == 0)
			return ak_record_refuse(
				reader, place, "the texts of a set are distinct (protocol §6)");
	*value = (struct ak_value){.kind = AK_VALUE_SET, .count = (uint32_t)count, .items = items};
	return true;
}

enum { MAY_BE_NULL = 1, MAY_BE_SET = 2 };

/* protocol §6: "The schema of a record admits as V a string, an integer, a boolean, or in `create` an array of" */
static bool read_value(struct ak_record_reader *reader, struct ak_record_place place,
	const struct ak_json *json, unsigned may, struct ak_value *value)
{
	switch (ak_json_kind(json)) {
	case AK_JSON_TEXT:
		value->kind = AK_VALUE_TEXT;
		return ak_record_keep(reader, ak_json_text(json), &value->text);
	case AK_JSON_INT:
		*value = (struct ak_value){.kind = AK_VALUE_INT, .integer = ak_json_int(json)};
		return true;
	case AK_JSON_BOOL:
		*value = (struct ak_value){.kind = AK_VALUE_BOOL, .boolean = ak_json_bool(json)};
		return true;
	case AK_JSON_ARRAY:
		if (may & MAY_BE_SET)
			return read_set(reader, place, json, value);
		return ak_record_refuse(reader, place, "a list can be given in `create` only (protocol §6)");
	case AK_JSON_NULL:
		*value = (struct ak_value){.kind = AK_VALUE_NULL};
		return (may & MAY_BE_NULL) ||
		       ak_record_refuse(
			       reader, place, "only `from` and `to` of a `set` can be null (protocol §6)");
	case AK_JSON_OBJECT:
		break;
	}
	return ak_record_refuse(reader, place, "an object is no value (protocol §6)");
}

static bool read_create(
	struct ak_record_reader *reader, const struct change_json *from, struct ak_change *change)
{
	struct ak_record_place place = part_place(from, FIELDS);
	const struct ak_json *json = from->parts[FIELDS];
	if (ak_json_kind(json) != AK_JSON_OBJECT)
		return ak_record_refuse(reader, place, "an object is expected (protocol §6)");
	struct ak_assignment *fields = ak_record_alloc(reader, ak_json_count(json), sizeof *fields);
	if (!fields)
		return false;
	uint32_t count = 0;
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at)) {
		struct ak_assignment *field = &fields[count++];
		const char *name = ak_json_member_key(at);
		if (!ak_field_check(name))
			return ak_record_refuse(reader, place, "a name in it is no field's (protocol §1)");
		place.part = name;
		if (!ak_record_share(reader, name, &field->field) ||
			!read_value(reader, place, ak_json_member_value(at), MAY_BE_SET, &field->value))
			return false;
		place.part = part_names[FIELDS];
	}
	change->fields = fields;
	change->field_count = count;
	return true;
}

static bool read_field(
	struct ak_record_reader *reader, const struct change_json *from, struct ak_change *change)
{
	struct ak_record_place place = part_place(from, FIELD);
	const char *text = NULL;
	if (!ak_record_read_text(reader, place, from->parts[FIELD], &text))
		return false;
	if (!ak_field_check(text))
		return ak_record_refuse(reader, place,
			"a field's name is 1 to 63 of a-z, 0-9, `-` and `_`, the first a-z (protocol §1)");
	return ak_record_share(reader, text, &change->field);
}

static bool read_set_op(
	struct ak_record_reader *reader, const struct change_json *from, struct ak_change *change)
{
	struct ak_record_place to = part_place(from, TO);
	if (!read_field(reader, from, change) ||
		!read_value(reader, part_place(from, FROM), from->parts[FROM], MAY_BE_NULL, &change->from) ||
		!read_value(reader, to, from->parts[TO], MAY_BE_NULL, &change->to))
		return false;
	/* protocol §6: "`null` only as the `from` or `to` of a `set`, whose `from` and `to` must differ" */
	if (ak_value_equal(&change->from, &change->to))
		return ak_record_refuse(reader, to, "`from` and `to` must differ (protocol §6)");
	return true;
}

static bool read_member(
	struct ak_record_reader *reader, const struct change_json *from, struct ak_change *change)
{
	const char *text = NULL;
	if (!read_field(reader, from, change) ||
		!ak_record_read_text(reader, part_place(from, VALUE), from->parts[VALUE], &text))
		return false;
	change->to.kind = AK_VALUE_TEXT;
	return ak_record_keep(reader, text, &change->to.text);
}

/* protocol §8: "(the schema asks of it only that it is an object)" */
static bool read_amend(
	struct ak_record_reader *reader, const struct change_json *from, struct ak_change *change)
{
	const struct ak_json *charter = from->parts[CHARTER];
	if (!ak_record_read_id(reader, part_place(from, FROM), from->parts[FROM], &change->from_charter))
		return false;
	if (ak_json_kind(charter) != AK_JSON_OBJECT)
		return ak_record_refuse(
			reader, part_place(from, CHARTER), "an object is expected (protocol §6)");
	struct ak_buf canonical = AK_BUF_INIT;
	struct ak_buf text = AK_BUF_INIT;
	ak_json_canonical(charter, &canonical);
	ak_json_pretty(charter, &text); /* people read fields in the order in which they were written */
	bool kept = canonical.failed || text.failed ? ak_record_no_memory(reader)
						    : ak_record_keep(reader, ak_buf_string(&text), &change->charter);
	if (kept)
		change->charter_digest = ak_sha256(ak_buf_view(&canonical));
	ak_buf_release(&canonical);
	ak_buf_release(&text);
	return kept;
}

/* Sorts the members of a change by their names. */
static bool read_parts(struct ak_record_reader *reader, const struct ak_json *json, struct change_json *from)
{
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at)) {
		const char *key = ak_json_member_key(at);
		unsigned part = 0;
		while (part < PARTS && strcmp(part_names[part], key) != 0)
			part++;
		if (part == PARTS) {
			struct ak_record_place place = from->place;
			place.part = key;
			return ak_record_refuse(reader, place, "no change has such a key (protocol §6)");
		}
		from->parts[part] = ak_json_member_value(at);
	}
	return true;
}

static bool read_op(struct ak_record_reader *reader, const struct change_json *from, enum ak_op *op)
{
	struct ak_record_place place = part_place(from, OP);
	const char *name = NULL;
	if (!ak_record_read_text(reader, place, from->parts[OP], &name))
		return false;
	unsigned i = 0;
	while (i <= AK_OP_AMEND && strcmp(ops[i].name, name) != 0)
		i++;
	if (i > AK_OP_AMEND)
		return ak_record_refuse(
			reader, place, "an op is create, set, add, remove or amend (protocol §6)");
	*op = (enum ak_op)i;
	for (unsigned part = 0; part < PARTS; part++) {
		bool has = from->parts[part] != NULL;
		bool wants = ops[i].parts & BIT(part);
		struct ak_record_place at = part_place(from, (enum part)part);
		if (wants && !has)
			return ak_record_refuse(reader, at, "this key is required for this op (protocol §6)");
		if (has && !wants)
			return ak_record_refuse(reader, at, "this op has no such key (protocol §6)");
	}
	return true;
}

bool ak_record_read_change(struct ak_record_reader *reader, struct ak_record_place place,
	const struct ak_json *json, struct ak_change *change)
{
	struct change_json from = {.place = place};
	const char *object = NULL;
	if (ak_json_kind(json) != AK_JSON_OBJECT)
		return ak_record_refuse(reader, place, "a change is an object (protocol §6)");
	if (!read_parts(reader, json, &from) || !read_op(reader, &from, &change->op))
		return false;
	if (from.parts[OBJECT] &&
		(!ak_record_read_text(reader, part_place(&from, OBJECT), from.parts[OBJECT], &object) ||
			!ak_record_read_object(reader, part_place(&from, OBJECT), object, &change->object)))
		return false;
	switch (change->op) {
	case AK_OP_CREATE:
		return read_create(reader, &from, change);
	case AK_OP_SET:
		return read_set_op(reader, &from, change);
	case AK_OP_ADD:
	case AK_OP_REMOVE:
		return read_member(reader, &from, change);
	case AK_OP_AMEND:
		return read_amend(reader, &from, change);
	}
	return false;
}

enum ak_status ak_change_read(struct ak_change *change, struct ak_arena *arena, const struct ak_json *json,
	const char *place, struct ak_error *err)
{
	struct ak_record_reader reader = {.arena = arena, .err = err, .status = AK_OK};
	struct ak_change read = {.op = AK_OP_CREATE};
	if (!ak_record_read_change(&reader, ak_at(place), json, &read))
		return reader.status;
	*change = read;
	return AK_OK;
}
