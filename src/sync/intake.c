/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/intake.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "sync/fetch.h"
#include "sync/settled.h"

/* ------------------------------------------------------------------ is there anything? */

static bool has_all(const struct ak_listing *own, const struct ak_listing *other)
{
	for (size_t i = 0; i < other->count; i++) {
		const struct ak_entry *found = ak_listing_find(own, other->entries[i].path);
		if (!found || memcmp(found->oid, other->entries[i].oid, sizeof found->oid) != 0)
			return false;
	}
	return true;
}

/* Whether other has a record of this actor that own has not. */
static bool has_newer(const struct ak_listing *own, const struct ak_listing *other, const char *actor)
{
	for (size_t i = 0; i < other->count; i++) {
		struct ak_record_path path;
		if (ak_record_path_parse(&path, other->entries[i].path) && strcmp(path.actor, actor) == 0 &&
			!ak_listing_find(own, other->entries[i].path))
			return true;
	}
	return false;
}

/* Most of the time a remote has nothing new: then nothing is verified or locked. */
static enum ak_status is_news(struct ak_store *store, struct ak_store *other, const char *only_actor, bool *news,
	struct ak_error *err)
{
	static const char *const tops[] = {"ledger", "bijlagen"};
	enum ak_status status = ak_store_refresh(store, err);
	*news = false;
	for (size_t i = 0; i < 2 && status == AK_OK && !*news; i++) {
		struct ak_listing own = {.count = 0};
		struct ak_listing theirs = {.count = 0};
		status = ak_store_list_unlike(store, other, tops[i], &own, &theirs, err);
		if (status == AK_OK && i == 0)
			/* a tree without a charter is no ledger, which has to be said */
			*news = only_actor ? has_newer(&own, &theirs, only_actor)
					   : !has_all(&own, &theirs) || theirs.count == 0;
		else if (status == AK_OK && !only_actor)
			*news = !has_all(&own, &theirs);
		ak_listing_release(&own);
		ak_listing_release(&theirs);
	}
	return status;
}

/* ------------------------------------------------------------------ writing */

/* What is to be written. The fetch brought its bytes, and all of them were read when they were checked. */
struct parcel {
	const char *what; /* "record", */
	uint32_t things;  /* so many */
	struct ak_put *puts;
	size_t count;
};

static enum ak_status parcel_start(struct parcel *parcel, const char *what, size_t room, struct ak_error *err)
{
	*parcel = (struct parcel){.what = what, .puts = calloc(room + 1, sizeof *parcel->puts)};
	return parcel->puts ? AK_OK : ak_fail_memory(err);
}

static void parcel_put(struct parcel *parcel, const struct ak_entry *entry)
{
	parcel->puts[parcel->count++] = (struct ak_put){.path = entry->path, .oid = entry->oid};
}

static enum ak_status parcel_commit(struct ak_intake *intake, const struct parcel *parcel, struct ak_store *store,
	const char *remote, int64_t now, struct ak_error *err)
{
	struct ak_buf message = AK_BUF_INIT;
	char before[41];
	strcpy(before, ak_store_head(store));
	ak_buf_format(&message, "admitted %" PRIu32 " %s%s from %s\n", parcel->things, parcel->what,
		parcel->things == 1 ? "" : "s", remote);
	enum ak_status status = ak_buf_status(&message, err);
	if (status == AK_OK)
		status = ak_store_commit(store, parcel->puts, parcel->count, NULL, 0, ak_buf_string(&message),
			AK_INTAKE_AUTHOR, now, err);
	if (strcmp(ak_store_head(store), before) != 0 && !ak_store_follows(store, before))
		intake->crowded = true;
	ak_buf_release(&message);
	return status;
}

static enum ak_status write_records(struct ak_intake *intake, struct ak_store *store, const char *remote, int64_t now,
	struct ak_error *err)
{
	const struct ak_union *joined = &intake->joined;
	struct parcel parcel;
	enum ak_status status = parcel_start(&parcel, "record", (size_t)joined->arrival_count * 2, err);
	if (status != AK_OK)
		return status;
	for (uint32_t i = 0; i < joined->arrival_count; i++) {
		parcel_put(&parcel, joined->arrivals[i].file);
		parcel_put(&parcel, joined->arrivals[i].signature);
	}
	parcel.things = joined->arrival_count;
	if (parcel.things)
		status = parcel_commit(intake, &parcel, store, remote, now, err);
	if (status == AK_OK)
		intake->records = parcel.things;
	free(parcel.puts);
	return status;
}

/* An attachment that was here once and is not now was erased by whoever keeps this replica. */
static enum ak_status was_erased(
	const struct ak_git *git, const char *path, bool *erased, struct ak_error *err)
{
	const char *words[] = {"rev-list", "-1", "HEAD", "--", path, NULL};
	struct ak_child_result result;
	enum ak_status status = ak_git_run(git, words, &result, err);
	*erased = status == AK_OK && result.exit_status == 0 && result.output.size > 0;
	ak_child_result_release(&result);
	return status;
}

static enum ak_status write_attachments(struct ak_intake *intake, struct ak_store *store, const char *remote,
	const struct ak_intake_options *options, struct ak_error *err)
{
	const struct ak_union *joined = &intake->joined;
	struct parcel parcel;
	enum ak_status status = parcel_start(&parcel, "attachment", joined->attachment_count, err);
	for (uint32_t i = 0; i < joined->attachment_count && status == AK_OK; i++) {
		bool erased = false;
		status = was_erased(options->git, joined->attachments[i]->path, &erased, err);
		if (status == AK_OK && !erased)
			parcel_put(&parcel, joined->attachments[i]);
		intake->erased += erased;
	}
	parcel.things = (uint32_t)parcel.count;
	if (status == AK_OK && parcel.things)
		status = parcel_commit(intake, &parcel, store, remote, options->now, err);
	if (status == AK_OK)
		intake->attachments = parcel.things;
	free(parcel.puts);
	return status;
}

/* ------------------------------------------------------------------ seals */

/*
 * Whether which seals are complete (protocol §10) may be another matter with what arrives: that is settled by the
 * seals, the endorse records that target them, and their ancestors. No ancestor of a record that stood arrives, since
 * then it would not have stood.
 */
static bool bears_on_seals(const struct ak_union *joined, const struct ak_ledger *ledger)
{
	for (uint32_t i = 0; i < joined->arrival_count; i++) {
		const struct ak_record *record = joined->arrivals[i].record;
		if (record->kind == AK_KIND_SEAL)
			return true;
		if (record->kind != AK_KIND_ENDORSE)
			continue;
		const struct ak_record *target = ak_record_find(ledger->records, ledger->count, record->target);
		if (target && target->kind == AK_KIND_SEAL)
			return true;
	}
	return joined->revives;
}

/* ------------------------------------------------------------------ the whole */

/* Decides what may come in. */
static enum ak_status compare(struct ak_intake *intake, struct ak_ledger **ledger, struct ak_store *store,
	const struct ak_intake_options *options, struct ak_error *err)
{
	struct ak_ledger_options reading = options->reading;
	reading.at_given = false;
	reading.use_cache = true;
	reading.unjudged = true;
	enum ak_status status = ak_ledger_open(ledger, store, &reading, err);
	if (status == AK_OK)
		status = ak_union_open(&intake->joined, *ledger, intake->other, options->now, &reading, err);
	if (status == AK_OK)
		intake->on_seals = bears_on_seals(&intake->joined, *ledger);
	return status;
}

static enum ak_status take_in(struct ak_intake *intake, struct ak_store *store, const char *remote,
	const struct ak_intake_options *options, struct ak_error *err)
{
	struct ak_memory memory;
	struct ak_ledger *ledger = NULL;
	enum ak_status status = ak_memory_read(&memory, store, err);
	if (status != AK_OK)
		return status;
	bool settled = ak_settled_read(store, &memory);
	status = compare(intake, &ledger, store, options, err);
	if (status == AK_OK)
		status = write_records(intake, store, remote, options->now, err);
	if (status == AK_OK)
		status = write_attachments(intake, store, remote, options, err);
	if (status == AK_OK && !intake->crowded)
		ak_union_keep(&intake->joined, ledger);
	if (status == AK_OK && !intake->crowded && settled && !intake->on_seals)
		ak_settled_write(store, &memory);
	ak_ledger_free(ledger);
	ak_memory_release(&memory);
	for (uint32_t i = 0; i < intake->joined.refused_count; i++)
		intake->waits |= intake->joined.refused[i].reason == AK_REFUSAL_PARENT;
	return status;
}

enum ak_status ak_intake_run(struct ak_intake *intake, struct ak_store *store, const char *remote,
	const struct ak_intake_options *options, struct ak_error *err)
{
	struct ak_buf ref = AK_BUF_INIT;
	bool news = false;
	*intake = (struct ak_intake){.records = 0};
	ak_fetch_ref(&ref, remote);
	enum ak_status status = ak_buf_status(&ref, err);
	if (status == AK_OK)
		status = ak_store_open_at(&intake->other, ak_store_path(store), ak_buf_string(&ref), err);
	if (status == AK_OK)
		status = is_news(store, intake->other, options->only_actor, &news, err);
	if (status == AK_OK && news) {
		status = ak_store_lock(store, options->lock_seconds, err);
		if (status == AK_OK) {
			status = take_in(intake, store, remote, options, err);
			ak_store_unlock(store);
		}
	}
	if (status != AK_OK)
		ak_intake_release(intake);
	ak_buf_release(&ref);
	return status;
}

void ak_intake_release(struct ak_intake *intake)
{
	ak_union_release(&intake->joined);
	ak_store_free(intake->other);
	*intake = (struct ak_intake){.records = 0};
}
