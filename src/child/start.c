/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * posix_spawn and not fork: a child of a large or threaded process is then as cheap and as safe as any other.
 * closefrom, chdir and setsid are in no POSIX yet that our libc declares.
 */
#define _GNU_SOURCE 1 /* NOLINT(bugprone-reserved-identifier) */
#include "child/child_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

/* ---- the environment */

/* The length of the name that a setting begins with. */
static size_t name_size(const char *setting)
{
	return strcspn(setting, "=");
}

static bool is_replaced(const char *old, const char *const *changes)
{
	size_t size = name_size(old);
	for (; *changes; changes++)
		if (name_size(*changes) == size && strncmp(*changes, old, size) == 0)
			return true;
	return false;
}

/* Ours with the changes; the texts are borrowed, the list is to be freed. NULL without memory. */
static char **env_make(const char *const *changes)
{
	static const char *const none[] = {NULL};
	size_t count = 0;
	size_t room = 1;
	if (!changes)
		changes = none;
	for (char **old = environ; old && *old; old++)
		room++;
	for (const char *const *change = changes; *change; change++)
		room++;
	char **env = calloc(room, sizeof(char *));
	if (!env)
		return NULL;
	for (char **old = environ; old && *old; old++)
		if (!is_replaced(*old, changes))
			env[count++] = *old;
	for (const char *const *change = changes; *change; change++)
		if (strchr(*change, '='))
			env[count++] = (char *)*change;
	return env;
}

/* ---- its three descriptors */

/* Our end first, the child's second; -1 where there is none. */
struct ends {
	int ours;
	int theirs;
};

static void ends_close(struct ends *ends)
{
	if (ends->ours >= 0)
		close(ends->ours);
	if (ends->theirs >= 0)
		close(ends->theirs);
	*ends = (struct ends){.ours = -1, .theirs = -1};
}

/* Above the three, so that putting one in its place never overwrites another. -1 if that cannot be. */
static int lift(int fd)
{
	if (fd < 0 || fd > STDERR_FILENO)
		return fd;
	int lifted = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(fd);
	return lifted;
}

static bool ends_lift(struct ends *ends, int ours, int theirs)
{
	ends->ours = lift(ours);
	ends->theirs = lift(theirs);
	if (ends->ours >= 0 && ends->theirs >= 0)
		return fcntl(ends->ours, F_SETFL, O_NONBLOCK) == 0;
	return false;
}

/* A socket, because writing to one whose reader is gone can be told not to raise SIGPIPE. */
static bool open_input(struct ends *ends)
{
	int pair[2];
	return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0 &&
	       ends_lift(ends, pair[0], pair[1]);
}

static bool open_output(struct ends *ends)
{
	int pair[2];
	return pipe2(pair, O_CLOEXEC) == 0 && ends_lift(ends, pair[0], pair[1]);
}

/* ---- the start */

struct plumbing {
	struct ends input;
	struct ends output;
	struct ends error;
	int directory;
	char **env;
};

static enum ak_status open_directory(struct plumbing *plumbing, const char *path, struct ak_error *err)
{
	if (!path)
		return AK_OK;
	plumbing->directory = lift(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	if (plumbing->directory < 0)
		return ak_fail(err, AK_ERR_IO, "folder \"%s\" cannot be entered: %s", path, strerror(errno));
	return AK_OK;
}

static enum ak_status plumbing_open(
	struct plumbing *plumbing, const struct ak_child *child, struct ak_error *err)
{
	const struct ends none = {.ours = -1, .theirs = -1};
	*plumbing = (struct plumbing){.input = none, .output = none, .error = none, .directory = -1};
	enum ak_status status = open_directory(plumbing, child->directory, err);
	if (status != AK_OK)
		return status;
	if ((child->input.size > 0 && !open_input(&plumbing->input)) ||
		(!child->output_ours && !open_output(&plumbing->output)) ||
		(!child->error_ours && !open_output(&plumbing->error)))
		return ak_fail(
			err, AK_ERR_IO, "no pipe to \"%s\" can be made: %s", child->argv[0], strerror(errno));
	plumbing->env = env_make(child->env);
	return plumbing->env ? AK_OK : ak_fail_memory(err);
}

static void plumbing_close(struct plumbing *plumbing)
{
	ends_close(&plumbing->input);
	ends_close(&plumbing->output);
	ends_close(&plumbing->error);
	if (plumbing->directory >= 0)
		close(plumbing->directory);
	free(plumbing->env);
}

/* 0, or an errno. */
static int add_actions(posix_spawn_file_actions_t *actions, const struct plumbing *plumbing)
{
	int number;
	if (plumbing->input.theirs >= 0)
		number = posix_spawn_file_actions_adddup2(actions, plumbing->input.theirs, STDIN_FILENO);
	else
		number = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (!number && plumbing->output.theirs >= 0)
		number = posix_spawn_file_actions_adddup2(actions, plumbing->output.theirs, STDOUT_FILENO);
	if (!number && plumbing->error.theirs >= 0)
		number = posix_spawn_file_actions_adddup2(actions, plumbing->error.theirs, STDERR_FILENO);
	if (!number && plumbing->directory >= 0)
		number = posix_spawn_file_actions_addfchdir_np(actions, plumbing->directory);
	if (!number) /* whoever forgot to mark a descriptor close-on-exec, it ends here */
		number = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
	return number;
}

/* Signals as a program expects them, whatever our threads block and ignore. A session of its own has no terminal. */
static int set_attributes(posix_spawnattr_t *attributes, const struct ak_child *child)
{
	sigset_t none;
	sigset_t plain;
	short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
	sigemptyset(&none);
	sigemptyset(&plain);
	sigaddset(&plain, SIGPIPE);
	sigaddset(&plain, SIGTERM);
	sigaddset(&plain, SIGCHLD);
	sigaddset(&plain, SIGXFSZ);
	if (child->has_terminal) /* we ignore it meanwhile */
		sigaddset(&plain, SIGINT);
	if (child->own_group)
		flags = (short)(flags | POSIX_SPAWN_SETSID);
	int number = posix_spawnattr_setsigmask(attributes, &none);
	if (!number)
		number = posix_spawnattr_setsigdefault(attributes, &plain);
	return number ? number : posix_spawnattr_setflags(attributes, flags);
}

static int spawn(pid_t *pid, const struct ak_child *child, const struct plumbing *plumbing)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int number = posix_spawn_file_actions_init(&actions);
	if (number)
		return number;
	number = posix_spawnattr_init(&attributes);
	if (!number) {
		number = add_actions(&actions, plumbing);
		if (!number)
			number = set_attributes(&attributes, child);
		if (!number)
			number = posix_spawnp(pid, child->argv[0], &actions, &attributes,
				(char *const *)child->argv, plumbing->env);
		posix_spawnattr_destroy(&attributes);
	}
	posix_spawn_file_actions_destroy(&actions);
	return number;
}

enum ak_status ak_child_start(struct ak_running *running, const struct ak_child *child, struct ak_error *err)
{
	struct plumbing plumbing;
	enum ak_status status = plumbing_open(&plumbing, child, err);
	if (status == AK_OK) {
		int number = spawn(&running->pid, child, &plumbing);
		if (number == ENOENT && !strchr(child->argv[0], '/'))
			status =
				ak_fail(err, AK_ERR_IO, "%s is not installed or not in PATH", child->argv[0]);
		else if (number)
			status = ak_fail(err, AK_ERR_IO, "\"%s\" cannot be started: %s", child->argv[0],
				strerror(number));
	}
	if (status == AK_OK) {
		running->input = plumbing.input.ours;
		running->output = plumbing.output.ours;
		running->error = plumbing.error.ours;
		plumbing.input.ours = plumbing.output.ours = plumbing.error.ours = -1; /* the caller's now */
	}
	plumbing_close(&plumbing);
	return status;
}
