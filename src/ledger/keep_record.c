/* SPDX-License-Identifier: EUPL-1.2 */
/* A record kept: itself, what became of it, what seals it and who answered. */
#include "ledger/keep.h"

static void put_judged(struct ak_keep *keep, const struct ak_judged *judged)
{
	struct ak_packer *packer = &keep->packer;
	const uint32_t numbers[] = {judged->verdict, judged->reason, judged->fault, judged->rank, judged->window, judged->place,
		judged->against, judged->signer};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		ak_pack_number(packer, numbers[i]);
	ak_pack_number(packer, judged->counted);
	ak_keep_position(keep, judged->decided_by);
}

/* Of a decided proposal only those that counted, of an open one all, are ever told. */
static bool is_told(const struct ak_keep *keep, uint32_t proposal, uint32_t answer)
{
	return ak_ledger_judged(keep->ledger, proposal)->verdict == AK_VERDICT_PENDING ||
	       ak_ledger_judged(keep->ledger, answer)->verdict == AK_VERDICT_COUNTED;
}

static void put_answers(struct ak_keep *keep, uint32_t record)
{
	const struct ak_judge *judge = &keep->ledger->judge;
	uint32_t first = judge->first_answer[record], end = judge->first_answer[record + 1], told = 0;
	for (uint32_t i = first; i < end; i++)
		told += is_told(keep, record, judge->answers[i]);
	ak_pack_number(&keep->packer, told);
	for (uint32_t i = first; i < end; i++)
		if (is_told(keep, record, judge->answers[i]))
			ak_keep_position(keep, judge->answers[i]);
}

/* Where it stands in the graph; nowhere if that is searched there. */
static void put_graph(struct ak_keep *keep, const struct ak_graph_record *record)
{
	bool told = record->chain != AK_POSITION_NONE;
	ak_pack_number(&keep->packer, told ? record->height : 0);
	ak_pack_number(&keep->packer, told ? record->chain : 0);
	ak_pack_number(&keep->packer, told ? record->link : 0);
}

void ak_keep_record(struct ak_keep *keep, uint32_t record)
{
	const struct ak_judge *judge = &keep->ledger->judge;
	const struct ak_judged *judged = ak_ledger_judged(keep->ledger, record);
	bool sealed = judged->window > 0 && judged->window <= judge->seal_count;
	ak_pack_record(ak_keep_begin(keep), &keep->ledger->records[record]);
	put_judged(keep, judged);
	put_graph(keep, &keep->ledger->admission.graph.records[record]);
	ak_keep_position(keep, sealed ? judge->seals[judged->window - 1].record : AK_POSITION_NONE);
	put_answers(keep, record);
	ak_buf_format(&keep->name, AK_HEAD_RECORD, record);
	ak_keep_end(keep);
}
