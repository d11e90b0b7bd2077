/* SPDX-License-Identifier: EUPL-1.2 */
/* Why a record is void, told to somebody who was not there. */

#include "ledger/outlook.h"
#include "report/blame.h"
#include "report/gettext.h"
#include "report/record.h"
#include "report/tried.h"
#include "report/value.h"
#include "report/words.h"

/* The change at fault: its number, and what it is about. */
static void put_change(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *record,
	const struct ak_judged *judged)
{
	if (record->kind != AK_KIND_PROPOSE || judged->fault >= record->change_count ||
		judged->decided_by == AK_POSITION_NONE)
		return;
	const struct ak_change *change = &record->changes[judged->fault];
	if (change->op == AK_OP_AMEND) {
		ak_page_line(page, _("Change %u of %u: the charter."), judged->fault + 1U, record->change_count);
		return;
	}
	if (change->op == AK_OP_CREATE) {
		ak_page_line(
			page, _("Change %u of %u: new %s."), judged->fault + 1U, record->change_count, change->object);
		return;
	}
	const struct ak_type *type = ak_charter_type_of(ak_ledger_state(ledger)->charter, change->object);
	const struct ak_field *field = type ? ak_type_field(type, change->field) : NULL;
	ak_page_line(page, _("Change %u of %u: %s of %s."), judged->fault + 1U, record->change_count,
		field ? ak_field_label(type, field) : change->field, change->object);
}

static void put_against(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record, uint32_t against)
{
	const struct ak_record *winner;
	if (against == AK_POSITION_NONE)
		return;
	if (against == AK_BY_FOUNDING) {
		ak_page_line(page, "%s", _("What stood in its way came with the founding."));
		return;
	}
	if (against == record) {
		ak_page_line(page, "%s", _("What stood in its way is an earlier change of the same proposal."));
		return;
	}
	winner = &ledger->records[against];
	ak_page_line(page,
		ak_ledger_knows(ledger, record, against) ?
			_("What stood in its way came from %s %s, by %s for %s, %.10s; its signer had seen that.") :
			_("It lost against %s %s, by %s for %s, %.10s; its signer had not seen that."),
		ak_words_kind(winner->kind), ak_id_short(&winner->id).text, winner->actor, winner->capacity,
		ak_words_day_of(winner->time).text);
}

/*
 * The last accepted record of the same actor and key that knows nothing of this one, nor this one of it: what proves
 * the fork.
 */
static void put_rival(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *rival = &ledger->records[ak_ledger_judged(ledger, record)->against];
	ak_page_line(page, _("%s signed this as its record %u, and in the other history %s %s as its record %u."),
		rival->actor, ledger->records[record].seq, ak_words_kind(rival->kind), ak_id_short(&rival->id).text,
		rival->seq);
}

static void put_target(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	uint32_t target = ledger->admission.target[record];
	if (target == AK_POSITION_NONE)
		return;
	const struct ak_judged *judged = ak_ledger_judged(ledger, target);
	ak_page_line(page, _("It answers %s %s, which is %s."), ak_words_kind(ledger->records[target].kind),
		ak_id_short(&ledger->records[target].id).text, ak_words_verdict(judged->verdict));
}

static void put_capacity(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	uint32_t target = it->kind == AK_KIND_PROPOSE ? record : ledger->admission.target[record];
	if (it->kind == AK_KIND_WITHDRAW)
		ak_page_line(page, _("Only its proposer, %s, can take a proposal back."), ledger->records[target].actor);
	else if (it->kind == AK_KIND_PROPOSE)
		ak_page_line(page, _("The charter in force knew no capacity %s for it."), it->capacity);
	else
		ak_page_line(page, _("%s held no seat for %s then."), it->actor, ledger->records[target].capacity);
}

/*
 * The line of the charter that says who might have, as it was then; *allowed is the caller's to release where there
 * is one.
 */
static bool find_rule(struct ak_allowed *allowed, const struct ak_ledger *ledger, uint32_t record)
{
	struct ak_tried tried;
	struct ak_object object;
	if (!ak_tried_find(&tried, ledger, NULL, record))
		return false;
	const struct ak_effect effect = ak_tried_effect(&tried, &object);
	ak_allowed_of(allowed, tried.proposal, &effect);
	return true;
}

static void put_rule(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	struct ak_allowed allowed;
	struct ak_buf line = AK_BUF_INIT;
	if (!find_rule(&allowed, ledger, record))
		return;
	ak_allowed_words(&line, &allowed);
	ak_page_line(page, _("The rule: %s"), ak_buf_string(&line));
	page->buf.failed |= line.failed;
	ak_allowed_release(&allowed);
	ak_buf_release(&line);
}

struct ak_json *ak_void_rule_document(const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	struct ak_allowed allowed;
	if (judged->verdict != AK_VERDICT_VOID || judged->reason != AK_REASON_AUTHORITY || !find_rule(&allowed, ledger, record))
		return ak_json_null_new();
	struct ak_json *rule = ak_allowed_document(&allowed);
	ak_allowed_release(&allowed);
	return rule;
}

static void put_evidence(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	switch ((enum ak_reason)judged->reason) {
	case AK_REASON_FORK:
		put_rival(page, ledger, record);
		return;
	case AK_REASON_TARGET:
	case AK_REASON_WITHDRAWN:
		put_target(page, ledger, record);
		return;
	case AK_REASON_CAPACITY:
		put_capacity(page, ledger, record);
		return;
	case AK_REASON_NONE:
	case AK_REASON_KEY:
	case AK_REASON_REVOKED:
	case AK_REASON_EXPIRED:
		return;
	case AK_REASON_AUTHORITY:
		put_change(page, ledger, it, judged);
		put_rule(page, ledger, record);
		put_against(page, ledger, record, judged->against);
		return;
	case AK_REASON_AMENDED:
	case AK_REASON_PIN:
	case AK_REASON_UNKNOWN:
	case AK_REASON_EXISTS:
	case AK_REASON_FROZEN:
	case AK_REASON_VALUE:
	case AK_REASON_REFERENCE:
	case AK_REASON_MOVE:
	case AK_REASON_STALE:
	case AK_REASON_NEEDS:
		put_change(page, ledger, it, judged);
		put_against(page, ledger, record, judged->against);
		return;
	}
}

void ak_void_put(struct ak_page *page, const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	if (judged->verdict != AK_VERDICT_VOID)
		return;
	ak_page_line(page, _("The reason: %s (%s)."), ak_words_reason(judged->reason), ak_reason_name(judged->reason));
	put_evidence(page, ledger, record);
}
