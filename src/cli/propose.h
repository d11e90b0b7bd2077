/* SPDX-License-Identifier: EUPL-1.2 */
/* Proposing, for the command of that name and for those that are sugar over it. */
#ifndef AK_CLI_PROPOSE_H
#define AK_CLI_PROPOSE_H

#include "base/limits.h"
#include "cli/cli.h"

/* What is proposed. All borrowed. */
struct ak_proposing {
	const char *const *words; /* the changes, see cli/words.h; or */
	size_t word_count;
	bool edit;		 /* words name objects; the changes, or those of file, are filled in in an editor (cli/form.h); or */
	const char *file;	 /* a file with them, as JSON or as a form; or */
	const char *again;	 /* the id of a proposal to be renewed */
	const char *capacity;	 /* --for, or NULL: inferred */
	const char *why;	 /* --why, or NULL: from the file or form */
	const char *respond_by;	 /* --respond-by, or NULL */
	const char *pins[AK_PINS_MAX + 1]; /* --pin; NULL-ended */
};

/*
 * Reads the changes, finds for whom they are, tries whether they would apply, puts in the pins that moves demand, and
 * has the proposal signed (cli/signing.h) with what --attach names. The answer is written too. Returns the exit
 * status. The command must have the trait AK_COMMAND_SIGNS and AK_OPTION_ATTACH.
 */
int ak_propose(struct ak_cli *cli, const struct ak_proposing *proposing);

/* The option of commands that are sugar: they have a reason of their own where none is given. */
#define AK_OPTION_WHY                                                                                                  \
	{                                                                                                              \
		"why", 'm', AK_OPTION_TEXT, N_("TEXT"), N_("the reason, as it will stand in the record")               \
	}

#endif
