/* SPDX-License-Identifier: EUPL-1.2 */
/* The whole ledger on one screen, for people and as JSON: what status shows. */
#ifndef AK_REPORT_GLANCE_H
#define AK_REPORT_GLANCE_H

#include "json/json.h"
#include "ledger/tally.h"
#include "report/page.h"

/* Another replica, by what was last fetched of it. */
struct ak_glance_remote {
	const char *name;
	const char *url;
	bool own;     /* the one that is published to */
	bool fetched; /* ever */
	struct ak_seen seen;
};

struct ak_glance {
	const struct ak_ledger *ledger;
	const struct ak_tally *tally; /* of it; not needed for the remotes alone */
	int64_t now; /* what is late is late by this */
	const struct ak_glance_remote *remotes;
	size_t remote_count;
	int64_t max_age_days; /* a remote that shows nothing new for longer sleeps, or withholds; -1: no limit */
};

/*
 * Whether a remote is beyond the limit: its newest record is older, or it lacks every seal that is younger where
 * there is one.
 */
bool ak_glance_is_behind(const struct ak_glance *glance, const struct ak_glance_remote *remote);

/* One line on a remote that is. */
void ak_glance_put_behind(struct ak_page *page, const struct ak_glance *glance, const struct ak_glance_remote *remote);

void ak_glance_put(struct ak_page *page, const struct ak_glance *glance);

/* Puts the same into a document. *document is NULL after want of memory. */
void ak_glance_document(struct ak_json **document, const struct ak_glance *glance);

#endif
