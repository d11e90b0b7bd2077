/* SPDX-License-Identifier: EUPL-1.2 */
/* What each party promised, what of it was delivered, and what is late; and who acts for it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "report/html_site.h"

/* ---- promises */

struct promises {
	uint32_t *nodes; /* overdue ones first, then open ones, then what is finished */
	uint32_t count;
	struct ak_tally tally;
};

static bool is_of(const struct ak_node *node, const char *party)
{
	const char *its = node->role ? ak_node_text(node, node->role->party) : NULL;
	return its && strcmp(its, party) == 0 && ak_node_is_promise(node);
}

/* 0: overdue, 1: open, 2: finished */
static unsigned urgency(const struct ak_site *site, const struct ak_node *node)
{
	if (ak_node_overdue(node, site->options->today))
		return 0;
	return node->finished ? 2 : 1;
}

static void take_promises(const struct ak_site *site, const char *party, struct promises *promises)
{
	promises->count = 0;
	promises->tally = (struct ak_tally){.promised = 0};
	for (unsigned wanted = 0; wanted < 3; wanted++)
		for (uint32_t n = 0; n < site->index.node_count; n++) {
			const struct ak_node *node = &site->index.nodes[n];
			if (!is_of(node, party) || urgency(site, node) != wanted)
				continue;
			promises->nodes[promises->count++] = n;
			ak_tally_add(site, &promises->tally, node);
		}
}

/* ---- all parties */

static void put_party(struct ak_site *site, const struct ak_party *party, const struct ak_tally *tally)
{
	char path[192];
	ak_path_party(path, party->name);
	ak_grid_row(site);
	ak_grid_head(site);
	ak_html_open(&site->html, AK_TAG_A);
	ak_put_href(site, path);
	ak_put_foreign(site);
	ak_html_text(&site->html, party->label);
	ak_html_close(&site->html, AK_TAG_A);
	ak_html_text(&site->html, " ");
	ak_html_classed(&site->html, AK_TAG_SPAN, "name", party->name);
	ak_grid_head_end(site);
	ak_tally_put(site, tally);
	ak_grid_row_end(site);
}

static void put_row(struct ak_site *site, const char *name, const struct ak_tally *tally)
{
	ak_grid_row(site);
	ak_grid_head(site);
	ak_html_text(&site->html, name);
	ak_grid_head_end(site);
	ak_tally_put(site, tally);
	ak_grid_row_end(site);
}

/* Whose promise it is: its place among the parties; the one after them for what is no party's. */
static uint32_t party_of(const struct ak_site *site, const struct ak_node *node)
{
	uint32_t i = 0;
	while (i < site->charter->party_count && !is_of(node, site->charter->parties[i].name))
		i++;
	return i;
}

/* By party, then what is no party's promise, and all together: as much as the first page tells. */
static void put_tallies(struct ak_site *site)
{
	uint32_t count = site->charter->party_count;
	const char *columns[1 + AK_TALLY_COLUMNS] = {_("Party")};
	struct ak_tally tallies[AK_PARTIES_MAX + 1] = {{.promised = 0}}, all = {.promised = 0};
	for (uint32_t n = 0; n < site->index.node_count; n++) {
		ak_tally_add(site, &tallies[party_of(site, &site->index.nodes[n])], &site->index.nodes[n]);
		ak_tally_add(site, &all, &site->index.nodes[n]);
	}
	ak_tally_columns(columns + 1);
	ak_grid_begin(site, _("Promised, delivered and overdue by party"), columns, 1 + AK_TALLY_COLUMNS);
	for (uint32_t i = 0; i < count; i++)
		put_party(site, &site->charter->parties[i], &tallies[i]);
	put_row(site, _("No party’s promise"), &tallies[count]);
	put_row(site, _("Together"), &all);
	ak_grid_end(site);
}

static void make_parties(struct ak_site *site)
{
	ak_site_begin(site, "parties.html", AK_SECTION_PARTIES, _("Parties"));
	ak_html_classed(&site->html, AK_TAG_P, "lead",
		_("What each party promised: everything that names it as responsible. Overdue is what has a term that has "
		  "passed and is not finished."));
	put_tallies(site);
	ak_tally_explain(site);
	ak_put_natures(site, NULL);
	ak_site_end(site);
}

/* ---- one party */

static void put_holders(struct ak_site *site, const struct ak_body *body, const char *party)
{
	char name[AK_OBJECT_MAX + 1];
	snprintf(name, sizeof name, "seat/%s.%s", body->name, party);
	const struct ak_node *seat = ak_index_find(&site->index, name);
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_foreign(site);
	ak_html_text(&site->html, body->label);
	ak_html_text(&site->html, " ");
	ak_html_classed(&site->html, AK_TAG_SPAN, "name", body->name);
	ak_grid_head_end(site);
	ak_grid_cell(site);
	if (seat)
		ak_put_present(site, seat, ak_type_field(ak_builtin_type("seat"), "holders"));
	else
		ak_put_nothing(site);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	if (seat)
		ak_put_node(site, seat);
	else
		ak_put_nothing(site);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void put_seats(struct ak_site *site, const char *party)
{
	const char *const columns[] = {_("Body"), _("Who holds the seat"), _("The seat")};
	bool begun = false;
	ak_site_section(site, "seats", _("Seats"));
	for (uint32_t i = 0; i < site->charter->body_count; i++) {
		if (ak_body_seat(&site->charter->bodies[i], party) < 0)
			continue;
		if (!begun)
			ak_grid_begin_under(site, _("Its seats, and who holds them now"), columns, 3);
		begun = true;
		put_holders(site, &site->charter->bodies[i], party);
	}
	if (begun)
		ak_grid_end(site);
	else
		ak_html_classed(&site->html, AK_TAG_P, "note", _("It has no seat in any body."));
	ak_site_section_end(site);
}

static void put_facts(struct ak_site *site, const struct ak_party *party)
{
	char name[AK_OBJECT_MAX + 1], path[192];
	snprintf(name, sizeof name, "party/%s", party->name);
	const struct ak_node *node = ak_index_find(&site->index, name);
	ak_path_object(path, name);
	ak_facts_begin(site);
	ak_fact(site, _("Name in the ledger"));
	ak_html_element(&site->html, AK_TAG_CODE, party->name);
	ak_fact_end(site);
	if (node) {
		ak_fact(site, _("Key now"));
		ak_put_present(site, node, ak_type_field(ak_builtin_type("party"), "key"));
		ak_fact_end(site);
		ak_fact(site, _("More"));
		ak_put_link(site, path, _("History of its key, and what names it"));
		ak_fact_end(site);
	}
	ak_facts_end(site);
}

static void put_promises(
	struct ak_site *site, const struct promises *promises, const struct ak_pages *pages, uint32_t page)
{
	uint32_t first = ak_pages_first(pages, page);
	ak_site_section(site, "promises", _("What it promised"));
	if (promises->count == 0) {
		ak_html_classed(&site->html, AK_TAG_P, "note", _("Nothing names it as responsible."));
	} else {
		ak_html_open(&site->html, AK_TAG_P);
		const struct ak_tally *tally = &promises->tally;
		ak_html_format(&site->html, _("%u promised: %u delivered, %u ended otherwise, %u open; of these %u overdue."),
			tally->promised, tally->delivered, tally->ended,
			tally->promised - tally->delivered - tally->ended, tally->overdue);
		ak_html_close(&site->html, AK_TAG_P);
		ak_put_rows(site, _("What it promised: what is overdue first, what is finished last"),
			promises->nodes + first, ak_pages_last(pages, page) - first);
	}
	ak_pages_put(site, pages, page);
	ak_site_section_end(site);
}

static void make_party(struct ak_site *site, const struct ak_party *party, struct promises *promises)
{
	char base[192], path[192];
	take_promises(site, party->name, promises);
	ak_path_party(base, party->name);
	base[strlen(base) - sizeof ".html" + 1] = '\0';
	const struct ak_pages pages = {.base = base, .count = promises->count, .per_page = AK_SITE_ROWS};
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin_foreign(site, path, AK_SECTION_PARTIES, party->name, party->label);
		if (p == 0)
			put_facts(site, party);
		put_promises(site, promises, &pages, p);
		if (p == 0) {
			ak_put_natures(site, party->name);
			put_seats(site, party->name);
		}
		ak_site_end(site);
	}
}

/* ---- all that is overdue */

static void make_overdue(struct ak_site *site, uint32_t *found)
{
	struct ak_pages pages = {.base = "overdue", .per_page = AK_SITE_ROWS};
	char path[192];
	for (uint32_t n = 0; n < site->index.node_count; n++)
		if (ak_node_overdue(&site->index.nodes[n], site->options->today))
			found[pages.count++] = n;
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_START, _("Overdue"));
		ak_html_open(&site->html, AK_TAG_P);
		ak_html_attr(&site->html, AK_ATTR_CLASS, "lead");
		const char *rest =
			ak_html_upto(&site->html, _("What had a term before %s and is not finished."));
		ak_put_date(site, site->options->today);
		ak_html_upto(&site->html, rest);
		ak_html_close(&site->html, AK_TAG_P);
		if (pages.count == 0)
			ak_html_classed(&site->html, AK_TAG_P, "note", _("There is none."));
		else
			ak_put_rows(site, _("What is overdue"), found + ak_pages_first(&pages, p),
				ak_pages_last(&pages, p) - ak_pages_first(&pages, p));
		ak_pages_put(site, &pages, p);
		ak_site_end(site);
	}
}

void ak_pages_parties(struct ak_site *site)
{
	struct promises promises = {
		.nodes = calloc((size_t)site->index.node_count + 1, sizeof *promises.nodes)};
	if (!promises.nodes) {
		ak_site_fail(site, ak_fail_memory(site->err));
		return;
	}
	make_parties(site);
	make_overdue(site, promises.nodes);
	for (uint32_t i = 0; i < site->charter->party_count && ak_site_well(site); i++)
		make_party(site, &site->charter->parties[i], &promises);
	free(promises.nodes);
}
