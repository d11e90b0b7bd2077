/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/exchange.h"

#include <assert.h>
#include <stdlib.h>

#include "cli/inside.h"
#include "cli/near.h"
#include "sync/settled.h"

enum {
	LOCK_SECONDS = 30, /* another writer may be verifying what it fetched */
	ROUNDS_MAX = 16,   /* remotes that hold each other's parents are few */
};

int ak_exchange_open(struct ak_cli *cli, struct ak_exchange *exchange)
{
	struct ak_error err = AK_ERROR_INIT;
	*exchange = (struct ak_exchange){.count = 0};
	int exit = ak_cli_store(cli);
	if (exit)
		return exit;
	enum ak_status status =
		ak_git_open(&exchange->git, cli->store, !cli->no_input && cli->inside->error_terminal, &err);
	if (status == AK_OK)
		status = ak_remotes_read(&exchange->remotes, cli->store, &err);
	if (status == AK_OK)
		status = ak_memory_read(&exchange->memory, cli->store, &err);
	if (ak_cli_environment("GIT_SSH") || ak_cli_environment("GIT_SSH_COMMAND"))
		exchange->git.plain_ssh = false;
	return ak_cli_trouble(cli, status, &err);
}

void ak_exchange_close(struct ak_exchange *exchange)
{
	for (size_t i = 0; i < exchange->count; i++) {
		ak_fetched_release(&exchange->items[i].fetched);
		ak_intake_release(&exchange->items[i].intake);
	}
	free(exchange->items);
	ak_remotes_release(&exchange->remotes);
	ak_memory_release(&exchange->memory);
	*exchange = (struct ak_exchange){.count = 0};
}

/* ---- which remotes */

static int unknown_remote(struct ak_cli *cli, const struct ak_exchange *exchange, const char *name)
{
	struct ak_near near;
	ak_near_init(&near, name);
	for (size_t i = 0; i < exchange->remotes.count; i++)
		ak_near_offer(&near, exchange->remotes.items[i].name);
	const char *found = ak_near_found(&near);
	if (found)
		return ak_cli_fail(
			cli, AK_EXIT_USAGE, _("this replica has no remote \"%s\"; did you mean \"%s\"?"), name, found);
	return ak_cli_fail(cli, AK_EXIT_USAGE,
		_("this replica has no remote \"%s\"; `git remote -v` lists them, `git remote add` makes one"), name);
}

static int choose(struct ak_cli *cli, struct ak_exchange *exchange, const char *const *names)
{
	size_t named = 0;
	while (names && names[named])
		named++;
	exchange->items = calloc(exchange->remotes.count + named + 1, sizeof *exchange->items);
	if (!exchange->items)
		return ak_cli_trouble(cli, ak_fail_memory(NULL), NULL);
	for (size_t i = 0; i < named; i++) {
		const struct ak_remote *remote = ak_remotes_find(&exchange->remotes, names[i]);
		if (!remote)
			return unknown_remote(cli, exchange, names[i]);
		exchange->items[exchange->count++].remote = remote;
	}
	for (size_t i = 0; named == 0 && i < exchange->remotes.count; i++)
		exchange->items[exchange->count++].remote = &exchange->remotes.items[i];
	return AK_EXIT_YES;
}

/* ---- asking and admitting */

static void fetch_all(struct ak_cli *cli, struct ak_exchange *exchange)
{
	for (size_t i = 0; i < exchange->count; i++) {
		struct ak_exchanged *item = &exchange->items[i];
		assert(item->remote);
		item->fetch_error.plain = item->intake_error.plain = item->publish_error.plain = cli->json;
		item->fetch_status = ak_fetch(&item->fetched, &exchange->git, cli->store, item->remote->name,
			item->remote->url, &item->fetch_error);
	}
}

/* Takes in from one remote. What it refused before is refused anew, so only the last round is reported. */
static void take_in(struct ak_cli *cli, const struct ak_exchange *exchange, struct ak_exchanged *item)
{
	struct ak_intake_options options = {.now = ak_cli_now(cli),
		.lock_seconds = LOCK_SECONDS,
		.git = &exchange->git,
		.reading = {.progress = ak_cli_progress, .context = cli}};
	ak_intake_release(&item->intake);
	ak_cli_progress_begin(cli, _("checking what came in"));
	item->intake_status =
		ak_intake_run(&item->intake, cli->store, item->remote->name, &options, &item->intake_error);
	ak_cli_progress_end(cli);
	item->records += item->intake.records;
	item->attachments += item->intake.attachments;
}

static bool is_readable(const struct ak_exchanged *item)
{
	return item->fetch_status == AK_OK && !item->fetched.empty;
}

/* Again and again, as long as something came in that others may wait for. */
static void take_in_all(struct ak_cli *cli, struct ak_exchange *exchange)
{
	bool more = true;
	for (unsigned round = 0; more && round < ROUNDS_MAX; round++) {
		more = false;
		for (size_t i = 0; i < exchange->count; i++) {
			struct ak_exchanged *item = &exchange->items[i];
			if (!is_readable(item) || (round > 0 && !item->intake.waits))
				continue;
			take_in(cli, exchange, item);
			more |= item->intake.records > 0;
		}
	}
}

int ak_exchange_run(struct ak_cli *cli, struct ak_exchange *exchange, const char *const *names)
{
	struct ak_error err = AK_ERROR_INIT;
	int exit = choose(cli, exchange, names);
	if (exit)
		return exit;
	fetch_all(cli, exchange);
	exit = ak_cli_trouble(cli, ak_store_refresh(cli->store, &err), &err);
	if (!exit)
		take_in_all(cli, exchange);
	return exit;
}

void ak_exchange_publish(struct ak_cli *cli, struct ak_exchange *exchange)
{
	for (size_t i = 0; i < exchange->count; i++) {
		struct ak_exchanged *item = &exchange->items[i];
		if (!item->remote->own || item->fetch_status != AK_OK)
			continue;
		item->publishes = true;
		item->publish_status = ak_publish(&item->sent, &exchange->git, cli->store, item->remote,
			&item->fetched, &item->publish_error);
	}
}

/* ---- the ledger afterwards */

bool ak_exchange_is_current(const struct ak_cli *cli, const struct ak_exchange *exchange)
{
	return cli->ledger &&
	       ak_ledger_is_current(cli->ledger, exchange->memory.complete, exchange->memory.complete_count);
}

bool ak_exchange_is_settled(const struct ak_cli *cli, const struct ak_exchange *exchange)
{
	return ak_settled_read(cli->store, &exchange->memory);
}

int ak_exchange_ledger(struct ak_cli *cli, struct ak_exchange *exchange)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_ledger_options options = {.remembered = exchange->memory.complete,
		.remembered_count = exchange->memory.complete_count,
		.use_cache = true,
		.progress = ak_cli_progress,
		.context = cli};
	enum ak_status status = ak_store_refresh(cli->store, &err);
	if (!ak_exchange_is_current(cli, exchange)) {
		ak_ledger_free(cli->ledger);
		cli->ledger = NULL;
	}
	if (status == AK_OK && !cli->ledger) {
		ak_cli_progress_begin(cli, _("reading the ledger"));
		status = ak_ledger_open(&cli->ledger, cli->store, &options, &err);
		ak_cli_progress_end(cli);
	}
	if (status == AK_OK && !cli->ledger->is_part) { /* a part is of a ledger whose seals are all remembered */
		/* noting may move the list that the judge was given */
		cli->ledger->judge.options.remembered = NULL;
		cli->ledger->judge.options.remembered_count = 0;
		status = ak_memory_note(&exchange->memory, cli->ledger, &err);
		cli->ledger->judge.options.remembered = exchange->memory.complete;
		cli->ledger->judge.options.remembered_count = exchange->memory.complete_count;
		if (status == AK_OK && !cli->ledger->judge.has_split)
			ak_settled_write(cli->store, &exchange->memory);
	}
	return ak_cli_trouble(cli, status, &err);
}

bool ak_exchange_answered(const struct ak_exchange *exchange)
{
	bool any = exchange->count == 0;
	for (size_t i = 0; i < exchange->count; i++) {
		bool answered = exchange->items[i].fetch_status == AK_OK && exchange->items[i].intake_status == AK_OK;
		if (exchange->items[i].remote->own)
			return answered;
		any |= answered;
	}
	return any;
}

int ak_exchange_exit(const struct ak_exchange *exchange, bool finding)
{
	size_t silent = 0;
	for (size_t i = 0; i < exchange->count; i++)
		silent += exchange->items[i].fetch_status != AK_OK;
	if (exchange->count && silent == exchange->count)
		return AK_EXIT_TROUBLE;
	return finding ? AK_EXIT_NO : AK_EXIT_YES;
}
