/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/tried.h"

#include <string.h>

static const struct ak_charter *charter_at(const struct ak_ledger *ledger, uint32_t place)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	for (uint32_t i = 0; i < state->effect_count; i++)
		if (!state->effects[i].object && place <= ak_decided_place(ledger, state->effects[i].proposal))
			return state->effects[i].charter;
	return state->charter;
}

bool ak_tried_find(struct ak_tried *tried, const struct ak_ledger *ledger, const struct ak_index *index, uint32_t record)
{
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	const struct ak_record *proposal = &ledger->records[record];
	uint32_t place = ak_decided_place(ledger, record);
	if (proposal->kind != AK_KIND_PROPOSE || judged->fault >= proposal->change_count ||
		judged->decided_by == AK_POSITION_NONE)
		return false;
	const struct ak_change *change = &proposal->changes[judged->fault];
	*tried = (struct ak_tried){.ledger = ledger,
		.index = index,
		.record = record,
		.proposal = proposal,
		.number = judged->fault,
		.change = change,
		.charter = index ? ak_index_charter_at(index, place) : charter_at(ledger, place)};
	tried->type = change->object ? ak_charter_type_of(tried->charter, change->object) : NULL;
	if (tried->type && change->op != AK_OP_CREATE)
		tried->field = ak_type_field(tried->type, change->field);
	return true;
}

const struct ak_value *ak_change_gives(const struct ak_change *change, const char *object, const char *field)
{
	bool about = change->op != AK_OP_AMEND && strcmp(change->object, object) == 0;
	return about ? ak_change_value(change, field) : NULL;
}

/* What a decision before this one says that the field becomes. */
static const struct ak_value *gave(
	const struct ak_tried *tried, const struct ak_effect *effect, const char *object, const char *field)
{
	if (ak_decided_place(tried->ledger, effect->proposal) >= ak_decided_place(tried->ledger, tried->record))
		return NULL;
	return ak_change_gives(&tried->ledger->records[effect->proposal].changes[effect->change], object, field);
}

/* The last that was given it before. */
static const struct ak_value *given_before(const struct ak_tried *tried, const char *object, const char *field)
{
	const struct ak_state *state = ak_ledger_state(tried->ledger);
	const struct ak_index *index = tried->index;
	const struct ak_node *node = index ? ak_index_find(index, object) : NULL;
	const struct ak_object *it = index ? NULL : ak_state_find(state, object);
	const struct ak_value *value = NULL;
	for (uint32_t i = node ? node->effect_count : 0; i > 0 && !value; i--)
		value = gave(tried, index->effects[node->first_effect + i - 1], object, field);
	for (uint32_t i = it ? state->effect_count : 0; i > 0 && !value; i--)
		if (state->effects[i - 1].object == it)
			value = gave(tried, &state->effects[i - 1], object, field);
	return value;
}

const struct ak_value *ak_tried_value(const struct ak_tried *tried, const char *object, const char *field)
{
	const struct ak_value *value = NULL;
	/* protocol §8: of an object that is made, the phase that it will have */
	for (uint32_t i = tried->number + (tried->change->op == AK_OP_CREATE); i > 0 && !value; i--)
		value = ak_change_gives(&tried->proposal->changes[i - 1], object, field);
	return value ? value : given_before(tried, object, field);
}

static const char *text_then(const struct ak_tried *tried, const char *object, const char *field)
{
	const struct ak_value *value = ak_tried_value(tried, object, field);
	return value && value->kind == AK_VALUE_TEXT ? value->text : NULL;
}

/* The phase in which it was judged. Types do not follow one another in a circle (protocol §4). */
static const char *phase_then(const struct ak_tried *tried)
{
	const struct ak_type *type = tried->type;
	const char *object = tried->change->object;
	while (type && type->phase && type->phase->type == AK_FIELD_REF) {
		object = text_then(tried, object, type->phase->name);
		type = object ? ak_charter_type_of(tried->charter, object) : NULL;
	}
	if (!type || !type->phase)
		return "";
	const char *phase = text_then(tried, object, type->phase->name);
	return phase && ak_texts_have(&type->phase->values, phase) ? phase : type->phase->initial;
}

struct ak_effect ak_tried_effect(const struct ak_tried *tried, struct ak_object *object)
{
	*object = (struct ak_object){.name = tried->change->object, .type = tried->type ? tried->type->name : ""};
	return (struct ak_effect){.proposal = tried->record,
		.change = tried->number,
		.object = object,
		.phase = phase_then(tried),
		.charter = tried->charter};
}
