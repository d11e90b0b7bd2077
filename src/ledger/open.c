/* SPDX-License-Identifier: EUPL-1.2 */
/* Opening a ledger (ledger/ledger.h): from the caches or the store, admitted, judged; and letting it go. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/cache.h"
#include "ledger/demand.h"
#include "ledger/head.h"
#include "sig/digest.h"

void ak_ledger_free(struct ak_ledger *ledger)
{
	if (!ledger)
		return;
	ak_judge_release(&ledger->judge);
	if (ledger->is_view) {
		free(ledger);
		return;
	}
	ak_demand_free(ledger->demand);
	ak_admission_release(&ledger->admission);
	ak_charter_free(ledger->founding);
	ak_buf_release(&ledger->charter_bytes);
	free(ledger->records);
	free(ledger->refused);
	free(ledger->attachments);
	free(ledger->absent);
	free(ledger->outcomes);
	ak_arena_release(&ledger->arena);
	ak_buf_release(&ledger->held);
	free(ledger);
}

static int compare_refused(const void *left, const void *right)
{
	return strcmp(((const struct ak_refused *)left)->path, ((const struct ak_refused *)right)->path);
}

static const char *const admission_words[] = {
	[AK_REFUSAL_LEDGER] = AK_NOTED("the record is of another ledger"),
	[AK_REFUSAL_PARENT] = AK_NOTED("a parent is missing, refused, or an ancestor of another parent"),
	[AK_REFUSAL_KEY] = AK_NOTED("nobody of this ledger introduced this actor with this key"),
	[AK_REFUSAL_TIME] = AK_NOTED("its time is before a parent's"),
	[AK_REFUSAL_TARGET] = AK_NOTED("its target is not among its ancestors, or of the wrong kind"),
	[AK_REFUSAL_PREV] = AK_NOTED("its prev is no seal of height one less among its ancestors"),
	[AK_REFUSAL_SEQ] = AK_NOTED("its number does not follow those of this actor and key among its ancestors"),
};

/* The records that admission refused join the refused files. */
static enum ak_status join_refused(struct ak_ledger *ledger, struct ak_error *err)
{
	size_t room = ledger->refused_count;
	for (uint32_t i = 0; i < ledger->count; i++) {
		enum ak_refusal reason = (enum ak_refusal)ledger->admission.refusals[i];
		if (reason == AK_REFUSAL_NONE)
			continue;
		struct ak_buf path = AK_BUF_INIT;
		const struct ak_record *record = &ledger->records[i];
		ak_record_path_write(&path, record->actor, record->seq, &record->id, false);
		const char *kept = ak_arena_text(&ledger->arena, ak_buf_string(&path), path.size);
		bool failed = path.failed || !kept ||
			      !ak_grow((void **)&ledger->refused, &room, ledger->refused_count,
				      sizeof *ledger->refused);
		ak_buf_release(&path);
		if (failed)
			return ak_fail_memory(err);
		ledger->refused[ledger->refused_count++] =
			(struct ak_refused){.path = kept, .reason = reason, .why = admission_words[reason]};
	}
	qsort(ledger->refused, ledger->refused_count, sizeof *ledger->refused, compare_refused);
	return AK_OK;
}

static void take_founding(struct ak_ledger *ledger, struct ak_founding *founding)
{
	ledger->id = founding->ledger;
	ledger->founding = founding->charter;
	ledger->charter_bytes = founding->bytes;
	*founding = (struct ak_founding){.charter = NULL}; /* the ledger's now */
}

/* How a ledger is being opened. */
struct opening {
	const struct ak_ledger_options *options;
	struct ak_loaded loaded;
	struct ak_cache cache;
	bool has_cache;
	size_t total;	/* files */
	uint32_t fresh; /* records that no cache had */
};

/*
 * Files are read, all but whether their signatures fit: that is asked meanwhile. With a cache all of it is done for
 * the few that it lacks.
 */
static enum ak_status load_files(struct ak_ledger *ledger, struct opening *o, struct ak_error *err)
{
	struct ak_listing files = {.count = 0};
	struct ak_listing attachments = {.count = 0};
	struct ak_founding founding = {.charter = NULL};
	struct ak_reader *reader = NULL;
	enum ak_status status = ak_store_list(ledger->store, "ledger", &files, err);
	if (status == AK_OK)
		status = ak_store_list(ledger->store, "bijlagen", &attachments, err);
	if (status == AK_OK)
		status = ak_reader_open(&reader, ledger->store, err);
	if (status == AK_OK)
		status = ak_founding_read(&founding, ledger->store, &files, reader, err);
	o->total = files.count + attachments.count;
	if (status == AK_OK && o->has_cache && ak_id_equal(o->cache.ledger, &founding.ledger)) {
		status = ak_cache_load(&o->loaded, &o->fresh, &o->cache, ledger->store, &founding, &files, &attachments,
			o->options, err);
	} else if (status == AK_OK) {
		status = ak_load_begin(&o->loaded, ledger->store, &founding, &files, &attachments, o->options, err);
	}
	if (status == AK_OK)
		take_founding(ledger, &founding);
	ak_founding_release(&founding);
	ak_reader_free(reader);
	ak_listing_release(&files);
	ak_listing_release(&attachments);
	if (status == AK_OK && o->loaded.workers) { /* now that the listings are gone there is memory for it */
		status = ak_load_gather(&o->loaded, err);
		o->fresh = o->loaded.record_count;
	}
	return status;
}

static enum ak_status load(struct ak_ledger *ledger, struct opening *o, struct ak_error *err)
{
	struct ak_founding founding;
	o->has_cache = o->options->use_cache && ak_cache_open(&o->cache, ledger->store);
	if (!o->has_cache || !ak_cache_is_whole(&o->cache, ledger->store))
		return load_files(ledger, o, err);
	enum ak_status status = ak_cache_founding(&founding, &o->cache, err);
	if (status == AK_OK) {
		take_founding(ledger, &founding);
		ak_cache_take(&o->loaded, &o->cache);
	}
	return status;
}

/* A cache is made where there was none, and again when what it lacks is no longer little. */
static void keep(struct ak_ledger *ledger, const struct opening *o)
{
	if (o->options->use_cache && ak_cache_is_due(o->has_cache, o->fresh, o->loaded.record_count))
		ak_cache_write(ledger->store, &ledger->id, ak_buf_view(&ledger->charter_bytes), &o->loaded);
}

static void take_loaded(struct ak_ledger *ledger, struct ak_loaded *loaded)
{
	ledger->records = loaded->records;
	ledger->count = loaded->record_count;
	ledger->room = loaded->record_count + 1;
	ledger->refused = loaded->refused;
	ledger->refused_count = loaded->refused_count;
	ledger->attachments = loaded->attachments;
	ledger->attachment_count = loaded->attachment_count;
	ledger->arena = loaded->arena;
	ledger->held = loaded->held;
	*loaded = (struct ak_loaded){.record_count = 0}; /* the ledger's now */
}

static enum ak_status judge(struct ak_ledger *ledger, const struct ak_loaded *loaded,
	const struct ak_ledger_options *options, struct ak_error *err)
{
	struct ak_judge_options how = {.at_given = options->at_given,
		.at = options->at,
		.head = options->head,
		.remembered = options->remembered,
		.remembered_count = options->remembered_count};
	ak_judge_release(&ledger->judge);
	ak_admission_release(&ledger->admission);
	if (options->unjudged)
		return AK_OK;
	enum ak_status status = ak_admit(&ledger->admission, loaded->records, loaded->record_count, ledger->founding,
		&ledger->id, err);
	if (status == AK_OK)
		status = ak_judge_run(&ledger->judge, &ledger->admission, ledger->founding, &how, err);
	return status;
}

enum ak_status ak_ledger_open(struct ak_ledger **ledger, struct ak_store *store,
	const struct ak_ledger_options *options, struct ak_error *err)
{
	static const struct ak_ledger_options none = {.at_given = false};
	struct opening opening = {.options = options ? options : &none};
	bool dropped = false;
	enum ak_status status = ak_sig_start(err);
	if (status != AK_OK)
		return status;
	struct ak_ledger *opened = calloc(1, sizeof *opened);
	if (!opened)
		return ak_fail_memory(err);
	opened->store = store;
	if (ak_store_tree(store))
		memcpy(opened->tree, ak_store_tree(store), sizeof opened->tree);
	ak_map_init(&opened->judge.state.objects);
	ak_map_init(&opened->admission.owner_map);
	status = load(opened, &opening, err);
	if (status == AK_OK)
		status = judge(opened, &opening.loaded, opening.options, err);
	if (status == AK_OK && opening.loaded.claims)
		status = ak_load_end(&opening.loaded, opening.total, opening.options, &dropped, err);
	if (status == AK_OK && dropped)
		status = judge(opened, &opening.loaded, opening.options, err);
	if (status == AK_OK) {
		keep(opened, &opening);
		take_loaded(opened, &opening.loaded);
		if (!opening.options->unjudged)
			status = join_refused(opened, err);
	}
	ak_cache_release(&opening.cache);
	ak_loaded_release(&opening.loaded);
	if (status == AK_OK && opening.options->keep_head)
		status = ak_head_keep(opened, err);
	if (status != AK_OK) {
		ak_ledger_free(opened);
		return status;
	}
	*ledger = opened;
	return AK_OK;
}

enum ak_status ak_ledger_view(struct ak_ledger **view, const struct ak_ledger *ledger,
	const struct ak_ledger_options *options, struct ak_error *err)
{
	const struct ak_judge_options how = {.at_given = true,
		.at = options->at,
		.head = options->head,
		.remembered = ledger->judge.options.remembered,
		.remembered_count = ledger->judge.options.remembered_count,
		.whole = &ledger->judge};
	assert(options->at_given && !ledger->is_part && !ledger->judge.options.at_given);
	struct ak_ledger *made = malloc(sizeof *made);
	if (!made)
		return ak_fail_memory(err);
	*made = *ledger;
	made->is_view = true;
	enum ak_status status = ak_judge_run(&made->judge, &ledger->admission, ledger->founding, &how, err);
	if (status == AK_OK)
		*view = made;
	else
		free(made);
	return status;
}
