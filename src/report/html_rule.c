/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules of the charter, each in a sentence about this very change. */
#include <string.h>

#include "report/html_site.h"

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

/* A translated sentence with texts of the charter (NULL-ended) and, at its last place, a who-list. */
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
	const struct ak_type *type = change->object ? ak_charter_type_of(effect->charter, change->object) : NULL;
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

/* Whether two changes of one proposal go by the same line of the charter. */
static bool same_rule(const struct ak_record *proposal, const struct ak_effect *a, const struct ak_effect *b)
{
	const struct ak_change *one = &proposal->changes[a->change];
	const struct ak_change *other = &proposal->changes[b->change];
	if (one->op == AK_OP_AMEND || other->op == AK_OP_AMEND || strcmp(a->object->type, b->object->type) != 0 ||
		strcmp(a->phase, b->phase) != 0)
		return one->op == other->op && one->op == AK_OP_AMEND;
	if (one->op == AK_OP_CREATE || other->op == AK_OP_CREATE)
		return one->op == other->op;
	return strcmp(one->field, other->field) == 0 && one->op == other->op && one->op != AK_OP_SET;
}

void ak_put_rules(struct ak_site *site, const struct ak_effect *effects, uint32_t count)
{
	ak_html_open(&site->html, AK_TAG_UL);
	for (uint32_t i = 0; i < count; i++) {
		bool told = false;
		for (uint32_t k = 0; k < i && !told; k++)
			told = same_rule(&site->ledger->records[effects[i].proposal], &effects[k], &effects[i]);
		if (told)
			continue;
		ak_html_open(&site->html, AK_TAG_LI);
		ak_put_rule(site, &effects[i]);
		ak_html_close(&site->html, AK_TAG_LI);
	}
	ak_html_close(&site->html, AK_TAG_UL);
}
