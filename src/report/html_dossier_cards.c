/* SPDX-License-Identifier: EUPL-1.2 */
/* The records of a dossier, one after another, and how to check them. */
#include "report/html_dossier_parts.h"
#include "report/record.h"
#include "report/words.h"

/* ---- records */

static void put_seen(struct ak_site *site, uint32_t record)
{
	const struct ak_dossier_seen *seen = &site->places->facts->seen[record];
	struct ak_html *html = &site->html;
	ak_site_section(site, "seen", _("What its signer had seen of this matter"));
	ak_html_open(html, AK_TAG_P);
	for (unsigned i = seen->count; i-- > 0;) {
		ak_put_record(site, seen->items[i]);
		if (i > 0)
			ak_html_text(html, ", ");
	}
	ak_html_text(html, seen->count == 0 ? _("Nothing.") : _(", and what these had seen"));
	ak_html_text(html, seen->more ? _("; there may be others beside them") : "");
	ak_html_text(html, seen->count == 0 ? "" : ".");
	ak_html_close(html, AK_TAG_P);
	ak_site_section_end(site);
}

static void put_file(struct ak_site *site, const struct ak_record *record, bool signature, const char *text)
{
	struct ak_buf path = AK_BUF_INIT;
	ak_record_place(&path, record, signature);
	ak_put_link(site, ak_buf_string(&path), text);
	site->html.out.failed |= path.failed;
	ak_buf_release(&path);
}

static void put_card(struct ak_site *site, uint32_t record, uint32_t first_effect)
{
	const struct ak_record *it = &site->ledger->records[record];
	const struct ak_id_hex id = ak_id_hex(&it->id);
	struct ak_html *html = &site->html;
	ak_html_open(html, AK_TAG_DIV);
	ak_html_attr(html, AK_ATTR_CLASS, "card");
	ak_html_attr(html, AK_ATTR_ID, id.text);
	ak_html_open(html, AK_TAG_H3);
	ak_html_attr_format(html, AK_ATTR_ID, "h-%s", id.text);
	ak_html_format(html, "%s ", ak_words_heading(it->kind));
	ak_html_classed(html, AK_TAG_SPAN, "id", ak_id_short(&it->id).text);
	ak_html_text(html, " ");
	ak_put_verdict(site, record);
	ak_html_close(html, AK_TAG_H3);
	site->card = id.text;
	ak_put_record_body(site, record, first_effect);
	put_seen(site, record);
	site->card = NULL;
	ak_html_open(html, AK_TAG_P);
	ak_html_attr(html, AK_ATTR_CLASS, "note");
	put_file(site, it, false, _("The record as a file"));
	ak_html_text(html, ", ");
	put_file(site, it, true, _("The signature as a file"));
	ak_html_close(html, AK_TAG_P);
	ak_html_close(html, AK_TAG_DIV);
}

void ak_dossier_put_cards(struct ak_site *site, const uint32_t *effects, uint32_t first, uint32_t last)
{
	const struct ak_dossier_facts *facts = site->places->facts;
	for (uint32_t i = first; i < last; i++)
		put_card(site, facts->order[i], effects[facts->order[i]]);
}

/* ---- checking it */

static void put_command(struct ak_site *site, const char *sentence, const char *command)
{
	struct ak_html *html = &site->html;
	ak_html_element(html, AK_TAG_P, sentence);
	ak_html_open(html, AK_TAG_PRE);
	ak_html_element(html, AK_TAG_CODE, command);
	ak_html_close(html, AK_TAG_PRE);
}

static void put_limits(struct ak_site *site)
{
	static const char *const limits[] = {
		N_("That nothing was held back. A dossier shows what its maker had. Ask another party for theirs; a complete seal tells what all "
		   "witnesses had seen."),
		N_("That a time is true. A record tells the time that its signer wrote. What is certain is what it had seen, and so what came "
		   "before it."),
	};
	ak_html_element(&site->html, AK_TAG_H3, _("What no check shows"));
	ak_html_open(&site->html, AK_TAG_UL);
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
		ak_html_element(&site->html, AK_TAG_LI, _(limits[i]));
	ak_html_close(&site->html, AK_TAG_UL);
}

static void put_folder(struct ak_site *site)
{
	static const struct {
		const char *name, *what;
	} rows[] = {
		{"index.en.txt, index.nl.txt", N_("The same as plain text, with all that each proposal changes.")},
		{"ledger/", N_("The charter and the records, with their signatures: those about the matter, and as many others as give each its verdict.")},
		{"keys/", N_("The keys with which the parties founded the ledger.")},
		{"bijlagen/", N_("The attachments that these records name, where the maker had them.")},
		{"signers, allowed_signers", N_("Which key signed for whom; and in which period it was in force.")},
		{"verify.sh", N_("The check that needs no akkoord. It is short, and can be read.")},
		{"SHA256SUMS", N_("The digest of every file but itself.")},
	};
	const char *const columns[] = {_("File"), _("What it is")};
	ak_html_element(&site->html, AK_TAG_H3, _("What lies in this folder"));
	ak_grid_begin_under(site, _("What lies in this folder"), columns, 2);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		ak_grid_row(site);
		ak_grid_head(site);
		ak_html_element(&site->html, AK_TAG_CODE, rows[i].name);
		ak_grid_head_end(site);
		ak_grid_text(site, _(rows[i].what));
		ak_grid_row_end(site);
	}
	ak_grid_end(site);
}

void ak_dossier_put_checks(struct ak_site *site)
{
	ak_site_section(site, "check", _("Checking it"));
	put_command(site,
		_("In this folder, with tools that most machines have and no network: whether each file is what it was, and each signature "
		  "good. It prints the digest of the whole, to compare by telephone with that of another party, who can make the same dossier, byte "
		  "for byte."),
		"sh verify.sh");
	put_command(site,
		_("With akkoord, from these files alone: besides, whether those who signed might decide, and in which order."),
		"akkoord verify .");
	put_limits(site);
	put_folder(site);
	ak_site_section_end(site);
}
