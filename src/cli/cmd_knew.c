/* SPDX-License-Identifier: EUPL-1.2 */

#include "cli/cli.h"
#include "cli/near.h"
#include "report/build.h"
#include "report/knew.h"
#include "report/moment.h"
#include "report/value.h"

static int find_party(struct ak_cli *cli, const char *word)
{
	const struct ak_charter *charter = ak_ledger_state(cli->ledger)->charter;
	struct ak_near near;
	if (ak_charter_party(charter, word))
		return AK_EXIT_YES;
	const struct ak_actor actor = ak_actor_of(ak_ledger_state(cli->ledger), word);
	if (actor.exists && actor.party)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s is an actor of %s; ask it of the party: akkoord knew %s %s"), word, actor.party,
			actor.party, cli->words[1]);
	ak_near_init(&near, word);
	for (uint32_t i = 0; i < charter->party_count; i++)
		ak_near_offer(&near, charter->parties[i].name);
	if (ak_near_found(&near))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter knows no party %s; did you mean %s?"), word,
			ak_near_found(&near));
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter knows no party %s; akkoord list party names them"), word);
}

static void put(struct ak_page *page, const struct ak_ledger *ledger, const char *party, uint32_t about, uint32_t proof)
{
	const struct ak_record *record = &ledger->records[about];
	const char *kind = ak_words_kind((enum ak_kind)record->kind);
	uint32_t seal;
	if (proof == AK_POSITION_NONE) {
		ak_page_line(page, _("Nothing that %s signed proves that it knew %s %s, by %s on %s."), party, kind,
			ak_id_short(&record->id).text, record->actor, ak_words_time(record->time).text);
		return;
	}
	const struct ak_record *by = &ledger->records[proof];
	if (proof == about)
		ak_page_line(page, _("%s signed %s %s itself, by %s on %s."), party, kind, ak_id_short(&record->id).text,
			by->actor, ak_words_time(by->time).text);
	else
		ak_page_line(page, _("That %s knew %s %s, by %s on %s, is proven since %s."), party, kind,
			ak_id_short(&record->id).text, record->actor, ak_words_time(record->time).text,
			ak_words_time(by->time).text);
	ak_page_gap(page);
	if (proof != about)
		ak_page_line(page, _("The proof: %s %s, signed by %s then, has it among what its signer had seen."),
			ak_words_kind((enum ak_kind)by->kind), ak_id_short(&by->id).text, by->actor);
	if (ak_is_sealed(ledger, proof, &seal))
		ak_page_line(page, _("That it was signed no later than %s is proven by seal %s."),
			ak_words_time(ledger->records[seal].time).text, ak_id_short(&ledger->records[seal].id).text);
	else
		ak_page_line(page, "%s", _("No seal covers it yet: the time is its signer's own word."));
	ak_page_line(page, _("To see it: akkoord show %s"), ak_id_short(&by->id).text);
}

static void answer(struct ak_cli *cli, const char *party, uint32_t about, uint32_t proof)
{
	const struct ak_ledger *ledger = cli->ledger;
	const struct ak_record *by = proof == AK_POSITION_NONE ? NULL : &ledger->records[proof];
	uint32_t seal;
	bool sealed = by && ak_is_sealed(ledger, proof, &seal);
	ak_cli_answer(cli, "party", ak_build_text(party));
	ak_cli_answer(cli, "record", ak_build_id(&ledger->records[about].id));
	ak_cli_answer(cli, "since", by ? ak_build_time(by->time) : ak_json_null_new());
	ak_cli_answer(cli, "proof", ak_build_id(by ? &by->id : NULL));
	ak_cli_answer(cli, "actor", ak_build_text(by ? by->actor : NULL));
	ak_cli_answer(cli, "seal", ak_build_id(sealed ? &ledger->records[seal].id : NULL));
}

static int run(struct ak_cli *cli)
{
	uint32_t record;
	const char *party = cli->words[0];
	int exit = ak_cli_ledger(cli);
	if (!exit)
		exit = find_party(cli, party);
	if (!exit)
		exit = ak_cli_find_record(cli, cli->words[1], &record);
	if (exit)
		return exit;
	uint32_t proof = ak_knew_find(cli->ledger, record, party, NULL);
	if (cli->json) {
		answer(cli, party, record, proof);
	} else {
		ak_moment_put(&cli->page, cli->ledger);
		put(&cli->page, cli->ledger, party, record, proof);
	}
	return proof == AK_POSITION_NONE ? AK_EXIT_NO : AK_EXIT_YES;
}

const struct ak_command ak_cmd_knew = {
	.name = "knew",
	.group = AK_GROUP_READ,
	.words = N_("PARTY RECORD"),
	.summary = N_("show since when it is proven that a party knew a record"),
	.about = N_("Every record names what its signer had seen. The first record signed by an actor of the party, or by its root, that has "
		    "RECORD among its ancestors proves that the party knew it then. What was signed with a key that was not, or no longer, "
		    "theirs proves nothing. Leaves with status 1 where nothing proves it."),
	.examples = "akkoord knew vng d99ff6a98708",
	.words_min = 2,
	.words_max = 2,
	.traits = AK_COMMAND_AT,
	.run = run,
};
