/* SPDX-License-Identifier: EUPL-1.2 */
/* Asking records that were read. */
#include <string.h>

#include "record/record.h"

const struct ak_record *ak_record_find(const struct ak_record *records, uint32_t count, const struct ak_id *id)
{
	uint32_t found = ak_id_find(id, records, count, sizeof *records);
	return found == UINT32_MAX ? NULL : &records[found];
}

const struct ak_value *ak_change_value(const struct ak_change *change, const char *field)
{
	if (change->op == AK_OP_SET)
		return strcmp(change->field, field) == 0 ? &change->to : NULL;
	for (uint32_t i = 0; change->op == AK_OP_CREATE && i < change->field_count; i++)
		if (strcmp(change->fields[i].field, field) == 0)
			return &change->fields[i].value;
	return NULL;
}
