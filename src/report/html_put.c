/* SPDX-License-Identifier: EUPL-1.2 */
/* Links, names and marks, as they stand on all pages. */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "json/utf8.h"
#include "report/html_site.h"
#include "report/words.h"

void ak_put_foreign(struct ak_site *site)
{
	if (site->foreign)
		ak_html_attr(&site->html, AK_ATTR_LANG, site->options->language);
}

/* ---- cutting */

void ak_put_cut(struct ak_site *site, const char *text)
{
	size_t size = strlen(text), at = 0;
	while (at < size && at < AK_SITE_WHY) {
		uint32_t character;
		size_t taken = ak_utf8_read(&character, text + at, size - at);
		at += taken ? taken : 1;
	}
	ak_html_bytes(&site->html, (struct ak_bytes){.data = (const uint8_t *)text, .size = at});
	if (at < size)
		ak_html_text(&site->html, "…");
}

/* Hangul and what lies beyond it is mostly drawn twice as wide. A rule of thumb, the same on every machine. */
static unsigned columns_of(uint32_t character)
{
	return character >= 0x1100 && (character < 0x2000 || character > 0x2E7F) ? 2 : 1;
}

void ak_cut_columns(struct ak_buf *out, const char *text, unsigned most)
{
	size_t left = strlen(text);
	unsigned columns = 0;
	while (left > 0) {
		uint32_t character;
		size_t size = ak_utf8_read(&character, text, left);
		columns += columns_of(character);
		if (columns > most) {
			ak_buf_text(out, "…");
			return;
		}
		if (*text == '\n')
			ak_buf_char(out, ' ');
		else
			ak_buf_append(out, text, size ? size : 1);
		text += size ? size : 1;
		left -= size ? size : 1;
	}
}

/* ---- paths and links */

void ak_put_href(struct ak_site *site, const char *path)
{
	ak_html_attr_format(&site->html, AK_ATTR_HREF, "%s%s", site->root, path);
}

void ak_put_link(struct ak_site *site, const char *path, const char *text)
{
	ak_html_open(&site->html, AK_TAG_A);
	ak_put_href(site, path);
	ak_html_text(&site->html, text);
	ak_html_close(&site->html, AK_TAG_A);
}

/* A dossier has no such page, and there it is no link. What was opened is to be closed. */
static enum ak_tag open_page(struct ak_site *site, const char *path)
{
	enum ak_tag tag = site->places ? AK_TAG_SPAN : AK_TAG_A;
	ak_html_open(&site->html, tag);
	if (!site->places)
		ak_put_href(site, path);
	return tag;
}

void ak_put_page(struct ak_site *site, const char *path, const char *text)
{
	enum ak_tag tag = open_page(site, path);
	ak_html_text(&site->html, text);
	ak_html_close(&site->html, tag);
}

/* Names have no `_` and no `/`: so type and name can be told apart, and a page's number from both. */
void ak_path_object(char path[192], const char *object)
{
	snprintf(path, 192, "object/%s.html", object);
	char *slash = strchr(path + sizeof "object/" - 1, '/');
	if (slash)
		*slash = '_';
}

void ak_path_record(char path[192], const struct ak_id *id, const char *extension)
{
	snprintf(path, 192, "record/%s.%s", ak_id_hex(id).text, extension);
}

void ak_path_party(char path[192], const char *party)
{
	snprintf(path, 192, "party_%s.html", party);
}

void ak_path_type(char path[192], const char *type)
{
	snprintf(path, 192, "type_%s.html", type);
}

/* ---- records */

bool ak_site_has_page(const struct ak_site *site, uint32_t record)
{
	const struct ak_ledger *ledger = site->ledger;
	if (record >= ledger->count)
		return false;
	if (site->places)
		return site->places->facts->dossier->holds[record];
	if (ak_ledger_judged(ledger, record)->verdict != AK_VERDICT_NONE)
		return true;
	return !ledger->judge.options.at_given && ledger->admission.refusals[record] == AK_REFUSAL_NONE;
}

/* The link to a record, of a class, with a text, where it has a page. */
static void put_record_link(struct ak_site *site, uint32_t record, const char *class_name, const char *text)
{
	struct ak_html *html = &site->html;
	struct ak_buf place = AK_BUF_INIT;
	char path[192];
	bool has_page = ak_site_has_page(site, record);
	ak_html_open(html, has_page ? AK_TAG_A : AK_TAG_SPAN);
	if (has_page && site->places) {
		ak_places_path(site->places, record, &place);
		ak_put_href(site, ak_buf_string(&place));
		html->out.failed |= place.failed;
	} else if (has_page) {
		ak_path_record(path, &site->ledger->records[record].id, "html");
		ak_put_href(site, path);
	}
	ak_buf_release(&place);
	ak_html_attr(html, AK_ATTR_CLASS, class_name);
	ak_html_text(html, text);
	ak_html_close(html, has_page ? AK_TAG_A : AK_TAG_SPAN);
}

void ak_put_record(struct ak_site *site, uint32_t record)
{
	if (record == AK_BY_FOUNDING)
		ak_put_page(site, "charter.html", _("the founding"));
	else if (record >= site->ledger->count)
		ak_put_stroke(site);
	else
		put_record_link(site, record, "id", ak_id_short(&site->ledger->records[record].id).text);
}

void ak_put_told(struct ak_site *site, uint32_t record)
{
	const struct ak_record *it = &site->ledger->records[record];
	ak_html_format(&site->html, "%s ", ak_words_kind(it->kind));
	ak_put_record(site, record);
	ak_html_text(&site->html, ", ");
	ak_put_actor(site, it->actor);
	ak_html_text(&site->html, ", ");
	ak_put_time(site, it->time);
}

void ak_put_told_why(struct ak_site *site, uint32_t record)
{
	const struct ak_record *it = &site->ledger->records[record];
	ak_put_told(site, record);
	if (!it->why)
		return;
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "why");
	ak_put_foreign(site);
	ak_put_cut(site, it->why);
	ak_html_close(&site->html, AK_TAG_SPAN);
}

void ak_put_id(struct ak_site *site, const struct ak_id *id)
{
	put_record_link(site, ak_admission_find(&site->ledger->admission, id), "digest", ak_id_hex(id).text);
}

/* ---- objects */

const char *ak_node_type(const struct ak_node *node)
{
	if (!node->role)
		return node->object->type;
	return ak_builtin_type(node->role->type->name) ? _(node->role->type->label) : node->role->type->label;
}

/* "bo.vng": the body's label and the party */
static void put_seat(const struct ak_site *site, const char *seat, struct ak_buf *out)
{
	char name[AK_NAME_MAX + 1] = "";
	const char *dot = strchr(seat, '.');
	strncat(name, seat, (size_t)(dot - seat) < sizeof name ? (size_t)(dot - seat) : sizeof name - 1);
	const struct ak_body *body = ak_charter_body(site->charter, name);
	ak_buf_format(out, "%s – %s", body ? body->label : name, dot + 1);
}

void ak_node_title(struct ak_site *site, const struct ak_node *node, struct ak_buf *out)
{
	const char *type = node->object->type;
	const char *name = strchr(node->object->name, '/') + 1;
	const char *title = NULL;
	if (strcmp(type, "seat") == 0) {
		put_seat(site, name, out);
		return;
	}
	if (strcmp(type, "office") == 0) {
		const struct ak_office *office = ak_charter_office(site->charter, name);
		title = office ? office->label : NULL;
	} else if (node->role) {
		title = ak_node_text(node, node->role->title);
	}
	ak_cut_columns(out, title && *title ? title : name, AK_SITE_TITLE);
	if (title && strcmp(type, "actor") == 0)
		ak_buf_format(out, " (%s)", name); /* a name is often that of a function, which several have */
}

void ak_put_node(struct ak_site *site, const struct ak_node *node)
{
	char path[192];
	ak_buf_clear(&site->other);
	ak_node_title(site, node, &site->other);
	ak_path_object(path, node->object->name);
	enum ak_tag tag = open_page(site, path);
	ak_put_foreign(site);
	ak_html_text(&site->html, ak_buf_string(&site->other));
	ak_html_close(&site->html, tag);
	if (!site->places)
		return;
	ak_html_text(&site->html, " "); /* no page of its own tells its name */
	ak_html_classed(&site->html, AK_TAG_CODE, "name", node->object->name);
}

void ak_put_top(struct ak_site *site, const struct ak_node *node)
{
	const struct ak_node *top = node;
	while (top->parent != AK_NODE_NONE)
		top = &site->index.nodes[top->parent];
	if (top == node)
		return;
	ak_buf_clear(&site->other);
	ak_node_title(site, top, &site->other);
	ak_html_format(&site->html, " · %s", ak_buf_string(&site->other));
}

void ak_put_object(struct ak_site *site, const char *name)
{
	const struct ak_node *node = ak_index_find(&site->index, name);
	if (node)
		ak_put_node(site, node);
	else
		ak_html_classed(&site->html, AK_TAG_CODE, "name", name);
}

void ak_put_party(struct ak_site *site, const char *party)
{
	const struct ak_party *it = ak_charter_party(site->charter, party);
	char path[192];
	if (!it) {
		ak_html_text(&site->html, party);
		return;
	}
	ak_path_party(path, party);
	enum ak_tag tag = open_page(site, path);
	ak_put_foreign(site);
	ak_html_attr(&site->html, AK_ATTR_TITLE, it->label);
	ak_html_text(&site->html, party);
	ak_html_close(&site->html, tag);
}

void ak_put_actor(struct ak_site *site, const char *actor)
{
	char name[AK_OBJECT_MAX + 1], path[192];
	snprintf(name, sizeof name, "actor/%.*s", (int)AK_NAME_MAX, actor);
	if (ak_charter_party(site->charter, actor)) {
		ak_put_party(site, actor);
	} else if (ak_index_find(&site->index, name)) {
		ak_path_object(path, name);
		ak_put_page(site, path, actor);
	} else {
		ak_html_text(&site->html, actor);
	}
}

void ak_put_capacity(struct ak_site *site, const struct ak_charter *charter, const char *capacity)
{
	struct ak_html *html = &site->html;
	struct ak_capacity it = ak_capacity_of(charter, capacity);
	const char *label = NULL;
	if (it.kind == AK_CAPACITY_SELF) {
		ak_html_text(html, _("its proposer alone"));
		return;
	}
	if (it.kind == AK_CAPACITY_BODY || it.kind == AK_CAPACITY_SEAT)
		label = it.body->label;
	else if (it.kind == AK_CAPACITY_OFFICE)
		label = ak_charter_office(charter, capacity)->label;
	else if (it.kind == AK_CAPACITY_PARTY)
		label = ak_charter_party(charter, capacity)->label;
	if (label) {
		ak_html_open(html, AK_TAG_SPAN);
		ak_put_foreign(site);
		ak_html_text(html, label);
		ak_html_close(html, AK_TAG_SPAN);
		ak_html_text(html, " ");
	}
	ak_html_classed(html, AK_TAG_SPAN, "name", capacity);
	if (it.kind == AK_CAPACITY_SEAT)
		ak_html_format(html, " – %s", _("that seat alone"));
}

/* ---- marks */

void ak_put_mark(struct ak_site *site, const char *kind, const char *text)
{
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_html_attr_format(&site->html, AK_ATTR_CLASS, "mark %s", kind);
	ak_html_text(&site->html, text);
	ak_html_close(&site->html, AK_TAG_SPAN);
}

static const char *const verdict_kinds[] = {
	[AK_VERDICT_NONE] = "plain",
	[AK_VERDICT_IN_FORCE] = "good",
	[AK_VERDICT_PENDING] = "wait",
	[AK_VERDICT_COUNTED] = "good",
	[AK_VERDICT_NOTED] = "plain",
	[AK_VERDICT_WITHDRAWN] = "wait",
	[AK_VERDICT_VOID] = "bad",
};

void ak_put_verdict(struct ak_site *site, uint32_t record)
{
	enum ak_verdict verdict = ak_ledger_judged(site->ledger, record)->verdict;
	const char *word = verdict == AK_VERDICT_NONE ? _("not judged") : ak_words_verdict(verdict);
	ak_put_mark(site, verdict_kinds[verdict], word);
}
