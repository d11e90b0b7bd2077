/* SPDX-License-Identifier: EUPL-1.2 */
/* What hangs together: a drawing of what belongs under what and refers to what, and a table of the same. */
#include <stdlib.h>
#include <string.h>

#include "report/html_site.h"

enum {
	ROW = 48,    /* from one object to the next */
	BOX = 38,    /* the height of an object */
	LEFT = 12,   /* of the first box */
	INDENT = 24, /* of each step down */
	DEEP = 8,    /* steps that are drawn */
	EDGE = 560,  /* where all boxes end */
	WIDTH = 1160,
	LETTER = 8,  /* a column of text, roughly */
	REACH = 190, /* of the widest curve */
	ASIDE = 770, /* where words begin that stand for a curve to elsewhere */
	WORDS = 46,  /* columns of them */
	LINES = 2,   /* of them beside one object */
};

/* The objects on one page: places in the walk over the tree. */
struct slice {
	const uint32_t *nodes;
	uint32_t count;
	const uint32_t *place_of; /* of each node in the walk */
	uint32_t first;
};

static bool is_reference(const struct ak_index *index, const struct ak_edge *edge)
{
	bool is_ref = edge->field->type == AK_FIELD_REF ||
		      (edge->field->type == AK_FIELD_SET && edge->field->of == AK_FIELD_REF);
	return is_ref && index->nodes[edge->to].role && !ak_builtin_type(index->nodes[edge->to].object->type);
}

static bool lies_above(const struct ak_index *index, uint32_t above, uint32_t node)
{
	for (node = index->nodes[node].parent; node != AK_NODE_NONE; node = index->nodes[node].parent)
		if (node == above)
			return true;
	return false;
}

/* ---- the drawing */

static int left_of(const struct ak_site *site, uint32_t node)
{
	uint32_t depth = ak_node_depth(&site->index, node, AK_NODE_NONE);
	return LEFT + INDENT * (int)(depth < DEEP ? depth : DEEP);
}

static int top_of(uint32_t row)
{
	return 8 + ROW * (int)row;
}

static bool row_of(const struct slice *slice, uint32_t node, uint32_t *row)
{
	*row = slice->place_of[node] - slice->first;
	return slice->place_of[node] >= slice->first && *row < slice->count;
}

static void draw_box(struct ak_site *site, uint32_t node, uint32_t row)
{
	const struct ak_node *it = &site->index.nodes[node];
	int left = left_of(site, node), top = top_of(row);
	unsigned columns = (unsigned)((EDGE - left - 24) / LETTER);
	ak_drawing_rect(site, "box", left, top, EDGE - left, BOX);
	ak_buf_clear(&site->text);
	ak_cut_columns(&site->text, ak_node_type(it), columns);
	ak_drawing_text(site, "small", left + 12, top + 14, ak_buf_string(&site->text));
	ak_buf_clear(&site->other);
	ak_node_title(site, it, &site->other);
	ak_buf_clear(&site->text);
	ak_cut_columns(&site->text, ak_buf_string(&site->other), columns);
	ak_drawing_text(site, "title", left + 12, top + 30, ak_buf_string(&site->text));
}

/* From below its parent to its own side. */
static void draw_belonging(struct ak_site *site, const struct slice *slice, uint32_t node, uint32_t row)
{
	uint32_t above, parent = site->index.nodes[node].parent;
	if (parent == AK_NODE_NONE || !row_of(slice, parent, &above))
		return;
	int x = left_of(site, parent) + INDENT / 2, middle = top_of(row) + BOX / 2;
	if (x >= left_of(site, node))
		return; /* too deep to be drawn apart */
	ak_drawing_line(site, "tree", x, top_of(above) + BOX, x, middle);
	ak_drawing_line(site, "tree", x, middle, left_of(site, node), middle);
}

static uint32_t root_of(const struct ak_index *index, uint32_t node)
{
	while (index->nodes[node].parent != AK_NODE_NONE)
		node = index->nodes[node].parent;
	return node;
}

/*
 * A reference into another tree, or to another page: in words beside the object, since a curve would cross all that
 * lies between.
 */
static void draw_aside(struct ak_site *site, uint32_t to, uint32_t row, uint32_t line)
{
	int y = top_of(row) + 16 + 15 * (int)line;
	ak_buf_clear(&site->other);
	ak_node_title(site, &site->index.nodes[to], &site->other);
	ak_buf_clear(&site->text);
	ak_buf_text(&site->text, "→ ");
	ak_cut_columns(&site->text, ak_buf_string(&site->other), WORDS);
	ak_drawing_text(site, "small", ASIDE, y, ak_buf_string(&site->text));
}

static void draw_more(struct ak_site *site, uint32_t count, uint32_t row)
{
	ak_buf_clear(&site->text);
	ak_buf_format(&site->text, _("and %u more"), count);
	ak_drawing_text(site, "small", ASIDE, top_of(row) + 16 + 15 * LINES, ak_buf_string(&site->text));
}

static void draw_references(struct ak_site *site, const struct slice *slice, uint32_t node, uint32_t row)
{
	const struct ak_index *index = &site->index;
	uint32_t drawn = 0, aside = 0, root = root_of(index, node), other;
	for (uint32_t i = 0; i < index->nodes[node].out_count && drawn < AK_SITE_EDGES; i++) {
		const struct ak_edge *edge = &index->edges[index->nodes[node].first_out + i];
		if (!is_reference(index, edge) || lies_above(index, edge->to, node) || edge->to == node)
			continue;
		drawn++;
		if (!row_of(slice, edge->to, &other) || root_of(index, edge->to) != root) {
			if (aside++ < LINES)
				draw_aside(site, edge->to, row, aside - 1);
			continue;
		}
		int rows = other > row ? (int)(other - row) : (int)(row - other), reach = 36 + 14 * rows;
		ak_drawing_arc(site, EDGE, top_of(row) + BOX / 2 + 4, top_of(other) + BOX / 2 - 4,
			reach < REACH ? reach : REACH);
	}
	if (aside > 0)
		ak_drawing_line(site, "aside", EDGE, top_of(row) + BOX / 2, ASIDE - 8, top_of(row) + BOX / 2);
	if (aside > LINES)
		draw_more(site, aside - LINES, row);
}

static void draw(struct ak_site *site, const struct slice *slice)
{
	ak_drawing_begin(site, _("Drawing of the relations"), WIDTH, (unsigned)top_of(slice->count));
	for (uint32_t i = 0; i < slice->count; i++)
		draw_belonging(site, slice, slice->nodes[i], i);
	for (uint32_t i = 0; i < slice->count; i++)
		draw_box(site, slice->nodes[i], i);
	for (uint32_t i = 0; i < slice->count; i++)
		draw_references(site, slice, slice->nodes[i], i);
	ak_drawing_end(site, _("What is drawn further to the right belongs under what stands above it; a "
			       "curve leads from what refers to what is referred to; what is "
			       "referred to elsewhere stands beside it in words. The table below holds the same."));
}

/* ---- the table */

static void put_stroke(struct ak_site *site)
{
	ak_grid_cell(site);
	ak_put_stroke(site);
	ak_grid_cell_end(site);
}

static void put_edge_row(struct ak_site *site, const struct ak_edge *edge, uint32_t from)
{
	const struct ak_index *index = &site->index;
	bool belongs = edge && index->nodes[from].parent == edge->to;
	ak_put_what(site, &index->nodes[from]);
	if (!edge) {
		ak_grid_text(site, _("refers to nothing"));
		put_stroke(site);
		put_stroke(site);
	} else {
		ak_grid_text(site, belongs ? _("belongs under") : _("refers to"));
		ak_grid_cell(site);
		ak_put_node(site, &index->nodes[edge->to]);
		if (root_of(index, edge->to) != root_of(index, from)) {
			ak_html_open(&site->html, AK_TAG_SPAN);
			ak_html_attr(&site->html, AK_ATTR_CLASS, "help");
			ak_put_foreign(site);
			ak_html_text(&site->html, ak_node_type(&index->nodes[edge->to]));
			ak_put_top(site, &index->nodes[edge->to]);
			ak_html_close(&site->html, AK_TAG_SPAN);
		}
		ak_grid_cell_end(site);
		ak_grid_foreign(site, edge->field->label);
	}
	ak_grid_row_end(site);
}

static void put_rows(struct ak_site *site, uint32_t node)
{
	const struct ak_index *index = &site->index;
	const struct ak_node *it = &index->nodes[node];
	uint32_t shown = 0;
	for (uint32_t i = 0; i < it->out_count && shown < AK_SITE_EDGES; i++)
		if (is_reference(index, &index->edges[it->first_out + i])) {
			put_edge_row(site, &index->edges[it->first_out + i], node);
			shown++;
		}
	if (shown == 0)
		put_edge_row(site, NULL, node);
}

static void put_table(struct ak_site *site, const struct slice *slice)
{
	const char *const columns[] = {_("Object"), _("Relation"), _("To what"), _("By field")};
	ak_grid_begin(site, _("The relations, object by object"), columns, 4);
	for (uint32_t i = 0; i < slice->count; i++)
		put_rows(site, slice->nodes[i]);
	ak_grid_end(site);
}

/* ---- the pages */

static void make_pages(struct ak_site *site, const uint32_t *walk, const uint32_t *place_of, uint32_t count)
{
	const struct ak_pages pages = {.base = "relations", .count = count, .per_page = AK_SITE_DRAWN};
	char path[192];
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		uint32_t first = ak_pages_first(&pages, p);
		const struct slice slice = {.nodes = walk + first,
			.count = ak_pages_last(&pages, p) - first,
			.place_of = place_of,
			.first = first};
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_RELATIONS, _("Relations"));
		ak_html_classed(&site->html, AK_TAG_P, "lead",
			_("What belongs under what, and what refers to what."));
		if (count == 0) {
			ak_html_classed(&site->html, AK_TAG_P, "note", _("There is nothing yet."));
		} else {
			draw(site, &slice);
			put_table(site, &slice);
		}
		ak_pages_put(site, &pages, p);
		ak_site_end(site);
	}
}

void ak_pages_relations(struct ak_site *site)
{
	const struct ak_index *index = &site->index;
	size_t room = (size_t)index->node_count + 1;
	uint32_t *walk = calloc(room, sizeof *walk), *place_of = calloc(room, sizeof *place_of), count = 0;
	if (!walk || !place_of) {
		ak_site_fail(site, ak_fail_memory(site->err));
	} else {
		memset(place_of, 0xff, room * sizeof *place_of);
		for (uint32_t n = ak_index_walk(index, AK_NODE_NONE, AK_NODE_NONE); n != AK_NODE_NONE;
			n = ak_index_walk(index, AK_NODE_NONE, n)) {
			place_of[n] = count;
			walk[count++] = n;
		}
		make_pages(site, walk, place_of, count);
	}
	free(walk);
	free(place_of);
}
