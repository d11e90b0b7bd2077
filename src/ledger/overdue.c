/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/overdue.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "ledger/course.h"

struct finding {
	struct ak_overdue *items;
	size_t count, room;
	int32_t today;
	bool failed;
};

static void look_at(struct finding *finding, const struct ak_object *object, const struct ak_type *type)
{
	for (uint32_t i = 0; i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		struct ak_value value = ak_read(object, field);
		int32_t day;
		if (!ak_course_is_term(type, field) || value.kind != AK_VALUE_TEXT || !ak_date_parse(&day, value.text) ||
			day >= finding->today)
			continue;
		if (!ak_grow((void **)&finding->items, &finding->room, finding->count, sizeof *finding->items)) {
			finding->failed = true;
			return;
		}
		finding->items[finding->count++] = (struct ak_overdue){object, type, field, value.text, day};
	}
}

static int compare(const void *a, const void *b)
{
	const struct ak_overdue *left = a, *right = b;
	if (left->day != right->day)
		return left->day < right->day ? -1 : 1;
	int order = strcmp(left->object->name, right->object->name);
	return order ? order : (left->field > right->field) - (left->field < right->field);
}

enum ak_status ak_overdue_find(
	struct ak_overdue **found, size_t *count, const struct ak_ledger *ledger, int32_t today, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct finding finding = {.today = today};
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i)) {
		const struct ak_object *object = ak_map_value(&state->objects, i);
		const struct ak_type *type = ak_charter_type(state->charter, object->type);
		if (object->exists && type && !ak_course_is_finished(state, object))
			look_at(&finding, object, type);
	}
	if (finding.failed) {
		free(finding.items);
		return ak_fail_memory(err);
	}
	if (finding.count > 0)
		qsort(finding.items, finding.count, sizeof *finding.items, compare);
	*found = finding.items;
	*count = finding.count;
	return AK_OK;
}
