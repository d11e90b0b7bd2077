/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/answer.h"
#include "cli/files.h"

static int run(struct ak_cli *cli)
{
	return ak_answer(cli, AK_KIND_OBJECT);
}

static const struct ak_option options[] = {
	{"why", 'm', AK_OPTION_TEXT, N_("TEXT"), N_("the reason; required")},
	AK_OPTION_ATTACH,
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_object = {
	.name = "object",
	.group = AK_GROUP_DECIDE,
	.words = N_("PROPOSAL…"),
	.summary = N_("put an objection to a proposal on record"),
	.about = N_("Every actor may object. An objection stops nothing by itself: it is noted, and shown to whoever is asked to endorse "
		    "the proposal."),
	.examples = "akkoord object 3f2a1b4c --why \"de uitvoeringstoets ontbreekt\"",
	.options = options,
	.words_min = 1,
	.words_max = AK_WORDS_ANY,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
