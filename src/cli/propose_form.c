/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/propose_form.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/name.h"
#include "cli/editor.h"
#include "cli/files.h"

#define FAULT_MARK "#!"

static void release_read(struct ak_propose_form *form)
{
	ak_form_release(&form->form);
	ak_form_release(&form->base);
	ak_form_words_release(&form->words);
	ak_buf_release(&form->pins);
}

void ak_propose_form_release(struct ak_propose_form *form)
{
	release_read(form);
	ak_buf_release(&form->first);
	ak_buf_release(&form->text);
	free(form->path);
	*form = (struct ak_propose_form){.path = NULL};
}

/* ------------------------------------------------------------------ reading */

/* Whether an object of that name can be: its type is there. */
static bool has_type(const struct ak_ledger *ledger, const char *object)
{
	return ak_object_check(object) && ak_charter_type_of(ak_ledger_state(ledger)->charter, object);
}

/* The objects that the form names, as they are. */
static enum ak_status read_base(struct ak_propose_form *form, const struct ak_ledger *ledger, struct ak_error *err)
{
	struct ak_buf text = AK_BUF_INIT;
	unsigned line;
	for (size_t i = 0; i < form->form.count; i++) {
		const struct ak_form_item *item = &form->form.items[i];
		bool is_twice = false;
		for (size_t before = 0; before < i; before++)
			is_twice = is_twice || (!form->form.items[before].name && item->object &&
						       strcmp(form->form.items[before].object, item->object) == 0);
		if (!item->name && item->object && !is_twice && has_type(ledger, item->object))
			ak_form_put_object(&text, ledger, item->object);
	}
	enum ak_status status = ak_buf_status(&text, err);
	if (status == AK_OK)
		status = ak_form_read(&form->base, ak_buf_view(&text), &line, err);
	ak_buf_release(&text);
	return status;
}

/* The pins are a list, one on a line. */
static enum ak_status take_pins(struct ak_propose_form *form, const char *text, struct ak_error *err)
{
	size_t count = 0, starts[AK_PINS_MAX];
	while (*text) {
		size_t size = strcspn(text, "\n,");
		const char *from = text + strspn(text, "- ");
		if (from < text + size && count == AK_PINS_MAX)
			return ak_fail(err, AK_ERR_USAGE, _("more than %u pins do not go in one proposal; make it two"), AK_PINS_MAX);
		if (from < text + size) {
			starts[count++] = form->pins.size;
			ak_buf_append(&form->pins, from, (size_t)(text + size - from));
			ak_buf_char(&form->pins, '\0');
		}
		text += size + (text[size] != '\0');
	}
	for (size_t i = 0; i < count && !form->pins.failed; i++)
		form->proposing.pins[i] = form->pins.data + starts[i];
	return ak_buf_status(&form->pins, err);
}

static enum ak_status take_head(struct ak_propose_form *form, struct ak_error *err)
{
	struct ak_proposing *proposing = &form->proposing;
	for (size_t i = 0; i < form->form.count && !form->form.items[i].object; i++) {
		const struct ak_form_item *item = &form->form.items[i];
		const char **into = NULL;
		form->fault = item->line;
		if (strcmp(item->name, "why") == 0)
			into = &proposing->why;
		else if (strcmp(item->name, "for") == 0)
			into = &proposing->capacity;
		else if (strcmp(item->name, "respond_by") == 0)
			into = &proposing->respond_by;
		else if (strcmp(item->name, "pins") != 0)
			return ak_fail(err, AK_ERR_USAGE,
				_("%s stands before the first [object], where only why, for, respond_by and pins belong"), item->name);
		if (into && !*into && *item->text)
			*into = item->text;
		if (!into && !proposing->pins[0]) {
			enum ak_status status = take_pins(form, item->text, err);
			if (status != AK_OK)
				return status;
		}
	}
	return AK_OK;
}

enum ak_status ak_propose_form_take(struct ak_propose_form *form, const struct ak_ledger *ledger,
	const struct ak_proposing *given, struct ak_bytes text, struct ak_error *err)
{
	release_read(form);
	form->proposing = *given;
	form->proposing.file = NULL;
	form->proposing.words = NULL;
	form->proposing.word_count = 0;
	enum ak_status status = ak_form_read(&form->form, text, &form->fault, err);
	if (status == AK_OK)
		status = take_head(form, err);
	if (status == AK_OK)
		status = read_base(form, ledger, err);
	if (status == AK_OK)
		status = ak_form_compare(&form->words, &form->form, &form->base, ledger, err);
	form->proposing.words = form->words.batch.words;
	form->proposing.word_count = form->words.batch.word_count;
	return status;
}

unsigned ak_propose_form_line(const struct ak_propose_form *form, size_t word, const char *key)
{
	const struct ak_form_item *item = key ? ak_form_find(&form->form, NULL, key) : NULL;
	if (key)
		return item ? item->line : 0;
	return word < form->words.batch.word_count ? form->words.lines[word] : 0;
}

/* ------------------------------------------------------------------ the file */

/* A file of its own in the replica, where it outlives whatever happens. */
static enum ak_status make_file(struct ak_propose_form *form, struct ak_store *store, struct ak_error *err)
{
	struct ak_buf path = AK_BUF_INIT;
	if (ak_store_kind(store) == AK_STORE_FOLDER)
		return ak_fail(err, AK_ERR_REFUSED, _("\"%s\" is a plain folder, in which nothing is proposed"), ak_store_path(store));
	ak_buf_format(&path, "%s/akkoord", ak_store_path(store));
	enum ak_status status = ak_buf_status(&path, err);
	if (status == AK_OK && mkdir(ak_buf_string(&path), 0777) != 0 && errno != EEXIST)
		status = ak_fail(err, AK_ERR_IO, _("\"%s\" cannot be made: %s"), ak_buf_string(&path), strerror(errno));
	ak_buf_text(&path, "/proposal-XXXXXX");
	form->path = status == AK_OK ? ak_buf_take(&path) : NULL;
	ak_buf_release(&path);
	if (status != AK_OK || !form->path)
		return status != AK_OK ? status : ak_fail_memory(err);
	int file = mkstemp(form->path);
	if (file >= 0) {
		close(file);
		return AK_OK;
	}
	status = ak_fail(err, AK_ERR_IO, _("\"%s\" cannot be made: %s"), form->path, strerror(errno));
	free(form->path);
	form->path = NULL;
	return status;
}

static enum ak_status write_file(const char *path, struct ak_bytes bytes, struct ak_error *err)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool good = file >= 0 && ak_file_write(file, bytes) && fsync(file) == 0;
	enum ak_status status =
		good ? AK_OK : ak_fail(err, AK_ERR_IO, _("\"%s\" cannot be written: %s"), path, strerror(errno));
	if (file >= 0)
		close(file);
	return status;
}

/* ------------------------------------------------------------------ to be filled in */

static enum ak_status put_objects(
	struct ak_buf *text, const struct ak_ledger *ledger, const struct ak_proposing *given, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	for (size_t i = 0; i < given->word_count; i++) {
		bool is_new = strcmp(given->words[i], "new") == 0;
		const char *object = given->words[i + is_new]; /* NULL after the last */
		if (!object)
			return ak_fail(err, AK_ERR_USAGE, _("`new` must be followed by an object: new afspraak/x"));
		if (strchr(object, '='))
			return ak_fail(err, AK_ERR_USAGE,
				_("with --edit the words name only objects; fill \"%s\" in in the form, or leave out --edit"), object);
		if (!has_type(ledger, object))
			return ak_fail(err, AK_ERR_USAGE, _("\"%s\" is no object (type/name) of a type that the charter has; akkoord list shows them"),
				object);
		bool is_there = ak_state_find(state, object) != NULL;
		if (is_new && is_there)
			return ak_fail(err, AK_ERR_REFUSED, _("%s exists already; to change it, leave out `new`"), object);
		if (!is_new && !is_there)
			return ak_fail(err, AK_ERR_USAGE, _("there is no %s; to make it, write: new %s"), object, object);
		ak_form_put_object(text, ledger, object);
		i += is_new;
	}
	return AK_OK;
}

int ak_propose_form_open(
	struct ak_cli *cli, struct ak_propose_form *form, const struct ak_proposing *given, struct ak_bytes text)
{
	struct ak_error err = AK_ERROR_INIT;
	enum ak_status status = AK_OK;
	const struct ak_form_head head = {
		.why = given->why, .capacity = given->capacity, .respond_by = given->respond_by, .pins = given->pins};
	if (text.size > 0) {
		ak_buf_append(&form->first, text.data, text.size);
	} else {
		ak_form_put_head(&form->first, &head);
		status = put_objects(&form->first, cli->ledger, given, &err);
		ak_form_put_tail(&form->first);
	}
	ak_buf_append(&form->text, form->first.data, form->first.size);
	if (status == AK_OK)
		status = form->text.failed || form->first.failed ? ak_fail_memory(&err) : AK_OK;
	if (status == AK_OK)
		status = make_file(form, cli->store, &err);
	return ak_cli_trouble(cli, status, &err);
}

/* Takes out the faults that were put in. */
static void clean(struct ak_buf *text)
{
	size_t kept = 0;
	for (size_t at = 0; at < text->size;) {
		const char *end = memchr(text->data + at, '\n', text->size - at);
		size_t size = end ? (size_t)(end - (text->data + at)) + 1 : text->size - at;
		if (size < 2 || memcmp(text->data + at, FAULT_MARK, 2) != 0) {
			memmove(text->data + kept, text->data + at, size);
			kept += size;
		}
		at += size;
	}
	if (text->data)
		text->data[kept] = '\0';
	text->size = kept;
}

static bool is_empty(struct ak_bytes text)
{
	struct ak_form form;
	unsigned line;
	bool empty = ak_form_read(&form, text, &line, NULL) == AK_OK && form.count == 0;
	ak_form_release(&form);
	return empty;
}

int ak_propose_form_edit(struct ak_cli *cli, struct ak_propose_form *form)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf before = AK_BUF_INIT;
	enum ak_status status = write_file(form->path, ak_buf_view(&form->text), &err);
	if (status != AK_OK)
		return ak_cli_trouble(cli, status, &err);
	int exit = ak_editor_run(cli, form->path, form->line);
	ak_buf_append(&before, form->text.data, form->text.size);
	ak_buf_clear(&form->text);
	status = ak_file_read(NULL, form->path, AK_FORM_SIZE_MAX, &form->text, &err);
	clean(&before);
	clean(&form->text);
	const struct ak_bytes text = ak_buf_view(&form->text);
	if (exit)
		; /* what was written is kept all the same */
	else if (status != AK_OK || before.failed)
		exit = ak_cli_trouble(cli, status == AK_OK ? AK_ERR_MEMORY : status, &err);
	else if (is_empty(text))
		exit = ak_cli_fail(cli, AK_EXIT_NO, _("the form is empty: nothing is proposed"));
	else if (form->marked && ak_bytes_equal(text, ak_buf_view(&before)))
		exit = ak_cli_fail(cli, AK_EXIT_NO, _("the form still has the fault that was shown: nothing is proposed"));
	ak_buf_release(&before);
	return exit;
}

enum ak_status ak_propose_form_mark(
	struct ak_propose_form *form, unsigned line, const char *sentence, struct ak_error *err)
{
	struct ak_buf marked = AK_BUF_INIT, mark = AK_BUF_INIT;
	const char *at = ak_buf_string(&form->text), *from = at;
	for (unsigned i = 1; i < line && strchr(at, '\n'); i++)
		at = strchr(at, '\n') + 1;
	ak_form_put_comment(&mark, FAULT_MARK, sentence);
	ak_buf_append(&marked, from, (size_t)(at - from));
	ak_buf_append(&marked, mark.data, mark.size);
	ak_buf_text(&marked, at);
	form->line = line > 0 ? line : 1;
	for (size_t i = 0; i < mark.size; i++)
		form->line += mark.data[i] == '\n';
	form->marked = true;
	enum ak_status status = marked.failed || mark.failed ? ak_fail_memory(err) : AK_OK;
	ak_buf_release(&mark);
	ak_buf_release(&form->text);
	form->text = marked;
	return status;
}

/*
 * Only what was filled in is kept, so that what others changed meanwhile is not taken back by it. As it is where it
 * cannot be read.
 */
static void put_rest(struct ak_propose_form *form)
{
	struct ak_buf rest = AK_BUF_INIT;
	struct ak_form read;
	unsigned line;
	bool readable = ak_form_read(&read, ak_buf_view(&form->text), &line, NULL) == AK_OK;
	ak_form_put_rest(&rest, &read, &form->base);
	if (readable && !rest.failed)
		write_file(form->path, ak_buf_view(&rest), NULL); /* else the whole of it stands there */
	ak_form_release(&read);
	ak_buf_release(&rest);
}

void ak_propose_form_close(struct ak_cli *cli, struct ak_propose_form *form, int exit)
{
	if (!form->path)
		return;
	clean(&form->text);
	const struct ak_bytes text = ak_buf_view(&form->text);
	if (exit == AK_EXIT_YES || is_empty(text) || ak_bytes_equal(text, ak_buf_view(&form->first))) {
		unlink(form->path);
		return;
	}
	put_rest(form);
	ak_cli_say(cli, _("What you filled in is kept; to go on with it: akkoord propose --edit --file %s"), form->path);
}
