/* SPDX-License-Identifier: EUPL-1.2 */
/* What whoever wants pages says of them, and gives to make them with. */
#ifndef AK_REPORT_HTML_OPTIONS_H
#define AK_REPORT_HTML_OPTIONS_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"

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

#endif
