/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/answer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "cli/files.h"
#include "cli/signing.h"
#include "cli/waiting.h"
#include "ledger/trial.h"
#include "report/build.h"
#include "report/fault.h"
#include "report/proposal.h"
#include "report/words.h"

struct answer {
	struct ak_cli *cli;
	enum ak_kind kind;
	const char *why; /* or NULL */
	struct ak_files files;
	struct ak_id target;
	size_t number, count; /* which of how many it is, from 1 */
	/* of the target, for what is said afterwards: */
	char capacity[2 * AK_NAME_MAX + 2];
	unsigned needed;
};

/* ------------------------------------------------------------------ what comes to nothing is not signed */

/* An endorsement that would decide the proposal now, and so make it void. */
static enum ak_status check_decides(const struct ak_ledger *ledger, uint32_t target, uint64_t seats,
	const struct ak_capacity *capacity, struct ak_error *err)
{
	const struct ak_record *proposal = &ledger->records[target];
	struct ak_fault fault;
	uint64_t counted = ak_ledger_judged(ledger, target)->counted | seats;
	if (ak_seats_count(counted) < capacity->needed || ak_trial_of(ledger, target, &fault))
		return AK_OK;
	struct ak_buf words = AK_BUF_INIT;
	ak_fault_words(&words, ledger, proposal, proposal->capacity, &fault);
	ak_fail(err, AK_ERR_REFUSED, _("with this the proposal would be decided, and it would be void (%s): %s"),
		ak_reason_name(fault.reason), ak_buf_string(&words));
	ak_buf_release(&words);
	return AK_ERR_REFUSED;
}

static enum ak_status check_endorse(
	const struct ak_ledger *ledger, uint32_t target, const char *actor, struct ak_error *err)
{
	const struct ak_record *proposal = &ledger->records[target];
	const struct ak_judged *judged = ak_ledger_judged(ledger, target);
	const struct ak_state *state = ak_ledger_state(ledger);
	struct ak_capacity capacity = ak_capacity_of(state->charter, proposal->capacity);
	uint64_t seats = ak_seats_of(state, &capacity, actor, proposal->actor);
	const struct ak_id_short id = ak_id_short(&proposal->id);
	if (judged->verdict == AK_VERDICT_VOID)
		return ak_fail(err, AK_ERR_REFUSED, _("proposal %s is void (%s) and stays so; propose it anew"), id.text,
			ak_reason_name((enum ak_reason)judged->reason));
	if (judged->verdict == AK_VERDICT_WITHDRAWN)
		return ak_fail(err, AK_ERR_REFUSED, _("proposal %s was withdrawn"), id.text);
	if (seats == 0)
		return ak_fail(err, AK_ERR_REFUSED, _("%s holds no seat for %s, for which proposal %s is; `akkoord object` is open to all"),
			actor, proposal->capacity, id.text);
	if (judged->verdict == AK_VERDICT_IN_FORCE)
		return AK_OK; /* late, and noted */
	if ((seats & ~judged->counted) == 0)
		return ak_fail(err, AK_ERR_REFUSED, _("the seat of %s counts for proposal %s already"), actor, id.text);
	return check_decides(ledger, target, seats, &capacity, err);
}

static enum ak_status check_withdraw(
	const struct ak_ledger *ledger, uint32_t target, const char *actor, struct ak_error *err)
{
	const struct ak_record *proposal = &ledger->records[target];
	const struct ak_judged *judged = ak_ledger_judged(ledger, target);
	const struct ak_id_short id = ak_id_short(&proposal->id);
	if (strcmp(proposal->actor, actor) != 0)
		return ak_fail(err, AK_ERR_REFUSED, _("proposal %s is of %s, who alone can withdraw it; `akkoord object` is open to all"),
			id.text, proposal->actor);
	if (judged->verdict == AK_VERDICT_WITHDRAWN)
		return ak_fail(err, AK_ERR_REFUSED, _("proposal %s was withdrawn already"), id.text);
	if (judged->verdict == AK_VERDICT_IN_FORCE)
		return ak_fail(err, AK_ERR_REFUSED, _("proposal %s is in force; what it changed can only be changed by another"),
			id.text);
	if (judged->verdict == AK_VERDICT_VOID)
		return ak_fail(err, AK_ERR_REFUSED, _("proposal %s is void (%s) and need not be withdrawn"), id.text,
			ak_reason_name((enum ak_reason)judged->reason));
	return AK_OK;
}

static enum ak_status check(const struct answer *answer, const struct ak_ledger *ledger, uint32_t target,
	const char *actor, struct ak_error *err)
{
	if (ak_cli_flag(answer->cli, "even-if-void"))
		return AK_OK;
	switch (answer->kind) {
	case AK_KIND_ENDORSE:
		return check_endorse(ledger, target, actor, err);
	case AK_KIND_WITHDRAW:
		return check_withdraw(ledger, target, actor, err);
	case AK_KIND_OBJECT:
	case AK_KIND_PROPOSE:
	case AK_KIND_SEAL:
		return AK_OK;
	}
	return AK_OK;
}

/* ------------------------------------------------------------------ one answer */

static enum ak_status find_target(
	const struct answer *answer, const struct ak_ledger *ledger, uint32_t *target, struct ak_error *err)
{
	*target = ak_admission_find(&ledger->admission, &answer->target);
	if (*target == AK_POSITION_NONE)
		return ak_fail(err, AK_ERR_NOT_FOUND, _("record %s is no longer here"), ak_id_short(&answer->target).text);
	return AK_OK;
}

static enum ak_status fill(void *context, struct ak_record *record, struct ak_arena *arena,
	const struct ak_ledger *ledger, struct ak_error *err)
{
	struct answer *answer = context;
	uint32_t target;
	enum ak_status status = find_target(answer, ledger, &target, err);
	if (status != AK_OK)
		return status;
	record->kind = (uint8_t)answer->kind;
	record->target = &answer->target;
	record->why = answer->why;
	status = ak_files_name(&answer->files, record, arena, err);
	if (status == AK_OK)
		status = check(answer, ledger, target, record->actor, err);
	const struct ak_record *proposal = &ledger->records[target];
	strncpy(answer->capacity, proposal->capacity, sizeof answer->capacity - 1);
	answer->needed = ak_capacity_of(ak_ledger_state(ledger)->charter, proposal->capacity).needed;
	return status;
}

static void show(struct ak_cli *cli, void *context, const struct ak_foreseen *foreseen)
{
	const struct answer *answer = context;
	uint32_t target = ak_admission_find(&foreseen->ledger->admission, &answer->target);
	if (answer->count > 1) {
		ak_page_end(&cli->talk);
		ak_page_line(&cli->talk, _("%zu of %zu:"), answer->number, answer->count);
	}
	ak_proposal_put(&cli->talk, foreseen->ledger, target);
	if (answer->why) {
		ak_page_gap(&cli->talk);
		ak_page_put(&cli->talk, _("reason: "));
		ak_page_wrap(&cli->talk, AK_STYLE_PLAIN, answer->why);
	}
}

static const char *sentence_of(enum ak_kind kind)
{
	switch (kind) {
	case AK_KIND_ENDORSE:
		return _("%s endorsed proposal %s (record %s).");
	case AK_KIND_OBJECT:
		return _("%s objected to proposal %s (record %s).");
	case AK_KIND_WITHDRAW:
		return _("%s withdrew proposal %s (record %s).");
	case AK_KIND_PROPOSE:
	case AK_KIND_SEAL:
		break;
	}
	return "%s %s %s";
}

static void tell_signed(struct ak_cli *cli, const struct answer *answer, const struct ak_signed *made, struct ak_json *list)
{
	const enum ak_verdict verdict = (enum ak_verdict)made->target.verdict;
	const enum ak_reason reason = (enum ak_reason)made->target.reason;
	if (cli->json) {
		const char *outcome = ak_verdict_text((enum ak_verdict)made->judged.verdict, (enum ak_reason)made->judged.reason);
		struct ak_json *item = ak_json_object_new();
		bool built = ak_json_set(item, "record", ak_json_text_new(ak_id_hex(&made->id).text)) &&
			     ak_json_set(item, "actor", ak_json_text_new(made->actor)) &&
			     ak_json_set(item, "verdict", ak_json_text_new(outcome)) &&
			     ak_json_set(item, "target", ak_json_text_new(ak_id_hex(&answer->target).text)) &&
			     ak_json_set(item, "target_verdict", ak_json_text_new(ak_verdict_text(verdict, reason))) &&
			     ak_json_set(item, "counted", ak_json_int_new((int64_t)ak_seats_count(made->target.counted))) &&
			     ak_json_set(item, "needed", ak_json_int_new((int64_t)answer->needed));
		if (!built) {
			ak_json_free(item);
			item = NULL;
		}
		if (!ak_json_append(list, item))
			ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
		return;
	}
	const struct ak_id_short target = ak_id_short(&answer->target);
	const struct ak_id_short own = ak_id_short(&made->id);
	ak_page_format(&cli->page, sentence_of(answer->kind), made->actor, target.text, own.text);
	if (answer->kind == AK_KIND_WITHDRAW && verdict == AK_VERDICT_WITHDRAWN) {
		ak_page_end(&cli->page);
		return;
	}
	ak_page_put(&cli->page, " ");
	if (verdict == AK_VERDICT_PENDING && answer->needed == 1)
		ak_page_line(&cli->page, _("It is pending: one signature for %s decides it."), answer->capacity);
	else if (verdict == AK_VERDICT_PENDING)
		ak_page_line(&cli->page, _("It is pending: %u of %u seats for %s."), ak_seats_count(made->target.counted),
			answer->needed, answer->capacity);
	else if (verdict == AK_VERDICT_IN_FORCE)
		ak_page_line(&cli->page, _("It is in force."));
	else
		ak_page_line(&cli->page, _("It is %s."), ak_words_judged(verdict, reason).text);
}

/* ------------------------------------------------------------------ all of them */

/* The ids that the words name, each a proposal and each once. */
static int find_targets(struct ak_cli *cli, struct ak_id *targets, size_t *count)
{
	for (size_t i = 0; i < cli->word_count; i++) {
		uint32_t position;
		bool is_known = false;
		int exit = ak_cli_find_record(cli, cli->words[i], &position);
		if (exit)
			return exit;
		const struct ak_record *record = &cli->ledger->records[position];
		const struct ak_id_short id = ak_id_short(&record->id);
		if (record->kind == AK_KIND_SEAL)
			return ak_cli_fail(cli, AK_EXIT_USAGE,
				_("%s is a seal; `akkoord witness` endorses seals, or objects, after checking them"), id.text);
		if (record->kind != AK_KIND_PROPOSE)
			return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s is no proposal but an answer (%s) to %s; name that one"), id.text,
				ak_kind_name((enum ak_kind)record->kind), ak_id_short(record->target).text);
		for (size_t t = 0; t < *count; t++)
			is_known = is_known || ak_id_equal(&targets[t], &record->id);
		if (!is_known)
			targets[(*count)++] = record->id;
	}
	return AK_EXIT_YES;
}

/* All that wait for the actor's seat in the body that --for names, the oldest first. The caller's to free. */
static int find_all(struct ak_cli *cli, struct ak_id **targets, size_t *count)
{
	struct ak_error err = AK_ERROR_INIT;
	const char *body = ak_cli_text(cli, "for");
	struct ak_waiting *items = NULL;
	char *actor = NULL;
	if (!body || cli->word_count > 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--all goes with --for BODY, and without proposals"));
	int exit = ak_cli_find_capacity(cli, body, &body);
	if (!exit)
		exit = ak_signing_actor(cli, &actor);
	if (!exit)
		exit = ak_cli_trouble(cli, ak_waiting_find(&items, count, cli->ledger, actor, body, &err), &err);
	if (!exit) {
		assert(items); /* one more than there are */
		free(*targets);
		*targets = calloc(*count + 1, sizeof **targets);
		for (size_t i = 0; *targets && i < *count; i++)
			(*targets)[i] = cli->ledger->records[items[i].proposal].id;
		if (!*targets)
			exit = ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	}
	if (!exit && *count == 0 && !cli->json)
		ak_page_line(&cli->page, _("Nothing for %s waits for %s."), body, actor);
	free(items);
	free(actor);
	return exit;
}

static int find_named(struct ak_cli *cli, enum ak_kind kind, struct ak_id **targets, size_t *count)
{
	if (kind == AK_KIND_ENDORSE && ak_cli_flag(cli, "all"))
		return find_all(cli, targets, count);
	if (kind == AK_KIND_ENDORSE && (ak_cli_text(cli, "for") || cli->word_count == 0))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("name the proposals to endorse, which akkoord todo lists, or give --all --for BODY"));
	return find_targets(cli, *targets, count);
}

/* To withdraw, or to answer all that waits, is to look at more than at one proposal. */
static int open_ledger(struct ak_cli *cli, enum ak_kind kind)
{
	bool all = kind == AK_KIND_WITHDRAW || (kind == AK_KIND_ENDORSE && ak_cli_flag(cli, "all"));
	return all ? ak_cli_ledger(cli) : ak_cli_ledger_to_sign(cli);
}

static int check_now(struct ak_cli *cli, const struct answer *answer)
{
	struct ak_error err = AK_ERROR_INIT;
	char *actor = NULL;
	uint32_t target;
	int exit = ak_signing_actor(cli, &actor);
	if (exit)
		return exit;
	if (!ak_cli_flag(cli, "even-if-void"))
		exit = ak_cli_check_actor(cli, actor);
	enum ak_status status = exit ? AK_OK : find_target(answer, cli->ledger, &target, &err);
	if (!exit && status == AK_OK)
		status = check(answer, cli->ledger, target, actor, &err);
	free(actor);
	if (exit)
		return exit;
	return ak_cli_trouble(cli, status, &err);
}

/* What can be seen without the lock, so that nobody waits for remotes in vain. */
static int check_before(struct ak_cli *cli, const struct answer *answer)
{
	int exit = open_ledger(cli, answer->kind);
	if (!exit)
		exit = check_now(cli, answer);
	if (!ak_cli_fell_short(cli, exit))
		return exit;
	exit = ak_cli_ledger(cli);
	return exit ? exit : check_now(cli, answer);
}

/* That an answer was not signed: told at once where there are several, and else at the end. */
static int tell_refused(struct ak_cli *cli, const struct answer *answer, size_t count, struct ak_json *list)
{
	int exit = AK_EXIT_NO;
	struct ak_buf sentence = AK_BUF_INIT;
	struct ak_json *item = ak_json_object_new();
	ak_cli_failure_take(cli, &sentence);
	ak_build_set(&item, "target", ak_build_id(&answer->target));
	ak_build_set(&item, "sentence", ak_build_text(ak_buf_string(&sentence)));
	if (count > 1)
		ak_cli_say(cli, "%s: %s", ak_id_short(&answer->target).text, ak_buf_string(&sentence));
	else
		ak_cli_fail(cli, AK_EXIT_NO, "%s", ak_buf_string(&sentence));
	if (sentence.failed || !ak_json_append(list, item))
		exit = ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	ak_buf_release(&sentence);
	return exit;
}

/* Each that can be; what is wrong with one does not keep the others. */
static int answer_each(struct ak_cli *cli, struct answer *answer, const struct ak_id *targets, size_t count,
	struct ak_json *list, struct ak_json *refused)
{
	const struct ak_signing signing = {.fill = fill,
		.show = show,
		.context = answer,
		.attachments = answer->files.items,
		.attachment_count = answer->files.count};
	size_t not_signed = 0;
	answer->count = count;
	for (size_t i = 0; i < count; i++) {
		struct ak_signed made;
		answer->target = targets[i];
		answer->number = i + 1;
		int exit = check_before(cli, answer);
		if (!exit)
			exit = ak_signing_run(cli, &signing, &made);
		if (!exit) {
			tell_signed(cli, answer, &made, list);
			ak_cli_flush(cli); /* whoever leaves at the next question knows what was signed */
		}
		if (exit == AK_EXIT_NO) {
			not_signed++;
			exit = tell_refused(cli, answer, count, refused);
		}
		if (exit != AK_EXIT_YES && exit != AK_EXIT_NO)
			return exit;
	}
	if (not_signed > 0 && count > 1)
		return ak_cli_fail(cli, AK_EXIT_NO, _("%zu of the %zu were not signed"), not_signed, count);
	return not_signed > 0 ? AK_EXIT_NO : AK_EXIT_YES;
}

int ak_answer(struct ak_cli *cli, enum ak_kind kind)
{
	struct answer answer = {.cli = cli, .kind = kind, .why = ak_cli_text(cli, "why")};
	struct ak_error err = AK_ERROR_INIT;
	size_t count = 0;
	bool is_reason_missing = answer.why ? !*answer.why : kind != AK_KIND_ENDORSE;
	if (is_reason_missing)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say why: --why TEXT (it will stand in the record for good)"));
	int exit = open_ledger(cli, kind);
	if (exit)
		return exit;
	struct ak_json *list = ak_json_array_new(), *refused = ak_json_array_new();
	struct ak_id *targets = calloc(cli->word_count + 1, sizeof *targets);
	if (!targets || !list || !refused) {
		exit = ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
		goto out;
	}
	exit = find_named(cli, kind, &targets, &count);
	if (ak_cli_fell_short(cli, exit)) {
		count = 0;
		exit = ak_cli_ledger(cli);
		if (!exit)
			exit = find_named(cli, kind, &targets, &count);
	}
	if (!exit)
		exit = ak_cli_trouble(cli, ak_files_take(&answer.files, cli, &err), &err);
	if (!exit)
		exit = answer_each(cli, &answer, targets, count, list, refused);
	if (exit)
		ak_cli_keep(cli);
	if (cli->json && (count > 0 || !exit)) {
		ak_cli_answer(cli, "signed", list);
		ak_cli_answer(cli, "refused", refused);
		list = refused = NULL; /* the document's now */
	}
out:
	ak_json_free(list);
	ak_json_free(refused);
	ak_files_release(&answer.files);
	free(targets);
	return exit;
}
