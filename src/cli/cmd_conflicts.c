/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "cli/cli.h"
#include "ledger/outlook.h"
#include "ledger/tally.h"
#include "report/build.h"
#include "report/moment.h"
#include "report/record.h"
#include "report/words.h"

enum { INDENT = 2 };

/*
 * The record that stood in its way, or AK_POSITION_NONE: the founding, or an earlier change of its own, is no winner.
 */
static uint32_t winner_of(const struct ak_ledger *ledger, uint32_t record)
{
	uint32_t against = ak_ledger_judged(ledger, record)->against;
	return against < ledger->count && against != record ? against : AK_POSITION_NONE;
}

/* It lost: against its own signer's other history, against a pin or a name taken, or against what it had not seen. */
static bool lost(const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	uint32_t winner = winner_of(ledger, record);
	if (judged->verdict != AK_VERDICT_VOID)
		return false;
	return ak_is_conflict(judged) || judged->reason == AK_REASON_EXISTS || judged->reason == AK_REASON_AMENDED ||
	       (winner != AK_POSITION_NONE && !ak_ledger_knows(ledger, record, winner));
}

/* Those that lost, the one judged last first; to be freed. NULL without memory. */
static uint32_t *find_all(const struct ak_ledger *ledger, size_t *count)
{
	uint32_t *placed = malloc((ledger->count + 1) * sizeof *placed);
	*count = 0;
	for (uint32_t i = 0; placed && i <= ledger->count; i++)
		placed[i] = AK_POSITION_NONE;
	for (uint32_t i = 0; placed && i < ledger->count; i++) {
		if (lost(ledger, i))
			placed[ledger->count - ak_ledger_judged(ledger, i)->place] = i;
	}
	for (uint32_t i = 0; placed && i <= ledger->count; i++) {
		if (placed[i] != AK_POSITION_NONE)
			placed[(*count)++] = placed[i];
	}
	return placed;
}

/* What to do about it, or NULL: a seal, or a withdrawal, is not done again so. */
static const char *again_of(const struct ak_record *record)
{
	return record->kind == AK_KIND_PROPOSE ? "propose --again" : record->kind == AK_KIND_ENDORSE ? "endorse" : NULL;
}

static const struct ak_id *again_id(const struct ak_record *record)
{
	return record->kind == AK_KIND_PROPOSE ? &record->id : record->target;
}

static void put(struct ak_page *page, const struct ak_ledger *ledger, uint32_t position)
{
	const struct ak_record *record = &ledger->records[position];
	ak_page_gap(page);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", ak_id_short(&record->id).text);
	if (record->kind == AK_KIND_PROPOSE)
		ak_page_line(page, _("  %s for %s, by %s on %.10s"), ak_words_kind((enum ak_kind)record->kind), record->capacity,
			record->actor, ak_words_day_of(record->time).text);
	else
		ak_page_line(page, _("  %s by %s on %.10s"), ak_words_kind((enum ak_kind)record->kind), record->actor,
			ak_words_day_of(record->time).text);
	page->indent = INDENT;
	if (record->why)
		ak_page_wrap(page, AK_STYLE_PLAIN, record->why);
	ak_void_put(page, ledger, position);
	if (again_of(record))
		ak_page_line(page, _("To renew it: akkoord %s %s"), again_of(record), ak_id_short(again_id(record)).text);
	page->indent = 0;
}

static struct ak_json *document(const struct ak_ledger *ledger, uint32_t position)
{
	struct ak_json *row = ak_record_summary(ledger, position);
	uint32_t winner = winner_of(ledger, position);
	ak_build_set(&row, "against",
		winner == AK_POSITION_NONE ? ak_json_null_new() : ak_record_summary(ledger, winner));
	ak_build_set(&row, "seen",
		winner == AK_POSITION_NONE ? ak_json_null_new()
					   : ak_json_bool_new(ak_ledger_knows(ledger, position, winner)));
	return row;
}

static int run(struct ak_cli *cli)
{
	size_t count;
	int exit = ak_cli_ledger(cli);
	if (exit)
		return exit;
	uint32_t *found = find_all(cli->ledger, &count);
	struct ak_json *list = cli->json ? ak_json_array_new() : NULL;
	if (!found)
		exit = ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	if (!exit && !cli->json)
		ak_moment_put(&cli->page, cli->ledger);
	if (!exit && !cli->json && count == 0)
		ak_page_line(&cli->page, "%s", _("No conflicts: nothing lost against anything else."));
	else if (!exit && !cli->json)
		ak_page_line(&cli->page, P_("%zu record lost, and nothing of it applies.", "%zu records lost, and nothing of them applies.", count),
			count);
	for (size_t i = 0; found && !exit && i < count; i++) {
		if (cli->json)
			ak_build_append(&list, document(cli->ledger, found[i]));
		else
			put(&cli->page, cli->ledger, found[i]);
	}
	if (cli->json && !exit)
		ak_cli_answer(cli, "conflicts", list);
	else
		ak_json_free(list);
	free(found);
	return exit;
}

const struct ak_command ak_cmd_conflicts = {
	.name = "conflicts",
	.group = AK_GROUP_READ,
	.words = "",
	.summary = N_("show what lost against something else, and against what"),
	.about = N_("Records that are void because a value had changed (stale), a pinned whole had (pin), a name was taken (exists), the "
		    "charter was replaced (amended), their signer signed two histories (fork), or because another decision that they "
		    "had not seen went first. The one judged last comes first. Nothing is lost: each can be proposed again."),
	.examples = "akkoord conflicts\n"
		    "akkoord conflicts --at 2022-12-31",
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
