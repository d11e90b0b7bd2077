/* SPDX-License-Identifier: EUPL-1.2 */
/* What the framework keeps for itself, so that commands need not see it. */
#ifndef AK_CLI_INSIDE_H
#define AK_CLI_INSIDE_H

#include "cli/cli.h"

/* An option as it stood on the command line. */
struct ak_given {
	const struct ak_option *option;
	const char *value; /* NULL for a flag */
};

struct ak_cli_inside {
	struct ak_given *given;
	size_t given_count, given_room;
	const char **words; /* cli->words */
	size_t word_room;
	struct ak_buf failure; /* the sentence noted; empty: none */
	bool failed;	       /* one was noted */
	bool no_memory;	       /* a part of the document found no room */
	bool silent;	       /* standard output is closed (EPIPE): nothing more is shown, and nobody is told */
	bool interrupted;      /* a program that had the terminal ended by ^C: so does this one, when it has told */
	bool broken;	       /* standard output cannot be written: told once */
	bool head_is_old; /* no part was kept at the head for who signs */
	bool out_terminal, error_terminal;
	const char *progress; /* what takes long; NULL: nothing does */
	int64_t progress_start; /* milliseconds */
	int64_t progress_shown;
	bool progress_line; /* there is one on the terminal */
};

/*
 * options.c: reads a command line. Global options may stand before the command's name. Notes what is wrong and returns
 * the exit status, or AK_EXIT_YES.
 */
int ak_cli_parse(struct ak_cli *cli, int argc, char **argv);

/* That there is no such command, with the one that is meant. */
int ak_cli_no_command(struct ak_cli *cli, const char *name);

/* The command of that name, or NULL. */
const struct ak_command *ak_command_find(const char *name);

/* output.c: finds out what standard output and error are. */
void ak_cli_output_init(struct ak_cli *cli);

/* Applies --color, NO_COLOR and TERM. Notes a wrong word. */
int ak_cli_output_choose(struct ak_cli *cli);

/* Shows the answer, or what was noted, and returns the exit status. */
int ak_cli_output_end(struct ak_cli *cli, int exit);

/* What was noted as going wrong, and what was to be said, is not. */
void ak_cli_forget(struct ak_cli *cli);

/* Writes all of it, or notes that it cannot be. Descriptor 1 or 2. */
void ak_cli_write(struct ak_cli *cli, int descriptor, struct ak_bytes bytes);

/* pager.c: shows bytes through the pager; false if there is none to be used, then nothing was shown. */
bool ak_cli_pager(struct ak_cli *cli, struct ak_bytes bytes);

/* help.c: what a command, or the whole, is for. */
void ak_help_overview(struct ak_page *page);
void ak_help_command(struct ak_page *page, const struct ak_command *command);
void ak_help_answer(struct ak_cli *cli, const struct ak_command *command);
void ak_help_answer_all(struct ak_cli *cli);

#endif
