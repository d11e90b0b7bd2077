/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules of a charter as one page of HTML: real tables, readable without style, script or network. */
#include "report/charter_rules.h"
#include "report/gettext.h"
#include "report/html.h"

/* In the page itself, so that it is one file. */
static const char style[] = "data:text/css,"
			    "body{font:1rem/1.5 sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}"
			    "table{border-collapse:collapse;margin:1rem 0 2rem}"
			    "caption{text-align:left;font-weight:bold;padding:.3rem 0}"
			    "th,td{border:1px solid %23767676;padding:.3rem .6rem;text-align:left;vertical-align:top}"
			    "thead th{background:%23eee}"
			    ".scroll{overflow-x:auto}"
			    "@media print{.scroll{overflow:visible}h2{break-after:avoid}tr{break-inside:avoid}}";

static void head_cell(struct ak_html *html, const char *text, const char *scope)
{
	ak_html_open(html, AK_TAG_TH);
	ak_html_attr(html, AK_ATTR_SCOPE, scope);
	ak_html_text(html, text);
	ak_html_close(html, AK_TAG_TH);
}

static void begin_table(struct ak_html *html, const char *caption, const char *const *heads, uint32_t count)
{
	ak_html_open(html, AK_TAG_DIV);
	ak_html_attr(html, AK_ATTR_CLASS, "scroll");
	ak_html_attr(html, AK_ATTR_ROLE, "region");
	ak_html_attr(html, AK_ATTR_ARIA_LABEL, caption);
	ak_html_attr(html, AK_ATTR_TABINDEX, "0");
	ak_html_open(html, AK_TAG_TABLE);
	ak_html_element(html, AK_TAG_CAPTION, caption);
	ak_html_open(html, AK_TAG_THEAD);
	ak_html_open(html, AK_TAG_TR);
	for (uint32_t i = 0; i < count; i++)
		head_cell(html, heads[i], "col");
}

static void end_heads(struct ak_html *html)
{
	ak_html_close(html, AK_TAG_TR);
	ak_html_close(html, AK_TAG_THEAD);
	ak_html_open(html, AK_TAG_TBODY);
}

static void end_table(struct ak_html *html)
{
	ak_html_close(html, AK_TAG_TBODY);
	ak_html_close(html, AK_TAG_TABLE);
	ak_html_close(html, AK_TAG_DIV);
}

static void who_cell(
	struct ak_html *html, const struct ak_charter *charter, const struct ak_type *type, const struct ak_who_list *who)
{
	ak_html_open(html, AK_TAG_TD);
	if (who->count == 0)
		ak_html_text(html, _("nobody"));
	for (uint32_t i = 0; i < who->count; i++) {
		struct ak_buf words = AK_BUF_INIT;
		ak_rules_who(&words, charter, type, &who->items[i]);
		if (i > 0)
			ak_html_text(html, _(" or "));
		ak_html_text(html, ak_buf_string(&words));
		ak_buf_release(&words);
	}
	ak_html_close(html, AK_TAG_TD);
}

/* ---- one type */

static void rule_cells(struct ak_html *html, const struct ak_charter *charter, const struct ak_type *type,
	const struct ak_rules *rules)
{
	const struct ak_field *phase = ak_phase_field(charter, type);
	for (uint32_t i = 0; i < (phase ? phase->values.count : 1); i++) {
		struct ak_who_list who = ak_rules_find(rules, phase ? phase->values.items[i] : "");
		who_cell(html, charter, type, &who);
	}
}

static void field_row(
	struct ak_html *html, const struct ak_charter *charter, const struct ak_type *type, const struct ak_field *field)
{
	struct ak_buf holds = AK_BUF_INIT;
	ak_rules_holds(&holds, field);
	ak_html_open(html, AK_TAG_TR);
	ak_html_open(html, AK_TAG_TH);
	ak_html_attr(html, AK_ATTR_SCOPE, "row");
	ak_html_format(html, "%s (%s)", field->label, field->name);
	ak_html_close(html, AK_TAG_TH);
	ak_html_element(html, AK_TAG_TD, ak_buf_string(&holds));
	rule_cells(html, charter, type, &field->by);
	ak_html_close(html, AK_TAG_TR);
	ak_buf_release(&holds);
}

static void fields_table(struct ak_html *html, const struct ak_charter *charter, const struct ak_type *type)
{
	const struct ak_field *phase = ak_phase_field(charter, type);
	const char *const heads[] = {_("Field"), _("Holds")};
	begin_table(html, phase ? _("Who may make one, and set a field, in which phase") : _("Who may make one, and set a field"),
		heads, 2);
	for (uint32_t i = 0; i < (phase ? phase->values.count : 1); i++)
		head_cell(html, phase ? phase->values.items[i] : _("Always"), "col");
	end_heads(html);
	ak_html_open(html, AK_TAG_TR);
	head_cell(html, _("Making one"), "row");
	ak_html_element(html, AK_TAG_TD, "");
	rule_cells(html, charter, type, &type->create);
	ak_html_close(html, AK_TAG_TR);
	for (uint32_t i = 0; i < type->field_count; i++)
		if (!type->fields[i].has_moves)
			field_row(html, charter, type, &type->fields[i]);
	end_table(html);
}

static void move_row(struct ak_html *html, const struct ak_charter *charter, const struct ak_type *type,
	const struct ak_field *field, const struct ak_move *move)
{
	ak_html_open(html, AK_TAG_TR);
	ak_html_open(html, AK_TAG_TH);
	ak_html_attr(html, AK_ATTR_SCOPE, "row");
	ak_html_format(html, "%s: %s → %s", field->label, move->from, move->to);
	ak_html_close(html, AK_TAG_TH);
	who_cell(html, charter, type, &move->by);
	ak_html_open(html, AK_TAG_TD);
	for (uint32_t i = 0; i < move->needs.count; i++)
		ak_html_format(html, "%s%s", i ? ", " : "", ak_type_field(type, move->needs.items[i])->label);
	ak_html_close(html, AK_TAG_TD);
	ak_html_element(html, AK_TAG_TD, move->pin ? _("yes") : _("no"));
	ak_html_close(html, AK_TAG_TR);
}

static void moves_table(struct ak_html *html, const struct ak_charter *charter, const struct ak_type *type)
{
	const char *const heads[] = {_("Move"), _("Who"), _("What must be filled in"), _("About the whole, as it stands")};
	uint32_t count = 0;
	for (uint32_t i = 0; i < type->field_count; i++)
		count += type->fields[i].move_count;
	if (count == 0)
		return;
	begin_table(html, _("Moves: there are no others"), heads, 4);
	end_heads(html);
	for (uint32_t i = 0; i < type->field_count; i++)
		for (uint32_t m = 0; m < type->fields[i].move_count; m++)
			move_row(html, charter, type, &type->fields[i], &type->fields[i].moves[m]);
	end_table(html);
}

static void put_type(struct ak_html *html, const struct ak_charter *charter, const struct ak_type *type)
{
	ak_html_open(html, AK_TAG_H2);
	ak_html_format(html, "%s (%s)", type->label, type->name);
	ak_html_close(html, AK_TAG_H2);
	if (type->phase && type->phase->type == AK_FIELD_REF) {
		ak_html_open(html, AK_TAG_P);
		ak_html_format(html, _("It is in the phase of what “%s” names."), type->phase->label);
		ak_html_close(html, AK_TAG_P);
	}
	fields_table(html, charter, type);
	moves_table(html, charter, type);
	if (!type->freeze)
		return;
	ak_html_open(html, AK_TAG_P);
	ak_html_format(html, _("While it is in one of these phases, what “%s” names cannot be changed:"), type->freeze->label);
	for (uint32_t i = 0; i < type->freeze_while.count; i++)
		ak_html_format(html, " %s", type->freeze_while.items[i]);
	ak_html_text(html, _(". Except by:"));
	for (uint32_t i = 0; i < type->freeze_except.count; i++)
		ak_html_format(html, " %s", type->freeze_except.items[i]);
	ak_html_close(html, AK_TAG_P);
}

/* ---- the whole */

/* The first cells of a row: who, and the rank. */
static void decider_row(struct ak_html *html, const char *label, const char *name, uint32_t rank)
{
	ak_html_open(html, AK_TAG_TR);
	ak_html_open(html, AK_TAG_TH);
	ak_html_attr(html, AK_ATTR_SCOPE, "row");
	ak_html_format(html, "%s (%s)", label, name);
	ak_html_close(html, AK_TAG_TH);
	ak_html_open(html, AK_TAG_TD);
	ak_html_format(html, "%u", rank);
	ak_html_close(html, AK_TAG_TD);
	ak_html_open(html, AK_TAG_TD);
}

static void names_cell(struct ak_html *html, const char *before, const struct ak_texts *names)
{
	ak_html_close(html, AK_TAG_TD);
	ak_html_open(html, AK_TAG_TD);
	ak_html_text(html, before);
	for (uint32_t i = 0; i < names->count; i++)
		ak_html_format(html, "%s%s", i ? ", " : "", names->items[i]);
	ak_html_close(html, AK_TAG_TD);
	ak_html_close(html, AK_TAG_TR);
}

static void bodies_table(struct ak_html *html, const struct ak_charter *charter)
{
	const char *const heads[] = {_("Body or office"), _("Rank"), _("Decides with"), _("Who")};
	begin_table(html, _("Who decides"), heads, 4);
	end_heads(html);
	for (uint32_t i = 0; i < charter->body_count; i++) {
		const struct ak_body *body = &charter->bodies[i];
		decider_row(html, body->label, body->name, body->rank);
		ak_html_format(html, _("%u of %u seats"), body->quorum, body->seats.count);
		names_cell(html, "", &body->seats);
	}
	for (uint32_t i = 0; i < charter->office_count; i++) {
		const struct ak_office *office = &charter->offices[i];
		decider_row(html, office->label, office->name, office->rank);
		ak_html_text(html, _("one person"));
		names_cell(html, _("appointed by: "), &office->appointed_by);
	}
	end_table(html);
}

static void put_head(struct ak_html *html, const struct ak_charter *charter, const char *language, const char *note)
{
	ak_html_open(html, AK_TAG_HTML);
	ak_html_attr(html, AK_ATTR_LANG, language);
	ak_html_open(html, AK_TAG_HEAD);
	ak_html_open(html, AK_TAG_META);
	ak_html_attr(html, AK_ATTR_CHARSET, "utf-8");
	ak_html_open(html, AK_TAG_META);
	ak_html_attr(html, AK_ATTR_NAME, "viewport");
	ak_html_attr(html, AK_ATTR_CONTENT, "width=device-width, initial-scale=1");
	ak_html_element(html, AK_TAG_TITLE, charter->name);
	ak_html_open(html, AK_TAG_LINK);
	ak_html_attr(html, AK_ATTR_REL, "stylesheet");
	ak_html_attr(html, AK_ATTR_HREF, style);
	ak_html_close(html, AK_TAG_HEAD);
	ak_html_open(html, AK_TAG_BODY);
	ak_html_open(html, AK_TAG_MAIN);
	ak_html_element(html, AK_TAG_H1, charter->name);
	ak_html_open(html, AK_TAG_P);
	ak_html_text(html, note);
	ak_html_close(html, AK_TAG_P);
}

void ak_rules_page(struct ak_buf *out, const struct ak_charter *charter, const struct ak_type *only, const char *language,
	const char *note)
{
	struct ak_html html = AK_HTML_INIT;
	ak_html_begin(&html);
	put_head(&html, charter, language, note);
	ak_html_element(&html, AK_TAG_H2, _("Who takes part"));
	ak_html_open(&html, AK_TAG_UL);
	for (uint32_t i = 0; i < charter->party_count; i++) {
		ak_html_open(&html, AK_TAG_LI);
		ak_html_format(&html, "%s (%s)", charter->parties[i].label, charter->parties[i].name);
		ak_html_close(&html, AK_TAG_LI);
	}
	ak_html_close(&html, AK_TAG_UL);
	bodies_table(&html, charter);
	for (uint32_t i = 0; i < charter->type_count; i++)
		if (!only || only == &charter->types[i])
			put_type(&html, charter, &charter->types[i]);
	ak_html_close(&html, AK_TAG_MAIN);
	ak_html_close(&html, AK_TAG_BODY);
	ak_html_close(&html, AK_TAG_HTML);
	ak_html_end(&html);
	out->failed |= html.out.failed;
	ak_buf_append(out, html.out.data, html.out.size);
	ak_html_release(&html);
}
