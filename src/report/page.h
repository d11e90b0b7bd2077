/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A page of text for a person: what commands and reports write on, instead of printing.
 *
 * Everything that is put on a page goes through the escape (report/escape.h), be it ours or a stranger's. Only the
 * page itself makes line feeds and colour. So a format with a stranger's text in it is safe, and no caller escapes.
 * A line feed in a format is shown as `\n`: end a line with ak_page_line or ak_page_end.
 *
 * Widths are columns on a terminal, as the C library counts them (wcwidth): wide characters two, combining ones none.
 * On a terminal a line that would be wider is broken between words, and goes on where its value began; only a word
 * that is wider by itself stays whole.
 */
#ifndef AK_REPORT_PAGE_H
#define AK_REPORT_PAGE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/bytes.h"

enum ak_style {
	AK_STYLE_PLAIN,
	AK_STYLE_STRONG, /* a heading, a label that matters */
	AK_STYLE_DIM,	 /* ids, what can be skipped */
	AK_STYLE_GOOD,	 /* in force, yes */
	AK_STYLE_BAD,	 /* void, refused, no */
	AK_STYLE_WAIT,	 /* pending, withdrawn, not sealed */
	AK_STYLE_OLD,	 /* the value that was */
	AK_STYLE_NEW,	 /* the value that comes */
};

struct ak_page {
	struct ak_buf buf;
	unsigned width;	 /* of the terminal; 0: not a terminal, lines are as long as they are */
	bool colour;	 /* styles are shown; colour never says what words do not */
	unsigned column; /* where the next character comes, from 0 */
	unsigned indent; /* of lines begun from now on */
	unsigned hold;	 /* where a line that is broken at the width goes on */
	bool gap;	 /* an empty line comes before what is put next */
};

#define AK_PAGE_INIT                                                                                                   \
	{                                                                                                              \
		.buf = AK_BUF_INIT, .width = 0, .colour = false, .column = 0, .indent = 0, .hold = 0, .gap = false     \
	}

void ak_page_release(struct ak_page *page);

/* Appends to the line. */
void ak_page_put(struct ak_page *page, const char *text);
void ak_page_format(struct ak_page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ak_page_vformat(struct ak_page *page, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
void ak_page_styled(struct ak_page *page, enum ak_style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A line that a person copies, such as a command: never broken. */
void ak_page_copied(struct ak_page *page, const char *line);

/* Appends, and ends the line. */
void ak_page_line(struct ak_page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ak_page_end(struct ak_page *page);

/* An empty line before what comes next, but never two, and none at the top or at the end. */
void ak_page_gap(struct ak_page *page);

/* A heading: a gap, the text in strong, a line feed. */
void ak_page_heading(struct ak_page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Blanks up to a column; at least one where the line is that long already. */
void ak_page_to(struct ak_page *page, unsigned column);

/*
 * Where what should begin at a column does: there, or on a terminal that leaves it too little room a bit further than
 * the indent.
 */
unsigned ak_page_column(const struct ak_page *page, unsigned column);

/* Up to there, for what stands beside a label; below the label where it has no room. */
void ak_page_beside(struct ak_page *page, unsigned column);

/* The label of what comes after it, beside it at a column. */
void ak_page_label(struct ak_page *page, unsigned column, const char *label);

/*
 * A text that may be long and hold line feeds, from the current column on: its lines are kept, broken between words
 * at the page's width (100 where there is none), and continue at that column. Ends the line.
 */
void ak_page_wrap(struct ak_page *page, enum ak_style style, const char *text);

/* The same piece by piece, in several styles: continues at column start, and does not end the line. */
void ak_page_flow(struct ak_page *page, enum ak_style style, const char *text, unsigned start);

/* A text without line feeds that is known to fit on the line. */
void ak_page_piece(struct ak_page *page, enum ak_style style, const char *text);

/* A text on one line, cut at max columns with «…»; line feeds become blanks. Does not end the line. */
void ak_page_cut(struct ak_page *page, enum ak_style style, const char *text, unsigned max);

/* Columns that a text takes once escaped. */
unsigned ak_text_width(const char *text);

/*
 * Columns of text: cells are added row by row (a copy is taken), and the whole is put on a page with every column as
 * wide as its widest cell. On a terminal the last column is cut at its width, and columns that do not fit beside the
 * others come on lines of their own below them. Of a numeric column the text is set to the right.
 */
enum { AK_TABLE_COLUMNS_MAX = 16 };

struct ak_table_cell {
	const char *text;
	unsigned width;
	enum ak_style style;
};

struct ak_table {
	unsigned columns;
	bool right[AK_TABLE_COLUMNS_MAX];
	bool whole; /* the last column is folded like the others, not cut */
	/* the first column is a drawing that rows must not interrupt: columns that do not fit are left out */
	bool drawn;
	struct ak_table_cell *cells;
	size_t count, room;
	struct ak_arena texts;
	bool failed;
};

void ak_table_init(struct ak_table *table, unsigned columns);
void ak_table_release(struct ak_table *table);
void ak_table_cell(struct ak_table *table, enum ak_style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void ak_table_text(struct ak_table *table, enum ak_style style, const char *text);
void ak_table_put(struct ak_table *table, struct ak_page *page);

/* The columns that it takes with all of its own columns side by side, and nothing cut. */
unsigned ak_table_width(const struct ak_table *table);

#endif
