/* SPDX-License-Identifier: EUPL-1.2 */
/* A text that a person wrote, as a value of a field. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/name.h"
#include "cli/near.h"
#include "cli/typed.h"
#include "cli/words_inside.h"
#include "json/json.h"
#include "report/gettext.h"
#include "report/value.h"
#include "report/words.h"
#include "sig/key.h"

/* That of a built-in type is in the language of the program. */
static const char *label_of(const struct ak_field *field)
{
	static const char *const builtin[] = {"party", "actor", "seat", "office"};
	for (size_t t = 0; t < sizeof builtin / sizeof builtin[0]; t++) {
		const struct ak_type *type = ak_builtin_type(builtin[t]);
		for (uint32_t i = 0; i < type->field_count; i++)
			if (&type->fields[i] == field)
				return ak_field_label(type, field);
	}
	return field->label;
}

struct ak_field_text ak_field_text(const struct ak_field *field)
{
	struct ak_field_text it;
	const char *label = label_of(field);
	if (strcmp(label, field->name) == 0)
		snprintf(it.text, sizeof it.text, "%s", field->name);
	else
		snprintf(it.text, sizeof it.text, "%.150s (%s)", label, field->name);
	return it;
}

/* A value that is one of a few words. */
struct choice {
	struct ak_near near;
	struct ak_buf list;
	bool found;
};

static void offer(struct choice *choice, const char *word)
{
	ak_near_offer(&choice->near, word);
	ak_buf_format(&choice->list, choice->list.size ? ", %s" : "%s", word);
	if (strcmp(choice->near.word, word) == 0)
		choice->found = true;
}

/* The end of a choice: the sentence if the word was not among them. */
static enum ak_status chosen(struct ak_word_reader *reader, struct choice *choice, const struct ak_field *field)
{
	enum ak_status status = AK_OK;
	const char *near = ak_near_found(&choice->near);
	if (!choice->found && near)
		status = ak_fail(reader->err, AK_ERR_USAGE, _("%s cannot be \"%s\"; did you mean %s? it can be: %s"),
			ak_field_text(field).text, choice->near.word, near, ak_buf_string(&choice->list));
	else if (!choice->found)
		status = ak_fail(reader->err, AK_ERR_USAGE, _("%s cannot be \"%s\"; it can be: %s"),
			ak_field_text(field).text, choice->near.word, ak_buf_string(&choice->list));
	ak_buf_release(&choice->list);
	return status;
}

static enum ak_status check_among(struct ak_word_reader *reader, const struct ak_field *field, const char *text)
{
	struct choice choice = {.list = AK_BUF_INIT};
	ak_near_init(&choice.near, text);
	for (uint32_t i = 0; i < field->values.count; i++)
		offer(&choice, field->values.items[i]);
	return chosen(reader, &choice, field);
}

static enum ak_status check_party(struct ak_word_reader *reader, const struct ak_field *field, const char *text)
{
	struct choice choice = {.list = AK_BUF_INIT};
	ak_near_init(&choice.near, text);
	for (uint32_t i = 0; i < reader->state->charter->party_count; i++)
		offer(&choice, reader->state->charter->parties[i].name);
	return chosen(reader, &choice, field);
}

/* Text as JSON will hold it: what is not allowed there (protocol §1) is told now. */
static enum ak_status check_text(struct ak_word_reader *reader, const struct ak_field *field, const char *text)
{
	struct ak_buf quoted = AK_BUF_INIT;
	struct ak_json *json = NULL;
	struct ak_error own = AK_ERROR_INIT;
	ak_json_string(text, &quoted);
	enum ak_status status = ak_buf_status(&quoted, reader->err);
	if (status == AK_OK && ak_json_parse(&json, ak_buf_view(&quoted), &own) != AK_OK)
		status = ak_fail(reader->err, AK_ERR_USAGE, _("%s: this text cannot stand in a record: %s"),
			ak_field_text(field).text, own.text);
	ak_json_free(json);
	ak_buf_release(&quoted);
	return status;
}

static enum ak_status read_int(
	struct ak_word_reader *reader, const struct ak_field *field, const char *text, int64_t *number)
{
	int64_t min = field->has_min ? field->min : -AK_JSON_INT_MAX;
	int64_t max = field->has_max ? field->max : AK_JSON_INT_MAX;
	int64_t read;
	if (ak_typed_amount(&read, field->unit, text) && read >= min && read <= max) {
		*number = read;
		return AK_OK;
	}
	const char *unit = field->unit ? field->unit : "";
	if (field->has_min && field->has_max)
		return ak_fail(reader->err, AK_ERR_USAGE, _("%s takes a whole number from %" PRId64 " to %" PRId64 "%s%s, not \"%s\""),
			ak_field_text(field).text, min, max, *unit ? " " : "", unit, text);
	if (field->has_min)
		return ak_fail(reader->err, AK_ERR_USAGE, _("%s takes a whole number of at least %" PRId64 "%s%s, not \"%s\""),
			ak_field_text(field).text, min, *unit ? " " : "", unit, text);
	if (field->has_max)
		return ak_fail(reader->err, AK_ERR_USAGE, _("%s takes a whole number of at most %" PRId64 "%s%s, not \"%s\""),
			ak_field_text(field).text, max, *unit ? " " : "", unit, text);
	return ak_fail(reader->err, AK_ERR_USAGE, _("%s takes a whole number, not \"%s\""), ak_field_text(field).text, text);
}

static enum ak_status read_bool(
	struct ak_word_reader *reader, const struct ak_field *field, const char *text, bool *truth)
{
	static const struct {
		const char *word;
		bool truth;
	} words[] = {{"true", true}, {"ja", true}, {"yes", true}, {"false", false}, {"nee", false}, {"no", false}};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i].word, text) == 0) {
			*truth = words[i].truth;
			return AK_OK;
		}
	return ak_fail(reader->err, AK_ERR_USAGE, _("%s takes true or false (ja or nee), not \"%s\""),
		ak_field_text(field).text, text);
}

static enum ak_status read_date(
	struct ak_word_reader *reader, const struct ak_field *field, const char *text, const char **kept)
{
	int32_t days;
	if (ak_typed_date(&days, text)) {
		*kept = ak_word_keep(reader, ak_date_write(days).text);
		return *kept ? AK_OK : AK_ERR_MEMORY;
	}
	return ak_fail(reader->err, AK_ERR_USAGE, _("%s takes a date such as 2023-01-31, a day that exists, not \"%s\""),
		ak_field_text(field).text, text);
}

static enum ak_status no_such(struct ak_word_reader *reader, const struct ak_field *field, const char *text,
	const char *near)
{
	const struct ak_record *pending = ak_word_pending(reader, text);
	if (pending)
		return ak_fail(reader->err, AK_ERR_REFUSED, _("%s: %s is not there yet: proposal %s, which makes it, is pending"),
			ak_field_text(field).text, text, ak_id_short(&pending->id).text);
	if (near)
		return ak_fail(reader->err, AK_ERR_USAGE, _("%s: there is no %s; did you mean %s?"),
			ak_field_text(field).text, text, near);
	return ak_fail(reader->err, AK_ERR_USAGE, _("%s: there is no %s"), ak_field_text(field).text, text);
}

static bool stands(const struct ak_word_reader *reader, const char *object)
{
	return ak_state_find(reader->state, object) || ak_word_made(reader, object);
}

/* An actor, by its name. `actor/` before it does no harm. */
static enum ak_status read_actor(
	struct ak_word_reader *reader, const struct ak_field *field, const char *text, const char **kept)
{
	char object[AK_OBJECT_MAX + 1];
	const char *name = strncmp(text, "actor/", 6) == 0 ? text + 6 : text;
	if (!ak_name_check(name))
		return ak_fail(reader->err, AK_ERR_USAGE, _("%s takes the name of an actor, not \"%s\""),
			ak_field_text(field).text, text);
	snprintf(object, sizeof object, "actor/%s", name);
	if (!stands(reader, object)) {
		const char *near = ak_word_near_object(reader, object, "actor");
		return no_such(reader, field, object, near);
	}
	*kept = ak_word_keep(reader, name);
	return *kept ? AK_OK : AK_ERR_MEMORY;
}

/* An object, by its name; its type may be left out where the field takes one type only. */
static enum ak_status read_ref(
	struct ak_word_reader *reader, const struct ak_field *field, const char *text, const char **kept)
{
	struct ak_buf object = AK_BUF_INIT;
	bool any = strcmp(field->to, "*") == 0;
	if (!any && !strchr(text, '/'))
		ak_buf_format(&object, "%s/", field->to);
	ak_buf_text(&object, text);
	const char *name = ak_buf_string(&object);
	enum ak_status status = ak_buf_status(&object, reader->err);
	if (status == AK_OK && !ak_object_check(name))
		status = ak_fail(reader->err, AK_ERR_USAGE, _("%s takes an object such as %s/name, not \"%s\""),
			ak_field_text(field).text, any ? "type" : field->to, text);
	else if (status == AK_OK && !ak_ref_suits(field, name))
		status = ak_fail(reader->err, AK_ERR_USAGE, _("%s takes an object of type %s, not %s"),
			ak_field_text(field).text, field->to, name);
	else if (status == AK_OK && !stands(reader, name))
		status = no_such(reader, field, name, ak_word_near_object(reader, name, field->to));
	if (status == AK_OK) {
		*kept = ak_word_keep(reader, name);
		status = *kept ? AK_OK : AK_ERR_MEMORY;
	}
	ak_buf_release(&object);
	return status;
}

static enum ak_status read_record(
	struct ak_word_reader *reader, const struct ak_field *field, const char *text, const char **kept)
{
	uint32_t record = 0;
	struct ak_error own = AK_ERROR_INIT;
	if (ak_ledger_find(reader->ledger, text, &record, &own) != AK_OK)
		return ak_fail(
			reader->err, AK_ERR_USAGE, _("%s takes a record: %s"), ak_field_text(field).text, own.text);
	*kept = ak_word_keep(reader, ak_id_hex(&reader->ledger->records[record].id).text);
	return *kept ? AK_OK : AK_ERR_MEMORY;
}

static enum ak_status read_file(
	struct ak_word_reader *reader, const struct ak_field *field, const char *text, const char **kept)
{
	struct ak_id id;
	if (*text == '@') {
		enum ak_status status = reader->files->attach(reader->files->context, text + 1, &id, reader->err);
		if (status != AK_OK)
			return status;
	} else if (!ak_id_parse(&id, text, strlen(text))) {
		return ak_fail(reader->err, AK_ERR_USAGE,
			_("%s takes a file: write %s=@%s to attach it, or the 64 digits of its SHA-256"),
			ak_field_text(field).text, field->name, text);
	}
	*kept = ak_word_keep(reader, ak_id_hex(&id).text);
	return *kept ? AK_OK : AK_ERR_MEMORY;
}

/* A public key: its text, or `@` and the file that holds it. */
static enum ak_status read_key(
	struct ak_word_reader *reader, const struct ak_field *field, const char *text, const char **kept)
{
	struct ak_buf file = AK_BUF_INIT;
	struct ak_error own = AK_ERROR_INIT;
	char *key = NULL;
	enum ak_status status = AK_OK;
	if (*text == '@')
		status = reader->files->read(
			reader->files->context, text + 1, AK_KEY_FILE_MAX, &file, reader->err);
	else
		ak_buf_text(&file, text);
	if (status == AK_OK &&
		(ak_key_read_line(&key, ak_buf_view(&file), &own) != AK_OK || !ak_key_check(key, &own)))
		status = ak_fail(reader->err, AK_ERR_USAGE, _("%s: %s holds no public key that can be used: %s"),
			ak_field_text(field).text, *text == '@' ? text + 1 : _("the text"), own.text);
	if (status == AK_OK) {
		*kept = ak_word_keep(reader, key);
		status = *kept ? AK_OK : AK_ERR_MEMORY;
	}
	free(key);
	ak_buf_release(&file);
	return status;
}

/* One text of one kind: the value of a field, or a member of a set. */
static enum ak_status read_text(struct ak_word_reader *reader, const struct ak_field *field,
	enum ak_field_type type, const char *text, const char **kept)
{
	enum ak_status status = AK_OK;
	switch (type) {
	case AK_FIELD_ACTOR:
		return read_actor(reader, field, text, kept);
	case AK_FIELD_REF:
		return read_ref(reader, field, text, kept);
	case AK_FIELD_RECORD:
		return read_record(reader, field, text, kept);
	case AK_FIELD_FILE:
		return read_file(reader, field, text, kept);
	case AK_FIELD_KEY:
		return read_key(reader, field, text, kept);
	case AK_FIELD_DATE:
		return read_date(reader, field, text, kept);
	case AK_FIELD_ENUM:
		status = check_among(reader, field, text);
		break;
	case AK_FIELD_PARTY:
		status = check_party(reader, field, text);
		break;
	case AK_FIELD_TEXT:
	case AK_FIELD_INT:
	case AK_FIELD_BOOL:
	case AK_FIELD_SET:
		status = check_text(reader, field, text);
		break;
	}
	if (status != AK_OK)
		return status;
	*kept = ak_word_keep(reader, text);
	return *kept ? AK_OK : AK_ERR_MEMORY;
}

enum ak_status ak_word_value(struct ak_word_reader *reader, const struct ak_field *field, const char *text,
	struct ak_value *value)
{
	*value = (struct ak_value){.kind = AK_VALUE_NULL};
	if (*text == '\0')
		return AK_OK;
	if (field->type == AK_FIELD_INT) {
		value->kind = AK_VALUE_INT;
		return read_int(reader, field, text, &value->integer);
	}
	if (field->type == AK_FIELD_BOOL) {
		value->kind = AK_VALUE_BOOL;
		return read_bool(reader, field, text, &value->boolean);
	}
	value->kind = AK_VALUE_TEXT;
	return read_text(reader, field, field->type, text, &value->text);
}

/* ------------------------------------------------------------------ members of a set */

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort_distinct(const char **items, struct ak_value *set)
{
	uint32_t kept = 0;
	qsort(items, set->count, sizeof *items, compare_texts);
	for (uint32_t i = 0; i < set->count; i++)
		if (kept == 0 || strcmp(items[kept - 1], items[i]) != 0)
			items[kept++] = items[i];
	set->count = kept;
	set->items = items;
}

/* The next member of a list, without the blanks around it; *text moves past it. NULL after telling. */
static const char *cut_member(struct ak_word_reader *reader, const struct ak_field *field, bool is_one, const char **text)
{
	bool is_whole = is_one || (field->of == AK_FIELD_ENUM && ak_texts_have(&field->values, *text));
	const char *from = *text;
	size_t size = is_whole ? strlen(from) : strcspn(from, ",");
	*text += size + (from[size] == ',');
	for (; size > 0 && *from == ' '; from++)
		size--;
	while (size > 0 && from[size - 1] == ' ')
		size--;
	const char *member = ak_arena_text(reader->arena, from, size);
	if (!member)
		ak_fail_memory(reader->err);
	return member;
}

enum ak_status ak_word_members(struct ak_word_reader *reader, const struct ak_field *field, const char *text,
	bool is_one, struct ak_value *set)
{
	size_t room = 1;
	for (const char *at = text; *at; at++)
		room += *at == ',';
	const char **items = ak_arena_alloc(reader->arena, room * sizeof *items);
	if (!items)
		return ak_fail_memory(reader->err);
	*set = (struct ak_value){.kind = AK_VALUE_SET};
	while (*text) {
		const char *member = cut_member(reader, field, is_one, &text);
		if (!member)
			return AK_ERR_MEMORY;
		if (!*member)
			continue;
		enum ak_status status = read_text(reader, field, field->of, member, &items[set->count]);
		if (status != AK_OK)
			return status;
		set->count++;
	}
	sort_distinct(items, set);
	return AK_OK;
}
