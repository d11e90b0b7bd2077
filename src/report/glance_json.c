/* SPDX-License-Identifier: EUPL-1.2 */
/* The answer of status as JSON. */
#include "report/build.h"
#include "report/glance.h"
#include "report/record.h"

static const struct ak_id *id_at(const struct ak_ledger *ledger, uint32_t position)
{
	return position < ledger->count ? &ledger->records[position].id : NULL;
}

static struct ak_json *parties_document(const struct ak_charter *charter, const struct ak_tally *tally)
{
	struct ak_json *parties = ak_json_array_new();
	for (uint32_t i = 0; i < charter->party_count; i++) {
		const struct ak_party *it = &charter->parties[i];
		struct ak_json *party = ak_json_object_new();
		ak_build_set(&party, "party", ak_build_text(it->name));
		ak_build_set(&party, "label", ak_build_text(it->label));
		ak_build_set(&party, "actors", ak_json_int_new(tally->actors[i]));
		ak_build_append(&parties, party);
	}
	return parties;
}

static struct ak_json *phases_document(const struct ak_charter *charter, const struct ak_tally *tally)
{
	const uint32_t *at = tally->values;
	struct ak_json *phases = ak_json_array_new();
	for (uint32_t t = 0; t < charter->type_count; t++) {
		const struct ak_type *type = &charter->types[t];
		for (uint32_t f = 0; f < type->field_count; f++) {
			const struct ak_field *field = &type->fields[f];
			if (!field->has_moves)
				continue;
			struct ak_json *row = ak_json_object_new(), *counts = ak_json_object_new();
			for (uint32_t v = 0; v < field->values.count; v++)
				ak_build_set(&counts, field->values.items[v], ak_json_int_new(*at++));
			ak_build_set(&row, "type", ak_build_text(type->name));
			ak_build_set(&row, "field", ak_build_text(field->name));
			ak_build_set(&row, "objects", counts);
			ak_build_append(&phases, row);
		}
	}
	return phases;
}

static struct ak_json *pending_document(const struct ak_ledger *ledger, const struct ak_tally *tally)
{
	struct ak_json *pending = ak_json_array_new();
	for (uint32_t i = 0; i < tally->open_count; i++) {
		const struct ak_record *record = &ledger->records[tally->open[i]];
		struct ak_json *row = ak_record_summary(ledger, tally->open[i]);
		ak_build_set(&row, "respond_by",
			record->respond_by >= 0 ? ak_build_date(record->respond_by) : ak_json_null_new());
		ak_build_set(&row, "counted",
			ak_json_int_new(ak_seats_count(ak_ledger_judged(ledger, tally->open[i])->counted)));
		ak_build_set(&row, "needed",
			ak_json_int_new(ak_capacity_of(ak_ledger_state(ledger)->charter, record->capacity).needed));
		ak_build_append(&pending, row);
	}
	return pending;
}

static struct ak_json *conflicts_document(const struct ak_ledger *ledger, const struct ak_tally *tally)
{
	struct ak_json *conflicts = ak_json_array_new();
	for (uint32_t i = 0; i < tally->loser_count; i++) {
		struct ak_json *row = ak_record_summary(ledger, tally->losers[i]);
		ak_build_set(&row, "against", ak_build_id(id_at(ledger, ak_ledger_judged(ledger, tally->losers[i])->against)));
		ak_build_append(&conflicts, row);
	}
	return conflicts;
}

static struct ak_json *overdue_document(const struct ak_tally *tally)
{
	struct ak_json *overdue = ak_json_array_new();
	for (uint32_t i = 0; i < tally->overdue_count; i++) {
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "object", ak_build_text(tally->overdue[i].object->name));
		ak_build_set(&row, "field", ak_build_text(tally->overdue[i].field->name));
		ak_build_set(&row, "date", ak_build_text(tally->overdue[i].date));
		ak_build_append(&overdue, row);
	}
	return overdue;
}

static const struct ak_id *id_of(const struct ak_seen_record *seen)
{
	return seen->is_there ? &seen->id : NULL;
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
		ak_build_set(&row, "records", ak_json_int_new(remote->seen.records));
		ak_build_set(&row, "last_record", ak_build_id(id_of(&remote->seen.last)));
		ak_build_set(&row, "last_seal", ak_build_id(id_of(&remote->seen.seal)));
		ak_build_set(&row, "behind", ak_json_bool_new(ak_glance_is_behind(glance, remote)));
		ak_build_append(&remotes, row);
	}
	return remotes;
}

void ak_glance_document(struct ak_json **document, const struct ak_glance *glance)
{
	const struct ak_ledger *ledger = glance->ledger;
	const struct ak_tally *tally = glance->tally;
	const struct ak_charter *charter = ak_ledger_state(ledger)->charter;
	uint32_t seals = ledger->judge.seal_count;
	ak_build_set(document, "name", ak_build_text(charter->name));
	ak_build_set(document, "ledger", ak_build_id(&ledger->id));
	ak_build_set(document, "state", ak_build_id(&ledger->judge.root));
	ak_build_set(document, "records", ak_json_int_new(tally->records));
	ak_build_set(document, "refused", ak_json_int_new(ledger->refused_count));
	ak_build_set(document, "split", ak_json_bool_new(ledger->judge.split_count > 0));
	ak_build_set(document, "unsealed", ak_json_int_new(tally->unsealed));
	ak_build_set(document, "seals", ak_json_int_new(seals));
	ak_build_set(document, "last_seal",
		ak_build_id(seals ? id_at(ledger, ledger->judge.seals[seals - 1].record) : NULL));
	ak_build_set(document, "last_record", ak_build_id(id_at(ledger, tally->last)));
	ak_build_set(document, "parties", parties_document(charter, tally));
	ak_build_set(document, "phases", phases_document(charter, tally));
	ak_build_set(document, "pending", pending_document(ledger, tally));
	ak_build_set(document, "conflicts", conflicts_document(ledger, tally));
	ak_build_set(document, "overdue", overdue_document(tally));
	ak_build_set(document, "remotes", remotes_document(glance));
}
