/* SPDX-License-Identifier: EUPL-1.2 */
/* Which key was whose, from when until when, and by which decision. */
#include <stdlib.h>
#include <string.h>

#include "report/html_site.h"

struct period {
	const struct ak_node *node;
	const char *key;
	uint32_t from, to; /* records; AK_BY_FOUNDING; AK_POSITION_NONE: still so */
};

struct periods {
	struct period *items;
	size_t room;
	uint32_t count;
	bool failed;
};

static void begin(struct periods *periods, const struct ak_node *node, const char *key, uint32_t from)
{
	if (!key)
		return;
	if (!ak_grow((void **)&periods->items, &periods->room, periods->count, sizeof *periods->items)) {
		periods->failed = true;
		return;
	}
	periods->items[periods->count++] =
		(struct period){.node = node, .key = key, .from = from, .to = AK_POSITION_NONE};
}

static void end(struct periods *periods, const struct ak_node *node, uint32_t to)
{
	struct period *last = periods->count > 0 ? &periods->items[periods->count - 1] : NULL;
	if (last && last->node == node && last->to == AK_POSITION_NONE)
		last->to = to;
}

static const struct ak_change *change_of(const struct ak_site *site, const struct ak_effect *effect)
{
	return &site->ledger->records[effect->proposal].changes[effect->change];
}

static bool sets(const struct ak_change *change, const char *field)
{
	return change->op == AK_OP_SET && strcmp(change->field, field) == 0 &&
	       change->to.kind == AK_VALUE_TEXT;
}

/* The key that it had first: the one given with it, or the one that the first change replaced, or the one it
 * still has. */
static const char *first_key(const struct ak_site *site, const struct ak_node *node)
{
	for (uint32_t i = 0; i < node->effect_count; i++) {
		const struct ak_change *change = change_of(site, site->index.effects[node->first_effect + i]);
		for (uint32_t f = 0; change->op == AK_OP_CREATE && f < change->field_count; f++)
			if (strcmp(change->fields[f].field, "key") == 0)
				return change->fields[f].value.text;
		if (sets(change, "key"))
			return change->from.kind == AK_VALUE_TEXT ? change->from.text : NULL;
	}
	return ak_node_text(node, ak_type_field(node->role->type, "key"));
}

static void take(const struct ak_site *site, const struct ak_node *node, struct periods *periods)
{
	const char *key = first_key(site, node);
	begin(periods, node, key, node->object->created_by);
	for (uint32_t i = 0; i < node->effect_count; i++) {
		const struct ak_effect *effect = site->index.effects[node->first_effect + i];
		const struct ak_change *change = change_of(site, effect);
		if (sets(change, "key")) {
			key = change->to.text;
			end(periods, node, effect->proposal);
			begin(periods, node, key, effect->proposal);
		} else if (sets(change, "status")) {
			end(periods, node, effect->proposal);
			if (strcmp(change->to.text, "active") == 0)
				begin(periods, node, key, effect->proposal);
		}
	}
}

/* ---- the page */

static void put_edge(struct ak_site *site, uint32_t record)
{
	ak_grid_cell(site);
	if (record == AK_POSITION_NONE) {
		ak_html_text(&site->html, _("still so"));
	} else {
		if (record < site->ledger->count) {
			ak_put_time(site, ak_decided_time(&site->index, record));
			ak_html_text(&site->html, " ");
		}
		ak_put_record(site, record);
	}
	ak_grid_cell_end(site);
}

static void put_row(struct ak_site *site, const struct period *period)
{
	const struct ak_field *until = ak_type_field(period->node->role->type, "until");
	const struct ak_field *key = ak_type_field(period->node->role->type, "key");
	const char *date = until ? ak_node_text(period->node, until) : NULL;
	const struct ak_value value = {.kind = AK_VALUE_TEXT, .text = period->key};
	ak_grid_row(site);
	ak_grid_head(site);
	if (!until) { /* a party; an actor's title has its name in it */
		ak_html_classed(&site->html, AK_TAG_SPAN, "name", strchr(period->node->object->name, '/') + 1);
		ak_html_text(&site->html, " ");
	}
	ak_put_node(site, period->node);
	ak_grid_head_end(site);
	ak_grid_cell(site);
	ak_put_value(site, key, &value);
	ak_grid_cell_end(site);
	put_edge(site, period->from);
	put_edge(site, period->to);
	ak_grid_cell(site);
	if (date)
		ak_put_date_text(site, date);
	else
		ak_put_stroke(site);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void make(struct ak_site *site, const struct periods *periods)
{
	const char *const columns[] = {_("Whose"), _("Key"), _("From"), _("To"), _("Mandate ends")};
	const struct ak_pages pages = {
		.base = "keys", .count = periods->count, .per_page = AK_SITE_ROWS};
	char path[192];
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_AUDIT, _("Keys by period"));
		ak_html_classed(&site->html, AK_TAG_P, "lead",
			_("Whose each key was, from when until when, and by which decision."));
		ak_html_open(&site->html, AK_TAG_P);
		ak_put_link(site, "allowed_signers", _("The same keys for ssh-keygen"));
		ak_html_close(&site->html, AK_TAG_P);
		ak_grid_begin(site, _("Keys in force by period"), columns, 5);
		for (uint32_t i = ak_pages_first(&pages, p); i < ak_pages_last(&pages, p); i++)
			put_row(site, &periods->items[i]);
		ak_grid_end(site);
		ak_pages_put(site, &pages, p);
		ak_site_end(site);
	}
}

void ak_pages_keys(struct ak_site *site)
{
	struct periods periods = {.items = NULL};
	for (uint32_t n = 0; n < site->index.node_count; n++) {
		const struct ak_node *node = &site->index.nodes[n];
		if (strcmp(node->object->type, "party") == 0 || strcmp(node->object->type, "actor") == 0)
			take(site, node, &periods);
	}
	if (periods.failed || !periods.items) /* there is a party at least */
		ak_site_fail(site, ak_fail_memory(site->err));
	else
		make(site, &periods);
	free(periods.items);
}
