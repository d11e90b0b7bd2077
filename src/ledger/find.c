/* SPDX-License-Identifier: EUPL-1.2 */
/* What a ledger is asked by an id, or by its beginning; a part of one has that brought in (ledger/demand.h). */
#include <string.h>

#include "ledger/demand.h"

static bool has_prefix(const struct ak_ledger *ledger, uint32_t record, const char *prefix)
{
	return ledger->admission.refusals[record] == AK_REFUSAL_NONE &&
	       strncmp(ak_id_hex(&ledger->records[record].id).text, prefix, strlen(prefix)) == 0;
}

enum ak_status ak_ledger_find(
	const struct ak_ledger *ledger, const char *prefix, uint32_t *record, struct ak_error *err)
{
	uint32_t found = AK_POSITION_NONE;
	size_t size = strlen(prefix);
	if (size < 4 || size > AK_ID_HEX || strspn(prefix, "0123456789abcdef") != size)
		return ak_fail(err, AK_ERR_USAGE, "\"%s\" is not (the beginning of) a record's id: 4 to 64 hex digits",
			prefix);
	if (ledger->demand)
		found = ak_demand_find(ledger, prefix);
	for (uint32_t i = 0; i < ledger->count && !ledger->demand; i++) {
		if (!has_prefix(ledger, i, prefix))
			continue;
		if (found != AK_POSITION_NONE)
			return ak_fail(err, AK_ERR_USAGE, "%s is the beginning of several ids: %s and %s", prefix,
				ak_id_hex(&ledger->records[found].id).text, ak_id_hex(&ledger->records[i].id).text);
		found = i;
	}
	if (found == AK_POSITION_NONE)
		return ak_fail(err, AK_ERR_NOT_FOUND, "there is no record %s in this ledger", prefix);
	*record = found;
	return AK_OK;
}

uint32_t ak_ledger_find_attachment(const struct ak_ledger *ledger, const struct ak_id *id)
{
	ak_demand_short(ledger);
	return ak_id_find(id, ledger->attachments, ledger->attachment_count, sizeof *ledger->attachments);
}

bool ak_ledger_has_attachment(const struct ak_ledger *ledger, const struct ak_id *id)
{
	return ak_ledger_find_attachment(ledger, id) != AK_POSITION_NONE;
}

bool ak_ledger_erased_attachment(const struct ak_ledger *ledger, const struct ak_id *id)
{
	for (uint32_t i = 0; i < ledger->absent_count; i++)
		if (ak_id_equal(&ledger->absent[i].id, id))
			return ledger->absent[i].erased;
	return !ak_ledger_has_attachment(ledger, id) && ak_store_erased(ledger->store, ak_id_hex(id).text);
}
