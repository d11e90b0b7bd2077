/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/html.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "report/escape.h"

enum shape {
	INLINE,
	BLOCK,
	VOID,
	VOID_BLOCK,
	LEAF,
};

#define TAG_ROW(constant, word, shape_name) {word, shape_name},
static const struct {
	const char *word;
	enum shape shape;
} tags[] = {AK_HTML_TAGS(TAG_ROW)};

#define ATTRIBUTE_ROW(constant, word) word,
static const char *const attributes[] = {AK_HTML_ATTRIBUTES(ATTRIBUTE_ROW)};

void ak_html_release(struct ak_html *html)
{
	ak_buf_release(&html->out);
	ak_buf_release(&html->scratch);
}

/* ---- the page */

void ak_html_begin(struct ak_html *html)
{
	ak_buf_clear(&html->out);
	html->depth = 0;
	html->level = 0;
	html->in_tag = false;
	ak_buf_text(&html->out, "<!DOCTYPE html>\n");
}

void ak_html_end(struct ak_html *html)
{
	assert(html->depth == 0 && !html->in_tag && html->level > 0);
	(void)html;
}

static void end_tag(struct ak_html *html)
{
	if (html->in_tag)
		ak_buf_text(&html->out, html->is_leaf ? "/>\n" : ">");
	html->in_tag = false;
}

/* Headings come in order: one h1 first, and none deeper than one below the heading before it. */
static void note_heading(struct ak_html *html, enum ak_tag tag)
{
	if (tag < AK_TAG_H1 || tag > AK_TAG_H4)
		return;
	unsigned level = (unsigned)(tag - AK_TAG_H1) + 1;
	assert(level <= html->level + 1 && (level == 1) == (html->level == 0));
	html->level = level;
}

void ak_html_open(struct ak_html *html, enum ak_tag tag)
{
	enum shape shape = tags[tag].shape;
	end_tag(html);
	note_heading(html, tag);
	ak_buf_char(&html->out, '<');
	ak_buf_text(&html->out, tags[tag].word);
	html->in_tag = true;
	html->is_leaf = shape == LEAF;
	if (shape == VOID || shape == VOID_BLOCK || shape == LEAF)
		return;
	assert(html->depth < AK_HTML_DEPTH_MAX);
	html->open[html->depth++] = (uint8_t)tag;
}

void ak_html_close(struct ak_html *html, enum ak_tag tag)
{
	end_tag(html);
	assert(html->depth > 0 && html->open[html->depth - 1] == tag);
	html->depth--;
	ak_buf_text(&html->out, "</");
	ak_buf_text(&html->out, tags[tag].word);
	ak_buf_text(&html->out, tags[tag].shape == BLOCK ? ">\n" : ">");
}

/* ---- attributes and text */

void ak_html_attr(struct ak_html *html, enum ak_attribute attribute, const char *text)
{
	assert(html->in_tag);
	ak_buf_char(&html->out, ' ');
	ak_buf_text(&html->out, attributes[attribute]);
	ak_buf_text(&html->out, "=\"");
	ak_escape_markup(&html->out, ak_bytes_of(text));
	ak_buf_char(&html->out, '"');
}

/* Puts the format into scratch. */
static void put_format(struct ak_html *html, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
static void put_format(struct ak_html *html, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	ak_buf_clear(&html->scratch);
	int size = vsnprintf(NULL, 0, format, args);
	char *text = size < 0 ? NULL : ak_buf_extend(&html->scratch, (size_t)size + 1);
	if (text) {
		vsnprintf(text, (size_t)size + 1, format, again);
		html->scratch.size = (size_t)size;
	} else {
		html->out.failed = true;
	}
	va_end(again);
}

void ak_html_attr_format(struct ak_html *html, enum ak_attribute attribute, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	put_format(html, format, args);
	va_end(args);
	ak_html_attr(html, attribute, ak_buf_string(&html->scratch));
}

void ak_html_bytes(struct ak_html *html, struct ak_bytes text)
{
	end_tag(html);
	ak_escape_markup(&html->out, text);
}

void ak_html_text(struct ak_html *html, const char *text)
{
	ak_html_bytes(html, ak_bytes_of(text));
}

void ak_html_format(struct ak_html *html, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	put_format(html, format, args);
	va_end(args);
	ak_html_text(html, ak_buf_string(&html->scratch));
}

const char *ak_html_upto(struct ak_html *html, const char *message)
{
	const char *gap = strstr(message, "%s");
	size_t size = gap ? (size_t)(gap - message) : strlen(message);
	ak_html_bytes(html, (struct ak_bytes){.data = (const uint8_t *)message, .size = size});
	return message + size + (gap ? 2 : 0);
}

void ak_html_element(struct ak_html *html, enum ak_tag tag, const char *text)
{
	ak_html_open(html, tag);
	ak_html_text(html, text);
	ak_html_close(html, tag);
}

void ak_html_classed(struct ak_html *html, enum ak_tag tag, const char *class_name, const char *text)
{
	ak_html_open(html, tag);
	ak_html_attr(html, AK_ATTR_CLASS, class_name);
	ak_html_text(html, text);
	ak_html_close(html, tag);
}
