/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A charter as tables that a jurist can check: who takes part, who decides with how many seats, and for every type
 * who may make an object, set a field or make a move, in which phase. Nothing is left out, and «nobody» is said.
 */
#ifndef AK_REPORT_CHARTER_RULES_H
#define AK_REPORT_CHARTER_RULES_H

#include "charter/charter.h"
#include "json/json.h"
#include "report/page.h"

/*
 * An item of a who-list in words: `Directeurenoverleg (do)`, `the seat in Programmateam (pt) of the party in
 * “Namens”`, `the person in “Projectleider”`. Appended.
 */
void ak_rules_who(
	struct ak_buf *out, const struct ak_charter *charter, const struct ak_type *type, const struct ak_who *who);

/* What a field holds, in words: `date, expected`, `ref to thema`, `int, 0 to 100 %`. Appended. */
void ak_rules_holds(struct ak_buf *out, const struct ak_field *field);

/* As text; one type only if it is given. */
void ak_rules_put(struct ak_page *page, const struct ak_charter *charter, const struct ak_type *only);

/* As JSON: {name, bodies, offices, seal, amend, types}; NULL without memory. */
struct ak_json *ak_rules_document(const struct ak_charter *charter, const struct ak_type *only);

/*
 * charter_page.c: as one page of HTML that needs nothing else; language is the tag of what the charter says. note
 * tells which charter it is.
 */
void ak_rules_page(struct ak_buf *out, const struct ak_charter *charter, const struct ak_type *only, const char *language,
	const char *note);

#endif
