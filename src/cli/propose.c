/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/propose.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cli/again.h"
#include "cli/capacity.h"
#include "cli/files.h"
#include "cli/pins.h"
#include "cli/propose_form.h"
#include "cli/signing.h"
#include "cli/typed.h"
#include "cli/words.h"
#include "report/fault.h"
#include "report/proposal.h"
#include "report/words.h"
#include "sign/sign.h"

struct proposal {
	struct ak_cli *cli;
	const struct ak_proposing *given;
	char *actor;
	struct ak_files files;
	struct ak_buf file;	    /* what --file holds */
	struct ak_propose_form form; /* the same, or what was filled in */
	char capacity[2 * AK_NAME_MAX + 2];
	unsigned needed; /* seats */
	/* where the fault lies, for a form: */
	size_t fault_word;     /* of given->words; SIZE_MAX: in none */
	const char *fault_key; /* of the head, or NULL */
};

/* ------------------------------------------------------------------ the record */

static enum ak_status read_changes(struct proposal *proposal, struct ak_words *words, struct ak_arena *arena,
	const struct ak_ledger *ledger, struct ak_error *err)
{
	const struct ak_proposing *given = proposal->given;
	const struct ak_word_files files = {
		.attach = ak_files_attach, .read = ak_file_read, .context = &proposal->files};
	if (given->again)
		return ak_again_read(words, arena, ledger, given->again, err);
	if (!given->file) {
		enum ak_status read = ak_words_read(words, arena, ledger, given->words, given->word_count, &files, err);
		proposal->fault_word = read == AK_OK ? SIZE_MAX : words->fault;
		return read;
	}
	enum ak_status status = ak_words_read_json(words, arena, ledger, ak_buf_view(&proposal->file), err);
	return status == AK_OK ? AK_OK : ak_fail_add(err, status, "%s", given->file);
}

static enum ak_status fill_request(struct proposal *proposal, const struct ak_words *words, struct ak_record *record,
	struct ak_error *err)
{
	const struct ak_proposing *given = proposal->given;
	record->why = given->why ? given->why : words->why;
	proposal->fault_key = "why";
	if (given->edit && !record->why)
		return ak_fail(err, AK_ERR_USAGE, _("say why, below this line: it will stand in the record for good"));
	if (!record->why || !*record->why)
		return ak_fail(err, AK_ERR_USAGE, _("say why: --why TEXT (it will stand in the record for good)"));
	record->respond_by = words->respond_by;
	proposal->fault_key = "respond_by";
	if (given->respond_by && !ak_typed_date(&record->respond_by, given->respond_by))
		return ak_fail(err, AK_ERR_USAGE, _("--respond-by takes a date such as 2023-01-31, not \"%s\""),
			given->respond_by);
	if (record->respond_by >= 0 && record->respond_by < ak_date_of(record->time))
		return ak_fail(err, AK_ERR_USAGE, _("nobody can answer by %s, which has passed; give a later date, or none"),
			ak_words_day(record->respond_by).text);
	proposal->fault_key = NULL;
	return AK_OK;
}

/*
 * protocol §8: a propose for a body "is not void by `revoked`, `expired` or `fork`": it would stay open as a draft
 * that counts for no seat, which its author will hardly want.
 */
static enum ak_status check_standing(
	struct ak_cli *cli, const struct ak_record *record, const struct ak_ledger *ledger, struct ak_error *err)
{
	struct ak_actor actor = ak_actor_of(ak_ledger_state(ledger), record->actor);
	if (ak_cli_flag(cli, "even-if-void"))
		return AK_OK;
	if (actor.revoked)
		return ak_fail(err, AK_ERR_REFUSED, _("%s is revoked: what it signs counts for nothing"), record->actor);
	if (ak_date_of(record->time) > actor.until)
		return ak_fail(err, AK_ERR_REFUSED, _("%s could sign until %s: what it signs now counts for nothing"), record->actor,
			ak_words_day(actor.until).text);
	return AK_OK;
}

/* What can be seen to come to nothing is not signed. */
static enum ak_status try_changes(struct proposal *proposal, const char *capacity, const struct ak_record *record,
	struct ak_trial *trial, const struct ak_words *words, struct ak_error *err)
{
	const struct ak_ledger *ledger = proposal->cli->ledger;
	struct ak_fault fault;
	if (ak_cli_flag(proposal->cli, "even-if-void") || ak_trial_apply(trial, capacity, &fault))
		return AK_OK;
	struct ak_buf why = AK_BUF_INIT;
	ak_fault_words(&why, ledger, record, capacity, &fault);
	enum ak_status status = ak_trial_failed(trial) ? ak_fail_memory(err)
						       : ak_fail(err, AK_ERR_REFUSED, _("this would be void (%s): %s"),
								 ak_reason_name(fault.reason), ak_buf_string(&why));
	ak_buf_release(&why);
	if (words->origins && fault.change < words->count)
		proposal->fault_word = words->origins[fault.change];
	return status;
}

/* For whom: as said, or inferred. */
static enum ak_status fill_capacity(struct proposal *proposal, const struct ak_words *words, struct ak_record *record,
	struct ak_arena *arena, struct ak_error *err)
{
	const struct ak_ledger *ledger = proposal->cli->ledger;
	const char *said = proposal->given->capacity ? proposal->given->capacity : words->capacity;
	struct ak_trial *trial = NULL;
	enum ak_status status = said ? ak_capacity_check(ak_ledger_state(ledger)->charter, said, err) : AK_OK;
	if (status == AK_OK)
		status = ak_trial_open(&trial, ledger, record, err);
	if (status == AK_OK && !said)
		status = ak_capacity_infer(proposal->cli, arena, ledger, record, trial, &said, err);
	proposal->fault_key = status == AK_ERR_USAGE ? "for" : NULL;
	if (status == AK_OK)
		status = try_changes(proposal, said, record, trial, words, err);
	if (status == AK_OK) {
		record->capacity = ak_arena_text(arena, said, strlen(said));
		if (!record->capacity)
			status = ak_fail_memory(err);
	}
	ak_trial_free(trial);
	return status;
}

static enum ak_status fill(void *context, struct ak_record *record, struct ak_arena *arena,
	const struct ak_ledger *ledger, struct ak_error *err)
{
	struct proposal *proposal = context;
	struct ak_words words;
	record->kind = AK_KIND_PROPOSE;
	proposal->fault_word = SIZE_MAX;
	proposal->fault_key = NULL;
	enum ak_status status = check_standing(proposal->cli, record, ledger, err);
	if (status == AK_OK)
		status = read_changes(proposal, &words, arena, ledger, err);
	if (status == AK_OK) {
		record->changes = words.changes;
		record->change_count = (uint8_t)words.count;
		status = fill_request(proposal, &words, record, err);
	}
	if (status == AK_OK)
		status = ak_pins_fill(record, arena, ledger, proposal->given->pins, &words, err);
	if (status == AK_OK) {
		record->attachments = words.attachments;
		record->attachment_count = (uint8_t)words.attachment_count;
	}
	if (status == AK_OK)
		status = ak_files_name(&proposal->files, record, arena, err);
	if (status == AK_OK)
		status = fill_capacity(proposal, &words, record, arena, err);
	if (status != AK_OK)
		return status;
	strncpy(proposal->capacity, record->capacity, sizeof proposal->capacity - 1);
	proposal->needed = ak_capacity_of(ak_ledger_state(ledger)->charter, record->capacity).needed;
	return AK_OK;
}

static void show(struct ak_cli *cli, void *context, const struct ak_foreseen *foreseen)
{
	const struct proposal *proposal = context;
	if (proposal->given->again)
		ak_again_put(&cli->talk, foreseen->ledger, proposal->given->again);
	ak_draft_put(&cli->talk, foreseen->ledger, foreseen->record);
}

/* ------------------------------------------------------------------ before anything is locked */

static int find_actor(struct ak_cli *cli, struct proposal *proposal)
{
	int exit = ak_signing_actor(cli, &proposal->actor);
	return exit ? exit : ak_cli_check_actor(cli, proposal->actor);
}

/* The same as under the lock, so that a mistyped word is told at once, and files are read before anybody waits. */
static enum ak_status try_out(struct ak_cli *cli, struct proposal *proposal, struct ak_error *err)
{
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = {.kind = AK_KIND_PROPOSE};
	const char *key = ak_actor_of(ak_ledger_state(cli->ledger), proposal->actor).key;
	enum ak_status status =
		ak_record_draft(&record, &arena, cli->ledger, proposal->actor, key, ak_cli_now(cli), err);
	if (status == AK_OK)
		status = fill(proposal, &record, &arena, cli->ledger, err);
	ak_arena_release(&arena);
	return status;
}

static enum ak_status take_file(struct ak_cli *cli, struct proposal *proposal, struct ak_error *err)
{
	const struct ak_proposing *given = proposal->given;
	enum ak_status status = ak_file_read(NULL, given->file, AK_FORM_SIZE_MAX, &proposal->file, err);
	const struct ak_bytes bytes = ak_buf_view(&proposal->file);
	bool is_form = status == AK_OK && ak_form_looks_so(bytes);
	if (status == AK_OK && given->edit && !is_form)
		return ak_fail(err, AK_ERR_USAGE, _("\"%s\" is JSON; --edit takes a form"), given->file);
	if (status != AK_OK || given->edit || !is_form)
		return status;
	status = ak_propose_form_take(&proposal->form, cli->ledger, given, bytes, err);
	if (status == AK_ERR_USAGE)
		return ak_fail_add(err, status, _("%s, line %u"), given->file, proposal->form.fault);
	proposal->given = &proposal->form.proposing;
	return status;
}

static int take_options(struct ak_cli *cli, struct proposal *proposal)
{
	struct ak_error err = AK_ERROR_INIT;
	const char *capacity = proposal->given->capacity;
	if (capacity) {
		int exit = ak_cli_find_capacity(cli, capacity, &capacity);
		if (exit)
			return exit;
	}
	enum ak_status status = ak_files_take(&proposal->files, cli, &err);
	if (status == AK_OK && proposal->given->file)
		status = take_file(cli, proposal, &err);
	return ak_cli_trouble(cli, status, &err);
}

/* ------------------------------------------------------------------ in an editor */

/* What can be mended by writing something else. */
static bool is_mistake(enum ak_status status)
{
	return status == AK_ERR_USAGE || status == AK_ERR_REFUSED || status == AK_ERR_NOT_FOUND;
}

/* Reads what was filled in, and tries it; *line is where the fault lies. */
static enum ak_status try_form(struct ak_cli *cli, struct proposal *proposal, const struct ak_proposing *given,
	unsigned *line, struct ak_error *err)
{
	struct ak_propose_form *form = &proposal->form;
	ak_files_release(&proposal->files); /* of an earlier round, perhaps for a field that is no longer so */
	enum ak_status status = ak_files_take(&proposal->files, cli, err);
	if (status == AK_OK)
		status = ak_propose_form_take(form, cli->ledger, given, ak_buf_view(&form->text), err);
	*line = form->fault;
	if (status != AK_OK || form->proposing.word_count == 0)
		return status;
	proposal->given = &form->proposing;
	status = try_out(cli, proposal, err);
	*line = ak_propose_form_line(form, proposal->fault_word, proposal->fault_key);
	return status;
}

/* Shows a fault in the form, with what was to be told beside it. */
static int mark(struct ak_cli *cli, struct proposal *proposal, unsigned line, const struct ak_error *fault)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf sentence = AK_BUF_INIT;
	ak_buf_text(&sentence, fault->text);
	if (cli->talk.buf.size > 0)
		ak_buf_format(&sentence, "\n%s", ak_buf_string(&cli->talk.buf));
	ak_buf_clear(&cli->talk.buf);
	enum ak_status status = ak_buf_status(&sentence, &err);
	if (status == AK_OK)
		status = ak_propose_form_mark(&proposal->form, line, ak_buf_string(&sentence), &err);
	ak_buf_release(&sentence);
	return ak_cli_trouble(cli, status, &err);
}

/* Until it can be signed, or the person gives up. */
static int edit(struct ak_cli *cli, struct proposal *proposal)
{
	const struct ak_proposing *given = proposal->given;
	struct ak_signer *signer = NULL;
	unsigned line;
	int exit = ak_signing_signer(cli, &signer); /* who cannot sign need not write first */
	ak_signer_free(signer);
	if (!exit)
		exit = ak_propose_form_open(cli, &proposal->form, given, ak_buf_view(&proposal->file));
	for (bool is_done = false; !exit && !is_done;) {
		struct ak_error err = AK_ERROR_INIT;
		exit = ak_propose_form_edit(cli, &proposal->form);
		if (exit)
			return exit;
		enum ak_status status = try_form(cli, proposal, given, &line, &err);
		is_done = status == AK_OK;
		if (is_done && proposal->form.proposing.word_count == 0)
			exit = ak_cli_fail(cli, AK_EXIT_NO, _("nothing was changed: nothing is proposed"));
		else if (is_mistake(status) && !cli->no_input)
			exit = mark(cli, proposal, line, &err);
		else
			exit = ak_cli_trouble(cli, status, &err);
	}
	return exit;
}

/* ------------------------------------------------------------------ the answer */

static void answer(struct ak_cli *cli, const struct proposal *proposal, const struct ak_signed *made)
{
	const enum ak_verdict verdict = (enum ak_verdict)made->judged.verdict;
	const enum ak_reason reason = (enum ak_reason)made->judged.reason;
	const struct ak_id_short cut = ak_id_short(&made->id);
	const char *id = cut.text;
	if (cli->json) {
		ak_cli_answer(cli, "record", ak_json_text_new(ak_id_hex(&made->id).text));
		ak_cli_answer(cli, "actor", ak_json_text_new(made->actor));
		ak_cli_answer(cli, "for", ak_json_text_new(proposal->capacity));
		ak_cli_answer(cli, "verdict", ak_json_text_new(ak_verdict_text(verdict, reason)));
		ak_cli_answer(cli, "counted", ak_json_int_new((int64_t)ak_seats_count(made->judged.counted)));
		ak_cli_answer(cli, "needed", ak_json_int_new((int64_t)proposal->needed));
		return;
	}
	if (verdict == AK_VERDICT_IN_FORCE) {
		ak_page_line(&cli->page, _("Proposal %s by %s for %s is in force."), id, made->actor, proposal->capacity);
		return;
	}
	if (verdict == AK_VERDICT_PENDING) {
		if (proposal->needed == 1)
			ak_page_line(&cli->page, _("Proposal %s by %s for %s is pending: one signature decides it."), id,
				made->actor, proposal->capacity);
		else
			ak_page_line(&cli->page, _("Proposal %s by %s for %s is pending: %u of %u seats."), id, made->actor,
				proposal->capacity, ak_seats_count(made->judged.counted), proposal->needed);
		ak_page_line(&cli->page, _("Others agree with: akkoord endorse %s"), id);
		return;
	}
	ak_page_line(&cli->page, _("Proposal %s by %s for %s is %s."), id, made->actor, proposal->capacity,
		ak_words_judged(verdict, reason).text);
}

static void release(struct proposal *proposal)
{
	ak_propose_form_release(&proposal->form);
	ak_files_release(&proposal->files);
	ak_buf_release(&proposal->file);
	free(proposal->actor);
}

/* All up to where it is signed. */
static int prepare(struct ak_cli *cli, struct proposal *proposal)
{
	struct ak_error err = AK_ERROR_INIT;
	int exit = take_options(cli, proposal);
	if (!exit)
		exit = find_actor(cli, proposal);
	if (!exit && proposal->given->edit)
		return edit(cli, proposal);
	return exit ? exit : ak_cli_trouble(cli, try_out(cli, proposal, &err), &err);
}

int ak_propose(struct ak_cli *cli, const struct ak_proposing *proposing)
{
	const struct proposal begun = {.cli = cli, .given = proposing, .file = AK_BUF_INIT};
	struct proposal proposal = begun;
	struct ak_signed made;
	/* whoever fills in a form, or proposes again, looks at more than a draft does */
	bool all = proposing->edit || proposing->file || proposing->again;
	int exit = all ? ak_cli_ledger(cli) : ak_cli_ledger_to_sign(cli);
	if (!exit)
		exit = prepare(cli, &proposal);
	if (ak_cli_fell_short(cli, exit)) {
		release(&proposal);
		proposal = begun;
		exit = ak_cli_ledger(cli);
		if (!exit)
			exit = prepare(cli, &proposal);
	}
	if (!exit) {
		const struct ak_signing signing = {.fill = fill,
			.show = show,
			.context = &proposal,
			.attachments = proposal.files.items,
			.attachment_count = proposal.files.count};
		exit = ak_signing_run(cli, &signing, &made);
	}
	if (!exit)
		answer(cli, &proposal, &made);
	ak_propose_form_close(cli, &proposal.form, exit);
	release(&proposal);
	if (exit)
		ak_cli_keep(cli);
	return exit;
}
