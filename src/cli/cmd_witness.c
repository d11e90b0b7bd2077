/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "cli/exchange.h"
#include "cli/signing.h"
#include "cli/witness_words.h"
#include "sign/sign.h"

/* Signed at one go: a height has one endorsement, and objections to its rivals. */
enum { SIGNED_MAX = 64 };

/* What it signed: the seal by its id, for positions change when the ledger is read again. */
struct deed {
	struct ak_id seal;
	struct ak_witness_step step;
};

struct run {
	struct ak_cli *cli;
	struct ak_exchange exchange;
	char *actor;
	char *key;
	bool speaks; /* for a seat, at some height */
	struct deed deeds[SIGNED_MAX];
	size_t deed_count;
};

/* ---- signing */

static enum ak_status fill(void *context, struct ak_record *record, struct ak_arena *arena,
	const struct ak_ledger *ledger, struct ak_error *err)
{
	const struct deed *deed = context;
	(void)arena;
	(void)ledger;
	(void)err;
	record->kind = deed->step.act == AK_WITNESS_ENDORSE ? AK_KIND_ENDORSE : AK_KIND_OBJECT;
	record->target = &deed->seal;
	if (deed->step.act == AK_WITNESS_OBJECT)
		record->why = deed->step.why == AK_WITNESS_RIVAL
				      ? "the seat that signs this signed another seal of this height"
				      : "the witness computes another state root over the same records";
	return AK_OK;
}

static int sign_step(struct run *run, const struct ak_witness_step *step)
{
	struct deed *deed = &run->deeds[run->deed_count];
	struct ak_signed made;
	struct ak_signing signing = {.fill = fill, .context = deed, .unattended = true};
	*deed = (struct deed){.seal = run->cli->ledger->records[step->seal].id, .step = *step};
	int exit = ak_signing_run(run->cli, &signing, &made);
	if (!exit)
		run->deed_count++;
	return exit;
}

/* ---- looking */

static enum ak_status look_at_height(
	struct run *run, int64_t height, struct ak_witness_steps *steps, struct ak_error *err)
{
	struct ak_outlook outlook;
	int64_t now = ak_cli_now(run->cli);
	enum ak_status status = ak_outlook_open(&outlook, run->cli->ledger, height, run->actor, run->key, now, err);
	if (status != AK_OK)
		return status;
	run->speaks |= outlook.seat >= 0;
	status = ak_witness_decide(steps, run->cli->ledger, &outlook, &run->exchange.memory, now, err);
	ak_outlook_release(&outlook);
	return status;
}

static uint32_t seals_of(const struct ak_ledger *ledger, int64_t height)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < ledger->judge.seal_record_count; i++)
		count += ledger->records[ledger->judge.seal_records[i]].height == height;
	return count;
}

/* The next height, and those before where there are rivals. After a split nothing can be said of the next. */
static enum ak_status look(struct run *run, struct ak_witness_steps *steps, struct ak_error *err)
{
	const struct ak_ledger *ledger = run->cli->ledger;
	enum ak_status status = AK_OK;
	for (int64_t height = 1; height <= ak_outlook_next(ledger) && status == AK_OK; height++) {
		bool is_next = height == ak_outlook_next(ledger);
		if (is_next ? ledger->judge.split_count == 0 : seals_of(ledger, height) > 1)
			status = look_at_height(run, height, steps, err);
	}
	return status;
}

static const struct ak_witness_step *next_act(const struct run *run, const struct ak_witness_steps *steps)
{
	for (size_t i = 0; i < steps->count && run->deed_count < SIGNED_MAX; i++)
		if (steps->items[i].act == AK_WITNESS_ENDORSE || steps->items[i].act == AK_WITNESS_OBJECT)
			return &steps->items[i];
	return NULL;
}

/* One act after another, each on the ledger as the one before left it. *steps is what is left to say in the end. */
static int act(struct run *run, struct ak_witness_steps *steps)
{
	for (;;) {
		struct ak_error err = AK_ERROR_INIT;
		ak_witness_steps_release(steps);
		int exit = ak_exchange_ledger(run->cli, &run->exchange);
		if (!exit)
			exit = ak_cli_trouble(run->cli, look(run, steps, &err), &err);
		const struct ak_witness_step *next = exit ? NULL : next_act(run, steps);
		if (!next)
			return exit;
		exit = sign_step(run, next);
		if (exit)
			return exit;
	}
}

/* ---- telling */

static bool tell(struct run *run, struct ak_json *answer, const struct ak_witness_step *step)
{
	if (run->cli->json)
		ak_json_append(answer, ak_witness_document(run->cli->ledger, step));
	else
		ak_witness_put(run->cli, step);
	return ak_witness_is_finding(step);
}

static bool was_done(const struct run *run, const struct ak_witness_step *step)
{
	const struct ak_id *id = &run->cli->ledger->records[step->seal].id;
	for (size_t i = 0; i < run->deed_count; i++)
		if (ak_id_equal(&run->deeds[i].seal, id))
			return true;
	return false;
}

/* What was done now, and what was not done and why. Returns whether there is a finding. */
static bool tell_all(struct run *run, const struct ak_witness_steps *steps)
{
	struct ak_cli *cli = run->cli;
	struct ak_json *answer = cli->json ? ak_json_array_new() : NULL;
	bool finding = false;
	for (size_t i = 0; i < run->deed_count; i++) {
		struct deed *deed = &run->deeds[i];
		deed->step.seal = ak_admission_find(&cli->ledger->admission, &deed->seal);
		finding |= tell(run, answer, &deed->step);
	}
	for (size_t i = 0; i < steps->count; i++)
		if (!was_done(run, &steps->items[i]))
			finding |= tell(run, answer, &steps->items[i]);
	if (cli->json)
		ak_cli_answer(cli, "seals", answer);
	else if (!run->speaks)
		ak_page_line(&cli->page, _("%s speaks for no seat here, so there is nothing to witness."), run->actor);
	else if (run->deed_count == 0 && steps->count == 0)
		ak_page_line(&cli->page, _("There is no seal that waits for a witness."));
	return finding;
}

/* ---- the command */

static int find_key(struct run *run)
{
	struct ak_signer *signer = NULL;
	int exit = ak_signing_signer(run->cli, &signer);
	if (!exit && !(run->key = strdup(ak_signer_key(signer))))
		exit = ak_cli_trouble(run->cli, ak_fail_memory(NULL), NULL);
	ak_signer_free(signer);
	return exit;
}

static int begin(struct run *run)
{
	struct ak_cli *cli = run->cli;
	int exit = ak_signing_actor(cli, &run->actor);
	if (!exit)
		exit = find_key(run);
	if (!exit)
		exit = ak_exchange_open(cli, &run->exchange);
	if (!exit && ak_cli_flag(cli, "offline") && run->exchange.remotes.count)
		exit = ak_cli_fail(cli, AK_EXIT_USAGE,
			_("a witness asks its remotes what it signed before; leave --offline away"));
	if (!exit)
		exit = ak_exchange_run(cli, &run->exchange, NULL);
	return exit;
}

/*
 * protocol §10: "It never signs for two seals of one height but as above, also after a crash or a restored backup."
 * What this seat signed and this replica lost can only be known from where it was published.
 */
static int witness(struct run *run)
{
	struct ak_cli *cli = run->cli;
	struct ak_witness_steps steps = {.count = 0};
	int exit = begin(run);
	if (exit)
		return exit;
	bool may_sign = ak_exchange_answered(&run->exchange);
	if (may_sign)
		exit = act(run, &steps);
	else
		exit = ak_exchange_ledger(cli, &run->exchange);
	if (!exit)
		ak_exchange_publish(cli, &run->exchange);
	if (!exit) {
		bool finding = ak_exchange_report(cli, &run->exchange);
		finding |= ak_exchange_report_split(cli);
		if (may_sign)
			finding |= tell_all(run, &steps);
		exit = ak_exchange_exit(&run->exchange, finding);
	}
	if (!may_sign)
		exit = ak_cli_fail(cli, AK_EXIT_TROUBLE,
			_("nothing was signed: a witness first asks where its signatures are published, and that did not answer"));
	ak_witness_steps_release(&steps);
	return exit;
}

static int run(struct ak_cli *cli)
{
	struct run *run = calloc(1, sizeof *run);
	if (!run)
		return ak_cli_trouble(cli, ak_fail_memory(NULL), NULL);
	run->cli = cli;
	int exit = witness(run);
	ak_exchange_close(&run->exchange);
	free(run->actor);
	free(run->key);
	free(run);
	return exit;
}

static const struct ak_option options[] = {
	{"once", 0, AK_OPTION_FLAG, NULL, N_("look once and end, which it does anyway")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_witness = {
	.name = "witness",
	.group = AK_GROUP_EXCHANGE,
	.words = "",
	.summary = N_("verify seals, and endorse those that deserve it"),
	.about = N_(
		"Syncs, verifies the whole ledger, and looks at every seal that waits for its seat: endorses the one whose state it "
		"computes too, objects to one whose state it computes otherwise and to every rival of a seal that it signed, and waits seven "
		"days with one that leaves out what it held for an hour. It never signs two seals of one height. Nothing is asked: run it "
		"from a timer. Exit status: 0 all is well; 1 there is a finding; 3 the remotes did not answer."),
	.examples = "akkoord witness\n"
		    "akkoord -C ~/agenda.git witness --as ipo-getuigen --key ~/.ssh/getuigen",
	.options = options,
	.words_max = 0,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
