/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Tables for spreadsheets (RFC 4180), written and read. Every cell that is not a plain number is quoted. A
 * spreadsheet takes a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula: such a text
 * gets an apostrophe before it, and loses it when it is read again.
 */
#ifndef AK_REPORT_CSV_H
#define AK_REPORT_CSV_H

#include "base/arena.h"
#include "judge/state.h"

struct ak_csv_options {
	char delimiter; /* `;` where the decimal sign is a comma, `,` elsewhere */
	bool mark;	/* a byte order mark first: some programs want one to see that it is UTF-8 */
};

/* Before the first row: the mark, where one is wanted. */
void ak_csv_begin(struct ak_buf *out, const struct ak_csv_options *options);

/* One cell, with the delimiter before it unless is_first. */
void ak_csv_text(struct ak_buf *out, const struct ak_csv_options *options, bool is_first, const char *text);
/* The same of a number, which is never the first. */
void ak_csv_number(struct ak_buf *out, const struct ak_csv_options *options, int64_t number);
void ak_csv_end(struct ak_buf *out);

/*
 * The objects of a type: a row of headings (`object`, `phase`, the fields by name), then a row for each, by name.
 * keeps (may be NULL) tells which. Sets are written with a comma between members, sets of text with a line feed.
 */
void ak_csv_objects(struct ak_buf *out, const struct ak_csv_options *options, const struct ak_state *state,
	const struct ak_type *type, bool (*keeps)(const void *context, const struct ak_object *object), const void *context);

/* ---- reading */

struct ak_csv_row {
	unsigned line; /* of the file, where it begins; from 1 */
	const char **cells;
	uint32_t count;
};

struct ak_csv {
	struct ak_csv_row *rows; /* the first has the headings; empty ones are left out */
	size_t count, room;
};

/*
 * Reads a whole file: UTF-8 with or without a byte order mark, lines ended by LF or CRLF, quoted cells with line
 * feeds. The delimiter 0 is found out from the first line. AK_ERR_FORMAT names the line. Rows and cells live in
 * arena; *csv is the caller's to release.
 */
enum ak_status ak_csv_read(
	struct ak_csv *csv, struct ak_arena *arena, struct ak_bytes bytes, char delimiter, struct ak_error *err);
void ak_csv_release(struct ak_csv *csv);

#endif
