/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/outlook.h"

#include <assert.h>
#include <stdlib.h>

int64_t ak_outlook_next(const struct ak_ledger *ledger)
{
	return (int64_t)ledger->judge.seal_count + 1;
}

bool ak_outlook_has_next(const struct ak_ledger *ledger)
{
	const struct ak_judge *judge = &ledger->judge;
	for (uint32_t i = 0; i < judge->seal_record_count; i++)
		if (ledger->records[judge->seal_records[i]].height == ak_outlook_next(ledger))
			return true;
	return false;
}

bool ak_ledger_knows(const struct ak_ledger *ledger, uint32_t record, uint32_t ancestor)
{
	return ak_graph_is_ancestor(&ledger->admission.graph, ancestor, record);
}

const char *ak_outlook_party(const struct ak_outlook *outlook, int seat)
{
	const struct ak_body *body = outlook->at.speakers.body;
	return body && seat >= 0 && (uint32_t)seat < body->seats.count ? body->seats.items[seat] : "";
}

static int seat_of(const struct ak_outlook *outlook, const char *actor, const char *key, int64_t now)
{
	if (!actor || !key || !outlook->at.speakers.body)
		return -1;
	struct ak_record mine = {.actor = actor, .key = key, .time = now};
	return ak_speakers_seat(&outlook->at.speakers, &mine);
}

/* The position of the complete seal before, or AK_POSITION_NONE at height 1. */
static uint32_t seal_before(const struct ak_outlook *outlook, const struct ak_ledger *ledger)
{
	return outlook->height == 1 ? AK_POSITION_NONE : ledger->judge.seals[outlook->height - 2].record;
}

static enum ak_status look_at(struct ak_outlook *outlook, const struct ak_ledger *ledger, const struct ak_ballot *ballot,
	struct ak_outlook_seal *seal, struct ak_error *err)
{
	const struct ak_graph *graph = &ledger->admission.graph;
	uint32_t first = graph->first_parent[seal->record];
	int by = -1;
	enum ak_status status = AK_OK;
	seal->complete = ak_is_complete(ledger, seal->record);
	seal->follows = ledger->admission.target[seal->record] == seal_before(outlook, ledger);
	if (seal->follows)
		status = ak_at_seal_root(&outlook->at, graph->parents + first,
			graph->first_parent[seal->record + 1] - first, &seal->root, &by, err);
	if (status != AK_OK)
		return status;
	seal->by_right = seal->follows && by == seal->seat;
	seal->root_right = seal->follows && ak_id_equal(&seal->root, ledger->records[seal->record].state);
	/* a view needs a seat; without an own one, that of the sealer tells what does not depend on it */
	ak_ballot_look(ballot, seal->record, outlook->seat >= 0 ? outlook->seat : seal->seat, &seal->view);
	if (outlook->seat < 0)
		seal->view.signed_this = seal->view.objected = seal->view.signed_rival = false;
	return AK_OK;
}

/* Seals that are by no seat are no business of anybody's: they never count. */
static enum ak_status look_at_all(struct ak_outlook *outlook, const struct ak_ledger *ledger, struct ak_error *err)
{
	const struct ak_judge *judge = &ledger->judge;
	struct ak_ballot *ballot = NULL;
	outlook->seals = calloc((size_t)judge->seal_record_count + 1, sizeof *outlook->seals);
	if (!outlook->seals)
		return ak_fail_memory(err);
	enum ak_status status = ak_ballot_open(&ballot, judge, &outlook->at.speakers, outlook->height, err);
	for (uint32_t i = ak_seals_of(judge, outlook->height);
		status == AK_OK && ak_is_of_height(judge, i, outlook->height); i++) {
		uint32_t record = judge->seal_records[i];
		struct ak_outlook_seal seal = {
			.record = record, .seat = ak_speakers_seat(&outlook->at.speakers, &ledger->records[record])};
		if (seal.seat < 0)
			continue;
		status = look_at(outlook, ledger, ballot, &seal, err);
		outlook->seals[outlook->count++] = seal;
	}
	ak_ballot_free(ballot);
	return status;
}

enum ak_status ak_outlook_open(struct ak_outlook *outlook, const struct ak_ledger *ledger, int64_t height,
	const char *actor, const char *key, int64_t now, struct ak_error *err)
{
	assert(height >= 1 && height <= ak_outlook_next(ledger));
	*outlook = (struct ak_outlook){.height = height, .seat = -1};
	enum ak_status status = ak_at_seal_open(&outlook->at, &ledger->judge, (uint32_t)(height - 1), err);
	if (status != AK_OK)
		return status;
	if (outlook->at.speakers.body) {
		outlook->quorum = outlook->at.speakers.body->quorum;
		outlook->seat = seat_of(outlook, actor, key, now);
		status = look_at_all(outlook, ledger, err);
	}
	if (status != AK_OK)
		ak_outlook_release(outlook);
	return status;
}

void ak_outlook_release(struct ak_outlook *outlook)
{
	ak_at_seal_release(&outlook->at);
	free(outlook->seals);
	outlook->seals = NULL;
	outlook->count = 0;
}

const struct ak_outlook_seal *ak_outlook_find(const struct ak_outlook *outlook, const struct ak_ledger *ledger,
	const struct ak_id *id)
{
	for (uint32_t i = 0; i < outlook->count; i++)
		if (ak_id_equal(&ledger->records[outlook->seals[i].record].id, id))
			return &outlook->seals[i];
	return NULL;
}

enum ak_status ak_outlook_root(struct ak_outlook *outlook, const struct ak_ledger *ledger,
	const struct ak_id *parents, size_t parent_count, struct ak_id *root, int *by, struct ak_error *err)
{
	uint32_t *heads = calloc(parent_count + 1, sizeof *heads);
	enum ak_status status = AK_OK;
	if (!heads)
		return ak_fail_memory(err);
	for (size_t i = 0; i < parent_count && status == AK_OK; i++) {
		heads[i] = ak_admission_find(&ledger->admission, &parents[i]);
		if (heads[i] == AK_POSITION_NONE)
			status = ak_fail(err, AK_ERR_NOT_FOUND, "there is no record %s here", ak_id_hex(&parents[i]).text);
	}
	if (status == AK_OK)
		status = ak_at_seal_root(&outlook->at, heads, (uint32_t)parent_count, root, by, err);
	free(heads);
	return status;
}
