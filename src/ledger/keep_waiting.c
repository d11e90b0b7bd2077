/* SPDX-License-Identifier: EUPL-1.2 */
/* What is open kept: of each proposal whose seats it lacks, and what would become of it if it were decided now. */
#include <string.h>

#include "ledger/keep.h"
#include "ledger/trial.h"

static void put_value_named(struct ak_keep *keep, const struct ak_value *value)
{
	if (value->kind == AK_VALUE_TEXT)
		ak_keep_name(keep, value->text);
	for (uint32_t i = 0; value->kind == AK_VALUE_SET && i < value->count; i++)
		ak_keep_name(keep, value->items[i]);
}

/* All objects that may be told of where a proposal does not apply. */
static void put_involved(struct ak_keep *keep, const struct ak_record *record)
{
	for (uint32_t i = 0; i < record->change_count; i++) {
		const struct ak_change *change = &record->changes[i];
		if (change->op == AK_OP_AMEND)
			continue;
		ak_keep_name(keep, change->object);
		ak_keep_above(keep, ak_state_find(keep->state, change->object));
		for (uint32_t f = 0; change->op == AK_OP_CREATE && f < change->field_count; f++) {
			const struct ak_value *value = &change->fields[f].value;
			put_value_named(keep, value);
			if (value->kind == AK_VALUE_TEXT)
				ak_keep_above(keep, ak_state_find(keep->state, value->text));
		}
	}
	ak_pack_text(&keep->packer, NULL);
}

static void put_waiting(struct ak_keep *keep, uint32_t proposal)
{
	const struct ak_record *record = &keep->ledger->records[proposal];
	struct ak_fault fault = {.against = AK_POSITION_NONE};
	bool applies = ak_trial_of(keep->ledger, proposal, &fault);
	ak_keep_position(keep, proposal);
	ak_pack_text(&keep->packer, record->capacity);
	ak_pack_text(&keep->packer, record->actor);
	ak_pack_number(&keep->packer, ak_ledger_judged(keep->ledger, proposal)->counted);
	ak_pack_number(&keep->packer, applies);
	if (applies)
		return;
	ak_pack_number(&keep->packer, fault.reason);
	ak_pack_number(&keep->packer, fault.change);
	ak_keep_position(keep, fault.against);
	put_involved(keep, record);
}

void ak_keep_waiting(struct ak_keep *keep)
{
	uint32_t count = 0;
	ak_keep_begin(keep);
	for (uint32_t i = ak_map_first(&keep->state->objects); i != AK_MAP_END; i = ak_map_next(&keep->state->objects, i)) {
		const struct ak_object *object = ak_map_value(&keep->state->objects, i);
		if (object->exists && (strcmp(object->type, "seat") == 0 || strcmp(object->type, "office") == 0))
			ak_pack_text(&keep->packer, object->name);
	}
	ak_pack_text(&keep->packer, NULL);
	for (uint32_t i = 0; i < keep->state->opened_count; i++)
		count += ak_keep_is_open(keep, keep->state->opened[i]);
	ak_pack_number(&keep->packer, count);
	for (uint32_t i = 0; i < keep->state->opened_count; i++)
		if (ak_keep_is_open(keep, keep->state->opened[i]))
			put_waiting(keep, keep->state->opened[i]);
	ak_buf_text(&keep->name, AK_HEAD_WAITING);
	ak_keep_end(keep);
}
