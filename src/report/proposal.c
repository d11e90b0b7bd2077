/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/proposal.h"

#include <string.h>

#include "ledger/trial.h"
#include "report/attached.h"
#include "report/fault.h"
#include "report/gettext.h"
#include "report/value.h"
#include "report/was_becomes.h"
#include "report/words.h"

enum { INDENT = 2, GUTTER = 2, LABEL_COLUMNS_MAX = 34 };

/* ------------------------------------------------------------------ changes */

static void label_begin_to(struct ak_page *page, const char *label, unsigned column)
{
	page->indent = INDENT;
	ak_page_format(page, "%s", label);
	ak_page_beside(page, column);
}

static void label_begin(struct ak_page *page, const char *label)
{
	label_begin_to(page, label, AK_PROPOSAL_COLUMN);
}

static void line_end(struct ak_page *page)
{
	ak_page_end(page);
	page->indent = 0;
}

/* A label and a text that may be long. */
static void row_to(struct ak_page *page, const char *label, const char *text, unsigned column)
{
	label_begin_to(page, label, column);
	ak_page_wrap(page, AK_STYLE_PLAIN, text);
	page->indent = 0;
}

static void row(struct ak_page *page, const char *label, const char *text)
{
	row_to(page, label, text, AK_PROPOSAL_COLUMN);
}

/* The field of a set, add or remove, or NULL. */
static const struct ak_field *field_of(const struct ak_state *state, const struct ak_change *change)
{
	const struct ak_type *type = ak_charter_type_of(state->charter, change->object);
	return type ? ak_type_field(type, change->field) : NULL;
}

static const char *label_of(const struct ak_state *state, const struct ak_change *change)
{
	const struct ak_field *field = field_of(state, change);
	return field ? ak_field_label(ak_charter_type_of(state->charter, change->object), field) : change->field;
}

/* Where the values of all changes begin: after the longest label, within reason. */
static unsigned column_of(const struct ak_state *state, const struct ak_record *proposal)
{
	unsigned column = AK_PROPOSAL_COLUMN;
	for (uint32_t i = 0; i < proposal->change_count; i++) {
		const struct ak_change *change = &proposal->changes[i];
		const struct ak_type *it = change->op == AK_OP_AMEND ? NULL : ak_charter_type_of(state->charter, change->object);
		uint32_t fields = change->op == AK_OP_CREATE ? change->field_count : it != NULL;
		for (uint32_t f = 0; it && f < fields; f++) {
			const char *name = change->op == AK_OP_CREATE ? change->fields[f].field : change->field;
			const struct ak_field *field = ak_type_field(it, name);
			unsigned end = INDENT + ak_text_width(field ? ak_field_label(it, field) : name) + GUTTER;
			column = end > column && end <= INDENT + LABEL_COLUMNS_MAX + GUTTER ? end : column;
		}
	}
	return column;
}

static void put_create(struct ak_page *page, const struct ak_state *state, const struct ak_change *change, unsigned column)
{
	const struct ak_type *it = ak_charter_type_of(state->charter, change->object);
	for (uint32_t i = 0; i < change->field_count; i++) {
		const struct ak_assignment *given = &change->fields[i];
		const struct ak_field *field = it ? ak_type_field(it, given->field) : NULL;
		struct ak_buf value = AK_BUF_INIT;
		ak_value_words(&value, field, &given->value);
		row_to(page, field ? ak_field_label(it, field) : given->field, ak_buf_string(&value), column);
		ak_buf_release(&value);
	}
	if (change->field_count == 0)
		row(page, _("(no fields)"), "");
}

static void put_set(struct ak_page *page, const struct ak_state *state, const struct ak_change *change, bool is_open,
	unsigned column)
{
	const struct ak_field *field = field_of(state, change);
	const struct ak_object *object = ak_state_find(state, change->object);
	struct ak_buf was = AK_BUF_INIT;
	struct ak_buf becomes = AK_BUF_INIT;
	ak_value_words(&was, field, &change->from);
	ak_value_words(&becomes, field, &change->to);
	label_begin_to(page, label_of(state, change), column);
	ak_was_becomes_put(page, ak_page_column(page, column), ak_buf_string(&was), ak_buf_string(&becomes));
	page->indent = 0;
	if (is_open && field && object && field->type != AK_FIELD_SET) {
		struct ak_value now = ak_read(object, field);
		if (!ak_value_equal(&now, &change->from)) {
			ak_buf_clear(&was);
			ak_value_words(&was, field, &now);
			label_begin_to(page, "", column);
			ak_page_styled(page, AK_STYLE_BAD, _("but it is now: %s"), ak_buf_string(&was));
			line_end(page);
		}
	}
	ak_buf_release(&was);
	ak_buf_release(&becomes);
}

static void put_member(struct ak_page *page, const struct ak_state *state, const struct ak_change *change, unsigned column)
{
	bool is_add = change->op == AK_OP_ADD;
	label_begin_to(page, label_of(state, change), column);
	ak_page_styled(page, is_add ? AK_STYLE_NEW : AK_STYLE_OLD, is_add ? _("+ %s") : _("− %s"), change->to.text);
	line_end(page);
}

/* The object that changes from here on are about. */
static void put_object(struct ak_page *page, const struct ak_state *state, const struct ak_change *change)
{
	const struct ak_type *it = ak_charter_type_of(state->charter, change->object);
	ak_page_gap(page);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", change->object);
	ak_page_put(page, " ");
	if (change->op == AK_OP_CREATE)
		ak_page_format(page, _("(new: %s)"), it ? ak_type_label(it) : _("not in the charter"));
	else
		ak_page_format(page, "(%s)", it ? ak_type_label(it) : _("not in the charter"));
	line_end(page);
}

void ak_changes_put(
	struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *proposal, bool is_open)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const char *object = "";
	unsigned column = column_of(state, proposal);
	for (uint32_t i = 0; i < proposal->change_count; i++) {
		const struct ak_change *change = &proposal->changes[i];
		if (change->op != AK_OP_AMEND && strcmp(change->object, object) != 0) {
			put_object(page, state, change);
			object = change->object;
		}
		switch (change->op) {
		case AK_OP_CREATE:
			put_create(page, state, change, column);
			break;
		case AK_OP_SET:
			put_set(page, state, change, is_open, column);
			break;
		case AK_OP_ADD:
		case AK_OP_REMOVE:
			put_member(page, state, change, column);
			break;
		case AK_OP_AMEND:
			ak_amendment_put(page, ledger, change);
			object = "";
			break;
		}
	}
	ak_page_gap(page);
}

/*
 * Whether a change before this one is of the same field of the same object, as with what is put into a set and taken
 * out of it.
 */
static bool named_before(const struct ak_record *proposal, uint32_t at)
{
	const struct ak_change *change = &proposal->changes[at];
	for (uint32_t i = 0; change->field && i < at; i++) {
		const struct ak_change *other = &proposal->changes[i];
		if (other->object && other->field && strcmp(other->object, change->object) == 0 &&
			strcmp(other->field, change->field) == 0)
			return true;
	}
	return false;
}

void ak_proposal_about(struct ak_buf *out, const struct ak_state *state, const struct ak_record *proposal)
{
	enum { OBJECTS_MAX = 5 };
	const char *object = NULL;
	uint32_t objects = 0;
	for (uint32_t i = 0; i < proposal->change_count; i++) {
		const struct ak_change *change = &proposal->changes[i];
		bool same = object && change->op != AK_OP_AMEND && strcmp(object, change->object) == 0;
		if (same && named_before(proposal, i))
			continue;
		object = change->op == AK_OP_AMEND ? NULL : change->object;
		objects += !same;
		if (objects > OBJECTS_MAX)
			continue;
		ak_buf_text(out, same ? ", " : objects > 1 ? "; " : "");
		if (change->op == AK_OP_AMEND)
			ak_buf_text(out, _("the charter"));
		else if (change->op == AK_OP_CREATE)
			ak_buf_format(out, _("%s (new)"), change->object);
		else
			ak_buf_format(out, same ? "%s%s" : "%s: %s", same ? "" : change->object, label_of(state, change));
	}
	if (objects > OBJECTS_MAX)
		ak_buf_format(out, P_("; and %u more", "; and %u more", objects - OBJECTS_MAX), objects - OBJECTS_MAX);
}

/* ------------------------------------------------------------------ what stands around them */

/* Those of a draft go along with it, and so are not here yet. */
static void put_attachments(
	struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *record, bool is_draft)
{
	for (uint32_t i = 0; i < record->attachment_count; i++) {
		label_begin(page, i == 0 ? _("attached") : "");
		const struct ak_id *id = &record->attachments[i];
		ak_page_put(page, ak_id_short(id).text);
		const char *absence = is_draft ? NULL : ak_attached_absence(ledger, id);
		if (absence)
			ak_page_format(page, " %s", absence);
		line_end(page);
	}
}

static void put_request(struct ak_page *page, const struct ak_record *proposal)
{
	row(page, _("why"), proposal->why);
	if (proposal->respond_by >= 0)
		row(page, _("answer by"), ak_words_day(proposal->respond_by).text);
}

static void put_needed(struct ak_page *page, const struct ak_capacity *capacity)
{
	label_begin(page, _("needed"));
	if (capacity->kind == AK_CAPACITY_BODY)
		ak_page_format(page, _("%u of %u seats"), capacity->needed,
			capacity->body->seats.count);
	else
		ak_page_put(page, _("one signature"));
	line_end(page);
}

static void put_capacity(struct ak_page *page, const struct ak_ledger *ledger, const char *capacity)
{
	struct ak_buf words = AK_BUF_INIT;
	ak_capacity_words(&words, ak_ledger_state(ledger)->charter, capacity);
	row(page, _("for"), ak_buf_string(&words));
	ak_buf_release(&words);
}

void ak_draft_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *proposal)
{
	struct ak_capacity capacity = ak_capacity_of(ak_ledger_state(ledger)->charter, proposal->capacity);
	ak_page_gap(page);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", _("proposal"));
	ak_page_end(page);
	put_capacity(page, ledger, proposal->capacity);
	put_needed(page, &capacity);
	ak_rules_of_put(page, ledger, proposal);
	put_request(page, proposal);
	ak_pins_put(page, ledger, proposal, false);
	put_attachments(page, ledger, proposal, true);
	ak_changes_put(page, ledger, proposal, true);
	ak_rivals_put(page, ledger, proposal, AK_POSITION_NONE);
}

/* ------------------------------------------------------------------ who answered */

static void put_answer(struct ak_page *page, const struct ak_ledger *ledger, uint32_t answer, const char *label)
{
	const struct ak_record *record = &ledger->records[answer];
	const struct ak_judged *judged = ak_ledger_judged(ledger, answer);
	label_begin(page, label);
	ak_page_format(page, "%s, %s", record->actor, ak_words_day_of(record->time).text);
	if (judged->verdict == AK_VERDICT_VOID)
		ak_page_format(page, " (%s)", ak_words_judged(AK_VERDICT_VOID, (enum ak_reason)judged->reason).text);
	if (record->why) {
		ak_page_put(page, ": ");
		ak_page_wrap(page, AK_STYLE_PLAIN, record->why);
		page->indent = 0;
	} else {
		line_end(page);
	}
}

/* All answers of a kind, under one label. */
static bool put_answers(
	struct ak_page *page, const struct ak_ledger *ledger, uint32_t proposal, enum ak_kind kind, const char *label)
{
	const struct ak_judge *judge = &ledger->judge;
	bool any = false;
	for (uint32_t i = judge->first_answer[proposal]; i < judge->first_answer[proposal + 1]; i++) {
		uint32_t answer = judge->answers[i];
		if (ledger->records[answer].kind != kind ||
			ak_ledger_judged(ledger, answer)->verdict == AK_VERDICT_NONE)
			continue;
		put_answer(page, ledger, answer, any ? "" : label);
		any = true;
	}
	return any;
}

static void put_counted(struct ak_page *page, const struct ak_ledger *ledger, uint32_t proposal)
{
	const struct ak_record *record = &ledger->records[proposal];
	const struct ak_judged *judged = ak_ledger_judged(ledger, proposal);
	struct ak_capacity capacity = ak_capacity_of(ak_ledger_state(ledger)->charter, record->capacity);
	struct ak_buf seats = AK_BUF_INIT;
	put_needed(page, &capacity);
	if (capacity.kind == AK_CAPACITY_BODY) {
		ak_seats_words(&seats, &capacity, judged->counted);
		label_begin(page, _("counted"));
		ak_page_format(page, seats.size ? "%u (%s)" : "%u", ak_seats_count(judged->counted), ak_buf_string(&seats));
		ak_buf_clear(&seats);
		ak_seats_words(&seats, &capacity, ~judged->counted);
		if (seats.size && judged->verdict == AK_VERDICT_PENDING)
			ak_page_format(page, _("; not yet: %s"), ak_buf_string(&seats));
		line_end(page);
	}
	ak_buf_release(&seats);
}

static void put_reason(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *record,
	const struct ak_fault *fault)
{
	struct ak_buf words = AK_BUF_INIT;
	ak_fault_words(&words, ledger, record, record->capacity, fault);
	label_begin(page, "");
	ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&words));
	page->indent = 0;
	ak_buf_release(&words);
}

static void put_verdict(struct ak_page *page, const struct ak_ledger *ledger, uint32_t proposal)
{
	const struct ak_judged *judged = ak_ledger_judged(ledger, proposal);
	label_begin(page, _("verdict"));
	ak_page_styled(page, ak_words_style((enum ak_verdict)judged->verdict), "%s",
		ak_words_judged((enum ak_verdict)judged->verdict, (enum ak_reason)judged->reason).text);
	line_end(page);
}

static void put_trial(struct ak_page *page, const struct ak_ledger *ledger, uint32_t proposal)
{
	const struct ak_record *record = &ledger->records[proposal];
	struct ak_fault fault;
	bool applies = ak_trial_of(ledger, proposal, &fault);
	row(page, _("if decided now"), applies ? _("it would apply") : _("it would be void:"));
	if (!applies)
		put_reason(page, ledger, record, &fault);
}

void ak_open_put(struct ak_page *page, const struct ak_ledger *ledger, uint32_t proposal)
{
	const struct ak_record *record = &ledger->records[proposal];
	ak_rules_of_put(page, ledger, record);
	put_trial(page, ledger, proposal);
	ak_rivals_put(page, ledger, record, proposal);
}

void ak_proposal_put(struct ak_page *page, const struct ak_ledger *ledger, uint32_t proposal)
{
	const struct ak_record *record = &ledger->records[proposal];
	bool is_open = ak_ledger_judged(ledger, proposal)->verdict == AK_VERDICT_PENDING;
	ak_page_gap(page);
	ak_page_styled(page, AK_STYLE_STRONG, _("proposal %s"), ak_id_short(&record->id).text);
	ak_page_end(page);
	put_capacity(page, ledger, record->capacity);
	label_begin(page, _("proposed by"));
	ak_page_format(page, "%s, %s", record->actor, ak_words_day_of(record->time).text);
	line_end(page);
	put_request(page, record);
	ak_pins_put(page, ledger, record, is_open);
	put_attachments(page, ledger, record, false);
	ak_changes_put(page, ledger, record, is_open);
	if (!put_answers(page, ledger, proposal, AK_KIND_ENDORSE, _("endorsed by")))
		row(page, _("endorsed by"), _("nobody yet"));
	put_answers(page, ledger, proposal, AK_KIND_OBJECT, _("objected by"));
	put_answers(page, ledger, proposal, AK_KIND_WITHDRAW, _("withdrawn by"));
	put_counted(page, ledger, proposal);
	put_verdict(page, ledger, proposal);
	if (is_open)
		ak_open_put(page, ledger, proposal);
}
