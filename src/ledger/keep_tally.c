/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The ledger as a whole kept (ledger/tally.h), and what was signed last, in the order in which another replica is
 * asked for it.
 */
#include <stdlib.h>

#include "ledger/keep.h"
#include "ledger/tally.h"

static void put_numbers(struct ak_keep *keep, const uint32_t *numbers, uint32_t count)
{
	ak_pack_number(&keep->packer, count);
	for (uint32_t i = 0; i < count; i++)
		ak_pack_number(&keep->packer, numbers[i]);
}

/* How many terms there are of each day, so that those before any day can be counted. */
static void put_days(struct ak_keep *keep, const struct ak_tally *tally)
{
	for (uint32_t first = 0, end; first < tally->late; first = end) {
		for (end = first; end < tally->late && tally->overdue[end].day == tally->overdue[first].day;)
			end++;
		ak_pack_number(&keep->packer, end - first);
		ak_pack_number(&keep->packer, (uint32_t)tally->overdue[first].day);
	}
	ak_pack_number(&keep->packer, 0);
}

static void keep_counts(struct ak_keep *keep, const struct ak_tally *tally)
{
	const struct ak_judge *judge = &keep->ledger->judge;
	const uint32_t counts[] = {tally->records, tally->unsealed, tally->lost, tally->sealed_lost, tally->pending};
	ak_keep_begin(keep);
	put_numbers(keep, counts, sizeof counts / sizeof counts[0]);
	ak_keep_position(keep, tally->last);
	ak_keep_position(keep, judge->seal_count ? judge->seals[judge->seal_count - 1].record : AK_POSITION_NONE);
	put_numbers(keep, tally->actors, tally->party_count);
	put_numbers(keep, tally->values, tally->value_count);
	put_days(keep, tally);
	ak_buf_text(&keep->name, AK_HEAD_TALLY);
	ak_keep_end(keep);
}

/* So many of each list at most. Terms come last: whoever reads stops at the first that has not passed. */
static void keep_lists(struct ak_keep *keep, const struct ak_tally *tally, uint32_t most, const char *name)
{
	uint32_t open = tally->open_count < most ? tally->open_count : most;
	uint32_t losers = tally->loser_count < most ? tally->loser_count : most;
	uint32_t terms = tally->late < most ? tally->late : most;
	struct ak_packer *packer = ak_keep_begin(keep);
	ak_pack_number(packer, open);
	for (uint32_t i = 0; i < open; i++)
		ak_keep_position(keep, tally->open[i]);
	ak_pack_number(packer, losers);
	for (uint32_t i = 0; i < losers; i++) {
		ak_keep_position(keep, tally->losers[i]);
		ak_keep_position(keep, ak_ledger_judged(keep->ledger, tally->losers[i])->against);
	}
	ak_pack_number(packer, terms);
	for (uint32_t i = 0; i < terms; i++) {
		ak_pack_number(packer, (uint32_t)tally->overdue[i].day);
		ak_pack_text(packer, tally->overdue[i].object->name);
		ak_pack_text(packer, tally->overdue[i].field->name);
	}
	ak_buf_text(&keep->name, name);
	ak_keep_end(keep);
}

static void keep_refused(struct ak_keep *keep)
{
	struct ak_packer *packer = ak_keep_begin(keep);
	ak_pack_number(packer, keep->ledger->refused_count);
	for (uint32_t i = 0; i < keep->ledger->refused_count; i++)
		ak_pack_text(packer, keep->ledger->refused[i].path);
	ak_buf_text(&keep->name, AK_HEAD_REFUSED);
	ak_keep_end(keep);
}

/* ---- what was signed last */

struct signed_at {
	int64_t time;
	uint32_t record;
};

/* The newest first; of those of one second the first by position. */
static int compare(const void *left, const void *right)
{
	const struct signed_at *a = left, *b = right;
	if (a->time != b->time)
		return a->time > b->time ? -1 : 1;
	return a->record < b->record ? -1 : a->record > b->record;
}

static void keep_rows(struct ak_keep *keep, const char *kind, const struct signed_at *items, uint32_t count)
{
	for (uint32_t first = 0; first < count; first += AK_HEAD_ROW) {
		uint32_t end = count - first < AK_HEAD_ROW ? count : first + AK_HEAD_ROW;
		struct ak_packer *packer = ak_keep_begin(keep);
		for (uint32_t i = first; i < end; i++) {
			ak_pack_raw(packer, keep->ledger->records[items[i].record].id.bytes, AK_ID_SIZE);
			ak_pack_number(packer, (uint64_t)items[i].time);
		}
		ak_buf_format(&keep->name, AK_HEAD_NUMBERED, kind, first / AK_HEAD_ROW);
		ak_keep_end(keep);
	}
}

static struct signed_at signed_at(const struct ak_ledger *ledger, uint32_t record)
{
	return (struct signed_at){ledger->records[record].time, record};
}

static void keep_newest(struct ak_keep *keep)
{
	const struct ak_ledger *ledger = keep->ledger;
	uint32_t count = 0, seals = 0;
	struct signed_at *items = calloc((size_t)ledger->count + 1, sizeof *items);
	if (!items) {
		keep->failed = true;
		return;
	}
	for (uint32_t i = 0; i < ledger->count; i++)
		if (ak_ledger_judged(ledger, i)->verdict != AK_VERDICT_NONE)
			items[count++] = signed_at(ledger, i);
	qsort(items, count, sizeof *items, compare);
	keep_rows(keep, AK_HEAD_NEWEST, items, count);
	for (uint32_t i = ledger->judge.seal_count; i-- > 0;)
		items[seals++] = signed_at(ledger, ledger->judge.seals[i].record);
	keep_rows(keep, AK_HEAD_SEALS, items, seals);
	free(items);
}

void ak_keep_tally(struct ak_keep *keep)
{
	const struct ak_tally_ask ask = {.today = INT32_MAX, .all = true};
	struct ak_tally tally;
	if (ak_tally_take(&tally, keep->ledger, &ask, NULL) != AK_OK) {
		keep->failed = true;
		return;
	}
	keep_counts(keep, &tally);
	keep_lists(keep, &tally, AK_TALLY_FIRST, AK_HEAD_FIRST);
	keep_lists(keep, &tally, UINT32_MAX, AK_HEAD_ALL);
	keep_refused(keep);
	keep_newest(keep);
	ak_tally_release(&tally);
}
