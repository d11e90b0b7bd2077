/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * protocol §8: standing, the seats behind a proposal, and rank. All by the values at the start of the window, so rank
 * belongs to decisions and to those who make them, and nobody gains it by claiming it.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/limits.h"
#include "judge/window.h"

/*
 * protocol §8: "An actor has **standing** for a capacity if it holds a seat for it (below), and the record's key is
 * its key, not revoked and not expired"
 */
static uint64_t standing(const struct ak_judge *judge, uint32_t record, const struct ak_capacity *capacity,
	const char *proposer)
{
	if (ak_key_reason(judge, record) != AK_REASON_NONE)
		return 0;
	return ak_seats_of(&judge->state, capacity, judge->admission->records[record].actor, proposer);
}

/* Memory for one proposal after another. */
struct scratch {
	uint64_t *seats; /* of each answer */
	size_t room;
	uint64_t *after; /* of each record: the seats that it and its ancestors bring */
};

/* A proposal with those who answer it. */
struct proposal {
	uint32_t record;
	const uint64_t *seats; /* of each of its endorse records up to and with this window; 0 of other answers */
	/* of each record, the seats that it and its ancestors bring; NULL: compare answers two by two */
	const uint64_t *after;
	const char *actor;
	struct ak_capacity capacity;
	uint64_t base; /* counted in earlier windows, and its proposer's */
	bool reached;  /* the seats behind it reach what is needed */
	bool open;     /* neither in force, void nor withdrawn at the window's start */
};

static bool is_endorse_here(const struct ak_judge *judge, uint32_t answer)
{
	return judge->admission->records[answer].kind == AK_KIND_ENDORSE && judge->window_of[answer] != 0;
}

/*
 * protocol §8: "taking only endorse records among the endorse's ancestors (but every seat counted in earlier
 * windows)"
 */
static uint64_t seats_seen(const struct ak_judge *judge, const struct proposal *p, uint32_t endorse)
{
	const struct ak_graph *graph = &judge->admission->graph;
	uint32_t first = judge->first_answer[p->record];
	uint32_t count = judge->first_answer[p->record + 1] - first;
	uint64_t seen = p->base;
	if (p->after) {
		for (uint32_t i = graph->first_parent[endorse]; i < graph->first_parent[endorse + 1]; i++)
			seen |= p->after[graph->parents[i]];
		return seen;
	}
	for (uint32_t i = 0; i < count; i++)
		if ((p->seats[i] & ~seen) && ak_graph_is_ancestor(graph, judge->answers[first + i], endorse))
			seen |= p->seats[i];
	return seen;
}

/* Whether one walk over all records is cheaper than comparing the answers two by two. */
static bool is_walked(const struct ak_admission *admission, uint64_t answers)
{
	return answers * answers > (uint64_t)admission->admitted + admission->first_parent[admission->count];
}

/* The walk, ancestors first. NULL without memory, which is told. */
static const uint64_t *after_fill(struct ak_judge *judge, const struct proposal *p, struct scratch *scratch)
{
	const struct ak_admission *admission = judge->admission;
	const struct ak_graph *graph = &admission->graph;
	uint32_t first = judge->first_answer[p->record];
	uint32_t count = judge->first_answer[p->record + 1] - first;
	assert(p->seats); /* nobody walks for want of answers */
	free(scratch->after);
	scratch->after = calloc((size_t)admission->count + 1, sizeof *scratch->after);
	if (!scratch->after) {
		judge->state.failed = true;
		return NULL;
	}
	for (uint32_t i = 0; i < count; i++)
		scratch->after[judge->answers[first + i]] = p->seats[i];
	for (uint32_t i = 0; i < admission->admitted; i++) {
		uint32_t record = admission->sequence[i];
		for (uint32_t e = graph->first_parent[record]; e < graph->first_parent[record + 1]; e++)
			scratch->after[record] |= scratch->after[graph->parents[e]];
	}
	return scratch->after;
}

static uint8_t endorse_rank(const struct ak_judge *judge, const struct proposal *p, uint32_t endorse, uint64_t seats)
{
	if (!p->open || !p->reached || (seats & ~p->base) == 0)
		return AK_RANK_LOWEST;
	uint64_t seen = seats_seen(judge, p, endorse);
	bool closes = ak_seats_count(seen) < p->capacity.needed && (seats & ~seen);
	return (uint8_t)(closes ? p->capacity.rank : AK_RANK_LOWEST);
}

/* The seats that the endorse records bring, each; false without memory, which is told. */
static bool seats_take(struct ak_judge *judge, struct proposal *p, struct scratch *scratch)
{
	uint32_t first = judge->first_answer[p->record];
	uint32_t count = judge->first_answer[p->record + 1] - first;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t answer = judge->answers[first + i];
		if (!ak_grow((void **)&scratch->seats, &scratch->room, i, sizeof *scratch->seats)) {
			judge->state.failed = true;
			return false;
		}
		scratch->seats[i] =
			is_endorse_here(judge, answer) ? standing(judge, answer, &p->capacity, p->actor) : 0;
	}
	p->seats = scratch->seats;
	return true;
}

static void proposal_take(struct ak_judge *judge, uint32_t record, struct scratch *scratch)
{
	const struct ak_record *it = &judge->admission->records[record];
	const struct ak_judged *judged = &judge->state.judged[record];
	struct proposal p = {.record = record,
		.actor = it->actor,
		.capacity = ak_capacity_of(judge->state.charter, it->capacity),
		.open = judged->verdict == AK_VERDICT_NONE || judged->verdict == AK_VERDICT_PENDING};
	uint64_t own = standing(judge, record, &p.capacity, it->actor);
	p.base = own | judged->counted;
	uint64_t behind = p.base;
	uint32_t first = judge->first_answer[record];
	uint32_t count = judge->first_answer[record + 1] - first;
	if (!seats_take(judge, &p, scratch))
		return;
	for (uint32_t i = 0; p.seats && i < count; i++)
		behind |= p.seats[i];
	bool some = p.capacity.kind != AK_CAPACITY_NONE;
	p.reached = some && (ak_seats_count(behind) >= p.capacity.needed || judge->supposed == record);
	judge->facts[record] &= (uint8_t)~(AK_FACT_BEHIND | AK_FACT_ONE_SHORT);
	if (some && ak_seats_count(behind) + 1 == p.capacity.needed)
		judge->facts[record] |= AK_FACT_ONE_SHORT;
	if (p.reached && p.capacity.kind == AK_CAPACITY_BODY)
		judge->facts[record] |= AK_FACT_BEHIND;
	if (judge->window_of[record] == judge->state.window && p.reached && own)
		judge->ranks[record] = (uint8_t)p.capacity.rank;
	if (p.open && p.reached && is_walked(judge->admission, count) && !(p.after = after_fill(judge, &p, scratch)))
		return;
	for (uint32_t i = 0; p.seats && i < count; i++) {
		uint32_t answer = judge->answers[first + i];
		if (judge->window_of[answer] == judge->state.window && is_endorse_here(judge, answer))
			judge->ranks[answer] = endorse_rank(judge, &p, answer, p.seats[i]);
	}
}

/* Marks which proposals of earlier windows were taken already, in facts. */
#define FACT_TAKEN 4U

void ak_standing_take(struct ak_judge *judge, const uint32_t *set, uint32_t count)
{
	const struct ak_admission *admission = judge->admission;
	struct scratch scratch = {.seats = NULL};
	for (uint32_t i = 0; i < count; i++)
		judge->ranks[set[i]] = AK_RANK_LOWEST;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t record = set[i];
		uint8_t kind = admission->records[record].kind;
		if (kind == AK_KIND_PROPOSE) {
			judge->facts[record] = ak_key_reason(judge, record) != AK_REASON_KEY ? AK_FACT_KEY : 0;
			proposal_take(judge, record, &scratch);
			continue;
		}
		uint32_t target = admission->target[record];
		if ((kind != AK_KIND_ENDORSE && kind != AK_KIND_WITHDRAW) ||
			admission->records[target].kind != AK_KIND_PROPOSE ||
			judge->window_of[target] == judge->state.window || (judge->facts[target] & FACT_TAKEN))
			continue;
		proposal_take(judge, target, &scratch);
		judge->facts[target] |= FACT_TAKEN;
	}
	for (uint32_t i = 0; i < count; i++)
		if (admission->records[set[i]].kind != AK_KIND_PROPOSE &&
			admission->target[set[i]] != AK_POSITION_NONE)
			judge->facts[admission->target[set[i]]] &= (uint8_t)~FACT_TAKEN;
	free(scratch.seats);
	free(scratch.after);
}
