/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/exchange.h"
#include "sync/pushed.h"

enum {
	NAMED_MAX = 10,	       /* so many paths are named; --json names all */
	LINE_MAX_BYTES = 4096, /* of what git says of one ref */
	REFS_MAX = 100000,
};

/* What git runs. Whoever cannot find the program refuses every push: better than to let one pass unseen. */
static const char program[] = "#!/bin/sh\n"
			      "# akkoord looks at what is pushed to the branch of the ledger; it refuses what removes records or adds what is not sound.\n"
			      "exec akkoord hook\n";

/* ------------------------------------------------------------------ for people */

static void tell_gone(struct ak_page *page, const char *ref, const struct ak_pushed *pushed)
{
	size_t count = pushed->gone_count;
	if (count == 0)
		return;
	ak_page_line(page,
		P_("%s: %zu file of the ledger would be taken away or altered, and what was agreed stays:",
			"%s: %zu files of the ledger would be taken away or altered, and what was agreed stays:", count),
		ref, count);
	page->indent += 2;
	for (size_t i = 0; i < count && i < NAMED_MAX; i++)
		ak_page_line(page, "%s", pushed->gone[i]);
	if (count > NAMED_MAX)
		ak_page_line(page, P_("and %zu more", "and %zu more", count - NAMED_MAX), count - NAMED_MAX);
	page->indent -= 2;
}

static void tell(struct ak_page *page, const char *ref, const struct ak_pushed *pushed)
{
	tell_gone(page, ref, pushed);
	ak_exchange_tell_refused(page, ref, pushed->refused, pushed->refused_count);
	ak_exchange_tell_held(page, ref, pushed->held, pushed->held_count);
	if (pushed->unnamed)
		ak_page_line(page,
			P_("%s: %u attachment is named by no record; it goes along with the record that names it.",
				"%s: %u attachments are named by no record; they go along with the record that names them.",
				pushed->unnamed),
			ref, pushed->unnamed);
	if (ak_pushed_is_sound(pushed) && pushed->founds)
		ak_page_line(page, P_("%s: a ledger with %u record, sound.", "%s: a ledger with %u records, sound.", pushed->records),
			ref, pushed->records);
	else if (ak_pushed_is_sound(pushed) && pushed->records)
		ak_page_line(page, P_("%s: %u new record, sound.", "%s: %u new records, sound.", pushed->records), ref,
			pushed->records);
}

/* ------------------------------------------------------------------ for programs */

static struct ak_json *document_of(const char *ref, const struct ak_pushed *pushed, const struct ak_error *err)
{
	struct ak_json *object = ak_json_object_new();
	struct ak_json *gone = ak_json_array_new();
	bool sound = err->status == AK_OK && ak_pushed_is_sound(pushed);
	bool room = true;
	for (size_t i = 0; i < pushed->gone_count; i++)
		room &= ak_json_append(gone, ak_exchange_safe_text(pushed->gone[i]));
	room &= ak_json_set(object, "ref", ak_exchange_safe_text(ref));
	room &= ak_json_set(object, "accepted", ak_json_bool_new(sound));
	room &= ak_json_set(object, "records", ak_json_int_new(pushed->records));
	room &= ak_json_set(object, "attachments", ak_json_int_new(pushed->attachments));
	room &= ak_json_set(object, "gone", gone);
	room &= ak_exchange_put_refused(object, pushed->refused, pushed->refused_count);
	room &= ak_exchange_put_held(object, pushed->held, pushed->held_count);
	room &= ak_json_set(object, "unnamed", ak_json_int_new(pushed->unnamed));
	if (err->status != AK_OK)
		room &= ak_json_set(object, "error", ak_exchange_safe_text(err->text));
	if (room)
		return object;
	ak_json_free(object);
	return NULL;
}

/* ------------------------------------------------------------------ one ref */

struct hook {
	struct ak_cli *cli;
	struct ak_json *refs; /* with --json */
	const char *quarantine;
	bool finding;
};

static bool is_commit(const char *word)
{
	return strlen(word) == 40 && strspn(word, "0123456789abcdef") == 40;
}

static int look(struct hook *hook, const struct ak_push *push)
{
	struct ak_cli *cli = hook->cli;
	struct ak_pushed pushed;
	struct ak_error err = {.status = AK_OK, .plain = cli->json};
	if (!is_commit(push->before) || !is_commit(push->after))
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("\"%s\" and \"%s\" are no commits; git gives a hook a ref and two commits of 40 hex digits"), push->before,
			push->after);
	enum ak_status status =
		ak_pushed_look(&pushed, cli->store, push, hook->quarantine, ak_cli_now(cli), &err);
	if (status == AK_ERR_MEMORY)
		return ak_cli_trouble(cli, status, &err);
	hook->finding |= status != AK_OK || !ak_pushed_is_sound(&pushed);
	if (cli->json)
		ak_json_append(hook->refs, document_of(push->ref, &pushed, &err));
	else if (status != AK_OK)
		ak_page_line(&cli->page, "%s: %s.", push->ref, err.text);
	else
		tell(&cli->page, push->ref, &pushed);
	ak_pushed_release(&pushed);
	return AK_EXIT_YES;
}

/* As pre-receive: lines "<before> <after> <ref>" on standard input. */
static int look_at_all(struct hook *hook)
{
	char line[LINE_MAX_BYTES];
	size_t count = 0;
	int exit = AK_EXIT_YES;
	while (!exit && fgets(line, sizeof line, stdin)) {
		size_t size = strcspn(line, "\n");
		char *after = size > 41 ? line + 41 : NULL;
		if (!after || line[size] != '\n' || size < 83 || line[40] != ' ' || line[81] != ' ' || ++count > REFS_MAX)
			return ak_cli_fail(hook->cli, AK_EXIT_USAGE,
				_("standard input holds no lines \"BEFORE AFTER REF\"; git runs this as its hook pre-receive"));
		line[40] = line[81] = line[size] = '\0';
		exit = look(hook, &(struct ak_push){.ref = line + 82, .before = line, .after = after});
	}
	if (!exit && ferror(stdin))
		return ak_cli_fail(hook->cli, AK_EXIT_TROUBLE, _("standard input cannot be read: %s"), strerror(errno));
	return exit;
}

static int run_hook(struct ak_cli *cli)
{
	struct hook hook = {.cli = cli,
		.refs = cli->json ? ak_json_array_new() : NULL,
		.quarantine = ak_cli_environment("GIT_QUARANTINE_PATH")};
	const struct ak_push push = {.ref = cli->words[0],
		.before = cli->word_count == 3 ? cli->words[1] : NULL,
		.after = cli->word_count == 3 ? cli->words[2] : NULL};
	int exit = cli->word_count == 3 ? look(&hook, &push) : look_at_all(&hook);
	if (cli->json)
		ak_cli_answer(cli, "refs", hook.refs);
	if (!exit && hook.finding) {
		if (!cli->json)
			ak_page_line(&cli->page, "%s", _("The push is refused; nothing here has changed."));
		exit = AK_EXIT_NO;
	}
	return exit;
}

/* ------------------------------------------------------------------ putting it there */

static int install(struct ak_cli *cli)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf path = AK_BUF_INIT;
	char *elsewhere = ak_store_config_get(cli->store, "core.hooksPath");
	if (elsewhere) {
		int exit = ak_cli_fail(cli, AK_EXIT_USAGE,
			_("git looks for hooks in \"%s\" (core.hooksPath); let its pre-receive run `akkoord hook`"), elsewhere);
		free(elsewhere);
		return exit;
	}
	enum ak_status status = ak_store_hook_put(cli->store, "pre-receive", program, &path, &err);
	int exit = status == AK_ERR_EXISTS
			   ? ak_cli_fail(cli, AK_EXIT_NO,
				     _("there is a hook already, \"%s\"; let it run `akkoord hook`, with the same standard input"),
				     ak_buf_string(&path))
			   : ak_cli_trouble(cli, status, &err);
	if (!exit && cli->json)
		ak_cli_answer(cli, "hook", ak_exchange_safe_text(ak_buf_string(&path)));
	else if (!exit)
		ak_page_line(&cli->page, _("From now on every push here is looked at: %s"), ak_buf_string(&path));
	ak_buf_release(&path);
	return exit;
}

static int run(struct ak_cli *cli)
{
	bool installs = ak_cli_flag(cli, "install");
	if (cli->word_count == 1 || cli->word_count == 2 || (installs && cli->word_count))
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("give nothing, or REF BEFORE AFTER as git gives its hook update; --install takes -C DIR alone"));
	if (!installs && cli->word_count == 0 && isatty(STDIN_FILENO) == 1)
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("git runs this before it lets a push in, and tells it what is pushed; akkoord hook --install sees to that"));
	int exit = ak_cli_store(cli);
	if (!exit)
		exit = installs ? install(cli) : run_hook(cli);
	return exit;
}

static const struct ak_option options[] = {
	{"install", 0, AK_OPTION_FLAG, NULL, N_("put it into the repository as its hook pre-receive")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_hook = {
	.name = "hook",
	.group = AK_GROUP_EXCHANGE,
	.words = N_("[REF BEFORE AFTER]"),
	.summary = N_("on a server: refuse a push that takes records away or adds unsound ones"),
	.about = N_(
		"Git runs this before it lets a push in: as its hook pre-receive, with a line for each ref on standard input, or as its hook update, "
		"with three words. The branch that HEAD names holds the ledger. It is not deleted, no record of it is removed or altered, and "
		"what is added must be sound: path, size, JSON, schema, signature, ledger, parents, key, time. Other branches and tags are "
		"no concern. History may be rewritten as long as no record is lost, since that is how two machines of one party publish; "
		"git config receive.denyNonFastForwards true forbids that too. A hosting site need not be trusted for any of this: "
		"whoever fetches checks all of it again. Exit status: 0 the push may come in; 1 it may not."),
	.examples = "akkoord hook --install -C ~/git/agenda.git\n"
		    "exec akkoord hook               # " N_("in hooks/pre-receive") "\n"
		    "exec akkoord hook \"$1\" \"$2\" \"$3\"  # " N_("in hooks/update"),
	.options = options,
	.words_max = 3,
	.run = run,
};
