/* SPDX-License-Identifier: EUPL-1.2 */
/* How a charter differs from another, place by place: nobody should have to sign an amendment on its summary. */
#include <stdlib.h>
#include <string.h>

#include "json/json.h"
#include "report/gettext.h"
#include "report/proposal.h"

enum { SHORT_BYTES = 60 };

struct walk {
	struct ak_page *page;
	struct ak_buf place; /* `types.afspraak.fields` */
	bool any;
};

static void put_json(struct ak_page *page, enum ak_style style, const struct ak_json *json)
{
	struct ak_buf text = AK_BUF_INIT;
	ak_json_canonical(json, &text);
	ak_page_styled(page, style, "%s", ak_buf_string(&text));
	ak_buf_release(&text);
}

static size_t size_of(const struct ak_json *json)
{
	struct ak_buf text = AK_BUF_INIT;
	ak_json_canonical(json, &text);
	size_t size = text.size;
	ak_buf_release(&text);
	return size;
}

static bool same(const struct ak_json *a, const struct ak_json *b)
{
	struct ak_buf left = AK_BUF_INIT;
	struct ak_buf right = AK_BUF_INIT;
	ak_json_canonical(a, &left);
	ak_json_canonical(b, &right);
	bool equal = !left.failed && !right.failed && ak_bytes_equal(ak_buf_view(&left), ak_buf_view(&right));
	ak_buf_release(&left);
	ak_buf_release(&right);
	return equal;
}

/* One place that differs; NULL is not there. */
static void put_place(struct walk *walk, const struct ak_json *was, const struct ak_json *becomes)
{
	bool is_short = (!was || size_of(was) <= SHORT_BYTES) && (!becomes || size_of(becomes) <= SHORT_BYTES);
	walk->any = true;
	walk->page->indent = 2;
	ak_page_format(walk->page, was && becomes ? "%s: " : was ? _("%s is dropped: ") : _("%s is new: "),
		ak_buf_string(&walk->place));
	if (!is_short) {
		ak_page_end(walk->page);
		walk->page->indent = 4;
	}
	if (was)
		put_json(walk->page, AK_STYLE_OLD, was);
	if (was && becomes && !is_short)
		ak_page_end(walk->page);
	if (was && becomes)
		ak_page_put(walk->page, is_short ? " → " : "→ ");
	if (becomes)
		put_json(walk->page, AK_STYLE_NEW, becomes);
	ak_page_end(walk->page);
	walk->page->indent = 0;
}

static size_t step(struct walk *walk, const char *key)
{
	size_t size = walk->place.size;
	if (size)
		ak_buf_char(&walk->place, '.');
	ak_buf_text(&walk->place, key);
	return size;
}

static void step_back(struct walk *walk, size_t size)
{
	if (walk->place.failed || !walk->place.data)
		return;
	walk->place.size = size;
	walk->place.data[size] = '\0';
}

/* Charters nest at most 16 deep (protocol §1). */
static void compare(struct walk *walk, const struct ak_json *was, const struct ak_json *becomes)
{
	if (same(was, becomes))
		return;
	if (ak_json_kind(was) != AK_JSON_OBJECT || ak_json_kind(becomes) != AK_JSON_OBJECT) {
		put_place(walk, was, becomes);
		return;
	}
	for (void *at = ak_json_member(was, NULL); at; at = ak_json_member(was, at)) {
		size_t size = step(walk, ak_json_member_key(at));
		const struct ak_json *other = ak_json_get(becomes, ak_json_member_key(at));
		if (other)
			compare(walk, ak_json_member_value(at), other);
		else
			put_place(walk, ak_json_member_value(at), NULL);
		step_back(walk, size);
	}
	for (void *at = ak_json_member(becomes, NULL); at; at = ak_json_member(becomes, at)) {
		if (ak_json_get(was, ak_json_member_key(at)))
			continue;
		size_t size = step(walk, ak_json_member_key(at));
		put_place(walk, NULL, ak_json_member_value(at));
		step_back(walk, size);
	}
}

/* The text of the charter that an amendment replaces, if the ledger holds it. */
static struct ak_bytes replaced(const struct ak_ledger *ledger, const struct ak_change *amend)
{
	const struct ak_bytes none = {.size = 0};
	if (ak_id_equal(&ledger->founding->digest, &amend->from_charter))
		return ak_buf_view(&ledger->charter_bytes);
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_record *record = &ledger->records[i];
		for (uint32_t c = 0; record->kind == AK_KIND_PROPOSE && c < record->change_count; c++)
			if (record->changes[c].op == AK_OP_AMEND &&
				ak_id_equal(&record->changes[c].charter_digest, &amend->from_charter))
				return ak_bytes_of(record->changes[c].charter);
	}
	return none;
}

void ak_amendment_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_change *amend)
{
	struct ak_json *was = NULL;
	struct ak_json *becomes = NULL;
	struct walk walk = {.page = page, .place = AK_BUF_INIT};
	struct ak_bytes old = replaced(ledger, amend);
	ak_page_gap(page);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", _("the charter"));
	ak_page_end(page);
	page->indent = 2;
	if (old.size == 0 || ak_json_parse(&was, old, NULL) != AK_OK ||
		ak_json_parse(&becomes, ak_bytes_of(amend->charter), NULL) != AK_OK)
		ak_page_line(page, _("replaced by another, of digest %s"), ak_id_hex(&amend->charter_digest).text);
	else
		compare(&walk, was, becomes);
	if (was && becomes && !walk.any)
		ak_page_line(page, "%s", _("nothing differs"));
	page->indent = 0;
	ak_buf_release(&walk.place);
	ak_json_free(was);
	ak_json_free(becomes);
}
