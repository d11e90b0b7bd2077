/* SPDX-License-Identifier: EUPL-1.2 */
/* Proposals: what they change, and who stands behind them. */
#include <string.h>

#include "report/html_site.h"
#include "report/proposal.h"
#include "report/words.h"

const struct ak_charter *ak_charter_of(const struct ak_site *site, uint32_t proposal)
{
	return ak_index_charter_at(&site->index, ak_decided_place(site->ledger, proposal));
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

/* ---- an amendment, place by place */

struct amending {
	struct ak_site *site;
	uint32_t left, count; /* rows that may still be put; places that differ */
};

static void amend_row_begin(struct ak_site *site)
{
	ak_grid_row(site);
	ak_grid_head(site);
	ak_put_page(site, "charter.html", _("the charter"));
	ak_grid_head_end(site);
}

static void put_json(struct ak_site *site, const struct ak_json *json)
{
	ak_grid_cell(site);
	ak_buf_clear(&site->text);
	if (json) {
		ak_json_canonical(json, &site->text);
		ak_html_open(&site->html, AK_TAG_CODE);
		ak_put_cut(site, ak_buf_string(&site->text));
		ak_html_close(&site->html, AK_TAG_CODE);
	} else {
		ak_put_nothing(site);
	}
	ak_grid_cell_end(site);
}

static void put_place(void *context, const char *place, const struct ak_json *was, const struct ak_json *becomes)
{
	struct amending *amending = context;
	struct ak_site *site = amending->site;
	if (amending->count++ >= amending->left)
		return;
	amend_row_begin(site);
	ak_grid_cell(site);
	ak_html_element(&site->html, AK_TAG_CODE, place);
	ak_grid_cell_end(site);
	put_json(site, was);
	put_json(site, becomes);
	ak_grid_row_end(site);
}

/* The digests, of a charter that cannot be held against the one it replaces. */
static void put_replaced(struct ak_site *site, const struct ak_change *change)
{
	amend_row_begin(site);
	ak_grid_text(site, _("the whole of it"));
	ak_grid_cell(site);
	ak_html_classed(&site->html, AK_TAG_CODE, "digest", ak_id_hex(&change->from_charter).text);
	ak_grid_cell_end(site);
	ak_grid_cell(site);
	ak_html_classed(&site->html, AK_TAG_CODE, "digest", ak_id_hex(&change->charter_digest).text);
	ak_grid_cell_end(site);
	ak_grid_row_end(site);
}

/* How many rows there are, of which as many are put as are left. */
static uint32_t put_amend(struct ak_site *site, const struct ak_change *change, uint32_t left)
{
	struct amending amending = {.site = site, .left = left};
	enum ak_status status = ak_amendment_each(site->ledger, change, put_place, &amending);
	if (status == AK_ERR_MEMORY)
		ak_site_fail(site, status);
	if (amending.count > 0)
		return amending.count;
	if (left > 0)
		put_replaced(site, change);
	return 1;
}

/* How many rows there are, of which as many are put as are left. */
static uint32_t put_change(struct ak_site *site, const struct ak_charter *charter, const struct ak_change *change, uint32_t left)
{
	const struct ak_value nothing = {.kind = AK_VALUE_NULL};
	const struct ak_type *type = change->object ? ak_charter_type_of(charter, change->object) : NULL;
	if (change->op == AK_OP_AMEND)
		return put_amend(site, change, left);
	if (change->op == AK_OP_CREATE && change->field_count > 0) {
		for (uint32_t i = 0; i < change->field_count && i < left; i++)
			put_row(site, change, type, change->fields[i].field, &nothing, &change->fields[i].value);
		return change->field_count;
	}
	if (left == 0)
		return 1;
	if (change->op == AK_OP_CREATE)
		put_row(site, change, type, "", &nothing, &nothing);
	else if (change->op == AK_OP_REMOVE)
		put_row(site, change, type, change->field, &change->to, &nothing);
	else
		put_row(site, change, type, change->field, change->op == AK_OP_SET ? &change->from : &nothing, &change->to);
	return 1;
}

static bool named_before(const struct ak_record *record, uint32_t change)
{
	for (uint32_t i = 0; i < change && record->changes[change].object; i++)
		if (record->changes[i].object &&
			strcmp(record->changes[i].object, record->changes[change].object) == 0)
			return true;
	return false;
}

/*
 * The object that a dossier is about, if the proposal has it: of others it tells no more than that they are in it
 * too.
 */
static const char *matter_of(const struct ak_site *site, const struct ak_record *record)
{
	const struct ak_object *object = site->places ? site->places->facts->matter.object : NULL;
	for (uint32_t i = 0; object && i < record->change_count; i++)
		if (record->changes[i].object && strcmp(record->changes[i].object, object->name) == 0)
			return object->name;
	return NULL;
}

static bool is_beside(const struct ak_change *change, const char *matter)
{
	return matter && (!change->object || strcmp(change->object, matter) != 0);
}

static void put_beside(struct ak_site *site, const struct ak_record *record, const char *matter)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < record->change_count; i++) {
		if (!is_beside(&record->changes[i], matter) || named_before(record, i))
			continue;
		if (count++ == 0) {
			ak_html_element(&site->html, AK_TAG_P, _("The same proposal, which is decided as one, is also about:"));
			ak_html_open(&site->html, AK_TAG_UL);
		}
		ak_html_open(&site->html, AK_TAG_LI);
		if (record->changes[i].object)
			ak_put_object(site, record->changes[i].object);
		else
			ak_html_text(&site->html, _("the charter"));
		ak_html_close(&site->html, AK_TAG_LI);
	}
	if (count > 0)
		ak_html_close(&site->html, AK_TAG_UL);
}

/* Of more rows than are shown: how many, and where they are. */
static void put_more(struct ak_site *site, uint32_t proposal, uint32_t more)
{
	if (more == 0)
		return;
	ak_html_open(&site->html, AK_TAG_P);
	ak_html_format(&site->html, _("and %u more"), more);
	ak_html_text(&site->html, ": ");
	ak_put_record(site, proposal);
	ak_html_close(&site->html, AK_TAG_P);
}

void ak_put_changes(struct ak_site *site, uint32_t proposal, uint32_t most)
{
	const struct ak_record *record = &site->ledger->records[proposal];
	const char *const columns[] = {_("Object"), _("Field"), _("Was"), _("Becomes")};
	const struct ak_charter *charter = ak_charter_of(site, proposal);
	const char *matter = matter_of(site, record);
	uint32_t rows = 0;
	ak_buf_clear(&site->text); /* a page may have several such tables: each has a name of its own */
	ak_buf_format(&site->text, "%s: %s", _("What it changes"), ak_id_short(&record->id).text);
	ak_grid_begin_under(site, ak_buf_string(&site->text), columns, 4);
	for (uint32_t i = 0; i < record->change_count; i++) {
		if (is_beside(&record->changes[i], matter))
			continue;
		if (record->changes[i].op == AK_OP_AMEND && most > AK_SITE_ROWS)
			most = AK_SITE_ROWS; /* of a charter, unlike of objects, all can differ */
		rows += put_change(site, charter, &record->changes[i], rows < most ? most - rows : 0);
	}
	ak_grid_end(site);
	put_more(site, proposal, rows > most ? rows - most : 0);
	put_beside(site, record, matter);
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
			ak_put_page(site, "charter.html", _("the charter"));
	}
	if (others > 0)
		ak_html_format(&site->html, P_(" and %u other", " and %u others", others), others);
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
		ak_put_cut(site, record->why);
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
