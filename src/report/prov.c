/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/prov.h"

#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "report/attached.h"
#include "report/build.h"
#include "report/escape.h"
#include "report/prov_put.h"

#define KEY_ROW(constant, key, from, to) key,
static const char *const keys[] = {AK_PROV_SECTIONS_TABLE(KEY_ROW)};

/* What a name of each prefix is in; those of a ledger begin with its id. */
static const char *const prefixes[] = {
	"record", "signing", "decision", "object", "attachment", "charter", "actor", "party", "body", "office", "seat", "field",
};

static struct ak_prov_name name_of(const struct ak_prov *prov, const char *prefix, uint32_t record)
{
	return ak_prov_name_id(prefix, &prov->ledger->records[record].id);
}

/* ---- a record, and the signing of it */

static void put_record(struct ak_prov *prov, uint32_t record)
{
	const struct ak_record *it = &prov->ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(prov->ledger, record);
	struct ak_json *more = ak_json_object_new();
	ak_build_set(&more, "akkoord:kind", ak_build_text(ak_kind_name(it->kind)));
	ak_build_set(&more, "akkoord:verdict", ak_build_text(ak_verdict_text(judged->verdict, judged->reason)));
	if (it->kind == AK_KIND_PROPOSE)
		ak_build_set(&more, "akkoord:for", ak_build_text(it->capacity));
	if (it->kind == AK_KIND_SEAL)
		ak_build_set(&more, "akkoord:height", ak_json_int_new(it->height));
	if (it->why)
		ak_build_set(&more, "prov:label", ak_build_text(it->why));
	ak_prov_put(prov, AK_PROV_ENTITY, name_of(prov, "record", record).text, "akkoord:Record", more);
}

static void put_activity(struct ak_prov *prov, const char *name, const char *type, int64_t from, int64_t to)
{
	struct ak_json *more = ak_json_object_new();
	ak_build_set(&more, "prov:startTime", ak_build_time(from));
	ak_build_set(&more, "prov:endTime", ak_build_time(to));
	ak_prov_put(prov, AK_PROV_ACTIVITY, name, type, more);
}

static struct ak_json *at_time(int64_t time)
{
	struct ak_json *more = ak_json_object_new();
	ak_build_set(&more, "prov:time", ak_build_time(time));
	return more;
}

/*
 * For which body, office, party or seat a record was signed: a proposal says so itself, an answer counts for what it
 * answers.
 */
static const char *capacity_of(const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	uint32_t target = ledger->admission.target[record];
	if (it->kind == AK_KIND_PROPOSE)
		return it->capacity;
	bool counts = it->kind == AK_KIND_ENDORSE && target != AK_POSITION_NONE &&
		      ak_ledger_judged(ledger, record)->verdict == AK_VERDICT_COUNTED &&
		      ledger->records[target].kind == AK_KIND_PROPOSE;
	return counts ? ledger->records[target].capacity : NULL;
}

static void put_signer(struct ak_prov *prov, uint32_t record, const char *signing)
{
	const char *capacity = capacity_of(prov->ledger, record);
	struct ak_prov_name actor = ak_prov_actor(prov, prov->ledger->records[record].actor);
	ak_prov_relate(prov, AK_PROV_ASSOCIATED, signing, actor.text, NULL);
	struct ak_prov_name whose = capacity ? ak_prov_capacity(prov, capacity) : (struct ak_prov_name){.text = ""};
	if (!*whose.text || strcmp(whose.text, actor.text) == 0)
		return;
	struct ak_json *more = ak_json_object_new();
	ak_build_set(&more, "prov:activity", ak_build_text(signing));
	ak_prov_relate(prov, AK_PROV_DELEGATED, actor.text, whose.text, more);
}

struct naming {
	struct ak_prov *prov;
	const char *signing;
};

static void put_attachment(void *context, const struct ak_id *id)
{
	const struct naming *naming = context;
	struct ak_prov_name name = ak_prov_name_id("attachment", id);
	ak_prov_put(naming->prov, AK_PROV_ENTITY, name.text, "akkoord:Attachment", NULL);
	ak_prov_relate(naming->prov, AK_PROV_USED, naming->signing, name.text, NULL);
}

static void put_signing(struct ak_prov *prov, uint32_t record)
{
	const struct ak_ledger *ledger = prov->ledger;
	const struct ak_graph *graph = &ledger->admission.graph;
	uint32_t target = ledger->admission.target[record];
	int64_t time = ledger->records[record].time;
	struct ak_prov_name signing = name_of(prov, "signing", record), made = name_of(prov, "record", record);
	struct naming naming = {.prov = prov, .signing = signing.text};
	put_record(prov, record);
	put_activity(prov, signing.text, "akkoord:Signing", time, time);
	ak_prov_relate(prov, AK_PROV_GENERATED, made.text, signing.text, at_time(time));
	put_signer(prov, record, signing.text);
	if (target != AK_POSITION_NONE && ak_prov_tells(prov, target)) {
		ak_prov_relate(prov, AK_PROV_USED, signing.text, name_of(prov, "record", target).text, NULL);
		ak_prov_relate(prov, AK_PROV_DERIVED, made.text, name_of(prov, "record", target).text, NULL);
	}
	ak_attached_each(ledger, record, put_attachment, &naming);
	for (uint32_t p = graph->first_parent[record]; p < graph->first_parent[record + 1]; p++)
		if (ak_prov_tells(prov, graph->parents[p]))
			ak_prov_relate(prov, AK_PROV_INFORMED, signing.text, name_of(prov, "signing", graph->parents[p]).text, NULL);
}

/* ---- a decision, and the states of objects that it made */

static struct ak_prov_name state_name(const struct ak_prov *prov, const struct ak_effect *effect)
{
	char name[256];
	snprintf(name, sizeof name, "%s@%s", effect->object->name,
		ak_id_hex(&prov->ledger->records[effect->proposal].id).text);
	return ak_prov_name("object", name);
}

/* By whom, and by which charter. */
static void put_decider(struct ak_prov *prov, const struct ak_effect *effect, const char *decision)
{
	const struct ak_record *proposal = &prov->ledger->records[effect->proposal];
	struct ak_prov_name whose = ak_prov_capacity(prov, proposal->capacity);
	struct ak_json *more = ak_json_object_new();
	ak_build_set(&more, "prov:plan", ak_build_text(ak_prov_charter(prov, &effect->charter->digest).text));
	ak_prov_relate(prov, AK_PROV_ASSOCIATED, decision,
		*whose.text ? whose.text : ak_prov_actor(prov, proposal->actor).text, more);
}

static void put_decision(struct ak_prov *prov, const struct ak_effect *effect)
{
	const struct ak_ledger *ledger = prov->ledger;
	const struct ak_judge *judge = &ledger->judge;
	uint32_t proposal = effect->proposal, by = ak_ledger_judged(ledger, proposal)->decided_by;
	by = ak_prov_tells(prov, by) ? by : proposal;
	struct ak_prov_name decision = name_of(prov, "decision", proposal);
	put_activity(prov, decision.text, "akkoord:Decision", ledger->records[proposal].time,
		ledger->records[by].time > ledger->records[proposal].time ? ledger->records[by].time
									  : ledger->records[proposal].time);
	put_decider(prov, effect, decision.text);
	ak_prov_relate(prov, AK_PROV_USED, decision.text, name_of(prov, "record", proposal).text, NULL);
	ak_prov_relate(prov, AK_PROV_INFORMED, decision.text, name_of(prov, "signing", by).text, NULL);
	for (uint32_t i = judge->first_answer[proposal]; i < judge->first_answer[proposal + 1]; i++)
		if (ak_prov_tells(prov, judge->answers[i]) &&
			ak_ledger_judged(ledger, judge->answers[i])->verdict == AK_VERDICT_COUNTED)
			ak_prov_relate(prov, AK_PROV_USED, decision.text, name_of(prov, "record", judge->answers[i]).text, NULL);
}

static struct ak_json *value_of(const struct ak_value *value)
{
	return value->kind == AK_VALUE_NULL ? ak_build_text("") : ak_value_json(value);
}

/* Several of one field may come at once. */
static void add_member(struct ak_json **more, const char *field, const struct ak_value *value)
{
	const struct ak_json *there = *more ? ak_json_get(*more, field) : NULL;
	struct ak_json *members = there && ak_json_kind(there) == AK_JSON_ARRAY ? ak_json_copy(there) : ak_json_array_new();
	ak_build_append(&members, value_of(value));
	ak_build_set(more, field, members);
}

/*
 * What a change wrote, as attributes `field:<name>`; what it took out of a set, as one of `akkoord:removed`. An
 * attribute is never null.
 */
static void set_change(struct ak_json **more, struct ak_json **removed, const struct ak_change *change)
{
	switch (change->op) {
	case AK_OP_CREATE:
		for (uint32_t i = 0; i < change->field_count; i++)
			ak_build_set(more, ak_prov_name("field", change->fields[i].field).text, value_of(&change->fields[i].value));
		break;
	case AK_OP_SET:
		ak_build_set(more, ak_prov_name("field", change->field).text, value_of(&change->to));
		break;
	case AK_OP_ADD:
		add_member(more, ak_prov_name("field", change->field).text, &change->to);
		break;
	case AK_OP_REMOVE:
		ak_build_append(removed, value_of(&change->to));
		break;
	case AK_OP_AMEND:
		break;
	}
}

/* What one decision made of one object: its effects stand one after another. */
static void put_state(struct ak_prov *prov, const struct ak_effect *effect, const struct ak_effect *before)
{
	const struct ak_state *state = ak_ledger_state(prov->ledger);
	const struct ak_effect *end = state->effects + state->effect_count;
	const struct ak_record *proposal = &prov->ledger->records[effect->proposal];
	struct ak_prov_name name = state_name(prov, effect), whole = ak_prov_name("object", effect->object->name);
	struct ak_prov_name decision = name_of(prov, "decision", effect->proposal);
	struct ak_json *more = ak_json_object_new(), *removed = ak_json_array_new();
	uint32_t by = ak_ledger_judged(prov->ledger, effect->proposal)->decided_by;
	for (const struct ak_effect *at = effect; at < end && at->proposal == effect->proposal; at++)
		if (at->object == effect->object && at->effective)
			set_change(&more, &removed, &proposal->changes[at->change]);
	if (removed && ak_json_count(removed) > 0)
		ak_build_set(&more, "akkoord:removed", removed);
	else
		ak_json_free(removed);
	ak_prov_put(prov, AK_PROV_ENTITY, whole.text, "akkoord:Object", NULL);
	ak_prov_put(prov, AK_PROV_ENTITY, name.text, "akkoord:State", more);
	ak_prov_relate(prov, AK_PROV_SPECIAL, name.text, whole.text, NULL);
	ak_prov_relate(prov, AK_PROV_GENERATED, name.text, decision.text,
		at_time(ak_prov_tells(prov, by) ? prov->ledger->records[by].time : proposal->time));
	if (!before || !ak_prov_tells(prov, before->proposal))
		return;
	more = ak_json_object_new();
	ak_build_set(&more, "prov:activity", ak_build_text(decision.text));
	ak_build_set(&more, "prov:type", ak_prov_type("prov:Revision"));
	ak_prov_relate(prov, AK_PROV_DERIVED, name.text, state_name(prov, before).text, more);
}

static void put_amendment(struct ak_prov *prov, const struct ak_effect *effect)
{
	const struct ak_change *change = &prov->ledger->records[effect->proposal].changes[effect->change];
	struct ak_prov_name charter = ak_prov_name_id("charter", &change->charter_digest);
	if (ak_prov_has(prov, AK_PROV_ENTITY, charter.text)) /* one that was in force before: it is made but once */
		return;
	struct ak_json *more = ak_json_object_new();
	ak_prov_charter(prov, &change->charter_digest);
	ak_prov_relate(prov, AK_PROV_GENERATED, charter.text, name_of(prov, "decision", effect->proposal).text, NULL);
	ak_build_set(&more, "prov:type", ak_prov_type("prov:Revision"));
	ak_prov_relate(prov, AK_PROV_DERIVED, charter.text, ak_prov_charter(prov, &change->from_charter).text, more);
}

static void put_effects(struct ak_prov *prov)
{
	const struct ak_state *state = ak_ledger_state(prov->ledger);
	struct ak_map last; /* of each object, the effect that made its state */
	ak_map_init(&last);
	for (uint32_t i = 0; i < state->effect_count; i++) {
		struct ak_effect *effect = &state->effects[i];
		bool tells = ak_prov_tells(prov, effect->proposal);
		if (tells && (i == 0 || state->effects[i - 1].proposal != effect->proposal))
			put_decision(prov, effect);
		if (tells && !effect->object)
			put_amendment(prov, effect);
		if (!effect->object || !effect->effective)
			continue;
		const struct ak_effect *before = ak_map_get(&last, effect->object->name);
		if (before && before->proposal == effect->proposal)
			continue;
		if (tells)
			put_state(prov, effect, before);
		if (!ak_map_set(&last, effect->object->name, effect)) {
			ak_json_free(prov->sections[AK_PROV_ENTITY]);
			prov->sections[AK_PROV_ENTITY] = NULL;
		}
	}
	ak_map_release(&last);
}

/* ---- the document */

static struct ak_json *prefix_document(const struct ak_ledger *ledger)
{
	struct ak_json *document = ak_json_object_new();
	char space[128];
	ak_build_set(&document, "prov", ak_build_text("http://www.w3.org/ns/prov#"));
	ak_build_set(&document, "xsd", ak_build_text("http://www.w3.org/2001/XMLSchema#"));
	ak_build_set(&document, "akkoord", ak_build_text("urn:x-akkoord:terms:"));
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
		snprintf(space, sizeof space, "urn:x-akkoord:%s:%s:", ak_id_hex(&ledger->id).text, prefixes[i]);
		ak_build_set(&document, prefixes[i], ak_build_text(space));
	}
	return document;
}

enum ak_status ak_prov_write(
	struct ak_buf *out, const struct ak_ledger *ledger, const bool *scope, struct ak_error *err)
{
	struct ak_prov prov = {.ledger = ledger, .scope = scope};
	struct ak_json *document = ak_json_object_new();
	for (int i = 0; i < AK_PROV_SECTIONS; i++)
		prov.sections[i] = ak_json_object_new();
	for (uint32_t i = 0; i < ledger->admission.admitted; i++)
		if (ak_prov_tells(&prov, ledger->admission.sequence[i]))
			put_signing(&prov, ledger->admission.sequence[i]);
	put_effects(&prov);
	ak_build_set(&document, "prefix", prefix_document(ledger));
	for (int i = 0; i < AK_PROV_SECTIONS; i++)
		ak_build_set(&document, keys[i], prov.sections[i]);
	if (!document)
		return ak_fail_memory(err);
	struct ak_buf text = AK_BUF_INIT;
	ak_json_pretty(document, &text);
	ak_escape_json(out, ak_buf_view(&text));
	out->failed |= text.failed;
	ak_buf_release(&text);
	ak_json_free(document);
	return ak_buf_status(out, err);
}
