/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/git.h"

#include <stdlib.h>
#include <string.h>

#include "sync/trusted.h"

/* Settings that hold for every run, whatever any configuration file says. */
static const char *const settings[] = {
	"fetch.fsckObjects=true",
	"transfer.fsckObjects=true",
	"protocol.ext.allow=never",
	"protocol.fd.allow=never",
	"core.hooksPath=/dev/null",
	"core.fsmonitor=false",
	"core.fsync=all", /* git itself would not sync loose objects */
	"core.fsyncMethod=batch",
	"submodule.recurse=false",
	"push.gpgSign=false",
	"gc.auto=0",
	"maintenance.auto=false",
	"advice.fetchShowForcedUpdates=false",
};

/* What would lead git to other files than those of the replica, or would make a tree look otherwise than it is. */
static const char *const environment[] = {
	"LC_ALL=C",
	"LANGUAGE",
	"GIT_NO_REPLACE_OBJECTS=1",
	"GIT_GRAFT_FILE=/dev/null",
	"GIT_DIR",
	"GIT_COMMON_DIR",
	"GIT_WORK_TREE",
	"GIT_INDEX_FILE",
	"GIT_OBJECT_DIRECTORY",
	"GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_QUARANTINE_PATH",
	"GIT_SHALLOW_FILE",
	"GIT_NAMESPACE",
	"GIT_PREFIX",
	"GIT_EXTERNAL_DIFF",
	"GIT_ALLOW_PROTOCOL",
	"GIT_PROTOCOL_FROM_USER",
};

enum {
	SETTINGS = sizeof settings / sizeof settings[0],
	VARIABLES = sizeof environment / sizeof environment[0],
	WORDS_MAX = 24,
	OUTPUT_MAX = 16 << 20,
};

/* The same for all, and then: may it ask? */
static void environment_take(const struct ak_git *git, const char *variables[VARIABLES + 4])
{
	size_t count = 0;
	for (; count < VARIABLES; count++)
		variables[count] = environment[count];
	variables[count++] = git->interactive ? "GIT_TERMINAL_PROMPT=1" : "GIT_TERMINAL_PROMPT=0";
	if (!git->interactive) {
		variables[count++] = "GIT_ASKPASS=true";
		variables[count++] = "SSH_ASKPASS_REQUIRE=never";
	}
	variables[count] = NULL;
}

enum ak_status ak_git_run(
	const struct ak_git *git, const char *const *words, struct ak_child_result *result, struct ak_error *err)
{
	const char *argv[3 + 2 * SETTINGS + 2 + WORDS_MAX + 1];
	const char *variables[VARIABLES + 4];
	size_t count = 0;
	argv[count++] = "git";
	argv[count++] = "--git-dir";
	argv[count++] = git->dir;
	for (size_t i = 0; i < SETTINGS; i++) {
		argv[count++] = "-c";
		argv[count++] = settings[i];
	}
	if (!git->interactive && git->plain_ssh) {
		argv[count++] = "-c";
		argv[count++] = "core.sshCommand=ssh -o BatchMode=yes";
	}
	for (size_t i = 0; i < WORDS_MAX && words[i]; i++)
		argv[count++] = words[i];
	argv[count] = NULL;
	environment_take(git, variables);
	struct ak_child child = {.argv = argv,
		.env = variables,
		.directory = git->dir,
		.own_group = !git->interactive,
		.timeout_seconds = git->timeout_seconds,
		.output_max = OUTPUT_MAX};
	return ak_child_run(&child, result, err);
}

/* ------------------------------------------------------------------ what it said */

/* Lines of git's that help nobody who reads one sentence. */
static bool is_telling(const char *line, size_t size)
{
	static const char *const idle[] = {"hint:", "Please make sure you have the correct access rights",
		"and the repository exists.", "warning: ", "To "};
	if (size == 0)
		return false;
	for (size_t i = 0; i < sizeof idle / sizeof idle[0]; i++)
		if (size >= strlen(idle[i]) && strncmp(line, idle[i], strlen(idle[i])) == 0)
			return false;
	return true;
}

static void put_line(struct ak_buf *out, const char *line, size_t size)
{
	static const char *const labels[] = {"fatal: ", "error: "};
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (size > strlen(labels[i]) && strncmp(line, labels[i], strlen(labels[i])) == 0) {
			line += strlen(labels[i]);
			size -= strlen(labels[i]);
		}
	while (size && (line[size - 1] == '.' || line[size - 1] == '\r' || line[size - 1] == ' '))
		size--;
	ak_buf_append(out, line, size);
}

void ak_git_said(const struct ak_child_result *result, struct ak_buf *out)
{
	const char *kept[2] = {NULL, NULL};
	size_t sizes[2] = {0, 0};
	for (const char *line = ak_buf_string(&result->error); *line;) {
		size_t size = strcspn(line, "\n");
		if (is_telling(line, size)) {
			kept[0] = kept[1];
			sizes[0] = sizes[1];
			kept[1] = line;
			sizes[1] = size;
		}
		line += size + (line[size] == '\n');
	}
	if (!kept[1]) {
		ak_buf_format(out, "git ended with status %d", result->exit_status);
		return;
	}
	if (kept[0]) {
		put_line(out, kept[0], sizes[0]);
		ak_buf_text(out, "; ");
	}
	put_line(out, kept[1], sizes[1]);
}

enum ak_status ak_git_fail(const struct ak_child_result *result, struct ak_error *err)
{
	struct ak_buf said = AK_BUF_INIT;
	ak_git_said(result, &said);
	ak_fail(err, AK_ERR_IO, "git says: %s", ak_buf_string(&said));
	ak_buf_release(&said);
	return AK_ERR_IO;
}

/* ------------------------------------------------------------------ what it may be given */

static bool has_scheme(const char *url, size_t size)
{
	static const char *const schemes[] = {"https", "http", "ssh", "git", "git+ssh", "ssh+git", "file"};
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
		if (strlen(schemes[i]) == size && strncmp(url, schemes[i], size) == 0)
			return true;
	return false;
}

void ak_git_url_put(struct ak_buf *out, const char *url)
{
	const char *rest = strstr(url, "://");
	rest = rest ? rest + 3 : url + strlen(url); /* `git@host:path` has no password */
	bool is_ssh = strncmp(url, "ssh", 3) == 0 || strncmp(url, "git+ssh", 7) == 0;
	size_t user = 0; /* up to the last @ before the path */
	for (size_t i = 0, size = strcspn(rest, "/?#"); i < size; i++)
		if (rest[i] == '@')
			user = i + 1;
	ak_buf_append(out, url, (size_t)(rest - url));
	if (is_ssh && user > 0) {
		ak_buf_append(out, rest, strcspn(rest, ":@"));
		ak_buf_char(out, '@');
	}
	ak_buf_text(out, rest + user);
}

/* shown: the same as it may be told. */
static enum ak_status check_url(const char *url, const char *shown, struct ak_error *err)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-";
	size_t word = strspn(url, letters);
	if (!*url)
		return ak_fail(err, AK_ERR_REFUSED, "the URL is empty; give that of a git repository");
	for (const unsigned char *c = (const unsigned char *)url; *c; c++)
		if (*c < 0x20 || *c == 0x7f)
			return ak_fail(err, AK_ERR_REFUSED, "the URL \"%s\" has control characters in it; write it anew", shown);
	if (*url == '-')
		return ak_fail(err, AK_ERR_REFUSED,
			"the URL \"%s\" begins with \"-\" and would be read as an option; write a path as \"./%s\"", shown, shown);
	if (strncmp(url + word, "::", 2) == 0)
		return ak_fail(err, AK_ERR_REFUSED,
			"the URL \"%s\" names a helper program, which akkoord does not run; use ssh, https or a path", shown);
	if (strncmp(url + word, "://", 3) == 0 && !has_scheme(url, word))
		return ak_fail(err, AK_ERR_REFUSED,
			"the URL \"%s\" is of a transport that akkoord does not use; use ssh, https or a path", shown);
	return AK_OK;
}

enum ak_status ak_git_url_check(const char *url, struct ak_error *err)
{
	struct ak_buf shown = AK_BUF_INIT;
	ak_git_url_put(&shown, url);
	enum ak_status status = ak_buf_status(&shown, err);
	if (status == AK_OK)
		status = check_url(url, ak_buf_string(&shown), err);
	ak_buf_release(&shown);
	return status;
}

/* ------------------------------------------------------------------ opening */

static unsigned timeout_of(struct ak_store *store)
{
	char *text = ak_store_config_get(store, "akkoord.timeout");
	char *end = NULL;
	long seconds = text ? strtol(text, &end, 10) : 0;
	bool good = text && end != text && *end == '\0' && seconds > 0 && seconds <= 86400;
	free(text);
	return good ? (unsigned)seconds : AK_GIT_TIMEOUT_SECONDS;
}

static enum ak_status check_settings(const struct ak_git *git, struct ak_error *err)
{
	static const char *const words[] = {"config", "--list", "--show-scope", "--name-only", "-z", NULL};
	struct ak_child_result result;
	enum ak_status status = ak_git_run(git, words, &result, err);
	if (status == AK_OK && result.exit_status != 0) {
		struct ak_buf said = AK_BUF_INIT;
		ak_git_said(&result, &said);
		status = ak_fail(err, AK_ERR_IO, "the git configuration of \"%s\" cannot be read: %s", git->dir,
			ak_buf_string(&said));
		ak_buf_release(&said);
	} else if (status == AK_OK) {
		status = ak_trusted_check(ak_buf_view(&result.output), err);
	}
	ak_child_result_release(&result);
	return status;
}

enum ak_status ak_git_open(struct ak_git *git, struct ak_store *store, bool interactive, struct ak_error *err)
{
	if (ak_store_kind(store) != AK_STORE_REPOSITORY)
		return ak_fail(err, AK_ERR_REFUSED, "\"%s\" is a plain folder; only a replica has remotes",
			ak_store_path(store));
	char *ssh = ak_store_config_get(store, "core.sshCommand");
	*git = (struct ak_git){.dir = ak_store_path(store),
		.interactive = interactive,
		.plain_ssh = !ssh,
		.timeout_seconds = timeout_of(store)};
	free(ssh);
	return check_settings(git, err);
}
