/* SPDX-License-Identifier: EUPL-1.2 */
/* How to read the report: the words in it, and for whom it is made to be readable. */
#include "report/html_site.h"
#include "report/words.h"

static void put_paragraph(struct ak_site *site, const char *text)
{
	ak_html_element(&site->html, AK_TAG_P, text);
}

static void put_verdicts(struct ak_site *site)
{
	static const struct {
		enum ak_kind kind;
		enum ak_verdict verdict;
		const char *style;
	} rows[] = {
		{AK_KIND_PROPOSE, AK_VERDICT_IN_FORCE, "good"},
		{AK_KIND_PROPOSE, AK_VERDICT_PENDING, "wait"},
		{AK_KIND_ENDORSE, AK_VERDICT_COUNTED, "good"},
		{AK_KIND_OBJECT, AK_VERDICT_NOTED, "plain"},
		{AK_KIND_PROPOSE, AK_VERDICT_WITHDRAWN, "wait"},
		{AK_KIND_PROPOSE, AK_VERDICT_VOID, "bad"},
	};
	const char *const columns[] = {_("Verdict"), _("Of a"), _("What it means")};
	ak_site_section(site, "verdicts", _("Verdicts"));
	ak_grid_begin_under(site, _("What becomes of a record"), columns, 3);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		ak_grid_row(site);
		ak_grid_head(site);
		ak_put_mark(site, rows[i].style, ak_words_verdict(rows[i].verdict));
		ak_grid_head_end(site);
		ak_grid_text(site, ak_words_kind(rows[i].kind));
		ak_grid_text(site, ak_words_meaning(rows[i].kind, rows[i].verdict));
		ak_grid_row_end(site);
	}
	ak_grid_end(site);
	ak_site_section_end(site);
}

static void put_words(struct ak_site *site)
{
	ak_site_section(site, "words", _("Words"));
	ak_facts_begin(site);
	ak_fact_text(site, _("Record"),
		_("Something that one actor signed: a proposal, an endorsement, an objection, a withdrawal "
		  "or a seal. Records are never deleted."));
	ak_fact_text(site, _("Charter"),
		_("The rules that all parties signed: who may alter what in which phase, and how many must "
		  "agree."));
	ak_fact_text(site, _("Seat"),
		_("The place of a party in a body. A body decides by its seats, not by its people."));
	ak_fact_text(site, _("Actor"),
		_("Who signs: a key with a name, which a party appointed. A function, and not a person."));
	ak_fact_text(site, _("Capacity"),
		_("In whose name a proposal decides: of a body, an office, a party, one seat, or of whoever signs it."));
	ak_fact_text(site, _("Seal"),
		_("What witnesses of the parties sign to fix all that came before it. After that it cannot "
		  "be reordered, inserted before or undone."));
	ak_fact_text(site, _("Pin"),
		_("A decision about a whole names the whole by a digest: if anything in it differs from what "
		  "was seen, the decision is void."));
	ak_fact_text(site, _("Id"),
		_("The SHA-256 of a file's exact bytes, in 64 digits; the first twelve serve to tell records "
		  "apart."));
	ak_fact_text(site, _("Overdue"),
		_("It has a term, the term has passed, and there is a step that still leads on from its "
		  "status."));
	ak_facts_end(site);
	ak_site_section_end(site);
}

static void put_access(struct ak_site *site)
{
	ak_site_section(site, "accessibility", _("Accessibility"));
	put_paragraph(site, _("These pages are made to meet WCAG 2.2, level AA, and so EN 301 549. They need "
			      "no script, work with the keyboard, "
			      "follow the light or dark setting of your device, stay readable at 320 pixels "
			      "and at 400 percent, and print. Beside each "
			      "drawing stands a table of the same."));
	put_paragraph(site, _("Every kind of page is tested automatically. Whoever publishes them owes you "
			      "an accessibility statement; ask them if "
			      "you meet an obstacle."));
	ak_site_section_end(site);
}

void ak_pages_about(struct ak_site *site)
{
	ak_site_begin(site, "about.html", AK_SECTION_ABOUT, _("Reading guide"));
	ak_html_classed(&site->html, AK_TAG_P, "lead",
		_("This report shows what several parties agreed in a ledger of signed records that none of "
		  "them can alter alone."));
	ak_site_section(site, "trust", _("What you can rely on"));
	put_paragraph(site, _("Everything here was computed from the signed records themselves, after each "
			      "signature and each rule was checked. "
			      "The report itself is not signed: anyone can make it again from the records, "
			      "and should where it matters. Every id "
			      "leads to a page with the exact bytes and two commands that check them."));
	ak_html_open(&site->html, AK_TAG_P);
	ak_put_link(site, "audit.html", _("What was verified, and how"));
	ak_html_close(&site->html, AK_TAG_P);
	ak_site_section_end(site);
	put_verdicts(site);
	put_words(site);
	put_access(site);
	ak_site_end(site);
}
