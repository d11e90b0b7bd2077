/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules: bodies, offices, seals, amendments. html_type.c has the types. */
#include "report/html_site.h"

/* ---- the whole */

static void put_list(struct ak_site *site, const struct ak_texts *texts)
{
	for (uint32_t i = 0; i < texts->count; i++) {
		if (i > 0)
			ak_html_text(&site->html, ", ");
		ak_html_classed(&site->html, AK_TAG_SPAN, "name", texts->items[i]);
	}
}

static void put_named_head(struct ak_site *site, const char *label, const char *name)
{
	ak_grid_head(site);
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_put_foreign(site);
	ak_html_text(&site->html, label);
	ak_html_close(&site->html, AK_TAG_SPAN);
	ak_html_text(&site->html, " ");
	ak_html_classed(&site->html, AK_TAG_SPAN, "name", name);
	ak_grid_head_end(site);
}

static void put_bodies(struct ak_site *site)
{
	const char *const columns[] = {_("Body"), _("Rank"), _("Seats"), _("Needed")};
	ak_site_section(site, "bodies", _("Bodies"));
	ak_html_element(&site->html, AK_TAG_P,
		_("A body decides when as many of its seats as are needed have signed. Of two decisions that "
		  "did not know of one "
		  "another, the one of the lower rank number comes first."));
	ak_grid_begin_under(site, _("Bodies, their seats, and how many are needed"), columns, 4);
	for (uint32_t i = 0; i < site->charter->body_count; i++) {
		const struct ak_body *body = &site->charter->bodies[i];
		ak_grid_row(site);
		put_named_head(site, body->label, body->name);
		ak_grid_number(site, body->rank);
		ak_grid_cell(site);
		put_list(site, &body->seats);
		ak_grid_cell_end(site);
		ak_grid_number(site, body->quorum);
		ak_grid_row_end(site);
	}
	ak_grid_end(site);
	ak_site_section_end(site);
}

static void put_office(struct ak_site *site, const struct ak_office *office)
{
	ak_buf_clear(&site->other);
	ak_buf_format(&site->other, "office/%s", office->name);
	const struct ak_node *node = ak_index_find(&site->index, ak_buf_string(&site->other));
	ak_grid_row(site);
	put_named_head(site, office->label, office->name);
	ak_grid_number(site, office->rank);
	ak_grid_cell(site);
	put_list(site, &office->appointed_by);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	if (node)
		ak_put_present(site, node, ak_type_field(ak_builtin_type("office"), "holder"));
	else
		ak_put_nothing(site);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void put_offices(struct ak_site *site)
{
	const char *const columns[] = {_("Office"), _("Rank"), _("Appointed by"), _("Holder now")};
	if (site->charter->office_count == 0)
		return;
	ak_site_section(site, "offices", _("Offices"));
	ak_grid_begin_under(site, _("Offices, and who appoints to them"), columns, 4);
	for (uint32_t i = 0; i < site->charter->office_count; i++)
		put_office(site, &site->charter->offices[i]);
	ak_grid_end(site);
	ak_site_section_end(site);
}

static void put_types(struct ak_site *site)
{
	const char *const columns[] = {_("Type"), _("Objects"), _("The phase is told by")};
	char path[192];
	ak_site_section(site, "types", _("Types"));
	if (site->charter->type_count == 0)
		ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
	else
		ak_grid_begin_under(site,
			_("Types: each has a page with who may alter what, and its objects"), columns, 3);
	for (uint32_t i = 0; i < site->charter->type_count; i++) {
		const struct ak_type *type = &site->charter->types[i];
		uint32_t count = 0;
		for (uint32_t n = 0; n < site->index.node_count; n++)
			count += site->index.nodes[n].role == &site->index.roles[i];
		ak_grid_row(site);
		ak_grid_head(site);
		ak_path_type(path, type->name);
		ak_html_open(&site->html, AK_TAG_A);
		ak_put_href(site, path);
		ak_put_foreign(site);
		ak_html_text(&site->html, type->label);
		ak_html_close(&site->html, AK_TAG_A);
		ak_grid_head_end(site);
		ak_grid_number(site, count);
		ak_grid_foreign(site, type->phase ? type->phase->label : "–");
		ak_grid_row_end(site);
	}
	if (site->charter->type_count > 0)
		ak_grid_end(site);
	ak_site_section_end(site);
}

static void put_amendments(struct ak_site *site)
{
	const struct ak_index *index = &site->index;
	const char *rest;
	ak_site_section(site, "amendments", _("Amendments"));
	ak_html_open(&site->html, AK_TAG_P);
	rest = ak_html_upto(&site->html, _("It may be amended by %s."));
	put_list(site, &site->charter->amend);
	ak_html_upto(&site->html, rest);
	ak_html_close(&site->html, AK_TAG_P);
	if (index->amend_count == 0)
		ak_html_classed(&site->html, AK_TAG_P, "note", _("It has not been amended."));
	else
		ak_html_open(&site->html, AK_TAG_OL);
	for (uint32_t i = 0; i < index->amend_count && i < AK_SITE_ROWS; i++) {
		uint32_t proposal = index->amends[i]->proposal;
		ak_html_open(&site->html, AK_TAG_LI);
		ak_put_time(site, ak_decided_time(index, proposal));
		ak_html_text(&site->html, " ");
		ak_put_record(site, proposal);
		ak_html_text(&site->html, " ");
		ak_put_sealed(site, proposal);
		ak_html_open(&site->html, AK_TAG_SPAN);
		ak_html_attr(&site->html, AK_ATTR_CLASS, "why");
		ak_put_foreign(site);
		ak_put_cut(site, site->ledger->records[proposal].why);
		ak_html_close(&site->html, AK_TAG_SPAN);
		ak_html_close(&site->html, AK_TAG_LI);
	}
	if (index->amend_count > 0)
		ak_html_close(&site->html, AK_TAG_OL);
	ak_site_section_end(site);
}

static void make_charter(struct ak_site *site)
{
	const struct ak_charter *charter = site->charter;
	ak_site_begin(site, "charter.html", AK_SECTION_CHARTER, _("Charter"));
	ak_html_classed(&site->html, AK_TAG_P, "lead",
		_("The rules that all parties signed: who may alter what, and how many must agree."));
	ak_facts_begin(site);
	ak_fact(site, _("Name"));
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_put_foreign(site);
	ak_html_text(&site->html, charter->name);
	ak_html_close(&site->html, AK_TAG_SPAN);
	ak_fact_end(site);
	ak_fact(site, _("Digest of the charter in force"));
	ak_html_element(&site->html, AK_TAG_CODE, ak_id_hex(&charter->digest).text);
	ak_fact_end(site);
	ak_fact(site, _("Seals"));
	if (charter->seal_body) {
		const char *rest = ak_html_upto(&site->html, _("made by %s, signed by the seats of %s"));
		ak_put_party(site, charter->seal_by);
		rest = ak_html_upto(&site->html, rest);
		ak_html_classed(&site->html, AK_TAG_SPAN, "name", charter->seal_body->name);
		ak_html_upto(&site->html, rest);
	} else {
		ak_html_text(&site->html, _("there are no seals"));
	}
	ak_fact_end(site);
	ak_facts_end(site);
	put_types(site);
	put_bodies(site);
	put_offices(site);
	put_amendments(site);
	ak_put_proposed(site, NULL);
	ak_site_end(site);
}

void ak_pages_charter(struct ak_site *site)
{
	make_charter(site);
	ak_pages_types(site);
}
