/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "cli/log_filter.h"
#include "report/build.h"
#include "report/lanes.h"
#include "report/moment.h"
#include "report/record.h"

/* The records wanted, the one judged last first; to be freed. NULL without memory. */
static uint32_t *choose(const struct ak_ledger *ledger, const struct ak_log_filter *filter, size_t limit, size_t *count)
{
	uint32_t *placed = malloc((ledger->count + 1) * sizeof *placed);
	uint32_t *chosen = malloc((ledger->count + 1) * sizeof *chosen);
	*count = 0;
	for (uint32_t i = 0; placed && i < ledger->count; i++)
		placed[i] = AK_POSITION_NONE;
	for (uint32_t i = 0; placed && i < ledger->count; i++) {
		if (ak_log_filter_takes(ledger, i, filter))
			placed[ak_ledger_judged(ledger, i)->place] = i;
	}
	for (uint32_t place = ledger->count; placed && chosen && place-- > 0 && *count < limit;) {
		if (placed[place] != AK_POSITION_NONE)
			chosen[(*count)++] = placed[place];
	}
	if (!placed) {
		free(chosen);
		chosen = NULL;
	}
	free(placed);
	return chosen;
}

/* ---- answering */

static void answer(struct ak_cli *cli, const uint32_t *chosen, size_t count)
{
	struct ak_json *records = ak_json_array_new();
	for (size_t i = 0; i < count; i++) {
		struct ak_json *record = ak_record_summary(cli->ledger, chosen[i]);
		if (ak_cli_flag(cli, "graph"))
			ak_lanes_document(&record, cli->ledger, chosen[i]);
		ak_build_append(&records, record);
	}
	ak_cli_answer(cli, "records", records);
}

static enum ak_status show(struct ak_cli *cli, const uint32_t *chosen, size_t count, struct ak_error *err)
{
	ak_moment_put(&cli->page, cli->ledger);
	if (count > 0 && ak_cli_flag(cli, "graph"))
		return ak_lanes_put(&cli->page, cli->ledger, chosen, count, err);
	struct ak_table table = ak_record_table();
	if (count == 0)
		ak_page_line(&cli->page, "%s", _("No records."));
	for (size_t i = 0; i < count; i++)
		ak_record_row(&table, cli->ledger, chosen[i]);
	if (count > 0)
		ak_table_put(&table, &cli->page);
	ak_table_release(&table);
	return AK_OK;
}

static int run(struct ak_cli *cli)
{
	struct ak_log_filter filter = {.kind = -1};
	struct ak_error err = AK_ERROR_INIT;
	size_t count;
	int exit = ak_cli_ledger(cli);
	if (!exit)
		exit = ak_log_filter_read(cli, &filter);
	if (exit)
		return exit;
	int64_t limit = ak_cli_number(cli, "max-count", INT64_MAX);
	uint32_t *chosen = choose(cli->ledger, &filter, (size_t)limit, &count);
	if (!chosen)
		return ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	if (cli->json)
		answer(cli, chosen, count);
	else
		exit = ak_cli_trouble(cli, show(cli, chosen, count, &err), &err);
	free(chosen);
	return exit;
}

static const struct ak_option options[] = {
	{"actor", 0, AK_OPTION_TEXT, N_("ACTOR"), N_("only what this actor signed")},
	{"for", 0, AK_OPTION_TEXT, N_("CAPACITY"), N_("only what is for this body, office, party or seat, and the answers to it")},
	{"kind", 0, AK_OPTION_TEXT, N_("KIND"), N_("only propose, endorse, object, withdraw or seal")},
	{"verdict", 0, AK_OPTION_TEXT, N_("VERDICT"),
		N_("only in-force, pending, counted, noted, withdrawn, void, or void:REASON")},
	{"since", 0, AK_OPTION_TEXT, N_("TIME"), N_("only what was signed then or later: a date, a time, a record or a seal")},
	{"until", 0, AK_OPTION_TEXT, N_("TIME"), N_("only what was signed then or before")},
	{"graph", 0, AK_OPTION_FLAG, NULL, N_("draw who knew of whom, a lane for each party")},
	{"max-count", 'n', AK_OPTION_NUMBER, N_("N"), N_("at most this many")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_log = {
	.name = "log",
	.group = AK_GROUP_READ,
	.words = N_("[OBJECT]"),
	.summary = N_("list records, the one judged last first"),
	.about = N_("Records come in the order in which they were judged, which every replica shares: cause first, then the higher "
		    "authority, then time. Of an OBJECT: the proposals that change it, and the answers to them.\n\n"
		    "--graph draws each record in the lane of the party that signed it, and a line to the lanes of the records that it "
		    "builds on: ╪ where that is not the next record below in that lane but an older one. A ! is beside what was signed "
		    "without knowing the record below it in its own lane."),
	.examples = "akkoord log -n 20\n"
		    "akkoord log afspraak/governance\n"
		    "akkoord log --verdict void:stale\n"
		    "akkoord log --actor ipo-do --kind endorse\n"
		    "akkoord log --for bo --since 2022-01-01 --until 2022-12-31\n"
		    "akkoord log --graph -n 20",
	.options = options,
	.words_max = 1,
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
