/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Open proposals, as a part that is filled on demand has them: what they had seen, whether they are calm, and which
 * are about the same.
 */
#include "ledger/demand_inside.h"

/* ---- what open proposals had seen */

/* Begins to read what is kept of an open proposal: whether it is calm, then what it had seen. */
static struct ak_unpacker open_block(struct ak_demand *demand, uint32_t proposal, bool *calm)
{
	struct ak_unpacker from = ak_fill_numbered(&demand->fill, "open", proposal);
	*calm = !from.failed && ak_unpack_number(&from) != 0;
	return from;
}

static void bring_seen(struct ak_demand *demand, uint32_t record)
{
	struct ak_graph *graph = &demand->fill.ledger->admission.graph;
	bool calm;
	struct ak_unpacker from = open_block(demand, record, &calm);
	uint32_t count = from.failed ? 0 : ak_fill_count(&from);
	struct ak_vector knows = {.root = 0};
	ak_vectors_begin(&graph->vectors);
	for (uint32_t i = 0; i < count && !from.failed; i++) {
		uint32_t chain = ak_fill_number(&from), number = ak_fill_number(&from);
		knows = ak_vectors_raise(&graph->vectors, knows, chain, number);
	}
	demand->fill.failed |= from.failed || graph->vectors.full;
	graph->records[record].knows = knows;
}

/* The records of a graph: notes of a record that is here with what it had seen. */
enum { SEEN = 1 };

bool ak_demand_ancestry(void *context, uint32_t ancestor, uint32_t record)
{
	struct ak_demand *demand = context;
	struct ak_fill *fill = &demand->fill;
	struct ak_graph *graph = &fill->ledger->admission.graph;
	if (ancestor < fill->ledger->count)
		ak_fill_record(fill, ancestor, AK_DEPTH_ALONE);
	if (record < fill->ledger->count && graph->records[record].notes != SEEN) {
		ak_fill_record(fill, record, AK_DEPTH_ALONE);
		bring_seen(demand, record);
		graph->records[record].notes = SEEN;
	}
	/* it is searched for in the whole */
	if (ancestor < fill->ledger->count && graph->records[ancestor].height == 0)
		demand->beyond.lacks = true;
	ak_demand_look(demand);
	return !demand->beyond.lacks;
}

bool ak_demand_is_calm(const struct ak_ledger *ledger, uint32_t proposal)
{
	bool calm;
	open_block(ledger->demand, proposal, &calm);
	ledger->demand->beyond.lacks |= !calm;
	ak_demand_look(ledger->demand);
	return calm;
}

/* ---- what else is open */

static bool is_opened(const struct ak_state *state, uint32_t proposal)
{
	for (uint32_t i = 0; i < state->opened_count; i++)
		if (state->opened[i] == proposal)
			return true;
	return false;
}

/* Among the others, in the order in which they were judged. */
static void open_one(struct ak_demand *demand, uint32_t proposal)
{
	struct ak_state *state = ak_demand_state(demand);
	ak_demand_bring(demand, proposal, AK_DEPTH_ALONE);
	if (demand->fill.failed || is_opened(state, proposal))
		return;
	ak_state_open(state, proposal);
	for (uint32_t i = state->opened_count; i-- > 1 && !state->failed;) {
		uint32_t before = state->opened[i - 1], at = state->opened[i];
		if (state->judged[before].place < state->judged[at].place)
			break;
		state->opened[i - 1] = at;
		state->opened[i] = before;
	}
}

static void open_about(struct ak_demand *demand, const char *object)
{
	struct ak_buf block = AK_BUF_INIT;
	ak_buf_format(&block, AK_HEAD_ABOUT, object);
	struct ak_unpacker from = ak_fill_block(&demand->fill, ak_buf_string(&block));
	uint32_t count = from.failed ? 0 : ak_fill_count(&from);
	for (uint32_t i = 0; i < count && !from.failed; i++)
		open_one(demand, ak_fill_number(&from));
	demand->fill.failed |= from.failed || block.failed;
	ak_buf_release(&block);
}

void ak_demand_about(const struct ak_ledger *ledger, const struct ak_record *proposal)
{
	if (!ledger->demand)
		return;
	for (uint32_t i = 0; i < proposal->change_count; i++)
		if (proposal->changes[i].op == AK_OP_AMEND)
			ledger->demand->beyond.lacks = true;
		else if (ak_demand_take(ledger->demand, proposal->changes[i].object, AK_NAME_ABOUT))
			open_about(ledger->demand, proposal->changes[i].object);
	ak_demand_look(ledger->demand);
}
