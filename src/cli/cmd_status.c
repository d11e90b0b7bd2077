/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/remote_age.h"
#include "report/glance.h"

/* What there is to be told from. */
struct sources {
	struct ak_remotes remotes;
	struct ak_lacking *lacking; /* of each of them */
	struct ak_tally tally;
};

static enum ak_status look_at_remotes(struct sources *sources, struct ak_store *store, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	if (ak_store_kind(store) == AK_STORE_REPOSITORY)
		status = ak_remotes_read(&sources->remotes, store, err);
	if (status == AK_OK)
		status = ak_remotes_lack(&sources->lacking, &sources->remotes, store, err);
	return status;
}

static int open_sources(struct ak_cli *cli, struct sources *sources)
{
	struct ak_error err = AK_ERROR_INIT;
	int exit = ak_cli_store(cli);
	if (!exit)
		exit = ak_cli_trouble(cli, look_at_remotes(sources, cli->store, &err), &err);
	struct ak_tally_ask ask = {
		.all = cli->json, .others = sources->lacking, .other_count = sources->remotes.count};
	return exit ? exit : ak_cli_ledger_tally(cli, &sources->tally, &ask);
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

static int show(struct ak_cli *cli, const struct sources *sources)
{
	size_t count = sources->remotes.count;
	struct ak_glance glance = {
		.ledger = cli->ledger, .tally = &sources->tally, .now = ak_cli_moment(cli), .max_age_days = -1};
	struct ak_glance_remote *remotes = calloc(count + 1, sizeof *remotes);
	if (!remotes)
		return ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	int exit = count > 0 ? ak_remotes_max_age(cli, &glance.max_age_days) : AK_EXIT_YES;
	for (size_t i = 0; i < count; i++)
		remotes[i] = ak_remote_seen(&sources->remotes.items[i], &sources->lacking[i], &sources->tally.seen[i]);
	glance.remotes = remotes;
	glance.remote_count = count;
	if (!exit)
		exit = answer(cli, &glance);
	free(remotes);
	return exit;
}

static int run(struct ak_cli *cli)
{
	struct sources sources = {.remotes = {.count = 0}};
	int exit = open_sources(cli, &sources);
	if (!exit)
		exit = show(cli, &sources);
	ak_tally_release(&sources.tally);
	ak_remotes_lack_free(sources.lacking, &sources.remotes);
	ak_remotes_release(&sources.remotes);
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
		    "git config akkoord.maxAge 14   # " N_("a remote that shows nothing new for two weeks is told in red") "\n"
		    "akkoord status --at 2022-12-31",
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
