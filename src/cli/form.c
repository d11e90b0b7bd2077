/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/form.h"

#include <stdlib.h>
#include <string.h>

#include "report/gettext.h"

enum { INDENT = 4 }; /* blanks before a line that goes on */

void ak_form_release(struct ak_form *form)
{
	free(form->items);
	ak_arena_release(&form->arena);
	*form = (struct ak_form){.items = NULL};
}

static size_t blanks_at(const char *text, size_t size)
{
	size_t blanks = 0;
	while (blanks < size && (text[blanks] == ' ' || text[blanks] == '\t' || text[blanks] == '\r'))
		blanks++;
	return blanks;
}

bool ak_form_looks_so(struct ak_bytes bytes)
{
	size_t at = 0;
	while (at < bytes.size && memchr(" \t\r\n", bytes.data[at], 4))
		at++;
	if (at == bytes.size || bytes.data[at] == '{')
		return at == bytes.size;
	if (bytes.data[at] != '[')
		return true;
	for (at++; at < bytes.size && memchr(" \t\r\n", bytes.data[at], 4); at++)
		;
	return at < bytes.size && bytes.data[at] != '{' && bytes.data[at] != ']';
}

/* ------------------------------------------------------------------ reading */

struct reader {
	struct ak_form *form;
	struct ak_error *err;
	const char *object;
	bool is_new;
	struct ak_buf text; /* of the item at hand */
	size_t empty;	    /* lines without anything, not yet known to be part of it */
	bool in_item;
};

/* The text of the item at hand is whole. */
static enum ak_status end_item(struct reader *reader)
{
	if (!reader->in_item)
		return AK_OK;
	struct ak_form_item *item = &reader->form->items[reader->form->count - 1];
	item->text = reader->text.failed ? NULL
					 : ak_arena_text(&reader->form->arena, ak_buf_string(&reader->text), reader->text.size);
	ak_buf_clear(&reader->text);
	reader->in_item = false;
	reader->empty = 0;
	return item->text ? AK_OK : ak_fail_memory(reader->err);
}

static enum ak_status add_item(struct reader *reader, unsigned line, const char *name, size_t size)
{
	struct ak_form *form = reader->form;
	const char *kept = name ? ak_arena_text(&form->arena, name, size) : NULL;
	if ((name && !kept) || !ak_grow((void **)&form->items, &form->room, form->count, sizeof *form->items))
		return ak_fail_memory(reader->err);
	form->items[form->count++] = (struct ak_form_item){
		.line = line, .object = reader->object, .is_new = reader->is_new, .name = kept, .text = ""};
	return AK_OK;
}

/* `[type/name]` or `[new type/name]` */
static enum ak_status read_object(struct reader *reader, unsigned line, const char *text, size_t size)
{
	if (text[size - 1] != ']')
		return ak_fail(reader->err, AK_ERR_USAGE, _("an object is written [type/name]: the ] is missing"));
	text++;
	size -= 2;
	size_t blanks = blanks_at(text, size);
	text += blanks;
	size -= blanks;
	while (size > 0 && text[size - 1] == ' ')
		size--;
	reader->is_new = size > 4 && strncmp(text, "new ", 4) == 0;
	if (reader->is_new) {
		blanks = 4 + blanks_at(text + 4, size - 4);
		text += blanks;
		size -= blanks;
	}
	reader->object = ak_arena_text(&reader->form->arena, text, size);
	return reader->object ? add_item(reader, line, NULL, 0) : ak_fail_memory(reader->err);
}

/* `name: text` */
static enum ak_status read_field(struct reader *reader, unsigned line, const char *text, size_t size)
{
	size_t name = 0;
	while (name < size && (memchr("_-", text[name], 2) || (text[name] >= 'a' && text[name] <= 'z') ||
				      (text[name] >= '0' && text[name] <= '9')))
		name++;
	if (name == 0 || name == size || text[name] != ':')
		return ak_fail(reader->err, AK_ERR_USAGE,
			_("this line is no field (name: value), no [object] and no comment (#); if it belongs to the text above, put four blanks before it"));
	char key[AK_NAME_MAX + 1] = "";
	strncat(key, text, name < AK_NAME_MAX ? name : AK_NAME_MAX);
	if (ak_form_find(reader->form, reader->object, key))
		return ak_fail(reader->err, AK_ERR_USAGE, _("%s stands here twice"), key);
	enum ak_status status = add_item(reader, line, text, name);
	size_t from = name + 1;
	from += blanks_at(text + from, size - from);
	if (status == AK_OK)
		ak_buf_append(&reader->text, text + from, size - from);
	reader->in_item = status == AK_OK;
	return status;
}

/* A line that goes on with the text above it. */
static enum ak_status read_more(struct reader *reader, const char *text, size_t size)
{
	size_t cut = 0;
	if (!reader->in_item)
		return ak_fail(reader->err, AK_ERR_USAGE,
			_("this line begins with blanks, so it belongs to a field above it, and there is none"));
	if (text[0] == '\t')
		cut = 1;
	else
		while (cut < INDENT && cut < size && text[cut] == ' ')
			cut++;
	for (; reader->text.size > 0 && reader->empty > 0; reader->empty--)
		ak_buf_char(&reader->text, '\n');
	if (reader->text.size > 0)
		ak_buf_char(&reader->text, '\n');
	reader->empty = 0;
	ak_buf_append(&reader->text, text + cut, size - cut);
	return AK_OK;
}

static enum ak_status read_line(struct reader *reader, unsigned line, const char *text, size_t size)
{
	bool goes_on = size > 0 && (text[0] == ' ' || text[0] == '\t');
	while (size > 0 && memchr(" \t\r", text[size - 1], 3))
		size--;
	if (memchr(text, '\0', size))
		return ak_fail(reader->err, AK_ERR_USAGE, _("this line holds a NUL byte, which no text can"));
	if (size == 0) {
		reader->empty++;
		return AK_OK;
	}
	if (text[0] == '#')
		return AK_OK;
	if (goes_on)
		return read_more(reader, text, size);
	enum ak_status status = end_item(reader);
	if (status != AK_OK)
		return status;
	return text[0] == '[' ? read_object(reader, line, text, size) : read_field(reader, line, text, size);
}

enum ak_status ak_form_read(struct ak_form *form, struct ak_bytes bytes, unsigned *line, struct ak_error *err)
{
	struct reader reader = {.form = form, .err = err, .text = AK_BUF_INIT};
	const char *at = (const char *)bytes.data;
	size_t left = bytes.size;
	enum ak_status status = AK_OK;
	*form = (struct ak_form){.items = NULL};
	*line = 0;
	if (left >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0) { /* some editors put a byte order mark */
		at += 3;
		left -= 3;
	}
	while (status == AK_OK && left > 0) {
		const char *end = memchr(at, '\n', left);
		size_t size = end ? (size_t)(end - at) : left;
		++*line;
		status = read_line(&reader, *line, at, size);
		size += end != NULL;
		at += size;
		left -= size;
	}
	if (status == AK_OK)
		status = end_item(&reader);
	ak_buf_release(&reader.text);
	return status;
}

const struct ak_form_item *ak_form_find(const struct ak_form *form, const char *object, const char *name)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct ak_form_item *item = &form->items[i];
		bool same = object && item->object ? strcmp(object, item->object) == 0 : object == item->object;
		if (same && item->name && strcmp(item->name, name) == 0)
			return item;
	}
	return NULL;
}
