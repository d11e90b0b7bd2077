/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/exchange.h"

static int exchange(struct ak_cli *cli, struct ak_exchange *x)
{
	int exit = ak_exchange_open(cli, x);
	if (exit)
		return exit;
	if (x->remotes.count == 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("this replica has no remotes to sync with; make one with `git remote add NAME URL`"));
	exit = ak_exchange_run(cli, x, cli->words);
	if (!exit)
		exit = ak_exchange_ledger(cli, x);
	if (!exit && !ak_cli_flag(cli, "no-publish"))
		ak_exchange_publish(cli, x);
	return exit;
}

static int run(struct ak_cli *cli)
{
	struct ak_exchange x;
	int exit = exchange(cli, &x);
	if (!exit) {
		bool finding = ak_exchange_report(cli, &x);
		finding |= ak_exchange_report_split(cli);
		exit = ak_exchange_exit(&x, finding);
	}
	ak_exchange_close(&x);
	return exit;
}

static const struct ak_option options[] = {
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
		    "akkoord sync ipo vng           # only these\n"
		    "git config akkoord.publish origin  # where others fetch what I sign\n"
		    "git config akkoord.timeout 20  # seconds that a remote may take",
	.options = options,
	.words_max = AK_WORDS_ANY,
	.run = run,
};
