/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading a table that a spreadsheet wrote. */
#include <stdlib.h>
#include <string.h>

#include "report/csv.h"
#include "report/gettext.h"

enum {
	COLUMNS_MAX = 1024,
	ROWS_MAX = 1000000,
};

static const char delimiters[] = ";,\t|";

struct reading {
	struct ak_csv *csv;
	struct ak_arena *arena;
	const uint8_t *at, *end;
	char delimiter;
	unsigned line;
	struct ak_buf cell;
	const char *cells[COLUMNS_MAX]; /* of the row at hand */
	uint32_t count;
	struct ak_error *err;
};

/* The delimiter that stands oftenest in the first line, outside quotes; `;` where it is a tie. */
static char find_delimiter(struct ak_bytes bytes)
{
	size_t counts[sizeof delimiters] = {0}, best = 0;
	bool quoted = false;
	for (size_t i = 0; i < bytes.size && (quoted || bytes.data[i] != '\n'); i++) {
		const char *found = bytes.data[i] ? strchr(delimiters, bytes.data[i]) : NULL;
		if (bytes.data[i] == '"')
			quoted = !quoted;
		if (found && !quoted)
			counts[found - delimiters]++;
	}
	for (size_t i = 1; i < sizeof delimiters - 1; i++)
		if (counts[i] > counts[best])
			best = i;
	return delimiters[best];
}

/* Valid UTF-8 without NUL; returns the line of the first byte that is not, or 0. */
static unsigned find_bad_byte(struct ak_bytes bytes)
{
	unsigned line = 1;
	for (size_t i = 0; i < bytes.size;) {
		uint8_t first = bytes.data[i];
		size_t more = first < 0x80 ? 0 : first >= 0xC2 && first < 0xE0 ? 1 : (first & 0xF0U) == 0xE0 ? 2 : 3;
		bool good = first != 0 && (first < 0x80 || (first >= 0xC2 && first <= 0xF4)) && i + more < bytes.size;
		for (size_t k = 1; good && k <= more; k++)
			good = (bytes.data[i + k] & 0xC0U) == 0x80;
		if (!good)
			return line;
		line += first == '\n';
		i += more + 1;
	}
	return 0;
}

/* ---- one cell */

/* After the opening quote, to the closing one. */
static enum ak_status read_quoted(struct reading *reading)
{
	unsigned began = reading->line;
	for (; reading->at < reading->end; reading->at++) {
		if (*reading->at == '"') {
			if (reading->at + 1 == reading->end || reading->at[1] != '"') {
				reading->at++;
				return AK_OK;
			}
			reading->at++;
		}
		if (*reading->at == '\r' && reading->at + 1 < reading->end && reading->at[1] == '\n')
			continue; /* a line feed is a line feed */
		reading->line += *reading->at == '\n';
		ak_buf_char(&reading->cell, (char)*reading->at);
	}
	return ak_fail(reading->err, AK_ERR_FORMAT, _("line %u: a quote is opened and never closed"), began);
}

static bool ends_cell(const struct reading *reading)
{
	return reading->at == reading->end || *reading->at == '\n' || (char)*reading->at == reading->delimiter ||
	       (*reading->at == '\r' && (reading->at + 1 == reading->end || reading->at[1] == '\n'));
}

static enum ak_status keep_cell(struct reading *reading, bool was_quoted)
{
	const char *text = ak_buf_string(&reading->cell);
	size_t size = reading->cell.size;
	if (reading->count == COLUMNS_MAX)
		return ak_fail(reading->err, AK_ERR_FORMAT, _("line %u: there are more than %d columns"), reading->line,
			COLUMNS_MAX);
	while (!was_quoted && size > 0 && (text[size - 1] == ' ' || text[size - 1] == '\t'))
		size--;
	for (; !was_quoted && size > 0 && (*text == ' ' || *text == '\t'); text++)
		size--;
	if (size > 1 && *text == '\'' && strchr("=+-@\t\r'", text[1])) { /* what writing put there */
		text++;
		size--;
	}
	const char *kept = ak_arena_text(reading->arena, text, size);
	if (!kept || reading->cell.failed)
		return ak_fail_memory(reading->err);
	reading->cells[reading->count++] = kept;
	return AK_OK;
}

static enum ak_status read_cell(struct reading *reading)
{
	bool quoted = reading->at < reading->end && *reading->at == '"';
	ak_buf_clear(&reading->cell);
	if (quoted) {
		reading->at++;
		enum ak_status status = read_quoted(reading);
		if (status != AK_OK)
			return status;
		if (!ends_cell(reading))
			return ak_fail(reading->err, AK_ERR_FORMAT,
				_("line %u: after a closing quote a cell must end; a quote within is written twice"), reading->line);
	}
	for (; !ends_cell(reading); reading->at++) {
		if (*reading->at == '\r')
			return ak_fail(reading->err, AK_ERR_FORMAT,
				_("line %u: a carriage return stands alone; save the sheet with the line ends of Windows or Unix"),
				reading->line);
		ak_buf_char(&reading->cell, (char)*reading->at);
	}
	return keep_cell(reading, quoted);
}

/* ---- rows */

static enum ak_status keep_row(struct reading *reading, unsigned line)
{
	struct ak_csv *csv = reading->csv;
	bool empty = true;
	for (uint32_t i = 0; i < reading->count; i++)
		empty = empty && !*reading->cells[i];
	if (empty)
		return AK_OK;
	if (csv->count == ROWS_MAX)
		return ak_fail(reading->err, AK_ERR_FORMAT, _("there are more than %d rows"), ROWS_MAX);
	const char **cells = ak_arena_alloc(reading->arena, reading->count * sizeof *cells);
	if (!cells || !ak_grow((void **)&csv->rows, &csv->room, csv->count, sizeof *csv->rows))
		return ak_fail_memory(reading->err);
	memcpy(cells, reading->cells, reading->count * sizeof *cells);
	csv->rows[csv->count++] = (struct ak_csv_row){.line = line, .cells = cells, .count = reading->count};
	return AK_OK;
}

static enum ak_status read_row(struct reading *reading)
{
	unsigned line = reading->line;
	enum ak_status status;
	reading->count = 0;
	do {
		status = read_cell(reading);
	} while (status == AK_OK && reading->at < reading->end && (char)*reading->at == reading->delimiter &&
		 reading->at++);
	if (status == AK_OK && reading->at < reading->end && *reading->at == '\r')
		reading->at++;
	if (status == AK_OK && reading->at < reading->end)
		reading->at++; /* the line feed */
	if (status == AK_OK)
		status = keep_row(reading, line);
	reading->line++;
	return status;
}

/* A first line `sep=;` is no row: some programs write it to say what stands between cells. */
static void take_separator(struct reading *reading)
{
	static const char word[] = "sep=";
	size_t size = sizeof word - 1;
	if ((size_t)(reading->end - reading->at) < size + 2 || memcmp(reading->at, word, size) != 0)
		return;
	char delimiter = (char)reading->at[size];
	const uint8_t *after = reading->at + size + 1;
	after += *after == '\r';
	if (!memchr(delimiters, delimiter, sizeof delimiters - 1) || after == reading->end || *after != '\n')
		return;
	reading->delimiter = delimiter;
	reading->at = after + 1;
	reading->line = 2;
}

enum ak_status ak_csv_read(
	struct ak_csv *csv, struct ak_arena *arena, struct ak_bytes bytes, char delimiter, struct ak_error *err)
{
	*csv = (struct ak_csv){.rows = NULL};
	if (bytes.size >= 3 && memcmp(bytes.data, "\xef\xbb\xbf", 3) == 0) {
		bytes.data += 3;
		bytes.size -= 3;
	}
	unsigned bad = find_bad_byte(bytes);
	if (bad)
		return ak_fail(err, AK_ERR_FORMAT,
			_("line %u: this is no UTF-8; save the sheet as «CSV UTF-8»"), bad);
	struct reading *reading = calloc(1, sizeof *reading);
	if (!reading)
		return ak_fail_memory(err);
	*reading = (struct reading){.csv = csv,
		.arena = arena,
		.at = bytes.data,
		.end = bytes.data + bytes.size,
		.delimiter = find_delimiter(bytes),
		.line = 1,
		.err = err};
	take_separator(reading);
	if (delimiter)
		reading->delimiter = delimiter;
	enum ak_status status = AK_OK;
	while (status == AK_OK && reading->at < reading->end)
		status = read_row(reading);
	ak_buf_release(&reading->cell);
	free(reading);
	if (status != AK_OK)
		ak_csv_release(csv);
	return status;
}

void ak_csv_release(struct ak_csv *csv)
{
	free(csv->rows);
	*csv = (struct ak_csv){.rows = NULL};
}
