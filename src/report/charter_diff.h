/* SPDX-License-Identifier: EUPL-1.2 */
/* How two charters differ, place by place: `types.afspraak.fields.termijn.by.concept`. */
#ifndef AK_REPORT_CHARTER_DIFF_H
#define AK_REPORT_CHARTER_DIFF_H

#include "json/json.h"
#include "report/page.h"

/* A place that differs; was or becomes is NULL where it is not there. All borrowed for the call. */
typedef void ak_charter_differs(
	void *context, const char *place, const struct ak_json *was, const struct ak_json *becomes);

/* Calls differs for each place, in the order of was, then what is new. AK_ERR_MEMORY where memory ran out. */
enum ak_status ak_charter_compare(const struct ak_json *was, const struct ak_json *becomes, ak_charter_differs *differs,
	void *context, struct ak_error *err);

/*
 * One place as text: was → becomes, on its line where both are short, else below it. Indented as page->indent says,
 * which stays as it was.
 */
void ak_charter_place_put(
	struct ak_page *page, const char *place, const struct ak_json *was, const struct ak_json *becomes);

/* As text, and as a list of {place, was, becomes}. *count is the number of places. */
enum ak_status ak_charter_diff_put(struct ak_page *page, const struct ak_json *was, const struct ak_json *becomes,
	uint32_t *count, struct ak_error *err);
enum ak_status ak_charter_diff_document(struct ak_json **list, const struct ak_json *was, const struct ak_json *becomes,
	uint32_t *count, struct ak_error *err);

#endif
