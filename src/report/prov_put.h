/* SPDX-License-Identifier: EUPL-1.2 */
/* A document of PROV-JSON while it is made: names, things once each, and relations between them. */
#ifndef AK_REPORT_PROV_PUT_H
#define AK_REPORT_PROV_PUT_H

#include "json/json.h"
#include "ledger/ledger.h"

/* ROW(constant, key of the document, keys of its two ends; NULL: things, not relations) */
#define AK_PROV_SECTIONS_TABLE(ROW)                                                                                    \
	ROW(ENTITY, "entity", NULL, NULL)                                                                              \
	ROW(ACTIVITY, "activity", NULL, NULL)                                                                          \
	ROW(AGENT, "agent", NULL, NULL)                                                                                \
	ROW(GENERATED, "wasGeneratedBy", "prov:entity", "prov:activity")                                               \
	ROW(USED, "used", "prov:activity", "prov:entity")                                                              \
	ROW(INFORMED, "wasInformedBy", "prov:informed", "prov:informant")                                              \
	ROW(DERIVED, "wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity")                                      \
	ROW(SPECIAL, "specializationOf", "prov:specificEntity", "prov:generalEntity")                                  \
	ROW(ASSOCIATED, "wasAssociatedWith", "prov:activity", "prov:agent")                                            \
	ROW(DELEGATED, "actedOnBehalfOf", "prov:delegate", "prov:responsible")

#define AK_PROV_SECTION_CONSTANT(constant, key, from, to) AK_PROV_##constant,
enum ak_prov_section { AK_PROV_SECTIONS_TABLE(AK_PROV_SECTION_CONSTANT) AK_PROV_SECTIONS };

struct ak_prov {
	const struct ak_ledger *ledger;
	const bool *scope; /* or NULL */
	struct ak_json *sections[AK_PROV_SECTIONS];
	uint32_t relations;
};

/* A qualified name, `record:6ca…`, by value. */
struct ak_prov_name {
	char text[320];
};
struct ak_prov_name ak_prov_name(const char *prefix, const char *name);
struct ak_prov_name ak_prov_name_id(const char *prefix, const struct ak_id *id);

/* Whether the history tells of a record. */
bool ak_prov_tells(const struct ak_prov *prov, uint32_t record);

/* The value of prov:type: a qualified name. */
struct ak_json *ak_prov_type(const char *name);

bool ak_prov_has(const struct ak_prov *prov, enum ak_prov_section section, const char *name);

/*
 * Puts a thing of this type, with what else there is to say of it (NULL: nothing), unless it is there already; more
 * is taken.
 */
void ak_prov_put(struct ak_prov *prov, enum ak_prov_section section, const char *name, const char *type, struct ak_json *more);

/* Relates two things. more may be NULL, and is taken. */
void ak_prov_relate(struct ak_prov *prov, enum ak_prov_section section, const char *from, const char *to, struct ak_json *more);

/* ---- agents and charters, put when first named */

/* An actor, or a party's root, that acts for its party. */
struct ak_prov_name ak_prov_actor(struct ak_prov *prov, const char *actor);

/*
 * A body, office, party or seat, as a record has it (`for`). "" for `self`, and for what the charter in force does
 * not have.
 */
struct ak_prov_name ak_prov_capacity(struct ak_prov *prov, const char *text);
struct ak_prov_name ak_prov_charter(struct ak_prov *prov, const struct ak_id *digest);

#endif
