/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A page for every object: what it says now, what is under it, what it refers to and what refers to it, disputes,
 * history.
 */
#include <stdio.h>
#include <string.h>

#include "judge/scope.h"
#include "report/html_site.h"

/* ---- facts */

static bool is_builtin(const struct ak_node *node)
{
	return ak_builtin_type(node->object->type) != NULL;
}

void ak_put_phase(struct ak_site *site, const struct ak_node *node)
{
	const char *phase = ak_phase_of(site->state, node->object);
	if (*phase == '\0')
		return;
	ak_fact(site, _("Phase"));
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "mark plain");
	ak_put_foreign(site);
	ak_html_text(&site->html, phase);
	ak_html_close(&site->html, AK_TAG_SPAN);
	ak_fact_end(site);
}

static void put_facts(struct ak_site *site, const struct ak_node *node)
{
	char path[192];
	int32_t term;
	ak_facts_begin(site);
	ak_fact(site, _("Name in the ledger"));
	ak_html_element(&site->html, AK_TAG_CODE, node->object->name);
	ak_fact_end(site);
	if (node->role && !is_builtin(node)) {
		ak_fact(site, _("Type"));
		ak_path_type(path, node->object->type);
		ak_put_page(site, path, ak_node_type(node));
		ak_fact_end(site);
	}
	if (node->parent != AK_NODE_NONE) {
		ak_fact(site, _("Belongs under"));
		ak_put_node(site, &site->index.nodes[node->parent]);
		ak_fact_end(site);
	}
	ak_put_phase(site, node);
	if (node->role && node->role->status && node->role->status != node->role->type->phase) {
		ak_fact(site, _("Status"));
		ak_put_status(site, node);
		ak_fact_end(site);
	}
	if (ak_node_term(node, &term)) {
		ak_fact(site, _("Term"));
		ak_put_term(site, node);
		ak_fact_end(site);
	}
	ak_fact(site, _("Came to be by"));
	ak_put_record(site, node->object->created_by);
	ak_fact_end(site);
	ak_facts_end(site);
}

/* ---- values */

static void put_set_by(struct ak_site *site, uint32_t by)
{
	ak_grid_cell(site);
	ak_put_record(site, by);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	if (by < site->ledger->count)
		ak_put_time(site, ak_decided_time(&site->index, by));
	else
		ak_put_stroke(site);
	ak_grid_cell_end(site);
}

static void put_field(struct ak_site *site, const struct ak_node *node, const struct ak_field *field)
{
	struct ak_html *html = &site->html;
	const struct ak_cell *cell = ak_object_cell(node->object, field->name);
	ak_grid_row(site);
	ak_grid_head(site);
	if (!is_builtin(node))
		ak_put_foreign(site);
	ak_html_text(html, is_builtin(node) ? _(field->label) : field->label);
	if (field->help)
		ak_html_classed(html, AK_TAG_SPAN, "help", field->help);
	ak_grid_head_end(site);
	ak_grid_cell(site);
	if (ak_node_lacks(node, field))
		ak_put_mark(site, "wait", _("expected, and missing"));
	else
		ak_put_present(site, node, field);
	ak_grid_cell_end(site);
	put_set_by(site, cell ? cell->by : AK_POSITION_NONE);
	ak_grid_row_end(site);
}

void ak_put_values(struct ak_site *site, const struct ak_node *node)
{
	const char *const columns[] = {_("Field"), _("Value"), _("Set by"), _("Since")};
	const struct ak_type *type = node->role ? node->role->type : NULL;
	ak_grid_begin_under(site, _("Fields and their values"), columns, 4);
	for (uint32_t i = 0; type && i < type->field_count; i++)
		put_field(site, node, &type->fields[i]);
	for (uint32_t i = 0; i < node->object->cell_count; i++) {
		const struct ak_cell *cell = &node->object->cells[i];
		if (!cell->written || (type && ak_type_field(type, cell->field)))
			continue;
		ak_grid_row(site);
		ak_grid_head(site);
		ak_html_text(&site->html, cell->field);
		ak_html_classed(
			&site->html, AK_TAG_SPAN, "help", _("The charter in force has no such field."));
		ak_grid_head_end(site);
		ak_grid_cell(site);
		ak_put_cell(site, cell);
		ak_grid_cell_end(site);
		put_set_by(site, cell->by);
		ak_grid_row_end(site);
	}
	ak_grid_end(site);
}

/* ---- what is under it */

/* The beginning of the paths of further pages about an object: `object/<type>_<name>_<what>`. */
static void further_path(const struct ak_node *node, const char *what, char base[192])
{
	char path[192];
	ak_path_object(path, node->object->name);
	snprintf(base, 192, "%.*s_%.15s", (int)(strlen(path) - sizeof ".html" + 1), path, what);
}

static void put_more(struct ak_site *site, const struct ak_pages *pages, const char *text)
{
	char path[192];
	ak_pages_path(pages, 0, path);
	ak_html_open(&site->html, AK_TAG_P);
	ak_put_link(site, path, text);
	ak_html_format(&site->html, " (%u)", pages->count);
	ak_html_close(&site->html, AK_TAG_P);
}

static void put_below(struct ak_site *site, const struct ak_node *node, const struct ak_pages *pages)
{
	if (pages->count == 0)
		return;
	ak_site_section(site, "below", _("What belongs under it"));
	ak_put_tree(site, _("What belongs under it, and how it stands"), ak_node_number(&site->index, node),
		0, pages->per_page);
	if (pages->count > pages->per_page)
		put_more(site, pages, _("All that belongs under it"));
	ak_site_section_end(site);
}

static void make_below(struct ak_site *site, const struct ak_node *node, const struct ak_pages *pages)
{
	char path[192];
	for (uint32_t p = 0;
		pages->count > pages->per_page && p < ak_pages_number(pages) && ak_site_well(site); p++) {
		ak_pages_path(pages, p, path);
		ak_site_begin(site, path, AK_SECTION_START, _("What belongs under it"));
		ak_html_open(&site->html, AK_TAG_P);
		ak_put_node(site, node);
		ak_html_close(&site->html, AK_TAG_P);
		ak_put_tree(site, _("What belongs under it, and how it stands"),
			ak_node_number(&site->index, node), ak_pages_first(pages, p),
			ak_pages_last(pages, p));
		ak_pages_put(site, pages, p);
		ak_site_end(site);
	}
}

/* ---- relations */

static uint32_t relation_count(const struct ak_node *node)
{
	return node->out_count + node->in_count;
}

/* The relation at a place: what it refers to, then what refers to it. */
static void put_relation(struct ak_site *site, const struct ak_node *node, uint32_t place)
{
	const struct ak_index *index = &site->index;
	bool is_out = place < node->out_count;
	const struct ak_edge *edge = is_out ? &index->edges[node->first_out + place]
					    : index->incoming[node->first_in + place - node->out_count];
	const struct ak_node *other = &index->nodes[is_out ? edge->to : edge->from];
	const struct ak_node *owner = &index->nodes[edge->from];
	ak_put_what(site, other);
	ak_grid_text(site, is_out ? _("this refers to it") : _("it refers to this"));
	ak_grid_foreign(site, is_builtin(owner) ? _(edge->field->label) : edge->field->label);
	ak_grid_row_end(site);
}

static void put_relation_rows(struct ak_site *site, const struct ak_node *node, uint32_t first, uint32_t last)
{
	const char *const columns[] = {_("Object"), _("Direction"), _("By field")};
	ak_grid_begin_under(site, _("What it refers to, and what refers to it"), columns, 3);
	for (uint32_t i = first; i < last; i++)
		put_relation(site, node, i);
	ak_grid_end(site);
}

static void put_relations(struct ak_site *site, const struct ak_node *node, const struct ak_pages *pages)
{
	if (pages->count == 0)
		return;
	ak_site_section(site, "relations", _("Relations"));
	put_relation_rows(site, node, 0, ak_pages_last(pages, 0));
	if (pages->count > pages->per_page)
		put_more(site, pages, _("All relations"));
	ak_site_section_end(site);
}

static void make_relations(struct ak_site *site, const struct ak_node *node, const struct ak_pages *pages)
{
	char path[192];
	for (uint32_t p = 0;
		pages->count > pages->per_page && p < ak_pages_number(pages) && ak_site_well(site); p++) {
		ak_pages_path(pages, p, path);
		ak_site_begin(site, path, AK_SECTION_RELATIONS, _("Relations of an object"));
		ak_html_open(&site->html, AK_TAG_P);
		ak_put_node(site, node);
		ak_html_close(&site->html, AK_TAG_P);
		put_relation_rows(site, node, ak_pages_first(pages, p), ak_pages_last(pages, p));
		ak_pages_put(site, pages, p);
		ak_site_end(site);
	}
}

/* ---- disputes */

static bool is_dispute_about(const struct ak_index *index, const struct ak_edge *edge)
{
	const struct ak_role *role = index->nodes[edge->from].role;
	return role && role->disputes && edge->field == role->type->freeze;
}

static void put_dispute(struct ak_site *site, const struct ak_node *dispute)
{
	ak_html_open(&site->html, AK_TAG_LI);
	ak_put_node(site, dispute);
	ak_html_text(&site->html, " ");
	ak_put_status(site, dispute);
	ak_html_text(&site->html, " ");
	if (ak_freezes(site->state, dispute->object))
		ak_put_mark(site, "bad", _("frozen by it now"));
	ak_html_close(&site->html, AK_TAG_LI);
}

static bool has_disputes(const struct ak_site *site, const struct ak_node *node)
{
	for (uint32_t i = 0; i < node->in_count; i++)
		if (is_dispute_about(&site->index, site->index.incoming[node->first_in + i]))
			return true;
	return false;
}

void ak_put_disputes(struct ak_site *site, const struct ak_node *node)
{
	const struct ak_index *index = &site->index;
	uint32_t shown = 0;
	if (!has_disputes(site, node))
		return;
	ak_html_open(&site->html, AK_TAG_UL);
	for (uint32_t i = 0; i < node->in_count && shown < AK_SITE_ROWS; i++) {
		const struct ak_edge *edge = index->incoming[node->first_in + i];
		if (!is_dispute_about(index, edge))
			continue;
		put_dispute(site, &index->nodes[edge->from]);
		shown++;
	}
	ak_html_close(&site->html, AK_TAG_UL);
}

static void put_disputes(struct ak_site *site, const struct ak_node *node)
{
	if (!has_disputes(site, node))
		return;
	ak_site_section(site, "disputes", _("Disputes about it"));
	ak_put_disputes(site, node);
	ak_site_section_end(site);
}

/* ---- the pages */

static void make_object(struct ak_site *site, const struct ak_node *node)
{
	char path[192], below_base[192], relations_base[192];
	further_path(node, "below", below_base);
	further_path(node, "relations", relations_base);
	const struct ak_pages below = {.base = below_base,
		.count = is_builtin(node) ? 0
					  : ak_index_below(&site->index, ak_node_number(&site->index, node)),
		.per_page = AK_SITE_ROWS};
	const struct ak_pages relations = {
		.base = relations_base, .count = relation_count(node), .per_page = AK_SITE_ROWS};
	ak_path_object(path, node->object->name);
	ak_buf_clear(&site->text);
	ak_node_title(site, node, &site->text);
	ak_site_begin_foreign(site, path, AK_SECTION_START, ak_node_type(node), ak_buf_string(&site->text));
	put_facts(site, node);
	ak_site_section(site, "values", _("What it says"));
	ak_put_values(site, node);
	ak_site_section_end(site);
	put_disputes(site, node);
	put_below(site, node, &below);
	ak_put_history(site, node);
	ak_put_proposed(site, node->object->name);
	put_relations(site, node, &relations);
	ak_site_end(site);
	make_below(site, node, &below);
	make_relations(site, node, &relations);
	ak_pages_history(site, node);
}

void ak_pages_objects(struct ak_site *site)
{
	for (uint32_t n = 0; n < site->index.node_count && ak_site_well(site); n++)
		make_object(site, &site->index.nodes[n]);
}
