/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "cli/cli.h"
#include "report/moment.h"
#include "report/object.h"
#include "report/record.h"

/* ---- the two stock commands that check a record */

/* A word for a shell, in quotes where it needs them. */
static void put_quoted(struct ak_buf *out, const char *word)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:@%,";
	if (word[0] && strspn(word, plain) == strlen(word)) {
		ak_buf_text(out, word);
		return;
	}
	ak_buf_char(out, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			ak_buf_text(out, "'\\''");
		else
			ak_buf_char(out, *word);
	}
	ak_buf_char(out, '\'');
}

/* The shell's name for a file of the ledger: of a repository it has to be taken out. */
static void put_file(struct ak_cli *cli, struct ak_buf *out, const struct ak_record *record, bool signature)
{
	struct ak_buf path = AK_BUF_INIT;
	if (ak_store_kind(cli->store) == AK_STORE_REPOSITORY) {
		ak_buf_text(out, "<(git -C ");
		put_quoted(out, ak_store_path(cli->store));
		ak_buf_text(out, " show HEAD:");
		ak_record_place(&path, record, signature);
		put_quoted(out, ak_buf_string(&path));
		ak_buf_char(out, ')');
	} else {
		ak_buf_format(&path, "%s/", ak_store_path(cli->store));
		ak_record_place(&path, record, signature);
		put_quoted(out, ak_buf_string(&path));
	}
	ak_buf_release(&path);
}

static void show_check(struct ak_cli *cli, const struct ak_record *record)
{
	struct ak_buf digest = AK_BUF_INIT, verify = AK_BUF_INIT;
	ak_buf_text(&digest, "sha256sum ");
	put_file(cli, &digest, record, false);
	ak_buf_format(&verify, "ssh-keygen -Y verify -n akkoord -I %s -f <(echo '%s %s') -s ", record->actor,
		record->actor, record->key);
	put_file(cli, &verify, record, true);
	ak_buf_text(&verify, " < ");
	put_file(cli, &verify, record, false);
	ak_page_gap(&cli->page);
	ak_page_line(&cli->page, "%s", _("To check it without akkoord (in bash; the first must print the id above):"));
	cli->page.indent = 2;
	ak_page_copied(&cli->page, ak_buf_string(&digest));
	ak_page_copied(&cli->page, ak_buf_string(&verify));
	cli->page.indent = 0;
	ak_buf_release(&digest);
	ak_buf_release(&verify);
}

/* ---- a record */

static int answer_record(struct ak_cli *cli, uint32_t record)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf bytes = AK_BUF_INIT;
	struct ak_json *content = NULL;
	enum ak_status status = ak_record_write(&cli->ledger->records[record], &bytes, &err);
	if (status == AK_OK)
		status = ak_json_parse(&content, ak_buf_view(&bytes), &err);
	ak_buf_release(&bytes);
	if (status != AK_OK)
		return ak_cli_trouble(cli, status, &err);
	ak_cli_document(cli);
	ak_record_document(&cli->document, cli->ledger, record, content);
	return cli->document ? AK_EXIT_YES : ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
}

static int show_record(struct ak_cli *cli, const char *word)
{
	uint32_t record;
	int exit = ak_cli_find_record(cli, word, &record);
	if (exit)
		return exit;
	if (cli->json)
		return answer_record(cli, record);
	ak_moment_put(&cli->page, cli->ledger);
	ak_record_put(&cli->page, cli->ledger, record);
	show_check(cli, &cli->ledger->records[record]);
	return AK_EXIT_YES;
}

/* ---- an object */

static int show_object(struct ak_cli *cli, const char *word)
{
	const struct ak_object *object;
	int exit = ak_cli_find_object(cli, word, &object);
	if (exit)
		return exit;
	if (!cli->json) {
		ak_moment_put(&cli->page, cli->ledger);
		ak_object_put(&cli->page, cli->ledger, object);
		ak_page_gap(&cli->page);
		ak_disputes_put(&cli->page, cli->ledger, object);
		return AK_EXIT_YES;
	}
	ak_cli_document(cli);
	ak_object_document(&cli->document, cli->ledger, object);
	ak_cli_answer(cli, "disputes", ak_disputes_document(cli->ledger, object));
	return cli->document ? AK_EXIT_YES : ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
}

/* Ids have no slash and objects do; a bare word of hex digits is an id unless an object is called so. */
static bool is_record(struct ak_cli *cli, const char *word)
{
	uint32_t record;
	size_t size = strlen(word);
	if (size < 4 || strspn(word, "0123456789abcdef") != size)
		return false;
	return size >= 8 || ak_ledger_find(cli->ledger, word, &record, NULL) == AK_OK;
}

static int run(struct ak_cli *cli)
{
	/* ids have no slash */
	int exit = strchr(cli->words[0], '/') ? ak_cli_ledger_about(cli, cli->words[0]) : ak_cli_ledger(cli);
	if (exit)
		return exit;
	return is_record(cli, cli->words[0]) ? show_record(cli, cli->words[0]) : show_object(cli, cli->words[0]);
}

const struct ak_command ak_cmd_show = {
	.name = "show",
	.group = AK_GROUP_READ,
	.words = N_("OBJECT | RECORD"),
	.summary = N_("show an object or a record, and how it came to be so"),
	.about = N_("Of an object: every field with its value, and who set it, when, by which decision. Of a record: what it says, what "
		    "came of it and why, who answered, and how to check it with stock tools."),
	.examples = "akkoord show afspraak/governance\n"
		    "akkoord show afspraak/governance --at 2022-12-31\n"
		    "akkoord show d99ff6a98708",
	.words_min = 1,
	.words_max = 1,
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
