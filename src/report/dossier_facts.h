/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the index of a dossier tells, gathered once: the text and the pages, in whatever language, only show it.
 */
#ifndef AK_REPORT_DOSSIER_FACTS_H
#define AK_REPORT_DOSSIER_FACTS_H

#include "base/limits.h"
#include "report/dossier.h"

/* What it is about: one of these. */
struct ak_dossier_matter {
	enum ak_dossier_evidence evidence;
	const struct ak_object *object; /* or NULL */
	const char *actor;		/* or NULL */
	uint32_t record;		/* or AK_POSITION_NONE */
};

/*
 * Which records of the matter a signer had seen: the last of them, of which none had seen another. They say it all,
 * and are few.
 */
enum { AK_DOSSIER_SEEN_MAX = 16 };
struct ak_dossier_seen {
	uint32_t items[AK_DOSSIER_SEEN_MAX]; /* the latest in the order of judging first */
	uint8_t count;
	bool more; /* there may be others beside them, which did not fit */
};

struct ak_dossier_facts {
	const struct ak_dossier *dossier;
	const struct ak_ledger *ledger;
	struct ak_dossier_matter matter;
	uint32_t *order; /* the records about the matter, in the order in which they were judged */
	uint32_t count;
	uint32_t *number; /* by position in the ledger: the number in that order of what is about the matter */
	struct ak_dossier_seen *seen;	 /* by position in the ledger */
	uint32_t party_count;		 /* of the charter in force */
	/* by number in order, then by party: the first record here that proves it, or AK_POSITION_NONE */
	uint32_t *known;
	const struct ak_object *standing; /* what is told as it stands: the object, or that of the actor; or NULL */
	const struct ak_object *freezer; /* what freezes the object, or NULL */
	const struct ak_object **disputes; /* about the object, by name */
	uint32_t dispute_count;
	uint32_t in_force, objections, lost, unsealed; /* how many of them */
};

/* All is borrowed. On AK_OK the caller releases it. */
enum ak_status ak_dossier_facts_init(struct ak_dossier_facts *facts, const struct ak_dossier *dossier,
	const struct ak_dossier_matter *matter, struct ak_error *err);
void ak_dossier_facts_release(struct ak_dossier_facts *facts);

/* Since when the party of that number can be proven to have known the record of that number in the order. */
uint32_t ak_dossier_known(const struct ak_dossier_facts *facts, uint32_t number, uint32_t party);

/* Whether a record is disputed: an objection, or what lost against something else. */
bool ak_dossier_is_disputed(const struct ak_dossier_facts *facts, uint32_t record);

/* What it is about in one word: the name of the object or the actor, the id of the record, "fork" or "split". */
struct ak_dossier_name {
	char text[AK_OBJECT_MAX + 1];
};
struct ak_dossier_name ak_dossier_name(const struct ak_dossier_facts *facts);

/* The same as a heading, in the language that is spoken, appended: "Dossier: afspraak/governance (De overleggen …)". */
void ak_dossier_title(const struct ak_dossier_facts *facts, struct ak_buf *out);

/* What is said of evidence; NULL of any other matter. */
const char *ak_dossier_evidence_words(enum ak_dossier_evidence evidence);

/* How far the choice had to go. */
const char *ak_dossier_reach_words(enum ak_dossier_reach reach);

#endif
