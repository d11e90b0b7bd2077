/* SPDX-License-Identifier: EUPL-1.2 */
/* The first page: how things stand, by what belongs under what, and what changed. */
#include <stdlib.h>

#include "report/html_site.h"

enum {
	TREE_INLINE = 150, /* objects that the first page shows one by one; of more it gives counts */
};

/* ---- at a glance */

static uint32_t count_pending(const struct ak_site *site)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < site->index.judged_count; i++)
		count += ak_ledger_judged(site->ledger, site->index.judged[i])->verdict == AK_VERDICT_PENDING;
	return count;
}

static void put_tile(
	struct ak_site *site, const char *kind, const char *path, const char *name, uint32_t number)
{
	struct ak_html *html = &site->html;
	ak_html_open(html, AK_TAG_DIV);
	ak_html_attr(html, AK_ATTR_CLASS, number > 0 ? kind : "calm");
	ak_html_open(html, AK_TAG_DT);
	ak_put_link(site, path, name);
	ak_html_close(html, AK_TAG_DT);
	ak_html_open(html, AK_TAG_DD);
	ak_html_format(html, "%u", number);
	ak_html_close(html, AK_TAG_DD);
	ak_html_close(html, AK_TAG_DIV);
}

static void put_glance(struct ak_site *site)
{
	struct ak_tally tally = {.promised = 0};
	uint32_t disputes = 0;
	for (uint32_t n = 0; n < site->index.node_count; n++) {
		const struct ak_node *node = &site->index.nodes[n];
		ak_tally_add(site, &tally, node);
		disputes += node->role && node->role->disputes && !node->finished;
	}
	ak_html_open(&site->html, AK_TAG_DL);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "tiles");
	put_tile(site, "calm", "parties.html", _("Promised"), tally.promised);
	put_tile(site, "calm", "parties.html", _("Delivered"), tally.delivered);
	put_tile(site, "bad", "overdue.html", _("Overdue"), tally.overdue);
	put_tile(site, "wait", "gaps.html", _("Expected and missing"), tally.gaps);
	put_tile(site, "wait", "decisions_pending.html", _("Awaiting signatures"), count_pending(site));
	put_tile(site, "wait", "disputes.html", _("Open disputes"), disputes);
	ak_html_close(&site->html, AK_TAG_DL);
	ak_html_open(&site->html, AK_TAG_P);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "note");
	const char *rest = ak_html_upto(&site->html, _("Overdue is, on %s, what has a term that has passed and is not finished, an agenda too. The page of "
				     "parties tells how much of it is whose."));
	ak_put_date(site, site->options->today);
	ak_html_upto(&site->html, rest);
	ak_html_close(&site->html, AK_TAG_P);
}

/* ---- what belongs under what */

static void put_heading(struct ak_site *site, enum ak_tag tag, const struct ak_node *node)
{
	struct ak_html *html = &site->html;
	ak_html_open(html, tag);
	ak_html_open(html, AK_TAG_SPAN);
	ak_html_attr(html, AK_ATTR_CLASS, "kind");
	ak_put_foreign(site);
	ak_put_cut(site, ak_node_type(node));
	ak_html_text(html, " ");
	ak_html_close(html, AK_TAG_SPAN);
	ak_put_node(site, node);
	ak_html_close(html, tag);
}

static void put_standing(struct ak_site *site, const struct ak_node *node)
{
	const char *phase = ak_phase_of(site->state, node->object);
	int32_t term;
	if (*phase == '\0' && !ak_node_term(node, &term))
		return;
	ak_html_open(&site->html, AK_TAG_P);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "standing");
	if (*phase) {
		ak_html_text(&site->html, _("Phase: "));
		ak_html_open(&site->html, AK_TAG_SPAN);
		ak_html_attr(&site->html, AK_ATTR_CLASS, "mark plain");
		ak_put_foreign(site);
		ak_html_text(&site->html, phase);
		ak_html_close(&site->html, AK_TAG_SPAN);
	}
	if (ak_node_term(node, &term)) {
		ak_html_format(&site->html, "%s%s ", *phase ? " · " : "", _("Term:"));
		ak_put_term(site, node);
	}
	ak_html_close(&site->html, AK_TAG_P);
}

/* One thing with what lies below it, under a heading of its own. */
static void put_group(struct ak_site *site, uint32_t node)
{
	const struct ak_node *it = &site->index.nodes[node];
	put_heading(site, AK_TAG_H4, it);
	if (it->child == AK_NODE_NONE) {
		ak_html_classed(&site->html, AK_TAG_P, "note", _("Nothing is under it yet."));
		return;
	}
	ak_buf_clear(&site->text);
	ak_node_title(site, it, &site->text);
	if (it->parent != AK_NODE_NONE) { /* what rolls on has the same name in the next */
		ak_buf_text(&site->text, " · ");
		ak_node_title(site, &site->index.nodes[it->parent], &site->text);
	}
	ak_put_tree(site, ak_buf_string(&site->text), node, 0, UINT32_MAX);
}

static void put_summary_row(struct ak_site *site, uint32_t node)
{
	const struct ak_index *index = &site->index;
	struct ak_tally tally = {.promised = 0};
	ak_tally_add(site, &tally, &index->nodes[node]);
	for (uint32_t n = ak_index_walk(index, node, AK_NODE_NONE); n != AK_NODE_NONE;
		n = ak_index_walk(index, node, n))
		ak_tally_add(site, &tally, &index->nodes[n]);
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_node(site, &index->nodes[node]);
	ak_grid_head_end(site);
	ak_tally_put(site, &tally);
	ak_grid_row_end(site);
}

/* Of many: how they stand, in numbers. The page of each shows what is under it. */
static void put_summary(struct ak_site *site, uint32_t root)
{
	const char *columns[1 + AK_TALLY_COLUMNS] = {_("What")};
	uint32_t shown = 0;
	ak_buf_clear(&site->text);
	ak_node_title(site, &site->index.nodes[root], &site->text);
	ak_tally_columns(columns + 1);
	ak_grid_begin(site, ak_buf_string(&site->text), columns, 1 + AK_TALLY_COLUMNS);
	for (uint32_t n = site->index.nodes[root].child; n != AK_NODE_NONE && shown < AK_SITE_ROWS;
		n = site->index.nodes[n].sibling, shown++)
		put_summary_row(site, n);
	ak_grid_end(site);
}

static void put_root(struct ak_site *site, uint32_t root, bool in_full)
{
	const struct ak_node *node = &site->index.nodes[root];
	put_heading(site, AK_TAG_H3, node);
	put_standing(site, node);
	for (uint32_t n = node->child; in_full && n != AK_NODE_NONE; n = site->index.nodes[n].sibling)
		put_group(site, n);
	if (!in_full)
		put_summary(site, root);
}

/* Roots under which nothing is: a table of them, first a taste. */
static void put_loose(struct ak_site *site)
{
	uint32_t nodes[AK_SITE_ROWS], count = 0;
	for (uint32_t n = site->index.first_root; n != AK_NODE_NONE && count < AK_SITE_ROWS;
		n = site->index.nodes[n].sibling)
		if (site->index.nodes[n].child == AK_NODE_NONE && !site->index.nodes[n].role->disputes)
			nodes[count++] = n;
	if (count == 0)
		return;
	ak_html_element(&site->html, AK_TAG_H3, _("Not under anything else"));
	ak_put_rows(site, _("Not under anything else"), nodes, count);
}

static void put_agenda(struct ak_site *site)
{
	bool in_full = ak_index_below(&site->index, AK_NODE_NONE) <= TREE_INLINE;
	uint32_t shown = 0;
	ak_site_section(site, "agreed", _("What was agreed, and how it stands"));
	if (site->index.first_root == AK_NODE_NONE)
		ak_html_classed(&site->html, AK_TAG_P, "note", _("There is nothing yet."));
	for (uint32_t n = site->index.first_root; n != AK_NODE_NONE && shown < AK_SITE_ROWS;
		n = site->index.nodes[n].sibling, shown++)
		if (site->index.nodes[n].child != AK_NODE_NONE)
			put_root(site, n, in_full);
	put_loose(site);
	ak_site_section_end(site);
}

/* ---- what changed */

/* Proposals in force that were decided on or after a day, newest first. The caller's to free; NULL without memory. */
static uint32_t *decided_since(const struct ak_site *site, int64_t since, uint32_t *count)
{
	uint32_t *found = calloc((size_t)site->index.judged_count + 1, sizeof *found);
	*count = 0;
	for (uint32_t i = site->index.judged_count; found && i > 0; i--) {
		uint32_t record = site->index.judged[i - 1];
		if (ak_ledger_judged(site->ledger, record)->verdict == AK_VERDICT_IN_FORCE &&
			ak_decided_time(&site->index, record) >= since)
			found[(*count)++] = record;
	}
	return found;
}

static void put_changed(struct ak_site *site, const uint32_t *found, uint32_t count)
{
	const struct ak_report_options *options = site->options;
	ak_site_section(site, "changed", options->since_given ? _("What changed") : _("The latest changes"));
	if (options->since_given) {
		ak_html_open(&site->html, AK_TAG_P);
		const char *rest = ak_html_upto(&site->html, _("Decided since %s:"));
		ak_put_date(site, options->since);
		ak_html_format(&site->html, "%s %u.", rest, count);
		ak_html_close(&site->html, AK_TAG_P);
	}
	if (count > 0)
		ak_put_decisions(site, _("Decisions that came into force, the newest first"), found,
			count < AK_SITE_BRIEF ? count : AK_SITE_BRIEF);
	ak_html_open(&site->html, AK_TAG_P);
	ak_put_link(site, options->since_given ? "changed.html" : "decisions.html",
		options->since_given ? _("All that changed since then") : _("All decisions"));
	ak_html_close(&site->html, AK_TAG_P);
	ak_site_section_end(site);
}

/*
 * A decision under a heading of its own: why, when, by whom, and what was and becomes; on a heavy page only what it
 * touches.
 */
static void put_decided(struct ak_site *site, uint32_t proposal)
{
	struct ak_html *html = &site->html;
	const struct ak_record *record = &site->ledger->records[proposal];
	ak_html_open(html, AK_TAG_H2);
	ak_put_foreign(site);
	ak_put_cut(site, record->why);
	ak_html_close(html, AK_TAG_H2);
	ak_html_open(html, AK_TAG_P);
	ak_put_time(site, ak_decided_time(&site->index, proposal));
	ak_html_text(html, ", ");
	ak_put_capacity(site, ak_charter_of(site, proposal), record->capacity);
	ak_html_text(html, ", ");
	ak_put_record(site, proposal);
	ak_html_close(html, AK_TAG_P);
	if (html->out.size < AK_SITE_HEAVY) {
		ak_put_changes(site, proposal, AK_SITE_BRIEF);
		return;
	}
	ak_html_open(html, AK_TAG_P);
	ak_put_touched(site, proposal);
	ak_html_close(html, AK_TAG_P);
}

static void make_changed(struct ak_site *site, const uint32_t *found, uint32_t count)
{
	const struct ak_pages pages = {.base = "changed", .count = count, .per_page = AK_SITE_BRIEF * 2};
	struct ak_buf heading = AK_BUF_INIT, day = AK_BUF_INIT;
	char path[192];
	ak_day_words(&day, site->options->since);
	ak_buf_format(&heading, _("What changed since %s"), ak_buf_string(&day));
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_START, ak_buf_string(&heading));
		ak_html_classed(&site->html, AK_TAG_P, "lead", _("Decisions that came into force, the newest first"));
		if (count == 0)
			ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
		for (uint32_t i = ak_pages_first(&pages, p); i < ak_pages_last(&pages, p); i++)
			put_decided(site, found[i]);
		ak_pages_put(site, &pages, p);
		ak_site_end(site);
	}
	if (heading.failed || day.failed)
		ak_site_fail(site, ak_fail_memory(site->err));
	ak_buf_release(&heading);
	ak_buf_release(&day);
}

void ak_pages_start(struct ak_site *site)
{
	const struct ak_report_options *options = site->options;
	uint32_t count;
	uint32_t *found = decided_since(
		site, options->since_given ? (int64_t)options->since * 86400 : INT64_MIN, &count);
	if (!found) {
		ak_site_fail(site, ak_fail_memory(site->err));
		return;
	}
	ak_site_begin(site, "index.html", AK_SECTION_START, _("Overview"));
	put_glance(site);
	put_agenda(site);
	put_changed(site, found, count);
	ak_site_end(site);
	if (options->since_given)
		make_changed(site, found, count);
	free(found);
}
