/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "base/limits.h"
#include "cli/files.h"
#include "cli/near.h"
#include "cli/propose.h"
#include "cli/sugar.h"

static const struct ak_verb verbs[] = {
	{"set", 2, 2, N_("akkoord office set OFFICE ACTOR")},
	{"clear", 1, 1, N_("akkoord office clear OFFICE")},
	{NULL, 0, 0, NULL},
};

static int find_office(struct ak_cli *cli, const char *name)
{
	const struct ak_charter *charter = ak_ledger_state(cli->ledger)->charter;
	struct ak_near near;
	struct ak_buf list = AK_BUF_INIT;
	if (ak_charter_office(charter, name))
		return AK_EXIT_YES;
	ak_near_init(&near, name);
	for (uint32_t i = 0; i < charter->office_count; i++) {
		ak_near_offer(&near, charter->offices[i].name);
		ak_buf_format(&list, i ? ", %s" : "%s", charter->offices[i].name);
	}
	int exit = ak_near_found(&near)
			   ? ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter has no office %s; did you mean %s?"), name,
				     ak_near_found(&near))
			   : ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter has no office %s; it has: %s"), name,
				     list.size ? ak_buf_string(&list) : _("none"));
	ak_buf_release(&list);
	return exit;
}

static int run(struct ak_cli *cli)
{
	size_t verb;
	const char *party;
	char why[2 * AK_NAME_MAX + 100];
	struct ak_sugar sugar = {.count = 0};
	int exit = ak_sugar_verb(cli, verbs, &verb);
	bool is_set = verb == 0;
	if (!exit)
		exit = ak_cli_ledger(cli);
	if (!exit)
		exit = find_office(cli, cli->words[1]);
	if (!exit && is_set)
		exit = ak_sugar_actor(cli, cli->words[2], &party);
	if (exit)
		return exit;
	ak_sugar_word(&sugar, "office/%s", cli->words[1]);
	ak_sugar_word(&sugar, "holder=%s", is_set ? cli->words[2] : "");
	if (is_set)
		snprintf(why, sizeof why, _("%s becomes %s"), cli->words[2], cli->words[1]);
	else
		snprintf(why, sizeof why, _("nobody holds %s any longer"), cli->words[1]);
	return ak_sugar_propose(cli, &sugar, ak_cli_text(cli, "for"), why);
}

static const struct ak_option options[] = {
	{"for", 0, AK_OPTION_TEXT, N_("BODY"), N_("the body that appoints, where you sit in several that may")},
	AK_OPTION_WHY,
	AK_OPTION_ATTACH,
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_office = {
	.name = "office",
	.group = AK_GROUP_APPOINT,
	.words = N_("set OFFICE ACTOR | clear OFFICE"),
	.summary = N_("appoint who holds an office"),
	.about = N_("An office is filled by a body that the charter names: the proposal is in force when enough of its seats have signed."),
	.examples = "akkoord office set pm ipo-pt\n"
		    "akkoord office clear pm --why \"vertrokken\"",
	.options = options,
	.words_min = 1,
	.words_max = 3,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
