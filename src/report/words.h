/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The words of the protocol, for people: what a verdict, a reason, a refusal or a kind means to who reads it. All are
 * translated and static.
 */
#ifndef AK_REPORT_WORDS_H
#define AK_REPORT_WORDS_H

#include "judge/verdict.h"
#include "ledger/ledger.h"
#include "record/record.h"
#include "report/page.h"

/* "proposal", "endorsement", "objection", "withdrawal", "seal" */
const char *ak_words_kind(enum ak_kind kind);

/* The same as the first word of a line: "Proposal". */
const char *ak_words_heading(enum ak_kind kind);

/* "in force", "pending", "counted", "noted", "withdrawn", "void"; "not known then" for none */
const char *ak_words_verdict(enum ak_verdict verdict);

/* The same with the reason of what is void, as it is typed: "in force", "void: stale". */
struct ak_words_judged {
	char text[64];
};
struct ak_words_judged ak_words_judged(enum ak_verdict verdict, enum ak_reason reason);

/* How a verdict is coloured. */
enum ak_style ak_words_style(enum ak_verdict verdict);

/* What it means that a record has this verdict: "In force: it was decided, and all its changes apply." */
const char *ak_words_meaning(enum ak_kind kind, enum ak_verdict verdict);

/* Why a record is void, as the second half of a sentence: "its signer had been revoked". "" for none. */
const char *ak_words_reason(enum ak_reason reason);

/* Why a file is refused, likewise: "its signature is missing, or is not the key's". "" for none. */
const char *ak_words_refusal(enum ak_refusal refusal);

/*
 * Why this file is refused. The sentence that came with it is in the language of the program already (see
 * ak_refused), or kept as the source has it, for readers of any language: then it is translated if it takes no
 * values, and else stands behind what is said of all that are refused so. Appended.
 */
void ak_words_refused(struct ak_buf *out, const struct ak_refused *refused);

/* The form in which people see an id: its first 12 digits. */
struct ak_id_short {
	char text[13];
};
struct ak_id_short ak_id_short(const struct ak_id *id);

/*
 * Days and times as the language writes them, where people read them in running text: `2022-06-29`, in Dutch
 * `29-06-2022`. Days have ten columns at most, so they stand in tables too. What is typed, and JSON, is always
 * year-month-day.
 */
struct ak_words_day {
	char text[24];
};
struct ak_words_day ak_words_day(int32_t days);
struct ak_words_day ak_words_date(const char *date); /* a date of the protocol; any other text is cut */
struct ak_words_day ak_words_day_of(int64_t seconds);
struct ak_words_day ak_words_minute(int64_t seconds); /* the day, a blank, `09:06`; UTC */
/* to the second: `2022-06-29T09:06:00Z`, in Dutch `29-06-2022 09:06:00 UTC` */
struct ak_words_day ak_words_time(int64_t seconds);
struct ak_words_day ak_words_month(int32_t days);     /* `2022-06`, in Dutch `06-2022` */

/* A whole number with its thousands apart: `1,500,000`, in Dutch `1.500.000`; below 10,000 they are not. Appended. */
void ak_words_number(struct ak_buf *out, int64_t number);

#endif
