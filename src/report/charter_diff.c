/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/charter_diff.h"

#include "report/build.h"
#include "report/gettext.h"

enum { SHORT_BYTES = 60 };

/* ---- walking */

struct walk {
	ak_charter_differs *differs;
	void *context;
	struct ak_buf place;
	struct ak_buf left, right;
};

static bool same(struct walk *walk, const struct ak_json *a, const struct ak_json *b)
{
	ak_buf_clear(&walk->left);
	ak_buf_clear(&walk->right);
	ak_json_canonical(a, &walk->left);
	ak_json_canonical(b, &walk->right);
	walk->place.failed |= walk->left.failed || walk->right.failed;
	return ak_bytes_equal(ak_buf_view(&walk->left), ak_buf_view(&walk->right));
}

static size_t step(struct walk *walk, const char *key)
{
	size_t size = walk->place.size;
	ak_buf_format(&walk->place, "%s%s", size ? "." : "", key);
	return size;
}

static void step_back(struct walk *walk, size_t size)
{
	if (walk->place.failed)
		return;
	walk->place.size = size;
	walk->place.data[size] = '\0';
}

/* Charters nest at most 16 deep (protocol §1). */
static void compare(struct walk *walk, const struct ak_json *was, const struct ak_json *becomes)
{
	if (same(walk, was, becomes))
		return;
	if (ak_json_kind(was) != AK_JSON_OBJECT || ak_json_kind(becomes) != AK_JSON_OBJECT) {
		walk->differs(walk->context, ak_buf_string(&walk->place), was, becomes);
		return;
	}
	for (void *at = ak_json_member(was, NULL); at; at = ak_json_member(was, at)) {
		size_t size = step(walk, ak_json_member_key(at));
		const struct ak_json *other = ak_json_get(becomes, ak_json_member_key(at));
		if (other)
			compare(walk, ak_json_member_value(at), other);
		else
			walk->differs(walk->context, ak_buf_string(&walk->place), ak_json_member_value(at), NULL);
		step_back(walk, size);
	}
	for (void *at = ak_json_member(becomes, NULL); at; at = ak_json_member(becomes, at)) {
		if (ak_json_get(was, ak_json_member_key(at)))
			continue;
		size_t size = step(walk, ak_json_member_key(at));
		walk->differs(walk->context, ak_buf_string(&walk->place), NULL, ak_json_member_value(at));
		step_back(walk, size);
	}
}

enum ak_status ak_charter_compare(const struct ak_json *was, const struct ak_json *becomes, ak_charter_differs *differs,
	void *context, struct ak_error *err)
{
	struct walk walk = {.differs = differs,
		.context = context,
		.place = AK_BUF_INIT,
		.left = AK_BUF_INIT,
		.right = AK_BUF_INIT};
	compare(&walk, was, becomes);
	enum ak_status status = ak_buf_status(&walk.place, err);
	ak_buf_release(&walk.place);
	ak_buf_release(&walk.left);
	ak_buf_release(&walk.right);
	return status;
}

/* ---- as text */

void ak_charter_place_put(
	struct ak_page *page, const char *place, const struct ak_json *was, const struct ak_json *becomes)
{
	struct ak_buf old = AK_BUF_INIT, new = AK_BUF_INIT;
	unsigned indent = page->indent;
	if (was)
		ak_json_canonical(was, &old);
	if (becomes)
		ak_json_canonical(becomes, &new);
	bool is_short = old.size <= SHORT_BYTES && new.size <= SHORT_BYTES;
	ak_page_styled(page, AK_STYLE_STRONG, "%s", *place ? place : _("(the whole)"));
	ak_page_put(page, was && becomes ? ": " : was ? _(" is dropped: ") : _(" is new: "));
	if (!is_short) {
		ak_page_end(page);
		page->indent = indent + 2;
	}
	if (was)
		ak_page_styled(page, AK_STYLE_OLD, "%s", ak_buf_string(&old));
	if (was && becomes && !is_short)
		ak_page_end(page);
	if (was && becomes)
		ak_page_put(page, is_short ? " → " : "→ ");
	if (becomes)
		ak_page_styled(page, AK_STYLE_NEW, "%s", ak_buf_string(&new));
	ak_page_end(page);
	page->indent = indent;
	page->buf.failed |= old.failed || new.failed;
	ak_buf_release(&old);
	ak_buf_release(&new);
}

struct putting {
	struct ak_page *page;
	uint32_t count;
};

static void put_place(void *context, const char *place, const struct ak_json *was, const struct ak_json *becomes)
{
	struct putting *putting = context;
	putting->count++;
	ak_charter_place_put(putting->page, place, was, becomes);
}

enum ak_status ak_charter_diff_put(struct ak_page *page, const struct ak_json *was, const struct ak_json *becomes,
	uint32_t *count, struct ak_error *err)
{
	struct putting putting = {.page = page};
	enum ak_status status = ak_charter_compare(was, becomes, put_place, &putting, err);
	if (status == AK_OK && putting.count == 0)
		ak_page_line(page, "%s", _("Nothing differs."));
	*count = putting.count;
	return status;
}

/* ---- as JSON */

struct listing {
	struct ak_json **list;
	uint32_t count;
};

static void list_place(void *context, const char *place, const struct ak_json *was, const struct ak_json *becomes)
{
	struct listing *listing = context;
	struct ak_json *row = ak_json_object_new();
	ak_build_set(&row, "place", ak_build_text(place));
	ak_build_set(&row, "was", was ? ak_json_copy(was) : ak_json_null_new());
	ak_build_set(&row, "becomes", becomes ? ak_json_copy(becomes) : ak_json_null_new());
	ak_build_append(listing->list, row);
	listing->count++;
}

enum ak_status ak_charter_diff_document(struct ak_json **list, const struct ak_json *was, const struct ak_json *becomes,
	uint32_t *count, struct ak_error *err)
{
	struct listing listing = {.list = list};
	enum ak_status status = ak_charter_compare(was, becomes, list_place, &listing, err);
	*count = listing.count;
	return status;
}
