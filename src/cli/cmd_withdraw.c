/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/answer.h"
#include "cli/files.h"

static int run(struct ak_cli *cli)
{
	return ak_answer(cli, AK_KIND_WITHDRAW);
}

static const struct ak_option options[] = {
	{"why", 'm', AK_OPTION_TEXT, N_("TEXT"), N_("the reason; required")},
	AK_OPTION_ATTACH,
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_withdraw = {
	.name = "withdraw",
	.group = AK_GROUP_DECIDE,
	.words = N_("PROPOSAL…"),
	.summary = N_("take back a proposal of your own"),
	.about = N_("Only the actor who proposed it can withdraw a proposal, and only while it is pending and not yet behind a body's "
		    "quorum."),
	.examples = "akkoord withdraw 3f2a1b4c --why \"dubbel ingediend\"",
	.options = options,
	.words_min = 1,
	.words_max = AK_WORDS_ANY,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
