/* SPDX-License-Identifier: EUPL-1.2 */
/* Why a record is void: the change at fault, the rule that it did not meet, and what stood in its way. */
#include <string.h>

#include "ledger/outlook.h"
#include "report/blame.h"
#include "report/html_site.h"
#include "report/tried.h"
#include "report/value.h"
#include "report/words.h"

/* ---- the change at fault */

static void put_change(struct ak_site *site, const struct ak_tried *tried)
{
	struct ak_html *html = &site->html;
	const struct ak_change *change = tried->change;
	ak_fact(site, _("At fault"));
	ak_html_format(html, _("change %u of %u"), tried->number + 1U, tried->proposal->change_count);
	ak_html_text(html, ": ");
	if (change->op == AK_OP_AMEND) {
		ak_put_page(site, "charter.html", _("the charter"));
	} else {
		if (change->op == AK_OP_CREATE) {
			ak_html_text(html, _("to make"));
		} else {
			ak_html_open(html, AK_TAG_STRONG);
			if (!tried->type || !ak_builtin_type(tried->type->name))
				ak_put_foreign(site);
			ak_html_text(html, tried->field ? ak_field_label(tried->type, tried->field) : change->field);
			ak_html_close(html, AK_TAG_STRONG);
			ak_html_text(html, ",");
		}
		ak_html_text(html, " ");
		ak_put_object(site, change->object);
	}
	ak_fact_end(site);
}

/* ---- the rule */

/* Who might have, and where the charter says so. */
static void put_authority(struct ak_site *site, const struct ak_tried *tried)
{
	struct ak_allowed allowed;
	struct ak_buf line = AK_BUF_INIT;
	struct ak_object object;
	const struct ak_effect effect = ak_tried_effect(tried, &object);
	ak_put_rule(site, &effect);
	ak_allowed_of(&allowed, tried->proposal, &effect);
	if (allowed.place.size > 0) {
		ak_allowed_words(&line, &allowed);
		ak_html_open(&site->html, AK_TAG_SPAN);
		ak_html_attr(&site->html, AK_ATTR_CLASS, "help");
		ak_html_element(&site->html, AK_TAG_CODE, ak_buf_string(&line));
		ak_html_close(&site->html, AK_TAG_SPAN);
	}
	if (line.failed || allowed.place.failed)
		ak_site_fail(site, ak_fail_memory(site->err));
	ak_allowed_release(&allowed);
	ak_buf_release(&line);
}

static void put_label(struct ak_site *site, const char *label)
{
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_put_foreign(site);
	ak_html_text(&site->html, label);
	ak_html_close(&site->html, AK_TAG_SPAN);
}

/* The steps that there are from a value. */
static void put_steps(struct ak_site *site, const struct ak_field *field, const char *from)
{
	const char *comma = "";
	const char *rest = ak_html_upto(&site->html, _("From “%s” the charter lets “%s” go to: %s."));
	put_label(site, from);
	rest = ak_html_upto(&site->html, rest);
	put_label(site, field->label);
	rest = ak_html_upto(&site->html, rest);
	for (uint32_t i = 0; i < field->move_count; i++) {
		if (strcmp(field->moves[i].from, from) != 0)
			continue;
		ak_html_text(&site->html, comma);
		put_label(site, field->moves[i].to);
		comma = ", ";
	}
	if (!*comma)
		ak_html_text(&site->html, _("nothing"));
	ak_html_upto(&site->html, rest);
}

/* What the moves of a proposal need. */
static void put_needs(struct ak_site *site, uint32_t record)
{
	const struct ak_record *proposal = &site->ledger->records[record];
	const struct ak_charter *charter = ak_charter_of(site, record);
	for (uint32_t i = 0; i < proposal->change_count; i++) {
		const struct ak_change *change = &proposal->changes[i];
		bool is_set = change->op == AK_OP_SET && change->from.kind == AK_VALUE_TEXT &&
			      change->to.kind == AK_VALUE_TEXT;
		const struct ak_type *type = is_set ? ak_charter_type_of(charter, change->object) : NULL;
		const struct ak_field *field = type ? ak_type_field(type, change->field) : NULL;
		const struct ak_move *move =
			field && field->has_moves ? ak_field_move(field, change->from.text, change->to.text) : NULL;
		if (!move || (move->needs.count == 0 && !move->pin))
			continue;
		ak_html_open(&site->html, AK_TAG_P);
		const char *rest = ak_html_upto(&site->html, _("For “%s” to become “%s” there must be: %s."));
		put_label(site, field->label);
		rest = ak_html_upto(&site->html, rest);
		put_label(site, move->to);
		rest = ak_html_upto(&site->html, rest);
		for (uint32_t n = 0; n < move->needs.count; n++) {
			const struct ak_field *needed = ak_type_field(type, move->needs.items[n]);
			ak_html_text(&site->html, n > 0 ? ", “" : "“");
			put_label(site, needed ? needed->label : move->needs.items[n]);
			ak_html_text(&site->html, "”");
		}
		if (move->pin)
			ak_html_format(&site->html, "%s%s", move->needs.count > 0 ? ", " : "", _("a pin on the whole of it"));
		ak_html_upto(&site->html, rest);
		ak_html_close(&site->html, AK_TAG_P);
	}
}

/* What a field holds. Of an object that is made it is not told which of its fields is at fault. */
static void put_holds(struct ak_site *site, const struct ak_tried *tried)
{
	const struct ak_type *type = tried->type;
	for (uint32_t i = 0; type && i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		bool is_named = tried->change->op == AK_OP_CREATE ?
					field->required || ak_change_gives(tried->change, tried->change->object, field->name) :
					field == tried->field;
		if (!is_named)
			continue;
		ak_html_open(&site->html, AK_TAG_SPAN);
		ak_html_attr(&site->html, AK_ATTR_CLASS, "rule");
		ak_html_text(&site->html, "“");
		put_label(site, ak_field_label(type, field));
		ak_html_text(&site->html, "”: ");
		ak_put_holds(site, tried->charter, field);
		ak_html_close(&site->html, AK_TAG_SPAN);
	}
	if (tried->change->op == AK_OP_AMEND)
		ak_html_text(&site->html,
			_("A new charter keeps every rule of the protocol, and neither drops nor alters a party."));
}

/* What the dispute in the way freezes: it is what the record that stands against this one put into its phase. */
static void put_frozen(struct ak_site *site, const struct ak_tried *tried, uint32_t against)
{
	const struct ak_record *by = against < site->ledger->count ? &site->ledger->records[against] : tried->proposal;
	for (uint32_t i = 0; i < by->change_count; i++) {
		const char *object = by->changes[i].object;
		const struct ak_type *type = object ? ak_charter_type_of(tried->charter, object) : NULL;
		if (!type || !type->freeze)
			continue;
		ak_put_freeze(site, type);
		return;
	}
}

/* protocol §8, for who has to be told why: the rules that no charter changes. */
static const char *const rules[] = {
	[AK_REASON_NONE] = NULL,
	[AK_REASON_KEY] = N_("A record counts only if it is signed with the key that is its signer’s at that place in the order."),
	[AK_REASON_REVOKED] = N_("Nothing counts that is signed by an actor that was revoked."),
	[AK_REASON_EXPIRED] = N_("A mandate ends with the last day that its party gave it."),
	[AK_REASON_FORK] = N_("An actor signs one history, each record upon the one before. Of two, what comes first in the order counts."),
	[AK_REASON_CAPACITY] = NULL, /* by kind, see below */
	[AK_REASON_AMENDED] = N_("What was signed under one charter is not spent under another."),
	[AK_REASON_TARGET] = N_("What is decided, void or taken back can no longer be answered so."),
	[AK_REASON_WITHDRAWN] = N_("What was taken back can no longer be endorsed."),
	[AK_REASON_PIN] = N_("What is pinned must be, when it is decided, exactly as its signers saw it; only a body can pin."),
	[AK_REASON_UNKNOWN] = N_("A change names a type and a field of the charter, and an object that its signers had seen."),
	[AK_REASON_EXISTS] = N_("A name is given to one object only."),
	[AK_REASON_FROZEN] = NULL,
	[AK_REASON_VALUE] = NULL,
	[AK_REASON_REFERENCE] = N_("A value names only what its signers had seen, and what its field may name:"),
	[AK_REASON_MOVE] = NULL,
	[AK_REASON_AUTHORITY] = NULL,
	[AK_REASON_STALE] = N_("A change names the value that it replaces, and holds only while that is the value."),
	[AK_REASON_NEEDS] = NULL,
};

static const char *capacity_rule(enum ak_kind kind)
{
	if (kind == AK_KIND_WITHDRAW)
		return _("Only its proposer can take a proposal back.");
	return kind == AK_KIND_PROPOSE ? _("A proposal is for a body, office, party or seat of the charter in force.")
				       : _("Only who holds a seat for what a proposal is for can endorse it.");
}

static void put_rule(struct ak_site *site, uint32_t record, const struct ak_tried *tried)
{
	const struct ak_judged *judged = ak_ledger_judged(site->ledger, record);
	enum ak_reason reason = (enum ak_reason)judged->reason;
	ak_fact(site, _("The rule"));
	if (rules[reason])
		ak_html_text(&site->html, _(rules[reason]));
	if (reason == AK_REASON_CAPACITY)
		ak_html_text(&site->html, capacity_rule(site->ledger->records[record].kind));
	if (reason == AK_REASON_NEEDS)
		put_needs(site, record);
	if (tried && reason == AK_REASON_AUTHORITY)
		put_authority(site, tried);
	if (tried && reason == AK_REASON_MOVE && tried->field && tried->change->from.kind == AK_VALUE_TEXT)
		put_steps(site, tried->field, tried->change->from.text);
	if (tried && (reason == AK_REASON_VALUE || reason == AK_REASON_REFERENCE))
		put_holds(site, tried);
	if (tried && reason == AK_REASON_FROZEN)
		put_frozen(site, tried, judged->against);
	ak_fact_end(site);
}

/* ---- what stood in its way */

static void put_stale(struct ak_site *site, const struct ak_tried *tried)
{
	const struct ak_value *there = NULL;
	if (tried->change->op == AK_OP_SET)
		there = ak_tried_value(tried, tried->change->object, tried->change->field);
	if (!there)
		return;
	ak_fact(site, _("It was to replace"));
	ak_put_value(site, tried->field, &tried->change->from);
	ak_fact_end(site);
	ak_fact(site, _("There stood"));
	ak_put_value(site, tried->field, there);
	ak_fact_end(site);
}

static void put_against(struct ak_site *site, uint32_t record)
{
	const struct ak_judged *judged = ak_ledger_judged(site->ledger, record);
	uint32_t against = judged->against;
	if (against == AK_POSITION_NONE)
		return;
	ak_fact(site, judged->reason == AK_REASON_FORK ? _("The other history") : _("In the way stood"));
	if (against == record) {
		ak_html_text(&site->html, _("an earlier change of the same proposal"));
	} else if (against >= site->ledger->count) {
		ak_put_record(site, against);
	} else {
		/* The graph keeps notes while it searches, and is the same afterwards. */
		bool seen = ak_ledger_knows(site->ledger, record, against);
		ak_put_told_why(site, against);
		ak_html_classed(&site->html, AK_TAG_SPAN, "help",
			seen ? _("Its signer had seen that.") : _("Its signer had not seen that."));
	}
	ak_fact_end(site);
}

void ak_put_void(struct ak_site *site, uint32_t record)
{
	struct ak_tried tried;
	const struct ak_judged *judged = ak_ledger_judged(site->ledger, record);
	if (judged->verdict != AK_VERDICT_VOID)
		return;
	bool has_change = ak_tried_find(&tried, site->ledger, &site->index, record);
	ak_site_section(site, "void", _("Why it is void"));
	ak_facts_begin(site);
	ak_fact(site, _("Reason"));
	ak_html_text(&site->html, ak_words_reason(judged->reason));
	ak_html_text(&site->html, " ");
	ak_html_classed(&site->html, AK_TAG_CODE, "name", ak_reason_name(judged->reason));
	ak_fact_end(site);
	if (has_change)
		put_change(site, &tried);
	put_rule(site, record, has_change ? &tried : NULL);
	if (has_change && judged->reason == AK_REASON_STALE)
		put_stale(site, &tried);
	put_against(site, record);
	ak_facts_end(site);
	ak_site_section_end(site);
}
