/* SPDX-License-Identifier: EUPL-1.2 */
/* What status counts, and its answer as JSON. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "report/build.h"
#include "report/glance.h"
#include "report/object.h"
#include "report/record.h"
#include "report/value.h"

/* ---- counting */

bool ak_is_conflict(const struct ak_judged *judged)
{
	return judged->verdict == AK_VERDICT_VOID && (judged->reason == AK_REASON_STALE ||
		judged->reason == AK_REASON_FORK || judged->reason == AK_REASON_PIN);
}

struct ak_glance_counts ak_glance_count(const struct ak_ledger *ledger)
{
	struct ak_glance_counts counts = {.last = AK_POSITION_NONE};
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_judged *judged = ak_ledger_judged(ledger, i);
		if (judged->verdict == AK_VERDICT_NONE)
			continue;
		bool sealed = ak_is_sealed(ledger, i, NULL);
		counts.records++;
		counts.unsealed += !sealed;
		counts.conflicts += !sealed && ak_is_conflict(judged);
		counts.older_conflicts += sealed && ak_is_conflict(judged);
		if (counts.last == AK_POSITION_NONE || ledger->records[i].time > ledger->records[counts.last].time)
			counts.last = i;
	}
	return counts;
}

uint32_t ak_actors_count(const struct ak_state *state, const char *party)
{
	const struct ak_object *object;
	uint32_t count = 0;
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, "actor", at, &object)) != AK_MAP_END;) {
		const char *of = ak_text_read(object, ak_builtin_type("actor"), "party");
		count += of && strcmp(of, party) == 0;
	}
	return count;
}

uint32_t ak_value_count(
	const struct ak_state *state, const struct ak_type *type, const struct ak_field *field, const char *value)
{
	const struct ak_object *object;
	uint32_t count = 0;
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, type->name, at, &object)) != AK_MAP_END;)
		count += strcmp(ak_read(object, field).text, value) == 0;
	return count;
}

/* ---- as JSON */

static const struct ak_id *id_at(const struct ak_ledger *ledger, uint32_t position)
{
	return position < ledger->count ? &ledger->records[position].id : NULL;
}

static struct ak_json *parties_document(const struct ak_ledger *ledger)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct ak_json *parties = ak_json_array_new();
	for (uint32_t i = 0; i < state->charter->party_count; i++) {
		const struct ak_party *it = &state->charter->parties[i];
		struct ak_json *party = ak_json_object_new();
		ak_build_set(&party, "party", ak_build_text(it->name));
		ak_build_set(&party, "label", ak_build_text(it->label));
		ak_build_set(&party, "actors", ak_json_int_new(ak_actors_count(state, it->name)));
		ak_build_append(&parties, party);
	}
	return parties;
}

static struct ak_json *phases_document(const struct ak_ledger *ledger)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct ak_json *phases = ak_json_array_new();
	for (uint32_t t = 0; t < state->charter->type_count; t++) {
		const struct ak_type *type = &state->charter->types[t];
		for (uint32_t f = 0; f < type->field_count; f++) {
			const struct ak_field *field = &type->fields[f];
			if (!field->has_moves)
				continue;
			struct ak_json *row = ak_json_object_new(), *counts = ak_json_object_new();
			for (uint32_t v = 0; v < field->values.count; v++)
				ak_build_set(&counts, field->values.items[v],
					ak_json_int_new(ak_value_count(state, type, field, field->values.items[v])));
			ak_build_set(&row, "type", ak_build_text(type->name));
			ak_build_set(&row, "field", ak_build_text(field->name));
			ak_build_set(&row, "objects", counts);
			ak_build_append(&phases, row);
		}
	}
	return phases;
}

static struct ak_json *pending_document(const struct ak_ledger *ledger)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct ak_json *pending = ak_json_array_new();
	for (uint32_t i = 0; i < state->opened_count; i++) {
		const struct ak_record *record = &ledger->records[state->opened[i]];
		const struct ak_judged *judged = ak_ledger_judged(ledger, state->opened[i]);
		if (judged->verdict != AK_VERDICT_PENDING)
			continue;
		struct ak_json *row = ak_record_summary(ledger, state->opened[i]);
		ak_build_set(&row, "respond_by",
			record->respond_by >= 0 ? ak_build_date(record->respond_by) : ak_json_null_new());
		ak_build_set(&row, "counted", ak_json_int_new(ak_seats_count(judged->counted)));
		ak_build_set(
			&row, "needed", ak_json_int_new(ak_capacity_of(state->charter, record->capacity).needed));
		ak_build_append(&pending, row);
	}
	return pending;
}

static struct ak_json *conflicts_document(const struct ak_ledger *ledger)
{
	struct ak_json *conflicts = ak_json_array_new();
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_judged *judged = ak_ledger_judged(ledger, i);
		if (!ak_is_conflict(judged))
			continue;
		struct ak_json *row = ak_record_summary(ledger, i);
		ak_build_set(&row, "against", ak_build_id(id_at(ledger, judged->against)));
		ak_build_append(&conflicts, row);
	}
	return conflicts;
}

static struct ak_json *overdue_document(const struct ak_glance *glance)
{
	struct ak_overdue *found = NULL;
	size_t count = 0;
	if (ak_overdue_find(&found, &count, glance->ledger, ak_date_of(glance->now), NULL) != AK_OK)
		return NULL;
	struct ak_json *overdue = ak_json_array_new();
	for (size_t i = 0; i < count; i++) {
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "object", ak_build_text(found[i].object->name));
		ak_build_set(&row, "field", ak_build_text(found[i].field->name));
		ak_build_set(&row, "date", ak_build_text(found[i].date));
		ak_build_append(&overdue, row);
	}
	free(found);
	return overdue;
}

static struct ak_json *remotes_document(const struct ak_glance *glance)
{
	struct ak_json *remotes = ak_json_array_new();
	for (size_t i = 0; i < glance->remote_count; i++) {
		const struct ak_glance_remote *remote = &glance->remotes[i];
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "name", ak_build_text(remote->name));
		ak_build_set(&row, "url", ak_build_text(remote->url));
		ak_build_set(&row, "own", ak_json_bool_new(remote->own));
		ak_build_set(&row, "fetched", ak_json_bool_new(remote->fetched));
		ak_build_set(&row, "records", ak_json_int_new(remote->records));
		ak_build_set(&row, "last_record", ak_build_id(id_at(glance->ledger, remote->last_record)));
		ak_build_set(&row, "last_seal", ak_build_id(id_at(glance->ledger, remote->last_seal)));
		ak_build_set(&row, "behind", ak_json_bool_new(ak_glance_is_behind(glance, remote)));
		ak_build_append(&remotes, row);
	}
	return remotes;
}

void ak_glance_document(struct ak_json **document, const struct ak_glance *glance)
{
	const struct ak_ledger *ledger = glance->ledger;
	struct ak_glance_counts counts = ak_glance_count(ledger);
	uint32_t seals = ledger->judge.seal_count;
	ak_build_set(document, "name", ak_build_text(ak_ledger_state(ledger)->charter->name));
	ak_build_set(document, "ledger", ak_build_id(&ledger->id));
	ak_build_set(document, "state", ak_build_id(&ledger->judge.root));
	ak_build_set(document, "records", ak_json_int_new(counts.records));
	ak_build_set(document, "refused", ak_json_int_new(ledger->refused_count));
	ak_build_set(document, "split", ak_json_bool_new(ledger->judge.split_count > 0));
	ak_build_set(document, "unsealed", ak_json_int_new(counts.unsealed));
	ak_build_set(document, "seals", ak_json_int_new(seals));
	ak_build_set(document, "last_seal",
		ak_build_id(seals ? id_at(ledger, ledger->judge.seals[seals - 1].record) : NULL));
	ak_build_set(document, "last_record", ak_build_id(id_at(ledger, counts.last)));
	ak_build_set(document, "parties", parties_document(ledger));
	ak_build_set(document, "phases", phases_document(ledger));
	ak_build_set(document, "pending", pending_document(ledger));
	ak_build_set(document, "conflicts", conflicts_document(ledger));
	ak_build_set(document, "overdue", overdue_document(glance));
	ak_build_set(document, "remotes", remotes_document(glance));
}
