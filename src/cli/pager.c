/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pager, as git has it: GIT_PAGER, core.pager of the user, PAGER, less. The replica's own configuration is not
 * asked: it may be a stranger's.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child/child.h"
#include "cli/inside.h"

/* core.pager of the user and the system, to be freed; NULL if unset. */
static char *configured_pager(void)
{
	static const char *const argv[] = {"git", "config", "--get", "core.pager", NULL};
	static const char *const env[] = {"GIT_DIR=/dev/null", "GIT_OPTIONAL_LOCKS=0", NULL};
	struct ak_child child = {.argv = argv, .env = env, .directory = "/", .timeout_seconds = 5};
	struct ak_child_result result = {.exit_status = 0};
	char *pager = NULL;
	if (ak_child_run(&child, &result, NULL) == AK_OK && result.exit_status == 0 && result.output.size > 0) {
		pager = ak_buf_take(&result.output);
		if (pager)
			pager[strcspn(pager, "\n")] = '\0';
	}
	ak_child_result_release(&result);
	return pager;
}

static char *choose_pager(void)
{
	const char *set = getenv("GIT_PAGER");
	char *pager = set ? strdup(set) : configured_pager();
	if (!pager) {
		set = getenv("PAGER");
		pager = strdup(set ? set : "less");
	}
	if (pager && (!pager[0] || strcmp(pager, "cat") == 0)) {
		free(pager);
		pager = NULL;
	}
	return pager;
}

static void run_pager(int input, const char *pager)
{
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	if (dup2(input, STDIN_FILENO) < 0)
		_exit(127);
	close(input);
	setenv("LESS", "FRX", 0);
	setenv("LV", "-c", 0);
	setenv("LESSCHARSET", "utf-8", 0); /* as we write, also where the wanted locale is not installed */
	execl("/bin/sh", "sh", "-c", pager, (char *)NULL);
	_exit(127);
}

bool ak_cli_pager(struct ak_cli *cli, struct ak_bytes bytes)
{
	int ends[2], state = 0;
	if (!cli->inside->out_terminal || !cli->command || (cli->command->traits & AK_COMMAND_PAGED) == 0 ||
		ak_cli_flag(cli, "no-pager") || bytes.size == 0)
		return false;
	char *pager = choose_pager();
	if (!pager || pipe(ends) != 0) {
		free(pager);
		return false;
	}
	/* ^C is the pager's: whoever reads on must not lose the terminal */
	void (*interrupt)(int) = signal(SIGINT, SIG_IGN);
	void (*quit)(int) = signal(SIGQUIT, SIG_IGN);
	pid_t child = fork();
	if (child == 0) {
		close(ends[1]);
		run_pager(ends[0], pager);
	}
	free(pager);
	close(ends[0]);
	if (child > 0)
		ak_file_write(ends[1], bytes); /* all of it, or the reader has seen enough */
	close(ends[1]);
	while (child > 0 && waitpid(child, &state, 0) < 0 && errno == EINTR)
		;
	signal(SIGINT, interrupt);
	signal(SIGQUIT, quit);
	return child > 0 && !(WIFEXITED(state) && WEXITSTATUS(state) == 127);
}
