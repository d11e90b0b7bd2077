/* SPDX-License-Identifier: EUPL-1.2 */
/* Proposing, for the command of that name and for those that are sugar over it. */
#ifndef AK_CLI_PROPOSE_H
#define AK_CLI_PROPOSE_H

#include "cli/batch.h"
#include "cli/cli.h"
#include "cli/proposing.h"

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

/*
 * propose_batch.c: proposes the items of a batch from one on that go in one record, with --for, and why where --why
 * is not given. *next is the item after them. With --json its id is appended to list.
 */
int ak_propose_batch(
	struct ak_cli *cli, const struct ak_batch *batch, size_t from, const char *why, size_t *next, struct ak_json *list);

/* The options of a command that proposes so. */
#define AK_OPTIONS_BATCH                                                                                               \
	{"for", 0, AK_OPTION_TEXT, N_("CAPACITY"), N_("the body, office, party or seat (body/party) that decides")},   \
		AK_OPTION_WHY, {"respond-by", 0, AK_OPTION_TEXT, N_("DATE"), N_("by when answers are asked for")},     \
		AK_OPTION_ATTACH

#endif
