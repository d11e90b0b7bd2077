/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/inside.h"

static int run(struct ak_cli *cli)
{
	const struct ak_command *command = NULL;
	if (cli->word_count > 0) {
		command = ak_command_find(cli->words[0]);
		if (!command)
			return ak_cli_no_command(cli, cli->words[0]);
	}
	if (cli->json && command)
		ak_help_answer(cli, command);
	else if (cli->json)
		ak_help_answer_all(cli);
	else if (command)
		ak_help_command(&cli->page, command);
	else
		ak_help_overview(&cli->page);
	return AK_EXIT_YES;
}

const struct ak_command ak_cmd_help = {
	.name = "help",
	.group = AK_GROUP_HELP,
	.words = N_("[COMMAND]"),
	.summary = N_("tell what a command does"),
	.examples = "akkoord help\n"
		    "akkoord help verify",
	.words_max = 1,
	.traits = AK_COMMAND_PAGED,
	.run = run,
};
