/* SPDX-License-Identifier: EUPL-1.2 */
#include "child/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "child/child_inside.h"

enum {
	OUTPUT_MAX = 1 << 20,
	ERROR_KEPT = 1 << 16,
	TICK_MS = 50,    /* between looks at whether it ended, while its pipes are silent */
	GRACE_MS = 1000, /* from asking it to stop to making it */
};

struct run {
	struct ak_running child;
	struct ak_bytes input; /* what is left of it */
	size_t output_max;
	struct ak_child_result *result;
	int wait_status;
	bool ended;
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void feed(struct run *run)
{
	while (run->input.size) {
		ssize_t sent = send(run->child.input, run->input.data, run->input.size, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return;
		if (sent < 0) /* it reads no more: its own matter */
			break;
		run->input.data += sent;
		run->input.size -= (size_t)sent;
	}
	close_end(&run->child.input);
}

/* Appends what is there; closes at the end. */
static void drain(int *fd, struct ak_buf *buf, size_t most)
{
	char piece[16384];
	while (*fd >= 0 && buf->size <= most && !buf->failed) {
		ssize_t got = read(*fd, piece, sizeof piece);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return;
		if (got <= 0)
			close_end(fd);
		else
			ak_buf_append(buf, piece, (size_t)got);
	}
}

/* Of what it says on standard error the end is kept. */
static void drain_error(int *fd, struct ak_buf *buf)
{
	drain(fd, buf, 2 * ERROR_KEPT);
	if (buf->size > ERROR_KEPT) {
		memmove(buf->data, buf->data + buf->size - ERROR_KEPT, ERROR_KEPT);
		buf->size = ERROR_KEPT;
		buf->data[ERROR_KEPT] = '\0';
	}
}

/* Whether it ended; it is reaped then. */
static bool look(struct run *run, int options)
{
	pid_t pid;
	while (!run->ended && (pid = waitpid(run->child.pid, &run->wait_status, options)) != 0) {
		if (pid < 0 && errno == EINTR)
			continue;
		if (pid < 0)
			run->wait_status = 0x7f00; /* somebody else reaped it: 127 */
		run->ended = true;
	}
	return run->ended;
}

/* One round of talk, of at most ms. */
static void talk(struct run *run, int ms)
{
	struct pollfd fds[] = {
		{.fd = run->child.input, .events = POLLOUT},
		{.fd = run->child.output, .events = POLLIN},
		{.fd = run->child.error, .events = POLLIN},
	};
	if (poll(fds, sizeof fds / sizeof fds[0], ms) <= 0)
		return;
	if (fds[0].fd >= 0 && fds[0].revents)
		feed(run);
	if (fds[1].fd >= 0 && fds[1].revents)
		drain(&run->child.output, &run->result->output, run->output_max);
	if (fds[2].fd >= 0 && fds[2].revents)
		drain_error(&run->child.error, &run->result->error);
}

/* Whether it is dead, though not yet reaped: its number, and that of its group, are still its own. */
static bool is_dead(pid_t pid)
{
	siginfo_t info = {.si_pid = 0};
	return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == pid;
}

static void stop(struct run *run, bool own_group)
{
	pid_t whom = own_group ? -run->child.pid : run->child.pid;
	if (run->ended)
		return;
	kill(whom, SIGTERM);
	int64_t until = now_ms() + GRACE_MS;
	while (!is_dead(run->child.pid) && now_ms() < until) {
		struct timespec wait = {.tv_sec = 0, .tv_nsec = 5000000};
		nanosleep(&wait, NULL);
	}
	kill(whom, SIGKILL);
	look(run, 0);
}

static bool is_open(const struct run *run)
{
	return run->child.input >= 0 || run->child.output >= 0 || run->child.error >= 0;
}

/* Milliseconds to wait: less at first, for most children end soon after they close their pipes. */
static int tick(const struct run *run, unsigned round)
{
	if (is_open(run))
		return TICK_MS;
	return round < 5 ? 1 << round : TICK_MS;
}

static enum ak_status follow(struct run *run, const struct ak_child *child, struct ak_error *err)
{
	int64_t until = now_ms() + (int64_t)child->timeout_seconds * 1000;
	unsigned closed_rounds = 0;
	while (!look(run, is_open(run) || child->timeout_seconds ? WNOHANG : 0)) {
		talk(run, tick(run, closed_rounds));
		closed_rounds += !is_open(run);
		if (run->result->output.failed || run->result->error.failed)
			return ak_fail_memory(err);
		if (run->result->output.size > run->output_max)
			return ak_fail(err, AK_ERR_IO, "%s said more than %zu bytes and was stopped",
				child->argv[0], run->output_max);
		if (child->timeout_seconds && now_ms() >= until)
			return ak_fail(err, AK_ERR_IO, "%s did not finish within %u seconds and was stopped",
				child->argv[0], child->timeout_seconds);
	}
	/* what it said last; a grandchild may keep the pipes open, and is not waited for */
	drain(&run->child.output, &run->result->output, run->output_max);
	drain_error(&run->child.error, &run->result->error);
	if (run->result->output.failed || run->result->error.failed)
		return ak_fail_memory(err);
	if (run->result->output.size > run->output_max)
		return ak_fail(
			err, AK_ERR_IO, "%s said more than %zu bytes", child->argv[0], run->output_max);
	return AK_OK;
}

/* ---- a child that has the terminal */

struct lent {
	int tty;
	struct termios modes;
	bool is_known;
	void (*interrupt)(int);
};

static void lend_terminal(struct lent *lent)
{
	lent->interrupt = signal(SIGINT, SIG_IGN);
	lent->tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	lent->is_known = lent->tty >= 0 && tcgetattr(lent->tty, &lent->modes) == 0;
}

/* A child that died while it hid what is typed leaves it hidden. */
static void take_terminal(struct lent *lent, bool interrupted)
{
	if (lent->is_known)
		tcsetattr(lent->tty, TCSADRAIN, &lent->modes);
	close_end(&lent->tty);
	signal(SIGINT, lent->interrupt);
	if (interrupted)
		raise(SIGINT);
}

/* ---- the run */

enum ak_status ak_child_run(
	const struct ak_child *child, struct ak_child_result *result, struct ak_error *err)
{
	struct lent lent;
	*result = (struct ak_child_result){.output = AK_BUF_INIT, .error = AK_BUF_INIT};
	struct run run = {.input = child->input, .output_max = child->output_max, .result = result};
	if (run.output_max == 0)
		run.output_max = OUTPUT_MAX;
	if (child->has_terminal)
		lend_terminal(&lent);
	enum ak_status status = ak_child_start(&run.child, child, err);
	bool started = status == AK_OK;
	if (started)
		status = follow(&run, child, err);
	if (child->has_terminal)
		take_terminal(&lent, started && run.ended && WIFSIGNALED(run.wait_status) && WTERMSIG(run.wait_status) == SIGINT);
	if (!started)
		return status;
	if (status != AK_OK)
		stop(&run, child->own_group);
	close_end(&run.child.input);
	close_end(&run.child.output);
	close_end(&run.child.error);
	result->exit_status =
		WIFSIGNALED(run.wait_status) ? 128 + WTERMSIG(run.wait_status) : WEXITSTATUS(run.wait_status);
	return status;
}

void ak_child_result_release(struct ak_child_result *result)
{
	ak_buf_release(&result->output);
	ak_buf_release(&result->error);
}
