/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/cli.h"

static int run(struct ak_cli *cli)
{
	return ak_cli_fail(cli, AK_EXIT_TROUBLE, _("this command is not there yet"));
}

const struct ak_command ak_cmd_init = {
	.name = "init",
	.group = AK_GROUP_BEGIN,
	.words = "",
	.summary = N_("found a ledger from a charter"),
	.words_max = AK_WORDS_ANY,
	.run = run,
};
