/* SPDX-License-Identifier: EUPL-1.2 */
/* The whole ledger on one screen, for people and as JSON: what status shows. */
#ifndef AK_REPORT_GLANCE_H
#define AK_REPORT_GLANCE_H

#include "json/json.h"
#include "ledger/ledger.h"
#include "report/page.h"

/* How far another replica is, by what was last fetched of it. */
struct ak_glance_remote {
	const char *name;
	const char *url;
	bool own;	      /* the one that is published to */
	bool fetched;	      /* ever */
	uint32_t records;     /* of ours that it has */
	uint32_t last_record; /* the newest of them, or AK_POSITION_NONE */
	uint32_t last_seal;   /* the newest complete seal among them, or AK_POSITION_NONE */
};

struct ak_glance {
	const struct ak_ledger *ledger;
	int64_t now; /* what is late is late by this */
	const struct ak_glance_remote *remotes;
	size_t remote_count;
	int64_t max_age_days; /* a remote that shows nothing new for longer sleeps, or withholds; -1: no limit */
};

/* Whether a remote is beyond the limit: its newest record is older, or it lacks every seal that is younger where there is one. */
bool ak_glance_is_behind(const struct ak_glance *glance, const struct ak_glance_remote *remote);

/* One line on a remote that is. */
void ak_glance_put_behind(struct ak_page *page, const struct ak_glance *glance, const struct ak_glance_remote *remote);

void ak_glance_put(struct ak_page *page, const struct ak_glance *glance);

/* Puts the same into a document. *document is NULL after want of memory. */
void ak_glance_document(struct ak_json **document, const struct ak_glance *glance);

/* ---- what it counts */

struct ak_glance_counts {
	uint32_t records, unsealed, conflicts, older_conflicts;
	uint32_t last; /* the record judged last, or AK_POSITION_NONE */
};

struct ak_glance_counts ak_glance_count(const struct ak_ledger *ledger);

/* A record that lost against another one, or against itself: void by `stale`, `fork` or `pin`. */
bool ak_is_conflict(const struct ak_judged *judged);

/* The actors of a party, those revoked too. */
uint32_t ak_actors_count(const struct ak_state *state, const char *party);

/* The objects of a type of which a field with moves has this value. */
uint32_t ak_value_count(
	const struct ak_state *state, const struct ak_type *type, const struct ak_field *field, const char *value);

/* ---- overdue.c: what is late */

/* A date in the past of an object that is not finished. */
struct ak_overdue {
	const struct ak_object *object;
	const struct ak_type *type;
	const struct ak_field *field;
	const char *date;
};

/*
 * Those of the ledger, the oldest first; *found is the caller's to free. A term is a date field that the charter expects, or, where a
 * type expects none, its last one. An object is finished once a field of its own with moves has a value that
 * no move leaves, or its phase is such a value.
 */
enum ak_status ak_overdue_find(
	struct ak_overdue **found, size_t *count, const struct ak_ledger *ledger, int32_t today, struct ak_error *err);

#endif
