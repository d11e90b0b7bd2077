/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/knew.h"

#include <string.h>

#include "judge/read.h"
#include "ledger/outlook.h"

/* Whether a record is proof against a party: by its root or an actor of it, with a key that was theirs and not withdrawn. */
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
