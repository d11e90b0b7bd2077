/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/signing.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "cli/exchange.h"
#include "cli/inside.h"
#include "cli/personal.h"
#include "ledger/demand.h"
#include "sig/digest.h"
#include "sig/key.h"
#include "sig/sshsig.h"
#include "sign/sign.h"
#include "sync/own.h"
#include "sync/witness.h"

enum { LOCK_SECONDS = 30 };

/* ---- who, and with which key */

char *ak_signing_actor_if_any(struct ak_cli *cli)
{
	bool may_say = cli->command && (cli->command->traits & AK_COMMAND_SIGNS) != 0;
	const char *as = may_say ? ak_cli_text(cli, "as") : NULL;
	if (as)
		return strdup(as);
	return cli->store ? ak_store_config_get(cli->store, "akkoord.actor") : NULL;
}

int ak_signing_actor(struct ak_cli *cli, char **actor)
{
	int exit = ak_cli_store(cli);
	if (exit)
		return exit;
	char *found = ak_signing_actor_if_any(cli);
	if (!found)
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("it is not known who signs; give --as ACTOR, or set it once: git config akkoord.actor ACTOR"));
	if (!ak_name_check(found)) {
		exit = ak_cli_fail(cli, AK_EXIT_USAGE,
			_("\"%s\" is no actor's name: small letters, digits and \"-\", at most 63"), found);
		free(found);
		return exit;
	}
	*actor = found;
	return AK_EXIT_YES;
}

static char *key_of(struct ak_cli *cli)
{
	const char *key = ak_cli_text(cli, "key");
	char *found = key ? strdup(key) : ak_store_config_get(cli->store, "akkoord.signingKey");
	return found ? found : ak_store_config_get(cli->store, "user.signingKey");
}

int ak_signing_signer(struct ak_cli *cli, struct ak_signer **signer)
{
	struct ak_error err = AK_ERROR_INIT;
	int exit = ak_cli_store(cli);
	if (exit)
		return exit;
	char *key = key_of(cli);
	if (!key)
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("it is not known which key signs; give --key FILE, or set it once: git config akkoord.signingKey FILE"));
	struct ak_sign_options options = {.key = key,
		.agent = ak_cli_environment("SSH_AUTH_SOCK"),
		.interactive = !cli->no_input && cli->inside->error_terminal};
	enum ak_status status = ak_sig_start(&err);
	if (status == AK_OK)
		status = ak_signer_open(signer, &options, &err);
	exit = ak_cli_trouble(cli, status, &err);
	free(key);
	return exit;
}

/* ---- the run of one signature */

struct run {
	struct ak_cli *cli;
	const struct ak_signing *signing;
	struct ak_exchange exchange;
	struct ak_ledger *before; /* that the command read its words against: they may still point to it */
	struct ak_signer *signer;
	char *actor;
	bool asked_well; /* enough remotes answered to sign a seal */
	struct ak_arena arena;
	struct ak_record record;
	struct ak_buf bytes;
	struct ak_buf signature;
	struct ak_foreseen foreseen;
	int64_t height; /* of the seal that is signed, 0: none */
	struct ak_id seal;
};

/* What did I sign elsewhere? */
static int ask_remotes(struct run *run)
{
	struct ak_cli *cli = run->cli;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_own own;
	run->asked_well = run->exchange.remotes.count == 0 || run->signing->unattended;
	if (ak_cli_flag(cli, "offline") || run->signing->unattended)
		return AK_EXIT_YES;
	struct ak_intake_options options = {.now = ak_cli_now(cli),
		.lock_seconds = LOCK_SECONDS,
		.git = &run->exchange.git,
		.only_actor = run->actor};
	int exit = ak_cli_trouble(
		cli, ak_own_ask(&own, cli->store, &run->exchange.remotes, &options, &err), &err);
	if (exit)
		return exit;
	for (size_t i = 0; i < own.count; i++) {
		const struct ak_asked *asked = &own.asked[i];
		if (asked->status != AK_OK)
			ak_cli_say(cli, _("%s: not asked for newer records of %s: %s"), asked->remote, run->actor,
				asked->err.text);
		else if (asked->records)
			ak_cli_say(cli,
				P_("%s: %u record came in first, for there were newer ones of %s",
					"%s: %u records came in first, for there were newer ones of %s", asked->records),
				asked->remote, asked->records, run->actor);
	}
	run->asked_well = own.answered && own.own_answered;
	ak_own_release(&own);
	return AK_EXIT_YES;
}

/*
 * Nobody else writes from here on: what is there now is what is signed upon, and read again if it is not what was
 * read before (*same is then false).
 */
static int lock(struct run *run, bool *same)
{
	struct ak_cli *cli = run->cli;
	struct ak_error err = AK_ERROR_INIT;
	int exit = ak_cli_trouble(cli, ak_store_lock(cli->store, LOCK_SECONDS, &err), &err);
	*same = !exit && ak_exchange_is_current(cli, &run->exchange);
	if (!*same) {
		if (run->before)
			ak_ledger_free(cli->ledger);
		else
			run->before = cli->ledger;
		cli->ledger = NULL;
	}
	return exit ? exit : ak_exchange_ledger(cli, &run->exchange);
}

static enum ak_status draft(struct run *run, struct ak_error *err)
{
	struct ak_cli *cli = run->cli;
	enum ak_status status = ak_record_draft(&run->record, &run->arena, cli->ledger, run->actor,
		ak_signer_key(run->signer), ak_cli_now(cli), err);
	if (status == AK_OK)
		status = run->signing->fill(run->signing->context, &run->record, &run->arena, cli->ledger, err);
	if (status == AK_OK)
		status = ak_record_write(&run->record, &run->bytes, err);
	if (status == AK_OK)
		run->record.id = ak_sha256(ak_buf_view(&run->bytes));
	return status;
}

/* protocol §10: "An implementation must refuse to sign otherwise." */
static enum ak_status guard(struct run *run, struct ak_error *err)
{
	enum ak_status status = ak_witness_guard(run->cli->ledger, &run->exchange.memory, &run->record, &run->seal,
		&run->height, err);
	if (status != AK_OK || run->height == 0)
		return status;
	if (run->record.kind == AK_KIND_SEAL)
		run->seal = run->record.id;
	if (run->asked_well || ak_cli_flag(run->cli, "offline"))
		return AK_OK;
	return ak_fail(err, AK_ERR_REFUSED,
		_("a seal is signed only after the remotes were asked what was signed before, and they do not answer; try again, "
		  "or give --offline if this is the only place where %s signs"),
		run->actor);
}

/* What it would come to; refuses what is better not signed. */
static int foresee(struct run *run)
{
	struct ak_error err = AK_ERROR_INIT;
	enum ak_refusal refusal = AK_REFUSAL_NONE;
	struct ak_foreseen *foreseen = &run->foreseen;
	foreseen->ledger = run->cli->ledger;
	foreseen->record = &run->record;
	foreseen->bytes = ak_buf_view(&run->bytes);
	enum ak_status status = ak_ledger_foresee(run->cli->ledger, foreseen->bytes, &refusal, &foreseen->judged,
		&foreseen->target, &err);
	if (status == AK_OK)
		status = ak_foreseen_check(
			foreseen, refusal, ak_cli_flag(run->cli, "even-if-void"), &err);
	return ak_cli_trouble(run->cli, status, &err);
}

static void show(struct run *run)
{
	struct ak_cli *cli = run->cli;
	if (run->signing->unattended)
		return;
	if (run->signing->show)
		run->signing->show(cli, run->signing->context, &run->foreseen);
	else
		ak_foreseen_put_record(&cli->talk, &run->foreseen);
	ak_foreseen_put(&cli->talk, &run->foreseen);
}

static int confirm(struct run *run)
{
	struct ak_cli *cli = run->cli;
	if (run->signing->unattended)
		return AK_EXIT_YES;
	ak_cli_talk(cli);
	int exit = ak_personal_confirm(cli, &run->record);
	return exit ? exit : ak_cli_confirm(cli, _("Sign this as %s?"), run->actor);
}

/* Signs and writes. The signature was verified by the signer, and the record is checked whole before it is written. */
static enum ak_status sign_and_write(struct run *run, struct ak_error *err)
{
	struct ak_cli *cli = run->cli;
	struct ak_buf author = AK_BUF_INIT;
	ak_buf_format(&author, "%s <%s@akkoord.invalid>", run->actor, run->actor);
	enum ak_status status = ak_buf_status(&author, err);
	if (status == AK_OK)
		status = ak_signer_sign(
			run->signer, ak_buf_view(&run->bytes), AK_SSHSIG_NAMESPACE, &run->signature, err);
	if (status == AK_OK)
		status = ak_ledger_append(cli->ledger, ak_buf_view(&run->bytes), ak_buf_view(&run->signature),
			run->signing->attachments, run->signing->attachment_count, ak_buf_string(&author),
			ak_cli_now(cli), err);
	ak_buf_release(&author);
	return status;
}

/* The ledger has it as well: this is for the day that a backup of it is put back. */
static void remember(struct run *run)
{
	struct ak_error err = AK_ERROR_INIT;
	if (run->height && ak_memory_note_signed(
				   &run->exchange.memory, run->cli->store, run->height, &run->seal, &err) != AK_OK)
		ak_cli_say(run->cli, _("signed, but not noted among the seals that this replica signed: %s"), err.text);
}

/* The commonest mistake, told before anything is made of it. */
static int check_key(const struct run *run)
{
	struct ak_cli *cli = run->cli;
	const struct ak_actor actor = ak_actor_of(ak_ledger_state(cli->ledger), run->actor);
	const char *key = ak_signer_key(run->signer);
	if (!actor.exists || strcmp(actor.key, key) == 0 || ak_cli_flag(cli, "even-if-void"))
		return AK_EXIT_YES;
	char *own = ak_key_fingerprint(actor.key);
	char *given = ak_key_fingerprint(key);
	int exit = ak_cli_fail(cli, AK_EXIT_NO,
		_("not signed: the key of %s is %s, and this one is %s; sign with the right key (--key), or as whom it belongs to (--as)"),
		run->actor, own ? own : actor.key, given ? given : key);
	free(own);
	free(given);
	return exit;
}

/* All up to where somebody is asked. */
static int prepare(struct run *run)
{
	struct ak_error err = AK_ERROR_INIT;
	int exit = check_key(run);
	if (exit)
		return exit;
	enum ak_status status = draft(run, &err);
	if (status == AK_OK)
		status = guard(run, &err);
	if (status != AK_OK)
		return ak_cli_trouble(run->cli, status, &err);
	exit = foresee(run);
	if (!exit && !ak_ledger_is_short(run->cli->ledger))
		show(run);
	return exit;
}

/* Once more, on the whole ledger as it is now. */
static int prepare_again(struct run *run)
{
	ak_buf_clear(&run->bytes);
	run->record = (struct ak_record){.seq = 0};
	run->foreseen = (struct ak_foreseen){.ledger = NULL};
	int exit = ak_exchange_ledger(run->cli, &run->exchange);
	return exit ? exit : prepare(run);
}

/* Whoever is asked may think it over while others write; if they did, it is drafted, shown and asked anew. */
static int agree(struct run *run)
{
	struct ak_cli *cli = run->cli;
	if (run->signing->unattended || ak_cli_flag(cli, "yes"))
		return confirm(run);
	for (;;) {
		bool same = false;
		ak_store_unlock(cli->store);
		int exit = confirm(run);
		if (!exit)
			exit = lock(run, &same);
		if (exit || same)
			return exit;
		ak_cli_say(cli, "%s", _("In the meantime something came in: not signed yet, but shown and asked once more."));
		exit = prepare_again(run);
		if (exit)
			return exit;
	}
}

static int prepare_and_sign(struct run *run)
{
	struct ak_error err = AK_ERROR_INIT;
	int exit = prepare(run);
	if (ak_cli_fell_short(run->cli, exit))
		exit = prepare_again(run);
	if (!exit)
		exit = agree(run);
	if (!exit)
		exit = ak_cli_trouble(run->cli, sign_and_write(run, &err), &err);
	if (!exit)
		remember(run);
	return exit;
}

static void release(struct run *run, bool is_signed)
{
	struct ak_cli *cli = run->cli;
	if (cli->store)
		ak_store_unlock(cli->store);
	if (!is_signed)
		ak_cli_keep(cli);
	ak_ledger_free(cli->ledger);
	cli->ledger = NULL;
	ak_ledger_free(run->before);
	ak_exchange_close(&run->exchange);
	ak_signer_free(run->signer);
	free(run->actor);
	ak_buf_release(&run->bytes);
	ak_buf_release(&run->signature);
	ak_arena_release(&run->arena);
}

int ak_signing_run(struct ak_cli *cli, const struct ak_signing *signing, struct ak_signed *made)
{
	struct run run = {.cli = cli, .signing = signing};
	bool same;
	int exit = ak_signing_actor(cli, &run.actor);
	if (!exit)
		exit = ak_signing_signer(cli, &run.signer);
	if (!exit)
		exit = ak_exchange_open(cli, &run.exchange);
	if (!exit)
		exit = ask_remotes(&run);
	if (!exit)
		exit = lock(&run, &same);
	if (!exit)
		exit = prepare_and_sign(&run);
	if (!exit) {
		*made = (struct ak_signed){
			.id = run.record.id, .judged = run.foreseen.judged, .target = run.foreseen.target};
		strcpy(made->actor, run.actor);
	}
	release(&run, !exit);
	return exit;
}
