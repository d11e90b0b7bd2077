/* SPDX-License-Identifier: EUPL-1.2 */
/* What bears on a proposal that is open: the rules it goes by, its pins, and what else is open about the same. */
#include <string.h>

#include "judge/scope.h"
#include "ledger/demand.h"
#include "ledger/trial.h"
#include "report/blame.h"
#include "report/build.h"
#include "report/gettext.h"
#include "report/proposal.h"
#include "report/value.h"

/* ------------------------------------------------------------------ rules */

/* The line of the charter in force that a change has to meet, appended; nothing where none can be told. */
static void rule_words(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_record *proposal, uint32_t change)
{
	struct ak_effect effect;
	struct ak_object made;
	struct ak_allowed allowed;
	if (!ak_effect_now(&effect, &made, ledger, proposal, change))
		return; /* that is told as the reason why it does not apply */
	ak_allowed_of(&allowed, proposal, &effect);
	ak_allowed_words(out, &allowed);
	ak_allowed_release(&allowed);
}

static void put_row(struct ak_page *page, const char *label, const char *text)
{
	page->indent = 2;
	ak_page_format(page, "%s", label);
	ak_page_beside(page, AK_PROPOSAL_COLUMN);
	ak_page_wrap(page, AK_STYLE_PLAIN, text);
	page->indent = 0;
}

/* Puts a line of the charter, unless it is among those told already, each between line feeds. words is emptied. */
static void put_line(struct ak_page *page, struct ak_buf *told, struct ak_buf *words)
{
	struct ak_buf line = AK_BUF_INIT;
	ak_buf_format(&line, "\n%s\n", ak_buf_string(words));
	if (words->size > 0 && !strstr(ak_buf_string(told), ak_buf_string(&line))) {
		put_row(page, told->size == 0 ? _("by the charter") : "", ak_buf_string(words));
		ak_buf_text(told, ak_buf_string(&line));
	}
	page->buf.failed |= words->failed || told->failed || line.failed;
	ak_buf_release(&line);
	ak_buf_clear(words);
}

void ak_rules_of_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *proposal)
{
	struct ak_buf told = AK_BUF_INIT, words = AK_BUF_INIT;
	for (uint32_t i = 0; i < proposal->change_count; i++) {
		rule_words(&words, ledger, proposal, i);
		put_line(page, &told, &words);
	}
	ak_buf_release(&told);
	ak_buf_release(&words);
}

void ak_rules_applied_put(struct ak_page *page, const struct ak_ledger *ledger, uint32_t proposal)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct ak_buf told = AK_BUF_INIT, words = AK_BUF_INIT;
	uint32_t first = 0;
	if (ak_ledger_judged(ledger, proposal)->verdict != AK_VERDICT_IN_FORCE)
		return;
	while (first < state->effect_count && state->effects[first].proposal != proposal)
		first++;
	for (uint32_t i = first; i < state->effect_count && state->effects[i].proposal == proposal; i++) {
		struct ak_allowed allowed;
		ak_allowed_find(&allowed, ledger, &state->effects[i]);
		ak_allowed_words(&words, &allowed);
		ak_allowed_release(&allowed);
		put_line(page, &told, &words);
	}
	ak_buf_release(&told);
	ak_buf_release(&words);
}

/* ------------------------------------------------------------------ pins */

/* protocol §7: whether the scope of an object is still what the proposal pinned. */
static bool pin_fits(const struct ak_ledger *ledger, const struct ak_pin *pin)
{
	/* only its indexes are brought up to date, which changes no answer */
	struct ak_state *state = (struct ak_state *)ak_ledger_state(ledger);
	struct ak_object *object = ak_state_find(state, pin->object);
	if (!object)
		return false;
	struct ak_id digest = ak_scope_digest(state, object);
	return ak_id_equal(&digest, &pin->digest);
}

void ak_pin_words(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_pin *pin, bool is_open)
{
	if (!is_open)
		ak_buf_text(out, pin->object);
	else if (pin_fits(ledger, pin))
		ak_buf_format(out, _("%s, which is still as it was pinned"), pin->object);
	else if (ak_state_find(ak_ledger_state(ledger), pin->object))
		ak_buf_format(out, _("%s, which has changed since: decided now, this is void"), pin->object);
	else
		ak_buf_format(out, _("%s: it is not there"), pin->object);
}

void ak_pins_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *proposal, bool is_open)
{
	for (uint32_t i = 0; i < proposal->pin_count; i++) {
		struct ak_buf words = AK_BUF_INIT;
		ak_pin_words(&words, ledger, &proposal->pins[i], is_open);
		put_row(page, i == 0 ? _("pins") : "", ak_buf_string(&words));
		ak_buf_release(&words);
	}
}

/* ------------------------------------------------------------------ what else is open */

/*
 * Whether two changes are about the same: of two that come into force, the second finds another value than it
 * replaces.
 */
static bool collide(const struct ak_change *a, const struct ak_change *b)
{
	if (a->op == AK_OP_AMEND || b->op == AK_OP_AMEND || strcmp(a->object, b->object) != 0)
		return a->op == AK_OP_AMEND && b->op == AK_OP_AMEND;
	if (a->op == AK_OP_CREATE || b->op == AK_OP_CREATE)
		return a->op == b->op;
	return strcmp(a->field, b->field) == 0;
}

static bool is_shared(const struct ak_record *proposal, const struct ak_change *change)
{
	bool shared = false;
	for (uint32_t i = 0; i < proposal->change_count && !shared; i++)
		shared = collide(&proposal->changes[i], change);
	return shared;
}

/* The labels of what another proposal would change too, appended. */
static void shared_words(struct ak_buf *out, const struct ak_state *state, const struct ak_record *proposal,
	const struct ak_record *other)
{
	for (uint32_t o = 0; o < other->change_count; o++) {
		const struct ak_change *change = &other->changes[o];
		if (!is_shared(proposal, change))
			continue;
		ak_buf_text(out, out->size ? ", " : "");
		if (change->op == AK_OP_AMEND) {
			ak_buf_text(out, _("the charter"));
			continue;
		}
		const struct ak_type *type = ak_charter_type_of(state->charter, change->object);
		const struct ak_field *field = type && change->op != AK_OP_CREATE ? ak_type_field(type, change->field) : NULL;
		if (field)
			ak_buf_format(out, _("%s of %s"), ak_field_label(type, field), change->object);
		else
			ak_buf_text(out, change->object);
	}
}

bool ak_is_rival(
	const struct ak_ledger *ledger, const struct ak_record *proposal, uint32_t position, uint32_t other)
{
	const struct ak_record *record = &ledger->records[other];
	bool shares = false;
	for (uint32_t i = 0; i < record->change_count && !shares; i++)
		shares = is_shared(proposal, &record->changes[i]);
	return shares && other != position && ak_ledger_judged(ledger, other)->verdict == AK_VERDICT_PENDING;
}

void ak_rivals_put(
	struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *proposal, uint32_t position)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	bool any = false;
	ak_demand_about(ledger, proposal);
	for (uint32_t i = 0; i < state->opened_count; i++) {
		uint32_t other = state->opened[i];
		const struct ak_record *record = &ledger->records[other];
		struct ak_buf shared = AK_BUF_INIT, words = AK_BUF_INIT;
		if (!ak_is_rival(ledger, proposal, position, other))
			continue;
		shared_words(&shared, state, proposal, record);
		ak_buf_format(&words, _("%s by %s for %s, about %s: %s"), ak_id_short(&record->id).text, record->actor,
			record->capacity, ak_buf_string(&shared), record->why);
		put_row(page, any ? "" : _("also pending"), ak_buf_string(&words));
		any = true;
		page->buf.failed |= shared.failed || words.failed;
		ak_buf_release(&shared);
		ak_buf_release(&words);
	}
}

/* ------------------------------------------------------------------ as JSON */

static struct ak_json *pins_document(const struct ak_ledger *ledger, const struct ak_record *proposal)
{
	struct ak_json *pins = ak_json_array_new();
	for (uint32_t i = 0; i < proposal->pin_count; i++) {
		struct ak_json *pin = ak_json_object_new();
		ak_build_set(&pin, "object", ak_build_text(proposal->pins[i].object));
		ak_build_set(&pin, "fits", ak_json_bool_new(pin_fits(ledger, &proposal->pins[i])));
		ak_build_append(&pins, pin);
	}
	return pins;
}

struct ak_json *ak_open_document(const struct ak_ledger *ledger, uint32_t proposal)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_record *record = &ledger->records[proposal];
	struct ak_fault fault = {.reason = AK_REASON_NONE};
	struct ak_json *open = ak_json_object_new();
	struct ak_json *rivals = ak_json_array_new();
	bool applies = ak_trial_of(ledger, proposal, &fault);
	for (uint32_t i = 0; i < state->opened_count; i++)
		if (ak_is_rival(ledger, record, proposal, state->opened[i]))
			ak_build_append(&rivals, ak_build_id(&ledger->records[state->opened[i]].id));
	ak_build_set(&open, "applies", ak_json_bool_new(applies));
	ak_build_set(&open, "reason", applies ? ak_json_null_new() : ak_build_text(ak_reason_name(fault.reason)));
	ak_build_set(&open, "pins", pins_document(ledger, record));
	ak_build_set(&open, "rivals", rivals);
	return open;
}
