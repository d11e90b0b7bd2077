/* SPDX-License-Identifier: EUPL-1.2 */
/* The reading of command lines, over a small table of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "cli/near.c"
#include "cli/options.c"

/* ---- the table, and what stands in for the rest of the room */

static const struct ak_option of_all[] = {
	{"replica", 'C', AK_OPTION_TEXT, "DIR", ""},
	{"json", 0, AK_OPTION_FLAG, NULL, ""},
	{"no-input", 0, AK_OPTION_FLAG, NULL, ""},
	{"help", 'h', AK_OPTION_FLAG, NULL, ""},
	AK_OPTIONS_END,
};

static const struct ak_option of_log[] = {
	{"actor", 'a', AK_OPTION_TEXT, "ACTOR", ""},
	{"max-count", 'n', AK_OPTION_NUMBER, "N", ""},
	{"attach", 0, AK_OPTION_LIST, "FILE", ""},
	{"yes", 'y', AK_OPTION_FLAG, NULL, ""},
	AK_OPTIONS_END,
};

static const struct ak_command cmd_log = {
	.name = "log", .words = "[OBJECT]", .options = of_log, .words_min = 0, .words_max = 2};
static const struct ak_command cmd_show = {.name = "show", .words = "OBJECT", .words_min = 1, .words_max = 1};
const struct ak_command ak_cmd_version = {.name = "version", .words = "", .words_max = 0};
const struct ak_command *const ak_commands[] = {&cmd_log, &cmd_show, &ak_cmd_version, NULL};

struct ak_option_tables ak_command_options(const struct ak_command *command)
{
	struct ak_option_tables tables = {{of_all}};
	if (command && command->options)
		tables = (struct ak_option_tables){{command->options, of_all}};
	return tables;
}

static char sentence[512];

int ak_cli_fail(struct ak_cli *cli, enum ak_exit exit, const char *format, ...)
{
	va_list args;
	(void)cli;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	return (int)exit;
}

int ak_cli_trouble(struct ak_cli *cli, enum ak_status status, const struct ak_error *err)
{
	(void)err;
	return status == AK_OK ? 0 : ak_cli_fail(cli, AK_EXIT_TROUBLE, "trouble");
}

/* ---- a command line */

struct line {
	struct ak_cli cli;
	struct ak_cli_inside inside;
	int exit;
};

#define READ(line, ...) read_line(line, (char *[]){"akkoord", __VA_ARGS__, NULL})

static void read_line(struct line *line, char **argv)
{
	int argc = 0;
	while (argv[argc])
		argc++;
	*line = (struct line){.exit = 0};
	line->cli.inside = &line->inside;
	line->cli.replica = ".";
	sentence[0] = '\0';
	line->exit = ak_cli_parse(&line->cli, argc, argv);
}

static void forget(struct line *line)
{
	free(line->inside.given);
	free(line->inside.words);
}

static void fails_with(struct line *line, const char *text)
{
	assert_int_equal(line->exit, AK_EXIT_USAGE);
	assert_string_equal(sentence, text);
	forget(line);
}

/* ---- the tests */

static void options_stand_before_or_after_words(void **state)
{
	struct line line;
	(void)state;
	READ(&line, "-C", "dir", "log", "a", "--actor", "ipo", "b", "-y");
	assert_int_equal(line.exit, 0);
	assert_ptr_equal(line.cli.command, &cmd_log);
	assert_string_equal(line.cli.replica, "dir");
	assert_string_equal(ak_cli_text(&line.cli, "actor"), "ipo");
	assert_true(ak_cli_flag(&line.cli, "yes"));
	assert_int_equal(line.cli.word_count, 2);
	assert_string_equal(line.cli.words[0], "a");
	assert_string_equal(line.cli.words[1], "b");
	assert_null(line.cli.words[2]);
	forget(&line);
}

static void a_value_may_be_glued_on(void **state)
{
	struct line line;
	(void)state;
	READ(&line, "log", "--actor=ipo=x", "-n12", "-yaipo");
	assert_int_equal(line.exit, 0);
	assert_string_equal(ak_cli_item(&line.cli, "actor", 0), "ipo=x");
	assert_string_equal(ak_cli_item(&line.cli, "actor", 1), "ipo");
	assert_int_equal(ak_cli_number(&line.cli, "max-count", 5), 12);
	assert_true(ak_cli_flag(&line.cli, "yes"));
	forget(&line);
	READ(&line, "log", "--actor=");
	assert_string_equal(ak_cli_text(&line.cli, "actor"), "");
	forget(&line);
}

static void of_a_text_the_last_counts_and_of_a_list_all(void **state)
{
	struct line line;
	(void)state;
	READ(&line, "log", "--actor", "a", "--attach", "x", "--actor", "b", "--attach", "y");
	assert_string_equal(ak_cli_text(&line.cli, "actor"), "b");
	assert_string_equal(ak_cli_item(&line.cli, "attach", 0), "x");
	assert_string_equal(ak_cli_item(&line.cli, "attach", 1), "y");
	assert_null(ak_cli_item(&line.cli, "attach", 2));
	assert_int_equal(ak_cli_number(&line.cli, "max-count", 5), 5);
	forget(&line);
}

static void after_two_dashes_everything_is_a_word(void **state)
{
	struct line line;
	(void)state;
	READ(&line, "log", "--", "--json", "-y");
	assert_int_equal(line.exit, 0);
	assert_false(line.cli.json);
	assert_int_equal(line.cli.word_count, 2);
	assert_string_equal(line.cli.words[0], "--json");
	forget(&line);
	READ(&line, "log", "-");
	assert_string_equal(line.cli.words[0], "-");
	forget(&line);
}

static void a_slip_gets_a_suggestion(void **state)
{
	struct line line;
	(void)state;
	READ(&line, "lgo");
	fails_with(&line, "there is no command lgo; did you mean log?");
	READ(&line, "log", "--actr", "x");
	fails_with(&line, "there is no option --actr; did you mean --actor?");
	READ(&line, "log", "--no-inptu=1");
	fails_with(&line, "there is no option --no-inptu; did you mean --no-input?");
	READ(&line, "--actor", "x", "log");
	fails_with(&line, "there is no option --actor before the command; see akkoord help");
	READ(&line, "log", "-q");
	fails_with(&line, "there is no option -q; see akkoord help log");
}

static void a_value_is_there_where_one_is_due_and_nowhere_else(void **state)
{
	struct line line;
	(void)state;
	READ(&line, "log", "--actor");
	fails_with(&line, "--actor needs a value: ACTOR");
	READ(&line, "log", "-n");
	fails_with(&line, "--max-count needs a value: N");
	READ(&line, "log", "--yes=no");
	fails_with(&line, "--yes takes no value");
}

static void a_number_is_a_whole_number(void **state)
{
	static char *const wrong[] = {"x", "-1", "1x", "", " 1", "+1", "99999999999999999999"};
	struct line line;
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		READ(&line, "log", "-n", wrong[i]);
		assert_int_equal(line.exit, AK_EXIT_USAGE);
		forget(&line);
	}
	READ(&line, "log", "-n", "0");
	assert_int_equal(line.exit, 0);
	assert_int_equal(ak_cli_number(&line.cli, "max-count", 5), 0);
	forget(&line);
}

static void words_are_counted(void **state)
{
	struct line line;
	(void)state;
	READ(&line, "show");
	fails_with(&line, "something is missing: akkoord show OBJECT");
	READ(&line, "show", "a", "b");
	fails_with(&line, "\"b\" is one word too many; see akkoord help show");
	READ(&line, "show", "--help");
	assert_int_equal(line.exit, 0);
	forget(&line);
}

static void json_is_known_to_be_wanted_even_where_the_rest_is_wrong(void **state)
{
	struct line line;
	(void)state;
	READ(&line, "lgo", "--json");
	assert_int_equal(line.exit, AK_EXIT_USAGE);
	assert_true(line.cli.json);
	forget(&line);
}

static void version_is_a_command_too(void **state)
{
	struct line line;
	(void)state;
	READ(&line, "--version");
	assert_int_equal(line.exit, 0);
	assert_ptr_equal(line.cli.command, &ak_cmd_version);
	forget(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_stand_before_or_after_words),
		cmocka_unit_test(a_value_may_be_glued_on),
		cmocka_unit_test(of_a_text_the_last_counts_and_of_a_list_all),
		cmocka_unit_test(after_two_dashes_everything_is_a_word),
		cmocka_unit_test(a_slip_gets_a_suggestion),
		cmocka_unit_test(a_value_is_there_where_one_is_due_and_nowhere_else),
		cmocka_unit_test(a_number_is_a_whole_number),
		cmocka_unit_test(words_are_counted),
		cmocka_unit_test(json_is_known_to_be_wanted_even_where_the_rest_is_wrong),
		cmocka_unit_test(version_is_a_command_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
