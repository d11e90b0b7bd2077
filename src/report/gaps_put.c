/* SPDX-License-Identifier: EUPL-1.2 */
/* White spots as text and as JSON. */
#include <string.h>

#include "ledger/course.h"
#include "report/build.h"
#include "report/gaps.h"
#include "report/gettext.h"
#include "report/value.h"

enum { INDENT = 2 };

/* ---- for people: one row per object and kind */

/* The labels of what one object lacks, of which the first is items[at]; returns where the next object begins. */
static size_t put_lacks(struct ak_buf *out, const struct ak_gaps *gaps, size_t at)
{
	const struct ak_object *object = gaps->items[at].object;
	const char *separator = "";
	for (; at < gaps->count && gaps->items[at].kind == AK_GAP_EXPECTED && gaps->items[at].object == object; at++) {
		ak_buf_format(out, "%s%s", separator, ak_field_label(gaps->items[at].type, gaps->items[at].field));
		separator = ", ";
	}
	return at;
}

static void put_row(struct ak_table *table, const struct ak_state *state, const struct ak_gap *gap, const char *first,
	const char *second)
{
	const char *title = ak_object_title(state, gap->object);
	ak_table_cell(table, AK_STYLE_STRONG, "%s", gap->object->name);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", first);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", second);
	ak_table_cell(table, AK_STYLE_DIM, "%s", title ? title : "");
}

/* Adds what stands at items[at]; returns where the next row begins. */
static size_t put_gap(struct ak_table *table, const struct ak_state *state, const struct ak_gaps *gaps, size_t at)
{
	const struct ak_gap *gap = &gaps->items[at];
	struct ak_buf first = AK_BUF_INIT, second = AK_BUF_INIT;
	size_t next = at + 1;
	switch (gap->kind) {
	case AK_GAP_EXPECTED:
		next = put_lacks(&second, gaps, at);
		break;
	case AK_GAP_ALONE:
		ak_gap_wanted(&second, state->charter, gap->type);
		break;
	case AK_GAP_CLASH:
		ak_buf_text(&first, gap->party);
		ak_buf_text(&second, gap->date);
		break;
	case AK_GAP_PARTY:
	case AK_GAP_VACANT:
	case AK_GAP_KINDS:
		break;
	}
	put_row(table, state, gap, ak_buf_string(&first), ak_buf_string(&second));
	ak_buf_release(&first);
	ak_buf_release(&second);
	return next;
}

/*
 * Where the gaps end that stand under one heading with items[at]: of one kind, and what is expected of one type and
 * nature.
 */
static size_t group_end(const struct ak_gaps *gaps, size_t at)
{
	const struct ak_gap *first = &gaps->items[at];
	for (at++; at < gaps->count && gaps->items[at].kind == first->kind; at++) {
		const struct ak_gap *gap = &gaps->items[at];
		bool is_same = gap->type == first->type && !gap->nature == !first->nature &&
			       (!gap->nature || strcmp(gap->nature, first->nature) == 0);
		if (first->kind == AK_GAP_EXPECTED && !is_same)
			break;
	}
	return at;
}

/*
 * "Afspraak, resultaat (3)"; where the type tells natures and this one is of none, "Afspraak, Soort: not filled in
 * (1)".
 */
static void put_nature(struct ak_page *page, const struct ak_gap *gap, size_t count)
{
	const struct ak_field *nature = ak_course_nature(gap->type);
	ak_page_put(page, ak_type_label(gap->type));
	if (gap->nature)
		ak_page_format(page, ", %s", gap->nature);
	else if (nature)
		ak_page_format(page, ", %s: %s", ak_field_label(gap->type, nature), _("not filled in"));
	ak_page_line(page, " (%zu)", count);
}

static void put_group(struct ak_page *page, const struct ak_state *state, const struct ak_gaps *gaps, size_t at, size_t end)
{
	struct ak_table table;
	ak_table_init(&table, 4);
	page->indent = INDENT;
	if (gaps->items[at].kind == AK_GAP_EXPECTED) {
		put_nature(page, &gaps->items[at], end - at);
		page->indent += INDENT;
	}
	while (at < end)
		at = put_gap(&table, state, gaps, at);
	ak_table_put(&table, page);
	page->indent = 0;
	ak_table_release(&table);
}

void ak_gaps_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_gaps *gaps)
{
	enum ak_gap_kind before = AK_GAP_KINDS;
	size_t end;
	if (gaps->count == 0)
		ak_page_line(page, "%s", _("There are no gaps."));
	for (size_t at = 0; at < gaps->count; at = end) {
		enum ak_gap_kind kind = gaps->items[at].kind;
		end = group_end(gaps, at);
		if (kind != before)
			ak_page_heading(page, "%s (%zu)", ak_gap_heading(kind), gaps->counts[kind]);
		before = kind;
		put_group(page, ak_ledger_state(ledger), gaps, at, end);
	}
}

/* ---- as JSON */

static struct ak_json *gap_document(const struct ak_state *state, const struct ak_gap *gap)
{
	struct ak_json *row = ak_json_object_new();
	struct ak_buf words = AK_BUF_INIT;
	ak_build_set(&row, "kind", ak_build_text(ak_gap_name(gap->kind)));
	ak_build_set(&row, "object", ak_build_text(gap->object->name));
	ak_build_set(&row, "title", ak_build_text(ak_object_title(state, gap->object)));
	if (gap->field)
		ak_build_set(&row, "field", ak_build_text(gap->field->name));
	if (gap->field)
		ak_build_set(&row, "label", ak_build_text(ak_field_label(gap->type, gap->field)));
	if (gap->kind == AK_GAP_EXPECTED)
		ak_build_set(&row, "nature", ak_build_text(gap->nature));
	if (gap->kind == AK_GAP_CLASH) {
		ak_buf_format(&words, "%.7s", gap->date);
		ak_build_set(&row, "party", ak_build_text(gap->party));
		ak_build_set(&row, "date", ak_build_text(gap->date));
		ak_build_set(&row, "month", ak_build_text(ak_buf_string(&words)));
	}
	ak_buf_release(&words);
	return row;
}

struct ak_json *ak_gaps_document(const struct ak_ledger *ledger, const struct ak_gaps *gaps)
{
	struct ak_json *list = ak_json_array_new();
	for (size_t i = 0; i < gaps->count; i++)
		ak_build_append(&list, gap_document(ak_ledger_state(ledger), &gaps->items[i]));
	return list;
}

struct ak_json *ak_gaps_natures_document(const struct ak_gaps *gaps)
{
	struct ak_json *list = ak_json_array_new();
	size_t end;
	for (size_t at = 0; at < gaps->counts[AK_GAP_EXPECTED]; at = end) {
		const struct ak_gap *gap = &gaps->items[at];
		struct ak_json *row = ak_json_object_new();
		end = group_end(gaps, at);
		ak_build_set(&row, "type", ak_build_text(gap->type->name));
		ak_build_set(&row, "label", ak_build_text(ak_type_label(gap->type)));
		ak_build_set(&row, "nature", ak_build_text(gap->nature));
		ak_build_set(&row, "expected", ak_json_int_new((int64_t)(end - at)));
		ak_build_append(&list, row);
	}
	return list;
}
