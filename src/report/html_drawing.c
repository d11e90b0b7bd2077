/* SPDX-License-Identifier: EUPL-1.2 */
/* Shapes, as SVG within a page. */
#include "report/html_site.h"

void ak_drawing_begin(struct ak_site *site, const char *name, unsigned width, unsigned height)
{
	struct ak_html *html = &site->html;
	ak_html_open(html, AK_TAG_FIGURE);
	ak_html_open(html, AK_TAG_DIV);
	ak_html_attr(html, AK_ATTR_CLASS, "drawing");
	ak_html_attr(html, AK_ATTR_ROLE, "region");
	ak_html_attr(html, AK_ATTR_ARIA_LABEL, name);
	ak_html_attr(html, AK_ATTR_TABINDEX, "0");
	ak_html_open(html, AK_TAG_SVG);
	ak_html_attr(html, AK_ATTR_ROLE, "img");
	ak_html_attr(html, AK_ATTR_ARIA_LABELLEDBY, "drawing");
	ak_html_attr_format(html, AK_ATTR_VIEWBOX, "0 0 %u %u", width, height);
	ak_html_attr_format(html, AK_ATTR_WIDTH, "%u", width);
	ak_html_attr_format(html, AK_ATTR_HEIGHT, "%u", height);
	ak_html_open(html, AK_TAG_TITLE);
	ak_html_attr(html, AK_ATTR_ID, "drawing");
	ak_html_text(html, name);
	ak_html_close(html, AK_TAG_TITLE);
}

void ak_drawing_end(struct ak_site *site, const char *caption)
{
	ak_html_close(&site->html, AK_TAG_SVG);
	ak_html_close(&site->html, AK_TAG_DIV);
	ak_html_element(&site->html, AK_TAG_FIGCAPTION, caption);
	ak_html_close(&site->html, AK_TAG_FIGURE);
}

static void put_number(struct ak_site *site, enum ak_attribute attribute, int number)
{
	ak_html_attr_format(&site->html, attribute, "%d", number);
}

void ak_drawing_line(struct ak_site *site, const char *kind, int x1, int y1, int x2, int y2)
{
	ak_html_open(&site->html, AK_TAG_SVG_LINE);
	ak_html_attr(&site->html, AK_ATTR_CLASS, kind);
	put_number(site, AK_ATTR_X1, x1);
	put_number(site, AK_ATTR_Y1, y1);
	put_number(site, AK_ATTR_X2, x2);
	put_number(site, AK_ATTR_Y2, y2);
}

void ak_drawing_rect(struct ak_site *site, const char *kind, int x, int y, int width, int height)
{
	ak_html_open(&site->html, AK_TAG_SVG_RECT);
	ak_html_attr(&site->html, AK_ATTR_CLASS, kind);
	put_number(site, AK_ATTR_X, x);
	put_number(site, AK_ATTR_Y, y);
	put_number(site, AK_ATTR_WIDTH, width);
	put_number(site, AK_ATTR_HEIGHT, height);
	put_number(site, AK_ATTR_RX, 4);
}

void ak_drawing_dot(struct ak_site *site, const char *kind, int x, int y, int radius)
{
	ak_html_open(&site->html, AK_TAG_SVG_CIRCLE);
	ak_html_attr(&site->html, AK_ATTR_CLASS, kind);
	put_number(site, AK_ATTR_CX, x);
	put_number(site, AK_ATTR_CY, y);
	put_number(site, AK_ATTR_R, radius);
}

void ak_drawing_text(struct ak_site *site, const char *kind, int x, int y, const char *text)
{
	ak_html_open(&site->html, AK_TAG_SVG_TEXT);
	ak_html_attr(&site->html, AK_ATTR_CLASS, kind);
	put_number(site, AK_ATTR_X, x);
	put_number(site, AK_ATTR_Y, y);
	ak_html_text(&site->html, text);
	ak_html_close(&site->html, AK_TAG_SVG_TEXT);
}

void ak_drawing_arc(struct ak_site *site, int x, int from, int to, int reach)
{
	ak_html_open(&site->html, AK_TAG_SVG_PATH);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "arc");
	ak_html_attr_format(&site->html, AK_ATTR_D, "M%d %dC%d %d %d %d %d %d", x, from, x + reach, from,
		x + reach, to, x + 7, to);
	ak_html_open(&site->html, AK_TAG_SVG_PATH);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "head");
	ak_html_attr_format(&site->html, AK_ATTR_D, "M%d %dl8 -4v8z", x, to);
}
