/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "cli/carry.h"
#include "cli/files.h"
#include "cli/near.h"
#include "cli/propose.h"
#include "report/build.h"
#include "report/value.h"
#include "report/words.h"

struct rolling {
	struct ak_cli *cli;
	char from[AK_OBJECT_MAX + 1];
	char to[AK_OBJECT_MAX + 1];
	const char **without; /* NULL-ended */
	struct ak_carry carry;
	struct ak_batch batch;
	struct ak_json *records; /* with --json */
};

/* ------------------------------------------------------------------ words */

/* The successor: `agenda/2024-2025`, or its name alone. */
static int read_names(struct rolling *rolling, const struct ak_object **from)
{
	struct ak_cli *cli = rolling->cli;
	const char *word = cli->words[1], *slash = strchr(word, '/');
	int exit = ak_cli_find_object(cli, cli->words[0], from);
	if (exit)
		return exit;
	if (!ak_charter_type(ak_ledger_state(cli->ledger)->charter, (*from)->type))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s is of no type of the charter, and has no successor"), (*from)->name);
	snprintf(rolling->from, sizeof rolling->from, "%s", (*from)->name);
	snprintf(rolling->to, sizeof rolling->to, "%s%s%s", slash ? "" : (*from)->type, slash ? "" : "/", word);
	size_t size = strlen((*from)->type);
	if (strlen(word) > AK_OBJECT_MAX || !ak_object_check(rolling->to))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("\"%s\" is no name of an object: type/name, of a-z, 0-9 and -"), word);
	if (strncmp(rolling->to, (*from)->type, size) != 0 || rolling->to[size] != '/')
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s follows %s, so it is %s/%s"), rolling->to, (*from)->name,
			(*from)->type, strchr(rolling->to, '/') + 1);
	if (strcmp(rolling->to, (*from)->name) == 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s cannot follow itself"), rolling->to);
	return AK_EXIT_YES;
}

static int read_without(struct rolling *rolling)
{
	size_t count = 0;
	while (ak_cli_item(rolling->cli, "without", count))
		count++;
	rolling->without = calloc(count + 1, sizeof *rolling->without);
	if (!rolling->without)
		return ak_cli_trouble(rolling->cli, AK_ERR_MEMORY, NULL);
	for (size_t i = 0; i < count; i++)
		rolling->without[i] = ak_cli_item(rolling->cli, "without", i);
	return AK_EXIT_YES;
}

/* Each field that is left out must be one of something that is carried over. */
static int check_without(struct rolling *rolling)
{
	const struct ak_carry *carry = &rolling->carry;
	for (const char *const *word = rolling->without; *word; word++) {
		struct ak_near near;
		bool found = carry->count == 0;
		ak_near_init(&near, *word);
		for (size_t i = 0; i < carry->count; i++) {
			const struct ak_type *type = carry->items[i].type;
			found = found || ak_type_field(type, *word);
			for (uint32_t f = 0; f < type->field_count; f++)
				ak_near_offer_called(&near, type->fields[f].name, type->fields[f].label);
		}
		if (!found && ak_near_found(&near))
			return ak_cli_fail(rolling->cli, AK_EXIT_USAGE, _("nothing that is carried over has a field %s; did you mean %s?"),
				*word, ak_near_found(&near));
		if (!found)
			return ak_cli_fail(rolling->cli, AK_EXIT_USAGE, _("nothing that is carried over has a field %s"), *word);
	}
	return AK_EXIT_YES;
}

/* Nothing may be on its way already that makes the same. */
static int check_pending(struct rolling *rolling)
{
	const struct ak_ledger *ledger = rolling->cli->ledger;
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_record *record = &ledger->records[i];
		if (record->kind != AK_KIND_PROPOSE || ak_ledger_judged(ledger, i)->verdict != AK_VERDICT_PENDING)
			continue;
		for (uint32_t c = 0; c < record->change_count; c++) {
			const struct ak_change *change = &record->changes[c];
			bool same = change->op == AK_OP_CREATE && strcmp(change->object, rolling->to) == 0;
			for (size_t k = 0; !same && change->op == AK_OP_CREATE && k < rolling->carry.count; k++)
				same = strcmp(change->object, rolling->carry.items[k].name) == 0;
			if (same)
				return ak_cli_fail(rolling->cli, AK_EXIT_NO,
					_("proposal %s makes %s and still waits for seats; roll on when it is decided"),
					ak_id_short(&record->id).text, change->object);
		}
	}
	return AK_EXIT_YES;
}

/* ------------------------------------------------------------------ what is proposed */

static void write_successor(struct rolling *rolling, const struct ak_object *from)
{
	struct ak_cli *cli = rolling->cli;
	struct ak_batch *batch = &rolling->batch;
	const struct ak_type *type = ak_charter_type(ak_ledger_state(cli->ledger)->charter, from->type);
	const struct ak_field *link = ak_carry_link(type);
	ak_batch_begin(batch);
	ak_batch_word(batch, "new");
	ak_batch_word(batch, "%s", rolling->to);
	for (size_t i = 2; i < cli->word_count; i++)
		ak_batch_word(batch, "%s", cli->words[i]);
	if (link)
		ak_batch_word(batch, "%s+=%s", link->name, from->name);
}

static int plan(struct rolling *rolling)
{
	struct ak_cli *cli = rolling->cli;
	const struct ak_object *from;
	struct ak_error err = AK_ERROR_INIT;
	int exit = read_names(rolling, &from);
	if (!exit)
		exit = read_without(rolling);
	if (!exit)
		exit = ak_cli_trouble(cli,
			ak_carry_find(&rolling->carry, cli->ledger, from, rolling->to, rolling->without, &err), &err);
	if (!exit)
		exit = check_without(rolling);
	if (!exit)
		exit = check_pending(rolling);
	if (exit)
		return exit;
	if (!rolling->carry.successor)
		write_successor(rolling, from);
	else if (cli->word_count > 2)
		ak_cli_say(cli, _("%s is there already; its fields stay as they are"), rolling->to);
	ak_carry_write(&rolling->carry, &rolling->batch);
	if (rolling->batch.failed)
		return ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	if (rolling->batch.item_count == 0)
		return ak_cli_fail(cli, AK_EXIT_NO, _("nothing of %s is left to carry over to %s"), from->name, rolling->to);
	return AK_EXIT_YES;
}

/* ------------------------------------------------------------------ the answer */

static void tell_plan(struct rolling *rolling)
{
	struct ak_cli *cli = rolling->cli;
	const struct ak_carry *carry = &rolling->carry;
	struct ak_json *list = cli->json ? ak_json_array_new() : NULL;
	struct ak_table table;
	ak_table_init(&table, 4);
	for (size_t i = 0; i < carry->count; i++) {
		const struct ak_carried *item = &carry->items[i];
		const char *title = ak_object_title(carry->state, item->object);
		if (item->there)
			continue;
		ak_table_cell(&table, AK_STYLE_STRONG, "%s", item->object->name);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", "→");
		ak_table_cell(&table, AK_STYLE_STRONG, "%s", item->name);
		ak_table_cell(&table, AK_STYLE_DIM, "%s", title ? title : "");
		if (!cli->json)
			continue;
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "from", ak_build_text(item->object->name));
		ak_build_set(&row, "to", ak_build_text(item->name));
		ak_build_append(&list, row);
	}
	if (cli->json) {
		ak_cli_answer(cli, "from", ak_json_text_new(rolling->from));
		ak_cli_answer(cli, "to", ak_json_text_new(rolling->to));
		ak_cli_answer(cli, "carried", list);
	} else {
		ak_table_put(&table, &cli->page);
	}
	ak_table_release(&table);
}

/* Later records refer to what the first one makes: they wait until it is there. */
static int propose_all(struct rolling *rolling)
{
	struct ak_cli *cli = rolling->cli;
	struct ak_buf why = AK_BUF_INIT;
	size_t at = 0, count = rolling->batch.item_count;
	ak_buf_format(&why, _("%s goes on in %s: what is unfinished is carried over"), rolling->from, rolling->to);
	int exit = ak_propose_batch(cli, &rolling->batch, at, ak_buf_string(&why), &at, rolling->records);
	while (!exit && at < count) {
		exit = ak_cli_ledger(cli);
		if (exit || !ak_state_find(ak_ledger_state(cli->ledger), rolling->to))
			break;
		exit = ak_propose_batch(cli, &rolling->batch, at, ak_buf_string(&why), &at, rolling->records);
	}
	ak_buf_release(&why);
	if (cli->json)
		ak_cli_answer(cli, "left", ak_json_int_new((int64_t)(count - at)));
	else if (!exit && at < count)
		ak_page_line(&cli->page,
			P_("%zu change is left: when this is decided, give the same command again.",
				"%zu changes are left: when this is decided, give the same command again.", count - at),
			count - at);
	return exit;
}

static void release(struct rolling *rolling)
{
	free(rolling->without);
	ak_carry_release(&rolling->carry);
	ak_batch_release(&rolling->batch);
}

static int run(struct ak_cli *cli)
{
	struct rolling rolling = {.cli = cli};
	bool dry = ak_cli_flag(cli, "dry-run");
	int exit = ak_cli_ledger(cli);
	if (!exit)
		exit = plan(&rolling);
	if (!exit) {
		tell_plan(&rolling);
		rolling.records = cli->json ? ak_json_array_new() : NULL;
		size_t records = ak_batch_records(&rolling.batch);
		if (!dry)
			exit = propose_all(&rolling);
		else if (!cli->json)
			ak_page_line(&cli->page, P_("This takes %zu proposal.", "This takes %zu proposals.", records), records);
		if (cli->json) {
			ak_cli_answer(cli, "proposals", ak_json_int_new((int64_t)records));
			ak_cli_answer(cli, "records", rolling.records);
		}
	}
	release(&rolling);
	return exit;
}

static const struct ak_option options[] = {
	{"dry-run", 'n', AK_OPTION_FLAG, NULL, N_("only tell what would be carried over")},
	{"without", 0, AK_OPTION_LIST, N_("FIELD"), N_("leave this field empty in what is carried over")},
	AK_OPTIONS_BATCH,
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_roll = {
	.name = "roll",
	.group = AK_GROUP_DECIDE,
	.words = N_("OLD NEW [FIELD=VALUE…]"),
	.summary = N_("propose the next period, with what is unfinished carried over"),
	.about = N_("NEW is made, of the same type as OLD, with the fields that are given. What belongs to OLD and is not finished is made anew "
		    "under NEW, with the same values, and linked to where it came from; references among these go along. What is delivered, "
		    "dropped or closed stays where it is, and nothing of OLD is changed.\n\n"
		    "Names get NEW's name behind them: afspraak/x becomes afspraak/x-2024-2025. More than 64 changes go in several proposals; "
		    "those that build on the first wait until it is decided, and the same command then goes on where it was."),
	.examples = "akkoord roll agenda/2024-2025 2026-2027 --dry-run\n"
		    "akkoord roll agenda/2024-2025 agenda/2026-2027 titel=\"Agenda 2026-2027\" van=2026-01-01 tot=2027-12-31",
	.options = options,
	.words_min = 2,
	.words_max = AK_WORDS_ANY,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
