/* SPDX-License-Identifier: EUPL-1.2 */
/* Objects as rows: what it is, how it stands, whose it is, by when, how far. */
#include "report/html_site.h"

static void grid_begin(struct ak_site *site, const char *caption)
{
	const char *const columns[] = {
		_("What"), _("Status"), _("Party"), _("Term"), _("Progress"), _("Missing")};
	ak_grid_begin_under(site, caption, columns, sizeof columns / sizeof columns[0]);
}

static void put_party_cell(struct ak_site *site, const struct ak_node *node)
{
	ak_grid_party(site, node->role ? ak_node_text(node, node->role->party) : NULL);
}

static void put_missing(struct ak_site *site, const struct ak_node *node)
{
	uint32_t gaps = ak_node_gaps(node);
	ak_grid_cell(site);
	if (gaps == 0) {
		ak_put_stroke(site);
	} else {
		ak_html_open(&site->html, AK_TAG_SPAN);
		ak_html_attr(&site->html, AK_ATTR_CLASS, "mark wait");
		ak_html_format(&site->html, P_("%u field", "%u fields", gaps), gaps);
		ak_html_close(&site->html, AK_TAG_SPAN);
	}
	ak_grid_cell_end(site);
}

/* Begins a row. Where depth does not tell what it belongs under (AK_NODE_NONE), words do. */
static void put_what(struct ak_site *site, const struct ak_node *node, uint32_t depth)
{
	enum { DEPTH_SHOWN = 5 };
	struct ak_html *html = &site->html;
	bool flat = depth == AK_NODE_NONE;
	ak_grid_row(site);
	ak_html_open(html, AK_TAG_TH);
	ak_html_attr(html, AK_ATTR_SCOPE, "row");
	ak_html_attr_format(html, AK_ATTR_CLASS, "what deep-%u", flat ? 0 : depth < DEPTH_SHOWN ? depth : DEPTH_SHOWN);
	ak_put_node(site, node);
	ak_html_open(html, AK_TAG_SPAN);
	ak_html_attr(html, AK_ATTR_CLASS, "kind");
	if (!ak_builtin_type(node->object->type))
		ak_put_foreign(site);
	ak_put_cut(site, ak_node_type(node));
	if (ak_node_nature(node)) {
		ak_html_text(html, ", ");
		ak_put_cut(site, ak_node_nature(node));
	}
	if (flat)
		ak_put_top(site, node);
	ak_html_close(html, AK_TAG_SPAN);
	ak_html_close(html, AK_TAG_TH);
}

void ak_put_what(struct ak_site *site, const struct ak_node *node)
{
	put_what(site, node, AK_NODE_NONE);
}

static void put_row(struct ak_site *site, const struct ak_node *node, uint32_t depth)
{
	put_what(site, node, depth);
	ak_grid_cell(site);
	ak_put_status(site, node);
	ak_grid_cell_end(site);
	put_party_cell(site, node);
	ak_grid_cell(site);
	ak_put_term(site, node);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_put_progress(site, node);
	ak_grid_cell_end(site);
	put_missing(site, node);
	ak_grid_row_end(site);
}

void ak_put_tree(struct ak_site *site, const char *caption, uint32_t top, uint32_t first, uint32_t last)
{
	const struct ak_index *index = &site->index;
	uint32_t place = 0;
	grid_begin(site, caption);
	for (uint32_t n = ak_index_walk(index, top, AK_NODE_NONE); n != AK_NODE_NONE && place < last;
		n = ak_index_walk(index, top, n), place++)
		if (place >= first)
			put_row(site, &index->nodes[n], ak_node_depth(index, n, top));
	ak_grid_end(site);
}

void ak_put_rows(struct ak_site *site, const char *caption, const uint32_t *nodes, uint32_t count)
{
	grid_begin(site, caption);
	for (uint32_t i = 0; i < count; i++)
		put_row(site, &site->index.nodes[nodes[i]], AK_NODE_NONE);
	ak_grid_end(site);
}
