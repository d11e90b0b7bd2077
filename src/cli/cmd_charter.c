/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <unistd.h>

#include "cli/charter_file.h"
#include "cli/inside.h"
#include "cli/near.h"
#include "report/moment.h"
#include "report/charter_diff.h"
#include "report/charter_rules.h"
#include "sig/digest.h"

/* ------------------------------------------------------------------ check */

struct checking {
	struct ak_cli *cli;
	const char *file;
	const struct ak_charter_text *text;
	struct ak_json *list;
	int64_t count;
};

/* Takes the row. */
static void put_fault(struct checking *checking, struct ak_json *row, const char *sentence, bool built)
{
	if (!ak_json_set(row, "sentence", ak_json_text_new(sentence)) || !built) {
		ak_json_free(row);
		row = NULL;
	}
	if (!ak_json_append(checking->list, row))
		checking->cli->inside->no_memory = true;
}

static void tell_fault(void *context, const char *place, const char *sentence)
{
	struct checking *checking = context;
	struct ak_json_position at = ak_json_locate(ak_buf_view(&checking->text->bytes), place);
	checking->count++;
	if (!checking->cli->json) {
		ak_page_line(&checking->cli->page, "%s:%zu:%zu: %s: %s", checking->file, at.line, at.column, place, sentence);
		return;
	}
	struct ak_json *row = ak_json_object_new();
	bool built = ak_json_set(row, "place", ak_json_text_new(place));
	built = ak_json_set(row, "line", ak_json_int_new((int64_t)at.line)) && built;
	built = ak_json_set(row, "column", ak_json_int_new((int64_t)at.column)) && built;
	put_fault(checking, row, sentence, built);
}

/* What is no JSON has no places; the sentence tells where. */
static void tell_no_json(struct checking *checking, const char *sentence)
{
	checking->count++;
	if (!checking->cli->json) {
		ak_page_line(&checking->cli->page, "%s: %s", checking->file, sentence);
		return;
	}
	struct ak_json *row = ak_json_object_new();
	put_fault(checking, row, sentence, ak_json_set(row, "place", ak_json_text_new(checking->file)));
}

/* What no rule forbids and is seldom meant. Not among the faults. */
static void remark(struct ak_cli *cli, const struct ak_charter *charter)
{
	for (uint32_t t = 0; t < charter->type_count; t++) {
		const struct ak_type *type = &charter->types[t];
		if (type->create.count == 0)
			ak_cli_say(cli, _("note: types.%s: nobody can make one"), type->name);
		for (uint32_t f = 0; f < type->field_count; f++) {
			const struct ak_field *field = &type->fields[f];
			for (uint32_t v = 0; field->has_moves && v < field->values.count; v++) {
				const char *value = field->values.items[v];
				bool reached = strcmp(value, field->initial) == 0;
				for (uint32_t m = 0; !reached && m < field->move_count; m++)
					reached = strcmp(field->moves[m].to, value) == 0;
				if (!reached)
					ak_cli_say(cli, _("note: types.%s.fields.%s: no move leads to `%s`"),
						type->name, field->name, value);
			}
		}
	}
}

static void answer_check(struct ak_cli *cli, const char *file, const struct checking *checking,
	const struct ak_charter *charter, const struct ak_buf *open)
{
	if (cli->json) {
		ak_cli_answer(cli, "file", ak_json_text_new(file));
		ak_cli_answer(cli, "valid", ak_json_bool_new(checking->count == 0));
		ak_cli_answer(cli, "keys_to_come", ak_json_text_new(ak_buf_string(open)));
		ak_cli_answer(cli, "digest",
			charter && open->size == 0 ? ak_json_text_new(ak_id_hex(&charter->digest).text)
						   : ak_json_null_new());
		return;
	}
	if (checking->count > 0) {
		ak_page_line(&cli->page, P_("%s breaks %d rule.", "%s breaks %d rules.", checking->count), file,
			(int)checking->count);
		return;
	}
	ak_page_line(&cli->page, _("%s keeps every rule of a charter."), file);
	if (open->size)
		ak_page_line(&cli->page, _("Root keys are still to come of: %s."), ak_buf_string(open));
}

static int check(struct ak_cli *cli, const char *file)
{
	struct ak_charter_text text;
	struct ak_charter *charter = NULL;
	struct ak_buf open = AK_BUF_INIT;
	struct ak_error err = {.status = AK_OK, .plain = cli->json}; /* faults read the same in JSON everywhere */
	struct checking checking = {.cli = cli, .file = file, .text = &text};
	int exit = ak_charter_text_read(cli, file, &text);
	if (exit)
		return exit;
	checking.list = cli->json ? ak_json_array_new() : NULL;
	enum ak_status status = AK_ERR_FORMAT;
	if (text.json)
		status = ak_charter_text_parse(&text, &charter, &open, tell_fault, &checking, &err);
	if (status == AK_ERR_FORMAT && checking.count == 0)
		tell_no_json(&checking, text.json ? err.text : text.fault.text);
	if (charter)
		remark(cli, charter);
	if (status == AK_OK || status == AK_ERR_FORMAT)
		answer_check(cli, file, &checking, charter, &open);
	else
		exit = ak_cli_trouble(cli, status, &err);
	if (cli->json)
		ak_cli_answer(cli, "faults", checking.list);
	if (!exit && checking.count > 0)
		exit = AK_EXIT_NO;
	ak_charter_free(charter);
	ak_buf_release(&open);
	ak_charter_text_release(&text);
	return exit;
}

/* ------------------------------------------------------------------ show */

static int find_type(struct ak_cli *cli, const struct ak_charter *charter, const struct ak_type **type)
{
	const char *name = ak_cli_text(cli, "type");
	struct ak_near near;
	*type = name ? ak_charter_type(charter, name) : NULL;
	if (!name || *type)
		return AK_EXIT_YES;
	ak_near_init(&near, name);
	for (uint32_t i = 0; i < charter->type_count; i++)
		ak_near_offer(&near, charter->types[i].name);
	return ak_near_found(&near)
		       ? ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter knows no type %s; did you mean %s?"), name,
				 ak_near_found(&near))
		       : ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter knows no type %s"), name);
}

/* note tells which charter it is; has_digest: its digest is that of what is, or will be, signed. */
static int answer_rules(struct ak_cli *cli, const struct ak_charter *charter, const char *note, bool has_digest)
{
	const struct ak_type *type;
	const char *language = ak_cli_text(cli, "lang");
	int exit = find_type(cli, charter, &type);
	if (exit)
		return exit;
	if (cli->json) {
		ak_cli_answer(cli, "digest",
			has_digest ? ak_json_text_new(ak_id_hex(&charter->digest).text) : ak_json_null_new());
		ak_cli_answer(cli, "charter", ak_rules_document(charter, type));
		return AK_EXIT_YES;
	}
	if (!ak_cli_flag(cli, "html")) {
		ak_rules_put(&cli->page, charter, type);
		return AK_EXIT_YES;
	}
	struct ak_buf page = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	ak_rules_page(&page, charter, type, language ? language : "nl", note);
	exit = ak_cli_trouble(cli, ak_buf_status(&page, &err), &err);
	if (!exit)
		ak_cli_write(cli, STDOUT_FILENO, ak_buf_view(&page));
	ak_buf_release(&page);
	return exit;
}

static int show_file(struct ak_cli *cli, const char *file)
{
	struct ak_charter_text text;
	struct ak_charter *charter = NULL;
	struct ak_buf open = AK_BUF_INIT, note = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	if (ak_cli_text(cli, "at"))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("a file has no moments: give either %s or --at"), file);
	int exit = ak_charter_text_read(cli, file, &text);
	if (exit)
		return exit;
	enum ak_status status = AK_ERR_FORMAT;
	if (text.json)
		status = ak_charter_text_parse(&text, &charter, &open, NULL, NULL, &err);
	if (status == AK_ERR_FORMAT)
		exit = ak_cli_fail(cli, AK_EXIT_NO, _("%s is no charter; akkoord charter check %s tells why"), file, file);
	else
		exit = ak_cli_trouble(cli, status, &err);
	ak_buf_format(&note, open.size ? _("From %s; root keys are still to come of: %s") : "%s%s", file, ak_buf_string(&open));
	if (!exit && charter)
		exit = answer_rules(cli, charter, ak_buf_string(&note), open.size == 0);
	ak_buf_release(&note);
	ak_charter_free(charter);
	ak_buf_release(&open);
	ak_charter_text_release(&text);
	return exit;
}

static int show(struct ak_cli *cli)
{
	if (cli->word_count > 1)
		return show_file(cli, cli->words[1]);
	int exit = ak_cli_ledger(cli);
	if (exit)
		return exit;
	struct ak_buf note = AK_BUF_INIT;
	const struct ak_charter *charter = ak_ledger_state(cli->ledger)->charter;
	struct ak_buf moment = AK_BUF_INIT;
	ak_moment_write(&moment, cli->ledger);
	ak_buf_format(&note, _("The charter in force (%s) of ledger %s; SHA-256 of its canonical form: %s"),
		moment.size ? ak_buf_string(&moment) : _("now"), ak_id_hex(&cli->ledger->id).text,
		ak_id_hex(&charter->digest).text);
	ak_buf_release(&moment);
	if (!cli->json && !ak_cli_flag(cli, "html")) /* the page has it in its note */
		ak_moment_put(&cli->page, cli->ledger);
	exit = answer_rules(cli, charter, ak_buf_string(&note), true);
	ak_buf_release(&note);
	return exit;
}

/* ------------------------------------------------------------------ diff */

static int read_side(struct ak_cli *cli, const char *word, struct ak_charter_text *text)
{
	if (!word || !ak_charter_text_is_file(word))
		return ak_charter_text_at(cli, word, text);
	int exit = ak_charter_text_read(cli, word, text);
	if (!exit && !text->json) {
		exit = ak_cli_fail(cli, AK_EXIT_USAGE, _("%s is no JSON: %s"), word, text->fault.text);
		ak_charter_text_release(text);
	}
	return exit;
}

static int answer_diff(struct ak_cli *cli, const struct ak_charter_text *was, const struct ak_charter_text *becomes)
{
	uint32_t count = 0;
	struct ak_error err = AK_ERROR_INIT;
	if (!cli->json)
		return ak_cli_trouble(
			cli, ak_charter_diff_put(&cli->page, was->json, becomes->json, &count, &err), &err);
	struct ak_json *list = ak_json_array_new();
	enum ak_status status = ak_charter_diff_document(&list, was->json, becomes->json, &count, &err);
	ak_cli_answer(cli, "differences", list);
	return ak_cli_trouble(cli, status, &err);
}

/* Two sides; with one word the first is the charter in force. */
static int diff(struct ak_cli *cli)
{
	struct ak_charter_text was, becomes;
	bool two = cli->word_count > 2;
	if (cli->word_count < 2)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say what to hold against the charter in force: a file, or a moment"));
	int exit = read_side(cli, two ? cli->words[1] : NULL, &was);
	if (exit)
		return exit;
	exit = read_side(cli, cli->words[two ? 2 : 1], &becomes);
	if (!exit) {
		exit = answer_diff(cli, &was, &becomes);
		ak_charter_text_release(&becomes);
	}
	ak_charter_text_release(&was);
	return exit;
}

/* ------------------------------------------------------------------ which of these */

static int run(struct ak_cli *cli)
{
	static const char *const verbs[] = {"check", "show", "diff"};
	const char *verb = cli->words[0];
	struct ak_error err = AK_ERROR_INIT;
	struct ak_near near;
	int exit = ak_cli_trouble(cli, ak_sig_start(&err), &err);
	if (exit)
		return exit;
	if (strcmp(verb, "check") == 0 && cli->word_count == 2)
		return check(cli, cli->words[1]);
	if (strcmp(verb, "check") == 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say which one file to check: akkoord charter check FILE"));
	if (strcmp(verb, "show") == 0 && cli->word_count <= 2)
		return show(cli);
	if (strcmp(verb, "show") == 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("one charter at a time can be shown"));
	if (strcmp(verb, "diff") == 0)
		return diff(cli);
	ak_near_init(&near, verb);
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		ak_near_offer(&near, verbs[i]);
	return ak_near_found(&near)
		       ? ak_cli_fail(cli, AK_EXIT_USAGE, _("akkoord charter does not know %s; did you mean %s?"), verb,
				 ak_near_found(&near))
		       : ak_cli_fail(cli, AK_EXIT_USAGE, _("akkoord charter can check, show and diff, not %s"), verb);
}

static const struct ak_option options[] = {
	{"html", 0, AK_OPTION_FLAG, NULL, N_("show: as a page of HTML, on standard output")},
	{"type", 0, AK_OPTION_TEXT, N_("TYPE"), N_("show: this type only")},
	{"lang", 0, AK_OPTION_TEXT, N_("LANGUAGE"), N_("show --html: the language of the charter's words, else nl")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_charter = {
	.name = "charter",
	.group = AK_GROUP_READ,
	.words = N_("check FILE | show [FILE] | diff [A] B"),
	.summary = N_("check a charter, show its rules as tables, or how two differ"),
	.about = N_("check tells every fault of a charter with its place, before anybody signs it. show tells who may make, set and move "
		    "what in which phase: of the charter in force, then (--at), or in a file. diff tells place by place how two charters "
		    "differ; A and B are files, names of charters that ship, or moments (a date, a time, a record); without A it is the "
		    "charter in force."),
	.examples = "akkoord charter check statuut.json\n"
		    "akkoord charter show --type afspraak\n"
		    "akkoord charter show --at 2022-12-31 --html > statuut.html\n"
		    "akkoord charter diff nieuw.json\n"
		    "akkoord charter diff 2022-01-01 2023-01-01",
	.options = options,
	.words_min = 1,
	.words_max = 3,
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
