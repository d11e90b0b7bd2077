/* SPDX-License-Identifier: EUPL-1.2 */
/* What a part that is filled on demand (ledger/demand.h) is made of, and how anything is brought into it. */
#ifndef AK_LEDGER_DEMAND_INSIDE_H
#define AK_LEDGER_DEMAND_INSIDE_H

#include "ledger/demand.h"
#include "ledger/fill.h"

struct ak_demand {
	struct ak_fill fill;
	struct ak_beyond beyond;
	struct ak_graph_part graph;
	uint32_t *tips;
	struct ak_map names; /* those met, with their flags */
	bool *read;	     /* of each block of names, whether it was */
	uint32_t buckets, digits, owner_count;
};

/* ---- demand.c */

struct ak_state *ak_demand_state(struct ak_demand *demand);

/* After anything was filled in: what could not be is lacking. */
void ak_demand_look(struct ak_demand *demand);

/* Whether a name has the flag (AK_NAME_EXISTS and the like), which is taken from it: nothing is brought in twice. */
bool ak_demand_take(struct ak_demand *demand, const char *name, uintptr_t flag);

/* The record at a position, with those who answered it. */
void ak_demand_bring(struct ak_demand *demand, uint32_t record, enum ak_depth depth);

/* ---- demand_open.c */

/* For struct ak_graph_part: both are brought in, the later one with what it had seen. False where that is not known. */
bool ak_demand_ancestry(void *context, uint32_t ancestor, uint32_t record);

#endif
