/* SPDX-License-Identifier: EUPL-1.2 */
/* Help on the terminal and as JSON, from what each command says of itself. */
#include <string.h>

#include "cli/inside.h"
#include "report/build.h"

static const char *const group_names[] = {
	[AK_GROUP_BEGIN] = N_("Begin"),
	[AK_GROUP_READ] = N_("Read"),
	[AK_GROUP_DECIDE] = N_("Decide"),
	[AK_GROUP_APPOINT] = N_("Appoint"),
	[AK_GROUP_EXCHANGE] = N_("Exchange and seal"),
	[AK_GROUP_HELP] = N_("Help"),
};
enum { GROUP_COUNT = sizeof group_names / sizeof group_names[0], INDENT = 2, SUMMARY_COLUMN = 14 };

void ak_help_overview(struct ak_page *page)
{
	ak_page_line(page, "%s", _("akkoord - a ledger of signed records that several parties own together"));
	ak_page_gap(page);
	ak_page_line(page, "%s", _("usage: akkoord <command> [options] [words]"));
	for (size_t group = 0; group < GROUP_COUNT; group++) {
		ak_page_heading(page, "%s", _(group_names[group]));
		page->indent = INDENT;
		for (size_t i = 0; ak_commands[i]; i++) {
			if (ak_commands[i]->group != group)
				continue;
			ak_page_styled(page, AK_STYLE_STRONG, "%s", ak_commands[i]->name);
			ak_page_to(page, SUMMARY_COLUMN);
			ak_page_wrap(page, AK_STYLE_PLAIN, _(ak_commands[i]->summary));
		}
		page->indent = 0;
	}
	ak_page_gap(page);
	ak_page_wrap(page, AK_STYLE_PLAIN,
		_("akkoord help <command> tells more. Objects are named type/name, records by the beginning of their id. "
		  "Exit status: 0 yes, 1 no, 2 wrong usage, 3 trouble."));
}

static void put_option(struct ak_table *table, const struct ak_option *option)
{
	struct ak_buf form = AK_BUF_INIT;
	if (option->letter)
		ak_buf_format(&form, "-%c, ", option->letter);
	else
		ak_buf_text(&form, "    ");
	ak_buf_format(&form, "--%s", option->name);
	if (option->argument)
		ak_buf_format(&form, " %s", _(option->argument));
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", ak_buf_string(&form));
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", _(option->help));
	ak_buf_release(&form);
}

static void put_options(struct ak_page *page, const struct ak_command *command)
{
	struct ak_option_tables tables = ak_command_options(command);
	struct ak_table table;
	ak_table_init(&table, 2);
	table.whole = true; /* help is read to its end */
	for (size_t t = 0; tables.tables[t]; t++) {
		for (const struct ak_option *option = tables.tables[t]; option->name; option++)
			put_option(&table, option);
	}
	ak_page_heading(page, "%s", _("Options"));
	page->indent = INDENT;
	ak_table_put(&table, page);
	page->indent = 0;
	ak_table_release(&table);
}

/* The next line of several into line; false after the last. */
static bool take_line(struct ak_buf *line, const char **at)
{
	if (!*at || !**at)
		return false;
	size_t size = strcspn(*at, "\n");
	ak_buf_clear(line);
	ak_buf_append(line, *at, size);
	*at += size + ((*at)[size] == '\n');
	return true;
}

/* Each on a line of its own, to be copied as it stands; a remark behind it is for the reader. */
static void put_examples(struct ak_page *page, const char *examples)
{
	struct ak_buf line = AK_BUF_INIT;
	ak_page_heading(page, "%s", _("Examples"));
	page->indent = INDENT;
	while (take_line(&line, &examples)) {
		const char *text = ak_buf_string(&line), *mark = strstr(text, " # ");
		struct ak_buf shown = AK_BUF_INIT;
		ak_buf_append(&shown, text, mark ? (size_t)(mark - text) + strlen(" # ") : strlen(text));
		ak_buf_text(&shown, mark ? _(mark + strlen(" # ")) : "");
		ak_page_copied(page, ak_buf_string(&shown));
		ak_buf_release(&shown);
	}
	page->indent = 0;
	ak_buf_release(&line);
}

void ak_help_command(struct ak_page *page, const struct ak_command *command)
{
	ak_page_line(page, "akkoord %s - %s", command->name, _(command->summary));
	if (command->examples)
		put_examples(page, command->examples);
	ak_page_heading(page, "%s", _("Usage"));
	page->indent = INDENT;
	ak_page_line(page, "akkoord %s [%s] %s", command->name, _("options"), command->words[0] ? _(command->words) : "");
	page->indent = 0;
	if (command->about) {
		ak_page_gap(page);
		ak_page_wrap(page, AK_STYLE_PLAIN, _(command->about));
	}
	put_options(page, command);
}

/* ---- as JSON */

static struct ak_json *options_document(const struct ak_command *command)
{
	struct ak_option_tables tables = ak_command_options(command);
	struct ak_json *options = ak_json_array_new();
	for (size_t t = 0; tables.tables[t]; t++) {
		for (const struct ak_option *it = tables.tables[t]; it->name; it++) {
			struct ak_json *option = ak_json_object_new();
			char letter[2] = {it->letter};
			ak_build_set(&option, "name", ak_build_text(it->name));
			ak_build_set(&option, "letter", ak_build_text(it->letter ? letter : NULL));
			ak_build_set(&option, "argument", ak_build_text(it->argument));
			ak_build_set(&option, "help", ak_build_text(it->help));
			ak_build_append(&options, option);
		}
	}
	return options;
}

static struct ak_json *examples_document(const struct ak_command *command)
{
	struct ak_json *examples = ak_json_array_new();
	struct ak_buf line = AK_BUF_INIT;
	for (const char *at = command->examples; take_line(&line, &at);)
		ak_build_append(&examples, line.failed ? NULL : ak_build_text(ak_buf_string(&line)));
	ak_buf_release(&line);
	return examples;
}

void ak_help_answer(struct ak_cli *cli, const struct ak_command *command)
{
	ak_cli_answer(cli, "command", ak_build_text(command->name));
	ak_cli_answer(cli, "words", ak_build_text(command->words));
	ak_cli_answer(cli, "summary", ak_build_text(command->summary));
	ak_cli_answer(cli, "about", ak_build_text(command->about));
	ak_cli_answer(cli, "examples", examples_document(command));
	ak_cli_answer(cli, "options", options_document(command));
}

void ak_help_answer_all(struct ak_cli *cli)
{
	struct ak_json *commands = ak_json_object_new();
	for (size_t i = 0; ak_commands[i]; i++)
		ak_build_set(&commands, ak_commands[i]->name, ak_build_text(ak_commands[i]->summary));
	ak_cli_answer(cli, "commands", commands);
}
