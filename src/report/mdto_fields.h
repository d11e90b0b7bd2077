/* SPDX-License-Identifier: EUPL-1.2 */
/* What the archive has to say in MDTO and no ledger knows: settings, by the names of docs/archive.md. */
#ifndef AK_REPORT_MDTO_FIELDS_H
#define AK_REPORT_MDTO_FIELDS_H

#include <stddef.h>

#include "base/error.h"

/* ROW(constant, name, whether it must be given) */
#define AK_MDTO_FIELDS_TABLE(ROW)                                                                                      \
	ROW(CREATOR, "archiefvormer", true)                                                                            \
	ROW(CREATOR_ID, "archiefvormerKenmerk", false)                                                                 \
	ROW(CREATOR_SOURCE, "archiefvormerBron", false)                                                                \
	ROW(VALUATION, "waardering", true)                                                                             \
	ROW(RETENTION, "bewaartermijn", false)                                                                         \
	ROW(CATEGORY, "informatiecategorie", false)                                                                    \
	ROW(CATEGORY_CODE, "informatiecategorieCode", false)                                                           \
	ROW(CATEGORY_LIST, "selectielijst", false)                                                                     \
	ROW(RESTRICTION, "beperkingGebruik", true)                                                                     \
	ROW(RESTRICTION_LIST, "beperkingGebruikLijst", true)                                                           \
	ROW(RESTRICTION_TEXT, "beperkingGebruikToelichting", false)                                                    \
	ROW(LANGUAGE, "taal", false)                                                                                   \
	ROW(SOURCE, "identificatieBron", false)

#define AK_MDTO_FIELD_CONSTANT(constant, name, required) AK_MDTO_##constant,
enum ak_mdto_field { AK_MDTO_FIELDS_TABLE(AK_MDTO_FIELD_CONSTANT) AK_MDTO_FIELDS };

/* The values, borrowed; NULL: not given. */
struct ak_mdto_fields {
	const char *values[AK_MDTO_FIELDS];
};

const char *ak_mdto_field_name(enum ak_mdto_field field);

/* By its name, without regard to case as git has it; AK_MDTO_FIELDS for none. */
enum ak_mdto_field ak_mdto_field_find(const char *name, size_t size);

/*
 * AK_ERR_USAGE with one sentence: that names everything that lacks; else the first value that cannot be. Empty values
 * are none.
 */
enum ak_status ak_mdto_fields_check(struct ak_mdto_fields *fields, struct ak_error *err);

/* The label of MDTO's list of valuations for a valuation that was checked. */
const char *ak_mdto_valuation_label(const char *code);

#endif
