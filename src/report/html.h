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

/*
 * The elements that there are: ROW(constant, word, shape). A block ends its line, for whoever reads the source; a
 * leaf is of a drawing.
 */
#define AK_HTML_TAGS(ROW)                                                                                              \
	ROW(A, "a", INLINE)                                                                                            \
	ROW(ABBR, "abbr", INLINE)                                                                                      \
	ROW(BODY, "body", BLOCK)                                                                                       \
	ROW(BR, "br", VOID)                                                                                            \
	ROW(CAPTION, "caption", BLOCK)                                                                                 \
	ROW(CODE, "code", INLINE)                                                                                      \
	ROW(DD, "dd", BLOCK)                                                                                           \
	ROW(DIV, "div", BLOCK)                                                                                         \
	ROW(DL, "dl", BLOCK)                                                                                           \
	ROW(DT, "dt", BLOCK)                                                                                           \
	ROW(FIGCAPTION, "figcaption", BLOCK)                                                                           \
	ROW(FIGURE, "figure", BLOCK)                                                                                   \
	ROW(FOOTER, "footer", BLOCK)                                                                                   \
	ROW(H1, "h1", BLOCK)                                                                                           \
	ROW(H2, "h2", BLOCK)                                                                                           \
	ROW(H3, "h3", BLOCK)                                                                                           \
	ROW(H4, "h4", BLOCK)                                                                                           \
	ROW(HEAD, "head", BLOCK)                                                                                       \
	ROW(HEADER, "header", BLOCK)                                                                                   \
	ROW(HTML, "html", BLOCK)                                                                                       \
	ROW(LI, "li", BLOCK)                                                                                           \
	ROW(LINK, "link", VOID_BLOCK)                                                                                  \
	ROW(MAIN, "main", BLOCK)                                                                                       \
	ROW(META, "meta", VOID_BLOCK)                                                                                  \
	ROW(NAV, "nav", BLOCK)                                                                                         \
	ROW(OL, "ol", BLOCK)                                                                                           \
	ROW(P, "p", BLOCK)                                                                                             \
	ROW(PRE, "pre", BLOCK)                                                                                         \
	ROW(SECTION, "section", BLOCK)                                                                                 \
	ROW(SPAN, "span", INLINE)                                                                                      \
	ROW(STRONG, "strong", INLINE)                                                                                  \
	ROW(SVG, "svg", BLOCK)                                                                                         \
	ROW(SVG_CIRCLE, "circle", LEAF)                                                                                \
	ROW(SVG_LINE, "line", LEAF)                                                                                    \
	ROW(SVG_PATH, "path", LEAF)                                                                                    \
	ROW(SVG_RECT, "rect", LEAF)                                                                                    \
	ROW(SVG_TEXT, "text", BLOCK)                                                                                   \
	ROW(TABLE, "table", BLOCK)                                                                                     \
	ROW(TBODY, "tbody", BLOCK)                                                                                     \
	ROW(TD, "td", BLOCK)                                                                                           \
	ROW(TH, "th", BLOCK)                                                                                           \
	ROW(THEAD, "thead", BLOCK)                                                                                     \
	ROW(TIME, "time", INLINE)                                                                                      \
	ROW(TITLE, "title", BLOCK)                                                                                     \
	ROW(TR, "tr", BLOCK)                                                                                           \
	ROW(UL, "ul", BLOCK)

#define AK_HTML_ATTRIBUTES(ROW)                                                                                        \
	ROW(ARIA_CURRENT, "aria-current")                                                                              \
	ROW(ARIA_HIDDEN, "aria-hidden")                                                                                \
	ROW(ARIA_LABEL, "aria-label")                                                                                  \
	ROW(ARIA_LABELLEDBY, "aria-labelledby")                                                                        \
	ROW(CHARSET, "charset")                                                                                        \
	ROW(CLASS, "class")                                                                                            \
	ROW(COLSPAN, "colspan")                                                                                        \
	ROW(CONTENT, "content")                                                                                        \
	ROW(CX, "cx")                                                                                                  \
	ROW(CY, "cy")                                                                                                  \
	ROW(D, "d")                                                                                                    \
	ROW(DATA_LABEL, "data-label")                                                                                  \
	ROW(DATETIME, "datetime")                                                                                      \
	ROW(DOWNLOAD, "download")                                                                                      \
	ROW(HEIGHT, "height")                                                                                          \
	ROW(HREF, "href")                                                                                              \
	ROW(HTTP_EQUIV, "http-equiv")                                                                                  \
	ROW(ID, "id")                                                                                                  \
	ROW(LANG, "lang")                                                                                              \
	ROW(NAME, "name")                                                                                              \
	ROW(R, "r")                                                                                                    \
	ROW(REL, "rel")                                                                                                \
	ROW(ROLE, "role")                                                                                              \
	ROW(RX, "rx")                                                                                                  \
	ROW(SCOPE, "scope")                                                                                            \
	ROW(TABINDEX, "tabindex")                                                                                      \
	ROW(TEXT_ANCHOR, "text-anchor")                                                                                \
	ROW(TITLE, "title")                                                                                            \
	ROW(VIEWBOX, "viewBox")                                                                                        \
	ROW(WIDTH, "width")                                                                                            \
	ROW(X, "x")                                                                                                    \
	ROW(X1, "x1")                                                                                                  \
	ROW(X2, "x2")                                                                                                  \
	ROW(Y, "y")                                                                                                    \
	ROW(Y1, "y1")                                                                                                  \
	ROW(Y2, "y2")

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
 * Writes a message up to its next `%s` and returns what follows that, so that elements can be put into a translated
 * sentence:
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
