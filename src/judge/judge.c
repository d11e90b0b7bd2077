/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/judge.h"

#include <stdlib.h>
#include <string.h>

struct seal_place {
	int64_t height;
	uint32_t record;
};

static int compare_places(const void *left, const void *right)
{
	const struct seal_place *a = left;
	const struct seal_place *b = right;
	if (a->height != b->height)
		return a->height < b->height ? -1 : 1;
	return a->record < b->record ? -1 : a->record > b->record;
}

static bool seals_sort(struct ak_judge *judge)
{
	struct seal_place *places = calloc((size_t)judge->seal_record_count + 1, sizeof *places);
	if (!places)
		return false;
	for (uint32_t i = 0; i < judge->seal_record_count; i++)
		places[i] = (struct seal_place){
			judge->admission->records[judge->seal_records[i]].height, judge->seal_records[i]};
	qsort(places, judge->seal_record_count, sizeof *places, compare_places);
	for (uint32_t i = 0; i < judge->seal_record_count; i++)
		judge->seal_records[i] = places[i].record;
	free(places);
	return true;
}

static bool is_answer(const struct ak_admission *admission, uint32_t record)
{
	uint8_t kind = admission->records[record].kind;
	return kind == AK_KIND_ENDORSE || kind == AK_KIND_OBJECT || kind == AK_KIND_WITHDRAW;
}

/* Who answers whom, and which are seals. */
static bool tables_fill(struct ak_judge *judge)
{
	const struct ak_admission *a = judge->admission;
	judge->window_of = calloc((size_t)a->count + 1, sizeof *judge->window_of);
	judge->ranks = calloc((size_t)a->count + 1, sizeof *judge->ranks);
	judge->facts = calloc((size_t)a->count + 1, sizeof *judge->facts);
	judge->first_answer = calloc((size_t)a->count + 2, sizeof *judge->first_answer);
	judge->answers = calloc((size_t)a->admitted + 1, sizeof *judge->answers);
	judge->seal_records = calloc((size_t)a->admitted + 1, sizeof *judge->seal_records);
	if (!judge->window_of || !judge->ranks || !judge->facts || !judge->first_answer || !judge->answers ||
		!judge->seal_records)
		return false;
	for (uint32_t i = 0; i < a->admitted; i++)
		if (is_answer(a, a->sequence[i]))
			judge->first_answer[a->target[a->sequence[i]] + 2]++;
	for (uint32_t r = 0; r < a->count; r++)
		judge->first_answer[r + 1] += judge->first_answer[r];
	/* first_answer[r + 1] is where r's answers begin; filling moves it to where they end */
	for (uint32_t i = 0; i < a->admitted; i++) {
		uint32_t record = a->sequence[i];
		if (is_answer(a, record))
			judge->answers[judge->first_answer[a->target[record] + 1]++] = record;
		else if (a->records[record].kind == AK_KIND_SEAL)
			judge->seal_records[judge->seal_record_count++] = record;
	}
	return seals_sort(judge);
}

bool ak_judge_remember(struct ak_judge *judge, const struct ak_id *seals, size_t count)
{
	judge->remembered = calloc(count + 1, sizeof *judge->remembered);
	if (!judge->remembered)
		return false;
	if (count)
		memcpy(judge->remembered, seals, count * sizeof *judge->remembered);
	judge->options.remembered = judge->remembered;
	judge->options.remembered_count = count;
	return true;
}

static bool options_take(struct ak_judge *judge, const struct ak_judge_options *options)
{
	if (!options)
		return true;
	judge->options = *options;
	return ak_judge_remember(judge, options->remembered, options->remembered_count);
}

enum ak_status ak_judge_init(struct ak_judge *judge, const struct ak_admission *admission,
	const struct ak_charter *founding, const struct ak_judge_options *options, struct ak_error *err)
{
	*judge = (struct ak_judge){.admission = admission,
		.founding = founding,
		.head = AK_POSITION_NONE,
		.opened = INT32_MIN,
		.supposed = AK_POSITION_NONE};
	ak_map_init(&judge->state.objects);
	if (!options_take(judge, options) || !tables_fill(judge))
		return ak_fail_memory(err);
	return ak_state_init(&judge->state, admission, founding, err);
}

void ak_judge_release(struct ak_judge *judge)
{
	ak_state_release(&judge->state);
	free(judge->window_of);
	free(judge->ranks);
	free(judge->facts);
	free(judge->first_answer);
	free(judge->answers);
	free(judge->seal_records);
	free(judge->seals);
	free(judge->split);
	free(judge->remembered);
	free(judge->bare.first_answer);
	free(judge->bare.answers);
	ak_buf_release(&judge->text);
	ak_buf_release(&judge->closed);
	*judge = (struct ak_judge){.seal_count = 0};
	ak_map_init(&judge->state.objects);
}
