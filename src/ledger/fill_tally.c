/* SPDX-License-Identifier: EUPL-1.2 */
/* The ledger as a whole (ledger/tally.h): counts, the lists that are asked for, and how far other replicas are. */
#include <stdlib.h>
#include <string.h>

#include "ledger/fill.h"

/* So many numbers, which there must be. NULL on failure. */
static uint32_t *take_numbers(struct ak_fill *fill, struct ak_unpacker *from, uint32_t count)
{
	uint32_t *numbers = calloc((size_t)count + 1, sizeof *numbers);
	fill->failed |= !numbers || ak_fill_count(from) != count;
	for (uint32_t i = 0; i < count && !fill->failed; i++)
		numbers[i] = ak_fill_number(from);
	fill->failed |= from->failed;
	return numbers;
}

static uint32_t take_late(struct ak_unpacker *from, int32_t today)
{
	uint32_t late = 0, count;
	while (!from->failed && (count = ak_fill_number(from)) > 0)
		late += (int64_t)ak_fill_number(from) < today ? count : 0;
	return late;
}

static void fill_counts(struct ak_fill *fill, struct ak_tally *tally)
{
	struct ak_judge *judge = &fill->ledger->judge;
	const struct ak_charter *charter = judge->state.charter;
	uint32_t *const counts[] = {&tally->records, &tally->unsealed, &tally->lost, &tally->sealed_lost, &tally->pending};
	const uint32_t all = sizeof counts / sizeof counts[0];
	struct ak_unpacker from = ak_fill_block(fill, AK_HEAD_TALLY);
	if (fill->failed || ak_fill_count(&from) != all) {
		fill->failed = true;
		return;
	}
	for (uint32_t i = 0; i < all; i++)
		*counts[i] = ak_fill_number(&from);
	tally->last = ak_fill_number(&from);
	uint32_t seal = ak_fill_number(&from);
	tally->party_count = charter->party_count;
	tally->actors = take_numbers(fill, &from, tally->party_count);
	tally->value_count = ak_tally_values(charter);
	tally->values = take_numbers(fill, &from, tally->value_count);
	tally->late = take_late(&from, tally->ask.today);
	fill->failed |= from.failed || (seal == AK_POSITION_NONE) != (judge->seal_count == 0);
	if (tally->last != AK_POSITION_NONE)
		ak_fill_record(fill, tally->last, AK_DEPTH_ALONE);
	if (seal == AK_POSITION_NONE || fill->failed)
		return;
	ak_fill_record(fill, seal, AK_DEPTH_ALONE);
	judge->seals[judge->seal_count - 1].record = seal;
}

/* ---- lists */

/* Positions of records that are told; each may have one beside it, that it lost against. To be freed. */
static uint32_t *take_records(struct ak_fill *fill, struct ak_unpacker *from, bool is_beside, uint32_t *count)
{
	uint32_t there = ak_fill_count(from);
	uint32_t *records = calloc((size_t)there + 1, sizeof *records);
	fill->failed |= !records;
	for (uint32_t i = 0; i < there && !fill->failed; i++) {
		records[i] = ak_fill_number(from);
		uint32_t against = is_beside ? ak_fill_number(from) : AK_POSITION_NONE;
		ak_fill_record(fill, records[i], AK_DEPTH_ALONE);
		if (against < fill->ledger->count)
			ak_fill_record(fill, against, AK_DEPTH_ALONE);
		fill->failed |= from->failed;
	}
	*count = there;
	return records;
}

static void take_term(struct ak_fill *fill, struct ak_overdue *item, const char *name, const char *field)
{
	const struct ak_state *state = &fill->ledger->judge.state;
	fill->failed |= !name || !field;
	if (fill->failed)
		return;
	ak_fill_named(fill, name);
	item->object = ak_state_find(state, name);
	item->type = item->object ? ak_charter_type(state->charter, item->object->type) : NULL;
	item->field = item->type ? ak_type_field(item->type, field) : NULL;
	item->date = item->field ? ak_text_read(item->object, item->type, field) : NULL;
	fill->failed |= !item->date;
}

/* Up to the first that has not passed. */
static void take_terms(struct ak_fill *fill, struct ak_tally *tally, struct ak_unpacker *from)
{
	uint32_t there = ak_fill_count(from);
	tally->overdue = calloc((size_t)there + 1, sizeof *tally->overdue);
	fill->failed |= !tally->overdue;
	for (uint32_t i = 0; i < there && !fill->failed; i++) {
		struct ak_overdue item = {.day = (int32_t)ak_fill_number(from)};
		const char *name = ak_unpack_text(from);
		const char *field = ak_unpack_text(from);
		fill->failed |= from->failed;
		if (item.day >= tally->ask.today)
			return;
		take_term(fill, &item, name, field);
		tally->overdue[tally->overdue_count++] = item;
	}
}

static void fill_lists(struct ak_fill *fill, struct ak_tally *tally)
{
	struct ak_unpacker from = ak_fill_block(fill, tally->ask.all ? AK_HEAD_ALL : AK_HEAD_FIRST);
	if (fill->failed)
		return;
	tally->open = take_records(fill, &from, false, &tally->open_count);
	tally->losers = take_records(fill, &from, true, &tally->loser_count);
	take_terms(fill, tally, &from);
	fill->failed |= from.failed;
}

static void fill_refused(struct ak_fill *fill)
{
	struct ak_ledger *ledger = fill->ledger;
	struct ak_unpacker from = ak_fill_block(fill, AK_HEAD_REFUSED);
	uint32_t count = fill->failed ? 0 : ak_fill_count(&from);
	ledger->refused = calloc((size_t)count + 1, sizeof *ledger->refused);
	fill->failed |= !ledger->refused;
	for (; ledger->refused_count < count && !fill->failed; ledger->refused_count++) {
		ledger->refused[ledger->refused_count].path = ak_unpack_text(&from);
		fill->failed |= from.failed || !ledger->refused[ledger->refused_count].path;
	}
}

/* ---- other replicas */

/* The first that it does not lack, of count that are kept as rows of a kind. */
static void find_newest(struct ak_fill *fill, const char *kind, uint32_t count, const struct ak_lacking *lacking,
	struct ak_seen_record *found)
{
	struct ak_unpacker from = {.failed = true};
	for (uint32_t i = 0; i < count && !found->is_there && !fill->failed; i++) {
		if (i % AK_HEAD_ROW == 0)
			from = ak_fill_numbered(fill, kind, i / AK_HEAD_ROW);
		const struct ak_id *id = from.failed ? NULL : ak_unpack_raw(&from, sizeof *id);
		int64_t time = (int64_t)ak_unpack_number(&from);
		fill->failed |= from.failed || !id;
		if (!fill->failed && !ak_lacking_has(lacking, id))
			*found = (struct ak_seen_record){true, *id, time};
	}
}

static int compare_path(const void *path, const void *refused)
{
	return strcmp(path, ((const struct ak_refused *)refused)->path);
}

/* How many of the records that are lacking were judged: all that are not refused. */
static uint32_t judged_among(const struct ak_ledger *ledger, const struct ak_lacking *lacking)
{
	uint32_t count = 0;
	for (size_t i = 0; i < lacking->count; i++)
		count += ledger->refused_count == 0 || !bsearch(lacking->items[i].path, ledger->refused, ledger->refused_count,
								sizeof *ledger->refused, compare_path);
	return count;
}

static void fill_seen(struct ak_fill *fill, const struct ak_tally *tally, const struct ak_lacking *lacking, struct ak_seen *seen)
{
	if (!lacking->asked || fill->failed)
		return;
	uint32_t lacks = judged_among(fill->ledger, lacking);
	fill->failed |= lacks > tally->records;
	seen->records = tally->records - lacks;
	find_newest(fill, AK_HEAD_NEWEST, tally->records, lacking, &seen->last);
	find_newest(fill, AK_HEAD_SEALS, fill->ledger->judge.seal_count, lacking, &seen->seal);
}

void ak_fill_tally(struct ak_fill *fill, struct ak_tally *tally)
{
	if (!fill->failed)
		fill_counts(fill, tally);
	if (!fill->failed)
		fill_lists(fill, tally);
	if (!fill->failed)
		fill_refused(fill);
	tally->seen = calloc(tally->ask.other_count + 1, sizeof *tally->seen);
	fill->failed |= !tally->seen;
	for (size_t i = 0; i < tally->ask.other_count && !fill->failed; i++)
		fill_seen(fill, tally, &tally->ask.others[i], &tally->seen[i]);
}
