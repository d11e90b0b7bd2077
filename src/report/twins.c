/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/twins.h"

#include <stdbool.h>
#include <stdlib.h>

static int compare(const void *left, const void *right)
{
	const struct ak_numbered *a = left, *b = right;
	if (a->owner != b->owner)
		return a->owner < b->owner ? -1 : 1;
	if (a->seq != b->seq)
		return a->seq < b->seq ? -1 : 1;
	return (a->record > b->record) - (a->record < b->record);
}

static bool is_twin(const struct ak_numbered *a, const struct ak_numbered *b)
{
	return a->owner == b->owner && a->seq == b->seq;
}

uint32_t ak_twins_keep(struct ak_numbered *items, uint32_t count)
{
	uint32_t kept = 0;
	qsort(items, count, sizeof *items, compare);
	for (uint32_t i = 0; i < count; i++) {
		bool twin = (i > 0 && is_twin(&items[i], &items[i - 1])) ||
			    (i + 1 < count && is_twin(&items[i], &items[i + 1]));
		if (twin && kept < i)
			items[kept] = items[i]; /* what stood there was looked at before */
		kept += twin;
	}
	return kept;
}
