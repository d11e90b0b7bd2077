/* SPDX-License-Identifier: EUPL-1.2 */
/* The pages of a dossier: their frame, and which of them has what. */
#include "report/html_dossier.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "report/html_dossier_parts.h"
#include "report/words.h"

enum { WAYS_MAX = 8 };

/* The languages in which there is an index, each with its own name for itself. */
static const struct {
	const char *tag, *name, *base;
} languages[] = {
	{"en", "English", "index"},
	{"nl", "Nederlands", "index.nl"},
};

/* The sections of the first page, in their order. */
static const struct {
	const char *id, *label;
	bool of_object;
} sections[] = {
	{"overview", N_("Overview"), false},
	{"order", N_("Order"), false},
	{"stands", N_("As it stands"), true},
	{"disputed", N_("Disputed"), false},
	{"known", N_("Who knew what"), false},
	{"attachments", N_("Attachments"), false},
	{"records", N_("Record by record"), false},
	{"check", N_("Checking it"), false},
};

/* ---- the frame */

void ak_put_languages(struct ak_site *site)
{
	struct ak_html *html = &site->html;
	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
		if (strcmp(languages[i].base, site->places->base) == 0)
			continue;
		ak_html_open(html, AK_TAG_LI);
		ak_html_open(html, AK_TAG_A);
		ak_html_attr_format(html, AK_ATTR_HREF, "%s.html", languages[i].base);
		ak_html_attr(html, AK_ATTR_LANG, languages[i].tag);
		ak_html_text(html, languages[i].name);
		ak_html_close(html, AK_TAG_A);
		ak_html_close(html, AK_TAG_LI);
	}
}

void ak_put_dossier_footer(struct ak_site *site)
{
	const struct ak_dossier_facts *facts = site->places->facts;
	struct ak_html *html = &site->html;
	ak_html_open(html, AK_TAG_FOOTER);
	ak_html_open(html, AK_TAG_P);
	const char *rest = ak_html_upto(html, _("These pages show; the records prove. Whether they are what was signed is told by %s, and whether their "
						"signers might decide by %s."));
	ak_html_element(html, AK_TAG_CODE, "sh verify.sh");
	rest = ak_html_upto(html, rest);
	ak_html_element(html, AK_TAG_CODE, "akkoord verify");
	ak_html_upto(html, rest);
	ak_html_close(html, AK_TAG_P);
	ak_facts_begin(site);
	ak_fact(site, _("Dossier"));
	ak_html_element(html, AK_TAG_CODE, ak_dossier_name(facts).text);
	ak_fact_end(site);
	ak_fact(site, _("Ledger"));
	ak_html_element(html, AK_TAG_CODE, ak_id_hex(&site->ledger->id).text);
	ak_fact_end(site);
	ak_facts_end(site);
	ak_html_close(html, AK_TAG_FOOTER);
}

/* ---- the pages */

static void begin_object(struct ak_site *site, const char *path, const struct ak_object *object)
{
	const struct ak_node *node = ak_index_find(&site->index, object->name);
	const struct ak_type *type = ak_charter_type_of(site->charter, object->name);
	if (node)
		ak_node_title(site, node, &site->text);
	else
		ak_buf_text(&site->text, object->name);
	ak_site_begin_foreign(site, path, AK_SECTION_NONE,
		node ? ak_node_type(node) : type ? type->label : object->type, ak_buf_string(&site->text));
}

static void begin_first(struct ak_site *site)
{
	const struct ak_dossier_matter *matter = &site->places->facts->matter;
	const char *evidence = ak_dossier_evidence_words(matter->evidence);
	const struct ak_pages first = {.base = site->places->base};
	char path[192];
	ak_pages_path(&first, 0, path);
	ak_buf_clear(&site->text);
	if (matter->object) {
		begin_object(site, path, matter->object);
		return;
	}
	if (evidence) {
		ak_buf_text(&site->text, evidence);
	} else if (matter->actor) {
		ak_buf_format(&site->text, _("All that %s signed, and its mandate"), matter->actor);
	} else {
		const struct ak_record *record = &site->ledger->records[matter->record];
		ak_buf_format(&site->text, "%s %s", ak_words_heading(record->kind), ak_id_short(&record->id).text);
	}
	ak_site_begin(site, path, AK_SECTION_NONE, ak_buf_string(&site->text));
}

static void make_first(struct ak_site *site, const uint32_t *effects, const struct ak_pages *pages)
{
	const struct ak_places *places = site->places;
	begin_first(site);
	ak_dossier_put_overview(site);
	if (places->facts->matter.evidence == AK_EVIDENCE_FORK)
		ak_put_forks(site);
	if (site->ledger->judge.split_count > 0)
		ak_put_split(site);
	ak_dossier_put_order(site);
	ak_dossier_put_stands(site);
	ak_dossier_put_disputed(site);
	ak_dossier_put_known(site);
	ak_dossier_put_attachments(site);
	ak_site_section(site, "records", _("Record by record, with the rule behind each verdict"));
	if (places->page_count > 1)
		ak_dossier_put_ways(site, pages);
	else
		ak_dossier_put_cards(site, effects, 0, places->facts->count);
	ak_site_section_end(site);
	ak_dossier_put_checks(site);
	ak_site_end(site);
}

static void make_further(struct ak_site *site, const uint32_t *effects, const struct ak_pages *pages, uint32_t page)
{
	const struct ak_places *places = site->places;
	uint32_t first = places->first[page], last = places->first[page + 1];
	char path[192];
	ak_pages_path(pages, page, path);
	ak_buf_clear(&site->text);
	ak_buf_format(&site->text, _("Records %u to %u of %u"), first + 1, last, places->facts->count);
	ak_site_begin(site, path, AK_SECTION_NONE, ak_buf_string(&site->text));
	ak_html_open(&site->html, AK_TAG_P);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "lead");
	ak_html_text(&site->html, ak_dossier_name(places->facts).text);
	ak_html_close(&site->html, AK_TAG_P);
	ak_pages_put(site, pages, page);
	ak_site_section(site, "records", _("Record by record, with the rule behind each verdict"));
	ak_dossier_put_cards(site, effects, first, last);
	ak_site_section_end(site);
	ak_site_end(site);
}

static void make_pages(struct ak_site *site)
{
	const struct ak_places *places = site->places;
	const struct ak_pages pages = {.base = places->base, .count = places->page_count, .per_page = 1};
	uint32_t *effects = ak_effects_first(site->ledger);
	if (!effects) {
		ak_site_fail(site, ak_fail_memory(site->err));
		return;
	}
	make_first(site, effects, &pages);
	for (uint32_t page = 1; page < places->page_count && ak_site_well(site); page++)
		make_further(site, effects, &pages, page);
	free(effects);
}

/* ---- the whole */

/* Paths of the sections, for the menu: "index.html#order". */
struct ways {
	char paths[WAYS_MAX][64];
	struct ak_site_way items[WAYS_MAX];
	unsigned count;
};

static void take_ways(struct ways *ways, const struct ak_dossier_facts *facts, const char *base)
{
	ways->count = 0;
	for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
		if (sections[i].of_object && !facts->standing)
			continue;
		snprintf(ways->paths[ways->count], sizeof ways->paths[0], "%s.html#%s", base, sections[i].id);
		ways->items[ways->count] = (struct ak_site_way){.path = ways->paths[ways->count], .label = sections[i].label};
		ways->count++;
	}
}

static const char *base_of_language(void)
{
	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
		if (strcmp(languages[i].tag, _("en")) == 0)
			return languages[i].base;
	return languages[0].base;
}

enum ak_status ak_dossier_pages_make(
	const struct ak_dossier_facts *facts, ak_report_put *put, void *context, struct ak_error *err)
{
	struct ak_report_options options = {.language = AK_REPORT_LANGUAGE, .put = put, .context = context};
	struct ak_site site;
	struct ak_places places;
	struct ways ways;
	enum ak_status status = ak_places_init(&places, facts, base_of_language(), err);
	if (status != AK_OK)
		return status;
	take_ways(&ways, facts, places.base);
	status = ak_site_init(&site, facts->ledger, &options, err);
	if (status == AK_OK) {
		site.places = &places;
		site.menu = ways.items;
		site.menu_count = ways.count;
		/* no clock's: two replicas must come to the same */
		options.today = ak_date_of(ak_index_newest(&site.index));
		make_pages(&site);
		status = site.status;
		ak_site_release(&site);
	}
	ak_places_release(&places);
	return status;
}

enum ak_status ak_dossier_style_make(ak_report_put *put, void *context, struct ak_error *err)
{
	const struct ak_report_options options = {.put = put, .context = context};
	struct ak_site site = {.options = &options, .status = AK_OK, .err = err};
	ak_site_make_style(&site);
	return site.status;
}
