/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "cli/exchange.h"
#include "cli/remote_age.h"
#include "cli/signing.h"

/* What all is judged for: days as ak_remotes_max_age has them. */
static int judge(struct ak_cli *cli, struct ak_exchange *x, int64_t days)
{
	struct ak_error err = AK_ERROR_INIT;
	int exit = ak_cli_trouble(cli, ak_store_refresh(cli->store, &err), &err);
	if (!exit && (days >= 0 || !ak_exchange_is_settled(cli, x)))
		exit = ak_exchange_ledger(cli, x);
	return exit;
}

static int exchange(struct ak_cli *cli, struct ak_exchange *x, int64_t *days)
{
	int exit = ak_exchange_open(cli, x);
	if (exit)
		return exit;
	if (x->remotes.count == 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("this replica has no remotes to sync with; make one with `git remote add NAME URL`"));
	exit = ak_remotes_max_age(cli, days);
	*days = ak_cli_number(cli, "max-age", *days);
	if (!exit)
		exit = ak_exchange_run(cli, x, cli->words);
	if (!exit)
		exit = judge(cli, x, *days);
	if (!exit && !ak_cli_flag(cli, "no-publish"))
		ak_exchange_publish(cli, x);
	return exit;
}

/* Names the remotes that show nothing new for long. *finding is true if there are any. */
static int report_ages(struct ak_cli *cli, const struct ak_exchange *x, int64_t days, bool *finding)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_lacking *lacking = NULL;
	struct ak_json *names = cli->json ? ak_json_array_new() : NULL;
	int exit = ak_cli_trouble(cli, ak_remotes_lack(&lacking, &x->remotes, cli->store, &err), &err);
	struct ak_glance glance = {.ledger = cli->ledger, .now = ak_cli_now(cli), .max_age_days = days};
	for (size_t i = 0; !exit && i < x->remotes.count; i++) {
		const struct ak_seen seen = ak_seen_find(cli->ledger, &lacking[i]);
		const struct ak_glance_remote remote = ak_remote_seen(&x->remotes.items[i], &lacking[i], &seen);
		if (!ak_glance_is_behind(&glance, &remote))
			continue;
		*finding = true;
		if (cli->json)
			ak_json_append(names, ak_json_text_new(remote.name));
		else
			ak_glance_put_behind(&cli->page, &glance, &remote);
	}
	if (cli->json)
		ak_cli_answer(cli, "behind", names);
	ak_remotes_lack_free(lacking, &x->remotes);
	return exit;
}

/* Where records came in, what they ask of who signs here is the next thing to see. */
static void suggest_todo(struct ak_cli *cli, const struct ak_exchange *x)
{
	uint32_t came = 0;
	for (size_t i = 0; i < x->count; i++)
		came += x->items[i].records;
	char *actor = came > 0 && !cli->json ? ak_signing_actor_if_any(cli) : NULL;
	if (actor)
		ak_page_line(&cli->page, _("What waits for %s now: akkoord todo"), actor);
	free(actor);
}

static int run(struct ak_cli *cli)
{
	struct ak_exchange x;
	bool finding = false;
	int64_t days = -1;
	int exit = exchange(cli, &x, &days);
	if (!exit) {
		finding = ak_exchange_report(cli, &x);
		finding |= ak_exchange_report_split(cli);
		suggest_todo(cli, &x);
		if (days >= 0)
			exit = report_ages(cli, &x, days, &finding);
	}
	if (!exit)
		exit = ak_exchange_exit(&x, finding);
	ak_exchange_close(&x);
	return exit;
}

static const struct ak_option options[] = {
	{"max-age", 0, AK_OPTION_NUMBER, N_("DAYS"), N_("a remote whose newest record or seal is older is a finding: it sleeps, or withholds; akkoord.maxAge if not given")},
	{"no-publish", 0, AK_OPTION_FLAG, NULL, N_("do not publish to one's own remote")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_sync = {
	.name = "sync",
	.group = AK_GROUP_EXCHANGE,
	.words = N_("[REMOTE…]"),
	.summary = N_("exchange records with the remotes"),
	.about = N_(
		"Fetches every remote of the replica, or those named, and admits all that is sound and not here yet: a ledger is a set, so "
		"nothing is ever lost by it. What a remote drops or rewrites is reported and stays here. Then publishes to the remote that "
		"akkoord.publish names. Exit status: 0 all is well; 1 there is a finding, such as a file that was refused or a remote that "
		"did not answer; 3 no remote answered."),
	.examples = "akkoord sync\n"
		    "akkoord sync ipo vng           # " N_("only these") "\n"
		    "akkoord sync --max-age 14      # " N_("and tell of a remote that shows nothing new for two weeks") "\n"
		    "git config akkoord.publish origin  # " N_("where others fetch what I sign") "\n"
		    "git config akkoord.timeout 20  # " N_("seconds that a remote may take"),
	.options = options,
	.words_max = AK_WORDS_ANY,
	.run = run,
};
