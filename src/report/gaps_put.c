/* SPDX-License-Identifier: EUPL-1.2 */
/* White spots as text and as JSON. */
#include <string.h>

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
		ak_gap_nature(&first, gap->object, gap->type);
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

void ak_gaps_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_gaps *gaps)
{
	size_t at = 0;
	if (gaps->count == 0)
		ak_page_line(page, "%s", _("There are no gaps."));
	while (at < gaps->count) {
		struct ak_table table;
		enum ak_gap_kind kind = gaps->items[at].kind;
		ak_page_heading(page, "%s (%zu)", ak_gap_heading(kind), gaps->counts[kind]);
		ak_table_init(&table, 4);
		while (at < gaps->count && gaps->items[at].kind == kind)
			at = put_gap(&table, ak_ledger_state(ledger), gaps, at);
		page->indent = INDENT;
		ak_table_put(&table, page);
		page->indent = 0;
		ak_table_release(&table);
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
	if (gap->kind == AK_GAP_EXPECTED) {
		ak_gap_nature(&words, gap->object, gap->type);
		ak_build_set(&row, "nature", words.size ? ak_build_text(ak_buf_string(&words)) : ak_json_null_new());
	}
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
