/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/cli.h"

static int run(struct ak_cli *cli)
{
	return ak_cli_fail(cli, AK_EXIT_TROUBLE, _("this command is not there yet"));
}

const struct ak_command ak_cmd_attach = {
	.name = "attach",
	.group = AK_GROUP_DECIDE,
	.words = "",
	.summary = N_("keep a file in bijlagen/ beside the ledger"),
	.words_max = AK_WORDS_ANY,
	.run = run,
};
