/* SPDX-License-Identifier: EUPL-1.2 */
/* The replica that a command works on, and the moment it is asked about. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "cli/inside.h"
#include "cli/typed.h"
#include "ledger/demand.h"
#include "ledger/head.h"
#include "ledger/union.h"
#include "sync/memory.h"

const char *ak_cli_environment(const char *name)
{
	const char *value = getenv(name);
	return value && value[0] ? value : NULL;
}

int64_t ak_cli_now(const struct ak_cli *cli)
{
	int64_t seconds;
	const char *now = ak_cli_environment("AKKOORD_NOW");
	(void)cli;
	if (now && ak_time_parse(&seconds, now))
		return seconds;
	return (int64_t)time(NULL);
}

int64_t ak_cli_moment(const struct ak_cli *cli)
{
	const struct ak_judge_options *asked = cli->ledger ? &cli->ledger->judge.options : NULL;
	return asked && asked->at_given ? asked->at : ak_cli_now(cli);
}

int ak_cli_store(struct ak_cli *cli)
{
	struct ak_error err = AK_ERROR_INIT;
	if (cli->store)
		return AK_EXIT_YES;
	return ak_cli_trouble(cli, ak_store_open(&cli->store, cli->replica, &err), &err);
}

void ak_cli_close(struct ak_cli *cli)
{
	ak_ledger_free(cli->ledger);
	ak_store_free(cli->store);
	cli->ledger = NULL;
	cli->store = NULL;
}

/* ---- opening the ledger */

/* Where there is none the folder most often is another than was meant. */
static int tell_no_ledger(struct ak_cli *cli, const struct ak_error *why)
{
	char *folder = realpath(ak_store_path(cli->store), NULL);
	int exit = ak_cli_fail(cli, AK_EXIT_TROUBLE, _("\"%s\": %s; go to the folder of a replica, or name it with -C"),
		folder ? folder : ak_store_path(cli->store), why->text);
	free(folder);
	return exit;
}

static int open_ledger(struct ak_cli *cli, const struct ak_ledger_options *given, bool remember)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_memory memory = {.complete = NULL}; /* the complete seals that this replica has seen (protocol §10) */
	struct ak_ledger_options options = *given;
	options.progress = ak_cli_progress;
	options.context = cli;
	bool afresh = cli->command && (cli->command->traits & AK_COMMAND_AFRESH) != 0;
	options.use_cache = remember && !afresh; /* so never for verify, which looks at what is there */
	options.translate = cli->command && (cli->command->traits & AK_COMMAND_TELLS) != 0;
	ak_ledger_free(cli->ledger);
	cli->ledger = NULL;
	enum ak_status status = remember ? ak_memory_read(&memory, cli->store, &err) : AK_OK;
	options.remembered = memory.complete;
	options.remembered_count = memory.complete_count;
	if (status == AK_OK) {
		ak_cli_progress_begin(cli, _("reading the ledger"));
		status = ak_ledger_open(&cli->ledger, cli->store, &options, &err);
		ak_cli_progress_end(cli);
	}
	ak_memory_release(&memory);
	struct ak_error none = AK_ERROR_INIT;
	struct ak_id ledger;
	if (status == AK_ERR_FORMAT && ak_union_ledger_id(&ledger, cli->store, &none) == AK_ERR_NOT_FOUND)
		return tell_no_ledger(cli, &none);
	return ak_cli_trouble(cli, status, &err);
}

/* A date or time without a ledger: most words of --at are one. */
static bool plain_time(const char *word, int64_t *seconds)
{
	int32_t days;
	if (ak_time_parse(seconds, word))
		return true;
	if (!ak_typed_date(&days, word))
		return false;
	*seconds = (int64_t)days * 86400 + 86399; /* the end of that day */
	return true;
}

static int open_at(struct ak_cli *cli, bool remember)
{
	struct ak_ledger_options options = {.at_given = false};
	struct ak_moment moment = {.has_head = false};
	const char *at = NULL;
	if (cli->command && (cli->command->traits & AK_COMMAND_AT) != 0)
		at = ak_cli_text(cli, "at");
	if (at && !plain_time(at, &moment.time)) {
		int exit = open_ledger(cli, &options, remember);
		if (!exit)
			exit = ak_cli_find_moment(cli, at, &moment);
		if (exit)
			return exit;
	}
	if (at)
		ak_cli_ask_moment(&options, &moment);
	return open_ledger(cli, &options, remember);
}

int ak_cli_ledger(struct ak_cli *cli)
{
	int exit = ak_cli_store(cli);
	if (exit || cli->ledger)
		return exit;
	return open_at(cli, true);
}

/* A part of the ledger, see ledger/head.h, for what is asked. */
typedef bool head_part(
	struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options, const void *asked);

static bool on_demand(
	struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options, const void *asked)
{
	(void)asked;
	return ak_head_on_demand(ledger, store, options);
}

/* That part, if it is kept; else the whole, of which it is then kept, be it in the end (ak_cli_keep). */
static int open_part(struct ak_cli *cli, head_part *part, const void *asked)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_memory memory = {.complete = NULL};
	int exit = ak_cli_store(cli);
	if (exit || cli->ledger)
		return exit;
	if ((cli->command->traits & AK_COMMAND_AT) != 0 && ak_cli_text(cli, "at"))
		return open_at(cli, true);
	exit = ak_cli_trouble(cli, ak_memory_read(&memory, cli->store, &err), &err);
	struct ak_ledger_options options = {
		.remembered = memory.complete, .remembered_count = memory.complete_count, .keep_head = true};
	bool kept = !exit && part(&cli->ledger, cli->store, &options, asked);
	ak_memory_release(&memory);
	if (exit || kept)
		return exit;
	options.remembered = NULL;
	options.remembered_count = 0;
	options.keep_head = part != on_demand; /* to keep it is of no use where a record is added to it */
	cli->inside->head_is_old = part == on_demand;
	return open_ledger(cli, &options, true);
}

static bool object_part(
	struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options, const void *asked)
{
	return ak_head_object(ledger, store, options, asked);
}

int ak_cli_ledger_about(struct ak_cli *cli, const char *object)
{
	return open_part(cli, object_part, object);
}

static bool waiting_part(
	struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options, const void *asked)
{
	return ak_head_waiting(ledger, store, options, asked);
}

int ak_cli_ledger_for(struct ak_cli *cli, const char *actor)
{
	return open_part(cli, waiting_part, actor);
}

/* What is asked of the whole, and where the answer goes. */
struct tally_question {
	struct ak_tally *tally;
	const struct ak_tally_ask *ask;
};

static bool tally_part(
	struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options, const void *asked)
{
	const struct tally_question *question = asked;
	return ak_head_tally(ledger, question->tally, store, options, question->ask);
}

int ak_cli_ledger_tally(struct ak_cli *cli, struct ak_tally *tally, struct ak_tally_ask *ask)
{
	struct ak_error err = AK_ERROR_INIT;
	ask->today = ak_date_of(ak_cli_now(cli));
	int exit = open_part(cli, tally_part, &(struct tally_question){tally, ask});
	if (exit || cli->ledger->is_part)
		return exit;
	ask->today = ak_date_of(ak_cli_moment(cli));
	return ak_cli_trouble(cli, ak_tally_take(tally, cli->ledger, ask, &err), &err);
}

int ak_cli_ledger_to_sign(struct ak_cli *cli)
{
	return open_part(cli, on_demand, NULL);
}

bool ak_cli_fell_short(struct ak_cli *cli, int exit)
{
	if (!cli->ledger || !cli->ledger->is_part || (!exit && !ak_ledger_is_short(cli->ledger)))
		return false;
	ak_cli_forget(cli);
	ak_ledger_free(cli->ledger);
	cli->ledger = NULL;
	return true;
}

int ak_cli_keep(struct ak_cli *cli)
{
	struct ak_error err = AK_ERROR_INIT;
	if (!cli->inside->head_is_old || !cli->ledger || cli->ledger->is_part)
		return AK_EXIT_YES;
	cli->inside->head_is_old = false;
	return ak_cli_trouble(cli, ak_head_keep(cli->ledger, &err), &err);
}

int ak_cli_ledger_of(struct ak_cli *cli, const char *path)
{
	struct ak_error err = AK_ERROR_INIT;
	ak_cli_close(cli);
	int exit = ak_cli_trouble(cli, ak_store_open(&cli->store, path, &err), &err);
	return exit ? exit : open_at(cli, false);
}

/* ---- moments */

void ak_cli_ask_moment(struct ak_ledger_options *options, const struct ak_moment *moment)
{
	options->at_given = true;
	options->at = moment->time;
	options->head = moment->has_head ? &moment->head : NULL;
}

/* A year, or a date without its strokes, where it is not the beginning of an id as well. */
static bool is_date_cut_short(const struct ak_ledger *ledger, const char *word)
{
	size_t size = strlen(word);
	bool is_date = (size == 4 || size == 6 || size == 8) && strspn(word, "0123456789") == size &&
		       (strncmp(word, "19", 2) == 0 || strncmp(word, "20", 2) == 0);
	for (uint32_t i = 0; i < ledger->count && is_date; i++)
		is_date = strncmp(ak_id_hex(&ledger->records[i].id).text, word, size) != 0;
	return is_date;
}

int ak_cli_find_moment(struct ak_cli *cli, const char *word, struct ak_moment *moment)
{
	uint32_t record;
	*moment = (struct ak_moment){.has_head = false};
	if (plain_time(word, &moment->time))
		return AK_EXIT_YES;
	if (strlen(word) < 4 || strspn(word, "0123456789abcdef") != strlen(word))
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("\"%s\" is no moment: give a date (2023-01-31), a time (2023-01-31T12:00:00Z), or a record's id"), word);
	int exit = ak_cli_ledger(cli);
	if (!exit && is_date_cut_short(cli->ledger, word))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("\"%s\" is no date: write year-month-day, as 2023-01-31"), word);
	if (!exit)
		exit = ak_cli_find_record(cli, word, &record);
	if (!exit)
		*moment = (struct ak_moment){.time = cli->ledger->records[record].time,
			.has_head = true,
			.head = cli->ledger->records[record].id};
	return exit;
}

int ak_cli_find_date(struct ak_cli *cli, const char *word, int32_t *days)
{
	if (ak_typed_date(days, word))
		return AK_EXIT_YES;
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("\"%s\" is no date: write year-month-day, as 2023-01-31"), word);
}
