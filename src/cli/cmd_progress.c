/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "cli/cli.h"
#include "ledger/course.h"
#include "report/moment.h"
#include "report/progress.h"

/* `party`, a type of the charter, or a field by which promises can be told apart. */
static int read_by(struct ak_cli *cli, const char **by)
{
	const struct ak_type *type;
	*by = ak_cli_text(cli, "by");
	if (!*by)
		*by = "party";
	const struct ak_charter *charter = ak_ledger_state(cli->ledger)->charter;
	bool found = strcmp(*by, "party") == 0;
	for (uint32_t i = 0; !found && i < charter->type_count; i++)
		found = ak_progress_is_choice(&charter->types[i], *by);
	return found ? AK_EXIT_YES : ak_cli_find_type(cli, *by, &type);
}

static int answer_reports(struct ak_cli *cli, const struct ak_progress *progress)
{
	if (cli->json)
		ak_cli_answer(cli, "reports", ak_progress_reports_document(progress));
	else
		ak_progress_reports_put(&cli->page, progress);
	return AK_EXIT_YES;
}

static int answer(struct ak_cli *cli, const struct ak_progress *progress)
{
	struct ak_error err = AK_ERROR_INIT;
	if (!cli->json)
		return ak_cli_trouble(cli, ak_progress_put(&cli->page, progress, &err), &err);
	ak_cli_document(cli);
	return ak_cli_trouble(cli, ak_progress_document(&cli->document, progress, &err), &err);
}

static int run(struct ak_cli *cli)
{
	const char *by = NULL;
	const struct ak_object *within = NULL;
	struct ak_progress progress;
	struct ak_error err = AK_ERROR_INIT;
	int exit = ak_cli_ledger(cli);
	if (!exit)
		exit = read_by(cli, &by);
	if (!exit && cli->word_count > 0)
		exit = ak_cli_find_object(cli, cli->words[0], &within);
	if (exit)
		return exit;
	const struct ak_state *state = ak_ledger_state(cli->ledger);
	const struct ak_type *type = within ? ak_charter_type(state->charter, within->type) : NULL;
	exit = ak_cli_trouble(
		cli, ak_progress_read(&progress, cli->ledger, within, by, ak_cli_moment(cli), &err), &err);
	if (exit)
		return exit;
	if (!cli->json)
		ak_moment_put(&cli->page, cli->ledger);
	exit = type && ak_course_progress(type) ? answer_reports(cli, &progress) : answer(cli, &progress);
	ak_progress_release(&progress);
	return exit;
}

static const struct ak_option options[] = {
	{"by", 0, AK_OPTION_TEXT, N_("party|TYPE|FIELD"),
		N_("count per responsible party, per object of a type that is referred to, or per value of a field with choices")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_progress = {
	.name = "progress",
	.group = AK_GROUP_READ,
	.words = N_("[OBJECT]"),
	.summary = N_("show what was promised against what was delivered, month by month"),
	.about = N_("Counts the objects whose progress is kept (a number with the unit %). Each is due when its term has passed, "
		    "delivered when it reached its end with what is to be delivered, dropped when it ended without, and late when it is due and "
		    "neither, also after its agenda has closed; what still asks for an answer is told by `akkoord overdue`. Each month is shown "
		    "as it was known then, by the moment at which each report was decided.\n\n"
		    "With an object that has progress itself, all its reports are told: when, by whom, why. With another object, such as "
		    "an agenda or a theme, only what belongs to it is counted."),
	.examples = "akkoord progress\n"
		    "akkoord progress --by thema\n"
		    "akkoord progress --by soort  # " N_("of result and of effort apart") "\n"
		    "akkoord progress agenda/2022-2023 --at 2022-12-31\n"
		    "akkoord progress afspraak/governance",
	.options = options,
	.words_max = 1,
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
