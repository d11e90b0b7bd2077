/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A proposal as a text that a person edits:
 *
 *   # a comment
 *   why: het overleg is verzet
 *   for: do
 *   respond_by: 2023-01-31
 *   pins: agenda/a22
 *
 *   [afspraak/governance]
 *   planning: 2023-03-31
 *   tekst:
 *       A text of several lines; four blanks before each,
 *
 *       and an empty line belongs to it.
 *   partners:
 *       - ipo
 *       - vng
 *
 *   [new afspraak/x]
 *   …
 *
 * Before the first object stand what belongs to the proposal, below it its fields. A field that is not there stays as
 * it is; one without a value loses it. Blanks at the end of a line say nothing.
 */
#ifndef AK_CLI_FORM_H
#define AK_CLI_FORM_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/error.h"
#include "base/limits.h"
#include "cli/batch.h"
#include "ledger/ledger.h"

/* Larger is no form of ours. */
#define AK_FORM_SIZE_MAX (4 * AK_RECORD_SIZE_MAX)

struct ak_form_item {
	unsigned line;	    /* from 1 */
	const char *object; /* NULL: of the proposal */
	bool is_new;
	const char *name; /* the field; NULL: this line names the object */
	const char *text; /* without blanks around it */
};

struct ak_form {
	struct ak_form_item *items;
	size_t count, room;
	struct ak_arena arena;
};

void ak_form_release(struct ak_form *form);

/* Whether bytes are not the other thing that a proposal may be written in: JSON. */
bool ak_form_looks_so(struct ak_bytes bytes);

/* AK_ERR_USAGE: *line is the one that cannot be read. In any case form is the caller's to release. */
enum ak_status ak_form_read(struct ak_form *form, struct ak_bytes bytes, unsigned *line, struct ak_error *err);

/* The item of that object (NULL: the proposal) and name, or NULL. */
const struct ak_form_item *ak_form_find(const struct ak_form *form, const char *object, const char *name);

/* ---- form_words.c: what differs */

struct ak_form_words {
	struct ak_batch batch; /* as on a command line: cli/words.h */
	unsigned *lines;       /* of the form, for each word */
	size_t line_room;
};

void ak_form_words_release(struct ak_form_words *words);

/* What form says otherwise than base. words->batch.word_count is 0 where that is nothing. */
enum ak_status ak_form_compare(
	struct ak_form_words *words, const struct ak_form *form, const struct ak_form *base, const struct ak_ledger *ledger,
	struct ak_error *err);

/* The same as a form without comments, to go on with later. */
void ak_form_put_rest(struct ak_buf *out, const struct ak_form *form, const struct ak_form *base);

/* ---- form_write.c: what there is */

/* What stands at the top; NULL is empty. */
struct ak_form_head {
	const char *why, *capacity, *respond_by;
	const char *const *pins; /* NULL-ended */
};

void ak_form_put_head(struct ak_buf *out, const struct ak_form_head *head);

/*
 * An object with its fields, annotated: what each holds and who may change it, by the charter in force. One that is
 * not there is new. Its type must be there.
 */
void ak_form_put_object(struct ak_buf *out, const struct ak_ledger *ledger, const char *name);

/* How a form works. */
void ak_form_put_tail(struct ak_buf *out);

/* One field and its value, as ak_form_read reads it. */
void ak_form_put_item(struct ak_buf *out, const char *name, const char *text);

/* A comment: every line begins with mark and a blank. */
void ak_form_put_comment(struct ak_buf *out, const char *mark, const char *text);

#endif
