/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A judged ledger as a folder of static pages, for people who never touch a terminal. This room makes the pages and
 * hands them over one by one; where they go is the caller's concern. The same ledger, moment and language give the same
 * bytes.
 */
#ifndef AK_REPORT_HTML_REPORT_H
#define AK_REPORT_HTML_REPORT_H

#include "ledger/ledger.h"
#include "report/html_options.h"

/* Makes all pages. A failure of a callback ends it. */
enum ak_status ak_report_make(
	const struct ak_ledger *ledger, const struct ak_report_options *options, struct ak_error *err);

#endif
