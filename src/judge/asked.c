/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/asked.h"

/* ---- reading at a point in time */

/* protocol §11: "complete seals are found in the whole set; those with a time up to T cut windows" */
static uint32_t seals_up_to(const struct ak_judge *judge)
{
	uint32_t count = 0;
	while (count < judge->seal_count &&
		judge->admission->records[judge->seals[count].record].time <= judge->options.at)
		count++;
	return count;
}

/* protocol §11: "a split all of whose seals are later than T is as if those seals were not there" */
static void forget_later_split(struct ak_judge *judge)
{
	for (uint32_t i = 0; i < judge->split_count; i++)
		if (judge->admission->records[judge->split[i]].time <= judge->options.at)
			return;
	judge->split_count = 0;
}

/* ---- reading at a seal or a record */

static bool is_seal(const struct ak_judge *judge, uint32_t record)
{
	return judge->admission->records[record].kind == AK_KIND_SEAL;
}

/*
 * protocol §10: "The state *at a seal* is that over exactly its" ancestors; any other record is part of what it had
 * seen.
 */
bool ak_asked_has(const struct ak_judge *judge, uint32_t record)
{
	const struct ak_graph *graph = &judge->admission->graph;
	return record == judge->head ? !is_seal(judge, record) : ak_graph_is_ancestor(graph, record, judge->head);
}

static enum ak_status find_head(struct ak_judge *judge, struct ak_error *err)
{
	const struct ak_admission *admission = judge->admission;
	uint32_t head = ak_admission_find(admission, judge->options.head);
	if (head == AK_POSITION_NONE || admission->refusals[head] != AK_REFUSAL_NONE)
		return ak_fail(err, AK_ERR_NOT_FOUND, "no record %s stands", ak_id_hex(judge->options.head).text);
	judge->head = head;
	judge->options.head = NULL;
	judge->options.at = admission->records[head].time;
	for (uint32_t i = 0; i < judge->seal_count; i++)
		judge->head_complete = judge->head_complete || judge->seals[i].record == head;
	for (uint32_t i = 0; i < judge->split_count; i++)
		judge->head_complete = judge->head_complete || judge->split[i] == head;
	return AK_OK;
}

/* protocol §10: "judged in the windows that its chain of `prev` cuts" */
static bool take_chain(struct ak_judge *judge)
{
	const struct ak_admission *admission = judge->admission;
	size_t count = (size_t)admission->records[judge->head].height - 1;
	for (size_t i = 0; i < count; i++)
		if (!ak_grow((void **)&judge->seals, &judge->seal_room, i, sizeof *judge->seals))
			return false;
	for (uint32_t at = admission->target[judge->head]; count > 0; at = admission->target[at])
		judge->seals[--count].record = at;
	return true;
}

/* The seals that cut windows for the head, first in judge->seals; a split that it has not seen is none for it. */
static enum ak_status seals_of_head(struct ak_judge *judge, uint32_t *cut, struct ak_error *err)
{
	enum ak_status status = find_head(judge, err);
	if (status != AK_OK)
		return status;
	*cut = 0;
	if (is_seal(judge, judge->head)) {
		*cut = (uint32_t)judge->admission->records[judge->head].height - 1;
		judge->split_count = 0;
		return take_chain(judge) ? AK_OK : ak_fail_memory(err);
	}
	while (*cut < judge->seal_count && ak_asked_has(judge, judge->seals[*cut].record))
		(*cut)++;
	bool seen = false;
	for (uint32_t i = 0; i < judge->split_count; i++)
		seen = seen || ak_asked_has(judge, judge->split[i]);
	judge->split_count = seen ? judge->split_count : 0;
	return AK_OK;
}

enum ak_status ak_asked_cut(struct ak_judge *judge, uint32_t *cut, uint32_t *next, struct ak_error *err)
{
	*next = AK_POSITION_NONE;
	if (judge->options.head)
		return seals_of_head(judge, cut, err);
	*cut = seals_up_to(judge);
	forget_later_split(judge);
	if (*cut < judge->seal_count)
		*next = judge->seals[*cut].record;
	return AK_OK;
}
