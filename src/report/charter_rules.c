/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/charter_rules.h"

#include <inttypes.h>
#include <string.h>

#include "report/gettext.h"
#include "report/value.h"

enum {
	INDENT = 2,
	PHASES_MAX = AK_TABLE_COLUMNS_MAX - 2, /* that fit beside one another in a table */
};

/* ---- words */

static const char *label_of(const struct ak_type *type, const char *name)
{
	const struct ak_field *field = ak_type_field(type, name);
	return field ? field->label : name;
}

void ak_rules_who(
	struct ak_buf *out, const struct ak_charter *charter, const struct ak_type *type, const struct ak_who *who)
{
	const char *label = who->capacity ? ak_capacity_label(charter, who->capacity) : NULL;
	switch (who->kind) {
	case AK_WHO_CAPACITY:
		ak_buf_format(out, "%s (%s)", label ? label : who->capacity, who->capacity);
		return;
	case AK_WHO_SEAT:
		ak_buf_format(out, _("the seat in %s (%s) of the party in “%s”"), label ? label : who->capacity,
			who->capacity, label_of(type, who->field));
		return;
	case AK_WHO_ACTOR:
		ak_buf_format(out, _("the person in “%s”"), label_of(type, who->field));
		return;
	}
}

static void put_range(struct ak_buf *out, const struct ak_field *field)
{
	if (field->has_min && field->has_max)
		ak_buf_format(out, _(", %" PRId64 " to %" PRId64), field->min, field->max);
	else if (field->has_min)
		ak_buf_format(out, _(", at least %" PRId64), field->min);
	else if (field->has_max)
		ak_buf_format(out, _(", at most %" PRId64), field->max);
	if (field->unit)
		ak_buf_format(out, " %s", field->unit);
}

void ak_rules_holds(struct ak_buf *out, const struct ak_field *field)
{
	ak_buf_text(out, _(ak_field_type_name(field->type))); /* in the reader's language */
	if (field->type == AK_FIELD_SET)
		ak_buf_format(out, _(" of %s"), _(ak_field_type_name(field->of)));
	if (field->to)
		ak_buf_format(out, _(" to %s"), strcmp(field->to, "*") == 0 ? _("anything") : field->to);
	put_range(out, field);
	if (field->required)
		ak_buf_text(out, _(", required"));
	if (field->expected)
		ak_buf_text(out, _(", expected"));
}

/* A who-list as the charter has it: `do, pm`; a dash is nobody. */
static void list_words(struct ak_buf *out, const struct ak_who_list *who)
{
	for (uint32_t i = 0; i < who->count; i++)
		ak_buf_format(out, "%s%s", i ? ", " : "", who->items[i].text);
	ak_buf_text(out, who->count ? "" : "–");
}

static void put_who_cell(struct ak_table *table, const struct ak_who_list *who)
{
	struct ak_buf words = AK_BUF_INIT;
	list_words(&words, who);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", ak_buf_string(&words));
	ak_buf_release(&words);
}

/* ---- one type as text */

/* The phases of a type: the values of the enum, or the one without a name. */
static uint32_t phase_count(const struct ak_field *phase)
{
	return phase ? phase->values.count : 1;
}

static const char *phase_name(const struct ak_field *phase, uint32_t i)
{
	return phase ? phase->values.items[i] : "";
}

static void put_rules_row(struct ak_table *table, const struct ak_rules *rules, const struct ak_field *phase)
{
	for (uint32_t i = 0; i < phase_count(phase); i++) {
		struct ak_who_list who = ak_rules_find(rules, phase_name(phase, i));
		put_who_cell(table, &who);
	}
}

static void put_field_cells(struct ak_table *table, const struct ak_field *field)
{
	struct ak_buf holds = AK_BUF_INIT;
	ak_rules_holds(&holds, field);
	ak_table_cell(table, AK_STYLE_STRONG, "%s (%s)", field->label, field->name);
	ak_table_cell(table, AK_STYLE_DIM, "%s", ak_buf_string(&holds));
	ak_buf_release(&holds);
}

/* A row for each field, a column for each phase. */
static void fill_matrix(struct ak_table *table, const struct ak_type *type, const struct ak_field *phase)
{
	ak_table_init(table, 2 + phase_count(phase));
	ak_table_cell(table, AK_STYLE_DIM, "%s", "");
	ak_table_cell(table, AK_STYLE_DIM, "%s", phase ? _("in phase:") : "");
	for (uint32_t i = 0; i < phase_count(phase); i++)
		ak_table_cell(table, AK_STYLE_DIM, "%s", phase ? phase_name(phase, i) : _("always"));
	ak_table_cell(table, AK_STYLE_STRONG, "%s", _("(made by)"));
	ak_table_cell(table, AK_STYLE_DIM, "%s", "");
	put_rules_row(table, &type->create, phase);
	for (uint32_t i = 0; i < type->field_count; i++) {
		if (type->fields[i].has_moves)
			continue;
		put_field_cells(table, &type->fields[i]);
		put_rules_row(table, &type->fields[i].by, phase);
	}
}

static bool same_who(const struct ak_who_list *a, const struct ak_who_list *b)
{
	bool same = a->count == b->count;
	for (uint32_t i = 0; same && i < a->count; i++)
		same = strcmp(a->items[i].text, b->items[i].text) == 0;
	return same;
}

/*
 * Whoever may in phase i, with all the phases in which just they may: `concept, vastgesteld: do, pm`. Nothing where
 * an earlier one told it.
 */
static void put_phases(struct ak_buf *out, const struct ak_rules *rules, const struct ak_field *phase, uint32_t i)
{
	struct ak_who_list who = ak_rules_find(rules, phase_name(phase, i));
	struct ak_buf names = AK_BUF_INIT;
	uint32_t count = 0, earlier = 0;
	for (uint32_t k = 0; k < phase_count(phase); k++) {
		struct ak_who_list other = ak_rules_find(rules, phase_name(phase, k));
		if (!same_who(&who, &other))
			continue;
		ak_buf_format(&names, count++ ? ", %s" : "%s", phase_name(phase, k));
		earlier += k < i;
	}
	if (earlier == 0) {
		ak_buf_format(out, "%s%s: ", out->size ? "; " : "",
			count == phase_count(phase) ? _("always") : ak_buf_string(&names));
		list_words(out, &who);
	}
	ak_buf_release(&names);
}

/* All phases; those in which nobody may come last, and need no name where others are told. */
static void put_all_phases(struct ak_buf *out, const struct ak_rules *rules, const struct ak_field *phase)
{
	uint32_t nobody = 0;
	for (uint32_t i = 0; i < phase_count(phase); i++) {
		if (ak_rules_find(rules, phase_name(phase, i)).count == 0)
			nobody++;
		else
			put_phases(out, rules, phase, i);
	}
	if (nobody > 0)
		ak_buf_text(out, out->size ? _("; otherwise –") : "–");
}

/* The same below one another, where the table would be too wide. */
static void put_row_below(
	struct ak_page *page, const char *label, const char *holds, const struct ak_rules *rules, const struct ak_field *phase)
{
	struct ak_buf words = AK_BUF_INIT;
	put_all_phases(&words, rules, phase);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", label);
	ak_page_styled(page, AK_STYLE_DIM, "%s%s", *holds ? "  " : "", holds);
	ak_page_end(page);
	ak_page_to(page, page->indent + 2 * INDENT);
	ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&words));
	page->buf.failed |= words.failed;
	ak_buf_release(&words);
}

static void put_below(struct ak_page *page, const struct ak_type *type, const struct ak_field *phase)
{
	put_row_below(page, _("(made by)"), "", &type->create, phase);
	for (uint32_t i = 0; i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		struct ak_buf label = AK_BUF_INIT, holds = AK_BUF_INIT;
		ak_buf_format(&label, "%s (%s)", field->label, field->name);
		ak_rules_holds(&holds, field);
		if (!field->has_moves)
			put_row_below(page, ak_buf_string(&label), ak_buf_string(&holds), &field->by, phase);
		ak_buf_release(&label);
		ak_buf_release(&holds);
	}
}

static void put_fields(struct ak_page *page, const struct ak_type *type, const struct ak_field *phase)
{
	struct ak_table table;
	bool is_wide = phase_count(phase) > PHASES_MAX;
	if (!is_wide) {
		fill_matrix(&table, type, phase);
		is_wide = page->width > 0 && page->indent + ak_table_width(&table) > page->width;
		if (!is_wide)
			ak_table_put(&table, page);
		ak_table_release(&table);
	}
	if (is_wide)
		put_below(page, type, phase);
}

static void put_move(struct ak_table *table, const struct ak_field *field, const struct ak_move *move)
{
	struct ak_buf needs = AK_BUF_INIT;
	for (uint32_t i = 0; i < move->needs.count; i++)
		ak_buf_format(&needs, i ? ", %s" : _("needs %s"), move->needs.items[i]);
	ak_table_cell(table, AK_STYLE_STRONG, "%s (%s)", field->label, field->name);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s → %s", move->from, move->to);
	put_who_cell(table, &move->by);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", move->pin ? _("as a whole") : "");
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", ak_buf_string(&needs));
	ak_buf_release(&needs);
}

static void put_moves(struct ak_page *page, const struct ak_type *type)
{
	struct ak_table table;
	ak_table_init(&table, 5);
	for (uint32_t i = 0; i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		for (uint32_t m = 0; m < field->move_count; m++)
			put_move(&table, field, &field->moves[m]);
	}
	if (table.count > 0)
		ak_page_gap(page);
	ak_table_put(&table, page);
	ak_table_release(&table);
}

static void list_names(struct ak_buf *out, const struct ak_texts *names)
{
	for (uint32_t i = 0; i < names->count; i++)
		ak_buf_format(out, "%s%s", i ? ", " : "", names->items[i]);
}

static void put_freeze(struct ak_page *page, const struct ak_type *type)
{
	struct ak_buf phases = AK_BUF_INIT, except = AK_BUF_INIT;
	if (!type->freeze)
		return;
	list_names(&phases, &type->freeze_while);
	list_names(&except, &type->freeze_except);
	ak_page_gap(page);
	ak_page_line(page, _("While it is %s, what “%s” names can be changed by %s only."), ak_buf_string(&phases),
		type->freeze->label, ak_buf_string(&except));
	ak_buf_release(&phases);
	ak_buf_release(&except);
}

static void put_type(struct ak_page *page, const struct ak_charter *charter, const struct ak_type *type)
{
	const struct ak_field *phase = ak_phase_field(charter, type);
	if (type->phase && type->phase->type == AK_FIELD_REF)
		ak_page_heading(page, _("%s (%s), in the phase of its “%s”"), type->label, type->name, type->phase->label);
	else
		ak_page_heading(page, "%s (%s)", type->label, type->name);
	page->indent = INDENT;
	put_fields(page, type, phase);
	put_moves(page, type);
	put_freeze(page, type);
	page->indent = 0;
}

/* ---- who takes part */

static void put_bodies(struct ak_page *page, const struct ak_charter *charter)
{
	struct ak_table table;
	ak_table_init(&table, 5);
	for (uint32_t i = 0; i < charter->body_count; i++) {
		const struct ak_body *body = &charter->bodies[i];
		struct ak_buf seats = AK_BUF_INIT;
		list_names(&seats, &body->seats);
		ak_table_cell(&table, AK_STYLE_STRONG, "%s", body->name);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", body->label);
		ak_table_cell(&table, AK_STYLE_PLAIN, _("rank %u"), body->rank);
		ak_table_cell(&table, AK_STYLE_PLAIN, _("%u of %u seats"), body->quorum, body->seats.count);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", ak_buf_string(&seats));
		ak_buf_release(&seats);
	}
	for (uint32_t i = 0; i < charter->office_count; i++) {
		const struct ak_office *office = &charter->offices[i];
		struct ak_buf by = AK_BUF_INIT;
		list_names(&by, &office->appointed_by);
		ak_table_cell(&table, AK_STYLE_STRONG, "%s", office->name);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", office->label);
		ak_table_cell(&table, AK_STYLE_PLAIN, _("rank %u"), office->rank);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", _("one person"));
		ak_table_cell(&table, AK_STYLE_PLAIN, _("appointed by %s"), ak_buf_string(&by));
		ak_buf_release(&by);
	}
	page->indent = INDENT;
	ak_table_put(&table, page);
	page->indent = 0;
	ak_table_release(&table);
}

static void put_head(struct ak_page *page, const struct ak_charter *charter)
{
	ak_page_styled(page, AK_STYLE_STRONG, "%s", charter->name);
	ak_page_end(page);
	for (uint32_t i = 0; i < charter->party_count; i++)
		ak_page_line(page, _("  party %s, %s"), charter->parties[i].name, charter->parties[i].label);
	ak_page_heading(page, "%s", _("Who decides"));
	put_bodies(page, charter);
	page->indent = INDENT;
	for (uint32_t i = 0; i < charter->amend.count; i++)
		ak_page_line(page, _("This charter can be replaced by %s."), charter->amend.items[i]);
	if (charter->seal_body)
		ak_page_line(page, _("Seals are made by %s and witnessed by %s."), charter->seal_by,
			charter->seal_body->name);
	else
		ak_page_line(page, "%s", _("There are no seals: nothing is ever fixed for good."));
	page->indent = 0;
}

void ak_rules_put(struct ak_page *page, const struct ak_charter *charter, const struct ak_type *only)
{
	if (!only)
		put_head(page, charter);
	for (uint32_t i = 0; i < charter->type_count; i++)
		if (!only || only == &charter->types[i])
			put_type(page, charter, &charter->types[i]);
	ak_page_gap(page);
	ak_page_line(page, "%s",
		_("Each named here may act alone; a body by its number of seats; body@field is that body's seat of the "
		  "party that the field names; @field is the person that it names; – is nobody."));
}
