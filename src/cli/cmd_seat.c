/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "cli/files.h"
#include "cli/near.h"
#include "cli/propose.h"
#include "cli/sugar.h"

static const struct ak_verb verbs[] = {
	{"add", 2, 2, N_("akkoord seat add BODY ACTOR")},
	{"remove", 2, 2, N_("akkoord seat remove BODY ACTOR")},
	{NULL, 0, 0, NULL},
};

static int find_body(struct ak_cli *cli, const char *name, const struct ak_body **body)
{
	const struct ak_charter *charter = ak_ledger_state(cli->ledger)->charter;
	struct ak_near near;
	struct ak_buf list = AK_BUF_INIT;
	*body = ak_charter_body(charter, name);
	if (*body)
		return AK_EXIT_YES;
	ak_near_init(&near, name);
	for (uint32_t i = 0; i < charter->body_count; i++) {
		ak_near_offer(&near, charter->bodies[i].name);
		ak_buf_format(&list, i ? ", %s" : "%s", charter->bodies[i].name);
	}
	int exit = ak_near_found(&near)
			   ? ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter has no body %s; did you mean %s?"), name,
				     ak_near_found(&near))
			   : ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter has no body %s; it has: %s"), name,
				     ak_buf_string(&list));
	ak_buf_release(&list);
	return exit;
}

static int run(struct ak_cli *cli)
{
	size_t verb;
	const struct ak_body *body;
	const char *party;
	char why[3 * AK_NAME_MAX + 100];
	char capacity[AK_NAME_MAX + 1] = "";
	struct ak_sugar sugar = {.count = 0};
	int exit = ak_sugar_verb(cli, verbs, &verb);
	if (!exit)
		exit = ak_cli_ledger(cli);
	if (!exit)
		exit = find_body(cli, cli->words[1], &body);
	if (!exit)
		exit = ak_sugar_actor(cli, cli->words[2], &party);
	if (exit)
		return exit;
	if (ak_body_seat(body, party) < 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s has no seat in %s (%s)"), party, body->label, body->name);
	strncat(capacity, party, AK_NAME_MAX);
	ak_sugar_word(&sugar, "seat/%s.%s", body->name, party);
	ak_sugar_word(&sugar, verb == 0 ? "holders+=%s" : "holders-=%s", cli->words[2]);
	snprintf(why, sizeof why, verb == 0 ? _("%s takes the seat of %s in %s") : _("%s leaves the seat of %s in %s"),
		cli->words[2], party, body->name);
	return ak_sugar_propose(cli, &sugar, capacity, why);
}

static const struct ak_option options[] = {
	AK_OPTION_WHY,
	AK_OPTION_ATTACH,
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_seat = {
	.name = "seat",
	.group = AK_GROUP_APPOINT,
	.words = N_("add BODY ACTOR | remove BODY ACTOR"),
	.summary = N_("put an actor in its party's seat of a body, or take it out"),
	.about = N_("Each party fills its own seats: its root key decides (--as PARTY). A seat may have several holders; it counts once."),
	.examples = "akkoord seat add bo vng-do --as vng --key vng-root\n"
		    "akkoord seat remove bo vng-do --as vng --key vng-root --why \"other function\"",
	.options = options,
	.words_min = 1,
	.words_max = 3,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
