/* SPDX-License-Identifier: EUPL-1.2 */
#include <ctype.h>

#include "base/date.h"
#include "cli/cli.h"
#include "report/build.h"
#include "report/diff.h"
#include "report/moment.h"

/* A side of the comparison. */
struct side {
	const char *word; /* NULL: now */
	struct ak_moment moment;
	struct ak_ledger *ledger;
};

/* The ledger as it was there. */
static int look_back(struct ak_cli *cli, struct side *side)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_ledger_options options = {.at_given = false};
	ak_cli_ask_moment(&options, &side->moment);
	return ak_cli_trouble(cli, ak_ledger_view(&side->ledger, cli->ledger, &options, &err), &err);
}

static void tell_side(struct ak_page *page, const char *label, const struct side *side)
{
	struct ak_buf moment = AK_BUF_INIT;
	ak_moment_write(&moment, side->ledger);
	if (moment.size && isupper((unsigned char)moment.data[0]))
		moment.data[0] = (char)tolower((unsigned char)moment.data[0]); /* here it begins no sentence */
	ak_page_label(page, 6, label);
	ak_page_line(page, "%s", moment.size ? ak_buf_string(&moment) : _("now"));
	ak_buf_release(&moment);
}

static void tell(struct ak_page *page, const struct ak_differences *found, const struct side *a, const struct side *b,
	int64_t now)
{
	tell_side(page, _("From"), a);
	tell_side(page, _("To"), b);
	ak_page_gap(page);
	if (found->count == 0 && !found->charter)
		ak_page_line(page, "%s", _("Nothing differs."));
	if (found->charter)
		ak_page_line(page, _("Another charter is in force: akkoord charter diff %s %s"), a->word,
			b->word ? b->word : ak_time_write(now).text);
	ak_differences_put(page, found);
	ak_page_gap(page);
	if (found->objects > 0)
		ak_page_line(page, P_("%u object differs.", "%u objects differ.", found->objects), found->objects);
}

static int compare(struct ak_cli *cli, const struct side *a, const struct side *b)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_differences found;
	enum ak_status status =
		ak_differences_find(&found, ak_ledger_state(a->ledger), ak_ledger_state(b->ledger), &err);
	if (status != AK_OK)
		return ak_cli_trouble(cli, status, &err);
	if (cli->json) {
		ak_cli_answer(cli, "from", ak_build_time(a->moment.time));
		ak_cli_answer(cli, "to", b->word ? ak_build_time(b->moment.time) : ak_json_null_new());
		ak_cli_answer(cli, "from_moment", ak_moment_document(a->ledger));
		ak_cli_answer(cli, "to_moment", ak_moment_document(b->ledger));
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
	struct side a = {.word = cli->words[0]}, b = {.word = cli->word_count > 1 ? cli->words[1] : NULL};
	int exit = ak_cli_store(cli);
	if (!exit)
		exit = ak_cli_find_moment(cli, a.word, &a.moment);
	if (!exit && b.word)
		exit = ak_cli_find_moment(cli, b.word, &b.moment);
	if (!exit)
		exit = ak_cli_ledger(cli);
	if (!exit)
		exit = look_back(cli, &a);
	if (!exit && b.word)
		exit = look_back(cli, &b);
	if (!exit) {
		struct ak_ledger *opened = b.ledger;
		if (!b.word)
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
	.words = N_("FROM [TO]"),
	.summary = N_("show what changed between two moments, object by object"),
	.about = N_("FROM and TO are moments: a date (the end of that day, UTC), a time, or the id of a seal or record. Without TO it is now. "
		    "At a date or time: what was known then. At a seal: exactly what it seals. At a record: what its signer had seen, and itself."),
	.examples = "akkoord diff 2022-06-30\n"
		    "akkoord diff 2022-01-01 2022-12-31\n"
		    "akkoord diff d99ff6a98708",
	.words_min = 1,
	.words_max = 2,
	.traits = AK_COMMAND_PAGED,
	.run = run,
};
