/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/fault.h"

#include <string.h>

#include "judge/may.h"
#include "report/gettext.h"
#include "report/value.h"
#include "report/words.h"

/* What is told of: the change at fault and what it names, by the state of the ledger. */
struct told {
	struct ak_buf *out;
	const struct ak_ledger *ledger;
	const struct ak_state *state;
	const struct ak_record *proposal;
	const char *capacity;
	const struct ak_fault *fault;
	const struct ak_change *change; /* NULL: pins, needs */
	const struct ak_type *type;	/* or NULL */
	const struct ak_field *field;	/* or NULL */
	const struct ak_object *object; /* or NULL */
};

static void look_up(struct told *told)
{
	if (told->fault->change >= told->proposal->change_count)
		return;
	told->change = &told->proposal->changes[told->fault->change];
	if (told->change->op == AK_OP_AMEND)
		return;
	told->type = ak_charter_type_of(told->state->charter, told->change->object);
	told->object = ak_state_find(told->state, told->change->object);
	if (told->type && told->change->op != AK_OP_CREATE)
		told->field = ak_type_field(told->type, told->change->field);
}

static const char *label_of(const struct told *told)
{
	return told->field ? told->field->label : told->change->field;
}

/* A second clause: the record whose value, object or freeze stands in the way. */
static void put_against(const struct told *told)
{
	uint32_t against = told->fault->against;
	if (against >= told->ledger->count)
		return;
	ak_buf_text(told->out, "; ");
	ak_buf_format(told->out, _("that was decided by %s"), ak_id_short(&told->ledger->records[against].id).text);
}

static void tell_unknown(const struct told *told)
{
	const struct ak_change *change = told->change;
	if (!told->type)
		ak_buf_format(told->out, _("the charter has no type for %s"), change->object);
	else if (change->op == AK_OP_CREATE)
		ak_buf_format(told->out, _("%s: a field that is given does not exist"), change->object);
	else if (!told->object)
		ak_buf_format(told->out, _("%s does not exist"), change->object);
	else if (!told->field)
		ak_buf_format(told->out, _("%s has no field %s"), change->object, change->field);
	else
		ak_buf_format(told->out, _("%s did not exist for its signers, or %s cannot be changed like this"),
			change->object, label_of(told));
}

static void tell_value(const struct told *told)
{
	if (told->change->op == AK_OP_AMEND)
		ak_buf_text(told->out, _("the new charter breaks a rule, or drops or alters a party"));
	else if (told->change->op == AK_OP_CREATE)
		ak_buf_format(told->out, _("%s: a required field is missing, or a value does not fit"),
			told->change->object);
	else
		ak_buf_format(told->out, _("%s: the value does not fit %s"), told->change->object, label_of(told));
}

static void tell_reference(const struct told *told)
{
	if (told->change->op == AK_OP_CREATE)
		ak_buf_format(told->out, _("%s: what a value names does not exist"), told->change->object);
	else
		ak_buf_format(told->out, _("%s: what %s is to name does not exist, or is of another kind or party"),
			told->change->object, label_of(told));
}

static void tell_move(const struct told *told)
{
	struct ak_buf from = AK_BUF_INIT;
	struct ak_buf to = AK_BUF_INIT;
	ak_value_words(&from, told->field, &told->change->from);
	ak_value_words(&to, told->field, &told->change->to);
	ak_buf_format(told->out, _("%s: %s cannot go from %s to %s"), told->change->object, label_of(told),
		ak_buf_string(&from), ak_buf_string(&to));
	ak_buf_release(&from);
	ak_buf_release(&to);
}

static void tell_stale(const struct told *told)
{
	if (told->change->op == AK_OP_AMEND) {
		ak_buf_text(told->out, _("the charter in force is no longer the one that it amends"));
		put_against(told);
		return;
	}
	struct ak_buf now = AK_BUF_INIT;
	struct ak_buf was = AK_BUF_INIT;
	if (told->object && told->field)
		ak_present_words(&now, told->object, told->field);
	ak_value_words(&was, told->field, &told->change->from);
	ak_buf_format(told->out, _("%s: %s is now %s, no longer %s"), told->change->object, label_of(told),
		ak_buf_string(&now), ak_buf_string(&was));
	put_against(told);
	ak_buf_release(&now);
	ak_buf_release(&was);
}

/* A second clause: who may, by the row of the charter that the change has to be in. */
static void put_who(const struct told *told)
{
	const char *phase = "";
	bool created_here = told->change->op != AK_OP_CREATE && !told->object;
	if (!told->type || ak_builtin_type(told->type->name) || created_here)
		return;
	struct ak_who_list who = ak_rule_of(told->state, told->change, told->type,
		told->change->op == AK_OP_CREATE ? NULL : told->object, &phase);
	struct ak_buf names = AK_BUF_INIT;
	ak_who_words(&names, &who);
	ak_buf_text(told->out, "; ");
	if (who.count > 0 && *phase)
		ak_buf_format(told->out, _("in phase %s that is for %s"), phase, ak_buf_string(&names));
	else if (who.count > 0)
		ak_buf_format(told->out, _("that is for %s"), ak_buf_string(&names));
	else if (*phase)
		ak_buf_format(told->out, _("in phase %s nobody may"), phase);
	else
		ak_buf_text(told->out, _("nobody may"));
	ak_buf_release(&names);
}

static void tell_authority(const struct told *told)
{
	const char *whose = strcmp(told->capacity, "self") == 0 ? told->proposal->actor : told->capacity;
	if (told->change->op == AK_OP_AMEND)
		ak_buf_format(told->out, _("%s may not amend the charter"), whose);
	else if (told->change->op == AK_OP_CREATE)
		ak_buf_format(told->out, _("%s may not make %s"), whose, told->change->object);
	else
		ak_buf_format(
			told->out, _("%s may not change %s of %s"), whose, label_of(told), told->change->object);
	if (told->change->op != AK_OP_AMEND)
		put_who(told);
}

static bool gives(const struct ak_record *proposal, const char *object, const char *field)
{
	for (uint32_t i = 0; i < proposal->change_count; i++) {
		const struct ak_change *change = &proposal->changes[i];
		if (change->op != AK_OP_CREATE && change->op != AK_OP_AMEND && strcmp(change->object, object) == 0 &&
			strcmp(change->field, field) == 0)
			return change->to.kind != AK_VALUE_NULL;
	}
	return false;
}

static bool is_empty(const struct ak_object *object, const struct ak_field *field)
{
	return field->type == AK_FIELD_SET ? !ak_read_members(object, field)
					   : ak_read(object, field).kind == AK_VALUE_NULL;
}

static bool is_pinned(const struct ak_record *proposal, const char *object)
{
	for (uint32_t i = 0; i < proposal->pin_count; i++)
		if (strcmp(proposal->pins[i].object, object) == 0)
			return true;
	return false;
}

/* What a move of this proposal needs and has not; false where it has all. */
static bool tell_need(const struct told *told, const struct ak_change *change)
{
	const struct ak_type *type = ak_charter_type_of(told->state->charter, change->object);
	const struct ak_object *object = ak_state_find(told->state, change->object);
	const struct ak_field *field = type ? ak_type_field(type, change->field) : NULL;
	bool is_move = field && object && field->has_moves && change->from.kind == AK_VALUE_TEXT &&
		       change->to.kind == AK_VALUE_TEXT;
	const struct ak_move *move = is_move ? ak_field_move(field, change->from.text, change->to.text) : NULL;
	for (uint32_t i = 0; move && i < move->needs.count; i++) {
		const struct ak_field *needed = ak_type_field(type, move->needs.items[i]);
		if (needed && is_empty(object, needed) && !gives(told->proposal, change->object, needed->name)) {
			ak_buf_format(told->out, _("%s: before %s becomes %s, %s must have a value"), change->object,
				field->label, change->to.text, needed->label);
			return true;
		}
	}
	if (move && move->pin && !is_pinned(told->proposal, change->object)) {
		ak_buf_format(told->out, _("%s: a proposal that makes %s %s must pin it"), change->object,
			field->label, change->to.text);
		return true;
	}
	return false;
}

static void tell_needs(const struct told *told)
{
	for (uint32_t i = 0; i < told->proposal->change_count; i++)
		if (told->proposal->changes[i].op == AK_OP_SET && tell_need(told, &told->proposal->changes[i]))
			return;
	ak_buf_text(told->out, _("a field that a move needs has no value"));
}

static void tell_pin(const struct told *told)
{
	enum ak_capacity_kind kind = ak_capacity_of(told->state->charter, told->capacity).kind;
	if (kind != AK_CAPACITY_BODY)
		ak_buf_format(told->out, _("only what is for a body may have pins, and %s is none"), told->capacity);
	else
		ak_buf_text(told->out, _("what it pins has changed since, or does not exist"));
}

/* Of one change. */
static void tell_change(const struct told *told)
{
	switch (told->fault->reason) {
	case AK_REASON_UNKNOWN:
		tell_unknown(told);
		return;
	case AK_REASON_EXISTS:
		ak_buf_format(told->out, _("%s exists already"), told->change->object);
		put_against(told);
		return;
	case AK_REASON_FROZEN:
		ak_buf_format(told->out, _("%s is frozen by a dispute"), told->change->object);
		put_against(told);
		return;
	case AK_REASON_VALUE:
		tell_value(told);
		return;
	case AK_REASON_REFERENCE:
		tell_reference(told);
		return;
	case AK_REASON_MOVE:
		tell_move(told);
		return;
	case AK_REASON_AUTHORITY:
		tell_authority(told);
		return;
	case AK_REASON_STALE:
		tell_stale(told);
		return;
	case AK_REASON_PIN:
	case AK_REASON_NEEDS:
	case AK_REASON_CAPACITY:
	case AK_REASON_NONE:
	case AK_REASON_KEY:
	case AK_REASON_REVOKED:
	case AK_REASON_EXPIRED:
	case AK_REASON_FORK:
	case AK_REASON_AMENDED:
	case AK_REASON_TARGET:
	case AK_REASON_WITHDRAWN:
		ak_buf_text(told->out, ak_words_reason(told->fault->reason));
		return;
	}
}

void ak_fault_words(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_record *proposal,
	const char *capacity, const struct ak_fault *fault)
{
	struct told told = {.out = out,
		.ledger = ledger,
		.state = ak_ledger_state(ledger),
		.proposal = proposal,
		.capacity = capacity,
		.fault = fault};
	look_up(&told);
	if (fault->reason == AK_REASON_PIN)
		tell_pin(&told);
	else if (fault->reason == AK_REASON_NEEDS)
		tell_needs(&told);
	else if (fault->reason == AK_REASON_CAPACITY)
		ak_buf_format(out, _("the charter in force knows no %s"), capacity);
	else if (told.change)
		tell_change(&told);
	else
		ak_buf_text(out, ak_words_reason(fault->reason));
}
