/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/dossier_files.h"
#include "report/verify.h"

/*
 * A dossier has a list of its files. What is beside the ledger has no part in the answer of protocol §12, only in the
 * exit status.
 */
static int check_list(struct ak_cli *cli)
{
	struct ak_error err = AK_ERROR_INIT;
	char *wrong = NULL;
	enum ak_status status = ak_dossier_files_check(cli->store, &wrong, &err);
	if (status == AK_OK && wrong) {
		ak_cli_say(cli, _("this dossier was altered: \"%s\" is not what SHA256SUMS says"), wrong);
		free(wrong);
		return AK_EXIT_NO;
	}
	return ak_cli_trouble(cli, status, &err);
}

static int run(struct ak_cli *cli)
{
	const char *path = cli->word_count > 0 ? cli->words[0] : cli->replica;
	if (cli->json && ak_cli_flag(cli, "state"))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--json and --state are two different answers; give one of them"));
	int exit = ak_cli_ledger_of(cli, path);
	if (exit)
		return exit;
	const struct ak_ledger *ledger = cli->ledger;
	if (cli->json) {
		cli->document = ak_verify_document(ledger);
		if (!cli->document)
			return ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	} else if (ak_cli_flag(cli, "state")) {
		/* the very bytes whose digest is the state root: no stranger's text is in them, only names and ids */
		ak_buf_append(&cli->page.buf, ledger->judge.text.data, ledger->judge.text.size);
	} else {
		ak_verify_page(ledger, path, &cli->page);
	}
	int listed = check_list(cli);
	return listed || ak_verify_is_well(ledger) ? listed : AK_EXIT_NO;
}

static const struct ak_option options[] = {
	{"state", 0, AK_OPTION_FLAG, NULL, N_("print the state text of the last window: its SHA-256 is the state root")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_verify = {
	.name = "verify",
	.group = AK_GROUP_READ,
	.words = N_("[PATH]"),
	.summary = N_("verify every record and signature, from nothing but the files"),
	.about = N_(
		"Reads a replica or a plain folder from its bytes, without any cache, and judges it by the charter. Void records are history, "
		"not damage. Exit status: 0 all is well; 1 a file was refused, or there are two complete seals of one height; 3 the ledger cannot "
		"be judged at all."),
	.examples = "akkoord verify\n"
		    "akkoord verify --json ../replica.git\n"
		    "akkoord verify --state . | sha256sum  # " N_("the state root") "\n"
		    "akkoord verify --at 2022-12-31",
	.options = options,
	.words_max = 1,
	.traits = AK_COMMAND_AT | AK_COMMAND_TELLS,
	.run = run,
};
