/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/dossier_index.h"

#include "report/attached.h"
#include "report/gettext.h"
#include "report/moment.h"
#include "report/object.h"
#include "report/record.h"
#include "report/words.h"

/* ------------------------------------------------------------------ what it is */

static void put_about(struct ak_page *page, const struct ak_dossier_facts *facts)
{
	const struct ak_dossier *dossier = facts->dossier;
	struct ak_buf title = AK_BUF_INIT;
	ak_dossier_title(facts, &title);
	page->buf.failed |= title.failed;
	ak_page_heading(page, "%s", ak_buf_string(&title));
	ak_buf_release(&title);
	ak_moment_put(page, dossier->ledger);
	ak_page_line(page, _("Ledger  %s"), ak_id_hex(&dossier->ledger->id).text);
	ak_page_line(page, _("%u records, of which %u are about the matter."), dossier->hold_count,
		dossier->touch_count);
	ak_page_line(page, _("In force: %u. Objections: %u. Void: %u. Not sealed yet: %u."), facts->in_force, facts->objections, facts->lost,
		facts->unsealed);
	ak_page_line(page, "%s", ak_dossier_reach_words(dossier->reach));
	ak_page_line(page, "%s", _("Every verdict here is that of the whole ledger from which it was made."));
	ak_page_gap(page);
	ak_page_line(page, "%s", _("To check digests and signatures: sh verify.sh"));
	ak_page_line(page, "%s", _("To check order and authority as well: akkoord verify DIR"));
}

static void put_order(struct ak_page *page, const struct ak_dossier_facts *facts)
{
	struct ak_table table = ak_record_table();
	ak_page_heading(page, "%s", _("In the order of judging"));
	for (uint32_t i = 0; i < facts->count; i++)
		ak_record_row(&table, facts->ledger, facts->order[i]);
	ak_table_put(&table, page);
	ak_table_release(&table);
}

/* ------------------------------------------------------------------ what is disputed */

static void put_split(struct ak_page *page, const struct ak_ledger *ledger)
{
	if (ledger->judge.split_count == 0)
		return;
	ak_page_line(page, "%s", _("Split: these complete seals of one height contradict each other, so witnesses signed against one another:"));
	for (uint32_t i = 0; i < ledger->judge.split_count; i++)
		ak_page_line(page, "  %s", ak_id_hex(&ledger->records[ledger->judge.split[i]].id).text);
}

/* Objections, and what lost against something else. */
static void put_disputed(struct ak_page *page, const struct ak_dossier_facts *facts)
{
	struct ak_table table = ak_record_table();
	uint32_t rows = 0;
	ak_page_heading(page, "%s", _("What is disputed: objections, and what lost against something else"));
	put_split(page, facts->ledger);
	if (facts->matter.object)
		ak_disputes_put(page, facts->ledger, facts->matter.object);
	for (uint32_t i = 0; i < facts->count; i++) {
		if (!ak_dossier_is_disputed(facts, facts->order[i]))
			continue;
		ak_record_row(&table, facts->ledger, facts->order[i]);
		rows++;
	}
	if (rows > 0)
		ak_table_put(&table, page);
	else if (facts->ledger->judge.split_count == 0)
		ak_page_line(page, "%s", _("Nobody objected, and nothing lost against anything else."));
	ak_table_release(&table);
}

/* ------------------------------------------------------------------ who knew what, and when */

static void put_known_row(struct ak_table *table, const struct ak_dossier_facts *facts, uint32_t number)
{
	const struct ak_ledger *ledger = facts->ledger;
	const struct ak_record *record = &ledger->records[facts->order[number]];
	ak_table_cell(table, AK_STYLE_DIM, "%s", ak_id_short(&record->id).text);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", record->actor);
	for (uint32_t p = 0; p < facts->party_count && p + 2 < AK_TABLE_COLUMNS_MAX; p++) {
		uint32_t proof = ak_dossier_known(facts, number, p);
		if (proof == AK_POSITION_NONE)
			ak_table_cell(table, AK_STYLE_WAIT, "%s", "-");
		else
			ak_table_cell(table, AK_STYLE_PLAIN, "%s", ak_words_minute(ledger->records[proof].time).text);
	}
}

/* Of each proposal about the matter, since when which party can be proven to have known it. */
static void put_known(struct ak_page *page, const struct ak_dossier_facts *facts)
{
	const struct ak_charter *charter = ak_ledger_state(facts->ledger)->charter;
	struct ak_table table;
	uint32_t rows = 0, parties = facts->party_count + 2 < AK_TABLE_COLUMNS_MAX ? facts->party_count : AK_TABLE_COLUMNS_MAX - 2;
	ak_page_heading(page, "%s", _("Since when each party can be proven to have known each proposal"));
	ak_page_line(page, "%s", _("By the time that a record here of that party tells which has it among its ancestors. A dash: nothing here proves it."));
	ak_page_gap(page);
	ak_table_init(&table, parties + 2);
	table.whole = true;
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("proposal"));
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("by"));
	for (uint32_t p = 0; p < parties; p++)
		ak_table_cell(&table, AK_STYLE_DIM, "%s", charter->parties[p].name);
	for (uint32_t i = 0; i < facts->count; i++)
		if (facts->ledger->records[facts->order[i]].kind == AK_KIND_PROPOSE) {
			put_known_row(&table, facts, i);
			rows++;
		}
	if (parties < facts->party_count)
		ak_page_line(page, _("Of %u parties the first %u; the pages have them all."), facts->party_count, parties);
	if (rows > 0)
		ak_table_put(&table, page);
	else
		ak_page_line(page, "%s", _("None."));
	ak_table_release(&table);
}

static void put_seen(struct ak_page *page, const struct ak_dossier_facts *facts, uint32_t record)
{
	const struct ak_dossier_seen *seen = &facts->seen[record];
	const char *before = " ";
	ak_page_put(page, _("Its signer had seen, of this matter:"));
	for (unsigned i = seen->count; i-- > 0;) {
		ak_page_format(page, "%s%s", before, ak_id_short(&facts->ledger->records[seen->items[i]].id).text);
		before = ", ";
	}
	ak_page_put(page, seen->count == 0 ? _(" nothing") : _(", and what these had seen"));
	ak_page_line(page, "%s", seen->more ? _("; there may be others beside them") : "");
}

/* ------------------------------------------------------------------ attachments */

struct naming {
	const struct ak_ledger *ledger;
	struct ak_table table;
	uint32_t record;
};

static void put_attachment(void *context, const struct ak_id *id)
{
	struct naming *naming = context;
	const struct ak_ledger *ledger = naming->ledger;
	const char *absence = ak_attached_absence(ledger, id);
	ak_table_cell(&naming->table, AK_STYLE_DIM, "%s", ak_id_short(&ledger->records[naming->record].id).text);
	ak_table_cell(&naming->table, absence ? AK_STYLE_WAIT : AK_STYLE_PLAIN, "%s", absence ? absence : _("(here)"));
	ak_table_cell(&naming->table, AK_STYLE_PLAIN, "bijlagen/%s", ak_id_hex(id).text);
}

static void put_attachments(struct ak_page *page, const struct ak_dossier_facts *facts)
{
	struct naming naming = {.ledger = facts->ledger};
	ak_page_heading(page, "%s", _("Attachments that these records name"));
	ak_table_init(&naming.table, 3);
	for (uint32_t i = 0; i < facts->count; i++) {
		naming.record = facts->order[i];
		ak_attached_each(facts->ledger, naming.record, put_attachment, &naming);
	}
	if (naming.table.count == 0)
		ak_page_line(page, "%s", _("None."));
	ak_table_put(&naming.table, page);
	ak_table_release(&naming.table);
}

/* ------------------------------------------------------------------ the whole */

void ak_dossier_index_put(struct ak_page *page, const struct ak_dossier_facts *facts)
{
	put_about(page, facts);
	put_order(page, facts);
	if (facts->standing) {
		ak_page_heading(page, "%s", _("As it stands"));
		ak_object_put(page, facts->ledger, facts->standing);
	}
	put_disputed(page, facts);
	put_known(page, facts);
	put_attachments(page, facts);
	ak_page_heading(page, "%s", _("Record by record, with the rule behind each verdict"));
	for (uint32_t i = 0; i < facts->count; i++) {
		ak_page_gap(page);
		ak_record_put(page, facts->ledger, facts->order[i]);
		put_seen(page, facts, facts->order[i]);
	}
}
