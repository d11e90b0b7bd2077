/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/answer.h"
#include "cli/files.h"

static int run(struct ak_cli *cli)
{
	return ak_answer(cli, AK_KIND_ENDORSE);
}

static const struct ak_option options[] = {
	{"why", 'm', AK_OPTION_TEXT, N_("TEXT"), N_("a reason, if there is one to give")},
	{"all", 0, AK_OPTION_FLAG, NULL, N_("all that wait for your seat in the body of --for, the oldest first")},
	{"for", 0, AK_OPTION_TEXT, N_("BODY"), N_("with --all: the body that is meeting")},
	AK_OPTION_ATTACH,
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_endorse = {
	.name = "endorse",
	.group = AK_GROUP_DECIDE,
	.words = N_("PROPOSAL… | --all --for BODY"),
	.summary = N_("agree with a proposal, for the seats you hold"),
	.about = N_("Shows what it was and what it becomes, why, who signed and objected, what is needed, and whether it would apply "
		    "now; then asks. Several proposals are shown and confirmed one by one. A proposal is named by the first digits of "
		    "its id, at least four. What would decide a proposal that no longer applies is not signed."),
	.examples = "akkoord endorse 3f2a1b4c\n"
		    "akkoord endorse 77e01d20 91b0c2d4 --yes  # " N_("after a meeting") "\n"
		    "akkoord endorse --all --for do  # " N_("in a meeting: each is shown and asked for"),
	.options = options,
	.words_max = AK_WORDS_ANY,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
