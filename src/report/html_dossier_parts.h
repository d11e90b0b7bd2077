/* SPDX-License-Identifier: EUPL-1.2 */
/* What stands on the pages of a dossier, section by section. */
#ifndef AK_REPORT_HTML_DOSSIER_PARTS_H
#define AK_REPORT_HTML_DOSSIER_PARTS_H

#include "report/html_site.h"

/* html_dossier_parts.c: the sections of the first page */
void ak_dossier_put_overview(struct ak_site *site);
void ak_dossier_put_order(struct ak_site *site);
void ak_dossier_put_stands(struct ak_site *site); /* of an object */
void ak_dossier_put_disputed(struct ak_site *site);
void ak_dossier_put_known(struct ak_site *site);
void ak_dossier_put_attachments(struct ak_site *site);
/* The further pages, and what stands on each. */
void ak_dossier_put_ways(struct ak_site *site, const struct ak_pages *pages);

/* html_dossier_rows.c: records as rows of a table right under a heading; ak_grid_end ends it */
void ak_dossier_begin_rows(struct ak_site *site, const char *caption);
void ak_dossier_put_row(struct ak_site *site, uint32_t record);

/* html_dossier_cards.c: the records themselves, from and to the given numbers in the order */
void ak_dossier_put_cards(struct ak_site *site, const uint32_t *effects, uint32_t first, uint32_t last);
/* How to check all this, and what the files are. */
void ak_dossier_put_checks(struct ak_site *site);

#endif
