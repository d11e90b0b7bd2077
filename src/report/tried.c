/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/tried.h"

#include <string.h>

#include "report/html_site.h"

bool ak_tried_find(struct ak_tried *tried, const struct ak_index *index, uint32_t record)
{
	const struct ak_judged *judged = ak_ledger_judged(index->ledger, record);
	const struct ak_record *proposal = &index->ledger->records[record];
	if (proposal->kind != AK_KIND_PROPOSE || judged->fault >= proposal->change_count ||
		judged->decided_by == AK_POSITION_NONE)
		return false;
	const struct ak_change *change = &proposal->changes[judged->fault];
	*tried = (struct ak_tried){.index = index,
		.record = record,
		.proposal = proposal,
		.number = judged->fault,
		.change = change,
		.charter = ak_index_charter_at(index, ak_decided_place(index, record))};
	tried->type = change->object ? ak_type_by_name(tried->charter, change->object) : NULL;
	if (tried->type && change->op != AK_OP_CREATE)
		tried->field = ak_type_field(tried->type, change->field);
	return true;
}

const struct ak_value *ak_change_gives(const struct ak_change *change, const char *object, const char *field)
{
	if (change->op == AK_OP_AMEND || strcmp(change->object, object) != 0)
		return NULL;
	if (change->op == AK_OP_SET)
		return strcmp(change->field, field) == 0 ? &change->to : NULL;
	for (uint32_t i = 0; change->op == AK_OP_CREATE && i < change->field_count; i++)
		if (strcmp(change->fields[i].field, field) == 0)
			return &change->fields[i].value;
	return NULL;
}

const struct ak_value *ak_tried_value(const struct ak_tried *tried, const char *object, const char *field)
{
	const struct ak_index *index = tried->index;
	const struct ak_node *node = ak_index_find(index, object);
	const struct ak_value *value = NULL;
	/* protocol §8: of an object that is made, the phase that it will have */
	for (uint32_t i = tried->number + (tried->change->op == AK_OP_CREATE); i > 0 && !value; i--)
		value = ak_change_gives(&tried->proposal->changes[i - 1], object, field);
	for (uint32_t i = node ? node->effect_count : 0; i > 0 && !value; i--) {
		const struct ak_effect *effect = index->effects[node->first_effect + i - 1];
		if (ak_decided_place(index, effect->proposal) < ak_decided_place(index, tried->record))
			value = ak_change_gives(
				&index->ledger->records[effect->proposal].changes[effect->change], object, field);
	}
	return value;
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
		type = object ? ak_type_by_name(tried->charter, object) : NULL;
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
