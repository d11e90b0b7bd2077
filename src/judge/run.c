/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The run of the judge (judge/judge.h): one complete seal after another is found, and the window that it closes judged
 * (protocol §10); then the last window, or all of them once more up to the moment that was asked for.
 */
#include <stdlib.h>
#include <string.h>

#include "judge/asked.h"
#include "judge/gather.h"
#include "judge/seal.h"
#include "judge/window.h"
#include "sig/digest.h"

/* Judges the window that this seal closes, or would. */
static enum ak_status judge_to(struct ak_judge *judge, uint32_t seal, struct ak_gathered *set, struct ak_error *err)
{
	enum ak_status status = ak_gather_ancestors(judge, set, seal, err);
	return status == AK_OK ? ak_window_judge(judge, set->records, (uint32_t)set->count, err) : status;
}

/* The window that was just judged is closed by this seal. */
static enum ak_status close_window(struct ak_judge *judge, uint32_t seal, struct ak_error *err)
{
	if (!ak_grow((void **)&judge->seals, &judge->seal_room, judge->seal_count, sizeof *judge->seals))
		return ak_fail_memory(err);
	judge->seals[judge->seal_count++] = (struct ak_seal){.record = seal, .root = judge->root};
	struct ak_buf text = judge->closed;
	judge->closed = judge->text;
	judge->text = text;
	ak_window_close(judge, seal);
	return AK_OK;
}

/* ------------------------------------------------------------------ finding the chain of complete seals */

/*
 * Whether the window that was just judged makes the candidate complete: its root, and its sealer by the charter in
 * force at it.
 */
static bool is_complete(
	const struct ak_judge *judge, const struct ak_speakers *speakers, const struct ak_candidate *candidate)
{
	const struct ak_charter *charter = judge->state.charter;
	return ak_id_equal(&judge->root, judge->admission->records[candidate->record].state) && charter->seal_by &&
	       ak_body_seat(speakers->body, charter->seal_by) == candidate->seat;
}

/* Keeps those of the candidates that are complete, trying each; the state is as before. */
static enum ak_status try_all(struct ak_judge *judge, const struct ak_speakers *speakers,
	struct ak_candidate *candidates, uint32_t *count, struct ak_gathered *set, struct ak_error *err)
{
	uint32_t complete = 0;
	for (uint32_t i = 0; i < *count; i++) {
		struct ak_mark mark = ak_state_mark(&judge->state);
		enum ak_status status = judge_to(judge, candidates[i].record, set, err);
		if (status != AK_OK)
			return status;
		if (is_complete(judge, speakers, &candidates[i]))
			candidates[complete++] = candidates[i];
		ak_state_rollback(&judge->state, mark);
		ak_gather_undo(judge, set);
	}
	*count = complete;
	return AK_OK;
}

static bool is_remembered(const struct ak_judge *judge, uint32_t record)
{
	for (size_t i = 0; i < judge->options.remembered_count; i++)
		if (ak_id_equal(&judge->options.remembered[i], &judge->admission->records[record].id))
			return true;
	return false;
}

/* Two complete seals of one height. Returns the one to go on with, if this replica remembers one. */
static enum ak_status note_split(struct ak_judge *judge, const struct ak_candidate *candidates, uint32_t count,
	uint32_t *chosen, struct ak_error *err)
{
	*chosen = AK_POSITION_NONE;
	for (uint32_t i = 0; i < count; i++)
		if (is_remembered(judge, candidates[i].record))
			*chosen = candidates[i].record;
	judge->has_split = true;
	if (judge->split_count > 0 && *chosen != AK_POSITION_NONE)
		return AK_OK; /* the first is told, or else the one at which judging stops */
	uint32_t *split = calloc(count, sizeof *split);
	if (!split)
		return ak_fail_memory(err);
	for (uint32_t i = 0; i < count; i++)
		split[i] = candidates[i].record;
	free(judge->split);
	judge->split = split;
	judge->split_count = count;
	return AK_OK;
}

/* Finds the next complete seal and judges and closes its window. *more is false where there is none, or a split. */
static enum ak_status next_seal(struct ak_judge *judge, struct ak_gathered *set, bool *more, struct ak_error *err)
{
	struct ak_speakers speakers;
	struct ak_candidate *candidates = NULL;
	uint32_t count = 0;
	uint32_t prev = judge->seal_count ? judge->seals[judge->seal_count - 1].record : AK_POSITION_NONE;
	*more = false;
	ak_speakers_take(judge, &speakers);
	enum ak_status status = ak_seal_candidates(
		judge, &speakers, (int64_t)judge->seal_count + 1, prev, &candidates, &count, err);
	uint32_t chosen = AK_POSITION_NONE;
	if (status == AK_OK && count == 1) { /* nearly always: judged once, and kept if it is complete */
		struct ak_mark mark = ak_state_mark(&judge->state);
		status = judge_to(judge, candidates[0].record, set, err);
		*more = status == AK_OK && is_complete(judge, &speakers, &candidates[0]);
		if (*more) {
			status = close_window(judge, candidates[0].record, err);
		} else if (status == AK_OK) {
			ak_state_rollback(&judge->state, mark);
			ak_gather_undo(judge, set);
		}
		goto out;
	}
	if (status == AK_OK && count > 1)
		status = try_all(judge, &speakers, candidates, &count, set, err);
	if (status == AK_OK && count == 1)
		chosen = candidates[0].record;
	else if (status == AK_OK && count > 1)
		status = note_split(judge, candidates, count, &chosen, err);
	if (status == AK_OK && chosen != AK_POSITION_NONE) {
		status = judge_to(judge, chosen, set, err);
		if (status == AK_OK)
			status = close_window(judge, chosen, err);
		*more = status == AK_OK;
	}
out:
	free(candidates);
	return status;
}

static enum ak_status find_chain(struct ak_judge *judge, struct ak_gathered *set, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	for (bool more = true; more && status == AK_OK;)
		status = next_seal(judge, set, &more, err);
	return status;
}

/* What another found in the same records. */
static enum ak_status take_found(struct ak_judge *judge, const struct ak_judge *whole, struct ak_error *err)
{
	judge->options.whole = NULL; /* is not ours to keep */
	judge->seals = calloc((size_t)whole->seal_count + 1, sizeof *judge->seals);
	judge->split = calloc((size_t)whole->split_count + 1, sizeof *judge->split);
	if (!judge->seals || !judge->split)
		return ak_fail_memory(err);
	judge->seal_room = (size_t)whole->seal_count + 1;
	judge->seal_count = whole->seal_count;
	if (whole->seal_count)
		memcpy(judge->seals, whole->seals, whole->seal_count * sizeof *judge->seals);
	judge->split_count = whole->split_count;
	judge->has_split = whole->has_split;
	if (whole->split_count)
		memcpy(judge->split, whole->split, whole->split_count * sizeof *judge->split);
	return AK_OK;
}

/* ------------------------------------------------------------------ judging at that moment */

/* Judges again, up to the moment asked for, with the seals that were found. */
static enum ak_status rejudge(struct ak_judge *judge, struct ak_gathered *set, uint32_t *next, struct ak_error *err)
{
	uint32_t cut;
	enum ak_status status = ak_asked_cut(judge, &cut, next, err);
	if (status != AK_OK)
		return status;
	ak_state_release(&judge->state);
	status = ak_state_init(&judge->state, judge->admission, judge->founding, err);
	memset(judge->window_of, 0, judge->admission->count * sizeof *judge->window_of);
	judge->since = ak_id_zero;
	judge->opened = INT32_MIN;
	judge->seal_count = 0;
	while (status == AK_OK && judge->seal_count < cut) {
		uint32_t seal = judge->seals[judge->seal_count].record;
		status = judge_to(judge, seal, set, err);
		if (status == AK_OK)
			status = close_window(judge, seal, err);
	}
	return status;
}

/* The last window: all that stands, or of it what was known at the time asked for. */
static enum ak_status judge_rest(struct ak_judge *judge, uint32_t next, struct ak_gathered *set, struct ak_error *err)
{
	const struct ak_admission *admission = judge->admission;
	const struct ak_graph *graph = &admission->graph;
	set->count = 0;
	for (uint32_t i = 0; i < admission->admitted; i++) {
		uint32_t record = admission->sequence[i];
		if (judge->options.at_given && admission->records[record].time > judge->options.at)
			continue;
		if (next != AK_POSITION_NONE && !ak_graph_is_ancestor(graph, record, next))
			continue;
		if (judge->head != AK_POSITION_NONE && !ak_asked_has(judge, record))
			continue;
		if (!ak_gather(judge, set, record))
			return ak_fail_memory(err);
	}
	judge->rest = ak_state_mark(&judge->state);
	judge->has_rest = true;
	return ak_window_judge(judge, set->records, (uint32_t)set->count, err);
}

static bool goes_on(const struct ak_judge *judge)
{
	for (uint32_t i = 0; i < judge->split_count; i++)
		if (is_remembered(judge, judge->split[i]))
			return true;
	return judge->split_count == 0;
}

/* protocol §10: "A verifier names both, and answers with the state at the last seal before." */
static enum ak_status stop_at_split(struct ak_judge *judge, struct ak_error *err)
{
	if (judge->seal_count == 0)
		ak_text_write(&judge->state, &ak_id_zero, NULL, 0, &judge->closed);
	struct ak_buf text = judge->text;
	judge->text = judge->closed;
	judge->closed = text;
	judge->root = ak_sha256(ak_buf_view(&judge->text));
	return judge->state.failed ? ak_fail_memory(err) : AK_OK;
}

enum ak_status ak_judge_run(struct ak_judge *judge, const struct ak_admission *admission,
	const struct ak_charter *founding, const struct ak_judge_options *options, struct ak_error *err)
{
	struct ak_judge j;
	struct ak_gathered set = {.records = NULL};
	uint32_t next = AK_POSITION_NONE;
	enum ak_status status = ak_judge_init(&j, admission, founding, options, err);
	if (status == AK_OK)
		status = j.options.whole ? take_found(&j, j.options.whole, err) : find_chain(&j, &set, err);
	if (status == AK_OK && j.options.at_given)
		status = rejudge(&j, &set, &next, err);
	if (status == AK_OK)
		status = goes_on(&j) ? judge_rest(&j, next, &set, err) : stop_at_split(&j, err);
	free(set.records);
	if (status == AK_OK)
		*judge = j;
	else
		ak_judge_release(&j);
	return status;
}

/* ------------------------------------------------------------------ the last window once more */

enum ak_status ak_judge_rest(struct ak_judge *judge, struct ak_error *err)
{
	struct ak_gathered set = {.records = NULL};
	ak_state_rollback(&judge->state, judge->rest);
	for (uint32_t r = 0; r < judge->admission->count; r++)
		if (judge->window_of[r] == judge->state.window)
			judge->window_of[r] = 0;
	enum ak_status status = judge_rest(judge, AK_POSITION_NONE, &set, err);
	free(set.records);
	return status;
}
