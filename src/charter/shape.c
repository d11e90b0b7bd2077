/* SPDX-License-Identifier: EUPL-1.2 */
/* The common part of reading: kinds, keys, names, lists. */
#include <string.h>

#include "base/name.h"
#include "charter/read.h"

void *ak_read_alloc(struct ak_charter_reader *reader, size_t count, size_t item_size)
{
	void *items =
		ak_arena_alloc(reader->arena, count * item_size); /* count is bounded by the charter's size */
	if (!items)
		ak_charter_no_memory(reader);
	return items;
}

const char *ak_read_copy(struct ak_charter_reader *reader, const char *text)
{
	const char *copy = ak_arena_text(reader->arena, text, strlen(text));
	if (!copy)
		ak_charter_no_memory(reader);
	return copy ? copy : "";
}

const char *ak_read_text(struct ak_charter_reader *reader, const struct ak_json *json)
{
	return json ? ak_read_copy(reader, ak_json_text(json)) : "";
}

void ak_read_put(struct ak_charter_reader *reader, struct ak_map *map, const char *name, void *value)
{
	if (!ak_map_set(map, name, value))
		ak_charter_no_memory(reader);
}

static const char *kinds_name(unsigned kinds)
{
	static const struct {
		unsigned kinds;
		const char *name;
	} names[] = {
		{AK_IS_TEXT, AK_NOTED("a text")},
		{AK_IS_INT, AK_NOTED("an integer")},
		{AK_IS_BOOL, AK_NOTED("true or false")},
		{AK_IS_LIST, AK_NOTED("a list")},
		{AK_IS_OBJECT, AK_NOTED("an object")},
		{AK_IS_OBJECT | AK_IS_NULL, AK_NOTED("an object or null")},
		{AK_IS_OBJECT | AK_IS_LIST, AK_NOTED("a list, or an object from phase to list")},
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (names[i].kinds == kinds)
			return names[i].name;
	return AK_NOTED("of another kind");
}

bool ak_read_kind(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	unsigned kinds)
{
	if (kinds & (1U << ak_json_kind(json)))
		return true;
	ak_charter_refuse(reader, place, "this must be %s (protocol §4)",
		ak_error_words(reader->err, kinds_name(kinds)));
	return false;
}

static size_t shape_find(const struct ak_shape *shape, size_t count, const char *key)
{
	size_t i = 0;
	while (i < count && strcmp(shape[i].key, key) != 0)
		i++;
	return i;
}

bool ak_read_shape(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	const struct ak_shape *shape, size_t count, const struct ak_json **given)
{
	for (size_t i = 0; i < count; i++)
		given[i] = NULL;
	if (!ak_read_kind(reader, place, json, AK_IS_OBJECT))
		return false;
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at)) {
		struct ak_place inside = ak_place_key(place, ak_json_member_key(at));
		size_t i = shape_find(shape, count, inside.key);
		/* protocol §1: "**An unknown key is an error** (`schema`)" */
		if (i == count)
			ak_charter_refuse(reader, &inside, "no such key is known here (protocol §1)");
		else if (ak_read_kind(reader, &inside, ak_json_member_value(at), shape[i].kinds))
			given[i] = ak_json_member_value(at);
	}
	for (size_t i = 0; i < count; i++) {
		struct ak_place inside = ak_place_key(place, shape[i].key);
		if (shape[i].required && !ak_json_get(json, shape[i].key))
			ak_charter_refuse(reader, &inside, "this key is required (protocol §4)");
	}
	return true;
}

/* Items that are no texts are told, and so is an item that was in the list before. */
static bool read_items(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, const char **items, struct ak_map *seen)
{
	bool good = true;
	for (size_t i = 0; i < ak_json_count(json); i++) {
		struct ak_place inside = ak_place_item(place, i);
		const struct ak_json *item = ak_json_item(json, i);
		bool fresh = false;
		if (!ak_read_kind(reader, &inside, item, AK_IS_TEXT)) {
			good = false;
			continue;
		}
		items[i] = ak_read_text(reader, item);
		if (reader->status == AK_ERR_MEMORY)
			return false;
		if (ak_map_put(seen, items[i], &fresh) == AK_MAP_END) {
			ak_charter_no_memory(reader);
			return false;
		}
		/* protocol §4: "the items of every list are distinct" */
		if (!fresh)
			ak_charter_refuse(reader, &inside,
				"`%s` is in the list already; the items of a list are distinct (protocol §4)",
				ak_shown(items[i]).text);
		good = good && fresh;
	}
	return good;
}

bool ak_read_texts_or_none(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, struct ak_texts *texts)
{
	size_t count = ak_json_count(json);
	const char **items = ak_read_alloc(reader, count, sizeof *items);
	if (!items)
		return false;
	struct ak_map seen;
	ak_map_init(&seen);
	bool good = read_items(reader, place, json, items, &seen);
	ak_map_release(&seen);
	if (good)
		*texts = (struct ak_texts){.items = items, .count = (uint32_t)count};
	return good;
}

bool ak_read_texts(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	struct ak_texts *texts)
{
	/* protocol §4: "every other list of a charter has at least one item" */
	if (ak_json_count(json) == 0) {
		ak_charter_refuse(reader, place, "this list has at least one item (protocol §4)");
		return false;
	}
	return ak_read_texts_or_none(reader, place, json, texts);
}

void ak_read_name(struct ak_charter_reader *reader, const struct ak_place *place, const char *name)
{
	/* protocol §4: "`self`, `party`, `actor`, `seat` and `office` are reserved and are no party, body," */
	static const char *const reserved[] = {"self", "party", "actor", "seat", "office"};
	if (!ak_name_check(name))
		ak_charter_refuse(reader, place,
			"a name is 1 to 63 of a-z, 0-9 and `-`, and does not start with `-` (protocol §1)");
	for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
		if (strcmp(name, reserved[i]) == 0)
			ak_charter_refuse(reader, place, "`%s` is a reserved word (protocol §4)", name);
}
