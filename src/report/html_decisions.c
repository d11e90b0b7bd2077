/* SPDX-License-Identifier: EUPL-1.2 */
/* Every proposal with its verdict and who stands behind it; and the disputes. */
#include <stdlib.h>

#include "judge/scope.h"
#include "report/html_site.h"

/* ---- one list */

/* Who proposed it and who endorsed it, at most some. */
static void put_signers(struct ak_site *site, uint32_t proposal)
{
	enum { NAMED = 8 };
	const struct ak_judge *judge = &site->ledger->judge;
	uint32_t named = 1, endorsers = ak_count_answers(site, proposal, AK_KIND_ENDORSE);
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "help");
	ak_put_actor(site, site->ledger->records[proposal].actor);
	for (uint32_t i = judge->first_answer[proposal]; i < judge->first_answer[proposal + 1] && named < NAMED; i++) {
		uint32_t answer = judge->answers[i];
		if (site->ledger->records[answer].kind != AK_KIND_ENDORSE || !ak_site_has_page(site, answer))
			continue;
		ak_html_text(&site->html, ", ");
		ak_put_actor(site, site->ledger->records[answer].actor);
		named++;
	}
	if (endorsers + 1 > named)
		ak_html_format(&site->html, P_(" and %u other", " and %u others", endorsers + 1 - named),
			endorsers + 1 - named);
	ak_html_close(&site->html, AK_TAG_SPAN);
}

static void put_row(struct ak_site *site, uint32_t proposal)
{
	struct ak_html *html = &site->html;
	const struct ak_record *record = &site->ledger->records[proposal];
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_touched(site, proposal);
	ak_html_open(html, AK_TAG_SPAN);
	ak_html_attr(html, AK_ATTR_CLASS, "why");
	ak_put_foreign(site);
	ak_put_cut(site, record->why);
	ak_html_close(html, AK_TAG_SPAN);
	ak_grid_head_end(site);
	ak_grid_verdict(site, proposal);
	ak_grid_cell(site);
	ak_put_time(site, ak_decided_time(&site->index, proposal));
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_put_capacity(site, ak_charter_of(site, proposal), record->capacity);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_put_seats(site, proposal);
	put_signers(site, proposal);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_put_record(site, proposal);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

void ak_put_decisions(struct ak_site *site, const char *caption, const uint32_t *proposals, uint32_t count)
{
	const char *const columns[] = {
		_("About, and why"), _("Verdict"), _("When"), _("For"), _("Seats, and who signed"), _("Record")};
	ak_grid_begin(site, caption, columns, sizeof columns / sizeof columns[0]);
	for (uint32_t i = 0; i < count; i++)
		put_row(site, proposals[i]);
	ak_grid_end(site);
}

/* ---- about one object */

/*
 * The newest first of the changes from first to last, each proposal once; at most AK_SITE_BRIEF are taken, and all
 * are counted.
 */
static uint32_t take_newest(const struct ak_proposed *items, uint32_t first, uint32_t last, uint32_t found[AK_SITE_BRIEF], uint32_t count)
{
	for (uint32_t i = last; i > first; i--) {
		if (i < last && items[i].proposal == items[i - 1].proposal)
			continue;
		if (count < AK_SITE_BRIEF)
			found[count] = items[i - 1].proposal;
		count++;
	}
	return count;
}

void ak_put_proposed(struct ak_site *site, const char *object)
{
	uint32_t count, pending = 0, found[AK_SITE_BRIEF];
	const struct ak_proposed *items = ak_index_proposed(&site->index, object, &count);
	while (pending < count && items[pending].pending)
		pending++;
	uint32_t total = take_newest(items, pending, count, found, take_newest(items, 0, pending, found, 0));
	uint32_t shown = total < AK_SITE_BRIEF ? total : AK_SITE_BRIEF;
	if (total == 0)
		return;
	ak_site_section(site, "proposed", _("Proposals that are not in force"));
	ak_put_decisions(site, _("What waits for signatures, was taken back, or is void"), found, shown);
	if (total > shown) {
		ak_html_open(&site->html, AK_TAG_P);
		ak_html_format(&site->html, _("and %u more"), total - shown);
		ak_html_text(&site->html, ": ");
		ak_put_link(site, "decisions.html", _("All proposals"));
		ak_html_close(&site->html, AK_TAG_P);
	}
	ak_site_section_end(site);
}

/* ---- the lists, by verdict */

static const struct list {
	const char *base;
	enum ak_verdict verdict; /* AK_VERDICT_NONE: all of them */
	const char *name;
} lists[] = {
	{"decisions", AK_VERDICT_NONE, N_("All proposals")},
	{"decisions_in-force", AK_VERDICT_IN_FORCE, N_("In force")},
	{"decisions_pending", AK_VERDICT_PENDING, N_("Awaiting signatures")},
	{"decisions_withdrawn", AK_VERDICT_WITHDRAWN, N_("Withdrawn")},
	{"decisions_void", AK_VERDICT_VOID, N_("Void")},
};
enum { LISTS = sizeof lists / sizeof lists[0] };

/* Proposals of a verdict, the newest first, into found. */
static uint32_t take(const struct ak_site *site, enum ak_verdict verdict, uint32_t *found)
{
	const struct ak_index *index = &site->index;
	uint32_t count = 0;
	for (uint32_t i = index->judged_count; i > 0; i--) {
		uint32_t record = index->judged[i - 1];
		if (site->ledger->records[record].kind == AK_KIND_PROPOSE &&
			(verdict == AK_VERDICT_NONE ||
				ak_ledger_judged(site->ledger, record)->verdict == verdict))
			found[count++] = record;
	}
	return count;
}

static void put_choice(struct ak_site *site, const struct list *chosen)
{
	struct ak_html *html = &site->html;
	char path[192];
	ak_html_open(html, AK_TAG_NAV);
	ak_html_attr(html, AK_ATTR_CLASS, "choice");
	ak_html_attr(html, AK_ATTR_ARIA_LABEL, _("By verdict"));
	ak_html_open(html, AK_TAG_UL);
	for (size_t i = 0; i < LISTS; i++) {
		const struct ak_pages pages = {.base = lists[i].base};
		ak_pages_path(&pages, 0, path);
		ak_html_open(html, AK_TAG_LI);
		ak_html_open(html, AK_TAG_A);
		ak_put_href(site, path);
		if (&lists[i] == chosen)
			ak_html_attr(html, AK_ATTR_ARIA_CURRENT, "true");
		ak_html_text(html, _(lists[i].name));
		ak_html_close(html, AK_TAG_A);
		ak_html_close(html, AK_TAG_LI);
	}
	ak_html_close(html, AK_TAG_UL);
	ak_html_close(html, AK_TAG_NAV);
}

static void make_list(struct ak_site *site, const struct list *list, const uint32_t *found, uint32_t count)
{
	const struct ak_pages pages = {.base = list->base, .count = count, .per_page = AK_SITE_CARDS};
	char path[192];
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_DECISIONS,
			list->verdict == AK_VERDICT_NONE ? _("Decisions") : _(list->name));
		ak_html_classed(&site->html, AK_TAG_P, "lead",
			_("Every proposal, what became of it, and whose seats stand behind it. The newest "
			  "comes first."));
		put_choice(site, list);
		if (count == 0)
			ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
		else
			ak_put_decisions(site, _(list->name), found + ak_pages_first(&pages, p),
				ak_pages_last(&pages, p) - ak_pages_first(&pages, p));
		ak_pages_put(site, &pages, p);
		ak_site_end(site);
	}
}

/* ---- disputes */

static void put_dispute(struct ak_site *site, const struct ak_node *node)
{
	const struct ak_type *type = node->role->type;
	const char *about = ak_node_text(node, type->freeze), *party = ak_node_text(node, node->role->party);
	bool freezes = ak_freezes(site->state, node->object);
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_node(site, node);
	ak_grid_head_end(site);
	ak_grid_cell(site);
	ak_put_status(site, node);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	if (about)
		ak_put_object(site, about);
	else
		ak_put_stroke(site);
	ak_grid_cell_end(site);
	ak_grid_party(site, party);
	ak_grid_cell(site);
	if (freezes)
		ak_put_mark(site, "bad", _("frozen"));
	else
		ak_html_text(&site->html, _("no"));
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void make_disputes(struct ak_site *site, uint32_t *found)
{
	const char *const columns[] = {_("Dispute"), _("Status"), _("About"), _("By"), _("Frozen by it")};
	struct ak_pages pages = {.base = "disputes", .per_page = AK_SITE_ROWS};
	char path[192];
	for (uint32_t n = 0; n < site->index.node_count; n++)
		if (site->index.nodes[n].role && site->index.nodes[n].role->disputes)
			found[pages.count++] = n;
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_START, _("Disputes"));
		if (pages.count == 0) {
			ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
		} else {
			ak_grid_begin(site, _("Disputes, and what they are about"), columns, 5);
			for (uint32_t i = ak_pages_first(&pages, p); i < ak_pages_last(&pages, p); i++)
				put_dispute(site, &site->index.nodes[found[i]]);
			ak_grid_end(site);
		}
		ak_pages_put(site, &pages, p);
		ak_site_end(site);
	}
}

void ak_pages_decisions(struct ak_site *site)
{
	size_t most = site->index.judged_count > site->index.node_count ? site->index.judged_count
									: site->index.node_count;
	uint32_t *found = calloc(most + 1, sizeof *found);
	if (!found) {
		ak_site_fail(site, ak_fail_memory(site->err));
		return;
	}
	for (size_t i = 0; i < LISTS && ak_site_well(site); i++)
		make_list(site, &lists[i], found, take(site, lists[i].verdict, found));
	make_disputes(site, found);
	free(found);
}
