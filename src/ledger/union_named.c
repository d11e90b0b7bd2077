/* SPDX-License-Identifier: EUPL-1.2 */
/* Which attachments of another store may come in. */
#include "ledger/union_inside.h"

#include <stdlib.h>
#include <string.h>

/* Ids that records name. */
struct names {
	struct ak_id *ids;
	size_t count, room;
	bool failed;
};

static void add(void *context, const struct ak_id *id)
{
	struct names *names = context;
	if (!ak_grow((void **)&names->ids, &names->room, names->count, sizeof *names->ids))
		names->failed = true;
	else
		names->ids[names->count++] = *id;
}

static int compare_ids(const void *left, const void *right)
{
	return ak_id_compare(left, right);
}

/* protocol §2: "A replica admits an attachment from elsewhere only if a record that it holds names its id." */
static enum ak_status names_take(
	struct names *names, const struct ak_union *joined, const struct ak_both *both, struct ak_error *err)
{
	for (uint32_t i = 0; i < both->admission->admitted; i++)
		if (!both->fresh[both->admission->sequence[i]])
			ak_record_each_named(&both->records[both->admission->sequence[i]], add, names);
	for (uint32_t i = 0; i < joined->arrival_count; i++)
		ak_record_each_named(joined->arrivals[i].record, add, names);
	if (names->failed)
		return ak_fail_memory(err);
	if (names->count > 1)
		qsort(names->ids, names->count, sizeof *names->ids, compare_ids);
	return AK_OK;
}

static bool names_have(const struct names *names, const struct ak_id *id)
{
	return names->count && bsearch(id, names->ids, names->count, sizeof *names->ids, compare_ids);
}

static bool id_of(const struct ak_entry *entry, struct ak_id *id)
{
	static const char folder[] = "bijlagen/";
	size_t size = strlen(entry->path);
	return entry->regular && size > sizeof folder - 1 &&
	       ak_id_parse(id, entry->path + sizeof folder - 1, size - (sizeof folder - 1));
}

enum ak_status ak_named_take(struct ak_union *joined, struct ak_store *store, const struct ak_both *both,
	struct ak_listing *wanted, struct ak_error *err)
{
	struct names names = {.count = 0};
	struct ak_listing own = {.count = 0};
	free(wanted->entries);
	wanted->count = 0;
	wanted->entries = calloc(joined->attachment_files.count + 1, sizeof *wanted->entries);
	if (!wanted->entries)
		return ak_fail_memory(err);
	if (joined->attachment_files.count == 0)
		return AK_OK;
	enum ak_status status = names_take(&names, joined, both, err);
	if (status == AK_OK)
		status = ak_store_list(store, "bijlagen", &own, err);
	for (size_t i = 0; status == AK_OK && i < joined->attachment_files.count; i++) {
		const struct ak_entry *entry = &joined->attachment_files.entries[i];
		struct ak_id id;
		if (ak_listing_find(&own, entry->path))
			continue;
		if (id_of(entry, &id) && !names_have(&names, &id))
			joined->unnamed++;
		else
			wanted->entries[wanted->count++] = *entry;
	}
	ak_listing_release(&own);
	free(names.ids);
	return status;
}

enum ak_status ak_named_arrive(struct ak_union *joined, struct ak_error *err)
{
	joined->attachments = calloc((size_t)joined->attached.attachment_count + 1, sizeof *joined->attachments);
	if (!joined->attachments)
		return ak_fail_memory(err);
	for (uint32_t i = 0; i < joined->attached.attachment_count; i++) {
		char path[sizeof "bijlagen/" + AK_ID_HEX] = "bijlagen/";
		strcat(path, ak_id_hex(&joined->attached.attachments[i].id).text);
		joined->attachments[joined->attachment_count++] = ak_listing_find(&joined->attachment_files, path);
	}
	return AK_OK;
}
