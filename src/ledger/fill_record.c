/* SPDX-License-Identifier: EUPL-1.2 */
/* Records of the part: each with as much of its surroundings as is asked for. */
#include <stdlib.h>
#include <string.h>

#include "ledger/fill.h"

static void take_judged(struct ak_unpacker *from, struct ak_judged *judged)
{
	*judged = (struct ak_judged){.verdict = (uint8_t)ak_fill_number(from)};
	judged->reason = (uint8_t)ak_fill_number(from);
	judged->fault = (uint8_t)ak_fill_number(from);
	judged->rank = (uint8_t)ak_fill_number(from);
	judged->window = ak_fill_number(from);
	judged->place = ak_fill_number(from);
	judged->against = ak_fill_number(from);
	judged->signer = (uint8_t)ak_fill_number(from);
	judged->counted = ak_unpack_number(from);
	judged->decided_by = ak_fill_number(from);
}

static void take_graph(struct ak_fill *fill, struct ak_unpacker *from, uint32_t record)
{
	struct ak_graph_record told = {.height = ak_fill_number(from), .notes = AK_POSITION_NONE};
	told.chain = ak_fill_number(from);
	told.link = ak_fill_number(from);
	if (fill->ledger->admission.graph.records)
		fill->ledger->admission.graph.records[record] = told;
}

static void fill_seal(struct ak_fill *fill, uint32_t record, uint32_t seal)
{
	struct ak_judge *judge = &fill->ledger->judge;
	uint32_t window = judge->state.judged[record].window;
	if (seal == AK_POSITION_NONE)
		return;
	fill->failed |= window == 0 || window > judge->seal_count;
	ak_fill_record(fill, seal, AK_DEPTH_ALONE);
	if (!fill->failed)
		judge->seals[window - 1].record = seal;
}

/* The answers are put in their place when all are known. */
static void take_answers(struct ak_fill *fill, uint32_t record, struct ak_unpacker *from)
{
	struct ak_answered item = {.record = record, .count = ak_fill_count(from)};
	item.answers = ak_arena_alloc(&fill->ledger->arena, (item.count + 1U) * sizeof *item.answers);
	if (!item.answers || !ak_grow((void **)&fill->answered, &fill->answered_room, fill->answered_count, sizeof *fill->answered)) {
		fill->failed = true;
		return;
	}
	for (uint32_t i = 0; i < item.count; i++)
		item.answers[i] = ak_fill_number(from);
	fill->failed |= from->failed;
	for (uint32_t i = 0; i < item.count && !fill->failed; i++)
		ak_fill_record(fill, item.answers[i], AK_DEPTH_ALONE);
	fill->answered[fill->answered_count++] = item;
	fill->answer_count += item.count;
}

void ak_fill_record(struct ak_fill *fill, uint32_t record, enum ak_depth depth)
{
	struct ak_ledger *ledger = fill->ledger;
	fill->failed |= record >= ledger->count;
	if (fill->failed || fill->depths[record] >= depth)
		return;
	enum ak_depth before = (enum ak_depth)fill->depths[record];
	fill->depths[record] = (uint8_t)depth;
	struct ak_unpacker from = ak_fill_numbered(fill, "record", record);
	if (from.failed)
		return;
	struct ak_judged *judged = &ledger->judge.state.judged[record];
	ak_unpack_record(&from, &ledger->records[record]);
	take_judged(&from, judged);
	take_graph(fill, &from, record);
	uint32_t seal = ak_fill_number(&from);
	fill->failed |= from.failed;
	if (depth >= AK_DEPTH_SEALED && before < AK_DEPTH_SEALED)
		fill_seal(fill, record, seal);
	if (depth < AK_DEPTH_DECIDED)
		return;
	if (judged->decided_by != AK_POSITION_NONE && judged->decided_by != record)
		ak_fill_record(fill, judged->decided_by, AK_DEPTH_SEALED);
	take_answers(fill, record, &from);
	fill->failed |= from.failed;
}

static int compare_answered(const void *left, const void *right)
{
	uint32_t a = ((const struct ak_answered *)left)->record;
	uint32_t b = ((const struct ak_answered *)right)->record;
	return a < b ? -1 : a > b;
}

/* As the judge has them: those of each record where the next one's begin. */
void ak_fill_answers(struct ak_fill *fill)
{
	struct ak_judge *judge = &fill->ledger->judge;
	uint32_t at = 0;
	free(judge->answers); /* of those that were known before */
	judge->answers = calloc((size_t)fill->answer_count + 1, sizeof *judge->answers);
	fill->failed |= !judge->answers;
	if (fill->answered_count > 1)
		qsort(fill->answered, fill->answered_count, sizeof *fill->answered, compare_answered);
	for (uint32_t i = 0; i < fill->answered_count && !fill->failed; i++) {
		const struct ak_answered *item = &fill->answered[i];
		judge->first_answer[item->record] = at;
		memcpy(judge->answers + at, item->answers, item->count * sizeof *item->answers);
		at += item->count;
		judge->first_answer[item->record + 1] = at;
	}
}
