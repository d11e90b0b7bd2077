/* SPDX-License-Identifier: EUPL-1.2 */
/* One file of a ledger: a record with its signature, or an attachment; what it gives, or why it is refused. */
#include <string.h>

#include "base/limits.h"
#include "ledger/load_inside.h"
#include "sig/digest.h"

/* ------------------------------------------------------------------ results */

static enum ak_status refuse(struct ak_load_worker *w, const char *path, enum ak_refusal reason, const char *why)
{
	struct ak_loaded *found = &w->found;
	const char *kept = ak_arena_text(&found->arena, path, strlen(path));
	const char *sentence = why ? ak_arena_text(&found->arena, why, strlen(why)) : NULL;
	if (!kept || (why && !sentence) ||
		!ak_grow((void **)&found->refused, &w->refused_room, found->refused_count, sizeof *found->refused))
		return ak_fail_memory(&w->err);
	found->refused[found->refused_count++] =
		(struct ak_refused){.path = kept, .reason = reason, .why = sentence};
	return AK_OK;
}

static enum ak_status keep_record(struct ak_load_worker *w, const struct ak_file_check *check)
{
	struct ak_loaded *found = &w->found;
	struct ak_claim *claim = ak_claims_add(&w->claims);
	if (!claim ||
		!ak_grow((void **)&found->records, &w->record_room, found->record_count, sizeof *found->records))
		return ak_fail_memory(&w->err);
	claim->signature = check->claim;
	claim->record = check->record.id;
	found->records[found->record_count++] = check->record;
	return AK_OK;
}

/* ------------------------------------------------------------------ one record file */

/*
 * A file over its limit is read only to see whether it is what its name says, since `path` is asked before `size`;
 * over the limit of an attachment nothing is read.
 */
static enum ak_status read_record(struct ak_load_worker *w, const struct ak_entry *entry, const struct ak_record_path *path,
	bool *refused)
{
	struct ak_bytes bytes;
	bool too_large = false;
	*refused = false;
	enum ak_status status =
		ak_reader_read(w->reader, entry, AK_RECORD_SIZE_MAX, &bytes, &too_large, &w->err);
	if (status == AK_OK && !too_large) {
		ak_buf_clear(&w->bytes);
		ak_buf_append(&w->bytes, bytes.data, bytes.size);
		return ak_buf_status(&w->bytes, &w->err);
	}
	if (status == AK_OK)
		status = ak_reader_read(w->reader, entry, AK_ATTACHMENT_SIZE_MAX, &bytes, &too_large, &w->err);
	if (status != AK_OK)
		return status;
	*refused = true;
	struct ak_id id = ak_sha256(bytes);
	if (!too_large && !ak_id_equal(&id, &path->id))
		return refuse(w, entry->path, AK_REFUSAL_PATH, AK_NOTED("the file is not what its name says"));
	return refuse(w, entry->path, AK_REFUSAL_SIZE, AK_NOTED("the record is over the limit of 131072 bytes"));
}

/*
 * The entry of the same name with another ending: of a record its signature, of a signature its record. In a sorted
 * list they are neighbours, unless somebody put a name in between.
 */
static const struct ak_entry *beside(const struct ak_listing *listing, const struct ak_entry *entry, const char *ending)
{
	char path[sizeof "ledger///-.json" + AK_NAME_MAX + 2 * AK_PATH_SEQ_MAX + AK_ID_HEX];
	const struct ak_entry *end = listing->entries + listing->count;
	size_t stem = (size_t)(strrchr(entry->path, '.') - entry->path);
	if (stem + sizeof ".json" > sizeof path)
		return NULL;
	memcpy(path, entry->path, stem);
	strcpy(path + stem, ending);
	const struct ak_entry *near = strcmp(ending, ".sig") == 0 ? entry + 1 : entry - 1;
	if (near >= listing->entries && near < end && strcmp(near->path, path) == 0 &&
		(near == listing->entries || strcmp(near[-1].path, path) != 0))
		return near;
	return ak_listing_find(listing, path);
}

static enum ak_status check_record(struct ak_load_worker *w, const struct ak_entry *entry, const struct ak_record_path *path)
{
	struct ak_bytes signature = {.size = 0};
	bool too_large = false;
	bool refused;
	enum ak_status status = read_record(w, entry, path, &refused);
	if (status != AK_OK || refused)
		return status;
	const struct ak_entry *other = beside(w->work->ledger, entry, ".sig");
	bool has_signature = other && other->regular;
	if (has_signature)
		status = ak_reader_read(w->reader, other, AK_SIGNATURE_SIZE_MAX, &signature, &too_large, &w->err);
	if (status != AK_OK)
		return status;
	if (too_large)
		signature.size = AK_SIGNATURE_SIZE_MAX + 1;
	struct ak_file_check check = {.arena = &w->found.arena, .shared = &w->shared};
	bool translated = w->work->options->translate && !w->work->options->use_cache;
	struct ak_error why = {.status = AK_OK, .plain = !translated};
	status = ak_file_check(&check, path, ak_buf_view(&w->bytes), signature, has_signature, &why);
	if (status == AK_ERR_MEMORY)
		return ak_fail_memory(&w->err);
	if (status == AK_OK)
		return keep_record(w, &check);
	status = refuse(w, entry->path, check.refusal, why.text);
	if (status == AK_OK)
		w->found.refused[w->found.refused_count - 1].translated = translated;
	return status;
}

static enum ak_status look_at_ledger(struct ak_load_worker *w, const struct ak_entry *entry)
{
	struct ak_record_path path;
	if (entry->regular && ak_founding_has(w->work->founding, entry->path))
		return AK_OK;
	if (!ak_record_path_parse(&path, entry->path))
		return refuse(w, entry->path, AK_REFUSAL_PATH, AK_NOTED("no file of that name belongs in a ledger"));
	if (!path.is_signature) {
		if (entry->regular)
			return check_record(w, entry, &path);
		return refuse(w, entry->path, AK_REFUSAL_PATH, AK_NOTED("not a regular file"));
	}
	/*
	 * protocol §5: "A `.sig` without its `.json` is refused as `path`; with a refused record, only the `.json` is
	 * reported."
	 */
	if (beside(w->work->ledger, entry, ".json"))
		return AK_OK;
	return refuse(w, entry->path, AK_REFUSAL_PATH, AK_NOTED("a signature without its record"));
}

/* ------------------------------------------------------------------ one attachment */

static enum ak_status look_at_attachment(struct ak_load_worker *w, const struct ak_entry *entry)
{
	struct ak_id id;
	struct ak_bytes bytes;
	bool too_large = false;
	const char *name = entry->path + sizeof "bijlagen/" - 1;
	bool named = strlen(entry->path) > sizeof "bijlagen/" - 1 && ak_id_parse(&id, name, strlen(name));
	if (!named || !entry->regular)
		return refuse(w, entry->path, AK_REFUSAL_PATH, AK_NOTED("an attachment is a regular file named by its SHA-256"));
	enum ak_status status =
		ak_reader_read(w->reader, entry, AK_ATTACHMENT_SIZE_MAX, &bytes, &too_large, &w->err);
	if (status != AK_OK)
		return status;
	if (too_large)
		return refuse(w, entry->path, AK_REFUSAL_SIZE, AK_NOTED("the attachment is over the limit of 67108864 bytes"));
	struct ak_id digest = ak_sha256(bytes);
	if (!ak_id_equal(&digest, &id))
		return refuse(w, entry->path, AK_REFUSAL_PATH, AK_NOTED("the file is not what its name says"));
	struct ak_loaded *found = &w->found;
	if (!ak_grow((void **)&found->attachments, &w->attachment_room, found->attachment_count,
		    sizeof *found->attachments))
		return ak_fail_memory(&w->err);
	found->attachments[found->attachment_count++] = (struct ak_attachment){.id = id, .size = bytes.size};
	return AK_OK;
}

enum ak_status ak_load_file(struct ak_load_worker *w, size_t job)
{
	const struct ak_load_work *work = w->work;
	if (job < work->ledger->count)
		return look_at_ledger(w, &work->ledger->entries[job]);
	return look_at_attachment(w, &work->attachments->entries[job - work->ledger->count]);
}
