/* SPDX-License-Identifier: EUPL-1.2 */
/* The bytes of a new record. A tree of JSON is built, in which NULL means that memory ran out, and then written. */
#include "base/date.h"
#include "record/record.h"

static struct ak_json *id_new(const struct ak_id *id)
{
	return ak_json_text_new(ak_id_hex(id).text);
}

/* What all parts were put into; else it goes. */
static struct ak_json *whole(struct ak_json *taken, bool good)
{
	if (good)
		return taken;
	ak_json_free(taken);
	return NULL;
}

static struct ak_json *ids_new(const struct ak_id *ids, size_t count)
{
	struct ak_json *list = ak_json_array_new();
	bool good = list != NULL;
	for (size_t i = 0; good && i < count; i++)
		good = ak_json_append(list, id_new(&ids[i]));
	return whole(list, good);
}

static struct ak_json *fields_new(const struct ak_change *change)
{
	struct ak_json *fields = ak_json_object_new();
	bool good = fields != NULL;
	for (uint32_t i = 0; good && i < change->field_count; i++)
		good = ak_json_set(fields, change->fields[i].field, ak_value_json(&change->fields[i].value));
	return whole(fields, good);
}

/* The parts of a change after its object. */
static bool set_parts(struct ak_json *json, const struct ak_change *change)
{
	struct ak_json *charter = NULL;
	switch (change->op) {
	case AK_OP_CREATE:
		return ak_json_set(json, "fields", fields_new(change));
	case AK_OP_SET:
		return ak_json_set(json, "field", ak_json_text_new(change->field)) &&
		       ak_json_set(json, "from", ak_value_json(&change->from)) &&
		       ak_json_set(json, "to", ak_value_json(&change->to));
	case AK_OP_ADD:
	case AK_OP_REMOVE:
		return ak_json_set(json, "field", ak_json_text_new(change->field)) &&
		       ak_json_set(json, "value", ak_value_json(&change->to));
	case AK_OP_AMEND:
		/* canonical JSON that was made from JSON: it parses */
		return ak_json_parse(&charter, ak_bytes_of(change->charter), NULL) == AK_OK &&
		       ak_json_set(json, "from", id_new(&change->from_charter)) &&
		       ak_json_set(json, "charter", charter);
	}
	return false;
}

static struct ak_json *change_new(const struct ak_change *change)
{
	struct ak_json *json = ak_json_object_new();
	return whole(json, json && ak_json_set(json, "op", ak_json_text_new(ak_op_name(change->op))) &&
				   (!change->object || ak_json_set(json, "object", ak_json_text_new(change->object))) &&
				   set_parts(json, change));
}

static struct ak_json *changes_new(const struct ak_record *record)
{
	struct ak_json *list = ak_json_array_new();
	bool good = list != NULL;
	for (size_t i = 0; good && i < record->change_count; i++)
		good = ak_json_append(list, change_new(&record->changes[i]));
	return whole(list, good);
}

static struct ak_json *pins_new(const struct ak_record *record)
{
	struct ak_json *pins = ak_json_object_new();
	bool good = pins != NULL;
	for (size_t i = 0; good && i < record->pin_count; i++)
		good = ak_json_set(pins, record->pins[i].object, id_new(&record->pins[i].digest));
	return whole(pins, good);
}

static bool set_common(struct ak_json *json, const struct ak_record *record)
{
	return ak_json_set(json, "akkoord", ak_json_text_new("record/1")) &&
	       ak_json_set(json, "ledger", id_new(record->ledger)) &&
	       ak_json_set(json, "actor", ak_json_text_new(record->actor)) &&
	       ak_json_set(json, "key", ak_json_text_new(record->key)) &&
	       ak_json_set(json, "seq", ak_json_int_new(record->seq)) &&
	       ak_json_set(json, "parents", ids_new(record->parents, record->parent_count)) &&
	       ak_json_set(json, "time", ak_json_text_new(ak_time_write(record->time).text)) &&
	       ak_json_set(json, "kind", ak_json_text_new(ak_kind_name((enum ak_kind)record->kind)));
}

static bool set_why(struct ak_json *json, const struct ak_record *record)
{
	return !record->why || ak_json_set(json, "why", ak_json_text_new(record->why));
}

static bool set_attachments(struct ak_json *json, const struct ak_record *record)
{
	return !record->attachment_count ||
	       ak_json_set(json, "attachments", ids_new(record->attachments, record->attachment_count));
}

static bool set_propose(struct ak_json *json, const struct ak_record *record)
{
	return ak_json_set(json, "for", ak_json_text_new(record->capacity)) && set_why(json, record) &&
	       ak_json_set(json, "changes", changes_new(record)) &&
	       (!record->pin_count || ak_json_set(json, "pins", pins_new(record))) &&
	       (record->respond_by < 0 ||
		       ak_json_set(json, "respond_by",
			       ak_json_text_new(ak_date_write(record->respond_by).text))) &&
	       set_attachments(json, record);
}

static bool set_seal(struct ak_json *json, const struct ak_record *record)
{
	return ak_json_set(json, "height", ak_json_int_new(record->height)) &&
	       ak_json_set(json, "prev", record->prev ? id_new(record->prev) : ak_json_null_new()) &&
	       ak_json_set(json, "state", id_new(record->state));
}

/* What records of this kind have beyond the common keys, in the order of the table of protocol §5. */
static bool set_kind(struct ak_json *json, const struct ak_record *record)
{
	switch ((enum ak_kind)record->kind) {
	case AK_KIND_PROPOSE:
		return set_propose(json, record);
	case AK_KIND_ENDORSE:
	case AK_KIND_OBJECT:
	case AK_KIND_WITHDRAW:
		return set_why(json, record) && set_attachments(json, record) &&
		       ak_json_set(json, "target", id_new(record->target));
	case AK_KIND_SEAL:
		return set_seal(json, record);
	}
	return false;
}

enum ak_status ak_record_write(const struct ak_record *record, struct ak_buf *out, struct ak_error *err)
{
	struct ak_json *json = ak_json_object_new();
	bool good = json && set_common(json, record) && set_kind(json, record);
	if (good)
		ak_json_pretty(json, out);
	ak_json_free(json);
	return good ? ak_buf_status(out, err) : ak_fail_memory(err);
}
