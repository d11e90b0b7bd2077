/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/keep.h"

#include <stdlib.h>

#include "ledger/head.h"
#include "ledger/outlook.h"

struct ak_packer *ak_keep_begin(struct ak_keep *keep)
{
	ak_packer_init(&keep->packer, &keep->ledger->id);
	ak_buf_clear(&keep->name);
	return &keep->packer;
}

void ak_keep_end(struct ak_keep *keep)
{
	if (ak_packer_finish(&keep->packer) && !keep->name.failed)
		ak_shelf_put(&keep->maker, ak_buf_string(&keep->name), ak_buf_view(&keep->packer.out));
	else
		keep->failed = true;
	ak_packer_release(&keep->packer);
}

void ak_keep_position(struct ak_keep *keep, uint32_t record)
{
	ak_pack_number(&keep->packer, record);
	if (record >= keep->ledger->count || keep->met[record])
		return;
	keep->met[record] = true;
	keep->queue[keep->queued++] = record;
}

bool ak_keep_is_open(const struct ak_keep *keep, uint32_t proposal)
{
	return ak_ledger_judged(keep->ledger, proposal)->verdict == AK_VERDICT_PENDING;
}

/* ---- charters */

/* The text of a charter that was amended to. */
static const char *charter_text(const struct ak_keep *keep, const struct ak_charter *charter)
{
	for (uint32_t i = 0; i < keep->state->effect_count; i++) {
		const struct ak_effect *effect = &keep->state->effects[i];
		const struct ak_change *change = &keep->ledger->records[effect->proposal].changes[effect->change];
		if (change->op == AK_OP_AMEND && ak_id_equal(&change->charter_digest, &charter->digest))
			return change->charter;
	}
	return NULL;
}

uint32_t ak_keep_charter(struct ak_keep *keep, const struct ak_charter *charter)
{
	for (uint32_t i = 0; i < keep->charter_count; i++)
		if (keep->charters[i] == charter)
			return i;
	keep->charters[keep->charter_count] = charter; /* there is room for those of all amends */
	return keep->charter_count++;
}

static void keep_charters(struct ak_keep *keep)
{
	for (uint32_t i = 1; i < keep->charter_count; i++) {
		const char *text = charter_text(keep, keep->charters[i]);
		keep->failed |= !text;
		ak_pack_text(ak_keep_begin(keep), text);
		ak_buf_format(&keep->name, AK_HEAD_CHARTER, i);
		ak_keep_end(keep);
	}
}

/* ---- all of it */

static void keep_base(struct ak_keep *keep)
{
	const struct ak_ledger *ledger = keep->ledger;
	struct ak_packer *packer = ak_keep_begin(keep);
	ak_pack_raw(packer, ledger->id.bytes, AK_ID_SIZE);
	ak_pack_number(packer, ledger->count);
	ak_pack_number(packer, ledger->judge.seal_count);
	ak_pack_number(packer, ak_keep_charter(keep, keep->state->charter));
	ak_keep_position(keep, keep->state->charter_by);
	ak_pack_raw(packer, ledger->judge.root.bytes, AK_ID_SIZE);
	ak_pack_number(packer, ledger->charter_bytes.size);
	ak_pack_raw(packer, ledger->charter_bytes.data, ledger->charter_bytes.size);
	bool has_history = keep->asks_history && ak_store_has_history(ledger->store);
	ak_pack_text(packer, has_history ? ak_store_head(ledger->store) : NULL);
	ak_buf_text(&keep->name, AK_HEAD_BASE);
	ak_keep_end(keep);
}

static void keep_all(struct ak_keep *keep)
{
	keep->charters[keep->charter_count++] = keep->ledger->founding;
	ak_keep_note_open(keep);
	ak_keep_note_disputes(keep);
	for (uint32_t i = ak_map_first(&keep->state->objects); i != AK_MAP_END; i = ak_map_next(&keep->state->objects, i)) {
		const struct ak_object *object = ak_map_value(&keep->state->objects, i);
		if (object->exists)
			ak_keep_object(keep, object);
	}
	if (!ak_outlook_has_next(keep->ledger)) /* that waits for people too, and what it says takes judging */
		ak_keep_waiting(keep);
	ak_keep_tally(keep);
	ak_keep_demand(keep);
	keep_base(keep);
	keep_charters(keep);
	for (uint32_t i = 0; i < keep->queued; i++) /* records bring others */
		ak_keep_record(keep, keep->queue[i]);
}

enum ak_status ak_head_keep(const struct ak_ledger *ledger, struct ak_error *err)
{
	const struct ak_judge_options *asked = &ledger->judge.options;
	struct ak_keep keep = {.ledger = ledger, .state = ak_ledger_state(ledger), .name = AK_BUF_INIT};
	struct ak_id key;
	if (asked->at_given || ledger->judge.has_split ||
		!ak_ledger_is_current(ledger, asked->remembered, asked->remembered_count) ||
		!ak_head_key(&key, ledger->store, asked->remembered, asked->remembered_count))
		return AK_OK;
	ak_map_init(&keep.open);
	ak_map_init(&keep.disputed);
	keep.met = calloc((size_t)ledger->count + 1, sizeof *keep.met);
	keep.calm = calloc((size_t)ledger->count + 1, sizeof *keep.calm);
	keep.queue = calloc((size_t)ledger->count + 1, sizeof *keep.queue);
	enum ak_status status = keep.calm ? ak_keep_note_calm(&keep, err) : AK_OK;
	keep.charters = calloc(keep.state->charter_count + 1, sizeof(const struct ak_charter *));
	if (status == AK_OK && keep.met && keep.calm && keep.queue && keep.charters && ak_origins_take(&keep.origins, ledger, NULL) == AK_OK) {
		ak_shelf_begin(&keep.maker, &key);
		keep_all(&keep);
		keep.maker.failed |= keep.failed;
		ak_shelf_end(&keep.maker, ledger->store, AK_HEAD_NAME);
	}
	ak_origins_release(&keep.origins);
	ak_map_release(&keep.open);
	ak_map_release(&keep.disputed);
	ak_buf_release(&keep.name);
	free(keep.met);
	free(keep.calm);
	free(keep.queue);
	free(keep.charters);
	free(keep.opens);
	free(keep.disputes);
	return status;
}
