/* SPDX-License-Identifier: EUPL-1.2 */
/* Progress as text and as JSON. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "ledger/course.h"
#include "report/build.h"
#include "report/gettext.h"
#include "report/progress.h"
#include "report/value.h"
#include "report/words.h"

enum {
	COLUMNS = 8,
	REPORT_COLUMNS = 7,
	INDENT = 2,
	MONTHS_MAX = 120, /* of a trend; older ones are left out */
};

/* ---- groups and months */

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * The groups that there are, sorted; "" comes first where a promise has none. The caller's to free; NULL without
 * memory.
 */
static const char **groups_of(const struct ak_progress *progress, uint32_t *count)
{
	const char **groups = calloc((size_t)progress->promise_count + 1, sizeof *groups);
	*count = 0;
	if (!groups)
		return NULL;
	for (uint32_t i = 0; i < progress->promise_count; i++)
		groups[i] = progress->promises[i].group ? progress->promises[i].group : "";
	qsort(groups, progress->promise_count, sizeof *groups, compare_texts);
	for (uint32_t i = 0; i < progress->promise_count; i++)
		if (i == 0 || strcmp(groups[i], groups[*count - 1]) != 0)
			groups[(*count)++] = groups[i];
	return groups;
}

/* The last day of the first month to be told, and of the last one: this day. */
static int32_t first_month(const struct ak_progress *progress, int32_t today)
{
	int64_t first = progress->now;
	for (uint32_t i = 0; i < progress->event_count; i++)
		if (progress->events[i].time < first)
			first = progress->events[i].time;
	int32_t day = ak_month_end(ak_date_of(first));
	return today - day > MONTHS_MAX * 30 ? ak_month_end(today - MONTHS_MAX * 30) : day;
}

/* ---- one line of numbers */

static void put_head(struct ak_table *table, const char *first)
{
	ak_table_cell(table, AK_STYLE_DIM, "%s", first);
	ak_table_cell(table, AK_STYLE_DIM, "%s", _("promised"));
	ak_table_cell(table, AK_STYLE_DIM, "%s", _("due"));
	ak_table_cell(table, AK_STYLE_DIM, "%s", _("delivered"));
	ak_table_cell(table, AK_STYLE_DIM, "%s", _("dropped"));
	ak_table_cell(table, AK_STYLE_DIM, "%s", _("late"));
	ak_table_cell(table, AK_STYLE_DIM, "%s", _("progress"));
	ak_table_cell(table, AK_STYLE_DIM, "%s", "");
	for (unsigned i = 1; i < COLUMNS - 1; i++)
		table->right[i] = true;
}

static void put_counts(
	struct ak_table *table, const char *name, const struct ak_progress_counts *counts, const char *title)
{
	ak_table_cell(table, AK_STYLE_STRONG, "%s", name);
	ak_table_cell(table, AK_STYLE_PLAIN, "%u", counts->promised);
	ak_table_cell(table, AK_STYLE_PLAIN, "%u", counts->due);
	ak_table_cell(table, AK_STYLE_PLAIN, "%u", counts->delivered);
	ak_table_cell(table, AK_STYLE_PLAIN, "%u", counts->dropped);
	ak_table_cell(table, counts->late ? AK_STYLE_WAIT : AK_STYLE_PLAIN, "%u", counts->late);
	ak_table_cell(table, AK_STYLE_PLAIN, "%" PRId64 " %%", counts->share);
	ak_table_cell(table, AK_STYLE_DIM, "%s", title ? title : "");
}

static struct ak_json *counts_document(const char *key, const char *name, const struct ak_progress_counts *counts)
{
	struct ak_json *row = ak_json_object_new();
	ak_build_set(&row, key, *name ? ak_build_text(name) : ak_json_null_new());
	ak_build_set(&row, "promised", ak_json_int_new(counts->promised));
	ak_build_set(&row, "due", ak_json_int_new(counts->due));
	ak_build_set(&row, "delivered", ak_json_int_new(counts->delivered));
	ak_build_set(&row, "dropped", ak_json_int_new(counts->dropped));
	ak_build_set(&row, "late", ak_json_int_new(counts->late));
	ak_build_set(&row, "progress", ak_json_int_new(counts->share));
	return row;
}

/* ---- walking: each line goes to the table, or to the list */

struct sink {
	struct ak_table *table; /* or */
	struct ak_json **list;
	const char *key;
};

static void sink_put(struct sink *sink, const char *name, const char *shown, const struct ak_progress_counts *counts,
	const char *title)
{
	if (sink->table)
		put_counts(sink->table, shown, counts, title);
	else
		ak_build_append(sink->list, counts_document(sink->key, name, counts));
}

/* What a group is called besides its name, or NULL. A value of a field has no more to it. */
static const char *title_of(const struct ak_progress *progress, const char *group)
{
	const struct ak_state *state = ak_ledger_state(progress->ledger);
	if (strcmp(progress->by, "party") == 0)
		return ak_capacity_label(state->charter, group);
	const struct ak_object *object = ak_state_find(state, group);
	return object ? ak_object_title(state, object) : NULL;
}

static enum ak_status each_group(struct sink *sink, const struct ak_progress *progress, struct ak_error *err)
{
	struct ak_progress_counts counts;
	uint32_t count;
	const char **groups = groups_of(progress, &count);
	enum ak_status status = groups ? AK_OK : ak_fail_memory(err);
	for (uint32_t i = 0; status == AK_OK && i < count; i++) {
		status = ak_progress_count(&counts, progress, ak_date_of(progress->now), groups[i], err);
		if (status == AK_OK)
			sink_put(sink, groups[i], *groups[i] ? groups[i] : _("(none)"), &counts,
				title_of(progress, groups[i]));
	}
	free(groups);
	return status;
}

/* Months in a row with the same numbers, which for people are one line. */
struct run {
	int32_t first, last; /* a day of each */
	unsigned months;
	struct ak_progress_counts counts;
};

static bool counts_equal(const struct ak_progress_counts *a, const struct ak_progress_counts *b)
{
	return a->promised == b->promised && a->due == b->due && a->delivered == b->delivered &&
	       a->dropped == b->dropped && a->late == b->late && a->share == b->share;
}

static void run_put(struct sink *sink, const struct run *run)
{
	struct ak_date_text month = ak_date_write(run->last); /* as programs read it, without its day */
	struct ak_buf words = AK_BUF_INIT;
	if (run->months == 0)
		return;
	month.text[7] = '\0';
	if (run->months > 1)
		ak_buf_format(&words, _("%s to %s"), ak_words_month(run->first).text, ak_words_month(run->last).text);
	else
		ak_buf_text(&words, ak_words_month(run->last).text);
	sink_put(sink, month.text, ak_buf_string(&words), &run->counts, NULL);
	ak_buf_release(&words);
}

static void run_take(struct sink *sink, struct run *run, int32_t day, const struct ak_progress_counts *counts)
{
	if (!sink->table || run->months == 0 || !counts_equal(counts, &run->counts)) {
		run_put(sink, run);
		*run = (struct run){.first = day, .counts = *counts};
	}
	run->last = day;
	run->months++;
}

static enum ak_status each_month(struct sink *sink, const struct ak_progress *progress, struct ak_error *err)
{
	int32_t today = ak_date_of(progress->now);
	enum ak_status status = AK_OK;
	struct run run = {.months = 0};
	for (int32_t day = first_month(progress, today); status == AK_OK; day = ak_month_end(day + 1)) {
		struct ak_progress_counts counts;
		bool last = day >= today;
		status = ak_progress_count(&counts, progress, last ? today : day, NULL, err);
		if (status == AK_OK)
			run_take(sink, &run, last ? today : day, &counts);
		if (last)
			break;
	}
	run_put(sink, &run);
	return status;
}

/* ---- reports, with their date and source */

static void put_report(struct ak_table *table, const struct ak_progress *progress, const struct ak_promise *promise,
	const struct ak_progress_event *event)
{
	const struct ak_record *record = event ? &progress->ledger->records[event->proposal] : NULL;
	const char *nature = ak_course_nature_read(promise->object, promise->type);
	ak_table_cell(table, AK_STYLE_STRONG, "%s", promise->object->name);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", nature ? nature : "");
	if (!event) {
		ak_table_cell(table, AK_STYLE_WAIT, "%s", _("no report"));
		for (unsigned i = 3; i < REPORT_COLUMNS; i++)
			ak_table_cell(table, AK_STYLE_PLAIN, "%s", "");
		return;
	}
	ak_table_cell(table, AK_STYLE_PLAIN, "%" PRId64 " %%", event->number);
	ak_table_cell(table, AK_STYLE_PLAIN, "%.10s", ak_words_day_of(event->time).text);
	ak_table_cell(table, AK_STYLE_PLAIN, _("%s for %s"), record->actor, record->capacity);
	ak_table_cell(table, AK_STYLE_DIM, "%s", ak_id_short(&record->id).text);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", record->why);
}

static struct ak_json *report_document(
	const struct ak_progress *progress, const struct ak_promise *promise, const struct ak_progress_event *event)
{
	const struct ak_record *record = &progress->ledger->records[event->proposal];
	struct ak_json *row = ak_json_object_new();
	ak_build_set(&row, "object", ak_build_text(promise->object->name));
	ak_build_set(&row, "value", ak_json_int_new(event->number));
	ak_build_set(&row, "time", ak_build_time(event->time));
	ak_build_set(&row, "actor", ak_build_text(record->actor));
	ak_build_set(&row, "for", ak_build_text(record->capacity));
	ak_build_set(&row, "why", ak_build_text(record->why));
	ak_build_set(&row, "record", ak_build_id(&record->id));
	return row;
}

void ak_progress_reports_put(struct ak_page *page, const struct ak_progress *progress)
{
	struct ak_table table;
	ak_table_init(&table, REPORT_COLUMNS);
	table.right[2] = true;
	for (uint32_t i = 0; i < progress->event_count; i++)
		if (progress->events[i].kind == AK_PROGRESS_REPORT)
			put_report(&table, progress, &progress->promises[progress->events[i].promise],
				&progress->events[i]);
	if (table.count == 0)
		ak_page_line(page, "%s", _("Nothing was reported yet."));
	ak_table_put(&table, page);
	ak_table_release(&table);
}

struct ak_json *ak_progress_reports_document(const struct ak_progress *progress)
{
	struct ak_json *list = ak_json_array_new();
	for (uint32_t i = 0; i < progress->event_count; i++)
		if (progress->events[i].kind == AK_PROGRESS_REPORT)
			ak_build_append(&list, report_document(progress, &progress->promises[progress->events[i].promise],
						       &progress->events[i]));
	return list;
}

static void put_newest(struct ak_page *page, const struct ak_progress *progress)
{
	struct ak_table table;
	ak_page_heading(page, "%s", _("The newest report of each"));
	ak_table_init(&table, REPORT_COLUMNS);
	table.right[2] = true;
	for (uint32_t i = 0; i < progress->promise_count; i++) {
		const struct ak_promise *promise = &progress->promises[i];
		bool any = promise->last_report != AK_POSITION_NONE;
		put_report(&table, progress, promise, any ? &progress->events[promise->last_report] : NULL);
	}
	page->indent = INDENT;
	ak_table_put(&table, page);
	page->indent = 0;
	ak_table_release(&table);
}

/* ---- all of it */

typedef enum ak_status walk(struct sink *sink, const struct ak_progress *progress, struct ak_error *err);

static enum ak_status put_table(struct ak_page *page, const struct ak_progress *progress, walk *each,
	const char *heading, const char *first, struct ak_error *err)
{
	struct ak_table table;
	struct sink sink = {.table = &table};
	ak_table_init(&table, COLUMNS);
	put_head(&table, first);
	enum ak_status status = each(&sink, progress, err);
	if (status == AK_OK) {
		ak_page_heading(page, "%s", heading);
		page->indent = INDENT;
		ak_table_put(&table, page);
		page->indent = 0;
	}
	ak_table_release(&table);
	return status;
}

enum ak_status ak_progress_put(struct ak_page *page, const struct ak_progress *progress, struct ak_error *err)
{
	if (progress->promise_count == 0) {
		ak_page_line(page, "%s", _("There is nothing of which progress is kept."));
		return AK_OK;
	}
	enum ak_status status =
		put_table(page, progress, each_group, _("Promised and delivered"), _("of"), err);
	if (status == AK_OK)
		status = put_table(page, progress, each_month, _("As known at the end of each month"), _("month"), err);
	if (status == AK_OK)
		put_newest(page, progress);
	return status;
}

enum ak_status ak_progress_document(struct ak_json **document, const struct ak_progress *progress, struct ak_error *err)
{
	struct ak_json *groups = ak_json_array_new(), *months = ak_json_array_new();
	struct sink of_groups = {.list = &groups, .key = "group"}, of_months = {.list = &months, .key = "month"};
	enum ak_status status = each_group(&of_groups, progress, err);
	if (status == AK_OK && progress->promise_count > 0)
		status = each_month(&of_months, progress, err);
	ak_build_set(document, "groups", groups);
	ak_build_set(document, "months", months);
	ak_build_set(document, "reports", ak_progress_reports_document(progress));
	if (status == AK_OK && !*document)
		status = ak_fail_memory(err);
	return status;
}
