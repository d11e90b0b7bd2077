/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "cli/cli.h"
#include "report/blame.h"
#include "report/build.h"
#include "report/moment.h"

/* Of all that was found, only what is of the field that the second word names. */
static int keep_field(struct ak_cli *cli, const struct ak_object *object, struct ak_blame *items, size_t *count)
{
	const struct ak_type *type = ak_type_of(ak_ledger_state(cli->ledger), object);
	const struct ak_field *field;
	size_t kept = 0;
	int exit = type ? ak_cli_find_field(cli, type, cli->words[1], &field) : AK_EXIT_YES;
	if (exit || !type)
		return exit;
	for (size_t i = 0; i < *count; i++)
		if (items[i].field == field)
			items[kept++] = items[i];
	*count = kept;
	return AK_EXIT_YES;
}

static int run(struct ak_cli *cli)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_blame *items = NULL;
	size_t count = 0;
	const struct ak_object *object;
	int exit = ak_cli_ledger_about(cli, cli->words[0]);
	if (!exit)
		exit = ak_cli_find_object(cli, cli->words[0], &object);
	if (!exit)
		exit = ak_cli_trouble(cli, ak_blame_find(&items, &count, cli->ledger, object, &err), &err);
	if (!exit && cli->word_count > 1)
		exit = keep_field(cli, object, items, &count);
	if (exit) {
		free(items);
		return exit;
	}
	if (cli->json) {
		ak_cli_answer(cli, "object", ak_build_text(object->name));
		ak_cli_answer(cli, "fields", ak_blame_document(cli->ledger, object, items, count));
	} else {
		ak_moment_put(&cli->page, cli->ledger);
		ak_blame_put(&cli->page, cli->ledger, object, items, count);
	}
	free(items);
	return AK_EXIT_YES;
}

const struct ak_command ak_cmd_blame = {
	.name = "blame",
	.group = AK_GROUP_READ,
	.words = N_("OBJECT [FIELD]"),
	.summary = N_("show who set each field, by which decision and by which rule"),
	.about = N_("Of every field, and of every member of a set: the decision that made it so, when, by whose signatures, the line of the "
		    "charter that allowed it and whom that line names, and whether it is sealed. What one decision did stands together. With a FIELD: of that alone."),
	.examples = "akkoord blame afspraak/governance\n"
		    "akkoord blame afspraak/governance termijn\n"
		    "akkoord blame afspraak/governance --at 2022-12-31",
	.words_min = 1,
	.words_max = 2,
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
