/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/prov_put.h"

#include <assert.h>
#include <stdio.h>

#include "judge/read.h"
#include "report/build.h"
#include "report/value.h"

#define SECTION_ROW(constant, key, from, to) {from, to},
static const struct {
	const char *from, *to;
} ends[] = {AK_PROV_SECTIONS_TABLE(SECTION_ROW)};

struct ak_prov_name ak_prov_name(const char *prefix, const char *name)
{
	struct ak_prov_name made;
	int size = snprintf(made.text, sizeof made.text, "%s:%s", prefix, name);
	assert(size > 0 && (size_t)size < sizeof made.text); /* names of the protocol are short */
	(void)size;
	return made;
}

struct ak_prov_name ak_prov_name_id(const char *prefix, const struct ak_id *id)
{
	return ak_prov_name(prefix, ak_id_hex(id).text);
}

bool ak_prov_tells(const struct ak_prov *prov, uint32_t record)
{
	return record < prov->ledger->count && ak_ledger_judged(prov->ledger, record)->verdict != AK_VERDICT_NONE &&
	       (!prov->scope || prov->scope[record]);
}

struct ak_json *ak_prov_type(const char *name)
{
	struct ak_json *type = ak_json_object_new();
	ak_build_set(&type, "$", ak_build_text(name));
	ak_build_set(&type, "type", ak_build_text("xsd:QName"));
	return type;
}

bool ak_prov_has(const struct ak_prov *prov, enum ak_prov_section section, const char *name)
{
	return prov->sections[section] && ak_json_get(prov->sections[section], name);
}

void ak_prov_put(struct ak_prov *prov, enum ak_prov_section section, const char *name, const char *type, struct ak_json *more)
{
	struct ak_json **things = &prov->sections[section];
	if (ak_prov_has(prov, section, name)) {
		ak_json_free(more);
		return;
	}
	struct ak_json *thing = more ? more : ak_json_object_new();
	ak_build_set(&thing, "prov:type", ak_prov_type(type));
	ak_build_set(things, name, thing);
}

void ak_prov_relate(struct ak_prov *prov, enum ak_prov_section section, const char *from, const char *to, struct ak_json *more)
{
	char name[32];
	struct ak_json *relation = more ? more : ak_json_object_new();
	assert(ends[section].from);
	snprintf(name, sizeof name, "_:r%u", ++prov->relations);
	ak_build_set(&relation, ends[section].from, ak_build_text(from));
	ak_build_set(&relation, ends[section].to, ak_build_text(to));
	ak_build_set(&prov->sections[section], name, relation);
}

/* ---- agents and charters */

static struct ak_json *labelled(const char *label)
{
	struct ak_json *more = ak_json_object_new();
	if (label)
		ak_build_set(&more, "prov:label", ak_build_text(label));
	return more;
}

static struct ak_prov_name put_party(struct ak_prov *prov, const char *party)
{
	const struct ak_party *it = ak_charter_party(ak_ledger_state(prov->ledger)->charter, party);
	struct ak_prov_name name = ak_prov_name("party", party);
	ak_prov_put(prov, AK_PROV_AGENT, name.text, "prov:Organization", labelled(it ? it->label : NULL));
	return name;
}

struct ak_prov_name ak_prov_actor(struct ak_prov *prov, const char *actor)
{
	struct ak_actor facts = ak_actor_of(ak_ledger_state(prov->ledger), actor);
	struct ak_prov_name name = ak_prov_name("actor", actor);
	if (facts.is_party)
		return put_party(prov, actor);
	if (ak_prov_has(prov, AK_PROV_AGENT, name.text))
		return name;
	ak_prov_put(prov, AK_PROV_AGENT, name.text, "akkoord:Actor", NULL);
	if (facts.party)
		ak_prov_relate(prov, AK_PROV_DELEGATED, name.text, put_party(prov, facts.party).text, NULL);
	return name;
}

struct ak_prov_name ak_prov_capacity(struct ak_prov *prov, const char *text)
{
	static const char *const prefixes[] = {
		[AK_CAPACITY_NONE] = NULL,
		[AK_CAPACITY_PARTY] = "party",
		[AK_CAPACITY_BODY] = "body",
		[AK_CAPACITY_OFFICE] = "office",
		[AK_CAPACITY_SEAT] = "seat",
		[AK_CAPACITY_SELF] = NULL,
	};
	const struct ak_charter *charter = ak_ledger_state(prov->ledger)->charter;
	struct ak_capacity capacity = ak_capacity_of(charter, text);
	struct ak_prov_name name = {.text = ""};
	if (!prefixes[capacity.kind])
		return name;
	if (capacity.kind == AK_CAPACITY_PARTY)
		return put_party(prov, text);
	name = ak_prov_name(prefixes[capacity.kind], text);
	if (ak_prov_has(prov, AK_PROV_AGENT, name.text))
		return name;
	ak_prov_put(prov, AK_PROV_AGENT, name.text, "prov:Organization", labelled(ak_capacity_label(charter, text)));
	if (capacity.kind == AK_CAPACITY_SEAT)
		ak_prov_relate(prov, AK_PROV_DELEGATED, name.text, put_party(prov, capacity.party).text, NULL);
	return name;
}

struct ak_prov_name ak_prov_charter(struct ak_prov *prov, const struct ak_id *digest)
{
	struct ak_prov_name name = ak_prov_name_id("charter", digest);
	ak_prov_put(prov, AK_PROV_ENTITY, name.text, "prov:Plan", NULL);
	return name;
}
