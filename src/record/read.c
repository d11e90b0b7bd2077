/* SPDX-License-Identifier: EUPL-1.2 */
/* The small words of reading a record. */
#include "record/read.h"

#include <stdio.h>
#include <string.h>

#include "base/name.h"

bool ak_record_refuse(struct ak_record_reader *reader, struct ak_record_place place, const char *what)
{
	char index[16] = "";
	if (place.index >= 0)
		snprintf(index, sizeof index, "[%d]", place.index);
	reader->status = ak_fail(reader->err, AK_ERR_FORMAT, "%.200s%s%s%.200s: %s", place.key, index,
		place.part ? "." : "", place.part ? place.part : "", ak_error_words(reader->err, what));
	return false;
}

bool ak_record_no_memory(struct ak_record_reader *reader)
{
	reader->status = ak_fail_memory(reader->err);
	return false;
}

void *ak_record_alloc(struct ak_record_reader *reader, size_t count, size_t item_size)
{
	void *items =
		ak_arena_alloc(reader->arena, count * item_size); /* count is bounded by the record's size */
	if (!items)
		ak_record_no_memory(reader);
	return items;
}

bool ak_record_read_text(struct ak_record_reader *reader, struct ak_record_place place,
	const struct ak_json *json, const char **text)
{
	if (!json || ak_json_kind(json) != AK_JSON_TEXT)
		return ak_record_refuse(reader, place, "a text is expected (protocol §5)");
	*text = ak_json_text(json);
	return true;
}

bool ak_record_keep(struct ak_record_reader *reader, const char *borrowed, const char **kept)
{
	const char *copy = ak_arena_text(reader->arena, borrowed, strlen(borrowed));
	if (!copy)
		return ak_record_no_memory(reader);
	*kept = copy;
	return true;
}

bool ak_record_share(struct ak_record_reader *reader, const char *borrowed, const char **kept)
{
	if (!reader->shared)
		return ak_record_keep(reader, borrowed, kept);
	struct ak_map *texts = &reader->shared->texts;
	uint32_t entry = ak_map_find(texts, borrowed);
	if (entry == AK_MAP_END) {
		if (!ak_record_keep(reader, borrowed, kept))
			return false;
		return ak_map_set(texts, *kept, NULL) || ak_record_no_memory(reader);
	}
	*kept = ak_map_key(texts, entry);
	return true;
}

bool ak_record_read_id(struct ak_record_reader *reader, struct ak_record_place place,
	const struct ak_json *json, struct ak_id *id)
{
	const char *text = NULL;
	if (!ak_record_read_text(reader, place, json, &text))
		return false;
	if (!ak_id_parse(id, text, strlen(text)))
		return ak_record_refuse(reader, place, "an id is 64 lower-case hex digits (protocol §1)");
	return true;
}

bool ak_record_read_object(
	struct ak_record_reader *reader, struct ak_record_place place, const char *text, const char **object)
{
	if (!ak_object_check(text))
		return ak_record_refuse(
			reader, place, "an object is <type>/<name>, or seat/<body>.<party> (protocol §1)");
	return ak_record_share(reader, text, object);
}

struct ak_id *ak_record_read_ids(struct ak_record_reader *reader, struct ak_record_place place,
	const struct ak_json *json, size_t min, size_t max)
{
	if (ak_json_kind(json) != AK_JSON_ARRAY) {
		ak_record_refuse(reader, place, "a list is expected (protocol §5)");
		return NULL;
	}
	size_t count = ak_json_count(json);
	if (count < min || count > max) {
		ak_record_refuse(reader, place, "the list has too few or too many items (protocol §1)");
		return NULL;
	}
	struct ak_id *ids = ak_record_alloc(reader, count, sizeof *ids);
	for (size_t i = 0; ids && i < count; i++) {
		place.index = (int)i;
		if (!ak_record_read_id(reader, place, ak_json_item(json, i), &ids[i]))
			return NULL;
	}
	return ids;
}

bool ak_record_like_key(const char *text)
{
	static const char *const types[] = {"ssh-ed25519 ", "sk-ssh-ed25519@openssh.com "};
	static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		size_t size = strlen(types[i]);
		if (strncmp(text, types[i], size) == 0)
			return text[size] && text[size + strspn(text + size, base64)] == '\0';
	}
	return false;
}
