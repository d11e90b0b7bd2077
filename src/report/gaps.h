/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * White spots: what an agreement still lacks, by what its charter expects and by how its objects hang together. What a
 * gap is follows from the charter's field types, `expected`, references and moves; the words in it mean nothing here.
 * Objects that are finished have no gaps any more.
 */
#ifndef AK_REPORT_GAPS_H
#define AK_REPORT_GAPS_H

#include "json/json.h"
#include "ledger/ledger.h"
#include "report/page.h"

enum ak_gap_kind {
	AK_GAP_EXPECTED, /* a field that the charter expects has no value */
	/* nothing belongs to it: no required or expected reference names it, though there is one for it */
	AK_GAP_ALONE,
	AK_GAP_PARTY,	 /* no object names the party in a party field: it has no part in anything */
	AK_GAP_VACANT,	 /* a seat or office that nobody can sign for: no holder, or only revoked or expired ones */
	AK_GAP_CLASH,	 /* one of several terms of one party in one month */
	AK_GAP_KINDS,
};

struct ak_gap {
	enum ak_gap_kind kind;
	const struct ak_object *object; /* the party, seat or office itself where it is about one */
	const struct ak_type *type;
	const struct ak_field *field; /* EXPECTED: what lacks; CLASH: the term; else NULL */
	const char *nature;	      /* EXPECTED: what kind of promise it is (ledger/course.h), or NULL */
	const char *party;	      /* CLASH: whose, else NULL */
	const char *date;	      /* CLASH: of the term, else NULL. Its first 7 characters are the month */
};

struct ak_gaps {
	/* by kind; then by type and nature as the charter has them, and by name; clashes by party and date */
	struct ak_gap *items;
	size_t count;
	size_t counts[AK_GAP_KINDS];
	size_t room;
};

/* today is the day on which mandates must still hold. On AK_OK *gaps is the caller's to release. */
enum ak_status ak_gaps_find(
	struct ak_gaps *gaps, const struct ak_ledger *ledger, int32_t today, struct ak_error *err);
void ak_gaps_release(struct ak_gaps *gaps);

/* "expected", "alone", "party", "vacant", "clash": never translated. */
const char *ak_gap_name(enum ak_gap_kind kind);

/* What gaps of the kind are, as a heading, translated. */
const char *ak_gap_heading(enum ak_gap_kind kind);

/* The types whose objects could belong to one of this type, by their labels. Appended. */
void ak_gap_wanted(struct ak_buf *out, const struct ak_charter *charter, const struct ak_type *type);

/* gaps_put.c: all of them for people, and as a list of {kind, object, title, …}; NULL without memory. */
void ak_gaps_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_gaps *gaps);
/*
 * How many expected fields lack for each type and nature, as a list of {type, label, nature, expected}; NULL without
 * memory.
 */
struct ak_json *ak_gaps_natures_document(const struct ak_gaps *gaps);
struct ak_json *ak_gaps_document(const struct ak_ledger *ledger, const struct ak_gaps *gaps);

#endif
