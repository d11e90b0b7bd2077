/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "cli/exchange.h"
#include "cli/signing.h"
#include "ledger/outlook.h"
#include "report/words.h"

/* What the new seal says, for who is asked to sign it. */
struct draft {
	int64_t height;
	uint32_t records; /* that it seals */
	uint32_t quorum;
	const char *body;
};

/* Signatures under seals are no reason for another seal. */
static bool is_about_seals(const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	uint32_t target = ledger->admission.target[record];
	if (it->kind == AK_KIND_SEAL)
		return true;
	return (it->kind == AK_KIND_ENDORSE || it->kind == AK_KIND_OBJECT) && target != AK_POSITION_NONE &&
	       ledger->records[target].kind == AK_KIND_SEAL;
}

/* Records that no complete seal covers. */
static uint32_t count_new(const struct ak_ledger *ledger)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < ledger->admission.admitted; i++) {
		uint32_t record = ledger->admission.sequence[i];
		uint32_t window = ledger->judge.window_of[record];
		if ((window == 0 || window > ledger->judge.seal_count) && !is_about_seals(ledger, record))
			count++;
	}
	return count;
}

static enum ak_status check_seat(
	const struct ak_outlook *outlook, const struct ak_record *record, int by, struct ak_error *err)
{
	const struct ak_body *body = outlook->at.speakers.body;
	if (by < 0)
		return ak_fail(err, AK_ERR_REFUSED,
			_("the party that may seal (seal.by) has no seat in %s; amend the charter first"), body->name);
	const char *speaker = outlook->at.speakers.seats[by].actor;
	if (outlook->seat == by)
		return AK_OK;
	if (!speaker)
		return ak_fail(err, AK_ERR_REFUSED,
			_("nobody speaks for the seat %s.%s, which may seal: it needs exactly one holder whose key is good at the "
			  "last complete seal"),
			body->name, ak_outlook_party(outlook, by));
	return ak_fail(err, AK_ERR_REFUSED,
		_("%s may not seal with this key: at height %" PRId64 " that is for %s, who speaks for the seat %s.%s"),
		record->actor, outlook->height, speaker, body->name, ak_outlook_party(outlook, by));
}

static enum ak_status fill_at(struct draft *draft, struct ak_outlook *outlook, struct ak_record *record,
	struct ak_arena *arena, const struct ak_ledger *ledger, struct ak_error *err)
{
	int by = -1;
	struct ak_id *root = ak_arena_alloc(arena, sizeof *root);
	struct ak_id *prev = ak_arena_alloc(arena, sizeof *prev);
	if (!root || !prev)
		return ak_fail_memory(err);
	if (!outlook->at.speakers.body)
		return ak_fail(err, AK_ERR_REFUSED, _("there are no seals by the charter of this ledger"));
	enum ak_status status =
		ak_outlook_root(outlook, ledger, record->parents, record->parent_count, root, &by, err);
	if (status == AK_OK)
		status = check_seat(outlook, record, by, err);
	if (status != AK_OK)
		return status;
	if (ledger->judge.seal_count)
		*prev = ledger->records[ledger->judge.seals[ledger->judge.seal_count - 1].record].id;
	record->kind = AK_KIND_SEAL;
	record->height = outlook->height;
	record->prev = ledger->judge.seal_count ? prev : NULL;
	record->state = root;
	draft->height = outlook->height;
	draft->quorum = outlook->quorum;
	return AK_OK;
}

static enum ak_status fill(void *context, struct ak_record *record, struct ak_arena *arena,
	const struct ak_ledger *ledger, struct ak_error *err)
{
	struct draft *draft = context;
	struct ak_outlook outlook;
	if (ledger->judge.split_count)
		return ak_fail(err, AK_ERR_REFUSED,
			_("two complete seals of one height contradict each other here, so nothing is sealed before that is settled"));
	draft->records = count_new(ledger);
	if (draft->records == 0)
		return ak_fail(err, AK_ERR_REFUSED, _("there is nothing to seal: nothing was signed since the last seal"));
	enum ak_status status = ak_outlook_open(
		&outlook, ledger, ak_outlook_next(ledger), record->actor, record->key, record->time, err);
	if (status != AK_OK)
		return status;
	status = fill_at(draft, &outlook, record, arena, ledger, err);
	ak_outlook_release(&outlook);
	return status;
}

static void show(struct ak_cli *cli, void *context, const struct ak_foreseen *foreseen)
{
	const struct draft *draft = context;
	ak_page_heading(&cli->talk, _("A seal of height %" PRId64), draft->height);
	ak_page_line(&cli->talk,
		P_("It fixes %u record that no complete seal covers yet.",
			"It fixes %u records that no complete seal covers yet.", draft->records),
		draft->records);
	ak_page_line(&cli->talk, _("The state root: %s"), ak_id_hex(foreseen->record->state).text);
	ak_page_line(&cli->talk,
		P_("It is complete when %u seat stands behind it.", "It is complete when %u seats stand behind it.", draft->quorum),
		draft->quorum);
}

static int run(struct ak_cli *cli)
{
	struct draft draft = {.height = 0};
	struct ak_signed made;
	struct ak_exchange exchange = {.count = 0};
	struct ak_signing signing = {.fill = fill, .show = show, .context = &draft};
	int exit = ak_signing_run(cli, &signing, &made);
	if (exit)
		return exit;
	/* a quorum of one is complete at once, and is to be remembered */
	exit = ak_exchange_open(cli, &exchange);
	if (!exit)
		exit = ak_exchange_ledger(cli, &exchange);
	if (exit) {
		ak_exchange_close(&exchange);
		return exit;
	}
	bool complete = (int64_t)cli->ledger->judge.seal_count >= draft.height;
	ak_cli_answer(cli, "record", ak_json_text_new(ak_id_hex(&made.id).text));
	ak_cli_answer(cli, "actor", ak_json_text_new(made.actor));
	ak_cli_answer(cli, "height", ak_json_int_new(draft.height));
	ak_cli_answer(cli, "complete", ak_json_bool_new(complete));
	if (complete)
		ak_page_line(&cli->page, _("Seal %s of height %" PRId64 " by %s is complete."), ak_id_short(&made.id).text,
			draft.height, made.actor);
	else
		ak_page_line(&cli->page,
			_("Seal %s of height %" PRId64 " by %s is signed; it is complete when %u seats stand behind it."),
			ak_id_short(&made.id).text, draft.height, made.actor, draft.quorum);
	if (exchange.remotes.count)
		ak_cli_say(cli, _("`akkoord sync` publishes it."));
	ak_exchange_close(&exchange);
	return AK_EXIT_YES;
}

const struct ak_command ak_cmd_seal = {
	.name = "seal",
	.group = AK_GROUP_EXCHANGE,
	.words = "",
	.summary = N_("propose a seal over all that is known"),
	.about = N_(
		"Signs a seal: «of all that I had seen, this is the state». Only the seat that the charter names (seal.by) may; once a "
		"quorum of the witnesses has endorsed it, it fixes everything before it for good. The answer names the seal; --json has its "
		"whole id."),
	.examples = "akkoord seal\n"
		    "akkoord sync  # " N_("the witnesses of the others see it"),
	.words_max = 0,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
