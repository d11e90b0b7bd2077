/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/seen.h"

#include <stdlib.h>

static int compare(const void *left, const void *right)
{
	return ak_id_compare(&((const struct ak_lack *)left)->id, &((const struct ak_lack *)right)->id);
}

/* Those of the files listed on our side that are not among the other's. */
static enum ak_status sift(struct ak_lacking *lacking, const struct ak_listing *theirs, struct ak_error *err)
{
	const struct ak_listing *ours = &lacking->listing;
	lacking->items = calloc(ours->count + 1, sizeof *lacking->items);
	if (!lacking->items)
		return ak_fail_memory(err);
	for (size_t i = 0; i < ours->count; i++) {
		struct ak_record_path path;
		if (ak_record_path_parse(&path, ours->entries[i].path) && !path.is_signature &&
			!ak_listing_find(theirs, ours->entries[i].path))
			lacking->items[lacking->count++] = (struct ak_lack){path.id, ours->entries[i].path};
	}
	if (lacking->count > 1)
		qsort(lacking->items, lacking->count, sizeof *lacking->items, compare);
	return AK_OK;
}

enum ak_status ak_lacking_find(struct ak_lacking *lacking, struct ak_store *ours, struct ak_store *theirs, struct ak_error *err)
{
	struct ak_listing others;
	*lacking = (struct ak_lacking){.asked = true};
	enum ak_status status = ak_store_list_unlike(ours, theirs, "ledger", &lacking->listing, &others, err);
	if (status != AK_OK)
		return status;
	status = sift(lacking, &others, err);
	ak_listing_release(&others);
	if (status != AK_OK)
		ak_lacking_release(lacking);
	return status;
}

void ak_lacking_release(struct ak_lacking *lacking)
{
	ak_listing_release(&lacking->listing);
	free(lacking->items);
	*lacking = (struct ak_lacking){.count = 0};
}

bool ak_lacking_has(const struct ak_lacking *lacking, const struct ak_id *id)
{
	struct ak_lack key = {.id = *id};
	return lacking->count > 0 && bsearch(&key, lacking->items, lacking->count, sizeof *lacking->items, compare) != NULL;
}

static struct ak_seen_record record_at(const struct ak_ledger *ledger, uint32_t record)
{
	return (struct ak_seen_record){true, ledger->records[record].id, ledger->records[record].time};
}

struct ak_seen ak_seen_find(const struct ak_ledger *ledger, const struct ak_lacking *lacking)
{
	struct ak_seen seen = {.records = 0};
	const struct ak_judge *judge = &ledger->judge;
	if (!lacking->asked)
		return seen;
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_record *record = &ledger->records[i];
		if (ak_ledger_judged(ledger, i)->verdict == AK_VERDICT_NONE || ak_lacking_has(lacking, &record->id))
			continue;
		seen.records++;
		if (!seen.last.is_there || record->time > seen.last.time)
			seen.last = record_at(ledger, i);
	}
	for (uint32_t i = judge->seal_count; i-- > 0 && !seen.seal.is_there;) {
		uint32_t record = judge->seals[i].record;
		if (!ak_lacking_has(lacking, &ledger->records[record].id))
			seen.seal = record_at(ledger, record);
	}
	return seen;
}
