/* SPDX-License-Identifier: EUPL-1.2 */
/* Records of a dossier as rows: who, when, what came of it, why and what. */
#include <string.h>

#include "report/html_dossier_parts.h"
#include "report/words.h"

static void put_about(struct ak_site *site, uint32_t record)
{
	const struct ak_record *it = &site->ledger->records[record];
	uint32_t target = site->ledger->admission.target[record];
	ak_grid_cell(site);
	if (it->kind == AK_KIND_PROPOSE)
		ak_put_capacity(site, ak_charter_of(site, record), it->capacity);
	else if (it->kind == AK_KIND_SEAL || target == AK_POSITION_NONE)
		ak_put_stroke(site);
	else
		ak_put_record(site, target);
	ak_grid_cell_end(site);
}

static bool is_long(const struct ak_value *value)
{
	return value->kind == AK_VALUE_TEXT && strlen(value->text) > AK_SITE_WHY;
}

/* Of a long text only what it becomes, cut: the record has it whole. */
static void put_step(struct ak_site *site, const struct ak_charter *charter, const struct ak_change *change)
{
	const struct ak_type *type = ak_charter_type_of(charter, change->object);
	if (change->op == AK_OP_CREATE) {
		ak_html_format(&site->html, P_("new, with %u field", "new, with %u fields", change->field_count),
			change->field_count);
	} else if (is_long(&change->to) || (change->op == AK_OP_SET && is_long(&change->from))) {
		const struct ak_field *field = type ? ak_type_field(type, change->field) : NULL;
		ak_put_foreign(site);
		ak_html_format(&site->html, "%s: ", field ? field->label : change->field);
		ak_put_cut(site, change->to.kind == AK_VALUE_TEXT ? change->to.text : "");
	} else {
		ak_put_step(site, type, change);
	}
}

/* What it changes of the object that the dossier is about; where that is none, which objects it touches. */
static void put_steps(struct ak_site *site, uint32_t record)
{
	const struct ak_record *it = &site->ledger->records[record];
	const struct ak_object *object = site->places->facts->matter.object;
	const struct ak_charter *charter = ak_charter_of(site, record);
	unsigned shown = 0, others = 0;
	for (uint32_t i = 0; object && i < it->change_count; i++) {
		const struct ak_change *change = &it->changes[i];
		if (!change->object || strcmp(change->object, object->name) != 0)
			continue;
		if (shown == AK_SITE_STEPS) {
			others++;
			continue;
		}
		if (shown++ == 0) {
			ak_html_open(&site->html, AK_TAG_UL);
			ak_html_attr(&site->html, AK_ATTR_CLASS, "steps");
		}
		ak_html_open(&site->html, AK_TAG_LI);
		put_step(site, charter, change);
		ak_html_close(&site->html, AK_TAG_LI);
	}
	if (others > 0) {
		ak_html_open(&site->html, AK_TAG_LI);
		ak_html_format(&site->html, _("and %u more"), others);
		ak_html_close(&site->html, AK_TAG_LI);
	}
	if (shown > 0)
		ak_html_close(&site->html, AK_TAG_UL);
	else
		ak_put_touched(site, record);
}

/* Why, in the words of its signer, and what. */
static void put_content(struct ak_site *site, uint32_t record)
{
	const struct ak_record *it = &site->ledger->records[record];
	struct ak_html *html = &site->html;
	ak_grid_cell(site);
	if (it->why) {
		ak_html_open(html, AK_TAG_SPAN);
		ak_html_attr(html, AK_ATTR_CLASS, "words");
		ak_put_foreign(site);
		ak_put_cut(site, it->why);
		ak_html_close(html, AK_TAG_SPAN);
	}
	if (it->kind == AK_KIND_PROPOSE) {
		ak_html_open(html, AK_TAG_DIV);
		ak_html_attr(html, AK_ATTR_CLASS, "help");
		put_steps(site, record);
		ak_html_close(html, AK_TAG_DIV);
	} else if (!it->why) {
		ak_put_stroke(site);
	}
	ak_grid_cell_end(site);
}

void ak_dossier_put_row(struct ak_site *site, uint32_t record)
{
	const struct ak_record *it = &site->ledger->records[record];
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_record(site, record);
	ak_html_classed(&site->html, AK_TAG_SPAN, "help", ak_words_kind(it->kind));
	ak_grid_head_end(site);
	ak_grid_cell(site);
	ak_put_time(site, it->time);
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "help");
	ak_put_actor(site, it->actor);
	ak_html_close(&site->html, AK_TAG_SPAN);
	ak_grid_cell_end(site);
	put_about(site, record);
	ak_grid_verdict(site, record);
	put_content(site, record);
	ak_grid_row_end(site);
}

void ak_dossier_begin_rows(struct ak_site *site, const char *caption)
{
	const char *const columns[] = {_("Record"), _("Signed"), _("For, or answers"), _("Verdict"), _("Why, and what")};
	ak_grid_begin_under(site, caption, columns, 5);
}
