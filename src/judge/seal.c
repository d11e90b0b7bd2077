/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/seal.h"

#include <stdlib.h>

#include "judge/ballot.h"
#include "judge/read.h"

/* Whether enough seats signed a seal at all: cheap, and mostly the end of it. */
static bool may_be_complete(const struct ak_judge *judge, const struct ak_speakers *speakers, uint32_t seal)
{
	int seat = ak_speakers_seat(speakers, &judge->admission->records[seal]);
	if (seat < 0)
		return false;
	uint64_t seats = UINT64_C(1) << seat;
	for (uint32_t a = judge->first_answer[seal]; a < judge->first_answer[seal + 1]; a++) {
		const struct ak_record *answer = &judge->admission->records[judge->answers[a]];
		seat = answer->kind == AK_KIND_ENDORSE ? ak_speakers_seat(speakers, answer) : -1;
		if (seat >= 0)
			seats |= UINT64_C(1) << seat;
	}
	return ak_seats_count(seats) >= speakers->body->quorum;
}

static int compare_candidates(const void *left, const void *right)
{
	const struct ak_candidate *a = left;
	const struct ak_candidate *b = right;
	return a->record < b->record ? -1 : a->record > b->record;
}

enum ak_status ak_seal_candidates(const struct ak_judge *judge, const struct ak_speakers *speakers, int64_t height,
	uint32_t prev, struct ak_candidate **candidates, uint32_t *count, struct ak_error *err)
{
	struct ak_ballot *ballot = NULL;
	struct ak_candidate *found = NULL;
	size_t room = 0;
	uint32_t used = 0;
	enum ak_status status = AK_OK;
	*candidates = NULL;
	*count = 0;
	if (!speakers->body)
		return AK_OK;
	for (uint32_t i = ak_seals_of(judge, height); status == AK_OK && ak_is_of_height(judge, i, height); i++) {
		uint32_t seal = judge->seal_records[i];
		if (judge->admission->target[seal] != prev || !may_be_complete(judge, speakers, seal))
			continue;
		if (!ballot)
			status = ak_ballot_open(&ballot, judge, speakers, height, err);
		bool own = false;
		if (status != AK_OK || ak_seats_count(ak_ballot_seats(ballot, seal, &own)) < speakers->body->quorum || !own)
			continue;
		if (!ak_grow((void **)&found, &room, used, sizeof *found))
			status = ak_fail_memory(err);
		else
			found[used++] = (struct ak_candidate){
				seal, ak_speakers_seat(speakers, &judge->admission->records[seal])};
	}
	ak_ballot_free(ballot);
	if (status != AK_OK) {
		free(found);
		return status;
	}
	if (used > 1)
		qsort(found, used, sizeof *found, compare_candidates);
	*candidates = found;
	*count = used;
	return AK_OK;
}
