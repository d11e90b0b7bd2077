/* SPDX-License-Identifier: EUPL-1.2 */
/* Words on a command line become the options and words of a command; what is wrong is told with what is near. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "cli/inside.h"
#include "cli/near.h"

struct parser {
	struct ak_cli *cli;
	char **argv; /* what is left, NULL-ended */
	struct ak_option_tables tables;
};

const struct ak_command *ak_command_find(const char *name)
{
	for (size_t i = 0; ak_commands[i]; i++) {
		if (strcmp(ak_commands[i]->name, name) == 0)
			return ak_commands[i];
	}
	return NULL;
}

/* ---- finding an option */

static const struct ak_option *find_long(const struct ak_option_tables *tables, const char *name, size_t size)
{
	for (size_t t = 0; tables->tables[t]; t++) {
		for (const struct ak_option *option = tables->tables[t]; option->name; option++) {
			if (strncmp(option->name, name, size) == 0 && !option->name[size])
				return option;
		}
	}
	return NULL;
}

static const struct ak_option *find_letter(const struct ak_option_tables *tables, char letter)
{
	for (size_t t = 0; tables->tables[t]; t++) {
		for (const struct ak_option *option = tables->tables[t]; option->name; option++) {
			if (option->letter == letter)
				return option;
		}
	}
	return NULL;
}

/* ---- telling what is wrong */

static int unknown_long(struct parser *parser, const char *name, size_t size)
{
	char typed[64] = "";
	struct ak_near near;
	if (size < sizeof typed)
		memcpy(typed, name, size);
	ak_near_init(&near, typed);
	for (size_t t = 0; parser->tables.tables[t]; t++) {
		for (const struct ak_option *option = parser->tables.tables[t]; option->name; option++)
			ak_near_offer(&near, option->name);
	}
	if (typed[0] && ak_near_found(&near))
		return ak_cli_fail(parser->cli, AK_EXIT_USAGE, _("there is no option --%s; did you mean --%s?"), typed,
			ak_near_found(&near));
	const struct ak_command *command = parser->cli->command;
	if (!command)
		return ak_cli_fail(parser->cli, AK_EXIT_USAGE,
			_("there is no option --%.*s before the command; see akkoord help"), (int)size, name);
	return ak_cli_fail(parser->cli, AK_EXIT_USAGE, _("there is no option --%.*s; see akkoord help %s"), (int)size,
		name, command->name);
}

static int unknown_letter(struct ak_cli *cli, char letter)
{
	if (!cli->command)
		return ak_cli_fail(
			cli, AK_EXIT_USAGE, _("there is no option -%c before the command; see akkoord help"), letter);
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no option -%c; see akkoord help %s"), letter,
		cli->command->name);
}

/* What people try who know git, or think of what they want, in either language, and what does that here. */
static const struct {
	const char *word, *command;
} elsewhere[] = {
	{"add", "propose"},
	{"cat-file", "show"},
	{"commit", "propose"},
	{"fetch", "sync"},
	{"fsck", "verify"},
	{"ls-files", "list"},
	{"merge", "sync"},
	{"pull", "sync"},
	{"push", "sync"},
	{"revert", "withdraw"},
	{"shortlog", "log"},
	{"sign", "endorse"},
	{"approve", "endorse"},
	{"accept", "endorse"},
	{"agree", "endorse"},
	{"reject", "object"},
	{"undo", "withdraw"},
	{"bezwaar", "object"},
	{"controleer", "verify"},
	{"geschiedenis", "log"},
	{"hulp", "help"},
	{"instemmen", "endorse"},
	{"intrekken", "withdraw"},
	{"lijst", "list"},
	{"onderteken", "endorse"},
	{"teken", "endorse"},
	{"toon", "show"},
	{"verslag", "report"},
	{"voorstel", "propose"},
	{"zegel", "seal"},
};

int ak_cli_no_command(struct ak_cli *cli, const char *name)
{
	struct ak_near near;
	ak_near_init(&near, name);
	for (size_t i = 0; ak_commands[i]; i++)
		ak_near_offer(&near, ak_commands[i]->name);
	const char *found = NULL;
	for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0] && !found; i++)
		found = strcmp(elsewhere[i].word, name) == 0 ? elsewhere[i].command : NULL;
	found = found ? found : ak_near_found(&near);
	if (found)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no command %s; did you mean %s?"), name, found);
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no command %s; akkoord help lists them"), name);
}

/* ---- taking what is given */

static int check_number(struct ak_cli *cli, const struct ak_option *option, const char *value)
{
	char *end;
	errno = 0;
	long long number = strtoll(value, &end, 10);
	if (value[0] < '0' || value[0] > '9' || *end || errno || number > AK_JSON_INT_MAX)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--%s takes a whole number, not \"%s\""), option->name, value);
	return AK_EXIT_YES;
}

static int take(struct ak_cli *cli, const struct ak_option *option, const char *value)
{
	struct ak_cli_inside *inside = cli->inside;
	if (option->kind == AK_OPTION_NUMBER) {
		int exit = check_number(cli, option, value);
		if (exit)
			return exit;
	}
	if (!ak_grow((void **)&inside->given, &inside->given_room, inside->given_count, sizeof *inside->given))
		return ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	inside->given[inside->given_count++] = (struct ak_given){.option = option, .value = value};
	return AK_EXIT_YES;
}

static int take_word(struct ak_cli *cli, const char *word)
{
	struct ak_cli_inside *inside = cli->inside;
	if (!ak_grow((void **)&inside->words, &inside->word_room, cli->word_count + 1, sizeof *inside->words))
		return ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	inside->words[cli->word_count++] = word;
	inside->words[cli->word_count] = NULL;
	cli->words = inside->words;
	return AK_EXIT_YES;
}

static int needs_value(struct ak_cli *cli, const struct ak_option *option)
{
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("--%s needs a value: %s"), option->name, _(option->argument));
}

/* `--name`, `--name value` or `--name=value`; parser->argv stands at it. */
static int parse_long(struct parser *parser)
{
	const char *name = *parser->argv++ + 2, *value = NULL;
	size_t size = strcspn(name, "=");
	const struct ak_option *option = find_long(&parser->tables, name, size);
	if (!option)
		return unknown_long(parser, name, size);
	if (option->kind == AK_OPTION_FLAG) {
		if (name[size])
			return ak_cli_fail(parser->cli, AK_EXIT_USAGE, _("--%s takes no value"), option->name);
	} else if (name[size]) {
		value = name + size + 1;
	} else if (*parser->argv) {
		value = *parser->argv++;
	} else {
		return needs_value(parser->cli, option);
	}
	return take(parser->cli, option, value);
}

/* `-y`, `-n 5`, `-n5`, and several letters at once. */
static int parse_letters(struct parser *parser)
{
	int exit = AK_EXIT_YES;
	for (const char *at = *parser->argv++ + 1; *at && !exit; at++) {
		const struct ak_option *option = find_letter(&parser->tables, *at);
		if (!option)
			return unknown_letter(parser->cli, *at);
		if (option->kind == AK_OPTION_FLAG) {
			exit = take(parser->cli, option, NULL);
			continue;
		}
		const char *value = at[1] ? at + 1 : *parser->argv;
		if (!value)
			return needs_value(parser->cli, option);
		if (!at[1])
			parser->argv++;
		return take(parser->cli, option, value);
	}
	return exit;
}

static int parse_word(struct parser *parser)
{
	struct ak_cli *cli = parser->cli;
	const char *word = *parser->argv++;
	if (cli->command)
		return take_word(cli, word);
	cli->command = ak_command_find(word);
	if (!cli->command)
		return ak_cli_no_command(cli, word);
	parser->tables = ak_command_options(cli->command);
	return AK_EXIT_YES;
}

static int check_words(struct ak_cli *cli)
{
	const struct ak_command *command = cli->command;
	if (!command || ak_cli_flag(cli, "help"))
		return AK_EXIT_YES;
	if (cli->word_count < command->words_min)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("something is missing: akkoord %s %s"), command->name,
			_(command->words));
	if (cli->word_count > command->words_max)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("\"%s\" is one word too many; see akkoord help %s"),
			cli->words[command->words_max], command->name);
	return AK_EXIT_YES;
}

/* Whatever else is wrong with the command line, the answer is to be JSON if that was asked. */
static bool asks_json(char **argv)
{
	for (; *argv && strcmp(*argv, "--") != 0; argv++) {
		if (strcmp(*argv, "--json") == 0)
			return true;
	}
	return false;
}

int ak_cli_parse(struct ak_cli *cli, int argc, char **argv)
{
	static const char *none[] = {NULL};
	struct parser parser = {.cli = cli, .argv = argv + (argc > 0), .tables = ak_command_options(NULL)};
	int exit = AK_EXIT_YES;
	cli->words = none;
	cli->json = asks_json(parser.argv);
	while (*parser.argv && !exit) {
		const char *word = *parser.argv;
		if (strcmp(word, "--") == 0) {
			parser.argv++;
			while (*parser.argv && !exit)
				exit = parse_word(&parser);
		} else if (strcmp(word, "--version") == 0 && !cli->command) {
			parser.argv++;
			cli->command = &ak_cmd_version;
		} else if (word[0] == '-' && word[1] == '-') {
			exit = parse_long(&parser);
		} else if (word[0] == '-' && word[1]) {
			exit = parse_letters(&parser);
		} else {
			exit = parse_word(&parser);
		}
	}
	if (exit)
		return exit;
	cli->no_input = ak_cli_flag(cli, "no-input");
	if (ak_cli_text(cli, "replica"))
		cli->replica = ak_cli_text(cli, "replica");
	return check_words(cli);
}

/* ---- asking what was given */

static const struct ak_given *find_given(const struct ak_cli *cli, const char *name, size_t skip)
{
	struct ak_option_tables tables = ak_command_options(cli->command);
	const struct ak_option *option = find_long(&tables, name, strlen(name));
	assert(option); /* else a command asks for what it never declared */
	for (size_t i = 0; i < cli->inside->given_count; i++) {
		if (strcmp(cli->inside->given[i].option->name, name) == 0 && skip-- == 0)
			return &cli->inside->given[i];
	}
	return NULL;
}

bool ak_cli_flag(const struct ak_cli *cli, const char *option)
{
	return find_given(cli, option, 0) != NULL;
}

const char *ak_cli_item(const struct ak_cli *cli, const char *option, size_t i)
{
	const struct ak_given *given = find_given(cli, option, i);
	return given ? given->value : NULL;
}

const char *ak_cli_text(const struct ak_cli *cli, const char *option)
{
	const char *value, *last = NULL;
	for (size_t i = 0; (value = ak_cli_item(cli, option, i)) != NULL; i++)
		last = value;
	return last;
}

int64_t ak_cli_number(const struct ak_cli *cli, const char *option, int64_t otherwise)
{
	const char *text = ak_cli_text(cli, option);
	return text ? (int64_t)strtoll(text, NULL, 10) : otherwise;
}
