/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A judged ledger as a folder of static pages, for people who never touch a terminal. This room makes the pages and
 * hands them over one by one; where they go is the caller's concern. The same ledger, moment and language give the same
 * bytes.
 */
#ifndef AK_REPORT_HTML_REPORT_H
#define AK_REPORT_HTML_REPORT_H

#include "ledger/ledger.h"

/*
 * Charters and records are mostly Dutch, as the agreement that this was made for: the language of what they say where
 * nobody tells another.
 */
#define AK_REPORT_LANGUAGE "nl"

/*
 * Takes one file of the report: a path of `[a-z0-9._/-]`, at most one folder deep, and its bytes, borrowed for the
 * call.
 */
typedef enum ak_status ak_report_put(void *context, const char *path, struct ak_bytes bytes, struct ak_error *err);

/* Gives the exact bytes of a record and of its signature, appended. */
typedef enum ak_status ak_report_bytes(
	void *context, uint32_t record, struct ak_buf *bytes, struct ak_buf *signature, struct ak_error *err);

struct ak_report_options {
	int32_t today;	  /* what is overdue is told by this day */
	bool since_given; /* what changed since a day is told apart: */
	int32_t since;
	const char *language; /* of what records and charter say: a language tag */
	ak_report_put *put;
	ak_report_bytes *bytes;
	void *context; /* of both */
};

/* Makes all pages. A failure of a callback ends it. */
enum ak_status ak_report_make(
	const struct ak_ledger *ledger, const struct ak_report_options *options, struct ak_error *err);

#endif
