/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/dossier.h"

#include <stdlib.h>
#include <string.h>

#include "judge/window.h"
#include "report/twins.h"

/* Whether it is a record of the ledger, as of the moment that was asked for. */
static bool stands(const struct ak_ledger *ledger, uint32_t record)
{
	return record < ledger->count && ledger->admission.refusals[record] == AK_REFUSAL_NONE &&
	       (!ledger->judge.options.at_given || ak_ledger_judged(ledger, record)->verdict != AK_VERDICT_NONE);
}

/* ---- what the matter is about */

static bool changes_object(const struct ak_record *record, const char *object)
{
	for (uint32_t i = 0; record->kind == AK_KIND_PROPOSE && i < record->change_count; i++)
		if (record->changes[i].object && strcmp(record->changes[i].object, object) == 0)
			return true;
	return false;
}

bool ak_is_dispute_about(const struct ak_state *state, const struct ak_object *dispute, const char *object)
{
	const struct ak_type *type = ak_charter_type_of(state->charter, dispute->name);
	const char *about = type && type->freeze ? ak_text_read(dispute, type, type->freeze->name) : NULL;
	return about && strcmp(about, object) == 0;
}

/* Whether a change is of a dispute about the object, or would make one. */
static bool disputes(const struct ak_state *state, const struct ak_change *change, const char *object)
{
	const struct ak_type *type = change->object ? ak_charter_type_of(state->charter, change->object) : NULL;
	if (!type || !type->freeze)
		return false;
	const struct ak_value *about = ak_change_value(change, type->freeze->name);
	if (about && about->kind == AK_VALUE_TEXT && strcmp(about->text, object) == 0)
		return true;
	const struct ak_object *dispute = ak_state_find(state, change->object);
	return dispute && ak_is_dispute_about(state, dispute, object);
}

static bool is_about(const struct ak_ledger *ledger, const struct ak_record *record, const char *object)
{
	if (changes_object(record, object))
		return true;
	for (uint32_t i = 0; record->kind == AK_KIND_PROPOSE && i < record->change_count; i++)
		if (disputes(ak_ledger_state(ledger), &record->changes[i], object))
			return true;
	return false;
}

static bool is_text(const struct ak_value *value, const char *text)
{
	return value->kind == AK_VALUE_TEXT && strcmp(value->text, text) == 0;
}

/* Whether a change is of what an actor may do: its key, its status, a seat or an office that it gets or loses. */
static bool appoints(const struct ak_change *change, const char *actor)
{
	const char *object = change->object ? change->object : "";
	if (strncmp(object, "actor/", 6) == 0 || strncmp(object, "party/", 6) == 0)
		return strcmp(object + 6, actor) == 0;
	if (strncmp(object, "seat/", 5) == 0)
		return is_text(&change->to, actor);
	return strncmp(object, "office/", 7) == 0 && change->op == AK_OP_SET &&
	       (is_text(&change->from, actor) || is_text(&change->to, actor));
}

static bool is_of(const struct ak_record *record, const char *actor)
{
	if (strcmp(record->actor, actor) == 0)
		return true;
	for (uint32_t i = 0; record->kind == AK_KIND_PROPOSE && i < record->change_count; i++)
		if (appoints(&record->changes[i], actor))
			return true;
	return false;
}

static void put_answers(const struct ak_ledger *ledger, uint32_t record, bool *set)
{
	const struct ak_judge *judge = &ledger->judge;
	for (uint32_t i = judge->first_answer[record]; i < judge->first_answer[record + 1]; i++)
		set[judge->answers[i]] |= stands(ledger, judge->answers[i]);
}

/* A record, what it answers, and who answered either. */
static void touch(const struct ak_ledger *ledger, uint32_t record, bool *set)
{
	uint32_t target = ledger->admission.target[record];
	set[record] = true;
	put_answers(ledger, record, set);
	if (target == AK_POSITION_NONE)
		return;
	set[target] = true;
	put_answers(ledger, target, set);
}

bool ak_dossier_touch(
	const struct ak_ledger *ledger, const char *object, const char *actor, uint32_t record, bool *touches)
{
	bool any = false;
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_record *it = &ledger->records[i];
		if (stands(ledger, i) && (i == record || (object && is_about(ledger, it, object)) ||
						 (actor && is_of(it, actor)))) {
			touch(ledger, i, touches);
			any = true;
		}
	}
	return any;
}

/* ---- what has to come along */

/* The complete seals that fix what the matter is about, and those of a split, with who signed or opposed them. */
static void put_seals(struct ak_dossier *dossier)
{
	const struct ak_ledger *ledger = dossier->ledger;
	const struct ak_judge *judge = &ledger->judge;
	for (uint32_t i = 0; i < ledger->count; i++) {
		uint32_t window = dossier->touches[i] ? ak_ledger_judged(ledger, i)->window : 0;
		if (window > 0 && window <= judge->seal_count)
			touch(ledger, judge->seals[window - 1].record, dossier->holds);
	}
	for (uint32_t i = 0; i < judge->split_count; i++)
		touch(ledger, judge->split[i], dossier->holds);
}

/* All ancestors of what is held; the sequence has parents before children, so once backwards is enough. */
static void close_over(struct ak_dossier *dossier)
{
	const struct ak_admission *admission = &dossier->ledger->admission;
	const struct ak_graph *graph = &admission->graph;
	dossier->hold_count = 0;
	for (uint32_t i = admission->admitted; i-- > 0;) {
		uint32_t record = admission->sequence[i];
		if (!dossier->holds[record])
			continue;
		dossier->hold_count++;
		for (uint32_t p = graph->first_parent[record]; p < graph->first_parent[record + 1]; p++)
			dossier->holds[graph->parents[p]] = true;
	}
}

/* ---- judged alone */

struct alone {
	struct ak_record *records;
	struct ak_admission admission;
	struct ak_judge judge;
};

static enum ak_status alone_init(struct alone *alone, const struct ak_dossier *dossier, struct ak_error *err)
{
	const struct ak_ledger *ledger = dossier->ledger;
	const struct ak_judge_options options = {.at_given = false};
	uint32_t count = 0;
	*alone = (struct alone){.records = calloc((size_t)dossier->hold_count + 1, sizeof *alone->records)};
	ak_map_init(&alone->admission.owner_map);
	ak_map_init(&alone->judge.state.objects);
	if (!alone->records)
		return ak_fail_memory(err);
	for (uint32_t i = 0; i < ledger->count; i++)
		if (dossier->holds[i])
			alone->records[count++] = ledger->records[i];
	enum ak_status status =
		ak_admit(&alone->admission, alone->records, count, ledger->founding, &ledger->id, err);
	if (status == AK_OK)
		status = ak_judge_run(&alone->judge, &alone->admission, ledger->founding, &options, err);
	return status;
}

static void alone_release(struct alone *alone)
{
	ak_judge_release(&alone->judge);
	ak_admission_release(&alone->admission);
	free(alone->records);
}

/* Takes in what may explain why a record is judged otherwise alone. */
static void explain(struct ak_dossier *dossier, uint32_t record)
{
	const struct ak_ledger *ledger = dossier->ledger;
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	touch(ledger, record, dossier->holds);
	if (stands(ledger, judged->against))
		touch(ledger, judged->against, dossier->holds);
	if (stands(ledger, judged->decided_by))
		dossier->holds[judged->decided_by] = true;
}

/* Whether every record, and the object, come out as in the whole ledger. If not, what explains it is taken in. */
static bool comes_out_the_same(struct ak_dossier *dossier, const struct alone *alone, const char *object)
{
	const struct ak_ledger *ledger = dossier->ledger;
	uint32_t at = 0;
	bool same = alone->judge.has_split == ledger->judge.has_split;
	bool *held = calloc((size_t)ledger->count + 1, sizeof *held);
	if (!held)
		return false;
	memcpy(held, dossier->holds, ledger->count * sizeof *held);
	for (uint32_t i = 0; i < ledger->count; i++) {
		if (!held[i])
			continue;
		const struct ak_judged *there = &alone->judge.state.judged[at++], *here = ak_ledger_judged(ledger, i);
		if (there->verdict == here->verdict && there->reason == here->reason)
			continue;
		same = false;
		explain(dossier, i);
	}
	free(held);
	const struct ak_object *one = object ? ak_state_find(ak_ledger_state(ledger), object) : NULL;
	const struct ak_object *other = object ? ak_state_find(&alone->judge.state, object) : NULL;
	struct ak_buf scratch = AK_BUF_INIT;
	if (one && other) {
		struct ak_id here = ak_object_digest(&ledger->admission, one, &scratch);
		struct ak_id there = ak_object_digest(&alone->admission, other, &scratch);
		same = same && ak_id_equal(&here, &there);
	}
	ak_buf_release(&scratch);
	return same && !one == !other;
}

static void reach_further(struct ak_dossier *dossier)
{
	const struct ak_ledger *ledger = dossier->ledger;
	uint32_t seals = ledger->judge.seal_count;
	dossier->reach++;
	if (dossier->reach == AK_DOSSIER_SEAL && seals > 0)
		touch(ledger, ledger->judge.seals[seals - 1].record, dossier->holds);
	if (dossier->reach == AK_DOSSIER_WHOLE)
		for (uint32_t i = 0; i < ledger->count; i++)
			dossier->holds[i] = stands(ledger, i);
	close_over(dossier);
}

/* Grows until it is judged as in the whole; the whole itself always is. */
static enum ak_status grow(struct ak_dossier *dossier, const char *object, struct ak_error *err)
{
	for (;;) {
		struct alone alone;
		uint32_t before = dossier->hold_count;
		enum ak_status status = alone_init(&alone, dossier, err);
		bool same = status == AK_OK && comes_out_the_same(dossier, &alone, object);
		alone_release(&alone);
		if (status != AK_OK || same)
			return status;
		close_over(dossier);
		if (dossier->hold_count > before)
			continue;
		if (dossier->reach == AK_DOSSIER_WHOLE)
			return ak_fail(err, AK_ERR_REFUSED, "the ledger is not judged the same twice");
		reach_further(dossier);
	}
}

static enum ak_status take_forks(struct ak_dossier *dossier, struct ak_error *err)
{
	const struct ak_ledger *ledger = dossier->ledger;
	struct ak_numbered *items = calloc((size_t)ledger->count + 1, sizeof *items);
	uint32_t count = 0;
	if (!items)
		return ak_fail_memory(err);
	for (uint32_t i = 0; i < ledger->count; i++)
		if (stands(ledger, i))
			items[count++] = (struct ak_numbered){
				.owner = ledger->admission.owners[i], .seq = ledger->records[i].seq, .record = i};
	count = ak_twins_keep(items, count);
	for (uint32_t i = 0; i < count; i++)
		dossier->touches[items[i].record] = true;
	free(items);
	return count > 0 ? AK_OK : ak_fail(err, AK_ERR_REFUSED, "no actor signed two histories, so there is nothing to prove");
}

static enum ak_status take_split(struct ak_dossier *dossier, struct ak_error *err)
{
	const struct ak_judge *judge = &dossier->ledger->judge;
	for (uint32_t i = 0; i < judge->split_count; i++)
		touch(dossier->ledger, judge->split[i], dossier->touches);
	return judge->split_count > 0
		       ? AK_OK
		       : ak_fail(err, AK_ERR_REFUSED, "no two complete seals have one height, so there is nothing to prove");
}

static enum ak_status begin(struct ak_dossier *dossier, const struct ak_ledger *ledger, struct ak_error *err)
{
	*dossier = (struct ak_dossier){.ledger = ledger,
		.touches = calloc((size_t)ledger->count + 1, sizeof *dossier->touches),
		.holds = calloc((size_t)ledger->count + 1, sizeof *dossier->holds)};
	return dossier->touches && dossier->holds ? AK_OK : ak_fail_memory(err);
}

/* With what it is about, all that has to come along. */
static enum ak_status complete(struct ak_dossier *dossier, const char *object, struct ak_error *err)
{
	memcpy(dossier->holds, dossier->touches, dossier->ledger->count * sizeof *dossier->holds);
	dossier->touch_count = 0;
	for (uint32_t i = 0; i < dossier->ledger->count; i++)
		dossier->touch_count += dossier->touches[i];
	put_seals(dossier);
	close_over(dossier);
	return grow(dossier, object, err);
}

enum ak_status ak_dossier_choose(struct ak_dossier *dossier, const struct ak_ledger *ledger, const char *object,
	const char *actor, uint32_t record, struct ak_error *err)
{
	enum ak_status status = begin(dossier, ledger, err);
	if (status == AK_OK && !ak_dossier_touch(ledger, object, actor, record, dossier->touches))
		status = ak_fail(err, AK_ERR_NOT_FOUND, "no record touches %s", object ? object : actor);
	if (status == AK_OK)
		status = complete(dossier, object, err);
	if (status != AK_OK)
		ak_dossier_release(dossier);
	return status;
}

enum ak_status ak_dossier_choose_evidence(
	struct ak_dossier *dossier, const struct ak_ledger *ledger, enum ak_dossier_evidence of, struct ak_error *err)
{
	enum ak_status status = begin(dossier, ledger, err);
	if (status == AK_OK)
		status = of == AK_EVIDENCE_FORK ? take_forks(dossier, err) : take_split(dossier, err);
	if (status == AK_OK)
		status = complete(dossier, NULL, err);
	if (status != AK_OK)
		ak_dossier_release(dossier);
	return status;
}

void ak_dossier_release(struct ak_dossier *dossier)
{
	free(dossier->touches);
	free(dossier->holds);
	*dossier = (struct ak_dossier){.touches = NULL};
}
