/* SPDX-License-Identifier: EUPL-1.2 */
/* By which line of the charter a change was allowed, asked afterwards. */
#include <stdlib.h>
#include <string.h>

#include "judge/may.h"
#include "report/blame.h"
#include "report/build.h"
#include "report/gettext.h"

static void take_who(struct ak_allowed *allowed, const struct ak_who_list *who)
{
	allowed->who.items = calloc(who->count + 1U, sizeof *allowed->who.items);
	allowed->place.failed |= !allowed->who.items;
	for (uint32_t i = 0; allowed->who.items && i < who->count; i++)
		allowed->who.items[allowed->who.count++] = who->items[i].text;
}

static void take_texts(struct ak_allowed *allowed, const struct ak_texts *texts)
{
	allowed->who.items = calloc(texts->count + 1U, sizeof *allowed->who.items);
	allowed->place.failed |= !allowed->who.items;
	for (uint32_t i = 0; allowed->who.items && i < texts->count; i++)
		allowed->who.items[allowed->who.count++] = texts->items[i];
}

/* The row of a `by` or `create` that holds in a phase. A plain who-list is one row, and has no phase in its place. */
static void take_rules(struct ak_allowed *allowed, const struct ak_rules *rules, const char *phase)
{
	struct ak_who_list who = ak_rules_find(rules, phase);
	const char *row = "*";
	for (uint32_t i = 0; i < rules->count; i++) {
		if (strcmp(rules->items[i].phase, phase) == 0)
			row = rules->items[i].phase;
	}
	if (rules->count > 1 || strcmp(row, "*") != 0)
		ak_buf_format(&allowed->place, ".%s", row);
	take_who(allowed, &who);
}

static void take_amend(struct ak_allowed *allowed, const struct ak_charter *charter)
{
	ak_buf_text(&allowed->place, "amend");
	take_texts(allowed, &charter->amend);
}

/* protocol §6: the table of built-in objects. */
static void take_builtin(struct ak_allowed *allowed, const struct ak_charter *charter, const struct ak_record *proposal,
	const char *type, const char *name)
{
	if (strcmp(type, "office") == 0) {
		const struct ak_office *office = ak_charter_office(charter, name);
		ak_buf_format(&allowed->place, "offices.%s.appointed_by", name);
		if (office)
			take_texts(allowed, &office->appointed_by);
	} else if (strcmp(type, "seat") == 0) {
		allowed->words = _("whoever sits there is for the party of the seat to say");
	} else if (strcmp(type, "actor") == 0) {
		allowed->words = _("an actor is for its party to appoint");
	} else if (ak_charter_party(charter, proposal->capacity)) {
		allowed->words = _("a party may replace its own key");
	} else {
		take_amend(allowed, charter);
	}
}

static void take_field(struct ak_allowed *allowed, const struct ak_field *field, const struct ak_change *change)
{
	ak_buf_format(&allowed->place, ".fields.%s", field->name);
	if (!field->has_moves) {
		ak_buf_text(&allowed->place, ".by");
		take_rules(allowed, &field->by, allowed->phase);
		return;
	}
	bool is_move = change->op == AK_OP_SET && change->from.kind == AK_VALUE_TEXT && change->to.kind == AK_VALUE_TEXT;
	const struct ak_move *move = is_move ? ak_field_move(field, change->from.text, change->to.text) : NULL;
	if (!move)
		return;
	ak_buf_format(&allowed->place, ".moves[%s → %s].by", move->from, move->to);
	take_who(allowed, &move->by);
}

void ak_allowed_find(struct ak_allowed *allowed, const struct ak_ledger *ledger, const struct ak_effect *effect)
{
	ak_allowed_of(allowed, &ledger->records[effect->proposal], effect);
}

void ak_allowed_of(struct ak_allowed *allowed, const struct ak_record *proposal, const struct ak_effect *effect)
{
	const struct ak_change *change = &proposal->changes[effect->change];
	*allowed = (struct ak_allowed){.place = AK_BUF_INIT, .phase = effect->phase ? effect->phase : ""};
	if (change->op == AK_OP_AMEND) {
		take_amend(allowed, effect->charter);
		return;
	}
	const struct ak_type *type = ak_charter_type(effect->charter, effect->object->type);
	if (!type) {
		take_builtin(allowed, effect->charter, proposal, effect->object->type,
			effect->object->name + strlen(effect->object->type) + 1);
		return;
	}
	ak_buf_format(&allowed->place, "types.%s", type->name);
	if (change->op == AK_OP_CREATE) {
		ak_buf_text(&allowed->place, ".create");
		take_rules(allowed, &type->create, allowed->phase);
		return;
	}
	const struct ak_field *field = ak_type_field(type, change->field);
	if (field)
		take_field(allowed, field, change);
}

bool ak_effect_now(struct ak_effect *effect, struct ak_object *made, const struct ak_ledger *ledger,
	const struct ak_record *proposal, uint32_t change)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_change *it = &proposal->changes[change];
	*effect = (struct ak_effect){.change = change, .charter = state->charter, .phase = ""};
	if (it->op == AK_OP_AMEND)
		return true;
	const struct ak_type *type = ak_charter_type_of(state->charter, it->object);
	const struct ak_object *object = ak_state_find(state, it->object);
	if (!type || (it->op != AK_OP_CREATE && (!object || !ak_type_field(type, it->field))))
		return false;
	*made = (struct ak_object){.name = it->object, .type = type->name};
	effect->object = object ? object : made;
	if (!ak_builtin_type(type->name))
		ak_rule_of(state, it, type, it->op == AK_OP_CREATE ? NULL : object, &effect->phase);
	return true;
}

void ak_allowed_words(struct ak_buf *out, const struct ak_allowed *allowed)
{
	if (allowed->words) {
		ak_buf_text(out, allowed->words);
		return;
	}
	ak_buf_format(out, "%s: ", ak_buf_string(&allowed->place));
	for (uint32_t i = 0; i < allowed->who.count; i++)
		ak_buf_format(out, "%s%s", i ? _(" or ") : "", allowed->who.items[i]);
	if (allowed->who.count == 0)
		ak_buf_text(out, _("nobody"));
	out->failed |= allowed->place.failed;
}

struct ak_json *ak_allowed_document(const struct ak_allowed *allowed)
{
	struct ak_json *rule = ak_json_object_new(), *who = ak_json_array_new();
	for (uint32_t i = 0; i < allowed->who.count; i++)
		ak_build_append(&who, ak_build_text(allowed->who.items[i]));
	const char *place = allowed->place.size ? ak_buf_string(&allowed->place) : NULL;
	ak_build_set(&rule, "place", allowed->place.failed ? NULL : ak_build_text(place));
	ak_build_set(&rule, "phase", ak_build_text(allowed->phase));
	ak_build_set(&rule, "who", who);
	return rule;
}

void ak_allowed_release(struct ak_allowed *allowed)
{
	ak_buf_release(&allowed->place);
	free(allowed->who.items);
	allowed->who = (struct ak_texts){.count = 0};
}
