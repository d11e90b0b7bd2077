/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/record.h"

#include "report/attached.h"
#include "report/build.h"
#include "report/gettext.h"
#include "report/proposal.h"
#include "report/value.h"
#include "report/words.h"

enum { INDENT = 2, VALUE_COLUMN = 16 };

void ak_record_place(struct ak_buf *out, const struct ak_record *record, bool signature)
{
	ak_record_path_write(out, record->actor, record->seq, &record->id, signature);
}

/* ---- what it says */

static void put_text(struct ak_page *page, const char *label, const char *text)
{
	if (!text)
		return;
	ak_page_label(page, VALUE_COLUMN, label);
	ak_page_wrap(page, AK_STYLE_PLAIN, text);
}

static void put_signer(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *record)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct ak_actor actor = ak_actor_of(state, record->actor);
	const char *label = actor.party ? ak_capacity_label(state->charter, actor.party) : NULL;
	struct ak_buf key = AK_BUF_INIT;
	const struct ak_field field = {.type = AK_FIELD_KEY};
	const struct ak_value value = {.kind = AK_VALUE_TEXT, .text = record->key};
	ak_page_label(page, VALUE_COLUMN, _("Signed by"));
	ak_page_put(page, record->actor);
	if (label)
		ak_page_format(page, " (%s)", label);
	ak_page_end(page);
	ak_value_words(&key, &field, &value);
	put_text(page, _("with key"), ak_buf_string(&key));
	ak_buf_release(&key);
	put_text(page, _("at"), ak_words_time(record->time).text);
}

/* Ids of attachments, each on a line of its own. */
static void put_attachments(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *record)
{
	for (uint32_t i = 0; i < record->attachment_count; i++) {
		ak_page_label(page, VALUE_COLUMN, i ? "" : _("Attached"));
		ak_page_put(page, ak_id_hex(&record->attachments[i]).text);
		const char *absence = ak_attached_absence(ledger, &record->attachments[i]);
		if (absence)
			ak_page_styled(page, AK_STYLE_WAIT, " %s", absence);
		ak_page_end(page);
	}
}

static void put_proposal(
	struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *record, bool is_open)
{
	struct ak_buf words = AK_BUF_INIT;
	ak_capacity_words(&words, ak_ledger_state(ledger)->charter, record->capacity);
	put_text(page, _("For"), ak_buf_string(&words));
	put_text(page, _("Why"), record->why);
	if (record->respond_by >= 0)
		put_text(page, _("Answer by"), ak_words_day(record->respond_by).text);
	for (uint32_t i = 0; i < record->pin_count; i++) {
		ak_buf_clear(&words);
		ak_pin_words(&words, ledger, &record->pins[i], is_open);
		put_text(page, i ? "" : _("Pins"), ak_buf_string(&words));
	}
	ak_buf_release(&words);
}

static void put_target(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	uint32_t target = ledger->admission.target[record];
	const struct ak_record *it = &ledger->records[target];
	ak_page_label(page, VALUE_COLUMN, _("Answers"));
	ak_page_format(page, "%s %s", ak_words_kind(it->kind), ak_id_short(&it->id).text);
	if (it->kind == AK_KIND_PROPOSE)
		ak_page_format(page, _(" for %s"), it->capacity);
	ak_page_end(page);
	put_text(page, _("which says"), it->kind == AK_KIND_PROPOSE ? it->why : NULL);
	put_text(page, _("Why"), ledger->records[record].why);
}

static void put_seal(struct ak_page *page, const struct ak_record *record)
{
	ak_page_label(page, VALUE_COLUMN, _("Height"));
	ak_page_line(page, "%lld", (long long)record->height);
	put_text(page, _("State"), ak_id_hex(record->state).text);
	put_text(page, _("Seal before"), record->prev ? ak_id_hex(record->prev).text : NULL);
}

static void put_content(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	page->indent = INDENT;
	put_signer(page, ledger, it);
	switch ((enum ak_kind)it->kind) {
	case AK_KIND_PROPOSE:
		put_proposal(page, ledger, it, ak_ledger_judged(ledger, record)->verdict == AK_VERDICT_PENDING);
		break;
	case AK_KIND_ENDORSE:
	case AK_KIND_OBJECT:
	case AK_KIND_WITHDRAW:
		put_target(page, ledger, record);
		break;
	case AK_KIND_SEAL:
		put_seal(page, it);
		break;
	}
	put_attachments(page, ledger, it);
	page->indent = 0;
}

/* ---- what came of it */

static const char *answer_word(enum ak_kind kind)
{
	switch (kind) {
	case AK_KIND_ENDORSE:
		return _("endorsed");
	case AK_KIND_OBJECT:
		return _("objected");
	case AK_KIND_WITHDRAW:
		return _("withdrew");
	case AK_KIND_PROPOSE:
	case AK_KIND_SEAL:
		break;
	}
	return "";
}

static void put_answers(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_judge *judge = &ledger->judge;
	struct ak_table table;
	ak_table_init(&table, 6);
	for (uint32_t i = judge->first_answer[record]; i < judge->first_answer[record + 1]; i++) {
		const struct ak_record *answer = &ledger->records[judge->answers[i]];
		const struct ak_judged *judged = ak_ledger_judged(ledger, judge->answers[i]);
		if (judged->verdict == AK_VERDICT_NONE)
			continue;
		ak_table_cell(&table, AK_STYLE_PLAIN, "%.10s", ak_words_day_of(answer->time).text);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", answer->actor);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", answer_word(answer->kind));
		ak_table_cell(&table, ak_words_style(judged->verdict), "%s", ak_words_verdict(judged->verdict));
		ak_table_cell(&table, AK_STYLE_DIM, "%s", ak_id_short(&answer->id).text);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", answer->why ? answer->why : "");
	}
	page->indent = INDENT;
	ak_table_put(&table, page);
	page->indent = 0;
	ak_table_release(&table);
}

static void put_seats(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	struct ak_capacity capacity = ak_capacity_of(ak_ledger_state(ledger)->charter, it->capacity);
	struct ak_buf seats = AK_BUF_INIT;
	if (capacity.kind != AK_CAPACITY_BODY && !judged->counted && judged->verdict != AK_VERDICT_PENDING)
		return; /* none counted, and none is needed any more */
	ak_seats_words(&seats, &capacity, judged->counted);
	if (capacity.kind == AK_CAPACITY_BODY)
		ak_page_format(page,
			P_("%u of the %u seat needed has signed", "%u of the %u seats needed have signed", capacity.needed),
			ak_seats_count(judged->counted), capacity.needed);
	else
		ak_page_put(page, judged->counted ? _("The one signature needed is there") : _("One signature is needed"));
	ak_page_line(page, seats.size ? ": %s." : ".", ak_buf_string(&seats));
	ak_buf_release(&seats);
}

static void put_sealed(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	uint32_t seal;
	if (ak_is_sealed(ledger, record, &seal)) {
		const struct ak_record *it = &ledger->records[seal];
		ak_page_line(page, _("Sealed by seal %s of %.10s, at height %lld: this is final."),
			ak_id_short(&it->id).text, ak_words_day_of(it->time).text, (long long)it->height);
	} else if (ak_ledger_judged(ledger, record)->verdict != AK_VERDICT_NONE) {
		ak_page_line(page, "%s", _("Not sealed yet: what turns up later may still come before it."));
	}
}

static void put_decision(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	uint32_t by = ak_ledger_judged(ledger, record)->decided_by;
	if (by == AK_POSITION_NONE || by == record)
		return;
	ak_page_line(page, _("Decided by the signature of %s on %.10s (%s)."), ledger->records[by].actor,
		ak_words_day_of(ledger->records[by].time).text, ak_id_short(&ledger->records[by].id).text);
}

static void put_complete(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	ak_page_line(page, "%s",
		ak_is_complete(ledger, record) ? _("This seal is complete: a quorum of witnesses signed for it.")
					       : _("This seal is not complete, and fixes nothing."));
}

static void put_outcome(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	ak_page_gap(page);
	if (it->kind == AK_KIND_PROPOSE && judged->verdict != AK_VERDICT_NONE) {
		put_seats(page, ledger, record);
		put_decision(page, ledger, record);
		ak_rules_applied_put(page, ledger, record);
	}
	if (it->kind == AK_KIND_SEAL)
		put_complete(page, ledger, record);
	put_answers(page, ledger, record);
	ak_page_gap(page);
	if (it->kind == AK_KIND_PROPOSE && judged->verdict == AK_VERDICT_PENDING) {
		ak_open_put(page, ledger, record);
		ak_page_gap(page);
	}
	put_sealed(page, ledger, record);
}

/* What nobody judged while no moment was asked for comes after two complete seals of one height. */
static bool is_after_split(const struct ak_ledger *ledger, uint32_t record)
{
	return ak_ledger_judged(ledger, record)->verdict == AK_VERDICT_NONE && !ledger->judge.options.at_given;
}

void ak_record_put(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", ak_words_heading(it->kind));
	ak_page_line(page, " %s", ak_id_hex(&it->id).text);
	ak_page_styled(page, ak_words_style(judged->verdict), "%s",
		is_after_split(ledger, record) ? _("Not judged: it comes after two complete seals of one height.")
					       : ak_words_meaning(it->kind, judged->verdict));
	ak_page_end(page);
	ak_void_put(page, ledger, record);
	ak_page_gap(page);
	put_content(page, ledger, record);
	if (it->kind == AK_KIND_PROPOSE)
		ak_changes_put(page, ledger, it, judged->verdict == AK_VERDICT_PENDING);
	put_outcome(page, ledger, record);
}

/* ---- as JSON */

static const struct ak_id *id_at(const struct ak_ledger *ledger, uint32_t position)
{
	return position < ledger->count ? &ledger->records[position].id : NULL;
}

static void set_judged(struct ak_json **object, const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	ak_build_set(object, "verdict", ak_build_text(ak_verdict_name(judged->verdict)));
	ak_build_set(object, "reason", ak_build_text(ak_reason_name(judged->reason)));
	ak_build_set(object, "sealed", ak_json_bool_new(ak_is_sealed(ledger, record, NULL)));
}

struct ak_json *ak_record_summary(const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	struct ak_json *summary = ak_json_object_new();
	bool answers = it->kind != AK_KIND_PROPOSE && it->kind != AK_KIND_SEAL;
	ak_build_set(&summary, "record", ak_build_id(&it->id));
	ak_build_set(&summary, "kind", ak_build_text(ak_kind_name(it->kind)));
	ak_build_set(&summary, "actor", ak_build_text(it->actor));
	ak_build_set(&summary, "time", ak_build_time(it->time));
	ak_build_set(&summary, "for", ak_build_text(it->kind == AK_KIND_PROPOSE ? it->capacity : NULL));
	ak_build_set(&summary, "target", answers ? ak_build_id(it->target) : ak_json_null_new());
	ak_build_set(&summary, "why", ak_build_text(it->why));
	set_judged(&summary, ledger, record);
	return summary;
}

static struct ak_json *seats_document(const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	struct ak_capacity capacity =
		ak_capacity_of(ak_ledger_state(ledger)->charter, ledger->records[record].capacity);
	struct ak_json *seats = ak_json_object_new(), *counted = ak_json_array_new();
	for (uint32_t i = 0; capacity.kind == AK_CAPACITY_BODY && i < capacity.body->seats.count; i++) {
		if (judged->counted >> i & 1)
			ak_build_append(&counted, ak_build_text(capacity.body->seats.items[i]));
	}
	if (capacity.kind != AK_CAPACITY_BODY && judged->counted)
		ak_build_append(&counted, ak_build_text(capacity.text));
	ak_build_set(&seats, "needed", ak_json_int_new(capacity.needed));
	ak_build_set(&seats, "counted", counted);
	return seats;
}

static struct ak_json *answers_document(const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_judge *judge = &ledger->judge;
	struct ak_json *answers = ak_json_array_new();
	for (uint32_t i = judge->first_answer[record]; i < judge->first_answer[record + 1]; i++) {
		if (ak_ledger_judged(ledger, judge->answers[i])->verdict != AK_VERDICT_NONE)
			ak_build_append(&answers, ak_record_summary(ledger, judge->answers[i]));
	}
	return answers;
}

void ak_record_document(
	struct ak_json **document, const struct ak_ledger *ledger, uint32_t record, struct ak_json *content)
{
	const struct ak_record *it = &ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	bool proposal = it->kind == AK_KIND_PROPOSE;
	uint32_t seal = AK_POSITION_NONE;
	struct ak_buf path = AK_BUF_INIT;
	ak_record_place(&path, it, false);
	ak_build_set(document, "record", ak_build_id(&it->id));
	ak_build_set(document, "path", ak_build_text(ak_buf_string(&path)));
	ak_buf_release(&path);
	ak_build_set(document, "content", content);
	set_judged(document, ledger, record);
	ak_is_sealed(ledger, record, &seal);
	ak_build_set(document, "seal", ak_build_id(id_at(ledger, seal)));
	ak_build_set(document, "seats", proposal ? seats_document(ledger, record) : ak_json_null_new());
	ak_build_set(document, "decided_by", ak_build_id(id_at(ledger, judged->decided_by)));
	ak_build_set(document, "change_at_fault",
		proposal && judged->verdict == AK_VERDICT_VOID && judged->decided_by != AK_POSITION_NONE &&
				judged->fault < it->change_count
			? ak_json_int_new(judged->fault)
			: ak_json_null_new());
	ak_build_set(document, "rule", ak_void_rule_document(ledger, record));
	ak_build_set(document, "against", ak_build_id(id_at(ledger, judged->against)));
	ak_build_set(document, "answers", answers_document(ledger, record));
	ak_build_set(document, "open",
		proposal && judged->verdict == AK_VERDICT_PENDING ? ak_open_document(ledger, record) : ak_json_null_new());
}

/* ---- in a list */

struct ak_table ak_record_table(void)
{
	struct ak_table table;
	ak_table_init(&table, 7);
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("signed"));
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("record"));
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("by"));
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("kind"));
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("for"));
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("verdict"));
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("why"));
	return table;
}

void ak_record_row(struct ak_table *table, const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	uint32_t target = ledger->admission.target[record];
	ak_table_text(table, AK_STYLE_PLAIN, ak_words_minute(it->time).text);
	ak_table_text(table, AK_STYLE_DIM, ak_id_short(&it->id).text);
	ak_table_text(table, AK_STYLE_PLAIN, it->actor);
	ak_table_text(table, AK_STYLE_PLAIN, ak_words_kind(it->kind));
	if (it->kind == AK_KIND_PROPOSE)
		ak_table_text(table, AK_STYLE_PLAIN, it->capacity);
	else if (it->kind == AK_KIND_SEAL || target == AK_POSITION_NONE)
		ak_table_text(table, AK_STYLE_PLAIN, "");
	else
		ak_table_text(table, AK_STYLE_DIM, ak_id_short(&ledger->records[target].id).text);
	ak_table_text(table, ak_words_style(judged->verdict),
		is_after_split(ledger, record) ? _("not judged") : ak_words_judged(judged->verdict, judged->reason).text);
	ak_table_text(table, AK_STYLE_PLAIN, it->why ? it->why : "");
}
