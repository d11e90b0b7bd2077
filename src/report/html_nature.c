/* SPDX-License-Identifier: EUPL-1.2 */
/* Promises counted apart by what kind of obligation they are: one of result weighs otherwise than one of effort. */
#include <stdlib.h>
#include <string.h>

#include "report/html_site.h"

/* What is counted together: the promises of one party, type and nature. */
struct kind {
	const struct ak_role *role;
	const char *party;  /* "": none */
	const char *nature; /* "": not told */
};

struct promise {
	struct kind kind;
	const struct ak_node *node;
};

static int compare_kinds(const struct kind *a, const struct kind *b)
{
	int order = strcmp(a->party, b->party);
	if (order == 0)
		order = strcmp(a->role->type->name, b->role->type->name);
	return order ? order : strcmp(a->nature, b->nature);
}

static int compare(const void *left, const void *right)
{
	const struct promise *a = left, *b = right;
	return compare_kinds(&a->kind, &b->kind);
}

/*
 * The promises of a party (NULL: of all) whose type tells natures, those of a kind side by side. NULL without memory.
 */
static struct promise *take(const struct ak_site *site, const char *party, uint32_t *count)
{
	struct promise *found = calloc((size_t)site->index.node_count + 1, sizeof *found);
	*count = 0;
	for (uint32_t n = 0; found && n < site->index.node_count; n++) {
		const struct ak_node *node = &site->index.nodes[n];
		if (!ak_node_is_promise(node) || !node->role->nature)
			continue;
		const char *its = ak_node_text(node, node->role->party), *nature = ak_node_nature(node);
		if (party && (!its || strcmp(its, party) != 0))
			continue;
		found[(*count)++] = (struct promise){
			.kind = {.role = node->role, .party = its ? its : "", .nature = nature ? nature : ""}, .node = node};
	}
	if (found)
		qsort(found, *count, sizeof *found, compare);
	return found;
}

static void put_row(struct ak_site *site, const struct kind *kind, const struct ak_tally *tally)
{
	struct ak_html *html = &site->html;
	ak_grid_row(site);
	ak_grid_head(site);
	ak_html_open(html, AK_TAG_SPAN);
	ak_put_foreign(site);
	ak_put_cut(site, kind->role->type->label);
	ak_html_text(html, ", ");
	ak_put_cut(site, *kind->nature ? kind->nature : kind->role->nature->label);
	ak_html_close(html, AK_TAG_SPAN);
	if (!*kind->nature) {
		ak_html_text(html, " ");
		ak_put_mark(site, "wait", _("not filled in"));
	}
	ak_grid_head_end(site);
	ak_grid_party(site, *kind->party ? kind->party : NULL);
	ak_tally_put(site, tally);
	ak_grid_row_end(site);
}

static void put_table(struct ak_site *site, const struct promise *found, uint32_t count)
{
	const char *columns[2 + AK_TALLY_COLUMNS] = {_("Kind of promise"), _("Party")};
	uint32_t rows = 0, i = 0;
	ak_tally_columns(columns + 2);
	ak_grid_begin_under(site, _("Promised, delivered and overdue by kind of promise"), columns, 2 + AK_TALLY_COLUMNS);
	for (; i < count && rows < AK_SITE_ROWS; rows++) {
		const struct kind *kind = &found[i].kind;
		struct ak_tally tally = {.promised = 0};
		for (; i < count && compare_kinds(kind, &found[i].kind) == 0; i++)
			ak_tally_add(site, &tally, found[i].node);
		put_row(site, kind, &tally);
	}
	ak_grid_end(site);
	if (i < count)
		ak_html_classed(&site->html, AK_TAG_P, "note", _("There are more kinds than are shown here."));
}

void ak_put_natures(struct ak_site *site, const char *party)
{
	uint32_t count;
	struct promise *found = take(site, party, &count);
	if (!found)
		ak_site_fail(site, ak_fail_memory(site->err));
	if (found && count > 0) {
		ak_site_section(site, "kinds", _("Apart by kind of promise"));
		ak_html_classed(&site->html, AK_TAG_P, "note",
			_("An obligation of result can be held against what was delivered; one of effort against what was done."));
		put_table(site, found, count);
		ak_site_section_end(site);
	}
	free(found);
}
