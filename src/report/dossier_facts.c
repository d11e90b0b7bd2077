/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/dossier_facts.h"

#include <stdio.h>
#include <stdlib.h>

#include "judge/scope.h"
#include "ledger/tally.h"
#include "report/gettext.h"
#include "report/knew.h"
#include "report/value.h"

/* ---- in the order of judging */

static void put_next(struct ak_dossier_facts *facts, uint32_t record)
{
	facts->number[record] = facts->count;
	facts->order[facts->count++] = record;
}

/* What a split of seals keeps from being judged comes last, parents before children. */
static enum ak_status take_order(struct ak_dossier_facts *facts, struct ak_error *err)
{
	const struct ak_ledger *ledger = facts->ledger;
	const struct ak_admission *admission = &ledger->admission;
	uint32_t *by_place = calloc((size_t)ledger->count + 1, sizeof *by_place);
	facts->order = calloc((size_t)ledger->count + 1, sizeof *facts->order);
	facts->number = calloc((size_t)ledger->count + 1, sizeof *facts->number);
	bool well = by_place && facts->order && facts->number;
	for (uint32_t i = 0; well && i < ledger->count; i++)
		if (facts->dossier->touches[i] && ak_ledger_judged(ledger, i)->verdict != AK_VERDICT_NONE)
			by_place[ak_ledger_judged(ledger, i)->place] = i + 1;
	for (uint32_t i = 0; well && i < ledger->count; i++)
		if (by_place[i])
			put_next(facts, by_place[i] - 1);
	for (uint32_t i = 0; well && i < admission->admitted; i++)
		if (facts->dossier->touches[admission->sequence[i]] &&
			ak_ledger_judged(ledger, admission->sequence[i])->verdict == AK_VERDICT_NONE)
			put_next(facts, admission->sequence[i]);
	free(by_place);
	return well ? AK_OK : ak_fail_memory(err);
}

static void take_counts(struct ak_dossier_facts *facts)
{
	for (uint32_t i = 0; i < facts->count; i++) {
		uint32_t record = facts->order[i];
		const struct ak_judged *judged = ak_ledger_judged(facts->ledger, record);
		facts->in_force += judged->verdict == AK_VERDICT_IN_FORCE;
		facts->objections += facts->ledger->records[record].kind == AK_KIND_OBJECT;
		facts->lost += judged->verdict == AK_VERDICT_VOID;
		facts->unsealed += !ak_is_sealed(facts->ledger, record, NULL);
	}
}

bool ak_dossier_is_disputed(const struct ak_dossier_facts *facts, uint32_t record)
{
	return facts->ledger->records[record].kind == AK_KIND_OBJECT ||
	       ak_is_conflict(ak_ledger_judged(facts->ledger, record));
}

static void take_standing(struct ak_dossier_facts *facts)
{
	static const char *const types[] = {"actor", "party"};
	const struct ak_state *state = ak_ledger_state(facts->ledger);
	char name[AK_OBJECT_MAX + 1];
	facts->standing = facts->matter.object;
	for (size_t i = 0; facts->matter.actor && !facts->standing && i < sizeof types / sizeof types[0]; i++) {
		snprintf(name, sizeof name, "%s/%s", types[i], facts->matter.actor);
		facts->standing = ak_state_find(state, name);
	}
}

static void take_freezer(struct ak_dossier_facts *facts)
{
	/* only its indexes are brought up to date, which changes no answer */
	struct ak_state *state = (struct ak_state *)ak_ledger_state(facts->ledger);
	const struct ak_capacity nobody = {.text = ""};
	if (facts->matter.object)
		facts->freezer = ak_frozen_by(state, facts->matter.object, &nobody);
}

static enum ak_status take_disputes(struct ak_dossier_facts *facts, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(facts->ledger);
	const struct ak_map *objects = &state->objects;
	if (!facts->matter.object)
		return AK_OK;
	facts->disputes = calloc((size_t)objects->count + 1, sizeof *facts->disputes);
	if (!facts->disputes)
		return ak_fail_memory(err);
	for (uint32_t i = ak_map_first(objects); i != AK_MAP_END; i = ak_map_next(objects, i)) {
		const struct ak_object *object = ak_map_value(objects, i);
		if (ak_is_dispute_about(state, object, facts->matter.object->name))
			facts->disputes[facts->dispute_count++] = object;
	}
	return AK_OK;
}

/* ---- what each signer had seen of the matter */

/* Puts one in, which stands in its place by the order of judging, the latest first. */
static void put_in(const struct ak_dossier_facts *facts, uint32_t *items, uint32_t *count, uint32_t record)
{
	uint32_t at = *count;
	for (uint32_t i = 0; i < *count; i++)
		if (items[i] == record)
			return;
	for (; at > 0 && facts->number[items[at - 1]] < facts->number[record]; at--)
		items[at] = items[at - 1];
	items[at] = record;
	(*count)++;
}

/* Of all that the parents know, those that none of the others had seen; the latest of them, if they are too many. */
static void gather(struct ak_dossier_facts *facts, uint32_t record, uint32_t *items)
{
	const struct ak_graph *graph = &facts->ledger->admission.graph;
	struct ak_dossier_seen *seen = &facts->seen[record];
	uint32_t count = 0;
	for (uint32_t p = graph->first_parent[record]; p < graph->first_parent[record + 1]; p++) {
		uint32_t parent = graph->parents[p];
		const struct ak_dossier_seen *of = &facts->seen[parent];
		if (facts->dossier->touches[parent]) {
			put_in(facts, items, &count, parent);
			continue;
		}
		seen->more |= of->more;
		for (uint32_t i = 0; i < of->count; i++)
			put_in(facts, items, &count, of->items[i]);
	}
	for (uint32_t i = 0; i < count; i++) {
		bool known = false;
		for (uint32_t k = 0; k < seen->count && !known; k++)
			known = ak_graph_is_ancestor(graph, items[i], seen->items[k]);
		if (!known && seen->count == AK_DOSSIER_SEEN_MAX)
			seen->more = true;
		else if (!known)
			seen->items[seen->count++] = items[i];
	}
}

/* Parents come before children, so each is told by what its parents know. */
static enum ak_status take_seen(struct ak_dossier_facts *facts, struct ak_error *err)
{
	const struct ak_admission *admission = &facts->ledger->admission;
	uint32_t *items = calloc((size_t)AK_PARENTS_MAX * AK_DOSSIER_SEEN_MAX, sizeof *items);
	facts->seen = calloc((size_t)facts->ledger->count + 1, sizeof *facts->seen);
	bool well = items && facts->seen;
	for (uint32_t i = 0; well && i < admission->admitted; i++)
		if (facts->dossier->holds[admission->sequence[i]])
			gather(facts, admission->sequence[i], items);
	free(items);
	return well ? AK_OK : ak_fail_memory(err);
}

/* ---- since when each party knew */

static enum ak_status take_known(struct ak_dossier_facts *facts, struct ak_error *err)
{
	const struct ak_charter *charter = ak_ledger_state(facts->ledger)->charter;
	uint32_t *proofs = calloc((size_t)facts->ledger->count + 1, sizeof *proofs);
	facts->party_count = charter->party_count;
	facts->known = calloc((size_t)facts->count * facts->party_count + 1, sizeof *facts->known);
	bool well = proofs && facts->known;
	for (uint32_t p = 0; well && p < facts->party_count; p++) {
		well = ak_knew_each(facts->ledger, charter->parties[p].name, facts->dossier->holds, proofs);
		for (uint32_t i = 0; well && i < facts->count; i++)
			facts->known[(size_t)i * facts->party_count + p] = proofs[facts->order[i]];
	}
	free(proofs);
	return well ? AK_OK : ak_fail_memory(err);
}

uint32_t ak_dossier_known(const struct ak_dossier_facts *facts, uint32_t number, uint32_t party)
{
	return facts->known[(size_t)number * facts->party_count + party];
}

/* ---- the whole */

enum ak_status ak_dossier_facts_init(struct ak_dossier_facts *facts, const struct ak_dossier *dossier,
	const struct ak_dossier_matter *matter, struct ak_error *err)
{
	*facts = (struct ak_dossier_facts){.dossier = dossier, .ledger = dossier->ledger, .matter = *matter};
	enum ak_status status = take_order(facts, err);
	if (status == AK_OK)
		status = take_seen(facts, err);
	if (status == AK_OK)
		status = take_known(facts, err);
	if (status == AK_OK)
		status = take_disputes(facts, err);
	if (status != AK_OK) {
		ak_dossier_facts_release(facts);
		return status;
	}
	take_counts(facts);
	take_standing(facts);
	take_freezer(facts);
	return AK_OK;
}

void ak_dossier_facts_release(struct ak_dossier_facts *facts)
{
	free(facts->order);
	free(facts->number);
	free(facts->seen);
	free(facts->known);
	free(facts->disputes);
	*facts = (struct ak_dossier_facts){.count = 0};
}

/* ---- in words */

struct ak_dossier_name ak_dossier_name(const struct ak_dossier_facts *facts)
{
	const struct ak_dossier_matter *matter = &facts->matter;
	struct ak_dossier_name name;
	const char *text = matter->actor;
	struct ak_id_hex id = {.text = ""};
	if (matter->evidence != AK_EVIDENCE_NONE)
		text = matter->evidence == AK_EVIDENCE_FORK ? "fork" : "split";
	else if (matter->object)
		text = matter->object->name;
	else if (matter->record < facts->ledger->count)
		id = ak_id_hex(&facts->ledger->records[matter->record].id);
	snprintf(name.text, sizeof name.text, "%s", text ? text : id.text);
	return name;
}

const char *ak_dossier_evidence_words(enum ak_dossier_evidence evidence)
{
	static const char *const words[] = {
		[AK_EVIDENCE_NONE] = NULL,
		[AK_EVIDENCE_FORK] = N_("Evidence: an actor signed two histories, with one number under several records"),
		[AK_EVIDENCE_SPLIT] = N_("Evidence: several complete seals have one height"),
	};
	return words[evidence] ? _(words[evidence]) : NULL;
}

const char *ak_dossier_reach_words(enum ak_dossier_reach reach)
{
	static const char *const words[] = {
		[AK_DOSSIER_MATTER] = N_("Chosen: what touches the matter, what answers, seals and explains it, and all that these had seen."),
		[AK_DOSSIER_SEAL] = N_("Chosen: what touches the matter, and all that the last complete seal covers."),
		[AK_DOSSIER_WHOLE] = N_("Chosen: every record of the ledger."),
	};
	return _(words[reach]);
}

void ak_dossier_title(const struct ak_dossier_facts *facts, struct ak_buf *out)
{
	const struct ak_object *object = facts->matter.object;
	const char *evidence = ak_dossier_evidence_words(facts->matter.evidence);
	const char *called = object ? ak_object_title(ak_ledger_state(facts->ledger), object) : NULL;
	if (evidence)
		ak_buf_text(out, evidence);
	else
		ak_buf_format(out, _("Dossier: %s"), ak_dossier_name(facts).text);
	if (called)
		ak_buf_format(out, " (%s)", called);
}
