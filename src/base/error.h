/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Trouble, told once.
 *
 * A function that can fail returns an ak_status and takes the caller's struct ak_error as its last parameter (it
 * may be NULL). The first sentence wins: a caller higher up may add nothing, or use ak_fail_add to say where.
 * A sentence is one line, lower case, without a full stop, about this input. It may quote hostile bytes: whoever
 * shows it escapes it.
 *
 * Three channels are kept apart. A bug of ours is an assert, in release builds too. Trouble (memory, disk, a
 * broken charter) is a status. A forged or unauthorised record is neither: it is data, with a verdict.
 */
#ifndef AK_BASE_ERROR_H
#define AK_BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>

enum ak_status {
	AK_OK = 0,
	AK_ERR_MEMORY,	  /* no memory */
	AK_ERR_IO,	  /* the disk, a child process, an agent, a remote */
	AK_ERR_FORMAT,	  /* bytes that break a rule of the protocol */
	AK_ERR_NOT_FOUND, /* what was named is not there */
	AK_ERR_EXISTS,	  /* what was to be made is there already */
	AK_ERR_USAGE,	  /* the caller's words cannot be understood */
	AK_ERR_REFUSED,	  /* understood, and not done: it would break a rule */
	AK_ERR_BUSY,	  /* another writer was faster; try again */
};

enum { AK_ERROR_TEXT_MAX = 1024 };

struct ak_error {
	enum ak_status status; /* AK_OK: nothing was told yet */
	bool plain;	       /* told as the source has it, for a machine or a file: never translated */
	char text[AK_ERROR_TEXT_MAX];
};

#define AK_ERROR_INIT                                                                                                  \
	{                                                                                                              \
		.status = AK_OK, .text = ""                                                                            \
	}

/*
 * A sentence in the reader's language: what ak_error_translate, if somebody set it before the first thread, makes of a
 * format. The translation has the same specifiers. NULL, as at first: sentences are told as the source has them.
 */
extern const char *(*ak_error_translate)(const char *format);

/* A format or a word as it is told in err, which may be NULL: translated, unless err is plain. */
const char *ak_error_words(const struct ak_error *err, const char *text);

/* Notes a word for translation that a sentence takes by %s; ak_error_words translates it where it is told. */
#define AK_NOTED(text) text

/* Notes the sentence in err, unless err is NULL or holds one already. Returns status. */
enum ak_status ak_fail(struct ak_error *err, enum ak_status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The one sentence for want of memory. Returns AK_ERR_MEMORY. */
enum ak_status ak_fail_memory(struct ak_error *err);

/* Puts "<prefix>: " before the sentence in err, to say where it happened. Returns err's status, or status. */
enum ak_status ak_fail_add(struct ak_error *err, enum ak_status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Forgets what was told; what is plain stays plain. */
void ak_error_clear(struct ak_error *err);

#endif
