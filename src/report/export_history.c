/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/export_history.h"

#include "base/date.h"
#include "judge/read.h"
#include "report/attached.h"
#include "report/build.h"
#include "report/record.h"

struct sheet {
	struct ak_buf *out;
	const struct ak_csv_options *csv;
	const struct ak_ledger *ledger;
};

/* ---- cells */

static void put_headings(struct sheet *sheet, const char *const *names, size_t count)
{
	ak_csv_begin(sheet->out, sheet->csv);
	for (size_t i = 0; i < count; i++)
		ak_csv_text(sheet->out, sheet->csv, i == 0, names[i]);
	ak_csv_end(sheet->out);
}

static void put_text(struct sheet *sheet, const char *text)
{
	ak_csv_text(sheet->out, sheet->csv, false, text ? text : "");
}

static void put_id(struct sheet *sheet, bool is_first, const struct ak_id *id)
{
	ak_csv_text(sheet->out, sheet->csv, is_first, id ? ak_id_hex(id).text : "");
}

/* The id of a record, or nothing. */
static void put_position(struct sheet *sheet, uint32_t record)
{
	put_id(sheet, false, record < sheet->ledger->count ? &sheet->ledger->records[record].id : NULL);
}

static void put_value(struct sheet *sheet, const struct ak_value *value)
{
	struct ak_buf members = AK_BUF_INIT;
	switch (value->kind) {
	case AK_VALUE_NULL:
		put_text(sheet, NULL);
		return;
	case AK_VALUE_TEXT:
		put_text(sheet, value->text);
		return;
	case AK_VALUE_INT:
		ak_csv_number(sheet->out, sheet->csv, value->integer);
		return;
	case AK_VALUE_BOOL:
		put_text(sheet, value->boolean ? "true" : "false");
		return;
	case AK_VALUE_SET:
		for (uint32_t i = 0; i < value->count; i++)
			ak_buf_format(&members, "%s%s", i ? "\n" : "", value->items[i]);
		put_text(sheet, ak_buf_string(&members));
		sheet->out->failed |= members.failed;
		ak_buf_release(&members);
		return;
	}
}

/* Every record that is judged, parents first. */
static uint32_t next_record(const struct ak_ledger *ledger, uint32_t *at)
{
	while (*at < ledger->admission.admitted) {
		uint32_t record = ledger->admission.sequence[(*at)++];
		if (ak_ledger_judged(ledger, record)->verdict != AK_VERDICT_NONE)
			return record;
	}
	return AK_POSITION_NONE;
}

/* ---- records */

static uint32_t sealed_by(const struct ak_ledger *ledger, uint32_t record)
{
	uint32_t seal;
	return ak_is_sealed(ledger, record, &seal) ? seal : AK_POSITION_NONE;
}

static void put_record(struct sheet *sheet, uint32_t record)
{
	const struct ak_ledger *ledger = sheet->ledger;
	const struct ak_record *it = &ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	put_id(sheet, true, &it->id);
	put_text(sheet, ak_kind_name(it->kind));
	put_text(sheet, ak_time_write(it->time).text);
	put_text(sheet, it->actor);
	put_text(sheet, ak_actor_of(ak_ledger_state(ledger), it->actor).party);
	put_text(sheet, it->kind == AK_KIND_PROPOSE ? it->capacity : NULL);
	put_position(sheet, ledger->admission.target[record]);
	put_text(sheet, ak_verdict_name(judged->verdict));
	put_text(sheet, ak_reason_name(judged->reason));
	put_position(sheet, judged->decided_by);
	put_position(sheet, sealed_by(ledger, record));
	if (it->kind == AK_KIND_SEAL)
		ak_csv_number(sheet->out, sheet->csv, it->height);
	else
		put_text(sheet, NULL);
	put_text(sheet, it->kind != AK_KIND_SEAL ? NULL : ak_is_complete(ledger, record) ? "true" : "false");
	put_text(sheet, it->why);
	ak_csv_end(sheet->out);
}

void ak_export_records(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_csv_options *csv)
{
	static const char *const names[] = {"record", "kind", "time", "actor", "party", "for", "target", "verdict", "reason",
		"decided_by", "sealed_by", "height", "complete", "why"};
	struct sheet sheet = {.out = out, .csv = csv, .ledger = ledger};
	put_headings(&sheet, names, sizeof names / sizeof names[0]);
	for (uint32_t at = 0, record; (record = next_record(ledger, &at)) != AK_POSITION_NONE;)
		put_record(&sheet, record);
}

/* ---- changes */

static void put_change(struct sheet *sheet, uint32_t record, uint32_t number, const char *field, const struct ak_value *from,
	const struct ak_value *to)
{
	const struct ak_record *it = &sheet->ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(sheet->ledger, record);
	put_id(sheet, true, &it->id);
	ak_csv_number(sheet->out, sheet->csv, number);
	put_text(sheet, ak_op_name(it->changes[number].op));
	put_text(sheet, it->changes[number].object);
	put_text(sheet, field);
	put_value(sheet, from);
	put_value(sheet, to);
	put_text(sheet, ak_verdict_name(judged->verdict));
	ak_csv_end(sheet->out);
}

static void put_changes(struct sheet *sheet, uint32_t record, uint32_t number)
{
	static const struct ak_value nothing = {.kind = AK_VALUE_NULL};
	const struct ak_change *change = &sheet->ledger->records[record].changes[number];
	struct ak_id_hex before, after;
	switch (change->op) {
	case AK_OP_CREATE:
		for (uint32_t i = 0; i < change->field_count; i++)
			put_change(sheet, record, number, change->fields[i].field, &nothing, &change->fields[i].value);
		if (change->field_count == 0)
			put_change(sheet, record, number, NULL, &nothing, &nothing);
		break;
	case AK_OP_SET:
		put_change(sheet, record, number, change->field, &change->from, &change->to);
		break;
	case AK_OP_ADD:
		put_change(sheet, record, number, change->field, &nothing, &change->to);
		break;
	case AK_OP_REMOVE:
		put_change(sheet, record, number, change->field, &change->to, &nothing);
		break;
	case AK_OP_AMEND:
		before = ak_id_hex(&change->from_charter);
		after = ak_id_hex(&change->charter_digest);
		put_change(sheet, record, number, NULL, &(struct ak_value){.kind = AK_VALUE_TEXT, .text = before.text},
			&(struct ak_value){.kind = AK_VALUE_TEXT, .text = after.text});
		break;
	}
}

void ak_export_changes(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_csv_options *csv)
{
	static const char *const names[] = {"record", "change", "op", "object", "field", "from", "to", "verdict"};
	struct sheet sheet = {.out = out, .csv = csv, .ledger = ledger};
	put_headings(&sheet, names, sizeof names / sizeof names[0]);
	for (uint32_t at = 0, record; (record = next_record(ledger, &at)) != AK_POSITION_NONE;)
		for (uint32_t i = 0; ledger->records[record].kind == AK_KIND_PROPOSE && i < ledger->records[record].change_count; i++)
			put_changes(&sheet, record, i);
}

/* ---- attachments */

struct naming {
	struct sheet sheet;
	uint32_t record;
};

static void put_attachment(void *context, const struct ak_id *id)
{
	struct naming *naming = context;
	const struct ak_ledger *ledger = naming->sheet.ledger;
	const struct ak_attachment *here = NULL;
	for (uint32_t i = 0; i < ledger->attachment_count && !here; i++)
		here = ak_id_equal(&ledger->attachments[i].id, id) ? &ledger->attachments[i] : NULL;
	put_id(&naming->sheet, true, id);
	put_position(&naming->sheet, naming->record);
	put_text(&naming->sheet, here ? "here" : ak_ledger_erased_attachment(ledger, id) ? "erased" : "absent");
	if (here)
		ak_csv_number(naming->sheet.out, naming->sheet.csv, (int64_t)here->size);
	else
		put_text(&naming->sheet, NULL);
	ak_csv_end(naming->sheet.out);
}

void ak_export_attachments(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_csv_options *csv)
{
	static const char *const names[] = {"attachment", "record", "presence", "bytes"};
	struct naming naming = {.sheet = {.out = out, .csv = csv, .ledger = ledger}};
	put_headings(&naming.sheet, names, sizeof names / sizeof names[0]);
	for (uint32_t at = 0; (naming.record = next_record(ledger, &at)) != AK_POSITION_NONE;)
		ak_attached_each(ledger, naming.record, put_attachment, &naming);
}

/* ---- one document */

static struct ak_json *record_document(const struct ak_ledger *ledger, uint32_t record, struct ak_error *err)
{
	const struct ak_record *it = &ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	struct ak_json *document = ak_json_object_new(), *content = NULL;
	struct ak_buf bytes = AK_BUF_INIT, path = AK_BUF_INIT;
	uint32_t by = judged->decided_by, seal = sealed_by(ledger, record);
	if (ak_record_write(it, &bytes, err) != AK_OK || ak_json_parse(&content, ak_buf_view(&bytes), err) != AK_OK)
		content = NULL; /* then the whole comes to nothing */
	ak_record_place(&path, it, false);
	ak_build_set(&document, "record", ak_build_id(&it->id));
	ak_build_set(&document, "path", ak_build_text(ak_buf_string(&path)));
	ak_build_set(&document, "verdict", ak_build_text(ak_verdict_name(judged->verdict)));
	ak_build_set(&document, "reason", ak_build_text(ak_reason_name(judged->reason)));
	ak_build_set(&document, "decided_by", ak_build_id(by < ledger->count ? &ledger->records[by].id : NULL));
	ak_build_set(&document, "seal", ak_build_id(seal < ledger->count ? &ledger->records[seal].id : NULL));
	ak_build_set(&document, "complete",
		it->kind == AK_KIND_SEAL ? ak_json_bool_new(ak_is_complete(ledger, record)) : ak_json_null_new());
	ak_build_set(&document, "content", content);
	ak_buf_release(&bytes);
	ak_buf_release(&path);
	return document;
}

enum ak_status ak_export_records_document(struct ak_buf *out, const struct ak_ledger *ledger, struct ak_error *err)
{
	struct ak_json *document = ak_json_object_new(), *list = ak_json_array_new();
	struct ak_error trouble = AK_ERROR_INIT;
	for (uint32_t at = 0, record; list && (record = next_record(ledger, &at)) != AK_POSITION_NONE;)
		ak_build_append(&list, record_document(ledger, record, &trouble));
	ak_build_set(&document, "schema", ak_build_text("akkoord/records/1"));
	ak_build_set(&document, "ledger", ak_build_id(&ledger->id));
	ak_build_set(&document, "records", list);
	if (!document)
		return trouble.status != AK_OK ? ak_fail(err, trouble.status, "%s", trouble.text) : ak_fail_memory(err);
	ak_json_pretty(document, out);
	ak_json_free(document);
	return ak_buf_status(out, err);
}
