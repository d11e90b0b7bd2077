/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "judge/read.h"

bool ak_is_conflict(const struct ak_judged *judged)
{
	return judged->verdict == AK_VERDICT_VOID && (judged->reason == AK_REASON_STALE ||
		judged->reason == AK_REASON_FORK || judged->reason == AK_REASON_PIN);
}

/* ---- records */

static void count_records(struct ak_tally *tally, const struct ak_ledger *ledger)
{
	tally->last = AK_POSITION_NONE;
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_judged *judged = ak_ledger_judged(ledger, i);
		if (judged->verdict == AK_VERDICT_NONE)
			continue;
		bool sealed = ak_is_sealed(ledger, i, NULL);
		tally->records++;
		tally->unsealed += !sealed;
		tally->lost += !sealed && ak_is_conflict(judged);
		tally->sealed_lost += sealed && ak_is_conflict(judged);
		if (tally->last == AK_POSITION_NONE || ledger->records[i].time > ledger->records[tally->last].time)
			tally->last = i;
	}
}

/* As many of a list as are asked for. */
static uint32_t listed(const struct ak_tally *tally, uint32_t count)
{
	return tally->ask.all || count < AK_TALLY_FIRST ? count : AK_TALLY_FIRST;
}

static bool list_losers(struct ak_tally *tally, const struct ak_ledger *ledger)
{
	uint32_t count = listed(tally, tally->lost + tally->sealed_lost);
	tally->losers = calloc((size_t)count + 1, sizeof *tally->losers);
	for (int sealed = 0; tally->losers && sealed <= 1; sealed++)
		for (uint32_t i = 0; i < ledger->count && tally->loser_count < count; i++)
			if (ak_is_conflict(ak_ledger_judged(ledger, i)) && ak_is_sealed(ledger, i, NULL) == sealed)
				tally->losers[tally->loser_count++] = i;
	return tally->losers != NULL;
}

/* ---- what is open */

static bool is_open(const struct ak_ledger *ledger, uint32_t proposal)
{
	return ak_ledger_judged(ledger, proposal)->verdict == AK_VERDICT_PENDING;
}

static bool list_open(struct ak_tally *tally, const struct ak_ledger *ledger)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	for (uint32_t i = 0; i < state->opened_count; i++)
		tally->pending += is_open(ledger, state->opened[i]);
	uint32_t count = listed(tally, tally->pending);
	tally->open = calloc((size_t)count + 1, sizeof *tally->open);
	for (uint32_t rank = 0; tally->open && rank <= AK_RANK_LOWEST; rank++)
		for (uint32_t i = 0; i < state->opened_count && tally->open_count < count; i++) {
			uint32_t proposal = state->opened[i];
			if (is_open(ledger, proposal) &&
				ak_capacity_of(state->charter, ledger->records[proposal].capacity).rank == rank)
				tally->open[tally->open_count++] = proposal;
		}
	return tally->open != NULL;
}

/* ---- objects */

static void count_actor(struct ak_tally *tally, const struct ak_charter *charter, const struct ak_object *actor)
{
	const char *party = ak_text_read(actor, ak_builtin_type("actor"), "party");
	for (uint32_t i = 0; party && i < charter->party_count; i++)
		if (strcmp(charter->parties[i].name, party) == 0)
			tally->actors[i]++;
}

uint32_t ak_tally_values(const struct ak_charter *charter)
{
	uint32_t count = 0;
	for (uint32_t t = 0; t < charter->type_count; t++)
		for (uint32_t f = 0; f < charter->types[t].field_count; f++)
			count += charter->types[t].fields[f].has_moves ? charter->types[t].fields[f].values.count : 0;
	return count;
}

static void count_values(struct ak_tally *tally, const struct ak_charter *charter, const struct ak_object *object)
{
	uint32_t at = 0;
	for (uint32_t t = 0; t < charter->type_count; t++) {
		const struct ak_type *type = &charter->types[t];
		bool is_its = strcmp(type->name, object->type) == 0;
		for (uint32_t f = 0; f < type->field_count; f++) {
			const struct ak_field *field = &type->fields[f];
			for (uint32_t v = 0; field->has_moves && v < field->values.count; v++, at++)
				tally->values[at] += is_its && strcmp(ak_read(object, field).text, field->values.items[v]) == 0;
		}
	}
}

static bool count_objects(struct ak_tally *tally, const struct ak_state *state)
{
	tally->party_count = state->charter->party_count;
	tally->value_count = ak_tally_values(state->charter);
	tally->actors = calloc((size_t)tally->party_count + 1, sizeof *tally->actors);
	tally->values = calloc((size_t)tally->value_count + 1, sizeof *tally->values);
	if (!tally->actors || !tally->values)
		return false;
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i)) {
		const struct ak_object *object = ak_map_value(&state->objects, i);
		if (object->exists && strcmp(object->type, "actor") == 0)
			count_actor(tally, state->charter, object);
		else if (object->exists)
			count_values(tally, state->charter, object);
	}
	return true;
}

static enum ak_status list_overdue(struct ak_tally *tally, const struct ak_ledger *ledger, struct ak_error *err)
{
	size_t count;
	enum ak_status status = ak_overdue_find(&tally->overdue, &count, ledger, tally->ask.today, err);
	if (status == AK_OK) {
		tally->late = (uint32_t)count;
		tally->overdue_count = listed(tally, tally->late);
	}
	return status;
}

/* ---- all of it */

static bool look_at_others(struct ak_tally *tally, const struct ak_ledger *ledger)
{
	tally->seen = calloc(tally->ask.other_count + 1, sizeof *tally->seen);
	for (size_t i = 0; tally->seen && i < tally->ask.other_count; i++)
		tally->seen[i] = ak_seen_find(ledger, &tally->ask.others[i]);
	return tally->seen != NULL;
}

enum ak_status ak_tally_take(
	struct ak_tally *tally, const struct ak_ledger *ledger, const struct ak_tally_ask *ask, struct ak_error *err)
{
	*tally = (struct ak_tally){.ask = *ask};
	count_records(tally, ledger);
	bool good = list_losers(tally, ledger) && list_open(tally, ledger) && count_objects(tally, ak_ledger_state(ledger)) &&
		    look_at_others(tally, ledger);
	enum ak_status status = good ? list_overdue(tally, ledger, err) : ak_fail_memory(err);
	if (status != AK_OK)
		ak_tally_release(tally);
	return status;
}

void ak_tally_release(struct ak_tally *tally)
{
	free(tally->actors);
	free(tally->values);
	free(tally->open);
	free(tally->losers);
	free(tally->overdue);
	free(tally->seen);
	*tally = (struct ak_tally){.records = 0};
}
