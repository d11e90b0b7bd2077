/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The index of a dossier as a text: what a person reads of it who has only a terminal, in the language that is
 * spoken.
 */
#ifndef AK_REPORT_DOSSIER_INDEX_H
#define AK_REPORT_DOSSIER_INDEX_H

#include "report/dossier_facts.h"
#include "report/page.h"

void ak_dossier_index_put(struct ak_page *page, const struct ak_dossier_facts *facts);

#endif
