/* SPDX-License-Identifier: EUPL-1.2 */
/* Asking a person. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/inside.h"

/*
 * Where to read an answer: standard input if it is a terminal, else the terminal itself if the question would be
 * seen. -1: nowhere.
 */
static int open_terminal(const struct ak_cli *cli)
{
	if (cli->no_input || !cli->inside->error_terminal)
		return -1;
	if (isatty(STDIN_FILENO) == 1)
		return dup(STDIN_FILENO);
	return open("/dev/tty", O_RDONLY | O_CLOEXEC);
}

/* One line without its end; what does not fit is left out. False at the end of input. */
static bool read_line(int terminal, char *line, size_t size)
{
	size_t used = 0;
	for (;;) {
		char c;
		ssize_t got = read(terminal, &c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		if (c == '\n')
			break;
		if (used + 1 < size)
			line[used++] = c;
	}
	line[used] = '\0';
	return true;
}

/* Whether line is one of the words, which are separated by blanks. */
static bool is_one_of(const char *line, const char *words)
{
	size_t size = strlen(line);
	for (const char *at = words; size > 0 && *at; at += strspn(at, " ")) {
		size_t word = strcspn(at, " ");
		if (word == size && strncasecmp(line, at, size) == 0)
			return true;
		at += word;
	}
	return false;
}

static int confirm(struct ak_cli *cli, const char *flag, const char *format, va_list args)
{
	char line[32] = "";
	ak_cli_talk(cli);
	if ((cli->command->traits & AK_COMMAND_SIGNS) != 0 && ak_cli_flag(cli, flag))
		return AK_EXIT_YES;
	int terminal = open_terminal(cli);
	if (terminal < 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("this is to be confirmed and nobody can be asked; give --%s to go on without asking"), flag);
	ak_page_vformat(&cli->talk, format, args);
	ak_page_put(&cli->talk, _(" [y/N] "));
	ak_cli_talk(cli);
	bool read = read_line(terminal, line, sizeof line);
	close(terminal);
	if (!read)
		ak_cli_say(cli, "%s", "");
	if (read && is_one_of(line, _("y yes")))
		return AK_EXIT_YES;
	return ak_cli_fail(cli, AK_EXIT_NO, _("not confirmed: nothing was done"));
}

int ak_cli_confirm(struct ak_cli *cli, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int exit = confirm(cli, "yes", format, args);
	va_end(args);
	return exit;
}

int ak_cli_confirm_by(struct ak_cli *cli, const char *flag, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int exit = confirm(cli, flag, format, args);
	va_end(args);
	return exit;
}
