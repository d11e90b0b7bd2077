/* SPDX-License-Identifier: EUPL-1.2 */
/* The complete seals on a time line, with a table of the same; what is not sealed; seals that are not complete. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "report/html_site.h"

enum {
	LEFT = 64,
	RIGHT = 696,
	WIDTH = 760,
	HEIGHT = 110,
	AXIS = 60,
	APART = 26, /* heights that are nearer than this would lie on one another */
	DAYS = 124, /* so would days */
};

/* ---- the drawing */

struct line {
	int64_t from, to;
};

static int place(const struct line *line, int64_t time)
{
	if (line->to <= line->from)
		return RIGHT;
	return LEFT + (int)((time - line->from) * (RIGHT - LEFT) / (line->to - line->from));
}

static int64_t seal_time(const struct ak_site *site, uint32_t seal)
{
	return site->ledger->records[site->ledger->judge.seals[seal].record].time;
}

static void draw_day(struct ak_site *site, int x, int64_t time)
{
	ak_buf_clear(&site->text);
	ak_day_words(&site->text, ak_date_of(time));
	ak_drawing_text(site, "small middle", x, AXIS + 34, ak_buf_string(&site->text));
}

static void draw(struct ak_site *site, uint32_t first, uint32_t last)
{
	bool to_the_end = last == site->ledger->judge.seal_count;
	const struct line line = {.from = first > 0 ? seal_time(site, first - 1) : seal_time(site, first),
		.to = to_the_end ? site->newest : seal_time(site, last - 1)};
	int free_from = 0, days_from = 0, end = place(&line, seal_time(site, last - 1));
	int days_to = end <= RIGHT - DAYS ? RIGHT - DAYS : RIGHT; /* there is the day of the end */
	char label[24];
	ak_drawing_begin(site, _("Time line of the seals"), WIDTH, HEIGHT);
	ak_drawing_line(site, "axis", LEFT, AXIS, end, AXIS);
	if (end < RIGHT) /* what a complete seal that is not drawn itself seals is sealed to its end */
		ak_drawing_line(site, site->ledger->judge.head_complete ? "axis" : "axis open", end, AXIS, RIGHT, AXIS);
	for (uint32_t i = first; i < last; i++) {
		int x = place(&line, seal_time(site, i));
		ak_drawing_dot(site, "seal", x, AXIS, 8);
		if (x >= days_from && (x <= days_to || i + 1 == last)) {
			draw_day(site, x, seal_time(site, i));
			days_from = x + DAYS;
		}
		if (x < free_from)
			continue;
		snprintf(label, sizeof label, "%" PRIu32, i + 1);
		ak_drawing_text(site, "middle", x, AXIS - 18, label);
		free_from = x + APART;
	}
	if (end <= RIGHT - DAYS)
		draw_day(site, RIGHT, line.to);
	ak_drawing_end(site, _("Each dot is a complete seal, with its height above it; the dashed end is "
			       "what no seal covers yet. The table "
			       "below holds the same."));
}

/* ---- the table */

static uint32_t *count_windows(struct ak_site *site)
{
	uint32_t *counts = calloc((size_t)site->ledger->judge.seal_count + 2, sizeof *counts);
	if (!counts)
		ak_site_fail(site, ak_fail_memory(site->err));
	for (uint32_t i = 0; counts && i < site->index.judged_count; i++) {
		uint32_t window = ak_ledger_judged(site->ledger, site->index.judged[i])->window;
		counts[window <= site->ledger->judge.seal_count ? window
								: site->ledger->judge.seal_count + 1]++;
	}
	return counts;
}

static void put_row(struct ak_site *site, uint32_t seal, uint32_t covered)
{
	uint32_t record = site->ledger->judge.seals[seal].record;
	ak_grid_row(site);
	ak_grid_head(site);
	ak_html_format(&site->html, "%" PRIu32, seal + 1);
	ak_grid_head_end(site);
	ak_grid_cell(site);
	ak_put_time(site, site->ledger->records[record].time);
	ak_html_text(&site->html, " ");
	ak_put_record(site, record);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_put_actor(site, site->ledger->records[record].actor);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_put_answers(site, record, AK_KIND_ENDORSE);
	ak_grid_cell_end(site);
	ak_grid_number(site, covered);
	ak_grid_cell(site);
	ak_html_classed(
		&site->html, AK_TAG_CODE, "digest", ak_id_hex(&site->ledger->judge.seals[seal].root).text);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void put_table(struct ak_site *site, uint32_t first, uint32_t last, const uint32_t *counts)
{
	const char *const columns[] = {
		_("Height"), _("Seal"), _("By"), _("Endorsed by"), _("Records"), _("State root")};
	ak_grid_begin(site,
		_("Complete seals: who signed, how many records each covers, and the state that it fixes"),
		columns, 6);
	for (uint32_t i = last; i > first; i--)
		put_row(site, i - 1, counts[i]);
	ak_grid_end(site);
}

/* ---- what is not sealed */

static void put_incomplete(struct ak_site *site)
{
	const struct ak_judge *judge = &site->ledger->judge;
	uint32_t shown = 0;
	ak_site_section(site, "incomplete", _("Seals that are not complete"));
	for (uint32_t i = judge->seal_record_count; i > 0 && shown < AK_SITE_ROWS; i--) {
		uint32_t record = judge->seal_records[i - 1];
		if (ak_is_complete(site->ledger, record) || !ak_site_has_page(site, record))
			continue;
		if (shown++ == 0)
			ak_html_open(&site->html, AK_TAG_UL);
		ak_html_open(&site->html, AK_TAG_LI);
		ak_html_format(
			&site->html, _("height %lld"), (long long)site->ledger->records[record].height);
		ak_html_text(&site->html, ", ");
		ak_put_actor(site, site->ledger->records[record].actor);
		ak_html_text(&site->html, ", ");
		ak_put_time(site, site->ledger->records[record].time);
		ak_html_text(&site->html, " ");
		ak_put_record(site, record);
		ak_html_close(&site->html, AK_TAG_LI);
	}
	if (shown > 0)
		ak_html_close(&site->html, AK_TAG_UL);
	else
		ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
	ak_site_section_end(site);
}

static void put_unsealed(struct ak_site *site, uint32_t count)
{
	ak_site_section(site, "unsealed", _("Not yet sealed"));
	ak_html_open(&site->html, AK_TAG_P);
	if (count == 0) {
		ak_html_text(&site->html,
			site->index.judged_count == 0		   ? _("There are no records yet.") :
			site->ledger->judge.split_count > 0 ? _("Every record that is judged is sealed; what came after the last seal is not judged.") :
							      _("Every record is sealed."));
	} else {
		ak_html_format(&site->html,
			P_("%u record is not yet sealed.", "%u records are not yet sealed.", count), count);
		ak_html_text(&site->html, " ");
		ak_put_link(site, "audit_unsealed.html", _("Which they are"));
	}
	ak_html_close(&site->html, AK_TAG_P);
	ak_site_section_end(site);
}

void ak_pages_seals(struct ak_site *site)
{
	const struct ak_judge *judge = &site->ledger->judge;
	const struct ak_pages pages = {
		.base = "seals", .count = judge->seal_count, .per_page = AK_SITE_CARDS};
	uint32_t *counts = count_windows(site);
	char path[192];
	for (uint32_t p = 0; counts && p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		uint32_t last = pages.count - ak_pages_first(&pages, p); /* the newest on the first page */
		uint32_t first = last > pages.per_page ? last - pages.per_page : 0;
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_AUDIT, _("Seals"));
		ak_html_classed(&site->html, AK_TAG_P, "lead",
			_("A complete seal, signed by the witnesses of more than two thirds of the seats, "
			  "fixes all that came before it for good."));
		if (pages.count == 0) {
			ak_html_classed(&site->html, AK_TAG_P, "note", _("There is no complete seal yet."));
		} else {
			draw(site, first, last);
			put_table(site, first, last, counts);
		}
		ak_pages_put(site, &pages, p);
		if (p == 0) {
			put_unsealed(site, judge->head_complete ? 0 : counts[judge->seal_count + 1]);
			put_incomplete(site);
		}
		ak_site_end(site);
	}
	free(counts);
}
