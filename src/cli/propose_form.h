/* SPDX-License-Identifier: EUPL-1.2 */
/* A proposal that comes from a form (cli/form.h): read from a file, or filled in in an editor. */
#ifndef AK_CLI_PROPOSE_FORM_H
#define AK_CLI_PROPOSE_FORM_H

#include "cli/form.h"
#include "cli/cli.h"
#include "cli/proposing.h"

struct ak_propose_form {
	struct ak_form form;
	struct ak_form base; /* the same objects as they are */
	struct ak_form_words words;
	struct ak_proposing proposing; /* what it comes to, with what the command line says besides */
	struct ak_buf pins;	       /* the texts of proposing.pins, each with its NUL */
	unsigned fault;		       /* the line that cannot be read */
	/* in an editor: */
	struct ak_buf first; /* what stood in it at first */
	struct ak_buf text;  /* what stands in it */
	unsigned line;	     /* where to begin */
	bool marked;	     /* a fault stands in it */
	char *path;	     /* the file; NULL: none */
};

void ak_propose_form_release(struct ak_propose_form *form);

/* Reads the text of a form. given is what the command line says: it goes first. AK_ERR_USAGE with form->fault. */
enum ak_status ak_propose_form_take(struct ak_propose_form *form, const struct ak_ledger *ledger,
	const struct ak_proposing *given, struct ak_bytes text, struct ak_error *err);

/*
 * Writes the form to be filled in, about the objects that given->words name (`new` before one that is to be made), or
 * as text says, where that is not empty.
 */
int ak_propose_form_open(
	struct ak_cli *cli, struct ak_propose_form *form, const struct ak_proposing *given, struct ak_bytes text);

/*
 * Lets the person edit it once; form->text is what came back. AK_EXIT_NO where that is nothing, or the same as
 * before: then nothing is to be proposed, which is noted.
 */
int ak_propose_form_edit(struct ak_cli *cli, struct ak_propose_form *form);

/* Puts a fault above a line of the form (0: at its top), to be seen when it is edited next. */
enum ak_status ak_propose_form_mark(
	struct ak_propose_form *form, unsigned line, const char *sentence, struct ak_error *err);

/* The line of a word of proposing.words, or of a key of the head; 0 where it stands nowhere. */
unsigned ak_propose_form_line(const struct ak_propose_form *form, size_t word, const char *key);

/*
 * At the end: takes the file away, or, where exit is a failure and something was filled in, keeps it and tells where
 * it is.
 */
void ak_propose_form_close(struct ak_cli *cli, struct ak_propose_form *form, int exit);

#endif
