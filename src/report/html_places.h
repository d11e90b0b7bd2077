/* SPDX-License-Identifier: EUPL-1.2 */
/* Where what a dossier tells stands on its pages. */
#ifndef AK_REPORT_HTML_PLACES_H
#define AK_REPORT_HTML_PLACES_H

#include "report/dossier_facts.h"

struct ak_places {
	const struct ak_dossier_facts *facts;
	const char *base;   /* of the paths of its pages: "index" */
	uint32_t *page_of;  /* by position: the page on which a record stands, from 0; AK_POSITION_NONE: on none */
	uint32_t *first;    /* by page: the first in the order that stands on it; one more than there are pages */
	uint32_t page_count; /* the first has all that is told of the whole */
};

/* base is borrowed. On AK_OK *places is the caller's to release. */
enum ak_status ak_places_init(
	struct ak_places *places, const struct ak_dossier_facts *facts, const char *base, struct ak_error *err);
void ak_places_release(struct ak_places *places);

/*
 * The path to a record, from the folder of the dossier: its place on a page, else its file; false where it is not in
 * the dossier.
 */
bool ak_places_path(const struct ak_places *places, uint32_t record, struct ak_buf *out);

#endif
