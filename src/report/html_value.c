/* SPDX-License-Identifier: EUPL-1.2 */
/* Values of fields as a reader meets them. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ledger/course.h"
#include "report/html_site.h"
#include "report/value.h"

void ak_put_nothing(struct ak_site *site)
{
	ak_html_classed(&site->html, AK_TAG_SPAN, "none", _("none"));
}

void ak_put_stroke(struct ak_site *site)
{
	ak_html_classed(&site->html, AK_TAG_SPAN, "none stroke", "–");
}

static void put_words(struct ak_site *site, const char *text)
{
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "words");
	ak_put_foreign(site);
	ak_html_text(&site->html, text);
	ak_html_close(&site->html, AK_TAG_SPAN);
}

void ak_put_presence(struct ak_site *site, const struct ak_id *id)
{
	if (ak_ledger_has_attachment(site->ledger, id))
		ak_put_mark(site, "good", _("attachment is here"));
	else if (ak_ledger_erased_attachment(site->ledger, id))
		ak_put_mark(site, "plain", _("attachment was erased here"));
	else
		ak_put_mark(site, "plain", _("attachment is not here"));
}

void ak_put_attachment(struct ak_site *site, const struct ak_id *id)
{
	struct ak_html *html = &site->html;
	bool linked = site->places && ak_ledger_has_attachment(site->ledger, id);
	ak_html_open(html, linked ? AK_TAG_A : AK_TAG_CODE);
	if (linked)
		ak_html_attr_format(html, AK_ATTR_HREF, "bijlagen/%s", ak_id_hex(id).text);
	ak_html_attr(html, AK_ATTR_CLASS, "digest");
	ak_html_text(html, ak_id_hex(id).text);
	ak_html_close(html, linked ? AK_TAG_A : AK_TAG_CODE);
}

static void put_file(struct ak_site *site, const char *text)
{
	struct ak_id id;
	if (!ak_id_parse(&id, text, strlen(text))) {
		ak_html_classed(&site->html, AK_TAG_CODE, "digest", text);
		return;
	}
	ak_put_attachment(site, &id);
	ak_html_text(&site->html, " ");
	ak_put_presence(site, &id);
}

static void put_key(struct ak_site *site, const struct ak_field *field, const struct ak_value *value)
{
	ak_buf_clear(&site->text);
	ak_value_words(&site->text, field, value);
	ak_html_classed(&site->html, AK_TAG_CODE, "digest", ak_buf_string(&site->text));
}

/* What an actor's status is, in the words of the page. */
static bool put_status_word(struct ak_site *site, const struct ak_field *field, const char *text)
{
	if (!field || field != ak_type_field(ak_builtin_type("actor"), "status"))
		return false;
	ak_html_text(&site->html, strcmp(text, "active") == 0 ? _("active") : _("revoked"));
	return true;
}

/* Beside who holds something now: why nothing comes of what they sign. */
static void put_standing(struct ak_site *site, const char *actor)
{
	struct ak_actor it = ak_actor_of(site->state, actor);
	if (!it.exists || (!it.revoked && it.until >= site->options->today))
		return;
	ak_html_text(&site->html, " ");
	ak_put_mark(site, "wait", it.revoked ? _("revoked") : _("mandate ended"));
}

static void put_text(struct ak_site *site, const struct ak_field *field, enum ak_field_type type,
	const struct ak_value *value)
{
	struct ak_id id;
	const char *text = value->text;
	switch (type) {
	case AK_FIELD_DATE:
		ak_put_date_text(site, text);
		return;
	case AK_FIELD_PARTY:
		ak_put_party(site, text);
		return;
	case AK_FIELD_ACTOR:
		ak_put_actor(site, text);
		return;
	case AK_FIELD_REF:
		ak_put_object(site, text);
		return;
	case AK_FIELD_FILE:
		put_file(site, text);
		return;
	case AK_FIELD_KEY:
		put_key(site, field, value);
		return;
	case AK_FIELD_RECORD:
		if (ak_id_parse(&id, text, strlen(text))) {
			ak_put_id(site, &id);
			return;
		}
		break;
	case AK_FIELD_TEXT:
	case AK_FIELD_INT:
	case AK_FIELD_BOOL:
	case AK_FIELD_SET:
		break;
	case AK_FIELD_ENUM:
		if (put_status_word(site, field, text))
			return;
		break;
	}
	put_words(site, text);
}

/* The kind of a field's texts: of a set those of its members, of no field plain ones. */
static enum ak_field_type kind_of(const struct ak_field *field)
{
	if (!field)
		return AK_FIELD_TEXT;
	return field->type == AK_FIELD_SET ? field->of : field->type;
}

/* Digits in groups of three, with narrow no-break blanks. */
static void put_number(struct ak_site *site, int64_t number, const char *unit)
{
	char digits[24], grouped[96] = "";
	snprintf(digits, sizeof digits, "%" PRId64, number);
	size_t size = strlen(digits), used = 0, start = digits[0] == '-';
	bool groups = size - start > 4;
	for (size_t i = 0; i < size; i++) {
		if (groups && i > start && (size - i) % 3 == 0)
			used += (size_t)snprintf(grouped + used, sizeof grouped - used, "\u202F");
		grouped[used++] = digits[i];
		grouped[used] = '\0';
	}
	ak_html_text(&site->html, grouped);
	if (unit)
		ak_html_format(&site->html, "%s%s", strcmp(unit, "%") == 0 ? "" : "\u00A0", unit);
}

static void list_begin(struct ak_site *site)
{
	ak_html_open(&site->html, AK_TAG_UL);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "set");
}

static void put_member(struct ak_site *site, const struct ak_field *field, const char *text, bool now)
{
	struct ak_value value = {.kind = AK_VALUE_TEXT, .text = text};
	enum ak_field_type kind = field && field->type == AK_FIELD_SET ? kind_of(field) : AK_FIELD_TEXT;
	ak_html_open(&site->html, AK_TAG_LI);
	put_text(site, field, kind, &value);
	if (now && kind == AK_FIELD_ACTOR)
		put_standing(site, text);
	ak_html_close(&site->html, AK_TAG_LI);
}

void ak_put_value(struct ak_site *site, const struct ak_field *field, const struct ak_value *value)
{
	switch (value->kind) {
	case AK_VALUE_NULL:
		ak_put_nothing(site);
		return;
	case AK_VALUE_TEXT:
		put_text(site, field, kind_of(field), value);
		return;
	case AK_VALUE_INT:
		put_number(site, value->integer, field ? field->unit : NULL);
		return;
	case AK_VALUE_BOOL:
		ak_html_text(&site->html, value->boolean ? _("yes") : _("no"));
		return;
	case AK_VALUE_SET:
		if (value->count == 0) {
			ak_put_nothing(site);
			return;
		}
		list_begin(site);
		for (uint32_t i = 0; i < value->count; i++)
			put_member(site, field, value->items[i], false);
		ak_html_close(&site->html, AK_TAG_UL);
		return;
	}
}

/* Members of a set, at most AK_SITE_ROWS of them. */
static void put_members(struct ak_site *site, const struct ak_field *field, const struct ak_map *members)
{
	unsigned shown = 0;
	if (!members || members->count == 0) {
		ak_put_nothing(site);
		return;
	}
	list_begin(site);
	for (uint32_t i = ak_map_first(members); i != AK_MAP_END && shown < AK_SITE_ROWS;
		i = ak_map_next(members, i), shown++)
		put_member(site, field, ak_map_key(members, i), true);
	if (shown < members->count) {
		ak_html_open(&site->html, AK_TAG_LI);
		ak_html_format(&site->html, _("and %u more"), members->count - shown);
		ak_html_close(&site->html, AK_TAG_LI);
	}
	ak_html_close(&site->html, AK_TAG_UL);
}

void ak_put_present(struct ak_site *site, const struct ak_node *node, const struct ak_field *field)
{
	if (field->type == AK_FIELD_SET) {
		put_members(site, field, ak_read_members(node->object, field));
		return;
	}
	struct ak_value value = ak_read(node->object, field);
	ak_put_value(site, field, &value);
	if (field->type == AK_FIELD_ACTOR && value.kind == AK_VALUE_TEXT)
		put_standing(site, value.text);
}

void ak_put_cell(struct ak_site *site, const struct ak_cell *cell)
{
	if (cell->value.kind == AK_VALUE_SET)
		put_members(site, NULL, cell->members);
	else
		ak_put_value(site, NULL, &cell->value);
}

static void put_capacity(struct ak_site *site, const struct ak_charter *charter, const char *capacity)
{
	if (charter)
		ak_put_capacity(site, charter, capacity);
	else
		ak_html_text(&site->html, capacity);
}

static void put_who(
	struct ak_site *site, const struct ak_charter *charter, const struct ak_who *who, const char *label)
{
	const char *rest;
	switch (who->kind) {
	case AK_WHO_CAPACITY:
		put_capacity(site, charter, who->capacity);
		return;
	case AK_WHO_SEAT:
		rest = ak_html_upto(&site->html, _("the seat in %s of its “%s”"));
		put_capacity(site, charter, who->capacity);
		rest = ak_html_upto(&site->html, rest);
		ak_html_text(&site->html, label);
		ak_html_upto(&site->html, rest);
		return;
	case AK_WHO_ACTOR:
		ak_html_format(&site->html, _("its “%s”"), label);
		return;
	}
}

void ak_put_who(struct ak_site *site, const struct ak_charter *charter, const struct ak_type *type,
	const struct ak_who_list *who)
{
	for (uint32_t i = 0; i < who->count; i++) {
		const char *name = who->items[i].field;
		const struct ak_field *field = name && type ? ak_type_field(type, name) : NULL;
		if (i > 0)
			ak_html_text(&site->html, i + 1 == who->count ? _(" or ") : ", ");
		put_who(site, charter, &who->items[i], field ? field->label : name);
	}
	if (who->count == 0)
		ak_html_classed(&site->html, AK_TAG_SPAN, "none", _("nobody"));
}

/* ---- how things stand */

void ak_put_progress(struct ak_site *site, const struct ak_node *node)
{
	const struct ak_field *field = node->role ? node->role->progress : NULL;
	struct ak_value value = {.kind = AK_VALUE_NULL};
	struct ak_html *html = &site->html;
	if (field)
		value = ak_read(node->object, field);
	if (value.kind != AK_VALUE_INT) {
		ak_put_stroke(site);
		return;
	}
	double width = field->max > field->min ? 60.0 * (double)(value.integer - field->min) /
							 (double)(field->max - field->min)
					       : 0;
	int bar = width < 0 ? 0 : width > 60 ? 60 : (int)width;
	ak_html_open(html, AK_TAG_SPAN);
	ak_html_attr(html, AK_ATTR_CLASS, "progress");
	ak_html_open(html, AK_TAG_SVG);
	ak_html_attr(html, AK_ATTR_CLASS, "bar");
	ak_html_attr(html, AK_ATTR_VIEWBOX, "0 0 60 8");
	ak_html_attr(html, AK_ATTR_WIDTH, "60");
	ak_html_attr(html, AK_ATTR_HEIGHT, "8");
	ak_html_attr(html, AK_ATTR_ARIA_HIDDEN, "true");
	ak_html_open(html, AK_TAG_SVG_RECT);
	ak_html_attr(html, AK_ATTR_CLASS, "all");
	ak_html_attr(html, AK_ATTR_WIDTH, "60");
	ak_html_attr(html, AK_ATTR_HEIGHT, "8");
	ak_html_attr(html, AK_ATTR_RX, "4");
	ak_html_open(html, AK_TAG_SVG_RECT);
	ak_html_attr(html, AK_ATTR_CLASS, "done");
	ak_html_attr_format(html, AK_ATTR_WIDTH, "%d", bar);
	ak_html_attr(html, AK_ATTR_HEIGHT, "8");
	ak_html_attr(html, AK_ATTR_RX, "4");
	ak_html_close(html, AK_TAG_SVG);
	ak_put_value(site, field, &value);
	ak_html_close(html, AK_TAG_SPAN);
}

void ak_put_status(struct ak_site *site, const struct ak_node *node)
{
	const char *status = node->role ? ak_node_text(node, node->role->status) : NULL;
	if (!status) {
		ak_put_stroke(site);
		return;
	}
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_html_attr(&site->html, AK_ATTR_CLASS,
		ak_course_is_final(node->role->status, status) ? "mark done" : "mark plain");
	ak_put_foreign(site);
	ak_html_text(&site->html, status);
	ak_html_close(&site->html, AK_TAG_SPAN);
}

void ak_put_term(struct ak_site *site, const struct ak_node *node)
{
	int32_t days;
	if (!ak_node_term(node, &days)) {
		ak_put_stroke(site);
		return;
	}
	ak_put_date(site, days);
	if (ak_node_overdue(node, site->options->today)) {
		ak_html_text(&site->html, " ");
		ak_put_mark(site, "bad", _("overdue"));
	}
}
