/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/date.h"
#include "cli/cli.h"
#include "report/gaps.h"
#include "report/moment.h"

static struct ak_json *counts_document(const struct ak_gaps *gaps)
{
	struct ak_json *counts = ak_json_object_new();
	for (int kind = 0; counts && kind < AK_GAP_KINDS; kind++) {
		const char *name = ak_gap_name((enum ak_gap_kind)kind);
		if (!ak_json_set(counts, name, ak_json_int_new((int64_t)gaps->counts[kind]))) {
			ak_json_free(counts);
			counts = NULL;
		}
	}
	return counts;
}

static int run(struct ak_cli *cli)
{
	struct ak_gaps gaps;
	struct ak_error err = AK_ERROR_INIT;
	int exit = ak_cli_ledger(cli);
	if (!exit)
		exit = ak_cli_trouble(cli, ak_gaps_find(&gaps, cli->ledger, ak_date_of(ak_cli_moment(cli)), &err), &err);
	if (exit)
		return exit;
	if (cli->json) {
		ak_cli_answer(cli, "counts", counts_document(&gaps));
		ak_cli_answer(cli, "natures", ak_gaps_natures_document(&gaps));
		ak_cli_answer(cli, "gaps", ak_gaps_document(cli->ledger, &gaps));
	} else {
		ak_moment_put(&cli->page, cli->ledger);
		ak_gaps_put(&cli->page, cli->ledger, &gaps);
	}
	if (ak_cli_flag(cli, "check") && gaps.count > 0)
		exit = AK_EXIT_NO;
	ak_gaps_release(&gaps);
	return exit;
}

static const struct ak_option options[] = {
	{"check", 0, AK_OPTION_FLAG, NULL, N_("leave with status 1 if there are gaps")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_gaps = {
	.name = "gaps",
	.group = AK_GROUP_READ,
	.words = "",
	.summary = N_("show the white spots: what the agreement still lacks"),
	.about = N_("Fields that the charter expects and that have no value; objects that others should belong to and do not; parties that no "
		    "object names; seats and offices that nobody can sign for; terms of one party that fall in one month. What is "
		    "delivered, dropped or closed is left out."),
	.examples = "akkoord gaps\n"
		    "akkoord gaps --at 2022-12-31\n"
		    "akkoord gaps --check  # " N_("for a script: exit status 1 if there are any"),
	.options = options,
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
