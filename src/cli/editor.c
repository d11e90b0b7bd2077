/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "child/child.h"
#include "cli/inside.h"

/* What git says, to be freed; NULL after noting why not. */
static char *choose_editor(struct ak_cli *cli)
{
	static const char *const argv[] = {"git", "var", "GIT_EDITOR", NULL};
	static const char *const env[] = {"GIT_DIR=/dev/null", "GIT_OPTIONAL_LOCKS=0", NULL};
	struct ak_child child = {.argv = argv, .env = env, .directory = "/", .timeout_seconds = 5};
	struct ak_child_result result = {.exit_status = 0};
	struct ak_error err = AK_ERROR_INIT;
	char *editor = NULL;
	enum ak_status status = ak_child_run(&child, &result, &err);
	if (status != AK_OK)
		ak_cli_trouble(cli, status, &err);
	else if (result.exit_status == 0 && result.output.size > 1)
		editor = ak_buf_take(&result.output);
	else
		ak_cli_fail(cli, AK_EXIT_USAGE,
			_("it is not known which editor to open; set EDITOR or git's core.editor, or give the changes as words or --file"));
	if (editor)
		editor[strcspn(editor, "\n")] = '\0';
	ak_child_result_release(&result);
	return editor;
}

/* Whether it is told `+LINE` where to begin. */
static bool takes_line(const char *editor)
{
	static const char *const known[] = {"vi", "vim", "nvim", "view", "editor", "sensible-editor", "nano", "pico", "emacs", "emacsclient",
		"jed", "joe", "mg", "micro", "mcedit", "ne", "kak", "gedit", NULL};
	size_t size = strcspn(editor, " ");
	const char *name = editor;
	for (size_t i = 0; i < size; i++)
		if (editor[i] == '/')
			name = editor + i + 1;
	size -= (size_t)(name - editor);
	for (size_t i = 0; known[i]; i++)
		if (strlen(known[i]) == size && strncmp(known[i], name, size) == 0)
			return true;
	return false;
}

/* The terminal in place of a descriptor that is none; where there is no terminal, what it says goes where talk goes. */
static void join_terminal(int descriptor, int flags)
{
	if (isatty(descriptor) == 1)
		return;
	int terminal = open("/dev/tty", flags);
	if (terminal < 0 && descriptor == STDOUT_FILENO)
		terminal = dup(STDERR_FILENO);
	if (terminal >= 0 && dup2(terminal, descriptor) >= 0)
		close(terminal);
}

static void run_editor(const char *editor, const char *path, unsigned line)
{
	char where[16];
	struct ak_buf command = AK_BUF_INIT;
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	join_terminal(STDIN_FILENO, O_RDONLY);
	join_terminal(STDOUT_FILENO, O_WRONLY); /* the answer is no place for a screen */
	snprintf(where, sizeof where, "+%u", line);
	ak_buf_format(&command, "%s \"$@\"", editor);
	if (!command.failed && line > 0 && takes_line(editor))
		execl("/bin/sh", "sh", "-c", ak_buf_string(&command), editor, where, path, (char *)NULL);
	else if (!command.failed)
		execl("/bin/sh", "sh", "-c", ak_buf_string(&command), editor, path, (char *)NULL);
	_exit(127);
}

/* ^C in an editor is the editor's. If it dies of that, so do we in the end; the terminal is as it was. */
static int wait_for(struct ak_cli *cli, pid_t child)
{
	struct termios terminal;
	int state = 0, tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	bool is_known = tty >= 0 && tcgetattr(tty, &terminal) == 0;
	while (child > 0 && waitpid(child, &state, 0) < 0 && errno == EINTR)
		;
	if (is_known)
		tcsetattr(tty, TCSADRAIN, &terminal);
	if (tty >= 0)
		close(tty);
	cli->inside->interrupted = child > 0 && WIFSIGNALED(state) && WTERMSIG(state) == SIGINT;
	return child > 0 && WIFEXITED(state) ? WEXITSTATUS(state) : 127;
}

int ak_editor_run(struct ak_cli *cli, const char *path, unsigned line)
{
	char *editor = choose_editor(cli);
	if (!editor)
		return cli->inside->failed ? AK_EXIT_USAGE : ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	if (strcmp(editor, ":") == 0) { /* git's word for none: the file is as wanted */
		free(editor);
		return AK_EXIT_YES;
	}
	if (cli->inside->error_terminal)
		ak_cli_say(cli, _("Waiting for the editor to close the file…"));
	void (*interrupt)(int) = signal(SIGINT, SIG_IGN);
	void (*quit)(int) = signal(SIGQUIT, SIG_IGN);
	pid_t child = fork();
	if (child == 0)
		run_editor(editor, path, line);
	int status = wait_for(cli, child);
	signal(SIGINT, interrupt);
	signal(SIGQUIT, quit);
	int exit = AK_EXIT_YES;
	if (cli->inside->interrupted)
		exit = ak_cli_fail(cli, AK_EXIT_NO, _("the editor (%s) was interrupted, so nothing is proposed"), editor);
	else if (status != 0)
		exit = ak_cli_fail(cli, AK_EXIT_NO, _("the editor (%s) ended with status %d, so nothing is proposed"), editor, status);
	free(editor);
	return exit;
}
