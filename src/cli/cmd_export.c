/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/delimiter.h"
#include "cli/inside.h"
#include "cli/staging.h"
#include "judge/read.h"
#include "report/build.h"
#include "report/dossier.h"
#include "report/export.h"
#include "report/prov.h"

struct asked {
	const char *path; /* -o */
	enum ak_export_format format;
	struct ak_export_scope scope;
	struct ak_csv_options csv;
	bool prov; /* the history instead of the state */
};

/* ------------------------------------------------------------------ what is asked */

static bool find_format(const char *word, enum ak_export_format *format)
{
	for (int i = 0; i < AK_EXPORT_FORMATS; i++)
		if (strcmp(word, ak_export_name((enum ak_export_format)i)) == 0) {
			*format = (enum ak_export_format)i;
			return true;
		}
	return false;
}

/* --format, else what the file's name ends in; all of them where neither tells. */
static int read_format(struct ak_cli *cli, struct asked *asked)
{
	const char *word = ak_cli_text(cli, "format");
	const char *dot = strrchr(asked->path, '.');
	asked->format = AK_EXPORT_FORMATS;
	if (word && !find_format(word, &asked->format))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--format is csv, json or ics, not \"%s\""), word);
	if (!word && dot)
		find_format(dot + 1, &asked->format);
	return AK_EXIT_YES;
}

/* A type, or an object; a type where both are so called. */
static int read_scope(struct ak_cli *cli, struct asked *asked)
{
	if (cli->word_count == 0)
		return AK_EXIT_YES;
	asked->scope.type = ak_type_named(ak_ledger_state(cli->ledger), cli->words[0]);
	return asked->scope.type ? AK_EXIT_YES : ak_cli_find_object(cli, cli->words[0], &asked->scope.object);
}

static int read_asked(struct ak_cli *cli, struct asked *asked)
{
	asked->path = ak_cli_text(cli, "output");
	if (!asked->path)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say where to: --output FILE or FOLDER, or - for standard output"));
	asked->csv.mark = ak_cli_flag(cli, "bom");
	asked->prov = ak_cli_flag(cli, "prov");
	if (asked->prov && ak_cli_text(cli, "format"))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--prov is a format of its own; leave out --format"));
	int exit = ak_delimiter_read(cli, ';', &asked->csv.delimiter);
	if (!exit)
		exit = read_format(cli, asked);
	if (!exit)
		exit = ak_cli_ledger(cli);
	if (!exit)
		exit = read_scope(cli, asked);
	if (!exit && asked->prov && asked->scope.type)
		exit = ak_cli_fail(cli, AK_EXIT_USAGE, _("--prov is of everything or of one object, not of a type"));
	return exit;
}

/* One file can hold one table; a document and a calendar hold everything. */
static bool is_one_file(const struct asked *asked)
{
	return asked->prov || asked->format == AK_EXPORT_JSON || asked->format == AK_EXPORT_ICS ||
	       (asked->format == AK_EXPORT_CSV && asked->scope.type);
}

/* ------------------------------------------------------------------ writing */

/* Beside its place first, so that a file of that name is whole or as it was. */
static enum ak_status replace_file(const char *path, struct ak_bytes bytes, struct ak_error *err)
{
	struct ak_buf made = AK_BUF_INIT;
	struct stat info;
	if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
		return ak_fail(err, AK_ERR_USAGE, _("\"%s\" is no file that can be replaced"), path);
	ak_buf_format(&made, "%s.%ld.part", path, (long)getpid());
	enum ak_status status = ak_buf_status(&made, err);
	int file = status == AK_OK ? open(ak_buf_string(&made), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666) : -1;
	if (file >= 0) {
		bool done = ak_file_write(file, bytes);
		done = close(file) == 0 && done && rename(ak_buf_string(&made), path) == 0;
		if (!done) {
			status = ak_fail(err, AK_ERR_IO, _("\"%s\" cannot be written: %s"), path, strerror(errno));
			unlink(ak_buf_string(&made));
		}
	} else if (status == AK_OK) {
		status = ak_fail(err, AK_ERR_IO, _("\"%s\" cannot be written: %s"), path, strerror(errno));
	}
	ak_buf_release(&made);
	return status;
}

/* Of everything, or of the records that touch one object. */
static enum ak_status write_history(
	struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_object *object, struct ak_error *err)
{
	bool *touches = object ? calloc((size_t)ledger->count + 1, sizeof *touches) : NULL;
	if (object && !touches)
		return ak_fail_memory(err);
	if (object)
		ak_dossier_touch(ledger, object->name, NULL, AK_POSITION_NONE, touches);
	enum ak_status status = ak_prov_write(out, ledger, touches, err);
	free(touches);
	return status;
}

static int export_file(struct ak_cli *cli, const struct asked *asked)
{
	struct ak_buf bytes = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	bool is_out = strcmp(asked->path, "-") == 0;
	if (is_out && cli->json)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--json has standard output for itself; give --output a file"));
	enum ak_status status = asked->prov ? write_history(&bytes, cli->ledger, asked->scope.object, &err)
					    : ak_export_write(&bytes, cli->ledger, asked->format, &asked->scope,
						      &asked->csv, ak_cli_text(cli, "at"), &err);
	if (status == AK_OK && !is_out)
		status = replace_file(asked->path, ak_buf_view(&bytes), &err);
	if (status == AK_OK && is_out)
		ak_cli_write(cli, STDOUT_FILENO, ak_buf_view(&bytes));
	else if (status == AK_OK && cli->json)
		ak_cli_answer(cli, "file", ak_json_text_new(asked->path));
	else if (status == AK_OK)
		ak_page_line(&cli->page, _("Wrote %s."), asked->path);
	ak_buf_release(&bytes);
	return ak_cli_trouble(cli, status, &err);
}

static void answer_folder(struct ak_cli *cli, const struct asked *asked, const struct ak_export *export)
{
	struct ak_json *list = ak_json_array_new();
	for (size_t i = 0; i < export->count; i++) {
		if (cli->json)
			ak_build_append(&list, ak_build_text(ak_buf_string(&export->files[i].path)));
		else
			ak_page_line(&cli->page, "%s/%s", asked->path, ak_buf_string(&export->files[i].path));
	}
	if (!cli->json) {
		ak_json_free(list);
		return;
	}
	ak_cli_answer(cli, "folder", ak_json_text_new(asked->path));
	ak_cli_answer(cli, "files", list);
}

static int export_folder(struct ak_cli *cli, const struct asked *asked)
{
	struct ak_export export = {.files = NULL};
	struct ak_staging staging = {.path = NULL};
	struct ak_error err = AK_ERROR_INIT;
	if (strcmp(asked->path, "-") == 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("this makes several files; name a folder, or give --format: csv of one TYPE, json or ics"));
	enum ak_status status = ak_export_folder(
		&export, cli->ledger, asked->format, &asked->scope, &asked->csv, ak_cli_text(cli, "at"), &err);
	struct ak_put *puts = status == AK_OK ? calloc(export.count + 1, sizeof *puts) : NULL;
	if (status == AK_OK && !puts)
		status = ak_fail_memory(&err);
	for (size_t i = 0; status == AK_OK && i < export.count; i++)
		puts[i] = (struct ak_put){.path = ak_buf_string(&export.files[i].path),
			.bytes = ak_buf_view(&export.files[i].bytes)};
	if (status == AK_OK)
		status = ak_staging_begin(&staging, asked->path, &err);
	if (status == AK_OK)
		status = ak_staging_write(staging.made, puts, export.count, &err);
	if (status == AK_OK)
		status = ak_staging_move(&staging, &err);
	ak_staging_end(&staging);
	if (status == AK_OK)
		answer_folder(cli, asked, &export);
	free(puts);
	ak_export_release(&export);
	return ak_cli_trouble(cli, status, &err);
}

static int run(struct ak_cli *cli)
{
	struct asked asked = {.path = NULL};
	int exit = read_asked(cli, &asked);
	if (exit)
		return exit;
	return is_one_file(&asked) ? export_file(cli, &asked) : export_folder(cli, &asked);
}

static const struct ak_option options[] = {
	{"output", 'o', AK_OPTION_TEXT, N_("PATH"), N_("the file or the folder to write; - is standard output")},
	{"format", 0, AK_OPTION_TEXT, N_("FORMAT"), N_("csv, json or ics; else what the file's name ends in, else all three")},
	AK_OPTION_DELIMITER,
	{"bom", 0, AK_OPTION_FLAG, NULL, N_("csv: begin with a byte order mark, for programs that want one")},
	{"prov", 0, AK_OPTION_FLAG, NULL, N_("instead of the state: the history, as W3C PROV-JSON, in one file")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_export = {
	.name = "export",
	.group = AK_GROUP_READ,
	.words = N_("[TYPE | OBJECT]"),
	.summary = N_("write the state as tables, as JSON, or as a calendar of terms"),
	.about = N_("Of everything, of one type, or of an object with all that belongs to it. A table (csv) holds one type, so without a TYPE "
		    "csv makes a folder, with a folder for each object that others belong to, such as an agenda, and of everything a folder history: "
		    "the records, what they change, and their attachments. Cells that a spreadsheet "
		    "would take for a formula get an apostrophe before them. A calendar (ics) has a whole-day event for each term.\n\n"
		    "The files say what is in force now, or then (--at); they prove nothing. What proves is the ledger itself, or a dossier "
		    "from it."),
	.examples = "akkoord export afspraak -o afspraken.csv\n"
		    "akkoord export agenda/2024-2025 -o termijnen.ics\n"
		    "akkoord export -o map\n"
		    "akkoord export afspraak --format csv --delimiter comma -o -\n"
		    "akkoord export afspraak/governance --prov -o geschiedenis.json",
	.options = options,
	.words_max = 1,
	.traits = AK_COMMAND_AT,
	.run = run,
};
