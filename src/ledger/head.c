/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/head.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/cache.h"
#include "ledger/fill.h"
#include "sig/digest.h"

bool ak_head_key(struct ak_id *key, const struct ak_store *store, const struct ak_id *remembered, size_t remembered_count)
{
	struct ak_id place;
	struct ak_digest digest;
	if (!ak_store_tree(store) || !ak_cache_place(store, &place))
		return false;
	ak_digest_init(&digest);
	ak_digest_update(&digest, (struct ak_bytes){place.bytes, AK_ID_SIZE});
	ak_digest_update(&digest, (struct ak_bytes){ak_store_tree(store), 20});
	if (remembered_count)
		ak_digest_update(&digest, (struct ak_bytes){remembered->bytes, remembered_count * AK_ID_SIZE});
	*key = ak_digest_finish(&digest);
	return true;
}

/* Room for every record; what is never filled in takes none. */
static bool rooms_make(struct ak_fill *fill)
{
	struct ak_ledger *ledger = fill->ledger;
	struct ak_judge *judge = &ledger->judge;
	size_t count = (size_t)ledger->count + 2;
	ledger->records = calloc(count, sizeof *ledger->records);
	ledger->admission.refusals = calloc(count, sizeof *ledger->admission.refusals);
	judge->state.judged = calloc(count, sizeof *judge->state.judged);
	judge->first_answer = calloc(count, sizeof *judge->first_answer);
	judge->seals = calloc((size_t)judge->seal_count + 1, sizeof *judge->seals);
	fill->depths = calloc(count, sizeof *fill->depths);
	ledger->admission.records = ledger->records;
	ledger->admission.count = ledger->count;
	judge->admission = judge->state.admission = &ledger->admission;
	judge->head = AK_POSITION_NONE;
	judge->state.window = judge->seal_count + 1;
	return ledger->records && ledger->admission.refusals && judge->state.judged && judge->first_answer &&
	       judge->seals && fill->depths;
}

static void fill_base(struct ak_fill *fill)
{
	struct ak_ledger *ledger = fill->ledger;
	struct ak_unpacker from = ak_fill_block(fill, AK_HEAD_BASE);
	const struct ak_id *id = from.failed ? NULL : ak_unpack_raw(&from, sizeof *id);
	if (!id) {
		fill->failed = true;
		return;
	}
	ledger->id = *id;
	ledger->count = ak_fill_number(&from);
	ledger->judge.seal_count = ak_fill_number(&from);
	uint32_t charter = ak_fill_number(&from);
	ledger->judge.state.charter_by = ak_fill_number(&from);
	const struct ak_id *root = ak_unpack_raw(&from, sizeof *root);
	struct ak_bytes text = {.size = ak_fill_count(&from)};
	text.data = ak_unpack_raw(&from, text.size);
	const char *head = ak_unpack_text(&from);
	fill->has_history = head && strcmp(head, ak_store_head(ledger->store)) == 0;
	fill->failed |= from.failed || ledger->judge.seal_count > ledger->count;
	if (fill->failed || !rooms_make(fill)) {
		fill->failed = true;
		return;
	}
	ledger->judge.root = *root;
	ak_buf_append(&ledger->charter_bytes, text.data, text.size);
	ledger->judge.founding = ak_fill_charter_parse(fill, text, true);
	ledger->judge.state.charter = ledger->judge.state.indexed_for = ak_fill_charter(fill, charter);
	fill->failed |= ledger->charter_bytes.failed;
}

bool ak_fill_begin(struct ak_fill *fill, struct ak_store *store, const struct ak_ledger_options *options)
{
	struct ak_id key;
	*fill = (struct ak_fill){.failed = false};
	if (ak_sig_start(NULL) != AK_OK ||
		!ak_head_key(&key, store, options->remembered, options->remembered_count) ||
		!ak_shelf_open(&fill->shelf, store, AK_HEAD_NAME, &key))
		return false;
	fill->ledger = calloc(1, sizeof *fill->ledger);
	if (!fill->ledger) {
		ak_shelf_close(&fill->shelf);
		return false;
	}
	fill->ledger->store = store;
	fill->ledger->is_part = true;
	ak_map_init(&fill->ledger->judge.state.objects);
	ak_map_init(&fill->ledger->admission.owner_map);
	fill_base(fill);
	return true;
}

void ak_fill_end(struct ak_fill *fill)
{
	ak_shelf_close(&fill->shelf);
	free(fill->depths);
	free(fill->answered);
	free(fill->charters);
}

static bool end(struct ak_fill *fill, struct ak_ledger **ledger)
{
	if (!fill->failed)
		ak_fill_answers(fill);
	fill->failed |= fill->ledger->judge.state.failed;
	if (fill->failed)
		ak_ledger_free(fill->ledger);
	else
		*ledger = fill->ledger;
	ak_fill_end(fill);
	return !fill->failed;
}

bool ak_head_object(
	struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options, const char *name)
{
	struct ak_fill fill;
	if (!ak_fill_begin(&fill, store, options))
		return false;
	ak_fill_object(&fill, name);
	return end(&fill, ledger);
}

bool ak_head_tally(struct ak_ledger **ledger, struct ak_tally *tally, struct ak_store *store,
	const struct ak_ledger_options *options, const struct ak_tally_ask *ask)
{
	struct ak_fill fill;
	if (!ak_fill_begin(&fill, store, options))
		return false;
	*tally = (struct ak_tally){.ask = *ask};
	ak_fill_tally(&fill, tally);
	bool good = end(&fill, ledger);
	if (!good)
		ak_tally_release(tally);
	return good;
}

bool ak_head_waiting(
	struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options, const char *actor)
{
	struct ak_fill fill;
	if (!ak_fill_begin(&fill, store, options))
		return false;
	ak_fill_waiting(&fill, actor);
	return end(&fill, ledger);
}
