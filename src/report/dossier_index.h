/* SPDX-License-Identifier: EUPL-1.2 */
/* The index of a dossier: what a person reads of it, in the language that is spoken. */
#ifndef AK_REPORT_DOSSIER_INDEX_H
#define AK_REPORT_DOSSIER_INDEX_H

#include "report/dossier.h"
#include "report/page.h"

/* object is the matter, or NULL where it is not one object. */
void ak_dossier_index_put(
	struct ak_page *page, const struct ak_dossier *dossier, const struct ak_object *object, const char *title);

#endif
