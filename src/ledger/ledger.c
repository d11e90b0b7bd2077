/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/ledger.h"

#include <string.h>

bool ak_ledger_is_current(const struct ak_ledger *ledger, const struct ak_id *remembered, size_t remembered_count)
{
	const struct ak_judge_options *asked = &ledger->judge.options;
	const uint8_t *tree = ak_store_tree(ledger->store);
	return tree && (!ledger->is_part || ledger->demand) && memcmp(tree, ledger->tree, sizeof ledger->tree) == 0 && !asked->at_given &&
	       asked->remembered_count == remembered_count &&
	       (remembered_count == 0 ||
		       memcmp(asked->remembered, remembered, remembered_count * sizeof *remembered) == 0);
}

const struct ak_state *ak_ledger_state(const struct ak_ledger *ledger)
{
	return &ledger->judge.state;
}

const struct ak_judged *ak_ledger_judged(const struct ak_ledger *ledger, uint32_t record)
{
	return &ledger->judge.state.judged[record];
}

uint32_t ak_decided_by(const struct ak_ledger *ledger, uint32_t proposal)
{
	uint32_t by = ak_ledger_judged(ledger, proposal)->decided_by;
	return by < ledger->count ? by : proposal;
}

bool ak_is_sealed(const struct ak_ledger *ledger, uint32_t record, uint32_t *seal)
{
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	const struct ak_judge *judge = &ledger->judge;
	bool is_last = judged->window == judge->seal_count + 1; /* of what a complete seal seals, that seal closes it */
	if (judged->verdict == AK_VERDICT_NONE || judged->window == 0)
		return false;
	if (judged->window > judge->seal_count && !(is_last && judge->head_complete))
		return false;
	if (seal)
		*seal = is_last ? judge->head : judge->seals[judged->window - 1].record;
	return true;
}

bool ak_is_complete(const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_judge *judge = &ledger->judge;
	bool complete = judge->head_complete && judge->head == record;
	for (uint32_t i = 0; i < judge->seal_count && !complete; i++)
		complete = judge->seals[i].record == record;
	for (uint32_t i = 0; i < judge->split_count && !complete; i++)
		complete = judge->split[i] == record;
	return complete;
}
