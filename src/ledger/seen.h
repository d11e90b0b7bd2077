/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How far another replica is, by what was last fetched of it: told from what it lacks of ours, which trees that are
 * alike tell at once.
 */
#ifndef AK_LEDGER_SEEN_H
#define AK_LEDGER_SEEN_H

#include "ledger/ledger.h"

/* The record files of ours, by their names alone, that another replica has not. */
struct ak_lacking {
	struct ak_lack {
		struct ak_id id;
		const char *path;
	} *items; /* by id */
	size_t count;
	struct ak_listing listing; /* where the paths stand */
	bool asked; /* false: nothing was ever fetched of it, and nothing is known */
};

/* Folders that are the same in both are not looked into. On AK_OK *lacking is the caller's to release. */
enum ak_status ak_lacking_find(struct ak_lacking *lacking, struct ak_store *ours, struct ak_store *theirs, struct ak_error *err);
void ak_lacking_release(struct ak_lacking *lacking);

/* Whether a record is among them. */
bool ak_lacking_has(const struct ak_lacking *lacking, const struct ak_id *id);

/* One that it has. */
struct ak_seen_record {
	bool is_there; /* false: it has none */
	struct ak_id id;
	int64_t time;
};

struct ak_seen {
	uint32_t records;	     /* of those judged here, how many it has */
	struct ak_seen_record last;  /* the newest of them */
	struct ak_seen_record seal;  /* the last complete seal among them */
};

/* Of a whole ledger. */
struct ak_seen ak_seen_find(const struct ak_ledger *ledger, const struct ak_lacking *lacking);

#endif
