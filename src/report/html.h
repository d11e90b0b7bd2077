/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * HTML that cannot be injected into: elements are opened, given attributes and text, and closed.
 *
 * Tags and attributes are members of an enum, never texts; whatever is text goes through one escape. So there is no
 * call by which a stranger's bytes could become markup. The builder closes what is open in the right order, knows
 * void elements, and asserts that a page is whole: one h1, no level of headings skipped, everything closed.
 *
 *   ak_html_open(html, AK_TAG_A);
 *   ak_html_attr(html, AK_ATTR_HREF, path);
 *   ak_html_text(html, title);
 *   ak_html_close(html);
 */
#ifndef AK_REPORT_HTML_H
#define AK_REPORT_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

/* The elements that there are: X(constant, word, shape). A block ends its line, for whoever reads the source; a leaf is of a drawing. */
#define AK_HTML_TAGS(X)                                                                                                \
	X(A, "a", INLINE)                                                                                              \
	X(ABBR, "abbr", INLINE)                                                                                        \
	X(BODY, "body", BLOCK)                                                                                         \
	X(BR, "br", VOID)                                                                                              \
	X(CAPTION, "caption", BLOCK)                                                                                   \
	X(CODE, "code", INLINE)                                                                                        \
	X(DD, "dd", BLOCK)                                                                                             \
	X(DIV, "div", BLOCK)                                                                                           \
	X(DL, "dl", BLOCK)                                                                                             \
	X(DT, "dt", BLOCK)                                                                                             \
	X(FIGCAPTION, "figcaption", BLOCK)                                                                             \
	X(FIGURE, "figure", BLOCK)                                                                                     \
	X(FOOTER, "footer", BLOCK)                                                                                     \
	X(H1, "h1", BLOCK)                                                                                             \
	X(H2, "h2", BLOCK)                                                                                             \
	X(H3, "h3", BLOCK)                                                                                             \
	X(H4, "h4", BLOCK)                                                                                             \
	X(HEAD, "head", BLOCK)                                                                                         \
	X(HEADER, "header", BLOCK)                                                                                     \
	X(HTML, "html", BLOCK)                                                                                         \
	X(LI, "li", BLOCK)                                                                                             \
	X(LINK, "link", VOID_BLOCK)                                                                                    \
	X(MAIN, "main", BLOCK)                                                                                         \
	X(META, "meta", VOID_BLOCK)                                                                                    \
	X(NAV, "nav", BLOCK)                                                                                           \
	X(OL, "ol", BLOCK)                                                                                             \
	X(P, "p", BLOCK)                                                                                               \
	X(PRE, "pre", BLOCK)                                                                                           \
	X(SECTION, "section", BLOCK)                                                                                   \
	X(SPAN, "span", INLINE)                                                                                        \
	X(STRONG, "strong", INLINE)                                                                                    \
	X(SVG, "svg", BLOCK)                                                                                           \
	X(SVG_CIRCLE, "circle", LEAF)                                                                            \
	X(SVG_LINE, "line", LEAF)                                                                                \
	X(SVG_PATH, "path", LEAF)                                                                                \
	X(SVG_RECT, "rect", LEAF)                                                                                \
	X(SVG_TEXT, "text", BLOCK)                                                                                     \
	X(TABLE, "table", BLOCK)                                                                                       \
	X(TBODY, "tbody", BLOCK)                                                                                       \
	X(TD, "td", BLOCK)                                                                                             \
	X(TH, "th", BLOCK)                                                                                             \
	X(THEAD, "thead", BLOCK)                                                                                       \
	X(TIME, "time", INLINE)                                                                                        \
	X(TITLE, "title", BLOCK)                                                                                       \
	X(TR, "tr", BLOCK)                                                                                             \
	X(UL, "ul", BLOCK)

#define AK_HTML_ATTRIBUTES(X)                                                                                          \
	X(ARIA_CURRENT, "aria-current")                                                                                \
	X(ARIA_HIDDEN, "aria-hidden")                                                                                  \
	X(ARIA_LABEL, "aria-label")                                                                                    \
	X(ARIA_LABELLEDBY, "aria-labelledby")                                                                          \
	X(CHARSET, "charset")                                                                                          \
	X(CLASS, "class")                                                                                              \
	X(COLSPAN, "colspan")                                                                                          \
	X(CONTENT, "content")                                                                                          \
	X(CX, "cx")                                                                                                    \
	X(CY, "cy")                                                                                                    \
	X(D, "d")                                                                                                      \
	X(DATETIME, "datetime")                                                                                        \
	X(DOWNLOAD, "download")                                                                                        \
	X(HEIGHT, "height")                                                                                            \
	X(HREF, "href")                                                                                                \
	X(HTTP_EQUIV, "http-equiv")                                                                                    \
	X(ID, "id")                                                                                                    \
	X(LANG, "lang")                                                                                                \
	X(NAME, "name")                                                                                                \
	X(R, "r")                                                                                                      \
	X(REL, "rel")                                                                                                  \
	X(ROLE, "role")                                                                                                \
	X(RX, "rx")                                                                                                    \
	X(SCOPE, "scope")                                                                                              \
	X(TABINDEX, "tabindex")                                                                                        \
	X(TEXT_ANCHOR, "text-anchor")                                                                                  \
	X(TITLE, "title")                                                                                              \
	X(VIEWBOX, "viewBox")                                                                                          \
	X(WIDTH, "width")                                                                                              \
	X(X, "x")                                                                                                      \
	X(X1, "x1")                                                                                                    \
	X(X2, "x2")                                                                                                    \
	X(Y, "y")                                                                                                      \
	X(Y1, "y1")                                                                                                    \
	X(Y2, "y2")

#define AK_HTML_TAG_CONSTANT(constant, word, shape) AK_TAG_##constant,
enum ak_tag { AK_HTML_TAGS(AK_HTML_TAG_CONSTANT) };
#define AK_HTML_ATTRIBUTE_CONSTANT(constant, word) AK_ATTR_##constant,
enum ak_attribute { AK_HTML_ATTRIBUTES(AK_HTML_ATTRIBUTE_CONSTANT) };

enum { AK_HTML_DEPTH_MAX = 32 };

struct ak_html {
	struct ak_buf out;
	struct ak_buf scratch; /* a format before it is escaped */
	uint8_t open[AK_HTML_DEPTH_MAX];
	unsigned depth;
	unsigned level; /* of the last heading; 0: none yet */
	bool in_tag;	/* attributes may still be given */
	bool is_leaf;	/* to an element of a drawing without content */
};

#define AK_HTML_INIT                                                                                                   \
	{                                                                                                              \
		.out = AK_BUF_INIT, .scratch = AK_BUF_INIT                                                             \
	}

void ak_html_release(struct ak_html *html);

/* Begins a new page: the doctype. What was there is forgotten, its memory kept. */
void ak_html_begin(struct ak_html *html);

/* Ends it; everything must be closed, and there was a heading (asserted). html->out has the page, or has failed. */
void ak_html_end(struct ak_html *html);

/* Opens an element; a void one needs no close. */
void ak_html_open(struct ak_html *html, enum ak_tag tag);

/* Attributes of the element opened last; nothing may have been put into it yet (asserted). */
void ak_html_attr(struct ak_html *html, enum ak_attribute attribute, const char *text);
void ak_html_attr_format(struct ak_html *html, enum ak_attribute attribute, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

void ak_html_text(struct ak_html *html, const char *text);
void ak_html_bytes(struct ak_html *html, struct ak_bytes text);

/* The same of a format: the whole is escaped, so a stranger's text may stand in it. */
void ak_html_format(struct ak_html *html, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Writes a message up to its next `%s` and returns what follows that, so that elements can be put into a translated sentence:
 *
 *   const char *rest = ak_html_upto(html, _("It answers %s."));
 *   link(html, target);
 *   ak_html_upto(html, rest);
 */
const char *ak_html_upto(struct ak_html *html, const char *message);

/* Closes the innermost element, which must be of this tag (asserted). */
void ak_html_close(struct ak_html *html, enum ak_tag tag);

/* An element with nothing but text in it. */
void ak_html_element(struct ak_html *html, enum ak_tag tag, const char *text);

/* The same with a class. */
void ak_html_classed(struct ak_html *html, enum ak_tag tag, const char *class_name, const char *text);

#endif
