/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/date.h"
#include "cli/cli.h"
#include "report/build.h"
#include "report/diff.h"
#include "sync/memory.h"

/* The ledger as known at a moment, of the store that is open. */
static int open_at(struct ak_cli *cli, int64_t at, struct ak_ledger **ledger)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_memory memory = {.complete = NULL};
	enum ak_status status = ak_memory_read(&memory, cli->store, &err);
	struct ak_ledger_options options = {.at_given = true,
		.at = at,
		.remembered = memory.complete,
		.remembered_count = memory.complete_count};
	if (status == AK_OK)
		status = ak_ledger_open(ledger, cli->store, &options, &err);
	ak_memory_release(&memory);
	return ak_cli_trouble(cli, status, &err);
}

/* A moment of the comparison, as it is told. */
struct moment {
	struct ak_ledger *ledger;
	struct ak_time_text time; /* "": now */
};

static void tell(struct ak_page *page, const struct ak_differences *found, const struct moment *a, const struct moment *b,
	int64_t now)
{
	if (b->time.text[0])
		ak_page_line(page, _("From what was known at %s to what was known at %s"), a->time.text, b->time.text);
	else
		ak_page_line(page, _("From what was known at %s to now"), a->time.text);
	if (found->count == 0 && !found->charter)
		ak_page_line(page, "%s", _("Nothing differs."));
	if (found->charter)
		ak_page_line(page, _("Another charter is in force: akkoord charter diff %s %s"), a->time.text,
			b->time.text[0] ? b->time.text : ak_time_write(now).text);
	ak_differences_put(page, found);
	ak_page_gap(page);
	if (found->objects > 0)
		ak_page_line(page, P_("%u object differs.", "%u objects differ.", found->objects), found->objects);
}

static int compare(struct ak_cli *cli, const struct moment *a, const struct moment *b)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_differences found;
	enum ak_status status =
		ak_differences_find(&found, ak_ledger_state(a->ledger), ak_ledger_state(b->ledger), &err);
	if (status != AK_OK)
		return ak_cli_trouble(cli, status, &err);
	if (cli->json) {
		ak_cli_answer(cli, "from", ak_build_text(a->time.text));
		ak_cli_answer(cli, "to", ak_build_text(b->time.text[0] ? b->time.text : NULL));
		ak_cli_answer(cli, "charter", ak_json_bool_new(found.charter));
		ak_cli_answer(cli, "objects", ak_differences_document(&found));
	} else {
		tell(&cli->page, &found, a, b, ak_cli_now(cli));
	}
	ak_differences_release(&found);
	return AK_EXIT_YES;
}

static int run(struct ak_cli *cli)
{
	int64_t from, to = 0;
	bool has_end = cli->word_count > 1;
	struct moment a = {.ledger = NULL}, b = {.ledger = NULL};
	int exit = ak_cli_store(cli);
	if (!exit)
		exit = ak_cli_find_time(cli, cli->words[0], &from);
	if (!exit && has_end)
		exit = ak_cli_find_time(cli, cli->words[1], &to);
	if (!exit)
		exit = open_at(cli, from, &a.ledger);
	if (!exit && has_end)
		exit = open_at(cli, to, &b.ledger);
	else if (!exit)
		exit = ak_cli_ledger(cli);
	if (!exit) {
		struct ak_ledger *opened = b.ledger;
		a.time = ak_time_write(from);
		if (has_end)
			b.time = ak_time_write(to);
		else
			b.ledger = cli->ledger;
		exit = compare(cli, &a, &b);
		b.ledger = opened;
	}
	ak_ledger_free(a.ledger);
	ak_ledger_free(b.ledger);
	return exit;
}

const struct ak_command ak_cmd_diff = {
	.name = "diff",
	.group = AK_GROUP_READ,
	.words = N_("A [B]"),
	.summary = N_("show what changed between two moments, object by object"),
	.about = N_("A and B are moments: a date (the end of that day, UTC), a time, or the id of a seal or record (the time that it bears). "
		    "Without B it is now. What is compared is what was known at each, by the records that had been signed."),
	.examples = "akkoord diff 2022-06-30\n"
		    "akkoord diff 2022-01-01 2022-12-31\n"
		    "akkoord diff 3f2a9c",
	.words_min = 1,
	.words_max = 2,
	.traits = AK_COMMAND_PAGED,
	.run = run,
};
