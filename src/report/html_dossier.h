/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The index of a dossier as pages, for a panel that never touches a terminal: the same facts as the text, by the
 * builder and the style sheet of the report. A matter of some dozens of records is one page; a longer one has its
 * records on further pages.
 */
#ifndef AK_REPORT_HTML_DOSSIER_H
#define AK_REPORT_HTML_DOSSIER_H

#include "report/dossier_facts.h"
#include "report/html_options.h"

/*
 * Makes the pages in the language that is spoken: `index.html` of English, `index.nl.html` of Dutch, and those after
 * it.
 */
enum ak_status ak_dossier_pages_make(
	const struct ak_dossier_facts *facts, ak_report_put *put, void *context, struct ak_error *err);

/* The style sheet that all of them share. */
enum ak_status ak_dossier_style_make(ak_report_put *put, void *context, struct ak_error *err);

#endif
