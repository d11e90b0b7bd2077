/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/crown.h"

bool ak_crown_put(struct ak_ledger *ledger, const struct ak_record *record)
{
	if (ledger->is_part || ledger->room <= ledger->count || ledger->admission.count != ledger->count)
		return false;
	ledger->records[ledger->count] = *record;
	if (!ak_admission_crown(&ledger->admission, &ledger->id))
		return false;
	if (ak_judge_crown(&ledger->judge))
		return true;
	ak_admission_uncrown(&ledger->admission);
	return false;
}

enum ak_status ak_crown_judge(
	struct ak_ledger *ledger, struct ak_judged *judged, struct ak_judged *target, struct ak_error *err)
{
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
	return was_judged ? ak_judge_rest(&ledger->judge, err) : AK_OK;
}
