/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/pushed.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "ledger/founding.h"

/* ------------------------------------------------------------------ what it takes away */

/* Whether a file below ledger/ stands: it is of the founding, or of a record that was admitted. */
static bool stands(const struct ak_ledger *ledger, const char *path)
{
	struct ak_record_path parsed;
	if (strncmp(path, "ledger/charter.json", sizeof "ledger/charter.json" - 1) == 0)
		return true;
	if (!ak_record_path_parse(&parsed, path))
		return false;
	uint32_t at = ak_admission_find(&ledger->admission, &parsed.id);
	return at != AK_POSITION_NONE && ledger->admission.refusals[at] == AK_REFUSAL_NONE;
}

static enum ak_status note_gone(struct ak_pushed *pushed, const char *path, struct ak_error *err)
{
	char *kept = strdup(path);
	if (!kept || !ak_grow((void **)&pushed->gone, &pushed->gone_room, pushed->gone_count, sizeof *pushed->gone)) {
		free(kept);
		return ak_fail_memory(err);
	}
	pushed->gone[pushed->gone_count++] = kept;
	return AK_OK;
}

/* Compares the folder top, "ledger" or "keys". *same: nothing of it changes at all. */
static enum ak_status compare(struct ak_pushed *pushed, const char *top, bool *same, struct ak_error *err)
{
	struct ak_listing before = {.count = 0};
	struct ak_listing after = {.count = 0};
	bool is_ledger = strcmp(top, "ledger") == 0;
	enum ak_status status =
		ak_store_list_unlike(pushed->old_store, pushed->new_store, top, &before, &after, err);
	*same = before.count == after.count;
	for (size_t i = 0; i < before.count && status == AK_OK; i++) {
		const struct ak_entry *was = &before.entries[i];
		const struct ak_entry *is = ak_listing_find(&after, was->path);
		if (is && is->regular == was->regular && memcmp(is->oid, was->oid, sizeof is->oid) == 0)
			continue;
		*same = false;
		if (!is_ledger || stands(pushed->ledger, was->path))
			status = note_gone(pushed, was->path, err);
	}
	ak_listing_release(&before);
	ak_listing_release(&after);
	return status;
}

/* ------------------------------------------------------------------ what it adds */

/* The founding as the push leaves it: charter, signatures, pinned keys. */
static enum ak_status check_founding(const struct ak_pushed *pushed, struct ak_error *err)
{
	struct ak_founding founding = {.charter = NULL};
	struct ak_listing files = {.count = 0};
	struct ak_reader *reader = NULL;
	enum ak_status status = ak_store_list(pushed->new_store, "ledger", &files, err);
	if (status == AK_OK)
		status = ak_reader_open(&reader, pushed->new_store, err);
	if (status == AK_OK)
		status = ak_founding_read(&founding, pushed->new_store, &files, reader, err);
	if (status == AK_OK)
		ak_founding_release(&founding);
	ak_reader_free(reader);
	ak_listing_release(&files);
	return status;
}

static enum ak_status look_at_more(
	struct ak_pushed *pushed, struct ak_store *store, const struct ak_push *push, int64_t now, struct ak_error *err)
{
	struct ak_ledger_options options = {.use_cache = true};
	struct ak_ledger_options once = {.use_cache = false};
	bool same_keys = true;
	bool same_ledger = true;
	enum ak_status status = ak_store_open_at(&pushed->old_store, ak_store_path(store), push->before, err);
	if (status == AK_OK)
		status = ak_ledger_open(&pushed->ledger, pushed->old_store, &options, err);
	if (status == AK_OK)
		status = ak_union_open(&pushed->joined, pushed->ledger, pushed->new_store, now, &once, err);
	if (status == AK_OK)
		status = compare(pushed, "ledger", &same_ledger, err);
	if (status == AK_OK)
		status = compare(pushed, "keys", &same_keys, err);
	if (status == AK_OK && !same_keys && pushed->gone_count == 0)
		status = check_founding(pushed, err);
	if (status != AK_OK)
		return status;
	const struct ak_union *joined = &pushed->joined;
	pushed->refused = joined->refused;
	pushed->refused_count = joined->refused_count;
	pushed->held = joined->held;
	pushed->held_count = joined->held_count;
	pushed->unnamed = joined->unnamed;
	pushed->records = joined->arrival_count;
	pushed->attachments = joined->attachment_count;
	return AK_OK;
}

/* The first push: all of it is new. */
static enum ak_status look_at_first(struct ak_pushed *pushed, int64_t now, struct ak_error *err)
{
	struct ak_ledger_options options = {.use_cache = false};
	enum ak_status status = ak_ledger_open(&pushed->ledger, pushed->new_store, &options, err);
	if (status != AK_OK)
		return status;
	const struct ak_ledger *ledger = pushed->ledger;
	pushed->founds = true;
	pushed->refused = ledger->refused;
	pushed->refused_count = ledger->refused_count;
	pushed->attachments = ledger->attachment_count;
	pushed->joined.held = calloc((size_t)ledger->count + 1, sizeof *pushed->joined.held);
	if (!pushed->joined.held)
		return ak_fail_memory(err);
	pushed->held = pushed->joined.held;
	for (uint32_t i = 0; i < ledger->count; i++) {
		if (ledger->admission.refusals[i] != AK_REFUSAL_NONE)
			continue;
		/* protocol §5: "records whose time is more than ten minutes ahead of its own clock" */
		if (ledger->records[i].time > now + AK_CLOCK_AHEAD_SECONDS)
			pushed->joined.held[pushed->held_count++] = &ledger->records[i];
		else
			pushed->records++;
	}
	return AK_OK;
}

/* ------------------------------------------------------------------ the whole */

static bool is_none(const char *commit)
{
	return commit[strspn(commit, "0")] == '\0';
}

static enum ak_status look(struct ak_pushed *pushed, struct ak_store *store, const struct ak_push *push,
	const char *quarantine, int64_t now, struct ak_error *err)
{
	char *branch = NULL;
	enum ak_status status = ak_store_branch(store, &branch, err);
	pushed->concerns = status == AK_OK && strcmp(branch, push->ref) == 0;
	free(branch);
	if (status != AK_OK || !pushed->concerns)
		return status;
	if (is_none(push->after))
		return ak_fail(err, AK_ERR_REFUSED,
			"this branch holds the ledger and is not deleted; what was agreed stays");
	status = ak_store_open_pushed(&pushed->new_store, ak_store_path(store), push->after, quarantine, err);
	if (status == AK_OK)
		status = is_none(push->before) ? look_at_first(pushed, now, err)
					       : look_at_more(pushed, store, push, now, err);
	return status;
}

enum ak_status ak_pushed_look(struct ak_pushed *pushed, struct ak_store *store, const struct ak_push *push,
	const char *quarantine, int64_t now, struct ak_error *err)
{
	*pushed = (struct ak_pushed){.concerns = false};
	enum ak_status status = look(pushed, store, push, quarantine, now, err);
	if (status != AK_OK)
		ak_pushed_release(pushed);
	return status;
}

void ak_pushed_release(struct ak_pushed *pushed)
{
	for (size_t i = 0; i < pushed->gone_count; i++)
		free(pushed->gone[i]);
	free(pushed->gone);
	ak_union_release(&pushed->joined);
	ak_ledger_free(pushed->ledger);
	ak_store_free(pushed->new_store);
	ak_store_free(pushed->old_store);
	*pushed = (struct ak_pushed){.concerns = false};
}

bool ak_pushed_is_sound(const struct ak_pushed *pushed)
{
	return !pushed->gone_count && !pushed->refused_count && !pushed->held_count && !pushed->unnamed;
}
