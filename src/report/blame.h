/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Of every field of an object: the decision that made it what it is, and the line of the charter that allowed it. The
 * rule is that of the charter and the phase in which the decision applied, whatever they are now.
 */
#ifndef AK_REPORT_BLAME_H
#define AK_REPORT_BLAME_H

#include "json/json.h"
#include "ledger/ledger.h"
#include "report/page.h"

/* Where a value, or a member of a set, comes from. */
struct ak_blame {
	const struct ak_field *field;
	const char *member;		/* of a set; NULL: the value */
	/* NULL: no decision; it came with the founding, or is what the charter begins with */
	const struct ak_effect *effect;
	bool shown;			/* for ak_blame_put */
};

/* All of an object that was ever written, in the order of its type; *found is the caller's to free. */
enum ak_status ak_blame_find(struct ak_blame **found, size_t *count, const struct ak_ledger *ledger,
	const struct ak_object *object, struct ak_error *err);

/* What one decision did stands together. */
void ak_blame_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_object *object,
	struct ak_blame *items, size_t count);

/* A list; NULL without memory. */
struct ak_json *ak_blame_document(const struct ak_ledger *ledger, const struct ak_object *object,
	const struct ak_blame *items, size_t count);

/* rule.c: the line that allowed a change that was applied. */
struct ak_allowed {
	/* in the charter: `types.afspraak.fields.termijn.by.concept`; empty: a rule of the protocol */
	struct ak_buf place;
	const char *words;	/* that rule of the protocol, translated; NULL otherwise */
	struct ak_texts who;	/* as the charter writes it, ours; empty for a rule of the protocol */
	const char *phase;	/* "" where there is none */
};

/* *allowed is the caller's to release. Without memory its place has failed. */
void ak_allowed_find(struct ak_allowed *allowed, const struct ak_ledger *ledger, const struct ak_effect *effect);

/*
 * The same of a change of a proposal that need not be in the ledger, as effect says: its object (of one to be made
 * only name and type), phase, charter.
 */
void ak_allowed_of(struct ak_allowed *allowed, const struct ak_record *proposal, const struct ak_effect *effect);

/*
 * What a change of a proposal that is open would be if it applied now, for ak_allowed_of: its phase and the charter
 * in force. made is room for an object that is to be made. False where its type, field or object is not there. The
 * number of the proposal is left at 0.
 */
bool ak_effect_now(struct ak_effect *effect, struct ak_object *made, const struct ak_ledger *ledger,
	const struct ak_record *proposal, uint32_t change);

/* In one line, appended: `types.afspraak.fields.termijn.by.concept: do`. */
void ak_allowed_words(struct ak_buf *out, const struct ak_allowed *allowed);

/* {place, phase, who}; NULL without memory. */
struct ak_json *ak_allowed_document(const struct ak_allowed *allowed);

void ak_allowed_release(struct ak_allowed *allowed);

#endif
