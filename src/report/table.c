/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/page.h"

enum {
	GUTTER = 2,
	LAST_MIN_COLUMNS = 16, /* the last column is not cut shorter than this */
};

void ak_table_init(struct ak_table *table, unsigned columns)
{
	assert(columns > 0 && columns <= AK_TABLE_COLUMNS_MAX);
	*table = (struct ak_table){ .columns = columns };
}

void ak_table_release(struct ak_table *table)
{
	for (size_t i = 0; i < table->count; i++)
		free(table->cells[i].text);
	free(table->cells);
	*table = (struct ak_table){ .columns = table->columns };
}

void ak_table_cell(struct ak_table *table, enum ak_style style, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int size = vsnprintf(NULL, 0, format, args);
	char *text = size < 0 ? NULL : malloc((size_t)size + 1);
	if (text && ak_grow((void **)&table->cells, &table->room, table->count, sizeof *table->cells)) {
		vsnprintf(text, (size_t)size + 1, format, again);
		table->cells[table->count++] = (struct ak_table_cell){ .text = text, .style = style };
		text = NULL;
	} else {
		table->failed = true;
	}
	free(text);
	va_end(again);
	va_end(args);
}

static void put_row(struct ak_page *page, const struct ak_table *table, const struct ak_table_cell *row,
	const unsigned *widths)
{
	unsigned start = page->indent;
	for (unsigned c = 0; c < table->columns; c++) {
		unsigned width = ak_text_width(row[c].text), left = widths[c];
		bool last = c + 1 == table->columns;
		if (last && page->width > 0)
			left = page->width > start + LAST_MIN_COLUMNS ? page->width - start : LAST_MIN_COLUMNS;
		unsigned at = table->right[c] && width < widths[c] ? start + widths[c] - width : start;
		if (page->column < at)
			ak_page_to(page, at);
		ak_page_cut(page, row[c].style, row[c].text, left);
		start += widths[c] > 0 ? widths[c] + GUTTER : 0;
	}
	ak_page_end(page);
}

void ak_table_put(struct ak_table *table, struct ak_page *page)
{
	unsigned widths[AK_TABLE_COLUMNS_MAX] = { 0 };
	if (table->failed) {
		page->buf.failed = true;
		return;
	}
	assert(table->count % table->columns == 0);
	for (size_t i = 0; i < table->count; i++) {
		unsigned width = ak_text_width(table->cells[i].text), *widest = &widths[i % table->columns];
		*widest = width > *widest ? width : *widest;
	}
	for (size_t i = 0; i < table->count; i += table->columns)
		put_row(page, table, table->cells + i, widths);
}
