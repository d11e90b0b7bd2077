/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/diff.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "judge/read.h"
#include "report/build.h"
#include "report/gettext.h"
#include "report/object.h"
#include "report/value.h"
#include "report/was_becomes.h"

enum { INDENT = 2, VALUE = 32 };

/* ---- finding */

static void put_canonical(struct ak_buf *out, const struct ak_object *object, const struct ak_field *field)
{
	if (field->type == AK_FIELD_SET) {
		ak_members_canonical(ak_read_members(object, field), out);
		return;
	}
	struct ak_value value = ak_read(object, field);
	ak_value_canonical(&value, out);
}

static bool differs(const struct ak_object *was, const struct ak_object *becomes, const struct ak_field *field)
{
	struct ak_buf left = AK_BUF_INIT, right = AK_BUF_INIT;
	put_canonical(&left, was, field);
	put_canonical(&right, becomes, field);
	bool same = ak_bytes_equal(ak_buf_view(&left), ak_buf_view(&right));
	ak_buf_release(&left);
	ak_buf_release(&right);
	return !same;
}

static bool note(struct ak_differences *found, const struct ak_difference *difference)
{
	if (!ak_grow((void **)&found->items, &found->room, found->count, sizeof *found->items))
		return false;
	found->items[found->count++] = *difference;
	return true;
}

/* The type by the later charter, else by the earlier one. */
static const struct ak_type *type_of(const struct ak_differences *found, const char *type)
{
	const struct ak_type *later = ak_type_named(found->becomes, type);
	return later ? later : ak_type_named(found->was, type);
}

static bool compare(struct ak_differences *found, const struct ak_object *was, const struct ak_object *becomes)
{
	assert(was || becomes);
	struct ak_difference difference = {
		.was = was, .becomes = becomes, .type = type_of(found, was ? was->type : becomes->type)};
	size_t before = found->count;
	bool noted = true;
	if (!was || !becomes)
		noted = note(found, &difference);
	for (uint32_t i = 0; was && becomes && difference.type && i < difference.type->field_count && noted; i++) {
		difference.field = &difference.type->fields[i];
		if (differs(was, becomes, difference.field))
			noted = note(found, &difference);
	}
	found->objects += found->count > before;
	return noted;
}

/* Both walks are by name: they go side by side. */
enum ak_status ak_differences_find(struct ak_differences *found, const struct ak_state *was,
	const struct ak_state *becomes, struct ak_error *err)
{
	const struct ak_object *left, *right;
	*found = (struct ak_differences){.was = was, .becomes = becomes};
	found->charter = !ak_id_equal(&was->charter->digest, &becomes->charter->digest);
	uint32_t i = ak_objects_next(was, NULL, AK_MAP_END, &left);
	uint32_t k = ak_objects_next(becomes, NULL, AK_MAP_END, &right);
	while (i != AK_MAP_END || k != AK_MAP_END) {
		int order = i == AK_MAP_END ? 1 : k == AK_MAP_END ? -1 : strcmp(left->name, right->name);
		if (!compare(found, order <= 0 ? left : NULL, order >= 0 ? right : NULL)) {
			ak_differences_release(found);
			return ak_fail_memory(err);
		}
		if (order <= 0)
			i = ak_objects_next(was, NULL, i, &left);
		if (order >= 0)
			k = ak_objects_next(becomes, NULL, k, &right);
	}
	return AK_OK;
}

void ak_differences_release(struct ak_differences *found)
{
	free(found->items);
	*found = (struct ak_differences){.count = 0};
}

/* ---- for people */

/* A label that is too long for its column has a line of its own. */
static void put_field(struct ak_page *page, const struct ak_type *type, const struct ak_field *field)
{
	page->indent = INDENT;
	ak_page_put(page, ak_field_label(type, field));
	if (page->column + 2 > VALUE)
		ak_page_end(page);
	ak_page_beside(page, VALUE);
}

/* Members that the one has and the other has not. */
static bool put_members(struct ak_page *page, enum ak_style style, const char *format, const struct ak_map *of,
	const struct ak_map *without, bool any)
{
	for (uint32_t i = of ? ak_map_first(of) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(of, i)) {
		if (without && ak_map_find(without, ak_map_key(of, i)) != AK_MAP_END)
			continue;
		ak_page_put(page, any ? ", " : "");
		ak_page_styled(page, style, format, ak_map_key(of, i));
		any = true;
	}
	return any;
}

static void put_set(struct ak_page *page, const struct ak_difference *it)
{
	const struct ak_map *was = ak_read_members(it->was, it->field);
	const struct ak_map *becomes = ak_read_members(it->becomes, it->field);
	bool any = put_members(page, AK_STYLE_OLD, _("− %s"), was, becomes, false);
	put_members(page, AK_STYLE_NEW, _("+ %s"), becomes, was, any);
	ak_page_end(page);
}

static void put_difference(struct ak_page *page, const struct ak_differences *found, const struct ak_difference *it)
{
	struct ak_buf was = AK_BUF_INIT, becomes = AK_BUF_INIT;
	put_field(page, it->type, it->field);
	if (it->field->type == AK_FIELD_SET) {
		put_set(page, it);
	} else {
		ak_titled_words(&was, found->was, it->was, it->field);
		ak_titled_words(&becomes, found->becomes, it->becomes, it->field);
		ak_was_becomes_put(page, ak_page_column(page, VALUE), ak_buf_string(&was), ak_buf_string(&becomes));
	}
	page->indent = 0;
	ak_buf_release(&was);
	ak_buf_release(&becomes);
}

/* An object that came, or is not there: all that it holds. */
static void put_whole(struct ak_page *page, const struct ak_differences *found, const struct ak_difference *it)
{
	const struct ak_object *object = it->becomes ? it->becomes : it->was;
	const struct ak_state *state = it->becomes ? found->becomes : found->was;
	const struct ak_type *type = ak_type_of(state, object);
	for (uint32_t i = 0; type && i < type->field_count; i++) {
		struct ak_buf value = AK_BUF_INIT;
		if (!ak_field_filled(object, &type->fields[i]))
			continue;
		ak_titled_words(&value, state, object, &type->fields[i]);
		put_field(page, type, &type->fields[i]);
		ak_page_wrap(page, it->becomes ? AK_STYLE_NEW : AK_STYLE_OLD, ak_buf_string(&value));
		page->indent = 0;
		ak_buf_release(&value);
	}
}

static const char *object_of(const struct ak_difference *it)
{
	return it->becomes ? it->becomes->name : it->was->name;
}

static void put_heading(struct ak_page *page, const struct ak_differences *found, const struct ak_difference *it)
{
	const char *label = it->type ? ak_type_label(it->type) : _("not in the charter");
	const struct ak_object *object = it->becomes ? it->becomes : it->was;
	const char *title = ak_object_title(it->becomes ? found->becomes : found->was, object);
	ak_page_gap(page);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", object->name);
	if (!it->was)
		ak_page_format(page, _("  new: %s"), label);
	else if (!it->becomes)
		ak_page_format(page, _("  not there: %s"), label);
	else
		ak_page_format(page, "  %s", label);
	if (title && it->field) {
		ak_page_put(page, "  ");
		ak_page_cut(page, AK_STYLE_DIM, title, page->width > page->column ? page->width - page->column : VALUE * 2);
	}
	ak_page_end(page);
}

void ak_differences_put(struct ak_page *page, const struct ak_differences *found)
{
	const char *last = "";
	for (size_t i = 0; i < found->count; i++) {
		const struct ak_difference *it = &found->items[i];
		if (strcmp(object_of(it), last) != 0)
			put_heading(page, found, it);
		last = object_of(it);
		if (it->field)
			put_difference(page, found, it);
		else
			put_whole(page, found, it);
	}
}

/* ---- as JSON */

static void add_field(struct ak_json **fields, const struct ak_difference *it, const struct ak_type *type,
	const struct ak_field *field)
{
	struct ak_json *row = ak_json_object_new();
	ak_build_set(&row, "label", ak_build_text(ak_field_label(type, field)));
	ak_build_set(&row, "was", it->was ? ak_present_document(it->was, field) : ak_json_null_new());
	ak_build_set(&row, "becomes", it->becomes ? ak_present_document(it->becomes, field) : ak_json_null_new());
	ak_build_set(fields, field->name, row);
}

static struct ak_json *fields_document(const struct ak_difference *it, size_t count)
{
	struct ak_json *fields = ak_json_object_new();
	for (size_t i = 0; it->field && i < count; i++)
		add_field(&fields, &it[i], it->type, it[i].field);
	const struct ak_object *object = it->becomes ? it->becomes : it->was;
	for (uint32_t i = 0; !it->field && it->type && i < it->type->field_count; i++) {
		if (ak_field_filled(object, &it->type->fields[i]))
			add_field(&fields, it, it->type, &it->type->fields[i]);
	}
	return fields;
}

struct ak_json *ak_differences_document(const struct ak_differences *found)
{
	struct ak_json *list = ak_json_array_new();
	for (size_t i = 0, count; i < found->count; i += count) {
		const struct ak_difference *it = &found->items[i];
		for (count = 1; i + count < found->count && strcmp(object_of(it + count), object_of(it)) == 0;)
			count++;
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "object", ak_build_text(object_of(it)));
		ak_build_set(&row, "label", ak_build_text(it->type ? ak_type_label(it->type) : NULL));
		ak_build_set(&row, "change",
			ak_build_text(!it->was ? "new" : it->becomes ? "changed" : "gone"));
		ak_build_set(&row, "fields", fields_document(it, count));
		ak_build_append(&list, row);
	}
	return list;
}
