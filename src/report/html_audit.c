/* SPDX-License-Identifier: EUPL-1.2 */
/* What was verified and how, what became of the records, and which files were refused. */
#include "report/html_site.h"
#include "report/words.h"

/* ---- what was verified */

static void put_item(struct ak_site *site, const char *text)
{
	ak_html_element(&site->html, AK_TAG_LI, text);
}

static void put_how(struct ak_site *site)
{
	ak_site_section(site, "how", _("What was verified, and how"));
	ak_html_open(&site->html, AK_TAG_UL);
	put_item(
		site, _("The founding charter keeps every rule of the protocol, and every party signed it."));
	put_item(site, _("Each record is named by the SHA-256 of its exact bytes; the digest of each was "
			 "computed again."));
	put_item(site, _("Each signature was checked over those bytes, with the key that the record names, "
			 "by the strict rules for Ed25519."));
	put_item(site, _("Each key was introduced by somebody who was in already, and each record follows "
			 "those that it builds on."));
	put_item(site, _("Who might decide what was judged from the charter, record by record, in the one "
			 "order that the protocol fixes."));
	put_item(site,
		_("The state at each complete seal was computed again, and is the one that the witnesses signed."));
	ak_html_close(&site->html, AK_TAG_UL);
	ak_html_element(&site->html, AK_TAG_P,
		_("What this does not show: that a key was in the hands of the person who is named, that a "
		  "record was signed at the "
		  "time that it bears, or that a key is kept in hardware. These signatures are no qualified "
		  "electronic signatures."));
	ak_site_section_end(site);
}

static uint32_t count_records(const struct ak_site *site, enum ak_kind kind, enum ak_verdict verdict)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < site->index.judged_count; i++) {
		uint32_t record = site->index.judged[i];
		count += site->ledger->records[record].kind == kind &&
			 ak_ledger_judged(site->ledger, record)->verdict == verdict;
	}
	return count;
}

static void put_numbers(struct ak_site *site)
{
	static const enum ak_verdict verdicts[] = {AK_VERDICT_IN_FORCE, AK_VERDICT_PENDING,
		AK_VERDICT_COUNTED, AK_VERDICT_NOTED, AK_VERDICT_WITHDRAWN, AK_VERDICT_VOID};
	enum { VERDICTS = sizeof verdicts / sizeof verdicts[0] };
	const char *columns[1 + VERDICTS] = {_("Kind")};
	for (size_t i = 0; i < VERDICTS; i++)
		columns[1 + i] = ak_words_verdict(verdicts[i]);
	ak_site_section(site, "numbers", _("What became of the records"));
	ak_grid_begin_under(site, _("Records by kind and verdict"), columns, 1 + VERDICTS);
	for (enum ak_kind kind = AK_KIND_PROPOSE; kind <= AK_KIND_SEAL; kind++) {
		ak_grid_row(site);
		ak_grid_head(site);
		ak_html_text(&site->html, ak_words_kind(kind));
		ak_grid_head_end(site);
		for (size_t i = 0; i < VERDICTS; i++)
			ak_grid_count(site, count_records(site, kind, verdicts[i]));
		ak_grid_row_end(site);
	}
	ak_grid_end(site);
	ak_site_section_end(site);
}

/* ---- refused files */

static void put_refused(struct ak_site *site, uint32_t first, uint32_t last)
{
	const char *const columns[] = {_("File"), _("Reason"), _("In words")};
	ak_grid_begin_under(site, _("Refused files, and the first reason that applies"), columns, 3);
	for (uint32_t i = first; i < last; i++) {
		const struct ak_refused *refused = &site->ledger->refused[i];
		ak_grid_row(site);
		ak_grid_head(site);
		ak_html_open(&site->html, AK_TAG_CODE);
		ak_put_cut(site, refused->path);
		ak_html_close(&site->html, AK_TAG_CODE);
		ak_grid_head_end(site);
		ak_grid_cell(site);
		ak_put_mark(site, "bad", ak_refusal_name(refused->reason));
		ak_grid_cell_end(site);
		ak_grid_cell(site);
		ak_html_text(&site->html, ak_words_refusal(refused->reason));
		if (refused->why) {
			/* that of one with values in it is told as the source has it */
			const char *why = _(refused->why);
			ak_html_open(&site->html, AK_TAG_SPAN);
			ak_html_attr(&site->html, AK_ATTR_CLASS, "help");
			if (why == refused->why)
				ak_html_attr(&site->html, AK_ATTR_LANG, "en");
			ak_put_cut(site, why);
			ak_html_close(&site->html, AK_TAG_SPAN);
		}
		ak_grid_cell_end(site);
		ak_grid_row_end(site);
	}
	ak_grid_end(site);
}

static void put_refusals(struct ak_site *site)
{
	uint32_t count = site->ledger->refused_count;
	ak_site_section(site, "refused", _("Refused files"));
	if (count == 0)
		ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
	else
		put_refused(site, 0, count < AK_SITE_BRIEF ? count : AK_SITE_BRIEF);
	if (count > AK_SITE_BRIEF) {
		ak_html_open(&site->html, AK_TAG_P);
		ak_put_link(site, "audit_refused.html", _("All refused files"));
		ak_html_format(&site->html, " (%u)", count);
		ak_html_close(&site->html, AK_TAG_P);
	}
	ak_site_section_end(site);
}

static void make_refused(struct ak_site *site)
{
	const struct ak_pages pages = {
		.base = "audit_refused", .count = site->ledger->refused_count, .per_page = AK_SITE_ROWS};
	char path[192];
	for (uint32_t p = 0; pages.count > AK_SITE_BRIEF && p < ak_pages_number(&pages) && ak_site_well(site);
		p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin(site, path, AK_SECTION_AUDIT, _("Refused files"));
		put_refused(site, ak_pages_first(&pages, p), ak_pages_last(&pages, p));
		ak_pages_put(site, &pages, p);
		ak_site_end(site);
	}
}

/* ---- the page */

static void put_ways(struct ak_site *site)
{
	static const struct {
		const char *path, *name;
	} ways[] = {
		{"seals.html", N_("Seals")},
		{"audit_unsealed.html", N_("Not yet sealed")},
		{"audit_void.html", N_("Void records")},
		{"audit_conflicts.html", N_("Conflicts")},
		{"keys.html", N_("Keys by period")},
		{"records.html", N_("All records")},
	};
	struct ak_html *html = &site->html;
	ak_html_open(html, AK_TAG_NAV);
	ak_html_attr(html, AK_ATTR_CLASS, "choice");
	ak_html_attr(html, AK_ATTR_ARIA_LABEL, _("Parts of the audit"));
	ak_html_open(html, AK_TAG_UL);
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		uint32_t count = ak_list_count(site, ways[i].path);
		ak_html_open(html, AK_TAG_LI);
		ak_buf_clear(&site->text);
		ak_buf_text(&site->text, _(ways[i].name));
		if (count != AK_POSITION_NONE)
			ak_buf_format(&site->text, " (%u)", count);
		ak_put_link(site, ways[i].path, ak_buf_string(&site->text));
		ak_html_close(html, AK_TAG_LI);
	}
	ak_html_close(html, AK_TAG_UL);
	ak_html_close(html, AK_TAG_NAV);
}

static void put_outcome(struct ak_site *site)
{
	const struct ak_ledger *ledger = site->ledger;
	bool well = ledger->refused_count == 0 && !ledger->judge.has_split;
	ak_html_open(&site->html, AK_TAG_P);
	ak_html_attr(&site->html, AK_ATTR_CLASS, well ? "outcome good" : "outcome bad");
	ak_html_element(&site->html, AK_TAG_STRONG, well ? _("All is well.") : _("Not all is well."));
	ak_html_text(&site->html, " ");
	ak_html_text(
		&site->html, well ? _("Nothing was refused, and no two seals contradict one another.")
				  : _("Files were refused, or two seals contradict one another: see below."));
	ak_html_close(&site->html, AK_TAG_P);
}

void ak_pages_audit(struct ak_site *site)
{
	ak_site_begin(site, "audit.html", AK_SECTION_AUDIT, _("Audit"));
	put_outcome(site);
	put_ways(site);
	put_how(site);
	put_numbers(site);
	put_refusals(site);
	ak_put_split(site);
	ak_put_forks(site);
	ak_site_end(site);
	make_refused(site);
	ak_pages_lists(site);
	ak_pages_seals(site);
	ak_pages_keys(site);
}
