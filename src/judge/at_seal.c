/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/at_seal.h"

#include <stdlib.h>

#include "base/date.h"
#include "judge/window.h"

/* The records of a window. */
struct gathered {
	uint32_t *records;
	size_t count, room;
};

static bool gather(struct ak_judge *judge, struct gathered *set, uint32_t record)
{
	if (judge->window_of[record] != 0)
		return true;
	if (!ak_grow((void **)&set->records, &set->room, set->count, sizeof *set->records))
		return false;
	judge->window_of[record] = judge->state.window;
	set->records[set->count++] = record;
	return true;
}

/* Those of the heads and of their ancestors that are in no window yet. */
static enum ak_status gather_all(struct ak_judge *judge, struct gathered *set, const uint32_t *heads,
	uint32_t head_count, struct ak_error *err)
{
	const struct ak_graph *graph = &judge->admission->graph;
	bool room = true;
	set->count = 0;
	for (uint32_t i = 0; room && i < head_count; i++)
		room = gather(judge, set, heads[i]);
	for (size_t looked = 0; room && looked < set->count; looked++) {
		uint32_t at = set->records[looked];
		for (uint32_t i = graph->first_parent[at]; room && i < graph->first_parent[at + 1]; i++)
			room = gather(judge, set, graph->parents[i]);
	}
	return room ? AK_OK : ak_fail_memory(err);
}

static void parents_of(const struct ak_judge *judge, uint32_t record, const uint32_t **heads, uint32_t *count)
{
	const struct ak_graph *graph = &judge->admission->graph;
	*heads = graph->parents + graph->first_parent[record];
	*count = graph->first_parent[record + 1] - graph->first_parent[record];
}

/* Judges the window of a complete seal and closes it. */
static enum ak_status pass(struct ak_judge *judge, struct gathered *set, uint32_t seal, struct ak_error *err)
{
	const uint32_t *heads;
	uint32_t count;
	parents_of(judge, seal, &heads, &count);
	enum ak_status status = gather_all(judge, set, heads, count, err);
	if (status == AK_OK)
		status = ak_window_judge(judge, set->records, (uint32_t)set->count, err);
	if (status != AK_OK)
		return status;
	judge->since = judge->root;
	judge->opened = ak_date_of(judge->admission->records[seal].time);
	judge->seal_count++;
	ak_state_next_window(&judge->state);
	return AK_OK;
}

/* What does not change while judging is the other judge's. */
static enum ak_status begin(struct ak_judge *judge, const struct ak_judge *of, struct ak_error *err)
{
	size_t count = of->admission->count;
	*judge = (struct ak_judge){.admission = of->admission,
		.founding = of->founding,
		.first_answer = of->first_answer,
		.answers = of->answers,
		.seal_records = of->seal_records,
		.seal_record_count = of->seal_record_count,
		.seals = of->seals,
		.opened = INT32_MIN};
	ak_map_init(&judge->state.objects);
	judge->window_of = calloc(count + 1, sizeof *judge->window_of);
	judge->ranks = calloc(count + 1, sizeof *judge->ranks);
	judge->facts = calloc(count + 1, sizeof *judge->facts);
	if (!judge->window_of || !judge->ranks || !judge->facts)
		return ak_fail_memory(err);
	return ak_state_init(&judge->state, of->admission, of->founding, err);
}

void ak_at_seal_release(struct ak_at_seal *at)
{
	struct ak_judge *judge = &at->judge;
	ak_state_release(&judge->state);
	free(judge->window_of);
	free(judge->ranks);
	free(judge->facts);
	ak_buf_release(&judge->text);
	*at = (struct ak_at_seal){.judge = {.seal_count = 0}};
	ak_map_init(&at->judge.state.objects);
}

enum ak_status ak_at_seal_open(
	struct ak_at_seal *at, const struct ak_judge *judge, uint32_t height, struct ak_error *err)
{
	struct gathered set = {.records = NULL};
	enum ak_status status = begin(&at->judge, judge, err);
	while (status == AK_OK && at->judge.seal_count < height)
		status = pass(&at->judge, &set, judge->seals[at->judge.seal_count].record, err);
	if (status == AK_OK)
		ak_speakers_take(&at->judge, &at->speakers);
	else
		ak_at_seal_release(at);
	free(set.records);
	return status;
}

enum ak_status ak_at_seal_root(struct ak_at_seal *at, const uint32_t *heads, uint32_t head_count,
	struct ak_id *root, int *by, struct ak_error *err)
{
	struct ak_judge *judge = &at->judge;
	struct gathered set = {.records = NULL};
	struct ak_mark mark = ak_state_mark(&judge->state);
	enum ak_status status = gather_all(judge, &set, heads, head_count, err);
	if (status == AK_OK)
		status = ak_window_judge(judge, set.records, (uint32_t)set.count, err);
	if (status == AK_OK) {
		const char *party = judge->state.charter->seal_by;
		*root = judge->root;
		*by = party && at->speakers.body ? ak_body_seat(at->speakers.body, party) : -1;
		ak_state_rollback(&judge->state, mark);
		for (size_t i = 0; i < set.count; i++)
			judge->window_of[set.records[i]] = 0;
	}
	free(set.records);
	return status;
}
