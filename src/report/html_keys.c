/* SPDX-License-Identifier: EUPL-1.2 */
/* The page of keys by period. */
#include <string.h>

#include "report/html_site.h"
#include "report/key_periods.h"

static void put_edge(struct ak_site *site, uint32_t record, const char *open)
{
	ak_grid_cell(site);
	if (record == AK_POSITION_NONE) {
		ak_html_text(&site->html, open);
	} else {
		if (record < site->ledger->count) {
			ak_put_time(site, ak_decided_time(&site->index, record));
			ak_html_text(&site->html, " ");
		}
		ak_put_record(site, record);
	}
	ak_grid_cell_end(site);
}

static void put_row(struct ak_site *site, const struct ak_key_period *period)
{
	bool is_party = strcmp(period->node->role->type->name, "party") == 0;
	const struct ak_field *key = ak_type_field(period->node->role->type, "key");
	const struct ak_value value = {.kind = AK_VALUE_TEXT, .text = period->key};
	ak_grid_row(site);
	ak_grid_head(site);
	if (is_party) { /* an actor's title has its name in it */
		ak_html_classed(&site->html, AK_TAG_SPAN, "name", strchr(period->node->object->name, '/') + 1);
		ak_html_text(&site->html, " ");
	}
	ak_put_node(site, period->node);
	ak_grid_head_end(site);
	ak_grid_cell(site);
	ak_put_value(site, key, &value);
	ak_grid_cell_end(site);
	put_edge(site, period->from, NULL);
	put_edge(site, period->to, period->until ? _("the end of the mandate") : _("still so"));
	ak_grid_cell(site);
	if (period->until)
		ak_put_date_text(site, period->until);
	else
		ak_put_stroke(site);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void make(struct ak_site *site, const struct ak_key_periods *periods)
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
		ak_html_element(&site->html, AK_TAG_P,
			_("The times are those that records tell, and do not decide: a record counts by its place in the order. One that was "
			  "signed without having seen the decision can stand before it with a later time."));
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
	struct ak_key_periods periods;
	enum ak_status status = ak_key_periods_init(&periods, &site->index, site->err);
	if (status != AK_OK)
		ak_site_fail(site, status);
	else
		make(site, &periods); /* there is a party at least */
	ak_key_periods_release(&periods);
}
