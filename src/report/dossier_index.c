/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/dossier_index.h"

#include <stdlib.h>

#include "judge/apply.h"
#include "report/attached.h"
#include "report/gettext.h"
#include "report/glance.h"
#include "report/knew.h"
#include "report/moment.h"
#include "report/object.h"
#include "report/record.h"
#include "report/value.h"
#include "report/words.h"

/* What is about the matter. */
struct index {
	const struct ak_ledger *ledger;
	const struct ak_dossier *dossier;
	uint32_t *order; /* its records in the order in which they were judged; NULL without memory */
	uint32_t count;
};

static void sort_out(struct index *index)
{
	const struct ak_ledger *ledger = index->ledger;
	uint32_t *by_place = calloc((size_t)ledger->count + 1, sizeof *by_place);
	index->order = calloc((size_t)ledger->count + 1, sizeof *index->order);
	for (uint32_t i = 0; by_place && i < ledger->count; i++)
		if (index->dossier->touches[i] && ak_ledger_judged(ledger, i)->verdict != AK_VERDICT_NONE)
			by_place[ak_ledger_judged(ledger, i)->place] = i + 1;
	for (uint32_t i = 0; by_place && index->order && i < ledger->count; i++)
		if (by_place[i])
			index->order[index->count++] = by_place[i] - 1;
	if (!by_place) {
		free(index->order);
		index->order = NULL;
	}
	free(by_place);
}

/* ------------------------------------------------------------------ what it is */

static void put_about(struct ak_page *page, const struct ak_dossier *dossier, const char *title)
{
	static const char *const reaches[] = {
		[AK_DOSSIER_MATTER] = N_("Chosen: what touches the matter, what answers, seals and explains it, and all that these had seen."),
		[AK_DOSSIER_SEAL] = N_("Chosen: what touches the matter, and all that the last complete seal covers."),
		[AK_DOSSIER_WHOLE] = N_("Chosen: every record of the ledger."),
	};
	ak_page_heading(page, "%s", title);
	ak_moment_put(page, dossier->ledger);
	ak_page_line(page, _("Ledger  %s"), ak_id_hex(&dossier->ledger->id).text);
	ak_page_line(page, _("%u records, of which %u are about the matter."), dossier->hold_count,
		dossier->touch_count);
	ak_page_line(page, "%s", _(reaches[dossier->reach]));
	ak_page_line(page, "%s", _("Every verdict here is that of the whole ledger from which it was made."));
	ak_page_gap(page);
	ak_page_line(page, "%s", _("To check digests and signatures: sh verify.sh"));
	ak_page_line(page, "%s", _("To check order and authority as well: akkoord verify DIR"));
}

static void put_order(struct ak_page *page, const struct index *index)
{
	struct ak_table table = ak_record_table();
	ak_page_heading(page, "%s", _("In the order of judging"));
	for (uint32_t i = 0; i < index->count; i++)
		ak_record_row(&table, index->ledger, index->order[i]);
	ak_table_put(&table, page);
	ak_table_release(&table);
}

/* ------------------------------------------------------------------ what is disputed */

static bool is_disputed(const struct ak_ledger *ledger, uint32_t record)
{
	return ledger->records[record].kind == AK_KIND_OBJECT || ak_is_conflict(ak_ledger_judged(ledger, record));
}

static void put_freezes(struct ak_page *page, const struct index *index, const struct ak_object *object)
{
	/* only its indexes are brought up to date, which changes no answer */
	struct ak_state *state = (struct ak_state *)ak_ledger_state(index->ledger);
	const struct ak_capacity nobody = {.text = ""};
	const struct ak_object *freezer = object ? ak_frozen_by(state, object, &nobody) : NULL;
	const char *title = freezer ? ak_object_title(state, freezer) : NULL;
	if (freezer)
		ak_page_line(page, _("%s is frozen by %s (%s)."), object->name, freezer->name, title ? title : "");
}

/* Objections, and what lost against something else. */
static void put_disputed(struct ak_page *page, const struct index *index, const struct ak_object *object)
{
	const struct ak_ledger *ledger = index->ledger;
	struct ak_table table = ak_record_table();
	uint32_t rows = 0;
	ak_page_heading(page, "%s", _("What is disputed: objections, and what lost against something else"));
	put_freezes(page, index, object);
	for (uint32_t i = 0; i < index->count; i++) {
		if (!is_disputed(ledger, index->order[i]))
			continue;
		ak_record_row(&table, ledger, index->order[i]);
		rows++;
	}
	if (rows > 0)
		ak_table_put(&table, page);
	else
		ak_page_line(page, "%s", _("Nobody objected, and nothing lost against anything else."));
	ak_table_release(&table);
}

/* ------------------------------------------------------------------ who knew what, and when */

static void put_known_row(struct ak_table *table, const struct index *index, uint32_t record)
{
	const struct ak_ledger *ledger = index->ledger;
	const struct ak_charter *charter = ak_ledger_state(ledger)->charter;
	ak_table_cell(table, AK_STYLE_DIM, "%s", ak_id_short(&ledger->records[record].id).text);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", ledger->records[record].actor);
	for (uint32_t p = 0; p < charter->party_count && p + 2 < AK_TABLE_COLUMNS_MAX; p++) {
		uint32_t proof = ak_knew_find(ledger, record, charter->parties[p].name, index->dossier->holds);
		if (proof == AK_POSITION_NONE)
			ak_table_cell(table, AK_STYLE_WAIT, "%s", "-");
		else
			ak_table_cell(table, AK_STYLE_PLAIN, "%s", ak_words_minute(ledger->records[proof].time).text);
	}
}

/* Of each proposal about the matter, since when which party can be proven to have known it. */
static void put_known(struct ak_page *page, const struct index *index)
{
	const struct ak_charter *charter = ak_ledger_state(index->ledger)->charter;
	struct ak_table table;
	uint32_t parties = charter->party_count + 2 < AK_TABLE_COLUMNS_MAX ? charter->party_count : AK_TABLE_COLUMNS_MAX - 2;
	ak_page_heading(page, "%s", _("Since when each party can be proven to have known each proposal"));
	ak_page_line(page, "%s", _("By the time that a record here of that party tells which has it among its ancestors. A dash: nothing here proves it."));
	ak_page_gap(page);
	ak_table_init(&table, parties + 2);
	table.whole = true;
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("proposal"));
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("by"));
	for (uint32_t p = 0; p < parties; p++)
		ak_table_cell(&table, AK_STYLE_DIM, "%s", charter->parties[p].name);
	for (uint32_t i = 0; i < index->count; i++)
		if (index->ledger->records[index->order[i]].kind == AK_KIND_PROPOSE)
			put_known_row(&table, index, index->order[i]);
	ak_table_put(&table, page);
	ak_table_release(&table);
}

/*
 * Which of the records about the matter a signer had seen: of those the last ones, that none of the others had seen. They say it all, and
 * are few.
 */
static void put_seen(struct ak_page *page, const struct index *index, uint32_t at)
{
	struct ak_graph *graph = (struct ak_graph *)&index->ledger->admission.graph;
	const char *before = " ";
	uint32_t *last = calloc((size_t)at + 1, sizeof *last);
	uint32_t count = 0;
	page->buf.failed |= !last;
	for (uint32_t i = at; last && i-- > 0;) {
		bool known = !ak_graph_is_ancestor(graph, index->order[i], index->order[at]);
		for (uint32_t k = 0; k < count && !known; k++)
			known = ak_graph_is_ancestor(graph, index->order[i], last[k]);
		if (!known)
			last[count++] = index->order[i];
	}
	ak_page_put(page, _("Its signer had seen, of this matter:"));
	while (count > 0) {
		ak_page_format(page, "%s%s", before, ak_id_short(&index->ledger->records[last[--count]].id).text);
		before = ", ";
	}
	ak_page_line(page, "%s", *before == ' ' ? _(" nothing") : _(", and what these had seen"));
	free(last);
}

/* ------------------------------------------------------------------ attachments */

struct naming {
	const struct index *index;
	struct ak_table table;
	uint32_t record;
};

static void put_attachment(void *context, const struct ak_id *id)
{
	struct naming *naming = context;
	const struct ak_ledger *ledger = naming->index->ledger;
	const char *absence = ak_attached_absence(ledger, id);
	ak_table_cell(&naming->table, AK_STYLE_DIM, "%s", ak_id_short(&ledger->records[naming->record].id).text);
	ak_table_cell(&naming->table, absence ? AK_STYLE_WAIT : AK_STYLE_PLAIN, "%s", absence ? absence : _("(here)"));
	ak_table_cell(&naming->table, AK_STYLE_PLAIN, "bijlagen/%s", ak_id_hex(id).text);
}

static void put_attachments(struct ak_page *page, const struct index *index)
{
	struct naming naming = {.index = index};
	ak_page_heading(page, "%s", _("Attachments that these records name"));
	ak_table_init(&naming.table, 3);
	for (uint32_t i = 0; i < index->count; i++) {
		naming.record = index->order[i];
		ak_attached_each(index->ledger, naming.record, put_attachment, &naming);
	}
	if (naming.table.count == 0)
		ak_page_line(page, "%s", _("None."));
	ak_table_put(&naming.table, page);
	ak_table_release(&naming.table);
}

/* ------------------------------------------------------------------ the whole */

void ak_dossier_index_put(
	struct ak_page *page, const struct ak_dossier *dossier, const struct ak_object *object, const char *title)
{
	struct index index = {.ledger = dossier->ledger, .dossier = dossier};
	sort_out(&index);
	if (!index.order) {
		page->buf.failed = true;
		return;
	}
	put_about(page, dossier, title);
	put_order(page, &index);
	if (object) {
		ak_page_heading(page, "%s", _("As it stands"));
		ak_object_put(page, dossier->ledger, object);
	}
	put_disputed(page, &index, object);
	put_known(page, &index);
	put_attachments(page, &index);
	ak_page_heading(page, "%s", _("Record by record, with the rule behind each verdict"));
	for (uint32_t i = 0; i < index.count; i++) {
		ak_page_gap(page);
		ak_record_put(page, dossier->ledger, index.order[i]);
		put_seen(page, &index, i);
	}
	free(index.order);
}
