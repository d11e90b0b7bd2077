/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/union.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "ledger/cache.h"
#include "ledger/union_inside.h"
#include "sig/digest.h"

/* New files in one store: more is no ledger but an attempt to fill this machine. */
enum { NEW_FILES_MAX = 1 << 21 };

/* ------------------------------------------------------------------ which ledger */

static enum ak_status charter_id(
	struct ak_id *id, struct ak_store *store, const struct ak_listing *files, struct ak_error *err)
{
	const struct ak_entry *entry = ak_listing_find(files, "ledger/charter.json");
	struct ak_reader *reader = NULL;
	struct ak_bytes bytes;
	bool too_large = false;
	if (!entry || !entry->regular)
		return ak_fail(err, AK_ERR_NOT_FOUND, "it holds no ledger: there is no ledger/charter.json");
	enum ak_status status = ak_reader_open(&reader, store, err);
	if (status == AK_OK)
		status = ak_reader_read(reader, entry, AK_CHARTER_FILE_MAX, &bytes, &too_large, err);
	if (status == AK_OK && too_large)
		status = ak_fail(err, AK_ERR_NOT_FOUND, "it holds no ledger: its ledger/charter.json is too large to be one");
	if (status == AK_OK)
		*id = ak_sha256(bytes);
	ak_reader_free(reader);
	return status;
}

enum ak_status ak_union_ledger_id(struct ak_id *id, struct ak_store *store, struct ak_error *err)
{
	struct ak_listing files = {.count = 0};
	enum ak_status status = ak_sig_start(err);
	if (status == AK_OK)
		status = ak_store_list(store, "ledger", &files, err);
	if (status == AK_OK)
		status = charter_id(id, store, &files, err);
	ak_listing_release(&files);
	return status;
}

static enum ak_status same_ledger(const struct ak_union *joined, const struct ak_ledger *ledger,
	struct ak_store *other, struct ak_error *err)
{
	struct ak_id id;
	enum ak_status status = charter_id(&id, other, &joined->files, err);
	if (status == AK_OK && !ak_id_equal(&id, &ledger->id))
		status = ak_fail(err, AK_ERR_REFUSED, "it holds another ledger, %s; this one is %s",
			ak_id_hex(&id).text, ak_id_hex(&ledger->id).text);
	return status;
}

/* ------------------------------------------------------------------ what is not here */

/* Whether own has the same file: of a git replica the same object. */
static bool is_here(const struct ak_listing *own, const struct ak_entry *entry)
{
	const struct ak_entry *found = ak_listing_find(own, entry->path);
	return found && found->regular == entry->regular && memcmp(found->oid, entry->oid, sizeof found->oid) == 0;
}

/*
 * Whether a path is that of a record that is sound here, or of its signature: "of two good ones for a record, either
 * serves" (protocol §3).
 */
static bool is_known(const struct ak_ledger *ledger, const struct ak_record_path *path)
{
	const struct ak_record *found = ak_record_find(ledger->records, ledger->count, &path->id);
	return found && found->seq == path->seq && strcmp(found->actor, path->actor) == 0;
}

/* The file beside it: of a record its signature, of a signature its record. NULL if there is none. */
static const struct ak_entry *beside(const struct ak_listing *files, const struct ak_record_path *path)
{
	struct ak_buf name = AK_BUF_INIT;
	ak_record_path_write(&name, path->actor, path->seq, &path->id, !path->is_signature);
	const struct ak_entry *found = name.failed ? NULL : ak_listing_find(files, ak_buf_string(&name));
	ak_buf_release(&name);
	return found;
}

/* A file that could not be stored, because another one has its name here. */
static bool is_in_the_way(const struct ak_listing *own, const struct ak_entry *entry)
{
	return entry && ak_listing_find(own, entry->path) && !is_here(own, entry);
}

static enum ak_status refuse(struct ak_union *joined, struct ak_refused refused, struct ak_error *err)
{
	if (!ak_grow((void **)&joined->refused, &joined->refused_room, joined->refused_count,
		    sizeof *joined->refused))
		return ak_fail_memory(err);
	joined->refused[joined->refused_count++] = refused;
	return AK_OK;
}

/* Decides whether an entry is to be looked at: it is not here, and its name is free. */
static enum ak_status is_wanted(struct ak_union *joined, const struct ak_ledger *ledger,
	const struct ak_listing *own, const struct ak_entry *entry, bool *wanted, struct ak_error *err)
{
	struct ak_record_path path;
	*wanted = false;
	if (!ak_record_path_parse(&path, entry->path)) {
		*wanted = !is_here(own, entry);
		return AK_OK;
	}
	const struct ak_entry *other = beside(&joined->files, &path);
	if (is_known(ledger, &path) || (is_here(own, entry) && (!other || is_here(own, other))))
		return AK_OK;
	if (!is_in_the_way(own, entry) && !is_in_the_way(own, other)) {
		*wanted = true;
		return AK_OK;
	}
	if (path.is_signature && other)
		return AK_OK;
	return refuse(joined, (struct ak_refused){.path = entry->path,
				      .reason = AK_REFUSAL_PATH,
				      .why = AK_NOTED("this replica has another file of that name")}, err);
}

/* The entries of the other store's ledger/ that are to be looked at; their paths are borrowed. */
static enum ak_status take_wanted(struct ak_union *joined, const struct ak_ledger *ledger,
	const struct ak_founding *founding, struct ak_listing *wanted, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	wanted->entries = calloc(joined->files.count + 1, sizeof *wanted->entries);
	if (!wanted->entries)
		return ak_fail_memory(err);
	for (size_t i = 0; i < joined->files.count && status == AK_OK; i++) {
		const struct ak_entry *entry = &joined->files.entries[i];
		bool take = false;
		if (!ak_founding_has(founding, entry->path))
			status = is_wanted(joined, ledger, &joined->own, entry, &take, err);
		if (take)
			wanted->entries[wanted->count++] = *entry;
	}
	if (status == AK_OK && wanted->count > NEW_FILES_MAX)
		status = ak_fail(err, AK_ERR_REFUSED, "it holds %zu files that are not here; at most %d are looked at",
			wanted->count, NEW_FILES_MAX);
	return status;
}

/* ------------------------------------------------------------------ what stands */

static enum ak_status both_take(
	struct ak_both *both, const struct ak_ledger *ledger, const struct ak_loaded *loaded, struct ak_error *err)
{
	uint32_t a = 0;
	uint32_t b = 0;
	size_t room = (size_t)ledger->count + loaded->record_count + 1;
	both->records = calloc(room, sizeof *both->records);
	both->fresh = calloc(room, sizeof *both->fresh);
	if (!both->records || !both->fresh)
		return ak_fail_memory(err);
	while (a < ledger->count || b < loaded->record_count) {
		int order = a == ledger->count	       ? 1
			    : b == loaded->record_count ? -1
							: ak_id_compare(&ledger->records[a].id, &loaded->records[b].id);
		both->fresh[both->count] = order > 0;
		both->records[both->count++] = order > 0 ? loaded->records[b] : ledger->records[a];
		a += order <= 0;
		b += order >= 0;
	}
	return AK_OK;
}

static void both_release(struct ak_both *both)
{
	ak_admission_release(both->admission);
	free(both->records);
	free(both->fresh);
}

/* The other's own copy of a record, which lives as long as the union. */
static const struct ak_record *kept(const struct ak_loaded *loaded, const struct ak_id *id)
{
	return ak_record_find(loaded->records, loaded->record_count, id);
}

static enum ak_status arrive(struct ak_union *joined, const struct ak_record *record, struct ak_error *err)
{
	struct ak_arrival arrival = {.record = kept(&joined->loaded, &record->id)};
	struct ak_buf path = AK_BUF_INIT;
	ak_record_path_write(&path, record->actor, record->seq, &record->id, false);
	arrival.file = ak_listing_find(&joined->files, ak_buf_string(&path));
	ak_buf_clear(&path);
	ak_record_path_write(&path, record->actor, record->seq, &record->id, true);
	arrival.signature = ak_listing_find(&joined->files, ak_buf_string(&path));
	enum ak_status status = ak_buf_status(&path, err);
	ak_buf_release(&path);
	if (status == AK_OK)
		joined->arrivals[joined->arrival_count++] = arrival;
	return status;
}

/* Of a record that is here: then it did not stand without what the other has. */
static bool has_fresh_parent(const struct ak_both *both, uint32_t record)
{
	const struct ak_admission *admission = both->admission;
	for (uint32_t p = admission->first_parent[record]; p < admission->first_parent[record + 1]; p++)
		if (both->fresh[admission->parents[p]])
			return true;
	return false;
}

/* Hands out the admitted records of the other: they arrive, or wait for their time, or for a parent's. */
static enum ak_status sort_out(struct ak_union *joined, const struct ak_both *both, int64_t now, struct ak_error *err)
{
	const struct ak_admission *admission = both->admission;
	bool *waits = calloc((size_t)both->count + 1, sizeof *waits);
	joined->arrivals = calloc((size_t)joined->loaded.record_count + 1, sizeof *joined->arrivals);
	joined->held = calloc((size_t)joined->loaded.record_count + 1, sizeof *joined->held);
	enum ak_status status = AK_OK;
	if (!waits || !joined->arrivals || !joined->held) {
		free(waits);
		return ak_fail_memory(err);
	}
	for (uint32_t i = 0; status == AK_OK && i < admission->admitted; i++) {
		uint32_t record = admission->sequence[i];
		if (!both->fresh[record]) {
			joined->revives |= has_fresh_parent(both, record);
			continue;
		}
		/* protocol §5: "records whose time is more than ten minutes ahead of its own clock" */
		waits[record] = both->records[record].time > now + AK_CLOCK_AHEAD_SECONDS;
		for (uint32_t p = admission->first_parent[record]; p < admission->first_parent[record + 1]; p++)
			waits[record] |= waits[admission->parents[p]];
		if (waits[record])
			joined->held[joined->held_count++] = kept(&joined->loaded, &both->records[record].id);
		else
			status = arrive(joined, &both->records[record], err);
	}
	free(waits);
	return status;
}

static enum ak_status refuse_others(struct ak_union *joined, const struct ak_both *both, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	for (uint32_t i = 0; i < joined->loaded.refused_count && status == AK_OK; i++)
		status = refuse(joined, joined->loaded.refused[i], err);
	for (uint32_t i = 0; i < both->count && status == AK_OK; i++) {
		enum ak_refusal reason = (enum ak_refusal)both->admission->refusals[i];
		if (!both->fresh[i] || reason == AK_REFUSAL_NONE)
			continue;
		struct ak_buf path = AK_BUF_INIT;
		const struct ak_record *it = &both->records[i];
		ak_record_path_write(&path, it->actor, it->seq, &it->id, false);
		const char *name = ak_arena_text(&joined->loaded.arena, ak_buf_string(&path), path.size);
		status = path.failed || !name
				 ? ak_fail_memory(err)
				 : refuse(joined, (struct ak_refused){.path = name, .reason = reason}, err);
		ak_buf_release(&path);
	}
	return status;
}

static int compare_refused(const void *left, const void *right)
{
	return strcmp(((const struct ak_refused *)left)->path, ((const struct ak_refused *)right)->path);
}

static enum ak_status judge_records(struct ak_union *joined, struct ak_both *both, const struct ak_ledger *ledger,
	int64_t now, struct ak_error *err)
{
	enum ak_status status = both_take(both, ledger, &joined->loaded, err);
	if (status == AK_OK)
		status = ak_admit(both->admission, both->records, both->count, ledger->founding, &ledger->id, err);
	if (status == AK_OK)
		status = sort_out(joined, both, now, err);
	if (status == AK_OK)
		status = refuse_others(joined, both, err);
	return status;
}

/* ------------------------------------------------------------------ what is kept */

static int compare_records(const void *left, const void *right)
{
	return ak_id_compare(&((const struct ak_record *)left)->id, &((const struct ak_record *)right)->id);
}

static int compare_attachments(const void *left, const void *right)
{
	return ak_id_compare(&((const struct ak_attachment *)left)->id, &((const struct ak_attachment *)right)->id);
}

/* All that is in the store now; of files that are refused it is not sure that they still are. */
void ak_union_keep(const struct ak_union *joined, const struct ak_ledger *ledger)
{
	struct ak_loaded all = {.record_count = ledger->count, .attachment_count = ledger->attachment_count};
	if (ledger->refused_count || !ak_cache_is_due(true, joined->arrival_count, ledger->count))
		return;
	all.records = calloc((size_t)ledger->count + joined->arrival_count + 1, sizeof *all.records);
	all.attachments =
		calloc((size_t)ledger->attachment_count + joined->attachment_count + 1, sizeof *all.attachments);
	if (all.records && all.attachments) {
		memcpy(all.records, ledger->records, ledger->count * sizeof *all.records);
		for (uint32_t i = 0; i < joined->arrival_count; i++)
			all.records[all.record_count++] = *joined->arrivals[i].record;
		for (uint32_t i = 0; i < ledger->attachment_count; i++)
			all.attachments[i] = ledger->attachments[i];
		for (uint32_t i = 0; i < joined->attached.attachment_count; i++)
			all.attachments[all.attachment_count++] = joined->attached.attachments[i];
		qsort(all.records, all.record_count, sizeof *all.records, compare_records);
		qsort(all.attachments, all.attachment_count, sizeof *all.attachments, compare_attachments);
		ak_cache_write(ledger->store, &ledger->id, ak_buf_view(&ledger->charter_bytes), &all);
	}
	free(all.records);
	free(all.attachments);
}

/* ------------------------------------------------------------------ the whole */

void ak_union_release(struct ak_union *joined)
{
	ak_listing_release(&joined->files);
	ak_listing_release(&joined->own);
	ak_listing_release(&joined->attachment_files);
	free(joined->arrivals);
	free(joined->held);
	free(joined->refused);
	free(joined->attachments);
	free(joined->loaded.records);
	free(joined->loaded.refused);
	free(joined->loaded.attachments);
	ak_arena_release(&joined->loaded.arena);
	free(joined->attached.records);
	free(joined->attached.refused);
	free(joined->attached.attachments);
	ak_arena_release(&joined->attached.arena);
	*joined = (struct ak_union){.arrival_count = 0};
}

static enum ak_status join(struct ak_union *joined, const struct ak_ledger *ledger, struct ak_store *other,
	int64_t now, const struct ak_ledger_options *options, struct ak_error *err)
{
	struct ak_founding founding = {
		.ledger = ledger->id, .charter = ledger->founding, .bytes = ledger->charter_bytes};
	struct ak_listing wanted = {.count = 0};
	struct ak_listing none = {.count = 0};
	struct ak_admission admission = {.count = 0};
	struct ak_both both = {.admission = &admission};
	ak_map_init(&admission.owner_map);
	enum ak_status status = take_wanted(joined, ledger, &founding, &wanted, err);
	if (status == AK_OK)
		status = ak_load(&joined->loaded, other, &founding, &wanted, &none, options, err);
	if (status == AK_OK)
		status = judge_records(joined, &both, ledger, now, err);
	if (status == AK_OK)
		status = ak_named_take(joined, ledger->store, &both, &wanted, err);
	if (status == AK_OK)
		status = ak_load(&joined->attached, other, &founding, &none, &wanted, options, err);
	if (status == AK_OK)
		status = ak_named_arrive(joined, err);
	for (uint32_t i = 0; status == AK_OK && i < joined->attached.refused_count; i++)
		status = refuse(joined, joined->attached.refused[i], err);
	both_release(&both);
	free(wanted.entries);
	return status;
}

enum ak_status ak_union_open(struct ak_union *joined, const struct ak_ledger *ledger, struct ak_store *other,
	int64_t now, const struct ak_ledger_options *options, struct ak_error *err)
{
	static const struct ak_ledger_options usual = {.at_given = false};
	*joined = (struct ak_union){.arrival_count = 0};
	enum ak_status status = ak_store_list_unlike(ledger->store, other, "ledger", &joined->own, &joined->files, err);
	if (status == AK_OK)
		status = ak_store_list(other, "bijlagen", &joined->attachment_files, err);
	if (status == AK_OK)
		status = same_ledger(joined, ledger, other, err);
	if (status == AK_OK)
		status = join(joined, ledger, other, now, options ? options : &usual, err);
	if (status == AK_OK && joined->refused_count > 1)
		qsort(joined->refused, joined->refused_count, sizeof *joined->refused, compare_refused);
	if (status != AK_OK)
		ak_union_release(joined);
	return status;
}
