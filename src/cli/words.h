/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Changes as a person writes them on a command line:
 *
 *   new afspraak/x titel=… agenda=agenda/a22        a new object and its fields
 *   afspraak/y termijn=2023-01-01 budget=           fields of an object; an empty value is no value
 *   afspraak/y partners+=uvw,ipo partners-=vng      what goes into a set field, and out of it
 *   afspraak/y bewijs=@rapport.pdf                  attaches a file, and names it in the field
 *   amend charter.json                              another charter
 *
 * A word that names an object begins a new change, so several go in one proposal. Values are typed by the charter's
 * fields, what they replace is taken from the ledger, names are looked up and near ones suggested. What gets through
 * fits its field; who may, and whether the whole applies, is asked elsewhere.
 */
#ifndef AK_CLI_WORDS_H
#define AK_CLI_WORDS_H

#include "ledger/ledger.h"

/* Where files come from that words name. */
struct ak_word_files {
	/* Reads and keeps the file to be attached; *id is its digest. */
	enum ak_status (*attach)(void *context, const char *path, struct ak_id *id, struct ak_error *err);
	/* Reads a small file (a charter, a key) of at most limit bytes into out. */
	enum ak_status (*read)(
		void *context, const char *path, size_t limit, struct ak_buf *out, struct ak_error *err);
	void *context;
};

/* What was read. Of words only the changes. */
struct ak_words {
	const struct ak_change *changes;
	uint32_t count;
	const char *capacity; /* `for`, or NULL */
	const char *why;      /* or NULL */
	int32_t respond_by;   /* days, or -1 */
	const char **pins;    /* objects */
	uint32_t pin_count;
	const struct ak_id *attachments; /* that go along again, besides what is attached now */
	uint32_t attachment_count;
	const uint32_t *origins; /* of words: for each change, the position of its word; else NULL */
	uint32_t fault;		 /* of words, after AK_ERR_USAGE or AK_ERR_REFUSED: the position of the one at fault */
};

/*
 * Reads count words against the ledger's state. Everything in *words lives in arena. AK_ERR_USAGE where a word cannot
 * be understood or names what is not there, AK_ERR_REFUSED where it is understood and would change nothing or go
 * where no move goes; the sentence says which word and what would do.
 */
enum ak_status ak_words_read(struct ak_words *words, struct ak_arena *arena, const struct ak_ledger *ledger,
	const char *const *texts, size_t count, const struct ak_word_files *files, struct ak_error *err);

/*
 * Reads a proposal written as JSON: an array of changes as protocol §6 has them, or an object with `changes` and, as
 * wanted, `why`, `for`, `pins` (a list of objects) and `respond_by`. A `set` or `amend` without `from` gets the
 * present one. Only the schema is asked: values are as given.
 */
enum ak_status ak_words_read_json(struct ak_words *words, struct ak_arena *arena, const struct ak_ledger *ledger,
	struct ak_bytes json, struct ak_error *err);

#endif
