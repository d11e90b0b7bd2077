/* SPDX-License-Identifier: EUPL-1.2 */
/* A page for every type: who may alter which field in which phase, the steps that there are, and its objects. */
#include <stdlib.h>
#include <string.h>

#include "report/html_site.h"

enum {
	PHASES_ACROSS = 8, /* phases that stand side by side; of more each field gets a list */
};

static void put_list(struct ak_site *site, const struct ak_texts *texts)
{
	for (uint32_t i = 0; i < texts->count; i++) {
		if (i > 0)
			ak_html_text(&site->html, ", ");
		ak_html_classed(&site->html, AK_TAG_SPAN, "name", texts->items[i]);
	}
}

/* What the short names stand for: bodies and offices of the charter in force. */
static void put_legend(struct ak_site *site)
{
	const struct ak_charter *charter = site->charter;
	const char *before = "";
	ak_html_open(&site->html, AK_TAG_P);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "note");
	ak_put_foreign(site);
	for (uint32_t i = 0; i < charter->body_count; i++, before = " · ")
		ak_html_format(
			&site->html, "%s%s: %s", before, charter->bodies[i].name, charter->bodies[i].label);
	for (uint32_t i = 0; i < charter->office_count; i++, before = " · ")
		ak_html_format(
			&site->html, "%s%s: %s", before, charter->offices[i].name, charter->offices[i].label);
	ak_html_close(&site->html, AK_TAG_P);
}

/* ---- type × field × phase → who */

/* The phases of a type's objects: the values of the enum that its phase comes down to. NULL: none. */
static const struct ak_texts *phases_of(const struct ak_site *site, const struct ak_type *type)
{
	const struct ak_field *phase = ak_phase_field(site->charter, type);
	return phase ? &phase->values : NULL;
}

static void put_help(struct ak_site *site, const struct ak_field *field)
{
	if (!field->help)
		return;
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "help");
	ak_put_foreign(site);
	ak_html_text(&site->html, field->help);
	ak_html_close(&site->html, AK_TAG_SPAN);
}

static void put_rule_list(struct ak_site *site, const struct ak_type *type, const struct ak_rules *rules)
{
	ak_grid_cell(site);
	for (uint32_t i = 0; i < rules->count; i++) {
		const struct ak_rule *rule = &rules->items[i];
		if (i > 0)
			ak_html_open(&site->html, AK_TAG_BR);
		if (strcmp(rule->phase, "*") != 0)
			ak_html_format(&site->html, "%s: ", rule->phase);
		else if (rules->count > 1)
			ak_html_format(&site->html, "%s: ", _("every other phase"));
		ak_put_who(site, NULL, type, &rule->who);
	}
	if (rules->count == 0)
		ak_html_classed(&site->html, AK_TAG_SPAN, "none", _("nobody"));
	ak_grid_cell_end(site);
}

static void put_rules(struct ak_site *site, const struct ak_type *type, const struct ak_rules *rules,
	const struct ak_texts *phases)
{
	if (!phases || phases->count > PHASES_ACROSS) {
		put_rule_list(site, type, rules);
		return;
	}
	for (uint32_t i = 0; i < phases->count; i++) {
		struct ak_who_list who = ak_rules_find(rules, phases->items[i]);
		ak_grid_cell(site);
		ak_put_who(site, NULL, type, &who);
		ak_grid_cell_end(site);
	}
}

/* What one value is: `one of: open, gereed`, `a reference to Agenda`. */
static void put_kind(struct ak_site *site, const struct ak_charter *charter, enum ak_field_type kind,
	const struct ak_field *field)
{
	static const char *const words[] = {
		[AK_FIELD_TEXT] = N_("text"),
		[AK_FIELD_INT] = N_("a whole number"),
		[AK_FIELD_BOOL] = N_("yes or no"),
		[AK_FIELD_DATE] = N_("a date"),
		[AK_FIELD_ENUM] = N_("one of:"),
		[AK_FIELD_PARTY] = N_("a party"),
		[AK_FIELD_ACTOR] = N_("an actor"),
		[AK_FIELD_REF] = N_("a reference to"),
		[AK_FIELD_RECORD] = N_("a record"),
		[AK_FIELD_FILE] = N_("a file"),
		[AK_FIELD_SET] = "",
		[AK_FIELD_KEY] = N_("a key"),
	};
	struct ak_html *html = &site->html;
	ak_html_text(html, _(words[kind]));
	if (kind != AK_FIELD_ENUM && kind != AK_FIELD_REF)
		return;
	ak_html_text(html, " ");
	if (kind == AK_FIELD_REF && strcmp(field->to, "*") == 0) {
		ak_html_text(html, _("anything"));
		return;
	}
	const struct ak_type *to = kind == AK_FIELD_REF ? ak_charter_type(charter, field->to) : NULL;
	ak_html_open(html, AK_TAG_SPAN);
	ak_put_foreign(site);
	if (kind == AK_FIELD_REF)
		ak_html_text(html, to ? to->label : field->to);
	for (uint32_t i = 0; kind == AK_FIELD_ENUM && i < field->values.count; i++)
		ak_html_format(html, "%s%s", i > 0 ? ", " : "", field->values.items[i]);
	ak_html_close(html, AK_TAG_SPAN);
}

static void put_range(struct ak_site *site, const struct ak_field *field)
{
	struct ak_html *html = &site->html;
	if (field->has_min && field->has_max)
		ak_html_format(html, _(", %lld to %lld"), (long long)field->min, (long long)field->max);
	else if (field->has_min)
		ak_html_format(html, _(", %lld or more"), (long long)field->min);
	else if (field->has_max)
		ak_html_format(html, _(", %lld or less"), (long long)field->max);
	if (field->unit)
		ak_html_format(html, "\u00A0%s", field->unit);
}

void ak_put_holds(struct ak_site *site, const struct ak_charter *charter, const struct ak_field *field)
{
	struct ak_html *html = &site->html;
	if (field->type == AK_FIELD_SET)
		ak_html_format(html, "%s ", _("several:"));
	put_kind(site, charter, field->type == AK_FIELD_SET ? field->of : field->type, field);
	put_range(site, field);
	if (field->required)
		ak_html_format(html, ", %s", _("required"));
	if (field->expected)
		ak_html_format(html, ", %s", _("expected"));
}

static void put_field_row(struct ak_site *site, const struct ak_type *type, const struct ak_field *field,
	const struct ak_texts *phases)
{
	static const struct ak_rules nobody = {.count = 0};
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_foreign(site);
	ak_html_text(&site->html, field->label);
	put_help(site, field);
	ak_grid_head_end(site);
	ak_grid_cell(site);
	ak_put_holds(site, site->charter, field);
	ak_grid_cell_end(site);
	if (field->has_moves) {
		ak_grid_cell(site);
		if (phases && phases->count <= PHASES_ACROSS && phases->count > 1)
			ak_html_attr_format(&site->html, AK_ATTR_COLSPAN, "%u", phases->count);
		ak_html_text(&site->html, _("by steps, see below"));
		ak_grid_cell_end(site);
	} else {
		put_rules(site, type, field->by.count ? &field->by : &nobody, phases);
	}
	ak_grid_row_end(site);
}

static void put_matrix(struct ak_site *site, const struct ak_type *type)
{
	const char *columns[2 + PHASES_ACROSS];
	const struct ak_texts *phases = phases_of(site, type);
	bool across = phases && phases->count <= PHASES_ACROSS;
	size_t count = 0;
	columns[count++] = _("Field");
	columns[count++] = _("Kind");
	for (uint32_t i = 0; across && i < phases->count; i++)
		columns[count++] = phases->items[i];
	if (!across)
		columns[count++] = _("Who");
	ak_site_section(site, "who", _("Who may alter what, in which phase"));
	put_legend(site);
	ak_grid_begin_under(site, _("By field and phase: who decides"), columns, count);
	ak_grid_row(site);
	ak_grid_head(site);
	ak_html_text(&site->html, _("make a new one"));
	ak_grid_head_end(site);
	ak_grid_cell(site);
	ak_put_stroke(site);
	ak_grid_cell_end(site);
	put_rules(site, type, &type->create, phases);
	ak_grid_row_end(site);
	for (uint32_t i = 0; i < type->field_count; i++)
		put_field_row(site, type, &type->fields[i], phases);
	ak_grid_end(site);
	ak_site_section_end(site);
}

static void put_move(struct ak_site *site, const struct ak_type *type, const struct ak_field *field,
	const struct ak_move *move)
{
	const char *comma = "";
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_foreign(site);
	ak_html_format(&site->html, "%s: %s → %s", field->label, move->from, move->to);
	ak_grid_head_end(site);
	ak_grid_cell(site);
	ak_put_who(site, NULL, type, &move->by);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	for (uint32_t i = 0; i < move->needs.count; i++, comma = ", ") {
		const struct ak_field *needed = ak_type_field(type, move->needs.items[i]);
		ak_html_format(&site->html, "%s%s", comma, needed ? needed->label : move->needs.items[i]);
	}
	if (move->needs.count == 0)
		ak_put_nothing(site);
	ak_grid_cell_end(site);
	ak_grid_text(site, move->pin ? _("yes") : _("no"));
	ak_grid_row_end(site);
}

static void put_moves(struct ak_site *site, const struct ak_type *type)
{
	const char *const columns[] = {_("Step"), _("Who"), _("Needs"), _("Pins the whole")};
	bool begun = false;
	for (uint32_t i = 0; i < type->field_count; i++)
		for (uint32_t m = 0; m < type->fields[i].move_count; m++) {
			if (!begun) {
				ak_site_section(site, "steps", _("Steps"));
				ak_grid_begin_under(site,
					_("Steps that there are, who may take them, and what they need"),
					columns, 4);
			}
			begun = true;
			put_move(site, type, &type->fields[i], &type->fields[i].moves[m]);
		}
	if (begun) {
		ak_grid_end(site);
		ak_site_section_end(site);
	}
}

void ak_put_freeze(struct ak_site *site, const struct ak_type *type)
{
	ak_html_open(&site->html, AK_TAG_P);
	const char *rest = ak_html_upto(
		&site->html, _("What “%s” names can be changed by nobody but %s while this is: %s."));
	ak_html_text(&site->html, type->freeze->label);
	rest = ak_html_upto(&site->html, rest);
	put_list(site, &type->freeze_except);
	rest = ak_html_upto(&site->html, rest);
	put_list(site, &type->freeze_while);
	ak_html_upto(&site->html, rest);
	ak_html_close(&site->html, AK_TAG_P);
}

static void put_freezes(struct ak_site *site, const struct ak_type *type)
{
	if (!type->freeze)
		return;
	ak_site_section(site, "freezes", _("Freezes"));
	ak_put_freeze(site, type);
	ak_site_section_end(site);
}

static void make_type(struct ak_site *site, const struct ak_role *role, uint32_t *found)
{
	char base[192], path[192];
	ak_path_type(base, role->type->name);
	base[strlen(base) - sizeof ".html" + 1] = '\0';
	struct ak_pages pages = {.base = base, .per_page = AK_SITE_ROWS};
	for (uint32_t n = 0; n < site->index.node_count; n++)
		if (site->index.nodes[n].role == role)
			found[pages.count++] = n;
	for (uint32_t p = 0; p < ak_pages_number(&pages) && ak_site_well(site); p++) {
		ak_pages_path(&pages, p, path);
		ak_site_begin_foreign(site, path, AK_SECTION_CHARTER, role->type->name, role->type->label);
		if (p == 0) {
			put_matrix(site, role->type);
			put_moves(site, role->type);
			put_freezes(site, role->type);
		}
		ak_site_section(site, "objects", _("Objects of this type"));
		if (pages.count == 0)
			ak_html_classed(&site->html, AK_TAG_P, "note", _("There are none."));
		else
			ak_put_rows(site, _("Objects of this type, and how they stand"),
				found + ak_pages_first(&pages, p),
				ak_pages_last(&pages, p) - ak_pages_first(&pages, p));
		ak_site_section_end(site);
		ak_pages_put(site, &pages, p);
		ak_site_end(site);
	}
}

void ak_pages_types(struct ak_site *site)
{
	uint32_t *found = calloc((size_t)site->index.node_count + 1, sizeof *found);
	if (!found) {
		ak_site_fail(site, ak_fail_memory(site->err));
		return;
	}
	for (uint32_t i = 0; i < site->charter->type_count && ak_site_well(site); i++)
		make_type(site, &site->index.roles[i], found);
	free(found);
}
