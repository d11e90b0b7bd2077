/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/cli.h"
#include "report/moment.h"
#include "report/object.h"

static int list_type(struct ak_cli *cli)
{
	const struct ak_type *type;
	int exit = ak_cli_find_type(cli, cli->words[0], &type);
	if (exit)
		return exit;
	if (cli->json) {
		ak_cli_answer(cli, "type", ak_json_text_new(type->name));
		ak_cli_answer(cli, "objects", ak_objects_document(cli->ledger, type));
	} else {
		ak_objects_put(&cli->page, cli->ledger, type);
	}
	return AK_EXIT_YES;
}

static int run(struct ak_cli *cli)
{
	int exit = ak_cli_ledger(cli);
	if (exit)
		return exit;
	if (!cli->json)
		ak_moment_put(&cli->page, cli->ledger);
	if (cli->word_count > 0)
		return list_type(cli);
	if (cli->json)
		ak_cli_answer(cli, "types", ak_types_document(cli->ledger));
	else
		ak_types_put(&cli->page, cli->ledger);
	return AK_EXIT_YES;
}

const struct ak_command ak_cmd_list = {
	.name = "list",
	.group = AK_GROUP_READ,
	.words = N_("[TYPE]"),
	.summary = N_("list the objects of a type, or the types there are"),
	.examples = "akkoord list\n"
		    "akkoord list afspraak\n"
		    "akkoord list seat --at 2022-12-31",
	.words_max = 1,
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
