/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables, lists of facts, and lists that are cut into pages. */
#include <inttypes.h>
#include <stdio.h>

#include "report/html_site.h"
#include "report/words.h"

/* ---- tables */

/* Where there is no room for columns, each cell tells whose it is: the style sheet shows this label before it. */
static void take_labels(struct ak_site *site, const char *const *columns, size_t count)
{
	ak_buf_clear(&site->labels);
	for (size_t i = 0; i < count; i++) {
		ak_cut_columns(&site->labels, columns[i], AK_SITE_LABEL);
		ak_buf_char(&site->labels, '\0');
	}
}

static void next_label(struct ak_site *site)
{
	while (site->label_at < site->labels.size && site->labels.data[site->label_at++] != '\0')
		continue;
}

static void open_cell(struct ak_site *site)
{
	ak_html_open(&site->html, AK_TAG_TD);
	if (site->label_at < site->labels.size)
		ak_html_attr(&site->html, AK_ATTR_DATA_LABEL, site->labels.data + site->label_at);
	next_label(site);
}

static void begin(struct ak_site *site, const char *caption, const char *shown, const char *const *columns,
	size_t count)
{
	struct ak_html *html = &site->html;
	unsigned number = ++site->captions;
	take_labels(site, columns, count);
	ak_html_open(html, AK_TAG_DIV);
	ak_html_attr(html, AK_ATTR_CLASS, "grid");
	ak_html_attr(html, AK_ATTR_ROLE, "region");
	if (site->card)
		ak_html_attr_format(html, AK_ATTR_ARIA_LABELLEDBY, "caption-%u h-%s", number, site->card);
	else
		ak_html_attr_format(html, AK_ATTR_ARIA_LABELLEDBY, "caption-%u", number);
	ak_html_attr(html, AK_ATTR_TABINDEX, "0");
	ak_html_open(html, AK_TAG_TABLE);
	ak_html_open(html, AK_TAG_CAPTION);
	ak_html_attr_format(html, AK_ATTR_ID, "caption-%u", number);
	ak_html_attr(html, AK_ATTR_CLASS, shown);
	ak_html_text(html, caption);
	ak_html_close(html, AK_TAG_CAPTION);
	ak_html_open(html, AK_TAG_THEAD);
	ak_html_open(html, AK_TAG_TR);
	for (size_t i = 0; i < count; i++) {
		ak_html_open(html, AK_TAG_TH);
		ak_html_attr(html, AK_ATTR_SCOPE, "col");
		ak_html_text(html, columns[i]);
		ak_html_close(html, AK_TAG_TH);
	}
	ak_html_close(html, AK_TAG_TR);
	ak_html_close(html, AK_TAG_THEAD);
	ak_html_open(html, AK_TAG_TBODY);
}

void ak_grid_begin(struct ak_site *site, const char *caption, const char *const *columns, size_t count)
{
	begin(site, caption, "shown", columns, count);
}

void ak_grid_begin_under(struct ak_site *site, const char *caption, const char *const *columns, size_t count)
{
	begin(site, caption, "unseen", columns, count);
}

void ak_grid_end(struct ak_site *site)
{
	ak_html_close(&site->html, AK_TAG_TBODY);
	ak_html_close(&site->html, AK_TAG_TABLE);
	ak_html_close(&site->html, AK_TAG_DIV);
}

void ak_grid_row(struct ak_site *site)
{
	ak_html_open(&site->html, AK_TAG_TR);
	site->label_at = 0;
	next_label(site); /* the first is of the row's heading */
}

void ak_grid_row_end(struct ak_site *site)
{
	ak_html_close(&site->html, AK_TAG_TR);
}

void ak_grid_head(struct ak_site *site)
{
	ak_html_open(&site->html, AK_TAG_TH);
	ak_html_attr(&site->html, AK_ATTR_SCOPE, "row");
}

void ak_grid_head_end(struct ak_site *site)
{
	ak_html_close(&site->html, AK_TAG_TH);
}

void ak_grid_cell(struct ak_site *site)
{
	open_cell(site);
}

void ak_grid_cell_end(struct ak_site *site)
{
	ak_html_close(&site->html, AK_TAG_TD);
}

void ak_grid_text(struct ak_site *site, const char *text)
{
	open_cell(site);
	ak_html_text(&site->html, text);
	ak_grid_cell_end(site);
}

void ak_grid_number(struct ak_site *site, uint64_t number)
{
	open_cell(site);
	ak_html_attr(&site->html, AK_ATTR_CLASS, number ? "number" : "number none");
	ak_html_format(&site->html, "%" PRIu64, number);
	ak_html_close(&site->html, AK_TAG_TD);
}

void ak_grid_count(struct ak_site *site, uint64_t number)
{
	if (number > 0) {
		ak_grid_number(site, number);
		return;
	}
	ak_grid_cell(site);
	ak_put_stroke(site);
	ak_grid_cell_end(site);
}

void ak_grid_party(struct ak_site *site, const char *party)
{
	ak_grid_cell(site);
	if (party)
		ak_put_party(site, party);
	else
		ak_put_stroke(site);
	ak_grid_cell_end(site);
}

void ak_grid_verdict(struct ak_site *site, uint32_t record)
{
	const struct ak_judged *judged = ak_ledger_judged(site->ledger, record);
	ak_grid_cell(site);
	ak_put_verdict(site, record);
	if (judged->verdict == AK_VERDICT_VOID)
		ak_html_classed(&site->html, AK_TAG_SPAN, "help", ak_words_reason(judged->reason));
	ak_grid_cell_end(site);
}

void ak_grid_foreign(struct ak_site *site, const char *text)
{
	ak_grid_cell(site);
	ak_put_foreign(site);
	ak_put_cut(site, text);
	ak_grid_cell_end(site);
}

/* ---- facts */

void ak_facts_begin(struct ak_site *site)
{
	ak_html_open(&site->html, AK_TAG_DL);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "facts");
}

void ak_facts_end(struct ak_site *site)
{
	ak_html_close(&site->html, AK_TAG_DL);
}

void ak_fact(struct ak_site *site, const char *name)
{
	ak_html_open(&site->html, AK_TAG_DIV);
	ak_html_element(&site->html, AK_TAG_DT, name);
	ak_html_open(&site->html, AK_TAG_DD);
}

void ak_fact_end(struct ak_site *site)
{
	ak_html_close(&site->html, AK_TAG_DD);
	ak_html_close(&site->html, AK_TAG_DIV);
}

void ak_fact_text(struct ak_site *site, const char *name, const char *text)
{
	ak_fact(site, name);
	ak_html_text(&site->html, text);
	ak_fact_end(site);
}

/* ---- lists over several pages */

uint32_t ak_pages_number(const struct ak_pages *pages)
{
	return pages->count == 0 ? 1 : (pages->count - 1) / pages->per_page + 1;
}

void ak_pages_path(const struct ak_pages *pages, uint32_t page, char path[192])
{
	if (page == 0)
		snprintf(path, 192, "%s.html", pages->base);
	else
		snprintf(path, 192, "%s_%" PRIu32 ".html", pages->base, page + 1);
}

uint32_t ak_pages_first(const struct ak_pages *pages, uint32_t page)
{
	return page * pages->per_page;
}

uint32_t ak_pages_last(const struct ak_pages *pages, uint32_t page)
{
	uint32_t first = ak_pages_first(pages, page);
	return pages->count - first < pages->per_page ? pages->count : first + pages->per_page;
}

static void put_way(struct ak_site *site, const struct ak_pages *pages, uint32_t page, const char *text)
{
	char path[192];
	ak_pages_path(pages, page, path);
	ak_html_open(&site->html, AK_TAG_LI);
	ak_put_link(site, path, text);
	ak_html_close(&site->html, AK_TAG_LI);
}

void ak_pages_put(struct ak_site *site, const struct ak_pages *pages, uint32_t page)
{
	struct ak_html *html = &site->html;
	uint32_t number = ak_pages_number(pages);
	if (number < 2)
		return;
	ak_html_open(html, AK_TAG_NAV);
	ak_html_attr(html, AK_ATTR_CLASS, "pages");
	ak_html_attr(html, AK_ATTR_ARIA_LABEL, _("Pages of this list"));
	ak_html_open(html, AK_TAG_UL);
	if (page > 1)
		put_way(site, pages, 0, _("First"));
	if (page > 0)
		put_way(site, pages, page - 1, _("Previous"));
	ak_html_open(html, AK_TAG_LI);
	ak_html_attr(html, AK_ATTR_ARIA_CURRENT, "page");
	ak_html_format(html, _("Page %u of %u"), page + 1, number);
	ak_html_close(html, AK_TAG_LI);
	if (page + 1 < number)
		put_way(site, pages, page + 1, _("Next"));
	if (page + 2 < number)
		put_way(site, pages, number - 1, _("Last"));
	ak_html_close(html, AK_TAG_UL);
	ak_html_close(html, AK_TAG_NAV);
}
