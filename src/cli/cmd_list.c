/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/cli.h"
#include "cli/list_choice.h"
#include "report/moment.h"
#include "report/object.h"
#include "report/value.h"

static void show(struct ak_cli *cli, const struct ak_objects *objects)
{
	if (cli->json) {
		ak_cli_answer(cli, "type", ak_json_text_new(objects->type->name));
		ak_cli_answer(cli, "objects", ak_objects_document(cli->ledger, objects));
		return;
	}
	ak_moment_put(&cli->page, cli->ledger);
	if (objects->count > 0) {
		ak_objects_put(&cli->page, cli->ledger, objects);
	} else if (ak_cli_item(cli, "where", 0)) {
		ak_page_line(&cli->page, _("There is no %s that is so."), ak_type_label(objects->type));
	} else {
		ak_page_line(&cli->page, _("There is no %s yet."), ak_type_label(objects->type));
	}
}

static int list_type(struct ak_cli *cli)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_objects objects;
	const struct ak_type *type;
	int exit = ak_cli_find_type(cli, cli->words[0], &type);
	if (!exit)
		exit = ak_cli_trouble(cli, ak_objects_find(&objects, cli->ledger, type, &err), &err);
	if (exit)
		return exit;
	exit = ak_list_choose(cli, &objects);
	if (!exit)
		show(cli, &objects);
	ak_objects_release(&objects);
	return exit;
}

static int run(struct ak_cli *cli)
{
	int exit = ak_cli_ledger(cli);
	if (exit)
		return exit;
	if (cli->word_count > 0)
		return list_type(cli);
	if (ak_cli_item(cli, "where", 0) || ak_cli_text(cli, "sort") || ak_cli_text(cli, "columns"))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say of which type: --where, --sort and --columns are about its fields"));
	if (cli->json) {
		ak_cli_answer(cli, "types", ak_types_document(cli->ledger));
	} else {
		ak_moment_put(&cli->page, cli->ledger);
		ak_types_put(&cli->page, cli->ledger);
	}
	return AK_EXIT_YES;
}

static const struct ak_option options[] = {
	{"where", 'w', AK_OPTION_LIST, N_("FIELD=VALUE"), N_("only where this is so; also !=, <, > and ~ (has this text in it)")},
	{"sort", 's', AK_OPTION_TEXT, N_("FIELD,…"), N_("in the order of these; -FIELD backwards")},
	{"columns", 'c', AK_OPTION_TEXT, N_("FIELD,…"), N_("show these beside the name")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_list = {
	.name = "list",
	.group = AK_GROUP_READ,
	.words = N_("[TYPE]"),
	.summary = N_("list the objects of a type, or the types there are"),
	.about = N_("A FIELD is one of the type's, or `phase`, or `title`: what an object is called. With several --where all must hold; "
		    "FIELD= holds where there is no value. Without --columns the fields are shown that tell objects apart at a glance."),
	.examples = "akkoord list\n"
		    "akkoord list afspraak\n"
		    "akkoord list afspraak --where stand=open --where 'termijn<2023-12-31' --sort termijn\n"
		    "akkoord list afspraak --where verantwoordelijke=uvw --columns termijn,voortgang,title\n"
		    "akkoord list seat --at 2022-12-31",
	.options = options,
	.words_max = 1,
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
