/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/crown.h"

#include <string.h>

#include "judge/read.h"
#include "ledger/demand.h"

/* What a part can tell of: a proposal on the charter as it is, or an answer that lifts nothing. */
static bool is_for_part(const struct ak_ledger *ledger, const struct ak_record *record)
{
	if (record->kind != AK_KIND_PROPOSE) {
		bool is_answer = record->kind == AK_KIND_ENDORSE || record->kind == AK_KIND_OBJECT;
		uint32_t target = is_answer ? ak_admission_find(&ledger->admission, record->target) : AK_POSITION_NONE;
		return target != AK_POSITION_NONE && ak_demand_is_calm(ledger, target);
	}
	for (uint32_t i = 0; i < record->change_count; i++)
		if (record->changes[i].op == AK_OP_AMEND)
			return false;
	return true;
}

/*
 * A key that is the actor's came with the founding or by a proposal, of which a crown knows (protocol §5,
 * introduced).
 */
static bool is_introduced(const struct ak_ledger *ledger, const struct ak_record *record)
{
	struct ak_actor actor = ak_actor_of(ak_ledger_state(ledger), record->actor);
	return actor.exists && actor.key && strcmp(actor.key, record->key) == 0;
}

static bool put_on_part(struct ak_ledger *ledger)
{
	const struct ak_record *record = &ledger->records[ledger->count];
	bool put = is_for_part(ledger, record) &&
		   ak_admission_crown(&ledger->admission, &ledger->id, is_introduced(ledger, record)) &&
		   ak_judge_crown(&ledger->judge);
	if (!put)
		ak_demand_short(ledger);
	return put;
}

bool ak_crown_put(struct ak_ledger *ledger, const struct ak_record *record)
{
	if ((ledger->is_part && !ledger->demand) || ledger->room <= ledger->count || ledger->admission.count != ledger->count)
		return false;
	ledger->records[ledger->count] = *record;
	if (ledger->demand)
		return put_on_part(ledger);
	if (!ak_admission_crown(&ledger->admission, &ledger->id, is_introduced(ledger, record)))
		return false;
	if (ak_judge_crown(&ledger->judge))
		return true;
	ak_admission_uncrown(&ledger->admission);
	return false;
}

enum ak_status ak_crown_judge(
	struct ak_ledger *ledger, struct ak_judged *judged, struct ak_judged *target, struct ak_error *err)
{
	if (ledger->demand) {
		ak_judge_top(&ledger->judge, judged, target);
		if (judged->signer != AK_REASON_NONE) /* that asks what the window began with */
			ak_demand_short(ledger);
		return AK_OK;
	}
	enum ak_status status = ak_judge_rest(&ledger->judge, err);
	if (status != AK_OK)
		return status;
	uint32_t other = ledger->admission.target[ledger->count];
	*judged = ledger->judge.state.judged[ledger->count];
	if (target && other != AK_POSITION_NONE)
		*target = ledger->judge.state.judged[other];
	return AK_OK;
}

enum ak_status ak_crown_take_off(struct ak_ledger *ledger, bool was_judged, struct ak_error *err)
{
	ak_judge_uncrown(&ledger->judge);
	ak_admission_uncrown(&ledger->admission);
	return was_judged && !ledger->demand ? ak_judge_rest(&ledger->judge, err) : AK_OK;
}
