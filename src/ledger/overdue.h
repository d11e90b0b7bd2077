/* SPDX-License-Identifier: EUPL-1.2 */
/* What is late: dates in the past of objects that are not finished (ledger/course.h). */
#ifndef AK_LEDGER_OVERDUE_H
#define AK_LEDGER_OVERDUE_H

#include "ledger/ledger.h"

struct ak_overdue {
	const struct ak_object *object;
	const struct ak_type *type;
	const struct ak_field *field;
	const char *date;
	int32_t day; /* the same */
};

/*
 * The terms of a ledger before today, the oldest first; *found is the caller's to free. A term is a date field that
 * the charter expects, or, where a type expects none, its last one.
 */
enum ak_status ak_overdue_find(
	struct ak_overdue **found, size_t *count, const struct ak_ledger *ledger, int32_t today, struct ak_error *err);

#endif
