/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/cli.h"

static int run(struct ak_cli *cli)
{
	if (cli->json)
		ak_cli_answer(cli, "version", ak_json_text_new(AK_VERSION));
	ak_page_line(&cli->page, "akkoord %s", AK_VERSION);
	return AK_EXIT_YES;
}

const struct ak_command ak_cmd_version = {
	.name = "version",
	.group = AK_GROUP_HELP,
	.words = "",
	.summary = N_("tell which akkoord this is"),
	.examples = "akkoord version",
	.run = run,
};
