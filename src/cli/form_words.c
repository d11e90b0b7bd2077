/* SPDX-License-Identifier: EUPL-1.2 */
/* What a form says otherwise than another, as words of a command line. */
#include <stdlib.h>
#include <string.h>

#include "cli/form.h"

void ak_form_words_release(struct ak_form_words *words)
{
	ak_batch_release(&words->batch);
	free(words->lines);
	*words = (struct ak_form_words){.lines = NULL};
}

/* ------------------------------------------------------------------ members of a set */

struct members {
	char **items;
	size_t count, room;
	bool failed;
};

static void members_release(struct members *members)
{
	for (size_t i = 0; i < members->count; i++)
		free(members->items[i]);
	free(members->items);
}

static void members_add(struct members *members, const char *text, size_t size)
{
	for (; size > 0 && *text == ' '; text++)
		size--;
	while (size > 0 && text[size - 1] == ' ')
		size--;
	if (size == 0)
		return;
	char *copy = strndup(text, size);
	if (!copy || !ak_grow((void **)&members->items, &members->room, members->count, sizeof *members->items)) {
		free(copy);
		members->failed = true;
		return;
	}
	members->items[members->count++] = copy;
}

/*
 * One on a line, after a dash or not; what follows a dash is whole, and goes on where two blanks begin a line. Else a
 * comma cuts too, but in a set of texts, which may hold one.
 */
static struct members members_read(const char *text, bool of_text)
{
	struct members members = {.items = NULL};
	while (*text) {
		size_t size = strcspn(text, "\n");
		if (strncmp(text, "- ", 2) == 0) {
			while (text[size] && strncmp(text + size + 1, "  ", 2) == 0)
				size += 1 + strcspn(text + size + 1, "\n");
			struct ak_buf member = AK_BUF_INIT;
			for (const char *at = text + 2; at < text + size; at++) {
				ak_buf_char(&member, *at);
				if (*at == '\n')
					at += 2;
			}
			members_add(&members, ak_buf_string(&member), member.size);
			members.failed |= member.failed;
			ak_buf_release(&member);
		} else if (of_text) {
			members_add(&members, text, size);
		} else {
			for (size_t at = 0; at < size;) {
				size_t part = strcspn(text + at, ",\n");
				members_add(&members, text + at, part);
				at += part + 1;
			}
		}
		text += size + (text[size] == '\n');
	}
	return members;
}

static bool members_have(const struct members *members, const char *text)
{
	for (size_t i = 0; i < members->count; i++)
		if (strcmp(members->items[i], text) == 0)
			return true;
	return false;
}

/* ------------------------------------------------------------------ words */

struct comparing {
	struct ak_form_words *words;
	const struct ak_form *form;
	const struct ak_form *base;
	const struct ak_state *state;
	const struct ak_form_item *object; /* the last that a word named; NULL: none */
	bool failed;
};

static void note_line(struct comparing *comparing, unsigned line)
{
	struct ak_form_words *words = comparing->words;
	size_t at = words->batch.word_count - 1;
	if (words->batch.failed || !ak_grow((void **)&words->lines, &words->line_room, at, sizeof *words->lines))
		comparing->failed = true;
	else
		words->lines[at] = line;
}

/* The words of the object that an item belongs to, if they are not there yet. */
static void name_object(struct comparing *comparing, const struct ak_form_item *object)
{
	struct ak_batch *batch = &comparing->words->batch;
	if (comparing->object == object)
		return;
	comparing->object = object;
	ak_batch_begin(batch);
	if (object->is_new) {
		ak_batch_word(batch, "new");
		note_line(comparing, object->line);
	}
	ak_batch_word(batch, "%s", object->object);
	note_line(comparing, object->line);
}

static void put_word(struct comparing *comparing, const struct ak_form_item *object, const struct ak_form_item *item,
	const char *sign, const char *text)
{
	name_object(comparing, object);
	ak_batch_word(&comparing->words->batch, "%s%s%s", item->name, sign, text);
	note_line(comparing, item->line);
}

static const struct ak_field *field_of(const struct comparing *comparing, const struct ak_form_item *item)
{
	const struct ak_type *it = ak_charter_type_of(comparing->state->charter, item->object);
	return it ? ak_type_field(it, item->name) : NULL;
}

/* What goes out of a set, and what comes into it. */
static void compare_set(struct comparing *comparing, const struct ak_form_item *object, const struct ak_form_item *item,
	const char *before, const struct ak_field *field)
{
	struct members was = members_read(before, field->of == AK_FIELD_TEXT);
	struct members is = members_read(item->text, field->of == AK_FIELD_TEXT);
	for (size_t i = 0; i < was.count; i++)
		if (!members_have(&is, was.items[i]))
			put_word(comparing, object, item, "-=", was.items[i]);
	for (size_t i = 0; i < is.count; i++)
		if (!members_have(&was, is.items[i]))
			put_word(comparing, object, item, "+=", is.items[i]);
	comparing->failed |= was.failed || is.failed;
	members_release(&was);
	members_release(&is);
}

static void compare_item(
	struct comparing *comparing, const struct ak_form_item *object, const struct ak_form_item *item)
{
	const struct ak_form_item *before = ak_form_find(comparing->base, item->object, item->name);
	const struct ak_field *field = field_of(comparing, item);
	if (before && strcmp(before->text, item->text) == 0)
		return;
	if (field && field->type == AK_FIELD_SET)
		compare_set(comparing, object, item, before ? before->text : "", field);
	else
		put_word(comparing, object, item, "=", item->text);
}

enum ak_status ak_form_compare(
	struct ak_form_words *words, const struct ak_form *form, const struct ak_form *base, const struct ak_ledger *ledger,
	struct ak_error *err)
{
	struct comparing comparing = {.words = words, .form = form, .base = base, .state = ak_ledger_state(ledger)};
	const struct ak_form_item *object = NULL;
	*words = (struct ak_form_words){.lines = NULL};
	for (size_t i = 0; i < form->count; i++) {
		const struct ak_form_item *item = &form->items[i];
		if (!item->name)
			object = item;
		else if (object)
			compare_item(&comparing, object, item);
	}
	return comparing.failed || words->batch.failed ? ak_fail_memory(err) : AK_OK;
}

void ak_form_put_rest(struct ak_buf *out, const struct ak_form *form, const struct ak_form *base)
{
	const struct ak_form_item *object = NULL, *named = NULL;
	for (size_t i = 0; i < form->count; i++) {
		const struct ak_form_item *item = &form->items[i];
		if (!item->name) {
			object = item;
			continue;
		}
		const struct ak_form_item *before = ak_form_find(base, item->object, item->name);
		if (object && before && strcmp(before->text, item->text) == 0)
			continue;
		if (object != named)
			ak_buf_format(out, object->is_new ? "\n[new %s]\n" : "\n[%s]\n", object->object);
		named = object;
		ak_form_put_item(out, item->name, item->text);
	}
}
