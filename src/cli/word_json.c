/* SPDX-License-Identifier: EUPL-1.2 */
/* A proposal that somebody wrote as JSON. */
#include <string.h>

#include "base/date.h"
#include "base/name.h"
#include "cli/words_inside.h"
#include "json/json.h"
#include "report/gettext.h"

/* ------------------------------------------------------------------ `from` as it is now */

static const char *text_at(const struct ak_json *json, const char *key)
{
	const struct ak_json *value = ak_json_get(json, key);
	return value && ak_json_kind(value) == AK_JSON_TEXT ? ak_json_text(value) : NULL;
}

static struct ak_json *present(const struct ak_state *state, const struct ak_json *change, const char *op)
{
	const char *name = text_at(change, "object");
	const char *field_name = text_at(change, "field");
	if (strcmp(op, "amend") == 0)
		return ak_json_text_new(ak_id_hex(&state->charter->digest).text);
	const struct ak_object *object = name ? ak_state_find(state, name) : NULL;
	const struct ak_type *type = object ? ak_type_of(state, object) : NULL;
	const struct ak_field *field = type && field_name ? ak_type_field(type, field_name) : NULL;
	struct ak_value value = {.kind = AK_VALUE_NULL};
	if (field)
		value = ak_read(object, field);
	return value.kind == AK_VALUE_SET ? ak_json_null_new() : ak_value_json(&value);
}

/* A copy of a change with `from`, where it belongs and is not given. */
static struct ak_json *completed(const struct ak_state *state, const struct ak_json *change)
{
	struct ak_json *copy = ak_json_copy(change);
	const char *op = copy && ak_json_kind(copy) == AK_JSON_OBJECT ? text_at(copy, "op") : NULL;
	bool wants = op && (strcmp(op, "set") == 0 || strcmp(op, "amend") == 0);
	if (!wants || ak_json_get(copy, "from"))
		return copy;
	if (ak_json_set(copy, "from", present(state, change, op)))
		return copy;
	ak_json_free(copy);
	return NULL;
}

/* ------------------------------------------------------------------ the parts */

static enum ak_status read_changes(
	struct ak_word_reader *reader, const struct ak_json *list, struct ak_words *words)
{
	if (!list || ak_json_kind(list) != AK_JSON_ARRAY)
		return ak_fail(reader->err, AK_ERR_USAGE, _("changes: a list of changes is expected"));
	size_t count = ak_json_count(list);
	if (count == 0 || count > AK_CHANGES_MAX)
		return ak_fail(reader->err, AK_ERR_USAGE, _("changes: 1 to %u are expected, not %zu"), AK_CHANGES_MAX, count);
	for (size_t i = 0; i < count; i++) {
		struct ak_buf place = AK_BUF_INIT;
		struct ak_json *change = completed(reader->state, ak_json_item(list, i));
		ak_buf_format(&place, "changes[%zu]", i);
		enum ak_status status = change && !place.failed ? ak_change_read(&reader->changes[i], reader->arena, change,
									  ak_buf_string(&place), reader->err)
								: ak_fail_memory(reader->err);
		ak_json_free(change);
		ak_buf_release(&place);
		if (status != AK_OK)
			return status == AK_ERR_FORMAT ? AK_ERR_USAGE : status;
	}
	words->changes = reader->changes;
	words->count = (uint32_t)count;
	return AK_OK;
}

static enum ak_status read_pins(struct ak_word_reader *reader, const struct ak_json *list, struct ak_words *words)
{
	bool is_list = ak_json_kind(list) == AK_JSON_ARRAY && ak_json_count(list) <= AK_PINS_MAX;
	for (size_t i = 0; is_list && i < ak_json_count(list); i++) {
		const struct ak_json *item = ak_json_item(list, i);
		is_list = ak_json_kind(item) == AK_JSON_TEXT && ak_object_check(ak_json_text(item));
	}
	if (!is_list)
		return ak_fail(reader->err, AK_ERR_USAGE, _("pins: a list of at most %u objects is expected"), AK_PINS_MAX);
	words->pins = ak_arena_alloc(reader->arena, (ak_json_count(list) + 1) * sizeof *words->pins);
	if (!words->pins)
		return ak_fail_memory(reader->err);
	for (size_t i = 0; i < ak_json_count(list); i++) {
		words->pins[i] = ak_word_keep(reader, ak_json_text(ak_json_item(list, i)));
		if (!words->pins[i])
			return AK_ERR_MEMORY;
	}
	words->pin_count = (uint32_t)ak_json_count(list);
	return AK_OK;
}

static enum ak_status read_member(
	struct ak_word_reader *reader, const char *key, const struct ak_json *value, struct ak_words *words)
{
	bool is_text = ak_json_kind(value) == AK_JSON_TEXT;
	if (strcmp(key, "changes") == 0)
		return read_changes(reader, value, words);
	if (strcmp(key, "pins") == 0)
		return read_pins(reader, value, words);
	const char **into = strcmp(key, "why") == 0 ? &words->why : strcmp(key, "for") == 0 ? &words->capacity : NULL;
	if (into && is_text) {
		*into = ak_word_keep(reader, ak_json_text(value));
		return *into ? AK_OK : AK_ERR_MEMORY;
	}
	bool is_date = strcmp(key, "respond_by") == 0;
	if (is_date && is_text && ak_date_parse(&words->respond_by, ak_json_text(value)))
		return AK_OK;
	if (is_date)
		return ak_fail(reader->err, AK_ERR_USAGE, _("respond_by: a date such as 2023-01-31 is expected"));
	if (into)
		return ak_fail(reader->err, AK_ERR_USAGE, _("%s: a text is expected"), key);
	return ak_fail(reader->err, AK_ERR_USAGE,
		_("%s: a proposal has no such key; it has: changes, why, for, pins, respond_by"), key);
}

enum ak_status ak_words_read_json(struct ak_words *words, struct ak_arena *arena, const struct ak_ledger *ledger,
	struct ak_bytes json, struct ak_error *err)
{
	struct ak_word_reader reader = {
		.arena = arena, .ledger = ledger, .state = ak_ledger_state(ledger), .err = err};
	struct ak_words read = {.respond_by = -1};
	struct ak_json *parsed = NULL;
	reader.changes = ak_arena_alloc(arena, AK_CHANGES_MAX * sizeof *reader.changes);
	if (!reader.changes)
		return ak_fail_memory(err);
	enum ak_status status = ak_json_parse(&parsed, json, err);
	if (status != AK_OK)
		return status == AK_ERR_FORMAT ? AK_ERR_USAGE : status;
	if (ak_json_kind(parsed) != AK_JSON_OBJECT) {
		status = read_changes(&reader, parsed, &read);
	} else {
		for (void *at = ak_json_member(parsed, NULL); status == AK_OK && at; at = ak_json_member(parsed, at))
			status = read_member(&reader, ak_json_member_key(at), ak_json_member_value(at), &read);
		if (status == AK_OK && read.count == 0)
			status = ak_fail(err, AK_ERR_USAGE, _("changes: a proposal has at least one"));
	}
	ak_json_free(parsed);
	if (status == AK_OK)
		*words = read;
	return status;
}
