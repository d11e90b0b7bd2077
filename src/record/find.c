/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/record.h"

const struct ak_record *ak_record_find(const struct ak_record *records, uint32_t count, const struct ak_id *id)
{
	uint32_t low = 0;
	uint32_t high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = ak_id_compare(id, &records[middle].id);
		if (order == 0)
			return &records[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
