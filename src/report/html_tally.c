/* SPDX-License-Identifier: EUPL-1.2 */
/* Promises counted: what came of them. */
#include "report/html_site.h"

void ak_tally_add(const struct ak_site *site, struct ak_tally *tally, const struct ak_node *node)
{
	if (!node->role)
		return;
	bool is_promise = ak_node_is_promise(node), is_delivered = ak_node_is_delivered(node);
	tally->promised += is_promise;
	tally->delivered += is_delivered;
	tally->ended += is_promise && node->finished && !is_delivered;
	tally->overdue += ak_node_overdue(node, site->options->today);
	tally->gaps += ak_node_gaps(node);
}

void ak_tally_columns(const char *columns[AK_TALLY_COLUMNS])
{
	columns[0] = _("Promised");
	columns[1] = _("Delivered");
	columns[2] = _("Ended otherwise");
	columns[3] = _("Open");
	columns[4] = _("Overdue");
	columns[5] = _("Missing");
}

void ak_tally_put(struct ak_site *site, const struct ak_tally *tally)
{
	ak_grid_number(site, tally->promised);
	ak_grid_number(site, tally->delivered);
	ak_grid_number(site, tally->ended);
	ak_grid_number(site, tally->promised - tally->delivered - tally->ended);
	ak_grid_number(site, tally->overdue);
	ak_grid_number(site, tally->gaps);
}

void ak_tally_explain(struct ak_site *site)
{
	ak_html_classed(&site->html, AK_TAG_P, "note",
		_("Delivered is what reached the end that its steps aim at. Ended otherwise is what was dropped or taken back, and "
		  "what was still open when the agenda that it belongs to was closed."));
}
