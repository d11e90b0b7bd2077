/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "cli/delimiter.h"
#include "cli/files.h"
#include "cli/propose.h"
#include "cli/sheet.h"
#include "report/build.h"

enum { SHEET_SIZE_MAX = 64 << 20 };

struct importing {
	struct ak_cli *cli;
	struct ak_arena arena;
	struct ak_csv csv;
	struct ak_sheet sheet;
	struct ak_batch batch;
	const char **maps, **constants; /* NULL-ended */
};

static void release(struct importing *importing)
{
	ak_sheet_release(&importing->sheet);
	ak_batch_release(&importing->batch);
	ak_csv_release(&importing->csv);
	ak_arena_release(&importing->arena);
	free(importing->maps);
	free(importing->constants);
}

/* ------------------------------------------------------------------ reading */

static const char **list_of(struct ak_cli *cli, const char *option)
{
	size_t count = 0;
	while (ak_cli_item(cli, option, count))
		count++;
	const char **list = calloc(count + 1, sizeof *list);
	for (size_t i = 0; list && i < count; i++)
		list[i] = ak_cli_item(cli, option, i);
	return list;
}

static int read_csv(struct importing *importing)
{
	struct ak_cli *cli = importing->cli;
	struct ak_buf bytes = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	char delimiter;
	int exit = ak_delimiter_read(cli, '\0', &delimiter);
	if (exit)
		return exit;
	enum ak_status status = ak_file_read(NULL, cli->words[0], SHEET_SIZE_MAX, &bytes, &err);
	if (status == AK_OK)
		status = ak_csv_read(&importing->csv, &importing->arena, ak_buf_view(&bytes), delimiter, &err);
	ak_buf_release(&bytes);
	if (status == AK_ERR_FORMAT)
		return ak_cli_fail(cli, AK_EXIT_NO, "%s, %s", cli->words[0], err.text);
	return ak_cli_trouble(cli, status, &err);
}

static int read_type(struct importing *importing)
{
	struct ak_cli *cli = importing->cli;
	const char *name = ak_cli_text(cli, "type");
	if (!name)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say what the rows are: --type TYPE"));
	int exit = ak_cli_find_type(cli, name, &importing->sheet.type);
	if (!exit && !ak_charter_type(ak_ledger_state(cli->ledger)->charter, name))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("a sheet can hold objects of a type of the charter, and %s is built in"),
			name);
	return exit;
}

static int read_sheet(struct importing *importing)
{
	struct ak_cli *cli = importing->cli;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_sheet *sheet = &importing->sheet;
	importing->maps = list_of(cli, "map");
	importing->constants = list_of(cli, "set");
	if (!importing->maps || !importing->constants)
		return ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	sheet->ledger = cli->ledger;
	sheet->csv = &importing->csv;
	sheet->constants = importing->constants;
	int exit = ak_cli_trouble(cli, ak_sheet_map(sheet, importing->maps, &err), &err);
	for (size_t i = 1; !exit && i < importing->csv.count; i++)
		ak_sheet_row(sheet, &importing->csv.rows[i], &importing->batch);
	if (!exit && (sheet->failed || importing->batch.failed))
		exit = ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	return exit;
}

/* ------------------------------------------------------------------ the answer */

static void tell_columns(struct importing *importing)
{
	struct ak_cli *cli = importing->cli;
	for (uint32_t i = 0; i < importing->sheet.column_count; i++) {
		const struct ak_sheet_column *column = &importing->sheet.columns[i];
		if (!column->is_name && !column->field)
			ak_cli_say(cli, _("note: the column \"%s\" is not used"), column->heading);
	}
}

static void answer_document(struct importing *importing)
{
	struct ak_cli *cli = importing->cli;
	struct ak_json *faults = ak_json_array_new(), *objects = ak_json_array_new();
	for (size_t i = 0; i < importing->sheet.fault_count; i++) {
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "line", ak_json_int_new(importing->sheet.faults[i].line));
		ak_build_set(&row, "sentence", ak_build_text(importing->sheet.faults[i].sentence));
		ak_build_append(&faults, row);
	}
	for (size_t i = 0; i < importing->batch.item_count; i++)
		ak_build_append(&objects, ak_build_text(importing->batch.words[importing->batch.items[i].first + 1]));
	ak_cli_answer(cli, "file", ak_json_text_new(cli->words[0]));
	ak_cli_answer(cli, "faults", faults);
	ak_cli_answer(cli, "objects", objects);
	ak_cli_answer(cli, "proposals", ak_json_int_new((int64_t)ak_batch_records(&importing->batch)));
}

static void put_objects(struct importing *importing)
{
	struct ak_page *page = &importing->cli->page;
	const struct ak_batch *batch = &importing->batch;
	size_t records = ak_batch_records(batch), rows = batch->item_count;
	for (size_t i = 0; i < rows; i++) {
		const struct ak_batch_item *item = &batch->items[i];
		ak_page_styled(page, AK_STYLE_STRONG, "%s", batch->words[item->first + 1]);
		for (size_t w = 2; w < item->count; w++)
			ak_page_format(page, " %s", batch->words[item->first + w]);
		ak_page_end(page);
	}
	ak_page_line(page, _("Rows: %zu. Proposals: %zu."), rows, records);
}

/* Every row's fault; then nothing is proposed. */
static int answer_faults(struct importing *importing)
{
	struct ak_cli *cli = importing->cli;
	const struct ak_sheet *sheet = &importing->sheet;
	for (size_t i = 0; !cli->json && i < sheet->fault_count; i++)
		ak_page_line(&cli->page, _("line %u: %s"), sheet->faults[i].line, sheet->faults[i].sentence);
	return ak_cli_fail(cli, AK_EXIT_NO,
		P_("%zu row of %s has a fault; nothing is proposed", "%zu rows of %s have faults; nothing is proposed",
			sheet->fault_count),
		sheet->fault_count, cli->words[0]);
}

static int propose_all(struct importing *importing)
{
	struct ak_cli *cli = importing->cli;
	struct ak_json *records = cli->json ? ak_json_array_new() : NULL;
	struct ak_buf why = AK_BUF_INIT;
	size_t at = 0;
	int exit = AK_EXIT_YES;
	const char *slash = strrchr(cli->words[0], '/');
	ak_buf_format(&why, _("Taken over from %s"), slash ? slash + 1 : cli->words[0]);
	while (!exit && at < importing->batch.item_count)
		exit = ak_propose_batch(cli, &importing->batch, at, ak_buf_string(&why), &at, records);
	ak_buf_release(&why);
	if (cli->json)
		ak_cli_answer(cli, "records", records);
	return exit;
}

static int import(struct importing *importing)
{
	struct ak_cli *cli = importing->cli;
	int exit = read_csv(importing);
	if (!exit)
		exit = ak_cli_ledger(cli);
	if (!exit)
		exit = read_type(importing);
	if (!exit)
		exit = read_sheet(importing);
	if (exit)
		return exit;
	tell_columns(importing);
	if (cli->json)
		answer_document(importing);
	if (importing->sheet.fault_count > 0)
		return answer_faults(importing);
	if (importing->batch.item_count == 0)
		return ak_cli_fail(cli, AK_EXIT_NO, _("%s has no rows below its headings"), cli->words[0]);
	if (!ak_cli_flag(cli, "dry-run"))
		return propose_all(importing);
	if (!cli->json)
		put_objects(importing);
	return AK_EXIT_YES;
}

static int run(struct ak_cli *cli)
{
	struct importing importing = {.cli = cli};
	ak_map_init(&importing.sheet.names);
	int exit = import(&importing);
	release(&importing);
	return exit;
}

static const struct ak_option options[] = {
	{"type", 0, AK_OPTION_TEXT, N_("TYPE"), N_("what the rows are")},
	{"map", 0, AK_OPTION_LIST, N_("COLUMN=FIELD"), N_("which field a column is; COLUMN=object is its name, COLUMN= is not used")},
	{"set", 0, AK_OPTION_LIST, N_("FIELD=VALUE"), N_("a field that is the same in every row")},
	AK_OPTION_DELIMITER,
	{"dry-run", 'n', AK_OPTION_FLAG, NULL, N_("only tell what would be proposed, or what is wrong with which row")},
	AK_OPTIONS_BATCH,
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_import = {
	.name = "import",
	.group = AK_GROUP_DECIDE,
	.words = N_("FILE"),
	.summary = N_("propose the rows of a spreadsheet (CSV) as new objects"),
	.about = N_("The first row has headings. A column whose heading is the name or label of a field fills that field; --map assigns "
		    "the others. Without a column for the name, objects are named after their text. Dates may be written 31-12-2022, "
		    "numbers 1.500.000, parties and choices in capitals or not, and an object that is referred to may be given by its "
		    "title.\n\n"
		    "Every row is tried before anything is signed. If any is wrong, each such row is told with its line, and nothing is "
		    "proposed. Otherwise the rows go into proposals of at most 64, each shown and signed by itself. The sheet is UTF-8; "
		    "try --dry-run first."),
	.examples = "akkoord import afspraken.csv --type afspraak --set agenda=agenda/2024-2025 --why lijst --dry-run\n"
		    "akkoord import afspraken.csv --type afspraak --map nr=object --map \"wie trekt\"=verantwoordelijke --set agenda=agenda/2024-2025 --for do",
	.options = options,
	.words_min = 1,
	.words_max = 1,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
