/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/knew.h"

#include <stdlib.h>
#include <string.h>

#include "judge/read.h"
#include "ledger/outlook.h"

/*
 * Whether a record is proof against a party: by its root or an actor of it, with a key that was theirs and not
 * withdrawn.
 */
static bool speaks_for(const struct ak_ledger *ledger, uint32_t record, const char *party)
{
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	struct ak_actor actor = ak_actor_of(ak_ledger_state(ledger), ledger->records[record].actor);
	if (judged->verdict == AK_VERDICT_NONE || !actor.exists || !actor.party || strcmp(actor.party, party) != 0)
		return false;
	return judged->signer == AK_REASON_NONE || judged->signer == AK_REASON_FORK;
}

static bool is_earlier(const struct ak_ledger *ledger, uint32_t one, uint32_t other)
{
	if (other == AK_POSITION_NONE)
		return true;
	if (ledger->records[one].time != ledger->records[other].time)
		return ledger->records[one].time < ledger->records[other].time;
	return ak_graph_height(&ledger->admission.graph, one) < ak_graph_height(&ledger->admission.graph, other);
}

uint32_t ak_knew_find(const struct ak_ledger *ledger, uint32_t record, const char *party, const bool *among)
{
	uint32_t first = AK_POSITION_NONE;
	for (uint32_t i = 0; i < ledger->count; i++) {
		if ((!among || among[i]) && is_earlier(ledger, i, first) && speaks_for(ledger, i, party) &&
			(i == record || ak_ledger_knows(ledger, i, record)))
			first = i;
	}
	return first;
}

/* ---- of all records at once */

/* A record of the party, by what is_earlier goes by. */
struct proof {
	int64_t time;
	uint32_t height, record;
};

static int compare_proofs(const void *left, const void *right)
{
	const struct proof *a = left, *b = right;
	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	if (a->height != b->height)
		return a->height < b->height ? -1 : 1;
	return (a->record > b->record) - (a->record < b->record);
}

/* A proof proves whatever an earlier one did not: itself, and its ancestors up to those that were known already. */
static void prove(const struct ak_graph *graph, uint32_t proof, uint32_t *proofs, uint32_t *stack)
{
	uint32_t depth = 0;
	if (proofs[proof] != AK_POSITION_NONE)
		return;
	proofs[proof] = proof;
	stack[depth++] = proof;
	while (depth > 0) {
		uint32_t record = stack[--depth];
		for (uint32_t p = graph->first_parent[record]; p < graph->first_parent[record + 1]; p++) {
			uint32_t parent = graph->parents[p];
			if (proofs[parent] != AK_POSITION_NONE)
				continue;
			proofs[parent] = proof;
			stack[depth++] = parent;
		}
	}
}

bool ak_knew_each(const struct ak_ledger *ledger, const char *party, const bool *among, uint32_t *proofs)
{
	const struct ak_graph *graph = &ledger->admission.graph;
	struct proof *items = calloc((size_t)ledger->count + 1, sizeof *items);
	uint32_t *stack = calloc((size_t)ledger->count + 1, sizeof *stack);
	uint32_t count = 0;
	bool well = items && stack;
	for (uint32_t i = 0; well && i < ledger->count; i++) {
		proofs[i] = AK_POSITION_NONE;
		if ((!among || among[i]) && speaks_for(ledger, i, party))
			items[count++] = (struct proof){
				.time = ledger->records[i].time, .height = ak_graph_height(graph, i), .record = i};
	}
	if (well)
		qsort(items, count, sizeof *items, compare_proofs);
	for (uint32_t i = 0; well && i < count; i++)
		prove(graph, items[i].record, proofs, stack);
	free(items);
	free(stack);
	return well;
}
