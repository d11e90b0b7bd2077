/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/gather.h"

bool ak_gather(struct ak_judge *judge, struct ak_gathered *set, uint32_t record)
{
	if (judge->window_of[record] != 0)
		return true;
	if (!ak_grow((void **)&set->records, &set->room, set->count, sizeof *set->records))
		return false;
	judge->window_of[record] = judge->state.window;
	set->records[set->count++] = record;
	return true;
}

enum ak_status ak_gather_below(struct ak_judge *judge, struct ak_gathered *set, const uint32_t *heads,
	uint32_t head_count, struct ak_error *err)
{
	const struct ak_graph *graph = &judge->admission->graph;
	bool room = true;
	set->count = 0;
	for (uint32_t i = 0; room && i < head_count; i++)
		room = ak_gather(judge, set, heads[i]);
	for (size_t looked = 0; room && looked < set->count; looked++) {
		uint32_t at = set->records[looked];
		for (uint32_t i = graph->first_parent[at]; room && i < graph->first_parent[at + 1]; i++)
			room = ak_gather(judge, set, graph->parents[i]);
	}
	return room ? AK_OK : ak_fail_memory(err);
}

enum ak_status ak_gather_ancestors(
	struct ak_judge *judge, struct ak_gathered *set, uint32_t seal, struct ak_error *err)
{
	const struct ak_graph *graph = &judge->admission->graph;
	uint32_t first = graph->first_parent[seal];
	return ak_gather_below(judge, set, graph->parents + first, graph->first_parent[seal + 1] - first, err);
}

void ak_gather_undo(struct ak_judge *judge, const struct ak_gathered *set)
{
	for (size_t i = 0; i < set->count; i++)
		judge->window_of[set->records[i]] = 0;
}
