/* SPDX-License-Identifier: EUPL-1.2 */
/* Records in lists: all of them, and those that an auditor asks for. */
#include <stdlib.h>
#include <string.h>

#include "report/html_site.h"
#include "report/words.h"

/* ---- rows */

static void put_record_row(struct ak_site *site, uint32_t record)
{
	const struct ak_record *it = &site->ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(site->ledger, record);
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_record(site, record);
	ak_grid_head_end(site);
	ak_grid_text(site, ak_words_kind(it->kind));
	ak_grid_cell(site);
	ak_put_actor(site, it->actor);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_put_time(site, it->time);
	ak_grid_cell_end(site);
	ak_grid_verdict(site, record);
	ak_grid_cell(site);
	ak_put_record(site, judged->verdict == AK_VERDICT_VOID ? judged->against : AK_POSITION_NONE);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void put_records(struct ak_site *site, const char *caption, const uint32_t *found, uint32_t count)
{
	const char *const columns[] = {
		_("Record"), _("Kind"), _("By"), _("Time"), _("Verdict"), _("In the way stood")};
	ak_grid_begin(site, caption, columns, sizeof columns / sizeof columns[0]);
	for (uint32_t i = 0; i < count; i++)
		put_record_row(site, found[i]);
	ak_grid_end(site);
}

/* ---- which records */

static bool is_void(const struct ak_site *site, uint32_t record)
{
	return ak_ledger_judged(site->ledger, record)->verdict == AK_VERDICT_VOID;
}

/* Void because something else came first, rather than because it was not allowed at all. */
static bool is_conflict(const struct ak_site *site, uint32_t record)
{
	uint8_t reason = ak_ledger_judged(site->ledger, record)->reason;
	return is_void(site, record) && (reason == AK_REASON_STALE || reason == AK_REASON_FORK ||
						reason == AK_REASON_PIN || reason == AK_REASON_EXISTS ||
						reason == AK_REASON_FROZEN || reason == AK_REASON_AMENDED);
}

static bool is_unsealed(const struct ak_site *site, uint32_t record)
{
	return ak_sealed_by(&site->index, record) == AK_POSITION_NONE;
}

static bool is_any(const struct ak_site *site, uint32_t record)
{
	(void)site;
	(void)record;
	return true;
}

static const struct record_list {
	const char *base, *name, *lead;
	bool (*has)(const struct ak_site *site, uint32_t record);
} record_lists[] = {
	{"audit_void", N_("Void records"),
		N_("They are on record and have no effect. That is history, not damage."), is_void},
	{"audit_conflicts", N_("Conflicts"),
		N_("Records that are void because something that they did not know of came first, and what "
		   "that was."),
		is_conflict},
	{"audit_unsealed", N_("Not yet sealed"),
		N_("What no complete seal covers yet. Until it is sealed, a record that turns up later can "
		   "still come before it."),
		is_unsealed},
	{"records", N_("All records"),
		N_("Every record that was judged, in the order in which it was; the last comes first."),
		is_any},
};
enum { RECORD_LISTS = sizeof record_lists / sizeof record_lists[0] };

static uint32_t take(const struct ak_site *site, const struct record_list *list, uint32_t *found)
{
	uint32_t count = 0;
	for (uint32_t i = site->index.judged_count; i > 0; i--)
		if (list->has(site, site->index.judged[i - 1]))
			found[count++] = site->index.judged[i - 1];
	return count;
}

uint32_t ak_list_count(const struct ak_site *site, const char *path)
{
	for (size_t i = 0; i < RECORD_LISTS; i++) {
		size_t size = strlen(record_lists[i].base);
		uint32_t count = 0;
		if (strncmp(path, record_lists[i].base, size) != 0 || strcmp(path + size, ".html") != 0)
			continue;
		for (uint32_t k = 0; k < site->index.judged_count; k++)
			count += record_lists[i].has(site, site->index.judged[k]);
		return count;
	}
	return AK_POSITION_NONE;
}

static void make_list(struct ak_site *site, const struct record_list *list, uint32_t *found)
{
	const struct ak_pages pages = {
		.base = list->base, .count = take(site, list, found), .per_page = AK_SITE_ROWS};
	char path[192];
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_AUDIT, _(list->name));
		ak_html_classed(&site->html, AK_TAG_P, "lead", _(list->lead));
		if (pages.count == 0)
			ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
		else
			put_records(site, _(list->name), found + ak_pages_first(&pages, p),
				ak_pages_last(&pages, p) - ak_pages_first(&pages, p));
		ak_pages_put(site, &pages, p);
		ak_site_end(site);
	}
}

void ak_pages_lists(struct ak_site *site)
{
	uint32_t *found = calloc((size_t)site->index.judged_count + 1, sizeof *found);
	if (!found) {
		ak_site_fail(site, ak_fail_memory(site->err));
		return;
	}
	for (size_t i = 0; i < RECORD_LISTS && ak_site_well(site); i++)
		make_list(site, &record_lists[i], found);
	free(found);
}
