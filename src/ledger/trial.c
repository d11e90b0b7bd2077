/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/trial.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/crown.h"
#include "ledger/demand.h"
#include "sig/digest.h"

/* Applies and undoes. */
static bool apply_and_undo(struct ak_state *state, uint32_t proposal, const char *capacity, struct ak_fault *fault)
{
	struct ak_capacity whose = ak_capacity_of(state->charter, capacity);
	struct ak_mark mark = ak_state_mark(state);
	if (whose.kind == AK_CAPACITY_NONE) {
		*fault = (struct ak_fault){.reason = AK_REASON_CAPACITY,
			.change = state->admission->records[proposal].change_count,
			.against = AK_POSITION_NONE};
		return false;
	}
	bool applies = ak_apply(state, proposal, &whose, fault);
	ak_state_rollback(state, mark); /* of what did not apply nothing is left to undo */
	return applies;
}

bool ak_trial_of(const struct ak_ledger *ledger, uint32_t proposal, struct ak_fault *fault)
{
	for (uint32_t i = 0; i < ledger->outcome_count; i++)
		if (ledger->outcomes[i].proposal == proposal) {
			*fault = ledger->outcomes[i].fault;
			return ledger->outcomes[i].applies;
		}
	/* What is done is undone before anybody looks. */
	struct ak_state *state = (struct ak_state *)ak_ledger_state(ledger);
	bool applies = apply_and_undo(state, proposal, ledger->records[proposal].capacity, fault);
	ak_demand_record(ledger, fault->against);
	return applies;
}

struct ak_trial {
	struct ak_ledger *crowned; /* the ledger itself, with the draft on top; NULL: a copy, which is: */
	struct ak_record *records; /* the ledger's, and the draft */
	struct ak_admission admission;
	struct ak_judge judge;
	uint32_t position; /* of the draft */
};

void ak_trial_free(struct ak_trial *trial)
{
	if (!trial)
		return;
	if (trial->crowned)
		ak_crown_take_off(trial->crowned, false, NULL);
	ak_judge_release(&trial->judge);
	ak_admission_release(&trial->admission);
	free(trial->records);
	free(trial);
}

/*
 * The draft as a record. It must not come into force in the trial itself, so it is for a word that protocol §4 keeps
 * from being the name of any body, office or party.
 */
static enum ak_status take_draft(struct ak_arena *arena, const struct ak_record *draft, struct ak_record *taken,
	struct ak_error *err)
{
	struct ak_record copy = *draft;
	struct ak_buf bytes = AK_BUF_INIT;
	enum ak_record_fault fault;
	copy.capacity = "seat";
	enum ak_status status = ak_record_write(&copy, &bytes, err);
	if (status == AK_OK)
		status = ak_record_parse(taken, arena, ak_buf_view(&bytes), &fault, err);
	if (status == AK_OK)
		taken->id = ak_sha256(ak_buf_view(&bytes));
	ak_buf_release(&bytes);
	return status;
}

/* Where the draft belongs among the records, by id. */
static uint32_t place_of(const struct ak_ledger *ledger, const struct ak_record *draft)
{
	uint32_t place = 0;
	while (place < ledger->count && ak_id_compare(&ledger->records[place].id, &draft->id) < 0)
		place++;
	return place;
}

/* All of the ledger judged once more, with the draft among it. */
static enum ak_status judge_all(
	struct ak_trial *trial, const struct ak_ledger *ledger, const struct ak_record *draft, struct ak_error *err)
{
	uint32_t place = trial->position = place_of(ledger, draft);
	struct ak_record *records = trial->records = calloc((size_t)ledger->count + 1, sizeof *records);
	if (!records)
		return ak_fail_memory(err);
	if (place > 0)
		memcpy(records, ledger->records, place * sizeof *records);
	records[place] = *draft;
	if (ledger->count > place)
		memcpy(records + place + 1, ledger->records + place, (ledger->count - place) * sizeof *records);
	enum ak_status status = ak_admit(
		&trial->admission, trial->records, ledger->count + 1, ledger->founding, &ledger->id, err);
	if (status != AK_OK)
		return status;
	enum ak_refusal refusal = (enum ak_refusal)trial->admission.refusals[trial->position];
	if (refusal != AK_REFUSAL_NONE)
		return ak_fail(err, AK_ERR_REFUSED, "this record would be refused (%s)", ak_refusal_name(refusal));
	return ak_judge_run(&trial->judge, &trial->admission, ledger->founding, &ledger->judge.options, err);
}

enum ak_status ak_trial_open(
	struct ak_trial **trial, const struct ak_ledger *ledger, const struct ak_record *draft, struct ak_error *err)
{
	struct ak_trial *made = calloc(1, sizeof *made);
	struct ak_record own;
	if (!made)
		return ak_fail_memory(err);
	ak_map_init(&made->admission.owner_map);
	ak_map_init(&made->judge.state.objects);
	/* what is done to it is undone, save names in its memory */
	struct ak_ledger *whole = (struct ak_ledger *)ledger;
	enum ak_status status = take_draft(&whole->arena, draft, &own, err);
	if (status == AK_OK && ak_crown_put(whole, &own)) {
		made->crowned = whole;
		made->position = whole->count;
	} else if (status == AK_OK && whole->demand) {
		status = AK_ERR_NOT_FOUND; /* a part that is short, which nobody is told */
	} else if (status == AK_OK) {
		status = judge_all(made, ledger, &own, err);
	}
	if (status == AK_OK)
		*trial = made;
	else
		ak_trial_free(made);
	return status;
}

static struct ak_state *state_of(struct ak_trial *trial)
{
	return trial->crowned ? &trial->crowned->judge.state : &trial->judge.state;
}

bool ak_trial_apply(struct ak_trial *trial, const char *capacity, struct ak_fault *fault)
{
	if (apply_and_undo(state_of(trial), trial->position, capacity, fault))
		return true;
	if (!trial->crowned && fault->against < AK_BY_FOUNDING && fault->against > trial->position)
		fault->against--; /* the ledger does not have the draft */
	return false;
}

bool ak_trial_failed(const struct ak_trial *trial)
{
	return state_of((struct ak_trial *)trial)->failed;
}
