/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/at_seal.h"

#include <stdlib.h>

#include "judge/gather.h"
#include "judge/window.h"

/* Judges the window of a complete seal and closes it. */
static enum ak_status pass(struct ak_judge *judge, struct ak_gathered *set, uint32_t seal, struct ak_error *err)
{
	enum ak_status status = ak_gather_ancestors(judge, set, seal, err);
	if (status == AK_OK)
		status = ak_window_judge(judge, set->records, (uint32_t)set->count, err);
	if (status != AK_OK)
		return status;
	judge->seal_count++;
	ak_window_close(judge, seal);
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
	struct ak_gathered set = {.records = NULL};
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
	struct ak_gathered set = {.records = NULL};
	struct ak_mark mark = ak_state_mark(&judge->state);
	enum ak_status status = ak_gather_below(judge, &set, heads, head_count, err);
	if (status == AK_OK)
		status = ak_window_judge(judge, set.records, (uint32_t)set.count, err);
	if (status == AK_OK) {
		const char *party = judge->state.charter->seal_by;
		*root = judge->root;
		*by = party && at->speakers.body ? ak_body_seat(at->speakers.body, party) : -1;
		ak_state_rollback(&judge->state, mark);
		ak_gather_undo(judge, &set);
	}
	free(set.records);
	return status;
}
