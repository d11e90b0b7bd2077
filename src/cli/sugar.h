/* SPDX-License-Identifier: EUPL-1.2 */
/* Commands that are sugar over propose: their words become those of cli/words.h. */
#ifndef AK_CLI_SUGAR_H
#define AK_CLI_SUGAR_H

#include "cli/cli.h"

enum { AK_SUGAR_WORDS_MAX = 16 };

struct ak_sugar {
	char *words[AK_SUGAR_WORDS_MAX];
	size_t count;
	bool failed; /* no memory */
};

/* Adds a word. More than AK_SUGAR_WORDS_MAX is a bug of ours. */
void ak_sugar_word(struct ak_sugar *sugar, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Proposes them for a capacity (NULL: inferred), with --why or else the given reason. What is in sugar is gone
 * afterwards. Returns the exit status.
 */
int ak_sugar_propose(struct ak_cli *cli, struct ak_sugar *sugar, const char *capacity, const char *why);

/*
 * Which of verbs (NULL-ended) the first word is; AK_EXIT_USAGE with a near one if none. Then the number of words
 * after it must be from min to max; usage (such as "akkoord seat add BODY ACTOR") is told otherwise.
 */
struct ak_verb {
	const char *name;
	size_t min, max;
	const char *usage; /* of the whole command */
};
int ak_sugar_verb(struct ak_cli *cli, const struct ak_verb *verbs, size_t *verb);

/* Looks up an actor of the ledger, which must be open, by its name; a near one is suggested. */
int ak_sugar_actor(struct ak_cli *cli, const char *name, const char **party);

#endif
