/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/language.h"
#include "cli/report_folder.h"
#include "report/html_report.h"

/* What the pages are made from and go into. */
struct making {
	struct ak_cli *cli;
	struct ak_report_folder folder;
	struct ak_listing files;
	struct ak_reader *reader;
	size_t done; /* records */
};

static enum ak_status put(void *context, const char *path, struct ak_bytes bytes, struct ak_error *err)
{
	struct making *making = context;
	return ak_fresh_put(&making->folder.fresh, path, bytes, err);
}

/* ---- the bytes of records, read one after another */

static enum ak_status read_file(
	struct making *making, const char *path, size_t limit, struct ak_buf *out, struct ak_error *err)
{
	struct ak_bytes bytes;
	bool too_large = false;
	const struct ak_entry *entry = ak_listing_find(&making->files, path);
	if (!entry || !entry->regular)
		return ak_fail(err, AK_ERR_IO, "%s is no longer there", path);
	enum ak_status status = ak_reader_read(making->reader, entry, limit, &bytes, &too_large, err);
	if (status == AK_OK && too_large)
		status = ak_fail(err, AK_ERR_IO, "%s is larger than it was", path);
	if (status == AK_OK) {
		ak_buf_append(out, bytes.data, bytes.size);
		status = ak_buf_status(out, err);
	}
	return status;
}

static enum ak_status read_record(
	void *context, uint32_t record, struct ak_buf *bytes, struct ak_buf *signature, struct ak_error *err)
{
	struct making *making = context;
	const struct ak_record *it = &making->cli->ledger->records[record];
	struct ak_buf path = AK_BUF_INIT;
	ak_cli_progress(making->cli, making->done++, making->cli->ledger->count);
	ak_record_path_write(&path, it->actor, it->seq, &it->id, false);
	enum ak_status status = read_file(making, ak_buf_string(&path), AK_RECORD_SIZE_MAX, bytes, err);
	ak_buf_clear(&path);
	ak_record_path_write(&path, it->actor, it->seq, &it->id, true);
	if (status == AK_OK)
		status = read_file(making, ak_buf_string(&path), AK_SIGNATURE_SIZE_MAX, signature, err);
	ak_buf_release(&path);
	return status;
}

/* ---- languages */

static bool is_language_tag(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t first = strspn(text, letters), size = strlen(text);
	return first >= 2 && first <= 8 && size <= 35 && (text[first] == '\0' || text[first] == '-') &&
	       strspn(text + first, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
		       size - first &&
	       text[size - 1] != '-';
}

/* From here on all messages are in the language of --lang. */
static int choose_language(struct ak_cli *cli)
{
	struct ak_error err = AK_ERROR_INIT;
	const char *wanted = ak_cli_text(cli, "lang");
	if (!wanted)
		return AK_EXIT_YES;
	if (strcmp(wanted, "nl") != 0 && strcmp(wanted, "en") != 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--lang is nl or en, not \"%s\""), wanted);
	return ak_cli_trouble(cli, ak_language_speak(wanted, &err), &err);
}

/* ---- the command */

static int read_options(struct ak_cli *cli, struct ak_report_options *options)
{
	const char *since = ak_cli_text(cli, "since");
	options->language = ak_cli_text(cli, "content-lang");
	if (!options->language)
		options->language = AK_REPORT_LANGUAGE;
	if (!is_language_tag(options->language))
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("\"%s\" is no language tag: write it as nl or en-GB"), options->language);
	options->since_given = since != NULL;
	return since ? ak_cli_find_date(cli, since, &options->since) : AK_EXIT_YES;
}

static enum ak_status make(struct making *making, struct ak_report_options *options, struct ak_error *err)
{
	const struct ak_ledger *ledger = making->cli->ledger;
	options->today = ak_date_of(ak_cli_moment(making->cli));
	options->put = put;
	options->bytes = read_record;
	options->context = making;
	enum ak_status status = ak_store_list(making->cli->store, "ledger", &making->files, err);
	if (status == AK_OK)
		status = ak_reader_open(&making->reader, making->cli->store, err);
	ak_cli_progress_begin(making->cli, _("writing the pages of records"));
	if (status == AK_OK)
		status = ak_report_make(ledger, options, err);
	ak_cli_progress_end(making->cli);
	return status == AK_OK ? ak_report_folder_end(&making->folder, err) : status;
}

static void answer(struct ak_cli *cli, const struct ak_report_folder *folder)
{
	if (cli->json) {
		ak_cli_answer(cli, "folder", ak_json_text_new(folder->place));
		ak_cli_answer(cli, "files", ak_json_int_new(folder->fresh.count));
		return;
	}
	ak_page_line(&cli->page,
		P_("%u file in %s; begin with index.html.", "%u files in %s; begin with index.html.",
			folder->fresh.count),
		folder->fresh.count, folder->place);
}

static int run(struct ak_cli *cli)
{
	struct making making = {.cli = cli};
	struct ak_report_options options = {.since_given = false};
	struct ak_error err = AK_ERROR_INIT;
	const char *out = ak_cli_text(cli, "output");
	if (!out)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say where the report goes: -o DIR"));
	int exit = choose_language(cli);
	if (!exit)
		exit = read_options(cli, &options);
	if (!exit)
		exit = cli->word_count > 0 ? ak_cli_ledger_of(cli, cli->words[0]) : ak_cli_ledger(cli);
	if (exit)
		return exit;
	enum ak_status status = ak_report_folder_begin(&making.folder, out, &err);
	if (status == AK_OK)
		status = make(&making, &options, &err);
	if (status == AK_OK)
		answer(cli, &making.folder);
	ak_reader_free(making.reader);
	ak_listing_release(&making.files);
	ak_report_folder_release(&making.folder);
	return ak_cli_trouble(cli, status, &err);
}

/* clang-format off */
static const struct ak_option options[] = {
	{ "output", 'o', AK_OPTION_TEXT, N_("DIR"), N_("the folder to make; an earlier report there is replaced") },
	{ "since", 0, AK_OPTION_TEXT, N_("DATE"), N_("list what changed on or after that day on a page of its own") },
	{ "lang", 0, AK_OPTION_TEXT, N_("LANG"), N_("the language of the pages: nl or en, else that of the locale") },
	{ "content-lang", 0, AK_OPTION_TEXT, N_("TAG"), N_("the language of charter and records, for screen readers; else nl") },
	AK_OPTIONS_END,
};
/* clang-format on */

const struct ak_command ak_cmd_report = {
	.name = "report",
	.group = AK_GROUP_READ,
	.words = N_("[PATH]"),
	.summary = N_("make a folder of pages to read: the agenda, its history, and an audit"),
	.about = N_("Verifies the replica or plain folder as verify does, and makes static pages of it for people who never touch a "
		    "terminal: no script, nothing from elsewhere, one style sheet. The folder is made whole or not at all. A folder that "
		    "is not empty is replaced only if it is an earlier report and holds nothing else. Its SHA256SUMS lists every file."),
	.examples = "akkoord report -o public --lang nl\n"
		    "akkoord report -o at-the-end-of-2022 --at 2022-12-31\n"
		    "akkoord report -o since-2023 --since 2023-01-01 ../replica.git",
	.options = options,
	.words_max = 1,
	.traits = AK_COMMAND_AT | AK_COMMAND_AFRESH,
	.run = run,
};
