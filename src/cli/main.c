/* SPDX-License-Identifier: EUPL-1.2 */
/* The program begins: signals, memory and language are set, then a command is found and run. */
#include <langinfo.h>
#include <libgen.h>
#include <limits.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/inside.h"
#include "sig/digest.h"

#ifndef AK_LOCALE_DIR
#define AK_LOCALE_DIR "/usr/local/share/locale"
#endif

/* The messages beside the program where it was built, or next to it where it was installed; into path. */
static const char *find_messages(char path[PATH_MAX])
{
	static const char *const places[] = {"/locale", "/../share/locale"};
	char program[PATH_MAX];
	struct stat found;
	ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
	if (size <= 0)
		return AK_LOCALE_DIR;
	program[size] = '\0';
	const char *folder = dirname(program);
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		if (strlen(folder) + strlen(places[i]) >= PATH_MAX)
			continue;
		strcpy(path, folder);
		strcat(path, places[i]);
		if (stat(path, &found) == 0 && S_ISDIR(found.st_mode))
			return path;
	}
	return AK_LOCALE_DIR;
}

/*
 * The language of messages. What we write is UTF-8 whatever the locale says, as records are. Where the wanted locale
 * is not installed on this machine its language is still spoken, if we know it.
 */
static void choose_language(void)
{
	char path[PATH_MAX];
	const char *wanted = ak_cli_environment("LC_ALL");
	if (!wanted)
		wanted = ak_cli_environment("LC_MESSAGES");
	if (!wanted)
		wanted = ak_cli_environment("LANG");
	bool installed = setlocale(LC_ALL, "") != NULL;
	if (!installed)
		setlocale(LC_ALL, "C.UTF-8");
	if (!installed && wanted && !ak_cli_environment("LANGUAGE"))
		setenv("LANGUAGE", wanted, 1);
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	bindtextdomain(AK_TEXT_DOMAIN, find_messages(path));
	bind_textdomain_codeset(AK_TEXT_DOMAIN, "UTF-8");
}

/* The empty text is the header of a catalogue. */
static const char *translate(const char *format)
{
	return *format ? _(format) : format;
}

static int run(struct ak_cli *cli, int argc, char **argv)
{
	struct ak_error err = AK_ERROR_INIT;
	int exit = ak_cli_parse(cli, argc, argv);
	if (!exit)
		exit = ak_cli_output_choose(cli);
	if (!exit)
		exit = ak_cli_trouble(cli, ak_sig_start(&err), &err);
	if (exit)
		return exit;
	if (cli->command && ak_cli_flag(cli, "help")) {
		/* `akkoord verify --help` is `akkoord help verify` */
		const char *words[] = {cli->command->name, NULL};
		cli->words = words;
		cli->word_count = 1;
		cli->command = &ak_cmd_help;
		exit = ak_cmd_help.run(cli);
		cli->word_count = 0;
		return exit;
	}
	if (!cli->command)
		cli->command = &ak_cmd_help;
	return cli->command->run(cli);
}

int main(int argc, char **argv)
{
	struct ak_cli_inside inside = {.given = NULL};
	struct ak_cli cli = {.page = AK_PAGE_INIT, .talk = AK_PAGE_INIT, .inside = &inside};
	signal(SIGPIPE, SIG_IGN); /* told by EPIPE instead: see ak_cli_write */
	/*
	 * What is large goes back to the system when it is freed; by itself glibc keeps it once it saw something
	 * larger freed.
	 */
	mallopt(M_MMAP_THRESHOLD, 128 << 10);
	choose_language();
	ak_error_translate = translate;
	cli.replica = ak_cli_environment("AKKOORD_REPLICA");
	if (!cli.replica)
		cli.replica = ".";
	ak_cli_output_init(&cli);
	int exit = run(&cli, argc, argv);
	exit = ak_cli_output_end(&cli, exit);
	ak_cli_close(&cli);
	ak_json_free(cli.document);
	ak_page_release(&cli.page);
	ak_page_release(&cli.talk);
	ak_buf_release(&inside.failure);
	free(inside.given);
	free(inside.words);
	if (inside.interrupted) {
		signal(SIGINT, SIG_DFL);
		raise(SIGINT);
	}
	return exit;
}
