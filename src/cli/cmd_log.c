/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/near.h"
#include "judge/read.h"
#include "report/build.h"
#include "report/record.h"

/* What is asked for; NULL and -1: whatever it is. */
struct filter {
	const struct ak_object *object;
	const char *actor;
	int kind;    /* enum ak_kind */
	int verdict; /* enum ak_verdict */
	int reason;  /* enum ak_reason */
};

/* ---- words */

static int no_word(struct ak_cli *cli, const char *option, const char *word, const char *const *words)
{
	struct ak_near near;
	struct ak_buf all = AK_BUF_INIT;
	ak_near_init(&near, word);
	for (size_t i = 0; words[i]; i++) {
		ak_near_offer(&near, words[i]);
		ak_buf_format(&all, "%s%s", i ? ", " : "", words[i]);
	}
	if (ak_near_found(&near))
		ak_cli_fail(cli, AK_EXIT_USAGE, _("--%s %s is unknown; did you mean %s?"), option, word,
			ak_near_found(&near));
	else
		ak_cli_fail(cli, AK_EXIT_USAGE, _("--%s %s is unknown; it is one of %s"), option, word,
			ak_buf_string(&all));
	ak_buf_release(&all);
	return AK_EXIT_USAGE;
}

static int read_kind(struct ak_cli *cli, struct filter *filter)
{
	static const char *const words[] = {"propose", "endorse", "object", "withdraw", "seal", NULL};
	const char *word = ak_cli_text(cli, "kind");
	filter->kind = -1;
	if (!word)
		return AK_EXIT_YES;
	for (int i = AK_KIND_PROPOSE; i <= AK_KIND_SEAL; i++) {
		if (strcmp(word, ak_kind_name((enum ak_kind)i)) == 0)
			filter->kind = i;
	}
	return filter->kind < 0 ? no_word(cli, "kind", word, words) : AK_EXIT_YES;
}

/* `void` is every reason, `void:stale` one. */
static int read_verdict(struct ak_cli *cli, struct filter *filter)
{
	static const char *const words[] = {
		"in-force", "pending", "counted", "noted", "withdrawn", "void", "void:stale", "void:fork", NULL};
	const char *word = ak_cli_text(cli, "verdict");
	filter->verdict = filter->reason = -1;
	if (!word)
		return AK_EXIT_YES;
	for (int i = AK_VERDICT_IN_FORCE; i <= AK_VERDICT_VOID; i++) {
		if (strcmp(word, ak_verdict_name((enum ak_verdict)i)) == 0)
			filter->verdict = i;
	}
	for (int i = AK_REASON_KEY; i <= AK_REASON_NEEDS && strncmp(word, "void:", 5) == 0; i++) {
		if (strcmp(word + 5, ak_reason_name((enum ak_reason)i)) == 0) {
			filter->verdict = AK_VERDICT_VOID;
			filter->reason = i;
		}
	}
	return filter->verdict < 0 ? no_word(cli, "verdict", word, words) : AK_EXIT_YES;
}

static int read_actor(struct ak_cli *cli, struct filter *filter)
{
	struct ak_near near;
	filter->actor = ak_cli_text(cli, "actor");
	if (!filter->actor)
		return AK_EXIT_YES;
	ak_near_init(&near, filter->actor);
	for (uint32_t i = 0; i < cli->ledger->count; i++) {
		const char *actor = cli->ledger->records[i].actor;
		if (strcmp(actor, filter->actor) == 0)
			return AK_EXIT_YES;
		ak_near_offer(&near, actor);
	}
	if (ak_near_found(&near))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s signed nothing here; did you mean %s?"), filter->actor,
			ak_near_found(&near));
	return ak_actor_of(ak_ledger_state(cli->ledger), filter->actor).exists
		       ? AK_EXIT_YES
		       : ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no actor %s; akkoord list actor names them"),
				 filter->actor);
}

static int read_filter(struct ak_cli *cli, struct filter *filter)
{
	int exit = read_kind(cli, filter);
	if (!exit)
		exit = read_verdict(cli, filter);
	if (!exit)
		exit = read_actor(cli, filter);
	if (!exit && cli->word_count > 0)
		exit = ak_cli_find_object(cli, cli->words[0], &filter->object);
	return exit;
}

/* ---- choosing */

/* Whether a proposal is about the object; an answer is about what its target is about. */
static bool is_about(const struct ak_ledger *ledger, uint32_t record, const struct ak_object *object)
{
	const struct ak_record *it = &ledger->records[record];
	if (it->kind == AK_KIND_SEAL)
		return false;
	if (it->kind != AK_KIND_PROPOSE)
		it = &ledger->records[ledger->admission.target[record]];
	for (uint32_t i = 0; it->kind == AK_KIND_PROPOSE && i < it->change_count; i++) {
		if (it->changes[i].op != AK_OP_AMEND && strcmp(it->changes[i].object, object->name) == 0)
			return true;
	}
	return false;
}

static bool is_wanted(const struct ak_ledger *ledger, uint32_t record, const struct filter *filter)
{
	const struct ak_record *it = &ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	return judged->verdict != AK_VERDICT_NONE && (filter->kind < 0 || it->kind == filter->kind) &&
	       (filter->verdict < 0 || judged->verdict == filter->verdict) &&
	       (filter->reason < 0 || judged->reason == filter->reason) &&
	       (!filter->actor || strcmp(it->actor, filter->actor) == 0) &&
	       (!filter->object || is_about(ledger, record, filter->object));
}

/* The records wanted, the one judged last first; to be freed. NULL without memory. */
static uint32_t *choose(const struct ak_ledger *ledger, const struct filter *filter, size_t limit, size_t *count)
{
	uint32_t *placed = malloc((ledger->count + 1) * sizeof *placed);
	uint32_t *chosen = malloc((ledger->count + 1) * sizeof *chosen);
	*count = 0;
	for (uint32_t i = 0; placed && i < ledger->count; i++)
		placed[i] = AK_POSITION_NONE;
	for (uint32_t i = 0; placed && i < ledger->count; i++) {
		if (is_wanted(ledger, i, filter))
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
	for (size_t i = 0; i < count; i++)
		ak_build_append(&records, ak_record_summary(cli->ledger, chosen[i]));
	ak_cli_answer(cli, "records", records);
}

static void show(struct ak_cli *cli, const uint32_t *chosen, size_t count)
{
	struct ak_table table = ak_record_table();
	if (count == 0)
		ak_page_line(&cli->page, "%s", _("No records."));
	for (size_t i = 0; i < count; i++)
		ak_record_row(&table, cli->ledger, chosen[i]);
	if (count > 0)
		ak_table_put(&table, &cli->page);
	ak_table_release(&table);
}

static int run(struct ak_cli *cli)
{
	struct filter filter = {.kind = -1};
	size_t count;
	int exit = ak_cli_ledger(cli);
	if (!exit)
		exit = read_filter(cli, &filter);
	if (exit)
		return exit;
	int64_t limit = ak_cli_number(cli, "max-count", INT64_MAX);
	uint32_t *chosen = choose(cli->ledger, &filter, (size_t)limit, &count);
	if (!chosen)
		return ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	if (cli->json)
		answer(cli, chosen, count);
	else
		show(cli, chosen, count);
	free(chosen);
	return AK_EXIT_YES;
}

static const struct ak_option options[] = {
	{"actor", 0, AK_OPTION_TEXT, N_("ACTOR"), N_("only what this actor signed")},
	{"kind", 0, AK_OPTION_TEXT, N_("KIND"), N_("only propose, endorse, object, withdraw or seal")},
	{"verdict", 0, AK_OPTION_TEXT, N_("VERDICT"),
		N_("only in-force, pending, counted, noted, withdrawn, void, or void:REASON")},
	{"max-count", 'n', AK_OPTION_NUMBER, N_("N"), N_("at most this many")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_log = {
	.name = "log",
	.group = AK_GROUP_READ,
	.words = N_("[OBJECT]"),
	.summary = N_("list records, the one judged last first"),
	.about = N_("Records come in the order in which they were judged, which every replica shares: cause first, then the higher "
		    "authority, then time. Of an OBJECT: the proposals that change it, and the answers to them."),
	.examples = "akkoord log -n 20\n"
		    "akkoord log afspraak/x\n"
		    "akkoord log --verdict void:stale\n"
		    "akkoord log --actor ipo-do --kind endorse",
	.options = options,
	.words_max = 1,
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
