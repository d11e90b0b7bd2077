/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows and columns that fit the page. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "report/page.h"

enum {
	GUTTER = 2,
	LAST_MIN_COLUMNS = 16, /* the last column is not cut shorter than this */
	BELOW_INDENT = 4,
};

void ak_table_init(struct ak_table *table, unsigned columns)
{
	assert(columns > 0 && columns <= AK_TABLE_COLUMNS_MAX);
	*table = (struct ak_table){ .columns = columns };
}

void ak_table_release(struct ak_table *table)
{
	free(table->cells);
	ak_arena_release(&table->texts);
	*table = (struct ak_table){ .columns = table->columns };
}

void ak_table_text(struct ak_table *table, enum ak_style style, const char *text)
{
	const char *kept = ak_arena_text(&table->texts, text, strlen(text));
	if (kept && ak_grow((void **)&table->cells, &table->room, table->count, sizeof *table->cells))
		table->cells[table->count++] =
			(struct ak_table_cell){.text = kept, .width = ak_text_width(text), .style = style};
	else
		table->failed = true;
}

void ak_table_cell(struct ak_table *table, enum ak_style style, const char *format, ...)
{
	struct ak_buf text = AK_BUF_INIT;
	va_list args;
	va_start(args, format);
	ak_buf_vformat(&text, format, args);
	va_end(args);
	ak_table_text(table, style, ak_buf_string(&text));
	table->failed |= text.failed;
	ak_buf_release(&text);
}

/* Where the columns of a table stand. */
struct layout {
	unsigned widths[AK_TABLE_COLUMNS_MAX];
	unsigned starts[AK_TABLE_COLUMNS_MAX];
	bool below[AK_TABLE_COLUMNS_MAX]; /* it begins a line of its own */
	unsigned shown;			  /* columns */
};

static bool is_last(const struct ak_table *table, unsigned column)
{
	return column + 1 == table->columns;
}

/*
 * Side by side; on a terminal what does not fit goes below, a little to the right. Of the last column a beginning is
 * enough.
 */
static void arrange(struct layout *layout, const struct ak_table *table, const struct ak_page *page)
{
	unsigned start = page->indent;
	for (layout->shown = 0; layout->shown < table->columns; layout->shown++) {
		unsigned c = layout->shown;
		unsigned width = layout->widths[c];
		unsigned least = is_last(table, c) && width > LAST_MIN_COLUMNS ? LAST_MIN_COLUMNS : width;
		layout->below[c] = page->width > 0 && start > page->indent + BELOW_INDENT && start + least > page->width;
		if (layout->below[c] && table->drawn)
			return;
		if (layout->below[c])
			start = page->indent + BELOW_INDENT;
		layout->starts[c] = start;
		start += width > 0 ? width + GUTTER : 0;
	}
}

/* The last column is cut at the width of the terminal; another one that is wider than that is folded. */
static void put_cell(struct ak_page *page, const struct ak_table *table, const struct ak_table_cell *cell,
	const struct layout *layout, unsigned column)
{
	unsigned start = layout->starts[column];
	unsigned left = page->width > start + LAST_MIN_COLUMNS ? page->width - start : LAST_MIN_COLUMNS;
	if (page->width == 0)
		left = layout->widths[column];
	if (cell->width <= left && !strchr(cell->text, '\n'))
		ak_page_piece(page, cell->style, cell->text);
	else if ((is_last(table, column) && !table->whole) || cell->width <= left)
		ak_page_cut(page, cell->style, cell->text, left);
	else
		ak_page_flow(page, cell->style, cell->text, start);
}

static void put_row(struct ak_page *page, const struct ak_table *table, const struct ak_table_cell *row,
	const struct layout *layout)
{
	for (unsigned c = 0; c < layout->shown; c++) {
		unsigned width = row[c].width;
		unsigned start = layout->starts[c];
		if (layout->below[c] && page->column > 0)
			ak_page_end(page);
		unsigned at = table->right[c] && width < layout->widths[c] ? start + layout->widths[c] - width : start;
		if (page->column < at && width > 0)
			ak_page_to(page, at);
		put_cell(page, table, &row[c], layout, c);
	}
	if (page->column > 0 || table->columns == 1)
		ak_page_end(page);
}

static void measure(struct layout *layout, const struct ak_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		unsigned width = table->cells[i].width, *widest = &layout->widths[i % table->columns];
		*widest = width > *widest ? width : *widest;
	}
}

unsigned ak_table_width(const struct ak_table *table)
{
	struct layout layout = {.widths = {0}};
	unsigned width = 0;
	measure(&layout, table);
	for (unsigned c = 0; c < table->columns; c++)
		width += layout.widths[c] > 0 ? layout.widths[c] + GUTTER : 0;
	return width > 0 ? width - GUTTER : 0;
}

void ak_table_put(struct ak_table *table, struct ak_page *page)
{
	struct layout layout = {.widths = {0}};
	if (table->failed) {
		page->buf.failed = true;
		return;
	}
	assert(table->count % table->columns == 0);
	measure(&layout, table);
	arrange(&layout, table, page);
	for (size_t i = 0; i < table->count; i += table->columns)
		put_row(page, table, table->cells + i, &layout);
}
