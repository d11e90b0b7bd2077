/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A proposal in words: what was and what becomes of it, why, for whom, who signed and objected, what is still needed,
 * and whether it would apply now. For whoever is about to sign, and for `show`.
 */
#ifndef AK_REPORT_PROPOSAL_H
#define AK_REPORT_PROPOSAL_H

#include "json/json.h"
#include "ledger/ledger.h"
#include "report/charter_diff.h"
#include "report/page.h"

/*
 * The changes, object by object, by the labels of the charter in force: `Termijn  2022-12-31 → 2023-06-30`. Where
 * what it replaces is no longer so and is_open says that it still matters, the present value is told too.
 */
void ak_changes_put(
	struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *proposal, bool is_open);

/*
 * What it is about on one line, appended: `afspraak/x: Termijn, Partners; afspraak/y (new)`. Of many objects the
 * first.
 */
void ak_proposal_about(struct ak_buf *out, const struct ak_state *state, const struct ak_record *proposal);

/* A proposal that is about to be signed: for whom, why, pins, changes. */
void ak_draft_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *proposal);

/* A proposal in the ledger, by its position: all of it. */
void ak_proposal_put(struct ak_page *page, const struct ak_ledger *ledger, uint32_t proposal);

/* What bears on one that is open: the lines of the charter, whether it would apply now, and its rivals. */
void ak_open_put(struct ak_page *page, const struct ak_ledger *ledger, uint32_t proposal);

/* The same as JSON, with its pins; NULL without memory. */
struct ak_json *ak_open_document(const struct ak_ledger *ledger, uint32_t proposal);

/* Where values begin, beside labels. */
enum { AK_PROPOSAL_COLUMN = 24 };

/*
 * stakes.c: the lines of the charter in force that the changes have to meet, each once:
 * `types.afspraak.fields.termijn.by.concept: do`
 */
void ak_rules_of_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *proposal);

/* Those by which the changes of one that is in force were allowed, each once. */
void ak_rules_applied_put(struct ak_page *page, const struct ak_ledger *ledger, uint32_t proposal);

/* A pin, and where is_open whether it still fits. */
void ak_pin_words(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_pin *pin, bool is_open);
void ak_pins_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *proposal, bool is_open);

/*
 * Whether another proposal, by its position, is open and would change the same; position is the first one's own, or
 * AK_POSITION_NONE.
 */
bool ak_is_rival(
	const struct ak_ledger *ledger, const struct ak_record *proposal, uint32_t position, uint32_t other);

/* Other open proposals that would change the same; position is its own, or AK_POSITION_NONE. */
void ak_rivals_put(
	struct ak_page *page, const struct ak_ledger *ledger, const struct ak_record *proposal, uint32_t position);

/*
 * amendment.c: calls differs for each place at which the charter of an amendment differs from the one that it
 * replaces. AK_ERR_NOT_FOUND where the ledger does not hold that.
 */
enum ak_status ak_amendment_each(
	const struct ak_ledger *ledger, const struct ak_change *amend, ak_charter_differs *differs, void *context);

/* The same as text. */
void ak_amendment_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_change *amend);

#endif
