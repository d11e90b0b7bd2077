/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/draft_words.h"

#include <stdlib.h>

#include "sig/key.h"

static void put_parties(struct ak_page *page, const struct ak_found *found)
{
	const struct ak_charter *charter = found->charter;
	struct ak_table table;
	ak_table_init(&table, 4);
	for (uint32_t i = 0; i < charter->party_count; i++) {
		const struct ak_party *party = &charter->parties[i];
		bool has_signed = found->signatures[i].size > 0;
		char *fingerprint = ak_key_fingerprint(party->key);
		ak_table_cell(&table, AK_STYLE_PLAIN, "  %s", party->name);
		ak_table_cell(&table, has_signed ? AK_STYLE_GOOD : AK_STYLE_WAIT, "%s",
			has_signed ? _("signed") : _("not signed yet"));
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", fingerprint ? fingerprint : party->key);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", party->label);
		free(fingerprint);
	}
	ak_table_put(&table, page);
	ak_table_release(&table);
}

static void put_bodies(struct ak_page *page, const struct ak_charter *charter)
{
	struct ak_table table;
	ak_table_init(&table, 4);
	for (uint32_t i = 0; i < charter->body_count; i++) {
		const struct ak_body *body = &charter->bodies[i];
		struct ak_buf seats = AK_BUF_INIT;
		for (uint32_t s = 0; s < body->seats.count; s++)
			ak_buf_format(&seats, s ? ", %s" : "%s", body->seats.items[s]);
		ak_table_cell(&table, AK_STYLE_PLAIN, "  %s", body->name);
		ak_table_cell(&table, AK_STYLE_PLAIN, _("%u of %u"), body->quorum, body->seats.count);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", ak_buf_string(&seats));
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", body->label);
		ak_buf_release(&seats);
	}
	ak_table_put(&table, page);
	ak_table_release(&table);
}

static void put_offices(struct ak_page *page, const struct ak_charter *charter)
{
	for (uint32_t i = 0; i < charter->office_count; i++) {
		const struct ak_office *office = &charter->offices[i];
		struct ak_buf by = AK_BUF_INIT;
		for (uint32_t b = 0; b < office->appointed_by.count; b++)
			ak_buf_format(&by, b ? ", %s" : "%s", office->appointed_by.items[b]);
		ak_page_line(page, _("  %s (%s), appointed by %s"), office->name, office->label, ak_buf_string(&by));
		ak_buf_release(&by);
	}
}

void ak_found_put(struct ak_page *page, const struct ak_found *found)
{
	const struct ak_charter *charter = found->charter;
	struct ak_buf amend = AK_BUF_INIT;
	ak_page_heading(page, "%s", charter->name);
	ak_page_line(page, _("ledger id %s"), ak_id_hex(&found->ledger).text);
	ak_page_heading(page, "%s", _("Parties and their root keys"));
	put_parties(page, found);
	ak_page_heading(page, "%s", _("Bodies: seats needed, seats, name"));
	put_bodies(page, charter);
	if (charter->office_count > 0)
		ak_page_heading(page, "%s", _("Offices"));
	put_offices(page, charter);
	ak_page_gap(page);
	for (uint32_t i = 0; i < charter->amend.count; i++)
		ak_buf_format(&amend, i ? ", %s" : "%s", charter->amend.items[i]);
	ak_page_line(page, _("The charter can be amended by: %s."), ak_buf_string(&amend));
	if (charter->seal_body)
		ak_page_line(page, _("Seals: by %s, witnessed by %s."), charter->seal_by, charter->seal_body->name);
	else
		ak_page_line(page, "%s", _("There are no seals: nothing is ever fixed for good."));
	ak_buf_release(&amend);
}

void ak_found_answer(struct ak_cli *cli, const struct ak_found *found)
{
	struct ak_json *parties = ak_json_object_new();
	ak_cli_answer(cli, "ledger", ak_json_text_new(ak_id_hex(&found->ledger).text));
	ak_cli_answer(cli, "name", ak_json_text_new(found->charter->name));
	for (uint32_t i = 0; i < found->charter->party_count; i++) {
		const struct ak_party *party = &found->charter->parties[i];
		struct ak_json *item = ak_json_object_new();
		bool built = ak_json_set(item, "name", ak_json_text_new(party->label)) &&
			     ak_json_set(item, "key", ak_json_text_new(party->key)) &&
			     ak_json_set(item, "signed", ak_json_bool_new(found->signatures[i].size > 0));
		if (!built) {
			ak_json_free(item);
			item = NULL;
		}
		if (!ak_json_set(parties, party->name, item)) {
			ak_json_free(parties);
			parties = NULL;
			break;
		}
	}
	ak_cli_answer(cli, "parties", parties);
}
