/* SPDX-License-Identifier: EUPL-1.2 */
/* Those who said two things: actors that signed two histories, and witnesses that signed two seals of one height. */
#include <stdlib.h>

#include "report/html_site.h"
#include "report/twins.h"

/* ---- forks */

static void put_fork_row(struct ak_site *site, uint32_t record)
{
	const struct ak_record *it = &site->ledger->records[record];
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_record(site, record);
	ak_grid_head_end(site);
	ak_grid_cell(site);
	ak_put_actor(site, it->actor);
	ak_grid_cell_end(site);
	ak_grid_number(site, it->seq);
	ak_grid_cell(site);
	ak_put_time(site, it->time);
	ak_grid_cell_end(site);
	ak_grid_verdict(site, record);
	ak_grid_row_end(site);
}

void ak_put_forks(struct ak_site *site)
{
	const char *const columns[] = {_("Record"), _("By"), _("Number"), _("Time"), _("Verdict")};
	const struct ak_ledger *ledger = site->ledger;
	struct ak_numbered *items = calloc((size_t)ledger->count + 1, sizeof *items);
	uint32_t count = 0;
	if (!items) {
		ak_site_fail(site, ak_fail_memory(site->err));
		return;
	}
	for (uint32_t i = 0; i < ledger->count; i++)
		if (ledger->admission.refusals[i] == AK_REFUSAL_NONE && ak_site_has_page(site, i))
			items[count++] = (struct ak_numbered){.owner = ledger->admission.owners[i],
				.seq = ledger->records[i].seq,
				.record = i};
	count = ak_twins_keep(items, count);
	ak_site_section(site, "forks", _("Forks"));
	ak_html_element(&site->html, AK_TAG_P,
		_("An actor that signs two records with one number has signed two histories. Both are kept. What comes later in the "
		  "order is void; a proposal for a body stays open, without the seat of its proposer."));
	if (count == 0) {
		ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
	} else {
		ak_grid_begin_under(site, _("Records that share their signer and their number"), columns, 5);
		for (uint32_t i = 0; i < count && i < AK_SITE_ROWS; i++)
			put_fork_row(site, items[i].record);
		ak_grid_end(site);
	}
	if (count > AK_SITE_ROWS) {
		ak_html_open(&site->html, AK_TAG_P);
		ak_html_format(&site->html, _("and %u more"), count - AK_SITE_ROWS);
		ak_html_close(&site->html, AK_TAG_P);
	}
	ak_site_section_end(site);
	free(items);
}

/* ---- a split */

void ak_put_split(struct ak_site *site)
{
	const struct ak_judge *judge = &site->ledger->judge;
	struct ak_html *html = &site->html;
	ak_site_section(site, "split", _("Two seals of one height"));
	if (!judge->has_split) {
		ak_html_classed(html, AK_TAG_P, "note", _("There are none."));
	} else if (judge->split_count == 0) {
		ak_html_element(html, AK_TAG_P, _("There are, later than the moment of this report."));
	} else {
		ak_html_element(html, AK_TAG_P,
			_("These seals are complete, and of one height: proof that witnesses signed against "
			  "one another."));
		ak_html_open(html, AK_TAG_UL);
		for (uint32_t i = 0; i < judge->split_count && i < AK_SITE_ROWS; i++) {
			ak_html_open(html, AK_TAG_LI);
			ak_put_told(site, judge->split[i]);
			ak_html_close(html, AK_TAG_LI);
		}
		ak_html_close(html, AK_TAG_UL);
	}
	ak_site_section_end(site);
}
