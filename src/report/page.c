/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/page.h"

#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "json/utf8.h"
#include "report/escape.h"

enum {
	LINE_MAX_COLUMNS = 100,	 /* longer lines are hard to read */
	WRAP_MIN_COLUMNS = 20,	 /* a narrower column is not worth keeping to */
	FURTHER = 2,		 /* columns, of what then stands below its label */
};

/* Select Graphic Rendition, of the eight colours that every terminal has. */
static const char *const style_codes[] = {
	[AK_STYLE_PLAIN] = NULL,
	[AK_STYLE_STRONG] = "1",
	[AK_STYLE_DIM] = "2",
	[AK_STYLE_GOOD] = "32",
	[AK_STYLE_BAD] = "31",
	[AK_STYLE_WAIT] = "33",
	[AK_STYLE_OLD] = "31",
	[AK_STYLE_NEW] = "32",
};

void ak_page_release(struct ak_page *page)
{
	ak_buf_release(&page->buf);
}

/* ---- columns */

static unsigned columns_of(const char *escaped, size_t size)
{
	unsigned columns = 0;
	while (size > 0) {
		uint32_t character;
		if (*escaped >= 0x20 && *escaped < 0x7F) { /* nearly all: one column in every locale */
			columns++, escaped++, size--;
			continue;
		}
		size_t taken = ak_utf8_read(&character, escaped, size);
		int width = taken ? wcwidth((wchar_t)character) : 1;
		columns += width < 0 ? 1 : (unsigned)width;
		escaped += taken ? taken : 1;
		size -= taken ? taken : 1;
	}
	return columns;
}

/* Whether all of it is plain ASCII, as nearly all is: then it has as many columns as bytes, and nothing is escaped. */
static bool is_plain(const char *text, size_t *size)
{
	for (*size = 0; text[*size] >= 0x20 && text[*size] < 0x7F;)
		++*size;
	return text[*size] == '\0';
}

unsigned ak_text_width(const char *text)
{
	struct ak_buf escaped = AK_BUF_INIT;
	size_t size;
	if (is_plain(text, &size))
		return (unsigned)size;
	ak_escape(&escaped, text);
	unsigned columns = columns_of(ak_buf_string(&escaped), escaped.size);
	ak_buf_release(&escaped);
	return columns;
}

/* ---- within a line */

static void pad(struct ak_page *page, unsigned column)
{
	if (page->gap)
		ak_buf_char(&page->buf, '\n');
	page->gap = false;
	for (; page->column < column; page->column++)
		ak_buf_char(&page->buf, ' ');
}

static void begin(struct ak_page *page)
{
	page->hold = page->indent;
	pad(page, page->indent);
}

/* The one way onto the page. */
static void put_run(struct ak_page *page, enum ak_style style, struct ak_bytes text)
{
	if (text.size == 0)
		return;
	if (page->column == 0)
		begin(page);
	const char *code = page->colour ? style_codes[style] : NULL;
	if (code)
		ak_buf_format(&page->buf, "\x1b[%sm", code);
	size_t start = page->buf.size;
	ak_escape_bytes(&page->buf, text);
	if (!page->buf.failed)
		page->column += columns_of(page->buf.data + start, page->buf.size - start);
	if (code)
		ak_buf_text(&page->buf, "\x1b[0m");
}

static void begin_again(struct ak_page *page, unsigned start)
{
	ak_page_end(page);
	pad(page, start);
}

static unsigned columns_of_bytes(struct ak_bytes text)
{
	struct ak_buf escaped = AK_BUF_INIT;
	ak_escape_bytes(&escaped, text);
	unsigned columns = columns_of(ak_buf_string(&escaped), escaped.size);
	ak_buf_release(&escaped);
	return columns;
}

/* How many of its bytes the text's first blanks and word are. */
static size_t word_size(struct ak_bytes text, size_t *blanks)
{
	size_t size = 0;
	while (size < text.size && text.data[size] == ' ')
		size++;
	*blanks = size;
	while (size < text.size && text.data[size] != ' ')
		size++;
	return size;
}

/* A text without line feeds, from the current column on, broken between words at limit: then it goes on at start. */
static void put_words(struct ak_page *page, enum ak_style style, struct ak_bytes text, unsigned start, unsigned limit)
{
	unsigned column = page->column;
	size_t run = 0;
	while (run < text.size) {
		size_t blanks;
		size_t size = word_size((struct ak_bytes){text.data + run, text.size - run}, &blanks);
		unsigned width = columns_of_bytes((struct ak_bytes){text.data + run, size});
		bool apart = blanks > 0 || column == page->indent || page->buf.size == 0 ||
			     page->buf.data[page->buf.size - 1] == ' ';
		if ((apart || run > 0) && size > blanks && column > start && column + width > limit) {
			put_run(page, style, (struct ak_bytes){text.data, run});
			begin_again(page, start);
			text.data += run + blanks;
			text.size -= run + blanks;
			run = 0;
			column = page->column;
		} else {
			run += size;
			column += width;
		}
	}
	put_run(page, style, text);
}

static void put_bytes(struct ak_page *page, enum ak_style style, struct ak_bytes text)
{
	if (page->width == 0 || text.size == 0) {
		put_run(page, style, text);
		return;
	}
	if (page->column == 0)
		begin(page);
	unsigned start = page->hold + WRAP_MIN_COLUMNS <= page->width ? page->hold : page->indent;
	put_words(page, style, text, start, page->width);
}

static void put_format(struct ak_page *page, enum ak_style style, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));
static void put_format(struct ak_page *page, enum ak_style style, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int size = vsnprintf(NULL, 0, format, args);
	char *text = size < 0 ? NULL : malloc((size_t)size + 1);
	if (text) {
		vsnprintf(text, (size_t)size + 1, format, again);
		put_bytes(page, style, ak_bytes_of(text));
	} else {
		page->buf.failed = true;
	}
	free(text);
	va_end(again);
}

void ak_page_put(struct ak_page *page, const char *text)
{
	put_bytes(page, AK_STYLE_PLAIN, ak_bytes_of(text));
}

void ak_page_vformat(struct ak_page *page, const char *format, va_list args)
{
	put_format(page, AK_STYLE_PLAIN, format, args);
}

void ak_page_format(struct ak_page *page, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	put_format(page, AK_STYLE_PLAIN, format, args);
	va_end(args);
}

void ak_page_styled(struct ak_page *page, enum ak_style style, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	put_format(page, style, format, args);
	va_end(args);
}

void ak_page_to(struct ak_page *page, unsigned column)
{
	if (page->column >= column && page->column > 0)
		column = page->column + 1;
	pad(page, column);
	page->hold = column;
}

unsigned ak_page_column(const struct ak_page *page, unsigned column)
{
	bool fits = page->width == 0 || column + WRAP_MIN_COLUMNS <= page->width;
	return fits ? column : page->indent + FURTHER;
}

void ak_page_beside(struct ak_page *page, unsigned column)
{
	unsigned begin = ak_page_column(page, column);
	if (begin < column && page->column > 0)
		ak_page_end(page);
	ak_page_to(page, begin);
}

void ak_page_label(struct ak_page *page, unsigned column, const char *label)
{
	put_run(page, AK_STYLE_DIM, ak_bytes_of(label));
	ak_page_beside(page, column);
}

/* ---- lines */

void ak_page_end(struct ak_page *page)
{
	while (page->buf.size > 0 && !page->buf.failed && page->buf.data[page->buf.size - 1] == ' ')
		page->buf.data[--page->buf.size] = '\0';
	ak_buf_char(&page->buf, '\n');
	page->column = 0;
	page->gap = false;
}

void ak_page_copied(struct ak_page *page, const char *line)
{
	put_run(page, AK_STYLE_PLAIN, ak_bytes_of(line));
	ak_page_end(page);
}

void ak_page_line(struct ak_page *page, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	put_format(page, AK_STYLE_PLAIN, format, args);
	va_end(args);
	ak_page_end(page);
}

void ak_page_gap(struct ak_page *page)
{
	const struct ak_buf *buf = &page->buf;
	if (page->column > 0)
		ak_page_end(page);
	page->gap = buf->size > 0 && !buf->failed && !(buf->size >= 2 && memcmp(buf->data + buf->size - 2, "\n\n", 2) == 0);
}

void ak_page_heading(struct ak_page *page, const char *format, ...)
{
	va_list args;
	ak_page_gap(page);
	va_start(args, format);
	put_format(page, AK_STYLE_STRONG, format, args);
	va_end(args);
	ak_page_end(page);
}

/* ---- long texts */

void ak_page_flow(struct ak_page *page, enum ak_style style, const char *text, unsigned start)
{
	unsigned limit = page->width > 0 && page->width < LINE_MAX_COLUMNS ? page->width : LINE_MAX_COLUMNS;
	if (limit < start + WRAP_MIN_COLUMNS)
		limit = start + WRAP_MIN_COLUMNS;
	for (;;) {
		size_t size = strcspn(text, "\n");
		put_words(page, style, (struct ak_bytes){(const uint8_t *)text, size}, start, limit);
		if (!text[size])
			break;
		text += size + 1;
		begin_again(page, start);
	}
}

void ak_page_wrap(struct ak_page *page, enum ak_style style, const char *text)
{
	if (page->column == 0)
		begin(page);
	ak_page_flow(page, style, text, page->column);
	ak_page_end(page);
}

void ak_page_piece(struct ak_page *page, enum ak_style style, const char *text)
{
	put_run(page, style, ak_bytes_of(text));
}

void ak_page_cut(struct ak_page *page, enum ak_style style, const char *text, unsigned max)
{
	struct ak_buf line = AK_BUF_INIT, shown = AK_BUF_INIT;
	size_t plain;
	if (is_plain(text, &plain) && plain <= max) {
		put_run(page, style, (struct ak_bytes){(const uint8_t *)text, plain});
		return;
	}
	for (; *text; text++)
		ak_buf_char(&line, *text == '\n' ? ' ' : *text);
	ak_escape(&shown, ak_buf_string(&line));
	const char *all = ak_buf_string(&shown);
	size_t size = shown.size;
	if (columns_of(all, size) > max) {
		unsigned columns = 0;
		size = 0;
		for (;;) {
			uint32_t character;
			size_t taken = ak_utf8_read(&character, all + size, shown.size - size);
			columns += columns_of(all + size, taken);
			if (!taken || columns + 1 > max)
				break;
			size += taken;
		}
		put_run(page, style, (struct ak_bytes){ (const uint8_t *)all, size });
		put_run(page, style, ak_bytes_of("…"));
	} else {
		put_run(page, style, (struct ak_bytes){ (const uint8_t *)all, size });
	}
	if (line.failed || shown.failed)
		page->buf.failed = true;
	ak_buf_release(&line);
	ak_buf_release(&shown);
}
