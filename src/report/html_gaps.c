/* SPDX-License-Identifier: EUPL-1.2 */
/* White spots: what the charter expects and nobody filled in, by what it belongs under and by party. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "report/gaps.h"
#include "report/html_site.h"

/* The node under which something is counted: its ancestor just below the top, or the top itself. */
static uint32_t group_of(const struct ak_index *index, uint32_t node)
{
	uint32_t at = node;
	while (index->nodes[at].parent != AK_NODE_NONE &&
		index->nodes[index->nodes[at].parent].parent != AK_NODE_NONE)
		at = index->nodes[at].parent;
	return at;
}

static bool is_listed(const struct ak_node *node)
{
	return node->role && !ak_builtin_type(node->object->type);
}

/* The place of a node's party among those of the charter; the one after them for none. */
static uint32_t party_of(const struct ak_site *site, const struct ak_node *node)
{
	const char *party = ak_node_text(node, node->role->party);
	uint32_t count = site->charter->party_count;
	for (uint32_t i = 0; party && i < count; i++)
		if (strcmp(site->charter->parties[i].name, party) == 0)
			return i;
	return count;
}

/* ---- the matrix */

struct matrix {
	uint32_t *groups; /* nodes, as they first occur in the walk */
	uint32_t *row_of; /* of each node, its row, or UINT32_MAX */
	uint32_t *cells;  /* rows by parties and one more */
	uint32_t rows, columns;
};

static void matrix_release(struct matrix *matrix)
{
	free(matrix->groups);
	free(matrix->row_of);
	free(matrix->cells);
}

static bool matrix_init(const struct ak_site *site, struct matrix *matrix)
{
	const struct ak_index *index = &site->index;
	size_t room = (size_t)index->node_count + 1;
	*matrix = (struct matrix){.columns = site->charter->party_count + 1,
		.groups = calloc(room, sizeof *matrix->groups),
		.row_of = calloc(room, sizeof *matrix->row_of)};
	if (!matrix->groups || !matrix->row_of)
		return false;
	memset(matrix->row_of, 0xff, room * sizeof *matrix->row_of);
	for (uint32_t n = ak_index_walk(index, AK_NODE_NONE, AK_NODE_NONE); n != AK_NODE_NONE;
		n = ak_index_walk(index, AK_NODE_NONE, n)) {
		uint32_t group = group_of(index, n);
		if (ak_node_gaps(&index->nodes[n]) == 0 || matrix->row_of[group] != UINT32_MAX)
			continue;
		matrix->groups[matrix->rows] = group;
		matrix->row_of[group] = matrix->rows++;
	}
	matrix->cells = calloc((size_t)matrix->rows * matrix->columns + 1, sizeof *matrix->cells);
	if (!matrix->cells)
		return false;
	for (uint32_t n = 0; n < index->node_count; n++) {
		uint32_t gaps = is_listed(&index->nodes[n]) ? ak_node_gaps(&index->nodes[n]) : 0;
		uint32_t row = gaps > 0 ? matrix->row_of[group_of(index, n)] : UINT32_MAX;
		if (row != UINT32_MAX)
			matrix->cells[(size_t)row * matrix->columns + party_of(site, &index->nodes[n])] +=
				gaps;
	}
	return true;
}

static void put_matrix(struct ak_site *site, const struct matrix *matrix, uint32_t first, uint32_t last)
{
	const char *columns[AK_PARTIES_MAX + 2];
	size_t count = 0;
	columns[count++] = _("Under");
	for (uint32_t i = 0; i < site->charter->party_count; i++)
		columns[count++] = site->charter->parties[i].name;
	columns[count++] = _("no party");
	ak_grid_begin(site, _("How many expected fields are missing, by what they belong under and by party"),
		columns, count);
	for (uint32_t r = first; r < last; r++) {
		ak_put_what(site, &site->index.nodes[matrix->groups[r]]);
		for (uint32_t c = 0; c < matrix->columns; c++)
			ak_grid_count(site, matrix->cells[(size_t)r * matrix->columns + c]);
		ak_grid_row_end(site);
	}
	ak_grid_end(site);
}

static void put_way(struct ak_site *site, const char *path, const char *name, size_t count)
{
	ak_html_open(&site->html, AK_TAG_LI);
	ak_put_link(site, path, name);
	ak_html_format(&site->html, " (%zu)", count);
	ak_html_close(&site->html, AK_TAG_LI);
}

static void put_ways(struct ak_site *site, const struct ak_gaps *gaps)
{
	char path[64];
	ak_site_section(site, "kinds", _("All kinds of gaps"));
	ak_html_open(&site->html, AK_TAG_UL);
	put_way(site, "gaps_objects.html", _("Missing fields, object by object"),
		gaps->counts[AK_GAP_EXPECTED]);
	for (enum ak_gap_kind kind = AK_GAP_ALONE; kind < AK_GAP_KINDS; kind++) {
		snprintf(path, sizeof path, "gaps_%s.html", ak_gap_name(kind));
		put_way(site, path, ak_gap_heading(kind), gaps->counts[kind]);
	}
	ak_html_close(&site->html, AK_TAG_UL);
	ak_site_section_end(site);
}

static void make_matrix(struct ak_site *site, const struct matrix *matrix, const struct ak_gaps *gaps)
{
	const struct ak_pages pages = {.base = "gaps", .count = matrix->rows, .per_page = AK_SITE_CARDS};
	char path[192];
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_GAPS, _("Gaps"));
		ak_html_classed(&site->html, AK_TAG_P, "lead",
			_("White spots: fields that the charter expects to have a value, and that have "
			  "none."));
		if (matrix->rows == 0)
			ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
		else
			put_matrix(site, matrix, ak_pages_first(&pages, p), ak_pages_last(&pages, p));
		ak_pages_put(site, &pages, p);
		put_ways(site, gaps);
		ak_site_end(site);
	}
}

/* ---- one by one */

static void put_lacking(struct ak_site *site, const struct ak_node *node)
{
	const char *party = ak_node_text(node, node->role->party), *comma = "";
	ak_put_what(site, node);
	ak_grid_party(site, party);
	ak_grid_cell(site);
	ak_put_foreign(site);
	for (uint32_t i = 0; i < node->role->type->field_count; i++) {
		if (!ak_node_lacks(node, &node->role->type->fields[i]))
			continue;
		ak_html_format(&site->html, "%s%s", comma, node->role->type->fields[i].label);
		comma = ", ";
	}
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void make_objects(struct ak_site *site, uint32_t *found)
{
	const char *const columns[] = {_("Object"), _("Party"), _("Missing")};
	struct ak_pages pages = {.base = "gaps_objects", .per_page = AK_SITE_ROWS};
	char path[192];
	for (uint32_t n = 0; n < site->index.node_count; n++)
		if (is_listed(&site->index.nodes[n]) && ak_node_gaps(&site->index.nodes[n]) > 0)
			found[pages.count++] = n;
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_GAPS, _("Gaps, object by object"));
		if (pages.count == 0) {
			ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
		} else {
			ak_grid_begin(site, _("Objects, and the expected fields that they lack"), columns, 3);
			for (uint32_t i = ak_pages_first(&pages, p); i < ak_pages_last(&pages, p); i++)
				put_lacking(site, &site->index.nodes[found[i]]);
			ak_grid_end(site);
		}
		ak_pages_put(site, &pages, p);
		ak_site_end(site);
	}
}

/* ---- what else is white: nothing belongs to it, no part in anything, nobody can sign, terms that collide */

static void put_gap(struct ak_site *site, const struct ak_gap *gap)
{
	ak_put_what(site, ak_index_find(&site->index, gap->object->name));
	ak_grid_party(site, gap->party);
	ak_grid_cell(site);
	if (gap->date)
		ak_put_date_text(site, gap->date);
	else
		ak_put_stroke(site);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void make_kind(struct ak_site *site, const struct ak_gap *items, enum ak_gap_kind kind, uint32_t count)
{
	const char *const columns[] = {_("What"), _("Party"), _("Term")};
	char base[32], path[192];
	snprintf(base, sizeof base, "gaps_%s", ak_gap_name(kind));
	const struct ak_pages pages = {.base = base, .count = items ? count : 0, .per_page = AK_SITE_ROWS};
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_GAPS, ak_gap_heading(kind));
		if (pages.count == 0) {
			ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
		} else {
			ak_grid_begin(site, ak_gap_heading(kind), columns, 3);
			for (uint32_t i = ak_pages_first(&pages, p); i < ak_pages_last(&pages, p); i++)
				put_gap(site, &items[i]);
			ak_grid_end(site);
		}
		ak_pages_put(site, &pages, p);
		ak_site_end(site);
	}
}

static void make_kinds(struct ak_site *site, const struct ak_gaps *gaps)
{
	const struct ak_gap *items = gaps->items;
	for (enum ak_gap_kind kind = AK_GAP_EXPECTED; kind < AK_GAP_KINDS; kind++) {
		if (kind != AK_GAP_EXPECTED)
			make_kind(site, items, kind, (uint32_t)gaps->counts[kind]);
		if (items)
			items += gaps->counts[kind];
	}
}

void ak_pages_gaps(struct ak_site *site)
{
	struct matrix matrix;
	struct ak_gaps gaps;
	uint32_t *found = calloc((size_t)site->index.node_count + 1, sizeof *found);
	enum ak_status status = ak_gaps_find(&gaps, site->ledger, site->options->today, site->err);
	if (!matrix_init(site, &matrix) || !found) {
		ak_site_fail(site, ak_fail_memory(site->err));
	} else if (status != AK_OK) {
		ak_site_fail(site, status);
	} else {
		make_matrix(site, &matrix, &gaps);
		make_objects(site, found);
		make_kinds(site, &gaps);
	}
	if (status == AK_OK)
		ak_gaps_release(&gaps);
	matrix_release(&matrix);
	free(found);
}
