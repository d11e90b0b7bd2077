/* SPDX-License-Identifier: EUPL-1.2 */
/* One record more, on top of all others (judge/admit.h, judge/judge.h). */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "judge/window.h"

/* ---- admitting it */

/* Whether the parents of the record behind the others are all tips; they are noted as its parents. */
static bool crown_parents(struct ak_admission *a)
{
	const struct ak_record *it = &a->records[a->count];
	uint32_t *tips = NULL;
	uint32_t tip_count = 0;
	if (ak_graph_tips(&a->graph, &tips, &tip_count, NULL) != AK_OK)
		return false;
	uint32_t at = a->first_parent[a->count];
	bool all = tip_count == it->parent_count && tip_count > 0;
	for (uint32_t i = 0; all && i < tip_count; i++) {
		all = ak_id_equal(&a->records[tips[i]].id, &it->parents[i]) && it->time >= a->records[tips[i]].time;
		a->parents[at + i] = tips[i];
	}
	a->first_parent[a->count + 1] = at + tip_count;
	free(tips);
	return all;
}

/*
 * Whether its number follows the owner's last, or is the first of one who was introduced: that owner is numbered
 * after all others.
 */
static bool crown_seq(struct ak_admission *a, bool introduced)
{
	const struct ak_record *it = &a->records[a->count];
	uint32_t last = ak_admission_last(a, it->actor, it->key);
	a->owners[a->count] = last == AK_POSITION_NONE ? a->owner_count : a->owners[last];
	return last == AK_POSITION_NONE ? introduced && it->seq == 1 : it->seq == a->records[last].seq + 1;
}

static bool crown_target(struct ak_admission *a)
{
	const struct ak_record *it = &a->records[a->count];
	if (it->kind == AK_KIND_SEAL)
		return false;
	uint32_t target = it->kind == AK_KIND_PROPOSE ? AK_POSITION_NONE : ak_admission_find(a, it->target);
	a->target[a->count] = target;
	return it->kind == AK_KIND_PROPOSE ||
	       (target != AK_POSITION_NONE && a->refusals[target] == AK_REFUSAL_NONE &&
		       a->records[target].kind == AK_KIND_PROPOSE);
}

bool ak_admission_crown(struct ak_admission *admission, const struct ak_id *ledger, bool introduced)
{
	struct ak_admission *a = admission;
	const struct ak_record *it = &a->records[a->count];
	/* then ids are searched through all that there are, of which the crown is not in its place */
	if (!a->fan && !a->beyond)
		return false;
	if (!ak_id_equal(it->ledger, ledger) || ak_admission_find(a, &it->id) != AK_POSITION_NONE || !crown_target(a) ||
		!crown_seq(a, introduced) || !crown_parents(a))
		return false;
	ak_graph_crown(&a->graph);
	a->refusals[a->count] = AK_REFUSAL_NONE;
	a->sequence[a->admitted++] = a->count++;
	return true;
}

void ak_admission_uncrown(struct ak_admission *admission)
{
	admission->count--;
	admission->admitted--;
	ak_graph_uncrown(&admission->graph);
}

/* ---- judging with it */

/* The answers with the crown's, which comes after all others to its target. */
static bool answers_with(struct ak_judge *judge, uint32_t crown, uint32_t target)
{
	const struct ak_admission *a = judge->admission;
	uint32_t all = judge->first_answer[crown];
	uint32_t *first_answer = calloc((size_t)a->count + 2, sizeof *first_answer);
	uint32_t *answers = calloc((size_t)all + 2, sizeof *answers);
	if (!first_answer || !answers) {
		free(first_answer);
		free(answers);
		return false;
	}
	uint32_t at = target == AK_POSITION_NONE ? all : judge->first_answer[target + 1];
	memcpy(answers, judge->answers, at * sizeof *answers);
	answers[at] = crown;
	memcpy(answers + at + 1, judge->answers + at, (all - at) * sizeof *answers);
	for (uint32_t r = 0; r <= crown; r++)
		first_answer[r] = judge->first_answer[r] + (target != AK_POSITION_NONE && r > target);
	first_answer[crown + 1] = first_answer[crown];
	judge->bare.first_answer = judge->first_answer;
	judge->bare.answers = judge->answers;
	judge->first_answer = first_answer;
	judge->answers = answers;
	return true;
}

bool ak_judge_crown(struct ak_judge *judge)
{
	uint32_t crown = judge->admission->count - 1;
	judge->state.judged[crown] = (struct ak_judged){.verdict = AK_VERDICT_NONE};
	if (judge->admission->beyond) /* then it is judged alone */
		return true;
	if (!judge->has_rest || judge->has_split || judge->options.at_given ||
		!answers_with(judge, crown, judge->admission->target[crown]))
		return false;
	judge->window_of[crown] = 0;
	return true;
}

void ak_judge_uncrown(struct ak_judge *judge)
{
	if (judge->admission->beyond)
		return;
	free(judge->first_answer);
	free(judge->answers);
	judge->first_answer = judge->bare.first_answer;
	judge->answers = judge->bare.answers;
	judge->bare.first_answer = judge->bare.answers = NULL;
}

void ak_judge_top(struct ak_judge *judge, struct ak_judged *judged, struct ak_judged *target)
{
	uint32_t crown = judge->admission->count - 1, other = judge->admission->target[crown];
	struct ak_state *state = &judge->state;
	struct ak_mark mark = ak_state_mark(state);
	judge->ranks[crown] = AK_RANK_LOWEST;
	judge->facts[crown] = 0;
	ak_record_judge(judge, crown);
	*judged = state->judged[crown];
	if (target && other != AK_POSITION_NONE)
		*target = state->judged[other];
	ak_state_rollback(state, mark);
	state->judged[crown] = (struct ak_judged){.verdict = AK_VERDICT_NONE};
}

/* Whether the proposal, or an answer to it, is of the last window. */
static bool is_at_hand(const struct ak_judge *judge, uint32_t proposal)
{
	bool here = judge->window_of[proposal] == judge->state.window;
	for (uint32_t i = judge->first_answer[proposal]; i < judge->first_answer[proposal + 1]; i++)
		here = here || judge->window_of[judge->answers[i]] == judge->state.window;
	return here;
}

static uint32_t window_size(const struct ak_judge *judge)
{
	return judge->state.place - judge->rest.place;
}

enum ak_status ak_judge_is_calm(struct ak_judge *judge, uint32_t proposal, uint32_t *effort, bool *calm, struct ak_error *err)
{
	uint32_t size = window_size(judge);
	*calm = !is_at_hand(judge, proposal) || !(judge->facts[proposal] & AK_FACT_ONE_SHORT);
	if (*calm || !judge->has_rest || size > *effort)
		return AK_OK;
	struct ak_id root = judge->root;
	uint64_t counted = judge->state.judged[proposal].counted;
	*effort -= size;
	judge->supposed = proposal;
	enum ak_status status = ak_judge_rest(judge, err);
	judge->supposed = AK_POSITION_NONE;
	*calm = status == AK_OK && ak_id_equal(&root, &judge->root) && judge->state.judged[proposal].counted == counted;
	return status == AK_OK ? ak_judge_rest(judge, err) : status;
}
