/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/words.h"

#include <assert.h>
#include <string.h>

#include "base/name.h"
#include "cli/near.h"
#include "cli/words_inside.h"
#include "report/gettext.h"
#include "report/words.h"

/* ------------------------------------------------------------------ what was read so far */

const char *ak_word_keep(struct ak_word_reader *reader, const char *text)
{
	const char *kept = ak_arena_text(reader->arena, text, strlen(text));
	if (!kept)
		ak_fail_memory(reader->err);
	return kept;
}

const struct ak_change *ak_word_made(const struct ak_word_reader *reader, const char *object)
{
	for (uint32_t i = 0; i < reader->count; i++)
		if (reader->changes[i].op == AK_OP_CREATE && strcmp(reader->changes[i].object, object) == 0)
			return &reader->changes[i];
	return NULL;
}

const char *ak_word_near_object(const struct ak_word_reader *reader, const char *word, const char *type)
{
	struct ak_near near;
	ak_near_init(&near, word);
	const struct ak_map *objects = &reader->state->objects;
	for (uint32_t i = ak_map_first(objects); i != AK_MAP_END; i = ak_map_next(objects, i)) {
		const struct ak_object *object = ak_map_value(objects, i);
		if (object->exists && (strcmp(type, "*") == 0 || strcmp(type, object->type) == 0))
			ak_near_offer(&near, object->name);
	}
	return ak_near_found(&near);
}

struct ak_change *ak_word_change(struct ak_word_reader *reader, enum ak_op op)
{
	if (reader->count == AK_CHANGES_MAX) {
		ak_fail(reader->err, AK_ERR_USAGE, _("more than %u changes do not go in one proposal; make it two"),
			AK_CHANGES_MAX);
		return NULL;
	}
	struct ak_change *change = &reader->changes[reader->count++];
	reader->origins[reader->count - 1] = reader->word;
	*change = (struct ak_change){.op = op, .object = reader->name};
	return change;
}

/* ------------------------------------------------------------------ the object */

static enum ak_status find_type(struct ak_word_reader *reader, const char *object)
{
	static const char *const builtin[] = {"party", "actor", "seat", "office"};
	char name[AK_NAME_MAX + 1] = "";
	struct ak_near near;
	strncat(name, object, strcspn(object, "/"));
	reader->type = ak_type_named(reader->state, name);
	if (reader->type)
		return AK_OK;
	ak_near_init(&near, name);
	for (uint32_t i = 0; i < reader->state->charter->type_count; i++)
		ak_near_offer(&near, reader->state->charter->types[i].name);
	for (size_t i = 0; i < sizeof builtin / sizeof builtin[0]; i++)
		ak_near_offer(&near, builtin[i]);
	const char *found = ak_near_found(&near);
	if (found)
		return ak_fail(reader->err, AK_ERR_USAGE, _("the charter has no type %s; did you mean %s?"), name, found);
	return ak_fail(reader->err, AK_ERR_USAGE, _("the charter has no type %s; `akkoord list` shows those it has"), name);
}

static enum ak_status begin_object(struct ak_word_reader *reader, const char *word)
{
	if (!ak_object_check(word))
		return ak_fail(reader->err, AK_ERR_USAGE,
			_("\"%s\" is neither an object (type/name, of a-z, 0-9 and -) nor a change (field=value)"), word);
	reader->name = ak_word_keep(reader, word);
	reader->object = NULL;
	reader->create = NULL;
	return reader->name ? find_type(reader, word) : AK_ERR_MEMORY;
}

const struct ak_record *ak_word_pending(const struct ak_word_reader *reader, const char *object)
{
	for (uint32_t i = 0; i < reader->ledger->count; i++) {
		const struct ak_record *record = &reader->ledger->records[i];
		if (record->kind != AK_KIND_PROPOSE ||
			ak_ledger_judged(reader->ledger, i)->verdict != AK_VERDICT_PENDING)
			continue;
		for (uint32_t c = 0; c < record->change_count; c++)
			if (record->changes[c].op == AK_OP_CREATE && strcmp(record->changes[c].object, object) == 0)
				return record;
	}
	return NULL;
}

/* The words that follow are about an object that is there, or that these words made. */
static enum ak_status take_object(struct ak_word_reader *reader, const char *word)
{
	enum ak_status status = begin_object(reader, word);
	if (status != AK_OK)
		return status;
	reader->object = ak_state_find(reader->state, word);
	if (reader->object || ak_word_made(reader, word))
		return AK_OK;
	const struct ak_record *pending = ak_word_pending(reader, word);
	if (pending)
		return ak_fail(reader->err, AK_ERR_REFUSED, _("%s is not there yet: proposal %s, which makes it, is pending"), word,
			ak_id_short(&pending->id).text);
	const char *near = ak_word_near_object(reader, word, "*");
	if (near)
		return ak_fail(reader->err, AK_ERR_USAGE, _("there is no %s; did you mean %s? to make it, write: new %s"),
			word, near, word);
	return ak_fail(reader->err, AK_ERR_USAGE, _("there is no %s; to make it, write: new %s"), word, word);
}

static enum ak_status check_actor_name(struct ak_word_reader *reader, const char *name)
{
	const struct ak_charter *charter = reader->state->charter;
	for (uint32_t i = 0; i < charter->party_count; i++)
		if (ak_actor_of_party(name, charter->parties[i].name))
			return AK_OK;
	return ak_fail(reader->err, AK_ERR_USAGE,
		_("an actor's name begins with its party's and -, such as %s-%s, and \"%s\" does not"),
		charter->parties[0].name, name, name);
}

static enum ak_status make_object(struct ak_word_reader *reader, const char *word)
{
	enum ak_status status = begin_object(reader, word);
	if (status != AK_OK)
		return status;
	assert(reader->type);
	const char *type = reader->type->name;
	if (strcmp(type, "party") == 0 || strcmp(type, "seat") == 0 || strcmp(type, "office") == 0)
		return ak_fail(reader->err, AK_ERR_USAGE,
			_("%s cannot be made: what there is of party, seat and office is in the charter"), word);
	if (strcmp(type, "actor") == 0)
		status = check_actor_name(reader, strchr(word, '/') + 1);
	if (status != AK_OK)
		return status;
	if (ak_state_find(reader->state, word) || ak_word_made(reader, word))
		return ak_fail(reader->err, AK_ERR_REFUSED, _("%s exists already; to change it, leave out `new`"), word);
	struct ak_change *change = ak_word_change(reader, AK_OP_CREATE);
	if (!change)
		return AK_ERR_USAGE;
	reader->given = ak_arena_alloc(reader->arena, reader->type->field_count * sizeof *reader->given);
	if (!reader->given)
		return ak_fail_memory(reader->err);
	change->fields = reader->given;
	reader->create = change;
	return AK_OK;
}

/* protocol §8: "at creation a required field without `initial` not given" */
static enum ak_status end_object(struct ak_word_reader *reader)
{
	struct ak_buf labels = AK_BUF_INIT, words = AK_BUF_INIT;
	enum ak_status status = AK_OK;
	uint32_t count = 0;
	for (uint32_t i = 0; reader->create && i < reader->type->field_count; i++) {
		const struct ak_field *field = &reader->type->fields[i];
		if (!field->required || field->initial || ak_change_value(reader->create, field->name))
			continue;
		ak_buf_format(&labels, count ? ", %s" : "%s", ak_field_text(field).text);
		ak_buf_format(&words, count ? " %s=…" : "%s=…", field->name);
		count++;
	}
	if (count > 0) {
		reader->word = reader->object_word;
		status = ak_fail(reader->err, AK_ERR_USAGE,
			P_("%s: %s is required; add %s", "%s: %s are required; add %s", count), reader->name,
			ak_buf_string(&labels), ak_buf_string(&words));
	}
	ak_buf_release(&labels);
	ak_buf_release(&words);
	return status;
}

/* ------------------------------------------------------------------ words */

static enum ak_status read_word(
	struct ak_word_reader *reader, const char *const *texts, size_t count, size_t *at)
{
	reader->word = (uint32_t)*at;
	const char *word = texts[(*at)++];
	const char *equals = strchr(word, '=');
	const char *slash = strchr(word, '/');
	bool is_field = equals && (!slash || equals < slash);
	if (is_field)
		return ak_word_field(reader, word);
	enum ak_status status = end_object(reader);
	if (status != AK_OK)
		return status;
	reader->object_word = reader->word;
	bool is_new = strcmp(word, "new") == 0;
	bool is_amend = strcmp(word, "amend") == 0;
	if (!is_new && !is_amend)
		return take_object(reader, word);
	if (*at == count)
		return ak_fail(reader->err, AK_ERR_USAGE,
			is_new ? _("`new` must be followed by an object: new afspraak/x")
			       : _("`amend` must be followed by the file of the new charter"));
	word = texts[(*at)++];
	return is_new ? make_object(reader, word) : ak_word_amend(reader, word);
}

enum ak_status ak_words_read(struct ak_words *words, struct ak_arena *arena, const struct ak_ledger *ledger,
	const char *const *texts, size_t count, const struct ak_word_files *files, struct ak_error *err)
{
	struct ak_word_reader reader = {
		.arena = arena, .ledger = ledger, .state = ak_ledger_state(ledger), .files = files, .err = err};
	size_t at = 0;
	*words = (struct ak_words){.respond_by = -1};
	reader.changes = ak_arena_alloc(arena, AK_CHANGES_MAX * sizeof *reader.changes);
	reader.origins = ak_arena_alloc(arena, AK_CHANGES_MAX * sizeof *reader.origins);
	if (!reader.changes || !reader.origins)
		return ak_fail_memory(err);
	enum ak_status status = AK_OK;
	while (status == AK_OK && at < count)
		status = read_word(&reader, texts, count, &at);
	if (status == AK_OK)
		status = end_object(&reader);
	if (status == AK_OK && reader.count == 0)
		status = ak_fail(err, AK_ERR_USAGE,
			_("say what is to change, such as: afspraak/x termijn=2023-01-01"));
	if (status == AK_OK)
		*words = (struct ak_words){
			.changes = reader.changes, .count = reader.count, .origins = reader.origins, .respond_by = -1};
	words->fault = reader.word;
	return status;
}
