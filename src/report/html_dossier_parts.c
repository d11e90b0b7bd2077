/* SPDX-License-Identifier: EUPL-1.2 */
/* The sections of the first page of a dossier: what it is about, at a glance, and in tables. */
#include <stdlib.h>
#include <string.h>

#include "report/attached.h"
#include "report/html_dossier_parts.h"

static const struct ak_dossier_facts *facts_of(const struct ak_site *site)
{
	return site->places->facts;
}

static void put_note(struct ak_site *site, const char *sentence)
{
	ak_html_classed(&site->html, AK_TAG_P, "note", sentence);
}

/* ---- overview */

static void put_tile(struct ak_site *site, const char *kind, const char *name, uint32_t number)
{
	struct ak_html *html = &site->html;
	ak_html_open(html, AK_TAG_DIV);
	ak_html_attr(html, AK_ATTR_CLASS, number > 0 ? kind : "calm");
	ak_html_element(html, AK_TAG_DT, name);
	ak_html_open(html, AK_TAG_DD);
	ak_html_format(html, "%u", number);
	ak_html_close(html, AK_TAG_DD);
	ak_html_close(html, AK_TAG_DIV);
}

static void put_tiles(struct ak_site *site)
{
	const struct ak_dossier_facts *facts = facts_of(site);
	ak_html_open(&site->html, AK_TAG_DL);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "tiles");
	put_tile(site, "calm", _("Records about it"), facts->count);
	put_tile(site, "calm", _("In force"), facts->in_force);
	put_tile(site, "wait", _("Objections"), facts->objections);
	put_tile(site, "bad", _("Void"), facts->lost);
	put_tile(site, "wait", _("Not sealed yet"), facts->unsealed);
	ak_html_close(&site->html, AK_TAG_DL);
}

static void put_span(struct ak_site *site)
{
	const struct ak_dossier_facts *facts = facts_of(site);
	const struct ak_record *records = facts->ledger->records;
	int64_t first = 0, last = 0;
	for (uint32_t i = 0; i < facts->count; i++) {
		int64_t time = records[facts->order[i]].time;
		first = i == 0 || time < first ? time : first;
		last = i == 0 || time > last ? time : last;
	}
	if (facts->count == 0)
		return;
	ak_fact(site, _("Signed"));
	const char *rest = ak_html_upto(&site->html, _("from %s to %s, by the times that the records tell"));
	ak_put_time(site, first);
	rest = ak_html_upto(&site->html, rest);
	ak_put_time(site, last);
	ak_html_upto(&site->html, rest);
	ak_fact_end(site);
}

/* What people call an actor beside its name. */
static void put_actor_title(struct ak_site *site)
{
	const char *actor = facts_of(site)->matter.actor;
	char name[AK_OBJECT_MAX + 1] = "actor/";
	strncat(name, actor ? actor : "", AK_NAME_MAX);
	const struct ak_node *node = actor ? ak_index_find(&site->index, name) : NULL;
	if (!node)
		return;
	ak_buf_clear(&site->text);
	ak_node_title(site, node, &site->text);
	ak_html_text(&site->html, " ");
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_put_foreign(site);
	ak_html_text(&site->html, ak_buf_string(&site->text));
	ak_html_close(&site->html, AK_TAG_SPAN);
}

void ak_dossier_put_overview(struct ak_site *site)
{
	const struct ak_dossier_facts *facts = facts_of(site);
	struct ak_html *html = &site->html;
	ak_html_classed(html, AK_TAG_P, "lead",
		facts->matter.evidence != AK_EVIDENCE_NONE
			? _("These records are the proof. You need not trust whoever hands it to you: they are signed by those of whom they tell, "
			    "and can be checked without asking anybody.")
			: _("All that the ledger holds about one matter. You need not trust whoever hands it to you: everything that counts here "
			    "is signed, and can be checked without asking anybody."));
	ak_site_section(site, "overview", _("Overview"));
	put_tiles(site);
	ak_facts_begin(site);
	ak_fact(site, _("About"));
	ak_html_element(html, AK_TAG_CODE, ak_dossier_name(facts).text);
	put_actor_title(site);
	ak_fact_end(site);
	put_span(site);
	ak_fact(site, _("Records"));
	ak_html_format(html, _("%u records, of which %u are about the matter."), facts->dossier->hold_count,
		facts->dossier->touch_count);
	ak_html_format(html, " %s", ak_dossier_reach_words(facts->dossier->reach));
	ak_fact_end(site);
	ak_fact_text(site, _("Verdicts"), _("Every verdict here is that of the whole ledger from which it was made."));
	ak_fact(site, _("Ledger"));
	ak_html_classed(html, AK_TAG_CODE, "digest", ak_id_hex(&site->ledger->id).text);
	ak_fact_end(site);
	ak_facts_end(site);
	ak_site_section_end(site);
}

/* ---- in the order of judging */

/* That there are more than are shown. */
static void put_rest(struct ak_site *site, uint32_t count)
{
	if (count <= AK_SITE_ROWS)
		return;
	ak_html_open(&site->html, AK_TAG_P);
	ak_html_format(&site->html, _("The first %u of %u; all of them are told record by record."), AK_SITE_ROWS, count);
	ak_html_close(&site->html, AK_TAG_P);
}

void ak_dossier_put_order(struct ak_site *site)
{
	const struct ak_dossier_facts *facts = facts_of(site);
	ak_site_section(site, "order", _("In the order of judging"));
	put_note(site, _("Each record after all that its signer had seen. Where that leaves a choice the rules of the ledger settle it, not the "
			 "times that the records tell."));
	ak_dossier_begin_rows(site, _("The records about the matter, in the order of judging"));
	for (uint32_t i = 0; i < facts->count && i < AK_SITE_ROWS; i++)
		ak_dossier_put_row(site, facts->order[i]);
	ak_grid_end(site);
	put_rest(site, facts->count);
	ak_site_section_end(site);
}

void ak_dossier_put_ways(struct ak_site *site, const struct ak_pages *pages)
{
	const struct ak_places *places = site->places;
	const char *const columns[] = {_("Records"), _("First signed"), _("Last signed")};
	char path[192];
	ak_grid_begin_under(site, _("The pages on which the records stand"), columns, 3);
	for (uint32_t page = 1; page < places->page_count; page++) {
		uint32_t first = places->first[page], last = places->first[page + 1];
		ak_pages_path(pages, page, path);
		ak_buf_clear(&site->text);
		ak_buf_format(&site->text, _("%u to %u"), first + 1, last);
		ak_grid_row(site);
		ak_grid_head(site);
		ak_put_link(site, path, ak_buf_string(&site->text));
		ak_grid_head_end(site);
		ak_grid_cell(site);
		ak_put_time(site, site->ledger->records[places->facts->order[first]].time);
		ak_grid_cell_end(site);
		ak_grid_cell(site);
		ak_put_time(site, site->ledger->records[places->facts->order[last - 1]].time);
		ak_grid_cell_end(site);
		ak_grid_row_end(site);
	}
	ak_grid_end(site);
}

/* ---- as it stands */

void ak_dossier_put_stands(struct ak_site *site)
{
	const struct ak_object *object = facts_of(site)->standing;
	const struct ak_node *node = object ? ak_index_find(&site->index, object->name) : NULL;
	if (!object)
		return;
	ak_site_section(site, "stands", _("As it stands"));
	if (node && *ak_phase_of(site->state, object)) {
		ak_facts_begin(site);
		ak_put_phase(site, node);
		ak_facts_end(site);
	}
	if (node)
		ak_put_values(site, node);
	else
		put_note(site, _("It does not exist: nothing that would make it is in force."));
	ak_site_section_end(site);
}

/* ---- what is disputed */

void ak_dossier_put_disputed(struct ak_site *site)
{
	const struct ak_dossier_facts *facts = facts_of(site);
	uint32_t count = 0;
	ak_site_section(site, "disputed", _("What is disputed: objections, and what lost against something else"));
	if (facts->dispute_count > 0) {
		ak_html_element(&site->html, AK_TAG_P, _("Disputes about it:"));
		ak_put_disputes(site, ak_index_find(&site->index, facts->matter.object->name));
	}
	if (facts->freezer) {
		ak_html_open(&site->html, AK_TAG_P);
		const char *rest = ak_html_upto(&site->html, _("It is frozen by %s."));
		ak_put_object(site, facts->freezer->name);
		ak_html_upto(&site->html, rest);
		ak_html_close(&site->html, AK_TAG_P);
	}
	for (uint32_t i = 0; i < facts->count; i++) {
		if (!ak_dossier_is_disputed(facts, facts->order[i]) || ++count > AK_SITE_ROWS)
			continue;
		if (count == 1)
			ak_dossier_begin_rows(site, _("Objections, and what lost against something else"));
		ak_dossier_put_row(site, facts->order[i]);
	}
	if (count > 0)
		ak_grid_end(site);
	else
		put_note(site, _("Nobody objected, and nothing lost against anything else."));
	put_rest(site, count);
	ak_site_section_end(site);
}

/* ---- who knew what */

static void put_known_row(struct ak_site *site, uint32_t number)
{
	const struct ak_dossier_facts *facts = facts_of(site);
	const struct ak_record *it = &site->ledger->records[facts->order[number]];
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_record(site, facts->order[number]);
	ak_html_text(&site->html, " ");
	ak_put_actor(site, it->actor);
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "why");
	ak_put_foreign(site);
	ak_put_cut(site, it->why ? it->why : "");
	ak_html_close(&site->html, AK_TAG_SPAN);
	ak_grid_head_end(site);
	for (uint32_t p = 0; p < facts->party_count; p++) {
		uint32_t proof = ak_dossier_known(facts, number, p);
		ak_grid_cell(site);
		if (proof == AK_POSITION_NONE) {
			ak_put_stroke(site);
		} else {
			ak_put_time(site, site->ledger->records[proof].time);
			ak_html_open(&site->html, AK_TAG_SPAN);
			ak_html_attr(&site->html, AK_ATTR_CLASS, "help");
			ak_put_record(site, proof);
			ak_html_close(&site->html, AK_TAG_SPAN);
		}
		ak_grid_cell_end(site);
	}
	ak_grid_row_end(site);
}

void ak_dossier_put_known(struct ak_site *site)
{
	const struct ak_dossier_facts *facts = facts_of(site);
	const char **columns = calloc(facts->party_count + 1U, sizeof *columns);
	uint32_t count = 0;
	if (!columns) {
		ak_site_fail(site, ak_fail_memory(site->err));
		return;
	}
	columns[0] = _("Proposal");
	for (uint32_t p = 0; p < facts->party_count; p++)
		columns[p + 1] = site->charter->parties[p].name;
	ak_site_section(site, "known", _("Since when each party can be proven to have known each proposal"));
	put_note(site, _("By the time that a record here of that party tells which has it among its ancestors. A dash: nothing here proves it."));
	for (uint32_t i = 0; i < facts->count; i++) {
		if (site->ledger->records[facts->order[i]].kind != AK_KIND_PROPOSE || ++count > AK_SITE_ROWS)
			continue;
		if (count == 1)
			ak_grid_begin_under(site, _("The first proof of each party, proposal by proposal"), columns,
				facts->party_count + 1U);
		put_known_row(site, i);
	}
	if (count > 0)
		ak_grid_end(site);
	else
		put_note(site, _("None."));
	put_rest(site, count);
	ak_site_section_end(site);
	free(columns);
}

/* ---- attachments */

struct naming {
	struct ak_site *site;
	uint32_t record, count;
};

static void put_attachment(void *context, const struct ak_id *id)
{
	struct naming *naming = context;
	struct ak_site *site = naming->site;
	const char *const columns[] = {_("Attachment"), _("Is it here?"), _("Named by")};
	if (++naming->count > AK_SITE_ROWS)
		return;
	if (naming->count == 1)
		ak_grid_begin_under(site, _("Which record names which attachment"), columns, 3);
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_attachment(site, id);
	ak_grid_head_end(site);
	ak_grid_cell(site);
	ak_put_presence(site, id);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_put_record(site, naming->record);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

void ak_dossier_put_attachments(struct ak_site *site)
{
	const struct ak_dossier_facts *facts = facts_of(site);
	struct naming naming = {.site = site};
	ak_site_section(site, "attachments", _("Attachments that these records name"));
	for (uint32_t i = 0; i < facts->count; i++) {
		naming.record = facts->order[i];
		ak_attached_each(facts->ledger, naming.record, put_attachment, &naming);
	}
	if (naming.count > 0)
		ak_grid_end(site);
	else
		put_note(site, _("None."));
	put_rest(site, naming.count);
	ak_site_section_end(site);
}
