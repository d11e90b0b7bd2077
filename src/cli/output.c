/* SPDX-License-Identifier: EUPL-1.2 */
/* Where answers and sentences go: to standard output, the pager or standard error, as text or as JSON. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/inside.h"
#include "report/escape.h"
#include "report/moment.h"

enum {
	WIDTH_UNKNOWN = 80,	    /* of a terminal that does not say */
	WIDTH_MAX = 10000,	    /* wider than any, and no number to trip over */
	PROGRESS_AFTER_MS = 1000, /* shorter work needs no line */
	PROGRESS_EVERY_MS = 100,
};

/* ---- what we write to */

static unsigned width_of(int descriptor)
{
	struct winsize size;
	const char *columns = ak_cli_environment("COLUMNS");
	long wished = columns ? strtol(columns, NULL, 10) : 0;
	if (wished > 0 && wished <= WIDTH_MAX)
		return (unsigned)wished;
	if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return WIDTH_UNKNOWN;
}

void ak_cli_output_init(struct ak_cli *cli)
{
	struct ak_cli_inside *inside = cli->inside;
	inside->out_terminal = isatty(STDOUT_FILENO) == 1;
	inside->error_terminal = isatty(STDERR_FILENO) == 1;
	if (inside->out_terminal)
		cli->page.width = width_of(STDOUT_FILENO);
	if (inside->error_terminal)
		cli->talk.width = width_of(STDERR_FILENO);
}

int ak_cli_output_choose(struct ak_cli *cli)
{
	const char *when = ak_cli_text(cli, "color"), *term = ak_cli_environment("TERM");
	bool wanted = !ak_cli_environment("NO_COLOR") && term && strcmp(term, "dumb") != 0;
	if (when && strcmp(when, "always") != 0 && strcmp(when, "never") != 0 && strcmp(when, "auto") != 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--color is auto, always or never, not \"%s\""), when);
	cli->page.colour = wanted && cli->inside->out_terminal;
	cli->talk.colour = wanted && cli->inside->error_terminal;
	if (when && strcmp(when, "auto") != 0)
		cli->page.colour = cli->talk.colour = strcmp(when, "always") == 0;
	return AK_EXIT_YES;
}

/* ---- writing */

void ak_cli_write(struct ak_cli *cli, int descriptor, struct ak_bytes bytes)
{
	struct ak_cli_inside *inside = cli->inside;
	bool answer = descriptor == STDOUT_FILENO;
	while (bytes.size > 0 && !(answer && (inside->silent || inside->broken))) {
		ssize_t written = write(descriptor, bytes.data, bytes.size);
		if (written >= 0) {
			bytes.data += written;
			bytes.size -= (size_t)written;
		} else if (errno == EINTR) {
			continue;
		} else if (!answer) {
			return; /* nobody is left to be told */
		} else if (errno == EPIPE) {
			inside->silent = true;
		} else {
			inside->broken = true;
			ak_cli_say(cli, _("akkoord: the answer cannot be written: %s"), strerror(errno));
		}
	}
}

static void clear_progress(struct ak_cli *cli)
{
	if (cli->inside->progress_line)
		ak_cli_write(cli, STDERR_FILENO, ak_bytes_of("\r\x1b[K"));
	cli->inside->progress_line = false;
}

void ak_cli_talk(struct ak_cli *cli)
{
	clear_progress(cli);
	ak_cli_write(cli, STDERR_FILENO, ak_buf_view(&cli->talk.buf));
	ak_buf_clear(&cli->talk.buf);
	cli->talk.column = 0;
}

void ak_cli_say(struct ak_cli *cli, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	ak_page_vformat(&cli->talk, format, args);
	va_end(args);
	ak_page_end(&cli->talk);
	ak_cli_talk(cli);
}

void ak_cli_flush(struct ak_cli *cli)
{
	ak_cli_talk(cli);
	if (cli->json)
		return;
	ak_cli_write(cli, STDOUT_FILENO, ak_buf_view(&cli->page.buf));
	ak_buf_clear(&cli->page.buf);
}

/* ---- what went wrong */

/* protocol §12 fixes the statuses of verify; the other commands follow them. */
static enum ak_exit exit_of(enum ak_status status)
{
	switch (status) {
	case AK_OK:
		return AK_EXIT_YES;
	case AK_ERR_REFUSED:
		return AK_EXIT_NO;
	case AK_ERR_USAGE:
		return AK_EXIT_USAGE;
	case AK_ERR_MEMORY:
	case AK_ERR_IO:
	case AK_ERR_FORMAT:
	case AK_ERR_NOT_FOUND:
	case AK_ERR_EXISTS:
	case AK_ERR_BUSY:
		break;
	}
	return AK_EXIT_TROUBLE;
}

/* The first sentence wins. */
static void note(struct ak_cli *cli, const char *sentence)
{
	if (!cli->inside->failed)
		ak_buf_text(&cli->inside->failure, sentence);
	cli->inside->failed = true;
}

int ak_cli_fail(struct ak_cli *cli, enum ak_exit exit, const char *format, ...)
{
	char sentence[4 * AK_ERROR_TEXT_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	note(cli, sentence);
	return (int)exit;
}

int ak_cli_trouble(struct ak_cli *cli, enum ak_status status, const struct ak_error *err)
{
	if (status == AK_OK)
		return AK_EXIT_YES;
	if (err && err->text[0])
		note(cli, err->text);
	else
		note(cli, status == AK_ERR_MEMORY ? _("there is no memory left") : _("something went wrong"));
	return (int)exit_of(status);
}

void ak_cli_failure_take(struct ak_cli *cli, struct ak_buf *out)
{
	ak_buf_text(out, ak_buf_string(&cli->inside->failure));
	ak_buf_clear(&cli->inside->failure);
	cli->inside->failed = false;
}

void ak_cli_forget(struct ak_cli *cli)
{
	cli->inside->failed = false;
	ak_buf_clear(&cli->inside->failure);
	ak_buf_clear(&cli->talk.buf);
	cli->talk.column = cli->talk.indent = 0;
}

/* ---- the end */

struct ak_json *ak_cli_document(struct ak_cli *cli)
{
	if (!cli->document && cli->command) {
		struct ak_buf schema = AK_BUF_INIT;
		ak_buf_format(&schema, "akkoord/%s/1", cli->command->name);
		cli->document = ak_json_object_new();
		ak_cli_answer(cli, "schema", ak_json_text_new(ak_buf_string(&schema)));
		ak_buf_release(&schema);
	}
	return cli->document;
}

void ak_cli_answer(struct ak_cli *cli, const char *key, struct ak_json *taken)
{
	if (!ak_json_set(cli->document ? cli->document : ak_cli_document(cli), key, taken))
		cli->inside->no_memory = true;
}

static struct ak_json *error_document(const char *sentence, int exit)
{
	struct ak_json *document = ak_json_object_new();
	struct ak_buf text = AK_BUF_INIT;
	ak_escape_invalid(&text, sentence);
	bool whole = ak_json_set(document, "schema", ak_json_text_new("akkoord/error/1"));
	whole = ak_json_set(document, "error", ak_json_text_new(ak_buf_string(&text))) && whole;
	whole = ak_json_set(document, "exit", ak_json_int_new(exit)) && whole;
	ak_buf_release(&text);
	if (!whole) {
		ak_json_free(document);
		document = NULL;
	}
	return document;
}

/* Of which moment the answer is. That of verify is as the protocol says, and has no schema. */
static void answer_moment(struct ak_cli *cli)
{
	bool asked = cli->command && (cli->command->traits & AK_COMMAND_AT) != 0 && ak_cli_text(cli, "at");
	if (asked && cli->ledger && ak_json_get(cli->document, "schema"))
		ak_cli_answer(cli, "moment", ak_moment_document(cli->ledger));
}

static int write_document(struct ak_cli *cli, int exit)
{
	static const char no_memory[] =
		"{\n  \"schema\": \"akkoord/error/1\",\n  \"error\": \"there is no memory left\",\n  \"exit\": 3\n}\n";
	struct ak_buf text = AK_BUF_INIT, safe = AK_BUF_INIT;
	struct ak_json *document = ak_cli_document(cli), *error = NULL;
	if (cli->inside->failed && (exit >= AK_EXIT_USAGE || !document || ak_json_count(document) <= 1))
		document = error = error_document(ak_buf_string(&cli->inside->failure), exit);
	else if (document)
		answer_moment(cli);
	if (document)
		ak_json_pretty(document, &text);
	ak_escape_json(&safe, ak_buf_view(&text));
	if (!document || text.failed || safe.failed || (cli->inside->no_memory && !error)) {
		ak_cli_write(cli, STDOUT_FILENO, ak_bytes_of(no_memory));
		exit = AK_EXIT_TROUBLE;
	} else {
		ak_cli_write(cli, STDOUT_FILENO, ak_buf_view(&safe));
	}
	ak_json_free(error);
	ak_buf_release(&text);
	ak_buf_release(&safe);
	return exit;
}

static void write_page(struct ak_cli *cli)
{
	struct ak_bytes bytes = ak_buf_view(&cli->page.buf);
	if (!ak_cli_pager(cli, bytes))
		ak_cli_write(cli, STDOUT_FILENO, bytes);
}

int ak_cli_output_end(struct ak_cli *cli, int exit)
{
	ak_cli_progress_end(cli);
	ak_cli_talk(cli);
	if (!cli->json && cli->page.buf.failed)
		exit = ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	if (cli->json)
		exit = write_document(cli, exit);
	else
		write_page(cli);
	if (cli->inside->failed) {
		ak_page_format(&cli->talk, "akkoord: %s", ak_buf_string(&cli->inside->failure));
		ak_page_end(&cli->talk);
		ak_cli_talk(cli);
	}
	if (close(STDOUT_FILENO) != 0 && errno != EBADF && !cli->inside->broken) {
		cli->inside->broken = true;
		ak_cli_say(cli, _("akkoord: the answer cannot be written: %s"), strerror(errno));
	}
	return cli->inside->broken ? AK_EXIT_TROUBLE : exit;
}

/* ---- progress */

static int64_t milliseconds(void)
{
	struct timespec now = {0};
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void ak_cli_progress_begin(struct ak_cli *cli, const char *what)
{
	ak_cli_progress_end(cli);
	cli->inside->progress = what;
	cli->inside->progress_start = cli->inside->progress_shown = milliseconds();
}

void ak_cli_progress(void *context, size_t done, size_t total)
{
	struct ak_cli *cli = context;
	struct ak_cli_inside *inside = cli->inside;
	int64_t now = milliseconds();
	if (!inside->error_terminal || !inside->progress || now - inside->progress_start < PROGRESS_AFTER_MS ||
		now - inside->progress_shown < PROGRESS_EVERY_MS)
		return;
	inside->progress_shown = now;
	clear_progress(cli);
	struct ak_page line = AK_PAGE_INIT;
	ak_page_format(&line, _("%s: %zu of %zu"), inside->progress, done, total);
	ak_cli_write(cli, STDERR_FILENO, ak_buf_view(&line.buf));
	ak_page_release(&line);
	inside->progress_line = true;
}

void ak_cli_progress_end(struct ak_cli *cli)
{
	clear_progress(cli);
	cli->inside->progress = NULL;
}
