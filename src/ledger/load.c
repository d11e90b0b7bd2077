/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/load.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "sig/digest.h"

enum {
	THREADS_MAX = 64,
	BATCH = 64, /* files a thread takes at a time */
};

/* The work that the threads share. Each job is an entry of one of the listings. */
struct work {
	struct ak_store *store;
	const struct ak_founding *founding;
	const struct ak_listing *ledger, *attachments;
	const struct ak_ledger_options *options;
	atomic_size_t next; /* the first job that nobody took */
	atomic_size_t done;
	atomic_bool stop;
};

/* One thread and what it found. */
struct worker {
	struct work *work;
	struct ak_reader *reader;
	struct ak_record_shared shared;
	struct ak_loaded found;
	struct ak_claim_block *claims; /* of its records */
	size_t record_room, refused_room, attachment_room;
	struct ak_buf bytes; /* of the record, while its signature is read */
	enum ak_status status;
	struct ak_error err;
	bool leads; /* the one that tells of progress */
};

/* ------------------------------------------------------------------ results */

static enum ak_status refuse(struct worker *w, const char *path, enum ak_refusal reason, const char *why)
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

static enum ak_status keep_record(struct worker *w, const struct ak_file_check *check)
{
	struct ak_loaded *found = &w->found;
	struct ak_claim *claim = ak_claims_add(&w->claims);
	if (!claim ||
		!ak_grow((void **)&found->records, &w->record_room, found->record_count, sizeof *found->records))
		return ak_fail_memory(&w->err);
	claim->signature = check->claim;
	claim->number = found->record_count;
	found->records[found->record_count++] = check->record;
	return AK_OK;
}

/* ------------------------------------------------------------------ one record file */

/*
 * A file over its limit is read only to see whether it is what its name says, since `path` is asked before `size`;
 * over the limit of an attachment nothing is read.
 */
static enum ak_status read_record(struct worker *w, const struct ak_entry *entry, const struct ak_record_path *path,
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
 * The entry of the same name with another ending: of a record its signature, of a signature its record. In a sorted list
 * they are neighbours, unless somebody put a name in between.
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

static enum ak_status check_record(struct worker *w, const struct ak_entry *entry, const struct ak_record_path *path)
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

static enum ak_status look_at_ledger(struct worker *w, const struct ak_entry *entry)
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
	/* protocol §5: "A `.sig` without its `.json` is refused as `path`; with a refused record, only the `.json` is reported." */
	if (beside(w->work->ledger, entry, ".json"))
		return AK_OK;
	return refuse(w, entry->path, AK_REFUSAL_PATH, AK_NOTED("a signature without its record"));
}

/* ------------------------------------------------------------------ one attachment */

static enum ak_status look_at_attachment(struct worker *w, const struct ak_entry *entry)
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

/* ------------------------------------------------------------------ threads */

static enum ak_status do_job(struct worker *w, size_t job)
{
	const struct work *work = w->work;
	if (job < work->ledger->count)
		return look_at_ledger(w, &work->ledger->entries[job]);
	return look_at_attachment(w, &work->attachments->entries[job - work->ledger->count]);
}

static void *run(void *argument)
{
	struct worker *w = argument;
	struct work *work = w->work;
	size_t total = work->ledger->count + work->attachments->count;
	while (w->status == AK_OK && !atomic_load(&work->stop)) {
		size_t first = atomic_fetch_add(&work->next, BATCH);
		if (first >= total)
			break;
		size_t end = first + BATCH < total ? first + BATCH : total;
		for (size_t job = first; job < end && w->status == AK_OK; job++)
			w->status = do_job(w, job);
		size_t done = atomic_fetch_add(&work->done, end - first) + end - first;
		if (w->leads && work->options->progress)
			work->options->progress(work->options->context, done, total + total / 2);
	}
	if (w->status != AK_OK)
		atomic_store(&work->stop, true);
	return NULL;
}

static unsigned thread_count(const struct work *work)
{
	unsigned want = work->options->threads;
	if (want == 0) {
		long cores = sysconf(_SC_NPROCESSORS_ONLN);
		want = cores > 0 ? (unsigned)cores : 1;
	}
	size_t useful = (work->ledger->count + work->attachments->count) / BATCH + 1;
	if (want > useful)
		want = (unsigned)useful;
	return want > THREADS_MAX ? THREADS_MAX : want;
}

static enum ak_status run_all(struct worker *workers, unsigned count, struct ak_error *err)
{
	pthread_t threads[THREADS_MAX];
	unsigned started = 1;
	enum ak_status status = AK_OK;
	while (started < count && pthread_create(&threads[started], NULL, run, &workers[started]) == 0)
		started++;
	run(&workers[0]); /* this thread is the first; with fewer threads the work just takes longer */
	for (unsigned i = 1; i < started; i++)
		pthread_join(threads[i], NULL);
	for (unsigned i = 0; i < count && status == AK_OK; i++)
		if (workers[i].status != AK_OK)
			status = ak_fail(err, workers[i].status, "%s", workers[i].err.text);
	return status;
}

/* ------------------------------------------------------------------ gathering */

struct ak_load_workers {
	unsigned count;
	struct worker workers[];
};

static void worker_release(struct worker *w)
{
	struct ak_claims left = {.blocks = w->claims};
	ak_reader_free(w->reader);
	ak_map_release(&w->shared.texts);
	ak_buf_release(&w->bytes);
	ak_claims_release(&left);
	free(w->found.records);
	free(w->found.refused);
	free(w->found.attachments);
	ak_arena_release(&w->found.arena);
}

static void workers_release(struct ak_loaded *loaded)
{
	for (unsigned i = 0; loaded->workers && i < loaded->workers->count; i++)
		worker_release(&loaded->workers->workers[i]);
	free(loaded->workers);
	loaded->workers = NULL;
}


/* A record where a thread left it, to be sorted by id. */
struct sort_key {
	uint64_t first; /* bytes of the id: nearly always enough */
	const struct ak_record *record;
	struct ak_claim *claim;
};

static int compare_keys(const void *left, const void *right)
{
	const struct sort_key *a = left;
	const struct sort_key *b = right;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return ak_id_compare(&a->record->id, &b->record->id);
}

static int compare_attachments(const void *left, const void *right)
{
	return ak_id_compare(&((const struct ak_attachment *)left)->id, &((const struct ak_attachment *)right)->id);
}

/* Appends count items to a list that has room for them. */
static void join(void *list, uint32_t *used, const void *items, uint32_t count, size_t size)
{
	if (count)
		memcpy((char *)list + *used * size, items, count * size);
	*used += count;
}

static void keys_fill(struct sort_key *keys, const struct worker *w)
{
	for (struct ak_claim_block *block = w->claims; block; block = block->next)
		for (uint32_t i = 0; i < block->count; i++) {
			const struct ak_record *record = &w->found.records[block->claims[i].number];
			struct sort_key *key = &keys[block->claims[i].number];
			*key = (struct sort_key){.record = record, .claim = &block->claims[i]};
			for (size_t byte = 0; byte < sizeof key->first; byte++)
				key->first = key->first << 8 | record->id.bytes[byte];
		}
}

/* All records by ascending id, and each claim's number the place of its record. */
static enum ak_status gather_records(
	struct ak_loaded *loaded, struct worker *workers, unsigned count, struct ak_error *err)
{
	size_t records = 0;
	for (unsigned i = 0; i < count; i++)
		records += workers[i].found.record_count;
	struct sort_key *keys = calloc(records + 1, sizeof *keys);
	loaded->records = calloc(records + 1, sizeof *loaded->records);
	if (!keys || !loaded->records) {
		free(keys);
		return ak_fail_memory(err);
	}
	uint32_t used = 0;
	for (unsigned i = 0; i < count; i++) {
		keys_fill(keys + used, &workers[i]);
		used += workers[i].found.record_count;
	}
	qsort(keys, used, sizeof *keys, compare_keys);
	for (uint32_t i = 0; i < used; i++) {
		loaded->records[i] = *keys[i].record;
		keys[i].claim->number = i;
	}
	loaded->record_count = used;
	free(keys);
	return AK_OK;
}

enum ak_status ak_load_gather(struct ak_loaded *loaded, struct ak_error *err)
{
	struct worker *workers = loaded->workers->workers;
	unsigned count = loaded->workers->count;
	size_t refused = 1;
	size_t attachments = 1;
	for (unsigned i = 0; i < count; i++) {
		refused += workers[i].found.refused_count;
		attachments += workers[i].found.attachment_count;
	}
	loaded->refused = calloc(refused, sizeof *loaded->refused);
	loaded->attachments = calloc(attachments, sizeof *loaded->attachments);
	if (!loaded->refused || !loaded->attachments)
		return ak_fail_memory(err);
	enum ak_status status = gather_records(loaded, workers, count, err);
	for (unsigned i = 0; i < count && status == AK_OK; i++) {
		struct ak_loaded *found = &workers[i].found;
		join(loaded->refused, &loaded->refused_count, found->refused, found->refused_count,
			sizeof *found->refused);
		join(loaded->attachments, &loaded->attachment_count, found->attachments, found->attachment_count,
			sizeof *found->attachments);
		ak_arena_merge(&loaded->arena, &found->arena);
		ak_claims_join(&loaded->claims->blocks, workers[i].claims);
		workers[i].claims = NULL; /* loaded's now */
	}
	qsort(loaded->attachments, loaded->attachment_count, sizeof *loaded->attachments, compare_attachments);
	workers_release(loaded);
	if (status == AK_OK)
		ak_claims_start(loaded->claims, count > 1 ? count : 0);
	return status;
}

void ak_loaded_release(struct ak_loaded *loaded)
{
	workers_release(loaded);
	if (loaded->claims)
		ak_claims_release(loaded->claims);
	free(loaded->claims);
	free(loaded->records);
	free(loaded->refused);
	free(loaded->attachments);
	ak_arena_release(&loaded->arena);
	ak_buf_release(&loaded->held);
	*loaded = (struct ak_loaded){.record_count = 0};
}

enum ak_status ak_load_begin(struct ak_loaded *loaded, struct ak_store *store, const struct ak_founding *founding,
	const struct ak_listing *ledger, const struct ak_listing *attachments,
	const struct ak_ledger_options *options, struct ak_error *err)
{
	struct work work = {.store = store,
		.founding = founding,
		.ledger = ledger,
		.attachments = attachments,
		.options = options};
	unsigned count = thread_count(&work);
	assert(count > 0);
	*loaded = (struct ak_loaded){.record_count = 0};
	loaded->claims = calloc(1, sizeof *loaded->claims);
	loaded->workers = calloc(1, sizeof *loaded->workers + count * sizeof loaded->workers->workers[0]);
	enum ak_status status = loaded->workers && loaded->claims ? AK_OK : ak_fail_memory(err);
	for (unsigned i = 0; loaded->workers && i < count; i++) {
		struct worker *worker = &loaded->workers->workers[loaded->workers->count++];
		worker->work = &work;
		worker->leads = i == 0;
		ak_map_init(&worker->shared.texts);
		if (status == AK_OK)
			status = ak_reader_open(&worker->reader, store, err);
	}
	if (status == AK_OK)
		status = run_all(loaded->workers->workers, count, err);
	if (status != AK_OK)
		ak_loaded_release(loaded);
	return status;
}

/* ------------------------------------------------------------------ the end */

/* The records that bad marks are refused, and taken out. */
static enum ak_status drop_bad(struct ak_loaded *loaded, const bool *bad, uint32_t bad_count, struct ak_error *err)
{
	struct ak_refused *refused =
		realloc(loaded->refused, (loaded->refused_count + bad_count + 1) * sizeof *loaded->refused);
	if (!refused)
		return ak_fail_memory(err);
	loaded->refused = refused;
	uint32_t kept = 0;
	enum ak_status status = AK_OK;
	for (uint32_t i = 0; i < loaded->record_count; i++) {
		const struct ak_record *record = &loaded->records[i];
		if (!bad[i]) {
			loaded->records[kept++] = *record;
			continue;
		}
		struct ak_buf path = AK_BUF_INIT;
		ak_record_path_write(&path, record->actor, record->seq, &record->id, false);
		const char *name = ak_arena_text(&loaded->arena, ak_buf_string(&path), path.size);
		if (path.failed || !name)
			status = ak_fail_memory(err);
		ak_buf_release(&path);
		refused[loaded->refused_count++] = (struct ak_refused){.path = name,
			.reason = AK_REFUSAL_SIGNATURE,
			.why = AK_NOTED("signature does not fit the key and the bytes")};
	}
	loaded->record_count = kept;
	return status;
}

struct told {
	const struct ak_ledger_options *options;
	size_t done, total;
};

static void tell(void *context, uint32_t count)
{
	struct told *told = context;
	told->done += count;
	size_t whole = told->total + told->total / 2;
	told->options->progress(told->options->context, told->done < whole ? told->done : whole, whole);
}

enum ak_status ak_load_end(struct ak_loaded *loaded, size_t total, const struct ak_ledger_options *options, bool *dropped,
	struct ak_error *err)
{
	struct told told = {.options = options, .done = total, .total = total};
	uint32_t count = ak_claims_finish(loaded->claims, options->progress ? tell : NULL, &told);
	enum ak_status status = AK_OK;
	*dropped = count > 0;
	if (count > 0) {
		bool *bad = calloc((size_t)loaded->record_count + 1, sizeof *bad);
		status = bad ? AK_OK : ak_fail_memory(err);
		for (struct ak_claim_block *block = loaded->claims->blocks; bad && block; block = block->next)
			for (uint32_t i = 0; i < block->count; i++)
				bad[block->claims[i].number] = !block->claims[i].good;
		if (status == AK_OK)
			status = drop_bad(loaded, bad, count, err);
		free(bad);
	}
	ak_claims_release(loaded->claims);
	free(loaded->claims);
	loaded->claims = NULL;
	return status;
}

enum ak_status ak_load(struct ak_loaded *loaded, struct ak_store *store, const struct ak_founding *founding,
	const struct ak_listing *ledger, const struct ak_listing *attachments,
	const struct ak_ledger_options *options, struct ak_error *err)
{
	bool dropped;
	enum ak_status status = ak_load_begin(loaded, store, founding, ledger, attachments, options, err);
	if (status == AK_OK)
		status = ak_load_gather(loaded, err);
	if (status == AK_OK)
		status = ak_load_end(loaded, ledger->count + attachments->count, options, &dropped, err);
	if (status != AK_OK)
		ak_loaded_release(loaded);
	return status;
}
