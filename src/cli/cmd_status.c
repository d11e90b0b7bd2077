/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/remote_age.h"
#include "report/glance.h"

/* ---- the answer */

/* The moment that counts as now: the one asked for, if any. */
static int64_t now_of(const struct ak_cli *cli)
{
	const struct ak_judge_options *options = &cli->ledger->judge.options;
	return options->at_given ? options->at : ak_cli_now(cli);
}

static int answer(struct ak_cli *cli, const struct ak_glance *glance)
{
	if (!cli->json) {
		ak_glance_put(&cli->page, glance);
		return AK_EXIT_YES;
	}
	ak_cli_document(cli);
	ak_glance_document(&cli->document, glance);
	return cli->document ? AK_EXIT_YES : ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
}

static int run(struct ak_cli *cli)
{
	struct ak_remotes remotes = {.count = 0};
	struct ak_glance_remote *found = NULL;
	struct ak_error err = AK_ERROR_INIT;
	int exit = ak_cli_ledger(cli);
	if (exit)
		return exit;
	enum ak_status status = AK_OK;
	if (ak_store_kind(cli->store) == AK_STORE_REPOSITORY)
		status = ak_remotes_read(&remotes, cli->store, &err);
	if (status == AK_OK)
		status = ak_remotes_look(&found, &remotes, cli->store, cli->ledger, &err);
	exit = ak_cli_trouble(cli, status, &err);
	struct ak_glance glance = {.ledger = cli->ledger,
		.now = now_of(cli),
		.remotes = found,
		.remote_count = remotes.count,
		.max_age_days = -1};
	if (!exit && remotes.count > 0)
		exit = ak_remotes_max_age(cli, &glance.max_age_days);
	if (!exit)
		exit = answer(cli, &glance);
	free(found);
	ak_remotes_release(&remotes);
	return exit;
}

const struct ak_command ak_cmd_status = {
	.name = "status",
	.group = AK_GROUP_READ,
	.words = "",
	.summary = N_("show the whole ledger at a glance"),
	.about = N_("Parties, how far things are, what waits for signatures, what lost against something else, what is overdue, seals, and "
		    "how far the remotes were when they were last asked."),
	.examples = "akkoord status\n"
		    "git config akkoord.maxAge 14   # a remote that shows nothing new for two weeks is told in red\n"
		    "akkoord status --at 2022-12-31",
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
