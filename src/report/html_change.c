/* SPDX-License-Identifier: EUPL-1.2 */
/* Proposals: what they change, by which rule, and who stands behind them. */
#include <string.h>

#include "base/limits.h"
#include "report/html_site.h"

const struct ak_type *ak_type_by_name(const struct ak_charter *charter, const char *object)
{
	char name[AK_NAME_MAX + 1] = "";
	size_t size = strcspn(object, "/");
	if (size > AK_NAME_MAX)
		return NULL;
	strncat(name, object, size);
	const struct ak_type *builtin = ak_builtin_type(name);
	return builtin ? builtin : ak_charter_type(charter, name);
}

const struct ak_charter *ak_charter_of(const struct ak_site *site, uint32_t proposal)
{
	return ak_index_charter_at(&site->index, ak_decided_place(&site->index, proposal));
}

/* ---- changes */

/* A field by its label, ours where its type is built in. */
static void put_label(
	struct ak_site *site, const struct ak_type *type, const struct ak_field *field, const char *name)
{
	bool ours = type && ak_builtin_type(type->name);
	ak_grid_cell(site);
	if (!ours)
		ak_put_foreign(site);
	ak_html_text(&site->html, !field ? name : ours ? _(field->label) : field->label);
	ak_grid_cell_end(site);
}

static void put_row(struct ak_site *site, const struct ak_change *change, const struct ak_type *type,
	const char *name, const struct ak_value *was, const struct ak_value *becomes)
{
	const struct ak_field *field = type ? ak_type_field(type, name) : NULL;
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_object(site, change->object);
	ak_grid_head_end(site);
	put_label(site, type, field, name);
	ak_grid_cell(site);
	ak_put_value(site, field, was);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_put_value(site, field, becomes);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void put_amend(struct ak_site *site, const struct ak_change *change)
{
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_link(site, "charter.html", _("the charter"));
	ak_grid_head_end(site);
	ak_grid_text(site, _("the whole of it"));
	ak_grid_cell(site);
	ak_html_classed(&site->html, AK_TAG_CODE, "digest", ak_id_hex(&change->from_charter).text);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_html_classed(&site->html, AK_TAG_CODE, "digest", ak_id_hex(&change->charter_digest).text);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

static void put_change(struct ak_site *site, const struct ak_charter *charter, const struct ak_change *change)
{
	const struct ak_value nothing = {.kind = AK_VALUE_NULL};
	const struct ak_type *type = change->object ? ak_type_by_name(charter, change->object) : NULL;
	switch (change->op) {
	case AK_OP_CREATE:
		for (uint32_t i = 0; i < change->field_count; i++)
			put_row(site, change, type, change->fields[i].field, &nothing,
				&change->fields[i].value);
		if (change->field_count == 0)
			put_row(site, change, type, "", &nothing, &nothing);
		return;
	case AK_OP_SET:
		put_row(site, change, type, change->field, &change->from, &change->to);
		return;
	case AK_OP_ADD:
		put_row(site, change, type, change->field, &nothing, &change->to);
		return;
	case AK_OP_REMOVE:
		put_row(site, change, type, change->field, &change->to, &nothing);
		return;
	case AK_OP_AMEND:
		put_amend(site, change);
		return;
	}
}

void ak_put_changes(struct ak_site *site, uint32_t proposal)
{
	const struct ak_record *record = &site->ledger->records[proposal];
	const char *const columns[] = {_("Object"), _("Field"), _("Was"), _("Becomes")};
	const struct ak_charter *charter = ak_charter_of(site, proposal);
	ak_grid_begin_under(site, _("What it changes"), columns, 4);
	for (uint32_t i = 0; i < record->change_count; i++)
		put_change(site, charter, &record->changes[i]);
	ak_grid_end(site);
}

static bool named_before(const struct ak_record *record, uint32_t change)
{
	for (uint32_t i = 0; i < change; i++)
		if (record->changes[i].object &&
			strcmp(record->changes[i].object, record->changes[change].object) == 0)
			return true;
	return false;
}

void ak_put_touched(struct ak_site *site, uint32_t proposal)
{
	enum { NAMED = 3 };
	const struct ak_record *record = &site->ledger->records[proposal];
	unsigned named = 0, others = 0;
	for (uint32_t i = 0; i < record->change_count; i++) {
		const char *object = record->changes[i].object;
		if (object && named_before(record, i))
			continue;
		if (named == NAMED) {
			others++;
			continue;
		}
		if (named++ > 0)
			ak_html_text(&site->html, ", ");
		if (object)
			ak_put_object(site, object);
		else
			ak_put_link(site, "charter.html", _("the charter"));
	}
	if (others > 0)
		ak_html_format(&site->html, P_(" and %u other", " and %u others", others), others);
}

/* ---- rules */

static const struct {
	const char *type;
	const char *rule;
} builtin_rules[] = {
	{"party", N_("The key of a party may be set by the party itself, or by a body that may amend the "
		     "charter.")},
	{"actor", N_("An actor is appointed and altered by its own party.")},
	{"seat", N_("Who holds a seat is for the party whose seat it is.")},
	{"office", N_("Who holds an office is for the bodies that the charter names.")},
};

static void put_builtin_rule(struct ak_site *site, const char *type)
{
	for (size_t i = 0; i < sizeof builtin_rules / sizeof builtin_rules[0]; i++)
		if (strcmp(builtin_rules[i].type, type) == 0)
			ak_html_text(&site->html, _(builtin_rules[i].rule));
}

static void put_amend_rule(struct ak_site *site, const struct ak_charter *charter)
{
	const char *rest = ak_html_upto(&site->html, _("The charter may be amended by %s."));
	for (uint32_t i = 0; i < charter->amend.count; i++) {
		if (i > 0)
			ak_html_text(&site->html, i + 1 == charter->amend.count ? _(" or ") : ", ");
		ak_html_classed(&site->html, AK_TAG_SPAN, "name", charter->amend.items[i]);
	}
	ak_html_upto(&site->html, rest);
}

/* A translated sentence with texts of the charter and, at its last place, a who-list. */
static void put_sentence(struct ak_site *site, const struct ak_charter *charter, const char *message,
	const char *const *texts, const struct ak_type *type, const struct ak_who_list *who)
{
	const char *rest = message;
	for (size_t i = 0; texts[i]; i++) {
		rest = ak_html_upto(&site->html, rest);
		ak_html_open(&site->html, AK_TAG_SPAN);
		ak_put_foreign(site);
		ak_html_text(&site->html, texts[i]);
		ak_html_close(&site->html, AK_TAG_SPAN);
	}
	rest = ak_html_upto(&site->html, rest);
	ak_put_who(site, charter, type, who);
	ak_html_upto(&site->html, rest);
}

static void put_field_rule(struct ak_site *site, const struct ak_effect *effect, const struct ak_type *type,
	const struct ak_change *change)
{
	const struct ak_field *field = ak_type_field(type, change->field);
	if (!field)
		return;
	if (field->has_moves) {
		const struct ak_move *move = NULL;
		if (change->from.kind == AK_VALUE_TEXT && change->to.kind == AK_VALUE_TEXT)
			move = ak_field_move(field, change->from.text, change->to.text);
		const char *const texts[] = {
			field->label, move ? move->from : "", move ? move->to : "", NULL};
		const struct ak_who_list nobody = {.count = 0};
		put_sentence(site, effect->charter, _("“%s” may go from “%s” to “%s” by a decision of %s."),
			texts, type, move ? &move->by : &nobody);
		return;
	}
	struct ak_who_list who = ak_rules_find(&field->by, effect->phase);
	const char *const texts[] = {field->label, *effect->phase ? effect->phase : NULL, NULL};
	put_sentence(site, effect->charter,
		*effect->phase ? _("“%s” may be changed in phase “%s” by a decision of %s.")
			       : _("“%s” may be changed by a decision of %s."),
		texts, type, &who);
}

void ak_put_rule(struct ak_site *site, const struct ak_effect *effect)
{
	const struct ak_change *change = &site->ledger->records[effect->proposal].changes[effect->change];
	const struct ak_type *type = change->object ? ak_type_by_name(effect->charter, change->object) : NULL;
	if (change->op == AK_OP_AMEND) {
		put_amend_rule(site, effect->charter);
	} else if (type && ak_builtin_type(type->name)) {
		put_builtin_rule(site, type->name);
	} else if (type && change->op == AK_OP_CREATE) {
		struct ak_who_list who = ak_rules_find(&type->create, effect->phase);
		const char *const texts[] = {type->label, *effect->phase ? effect->phase : NULL, NULL};
		put_sentence(site, effect->charter,
			*effect->phase ? _("“%s” may be made in phase “%s” by a decision of %s.")
				       : _("“%s” may be made by a decision of %s."),
			texts, type, &who);
	} else if (type) {
		put_field_rule(site, effect, type, change);
	}
}

/* ---- who stands behind it */

void ak_put_seats(struct ak_site *site, uint32_t proposal)
{
	struct ak_html *html = &site->html;
	const struct ak_judged *judged = ak_ledger_judged(site->ledger, proposal);
	struct ak_capacity capacity =
		ak_capacity_of(ak_charter_of(site, proposal), site->ledger->records[proposal].capacity);
	const char *before = " (";
	if (capacity.kind == AK_CAPACITY_NONE) {
		ak_put_nothing(site);
		return;
	}
	ak_html_format(html, _("%u of %u"), ak_seats_count(judged->counted), capacity.needed);
	if (capacity.kind != AK_CAPACITY_BODY || judged->counted == 0)
		return;
	for (uint32_t i = 0; i < capacity.body->seats.count; i++) {
		if (!(judged->counted & UINT64_C(1) << i))
			continue;
		ak_html_text(html, before);
		ak_put_party(site, capacity.body->seats.items[i]);
		before = ", ";
	}
	ak_html_text(html, ")");
}

uint32_t ak_count_answers(const struct ak_site *site, uint32_t record, enum ak_kind kind)
{
	const struct ak_judge *judge = &site->ledger->judge;
	uint32_t count = 0;
	for (uint32_t i = judge->first_answer[record]; i < judge->first_answer[record + 1]; i++)
		count += site->ledger->records[judge->answers[i]].kind == kind &&
			 ak_site_has_page(site, judge->answers[i]);
	return count;
}

static void put_answer(struct ak_site *site, uint32_t answer)
{
	struct ak_html *html = &site->html;
	const struct ak_record *record = &site->ledger->records[answer];
	ak_html_open(html, AK_TAG_LI);
	ak_put_actor(site, record->actor);
	ak_html_text(html, ", ");
	ak_put_time(site, record->time);
	ak_html_text(html, " ");
	ak_put_record(site, answer);
	ak_html_text(html, " ");
	ak_put_verdict(site, answer);
	if (record->why) {
		ak_html_open(html, AK_TAG_SPAN);
		ak_html_attr(html, AK_ATTR_CLASS, "why");
		ak_put_foreign(site);
		ak_put_cut(site, record->why, AK_SITE_WHY);
		ak_html_close(html, AK_TAG_SPAN);
	}
	ak_html_close(html, AK_TAG_LI);
}

void ak_put_answers(struct ak_site *site, uint32_t record, enum ak_kind kind)
{
	const struct ak_judge *judge = &site->ledger->judge;
	uint32_t count = ak_count_answers(site, record, kind), shown = 0;
	if (count == 0) {
		ak_put_nothing(site);
		return;
	}
	ak_html_open(&site->html, AK_TAG_UL);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "answers");
	for (uint32_t i = judge->first_answer[record];
		i < judge->first_answer[record + 1] && shown < AK_SITE_ROWS; i++) {
		uint32_t answer = judge->answers[i];
		if (site->ledger->records[answer].kind != kind || !ak_site_has_page(site, answer))
			continue;
		put_answer(site, answer);
		shown++;
	}
	if (shown < count) {
		ak_html_open(&site->html, AK_TAG_LI);
		ak_html_format(&site->html, _("and %u more"), count - shown);
		ak_html_close(&site->html, AK_TAG_LI);
	}
	ak_html_close(&site->html, AK_TAG_UL);
}

void ak_put_sealed(struct ak_site *site, uint32_t record)
{
	uint32_t seal = ak_sealed_by(&site->index, record);
	if (seal == AK_POSITION_NONE) {
		ak_put_mark(site, "wait", _("not yet sealed"));
		return;
	}
	ak_put_mark(site, "good", _("sealed"));
	ak_html_text(&site->html, " ");
	ak_put_record(site, seal);
}
