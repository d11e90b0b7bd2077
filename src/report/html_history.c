/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The history of an object, told twice: decision by decision, with all that stands behind each, and field by
 * field. What is too long for the object's page goes on pages of its own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/html_site.h"

/* The effects of one proposal on the object: they applied together, so they stand together. */
struct event {
	const struct ak_effect **effects;
	uint32_t count;
};

struct events {
	struct event *items; /* newest first */
	uint32_t count;
};

static void take_events(struct ak_site *site, const struct ak_node *node, struct events *events)
{
	const struct ak_effect **effects = &site->index.effects[node->first_effect];
	*events = (struct events){.items = calloc((size_t)node->effect_count + 1, sizeof *events->items)};
	if (!events->items) {
		ak_site_fail(site, ak_fail_memory(site->err));
		return;
	}
	for (uint32_t end = node->effect_count; end > 0;) {
		uint32_t start = end - 1;
		while (start > 0 && effects[start - 1]->proposal == effects[end - 1]->proposal)
			start--;
		events->items[events->count++] =
			(struct event){.effects = effects + start, .count = end - start};
		end = start;
	}
}

static const struct ak_change *change_of(const struct ak_site *site, const struct ak_effect *effect)
{
	return &site->ledger->records[effect->proposal].changes[effect->change];
}

static void put_label(struct ak_site *site, const struct ak_type *type, const char *name)
{
	const struct ak_field *field = type ? ak_type_field(type, name) : NULL;
	bool ours = type && ak_builtin_type(type->name);
	ak_html_open(&site->html, AK_TAG_STRONG);
	if (!ours)
		ak_put_foreign(site);
	ak_html_text(&site->html, !field ? name : ours ? _(field->label) : field->label);
	ak_html_close(&site->html, AK_TAG_STRONG);
}

/* ---- decision by decision */

void ak_put_step(struct ak_site *site, const struct ak_type *type, const struct ak_change *change)
{
	struct ak_html *html = &site->html;
	const struct ak_field *field = type ? ak_type_field(type, change->field) : NULL;
	put_label(site, type, change->field);
	ak_html_text(html, ": ");
	switch (change->op) {
	case AK_OP_SET:
		ak_html_open(html, AK_TAG_SPAN);
		ak_html_attr(html, AK_ATTR_CLASS, "was");
		ak_put_value(site, field, &change->from);
		ak_html_close(html, AK_TAG_SPAN);
		ak_html_text(html, " → ");
		break;
	case AK_OP_ADD:
		ak_html_text(html, _("added: "));
		break;
	case AK_OP_REMOVE:
		ak_html_text(html, _("removed: "));
		break;
	case AK_OP_CREATE:
	case AK_OP_AMEND:
		break;
	}
	ak_put_value(site, field, &change->to);
}

static void put_effect(struct ak_site *site, const struct ak_effect *effect)
{
	struct ak_html *html = &site->html;
	const struct ak_change *change = change_of(site, effect);
	const struct ak_type *type = ak_charter_type_of(effect->charter, change->object);
	ak_html_open(html, AK_TAG_LI);
	if (change->op == AK_OP_CREATE) {
		ak_html_format(html,
			P_("It came to be, with %u field given.", "It came to be, with %u fields given.",
				change->field_count),
			change->field_count);
	} else {
		ak_put_step(site, type, change);
	}
	if (!effect->effective)
		ak_html_classed(html, AK_TAG_SPAN, "help", _("It was so already."));
	ak_html_open(html, AK_TAG_SPAN);
	ak_html_attr(html, AK_ATTR_CLASS, "rule");
	ak_html_format(html, "%s ", _("Rule:"));
	ak_put_rule(site, effect);
	ak_html_close(html, AK_TAG_SPAN);
	ak_html_close(html, AK_TAG_LI);
}

static void put_backing(struct ak_site *site, uint32_t proposal)
{
	const struct ak_record *record = &site->ledger->records[proposal];
	ak_facts_begin(site);
	ak_fact(site, _("Decided by"));
	ak_put_capacity(site, ak_charter_of(site, proposal), record->capacity);
	ak_fact_end(site);
	ak_fact(site, _("Seats"));
	ak_put_seats(site, proposal);
	ak_fact_end(site);
	ak_fact(site, _("Proposed by"));
	ak_put_actor(site, record->actor);
	ak_html_text(&site->html, ", ");
	ak_put_time(site, record->time);
	ak_fact_end(site);
	ak_fact(site, _("Why"));
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "words");
	ak_put_foreign(site);
	ak_put_cut(site, record->why);
	ak_html_close(&site->html, AK_TAG_SPAN);
	ak_fact_end(site);
	if (ak_count_answers(site, proposal, AK_KIND_ENDORSE) > 0) {
		ak_fact(site, _("Endorsed by"));
		ak_put_answers(site, proposal, AK_KIND_ENDORSE);
		ak_fact_end(site);
	}
	ak_fact(site, _("Objections"));
	ak_put_answers(site, proposal, AK_KIND_OBJECT);
	ak_fact_end(site);
	ak_facts_end(site);
}

static void put_event(struct ak_site *site, const struct event *event)
{
	struct ak_html *html = &site->html;
	uint32_t proposal = event->effects[0]->proposal;
	ak_html_open(html, AK_TAG_LI);
	ak_html_open(html, AK_TAG_P);
	ak_html_attr(html, AK_ATTR_CLASS, "when");
	ak_put_time(site, ak_decided_time(&site->index, proposal));
	ak_html_text(html, " ");
	ak_put_record(site, proposal);
	ak_html_text(html, " ");
	ak_put_sealed(site, proposal);
	ak_html_close(html, AK_TAG_P);
	ak_html_open(html, AK_TAG_UL);
	ak_html_attr(html, AK_ATTR_CLASS, "steps");
	for (uint32_t i = 0; i < event->count; i++)
		put_effect(site, event->effects[i]);
	ak_html_close(html, AK_TAG_UL);
	put_backing(site, proposal);
	ak_html_close(html, AK_TAG_LI);
}

static void put_events(struct ak_site *site, const struct events *events, uint32_t first, uint32_t last)
{
	ak_html_open(&site->html, AK_TAG_OL);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "timeline");
	for (uint32_t i = first; i < last; i++)
		put_event(site, &events->items[i]);
	ak_html_close(&site->html, AK_TAG_OL);
}

/* ---- field by field */

/* A value that a field once got. */
struct entry {
	const struct ak_effect *effect;
	const char *field;
	const struct ak_value *value;
	uint32_t order; /* the newest first */
};

struct entries {
	struct entry *items; /* by field, each the newest first */
	size_t room;
	uint32_t count;
};

static bool put_entry(struct entries *entries, const struct ak_effect *effect, const char *field,
	const struct ak_value *value)
{
	if (!ak_grow((void **)&entries->items, &entries->room, entries->count, sizeof *entries->items))
		return false;
	entries->items[entries->count] =
		(struct entry){.effect = effect, .field = field, .value = value, .order = entries->count};
	entries->count++;
	return true;
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = strcmp(a->field, b->field);
	return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

static void take_entries(struct ak_site *site, const struct ak_node *node, struct entries *entries)
{
	bool well = true;
	*entries = (struct entries){.items = NULL};
	for (uint32_t i = node->effect_count; well && i > 0; i--) {
		const struct ak_effect *effect = site->index.effects[node->first_effect + i - 1];
		const struct ak_change *change = change_of(site, effect);
		if (!effect->effective)
			continue;
		if (change->op != AK_OP_CREATE)
			well = put_entry(entries, effect, change->field, &change->to);
		for (uint32_t f = 0; well && change->op == AK_OP_CREATE && f < change->field_count; f++)
			well = put_entry(entries, effect, change->fields[f].field, &change->fields[f].value);
	}
	if (!well)
		ak_site_fail(site, ak_fail_memory(site->err));
	if (entries->count > 0)
		qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
}

static void put_entry_row(struct ak_site *site, const struct entry *entry)
{
	const struct ak_change *change = change_of(site, entry->effect);
	const struct ak_type *type = ak_charter_type_of(entry->effect->charter, change->object);
	const struct ak_record *record = &site->ledger->records[entry->effect->proposal];
	ak_grid_row(site);
	ak_grid_head(site);
	put_label(site, type, entry->field);
	ak_grid_head_end(site);
	ak_grid_cell(site);
	if (change->op == AK_OP_ADD)
		ak_html_text(&site->html, _("added: "));
	if (change->op == AK_OP_REMOVE)
		ak_html_text(&site->html, _("removed: "));
	ak_put_value(site, type ? ak_type_field(type, entry->field) : NULL, entry->value);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_put_time(site, ak_decided_time(&site->index, entry->effect->proposal));
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	if (strcmp(record->capacity, "self") == 0)
		ak_html_text(&site->html, _("its proposer alone"));
	else
		ak_html_classed(&site->html, AK_TAG_SPAN, "name", record->capacity);
	ak_html_text(&site->html, " ");
	ak_put_record(site, entry->effect->proposal);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_put_sealed(site, entry->effect->proposal);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void put_entries(struct ak_site *site, const struct entries *entries, uint32_t first, uint32_t last)
{
	const char *const columns[] = {_("Field"), _("Value"), _("From"), _("Decided by"), _("Sealed")};
	ak_grid_begin_under(site, _("Every value that each field has had, the newest first"), columns, 5);
	for (uint32_t i = first; i < last; i++)
		put_entry_row(site, &entries->items[i]);
	ak_grid_end(site);
}

/* ---- on the object's page, and on pages of their own */

static void base_of(const struct ak_node *node, const char *what, char base[192])
{
	char path[192];
	ak_path_object(path, node->object->name);
	snprintf(base, 192, "%.*s_%.15s", (int)(strlen(path) - sizeof ".html" + 1), path, what);
}

static void put_all_link(struct ak_site *site, const struct ak_pages *pages, const char *text)
{
	char path[192];
	if (pages->count <= pages->per_page)
		return;
	ak_pages_path(pages, 0, path);
	ak_html_open(&site->html, AK_TAG_P);
	ak_put_link(site, path, text);
	ak_html_format(&site->html, " (%u)", pages->count);
	ak_html_close(&site->html, AK_TAG_P);
}

static uint32_t at_most(uint32_t count, uint32_t most)
{
	return count < most ? count : most;
}

/* What both kinds of page need. */
struct history {
	struct events events;
	struct entries entries;
	char events_base[192], entries_base[192];
	struct ak_pages event_pages, entry_pages;
};

static void history_init(struct ak_site *site, const struct ak_node *node, struct history *history)
{
	take_events(site, node, &history->events);
	take_entries(site, node, &history->entries);
	base_of(node, "history", history->events_base);
	base_of(node, "fields", history->entries_base);
	history->event_pages = (struct ak_pages){
		.base = history->events_base, .count = history->events.count, .per_page = AK_SITE_CARDS};
	history->entry_pages = (struct ak_pages){
		.base = history->entries_base, .count = history->entries.count, .per_page = AK_SITE_ROWS};
}

static void history_release(struct history *history)
{
	free(history->events.items);
	free(history->entries.items);
}

void ak_put_history(struct ak_site *site, const struct ak_node *node)
{
	struct history history;
	history_init(site, node, &history);
	if (history.events.count > 0) {
		bool all = history.events.count <= AK_SITE_CARDS;
		ak_site_section(site, "history", _("History"));
		put_events(site, &history.events, 0, all ? history.events.count : AK_SITE_BRIEF);
		put_all_link(site, &history.event_pages, _("The whole history"));
		ak_site_section_end(site);
	}
	if (history.entries.count > 0) {
		ak_site_section(site, "fields", _("History by field"));
		put_entries(site, &history.entries, 0, at_most(history.entries.count, AK_SITE_ROWS));
		put_all_link(site, &history.entry_pages, _("All values of all fields"));
		ak_site_section_end(site);
	}
	history_release(&history);
}

static void begin_page(struct ak_site *site, const struct ak_node *node, const struct ak_pages *pages,
	uint32_t page, const char *heading)
{
	char path[192];
	ak_pages_path(pages, page, path);
	ak_site_begin(site, path, AK_SECTION_START, heading);
	ak_html_open(&site->html, AK_TAG_P);
	ak_put_node(site, node);
	ak_html_close(&site->html, AK_TAG_P);
}

void ak_pages_history(struct ak_site *site, const struct ak_node *node)
{
	struct history history;
	history_init(site, node, &history);
	const struct ak_pages *pages = &history.event_pages;
	for (uint32_t p = 0;
		pages->count > pages->per_page && p < ak_pages_number(pages) && ak_site_well(site); p++) {
		begin_page(site, node, pages, p, _("History"));
		put_events(site, &history.events, ak_pages_first(pages, p), ak_pages_last(pages, p));
		ak_pages_put(site, pages, p);
		ak_site_end(site);
	}
	pages = &history.entry_pages;
	for (uint32_t p = 0;
		pages->count > pages->per_page && p < ak_pages_number(pages) && ak_site_well(site); p++) {
		begin_page(site, node, pages, p, _("History by field"));
		put_entries(site, &history.entries, ak_pages_first(pages, p), ak_pages_last(pages, p));
		ak_pages_put(site, pages, p);
		ak_site_end(site);
	}
	history_release(&history);
}
