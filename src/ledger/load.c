/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/load_inside.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	THREADS_MAX = 64,
	BATCH = 64, /* files a thread takes at a time */
};

/* ------------------------------------------------------------------ threads */

/* Of six, as long as it takes: a record is two files to be read, of a step each, and a signature to be asked. */
enum { RECORD_STEPS = 6, SIGNATURE_STEPS = 4 };

/* Tells how many records that comes to; other files are few. */
static void tell_progress(const struct ak_ledger_options *options, size_t steps, size_t files)
{
	size_t records = files / 2;
	if (options->progress)
		options->progress(options->context, steps / RECORD_STEPS < records ? steps / RECORD_STEPS : records, records);
}

static void *run(void *argument)
{
	struct ak_load_worker *w = argument;
	struct ak_load_work *work = w->work;
	size_t total = work->ledger->count + work->attachments->count;
	while (w->status == AK_OK && !atomic_load(&work->stop)) {
		size_t first = atomic_fetch_add(&work->next, BATCH);
		if (first >= total)
			break;
		size_t end = first + BATCH < total ? first + BATCH : total;
		for (size_t job = first; job < end && w->status == AK_OK; job++)
			w->status = ak_load_file(w, job);
		size_t done = atomic_fetch_add(&work->done, end - first) + end - first;
		if (w->leads)
			tell_progress(work->options, done, total);
	}
	if (w->status != AK_OK)
		atomic_store(&work->stop, true);
	return NULL;
}

static unsigned thread_count(const struct ak_load_work *work)
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

static enum ak_status run_all(struct ak_load_worker *workers, unsigned count, struct ak_error *err)
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
	struct ak_load_worker workers[];
};

static void worker_release(struct ak_load_worker *w)
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

static void keys_fill(struct sort_key *keys, const struct ak_loaded *found)
{
	for (uint32_t i = 0; i < found->record_count; i++) {
		const struct ak_record *record = &found->records[i];
		keys[i] = (struct sort_key){.record = record};
		for (size_t byte = 0; byte < sizeof keys->first; byte++)
			keys[i].first = keys[i].first << 8 | record->id.bytes[byte];
	}
}

/* All records by ascending id. */
static enum ak_status gather_records(
	struct ak_loaded *loaded, struct ak_load_worker *workers, unsigned count, struct ak_error *err)
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
		keys_fill(keys + used, &workers[i].found);
		used += workers[i].found.record_count;
	}
	qsort(keys, used, sizeof *keys, compare_keys);
	for (uint32_t i = 0; i < used; i++)
		loaded->records[i] = *keys[i].record;
	loaded->record_count = used;
	free(keys);
	return AK_OK;
}

enum ak_status ak_load_gather(struct ak_loaded *loaded, struct ak_error *err)
{
	struct ak_load_worker *workers = loaded->workers->workers;
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
	}
	qsort(loaded->attachments, loaded->attachment_count, sizeof *loaded->attachments, compare_attachments);
	workers_release(loaded);
	return status;
}

void ak_loaded_release(struct ak_loaded *loaded)
{
	if (loaded->claims)
		ak_claims_release(loaded->claims); /* first: what they ask about stands in the others' memory */
	free(loaded->claims);
	workers_release(loaded);
	free(loaded->records);
	free(loaded->refused);
	free(loaded->attachments);
	ak_arena_release(&loaded->arena);
	ak_buf_release(&loaded->held);
	*loaded = (struct ak_loaded){.record_count = 0};
}

static void claims_start(struct ak_loaded *loaded)
{
	struct ak_load_workers *all = loaded->workers;
	for (unsigned i = 0; i < all->count; i++) {
		ak_claims_join(&loaded->claims->blocks, all->workers[i].claims);
		all->workers[i].claims = NULL; /* loaded's now */
	}
	ak_claims_start(loaded->claims, all->count > 1 ? all->count : 0);
}

enum ak_status ak_load_begin(struct ak_loaded *loaded, struct ak_store *store, const struct ak_founding *founding,
	const struct ak_listing *ledger, const struct ak_listing *attachments,
	const struct ak_ledger_options *options, struct ak_error *err)
{
	struct ak_load_work work = {.store = store,
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
		struct ak_load_worker *worker = &loaded->workers->workers[loaded->workers->count++];
		worker->work = &work;
		worker->leads = i == 0;
		ak_map_init(&worker->shared.texts);
		if (status == AK_OK)
			status = ak_reader_open(&worker->reader, store, err);
	}
	if (status == AK_OK)
		status = run_all(loaded->workers->workers, count, err);
	if (status == AK_OK)
		claims_start(loaded);
	else
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

/* The records whose signature does not fit. */
static enum ak_status drop_claimed(struct ak_loaded *loaded, uint32_t bad_count, struct ak_error *err)
{
	bool *bad = calloc((size_t)loaded->record_count + 1, sizeof *bad);
	if (!bad)
		return ak_fail_memory(err);
	for (struct ak_claim_block *block = loaded->claims->blocks; block; block = block->next)
		for (uint32_t i = 0; i < block->count; i++) {
			const struct ak_claim *claim = &block->claims[i];
			if (!claim->good)
				bad[ak_record_find(loaded->records, loaded->record_count, &claim->record) - loaded->records] = true;
		}
	enum ak_status status = drop_bad(loaded, bad, bad_count, err);
	free(bad);
	return status;
}

struct told {
	const struct ak_ledger_options *options;
	size_t files; /* all of which were read */
};

static void tell(void *context, uint32_t asked)
{
	const struct told *told = context;
	tell_progress(told->options, told->files + (size_t)asked * SIGNATURE_STEPS, told->files);
}

enum ak_status ak_load_end(struct ak_loaded *loaded, size_t files, const struct ak_ledger_options *options, bool *dropped,
	struct ak_error *err)
{
	struct told told = {.options = options, .files = files};
	uint32_t count = ak_claims_finish(loaded->claims, options->progress ? tell : NULL, &told);
	*dropped = count > 0;
	enum ak_status status = *dropped ? drop_claimed(loaded, count, err) : AK_OK;
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
