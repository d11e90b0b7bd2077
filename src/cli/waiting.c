/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/waiting.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/trial.h"

struct dated {
	struct ak_waiting item;
	int64_t time;
	uint32_t place;
};

static bool waits(struct ak_waiting *item, const struct ak_ledger *ledger, uint32_t proposal, const char *actor)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_record *record = &ledger->records[proposal];
	const struct ak_judged *judged = ak_ledger_judged(ledger, proposal);
	struct ak_capacity capacity = ak_capacity_of(state->charter, record->capacity);
	if (judged->verdict != AK_VERDICT_PENDING)
		return false;
	uint64_t seats = ak_seats_of(state, &capacity, actor, record->actor) & ~judged->counted;
	unsigned have = ak_seats_count(judged->counted | seats);
	*item = (struct ak_waiting){.proposal = proposal,
		.capacity = capacity,
		.left = have < capacity.needed ? capacity.needed - have : 0};
	return seats != 0;
}

static int compare(const void *a, const void *b)
{
	const struct dated *left = a, *right = b;
	if (left->time != right->time)
		return left->time < right->time ? -1 : 1;
	return left->place < right->place ? -1 : left->place > right->place;
}

enum ak_status ak_waiting_find(struct ak_waiting **items, size_t *count, const struct ak_ledger *ledger,
	const char *actor, const char *capacity, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct dated *found = calloc((size_t)state->opened_count + 1, sizeof *found);
	*items = calloc((size_t)state->opened_count + 1, sizeof **items);
	*count = 0;
	if (!found || !*items) {
		free(found);
		free(*items);
		*items = NULL;
		return ak_fail_memory(err);
	}
	for (uint32_t i = 0; i < state->opened_count; i++) {
		uint32_t proposal = state->opened[i];
		const struct ak_record *record = &ledger->records[proposal];
		struct dated *next = &found[*count];
		if ((capacity && strcmp(capacity, record->capacity) != 0) || !waits(&next->item, ledger, proposal, actor))
			continue;
		next->time = record->time;
		next->place = ak_ledger_judged(ledger, proposal)->place;
		(*count)++;
	}
	qsort(found, *count, sizeof *found, compare);
	for (size_t i = 0; i < *count; i++) {
		struct ak_waiting *item = &(*items)[i];
		*item = found[i].item;
		item->applies = ak_trial_of(ledger, item->proposal, &item->fault);
	}
	free(found);
	return AK_OK;
}
