/* SPDX-License-Identifier: EUPL-1.2 */
/* How words are read, inside: what was read so far, and the parts that share it. */
#ifndef AK_CLI_WORDS_INSIDE_H
#define AK_CLI_WORDS_INSIDE_H

#include "base/limits.h"
#include "cli/words.h"
#include "judge/read.h"

struct ak_word_reader {
	struct ak_arena *arena;
	const struct ak_ledger *ledger;
	const struct ak_state *state;
	const struct ak_word_files *files;
	struct ak_error *err;
	struct ak_change *changes; /* AK_CHANGES_MAX */
	uint32_t *origins; /* of each, the word it came from */
	uint32_t count;
	uint32_t word;	      /* the one that is read */
	uint32_t object_word; /* the last that named an object */
	/* the object that the words at hand are about: */
	const char *name;	       /* NULL: none yet */
	const struct ak_type *type;
	const struct ak_object *object; /* NULL: it is made by these words */
	struct ak_change *create;	/* the change that makes it, or NULL */
	struct ak_assignment *given;	/* of create: room for every field of its type */
};

/* A copy in the reader's arena; NULL after telling. */
const char *ak_word_keep(struct ak_word_reader *reader, const char *text);

/* The change that makes an object in these very words, or NULL. */
const struct ak_change *ak_word_made(const struct ak_word_reader *reader, const char *object);

/* A pending proposal that makes an object, or NULL. */
const struct ak_record *ak_word_pending(const struct ak_word_reader *reader, const char *object);

/* The nearest object that exists, of a type or "*", or NULL. */
const char *ak_word_near_object(const struct ak_word_reader *reader, const char *word, const char *type);

/* The next change to be filled in, about the object at hand, or NULL after telling that there are too many. */
struct ak_change *ak_word_change(struct ak_word_reader *reader, enum ak_op op);

enum ak_word_sign {
	AK_SIGN_SET,	/* field=value */
	AK_SIGN_ADD,	/* field+=value */
	AK_SIGN_REMOVE, /* field-=value */
};

/* word_field.c: a word that changes a field of the object at hand. */
enum ak_status ak_word_field(struct ak_word_reader *reader, const char *word);

/* Refuses a field that an earlier word gave for the same object. */
enum ak_status ak_word_once(struct ak_word_reader *reader, const struct ak_field *field);

/* word_new.c: gives a field to the object that is being made. */
enum ak_status ak_word_give(struct ak_word_reader *reader, const struct ak_field *field, enum ak_word_sign sign,
	const char *text);

/* word_amend.c: the charter in a file. */
enum ak_status ak_word_amend(struct ak_word_reader *reader, const char *path);

/* word_value.c: the value that a text is for a field. Not for sets. An empty text is null. */
enum ak_status ak_word_value(struct ak_word_reader *reader, const struct ak_field *field, const char *text,
	struct ak_value *value);

/*
 * The members that a text is for a set field: cut at commas unless it is one member, sorted and distinct. An empty
 * text is none.
 */
enum ak_status ak_word_members(struct ak_word_reader *reader, const struct ak_field *field, const char *text,
	bool is_one, struct ak_value *set);

/* "Termijn (termijn)", or the label alone where it is the name. */
struct ak_field_text {
	char text[256];
};
struct ak_field_text ak_field_text(const struct ak_field *field);

#endif
