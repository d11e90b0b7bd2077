/* SPDX-License-Identifier: EUPL-1.2 */
/* How the objects of a ledger differ between two moments, field by field, in words and as JSON. */
#ifndef AK_REPORT_DIFF_H
#define AK_REPORT_DIFF_H

#include "json/json.h"
#include "judge/state.h"
#include "report/page.h"

/* A field, or an object whole where field is NULL (it came or went), that differs. */
struct ak_difference {
	const struct ak_object *was;	 /* NULL: it was not there */
	const struct ak_object *becomes; /* NULL: it is not there (any more, or yet) */
	const struct ak_type *type;	 /* by which field is read; NULL: neither charter knows it */
	const struct ak_field *field;
};

struct ak_differences {
	const struct ak_state *was, *becomes;
	struct ak_difference *items; /* object by object, by name; fields in the order of the type */
	size_t count, room;
	uint32_t objects; /* how many differ */
	bool charter;	  /* another one is in force */
};

/* Both states are borrowed. On AK_OK *found is the caller's to release. */
enum ak_status ak_differences_find(struct ak_differences *found, const struct ak_state *was,
	const struct ak_state *becomes, struct ak_error *err);
void ak_differences_release(struct ak_differences *found);

void ak_differences_put(struct ak_page *page, const struct ak_differences *found);

/* A list of {object, label, change, fields}; NULL without memory. */
struct ak_json *ak_differences_document(const struct ak_differences *found);

#endif
