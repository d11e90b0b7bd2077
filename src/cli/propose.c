/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/propose.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cli/again.h"
#include "cli/capacity.h"
#include "cli/files.h"
#include "cli/near.h"
#include "cli/signing.h"
#include "cli/words.h"
#include "report/fault.h"
#include "report/proposal.h"
#include "report/value.h"

struct proposal {
	struct ak_cli *cli;
	const struct ak_proposing *given;
	struct ak_files files;
	struct ak_buf json;  /* what --file holds */
	char capacity[2 * AK_NAME_MAX + 2];
	unsigned needed; /* seats */
};

/* ------------------------------------------------------------------ pins */

static bool has_pin(const struct ak_record *record, const char *object)
{
	for (uint32_t i = 0; i < record->pin_count; i++)
		if (strcmp(record->pins[i].object, object) == 0)
			return true;
	return false;
}

/* Pins an object as it is now (protocol §7). */
static enum ak_status pin(
	struct ak_record *record, struct ak_pin *pins, const struct ak_ledger *ledger, const char *name, struct ak_error *err)
{
	/* only its indexes are brought up to date, which changes no answer */
	struct ak_state *state = (struct ak_state *)ak_ledger_state(ledger);
	struct ak_object *object = ak_state_find(state, name);
	if (has_pin(record, name))
		return AK_OK;
	if (!object)
		return ak_fail(err, AK_ERR_USAGE, _("there is no %s to pin"), name);
	if (record->pin_count == AK_PINS_MAX)
		return ak_fail(err, AK_ERR_USAGE, _("more than %u pins do not go in one proposal; make it two"), AK_PINS_MAX);
	struct ak_id digest = ak_scope_digest(state, object);
	if (state->failed)
		return ak_fail_memory(err);
	pins[record->pin_count++] = (struct ak_pin){.object = object->name, .digest = digest};
	return AK_OK;
}

/* Whether a change is a move that demands a pin (protocol §7). */
static bool wants_pin(const struct ak_state *state, const struct ak_change *change)
{
	if (change->op != AK_OP_SET)
		return false;
	const struct ak_object *object = ak_state_find(state, change->object);
	const struct ak_type *type = object ? ak_type_of(state, object) : NULL;
	const struct ak_field *field = type ? ak_type_field(type, change->field) : NULL;
	bool is_move = field && field->has_moves && change->from.kind == AK_VALUE_TEXT && change->to.kind == AK_VALUE_TEXT;
	const struct ak_move *move = is_move ? ak_field_move(field, change->from.text, change->to.text) : NULL;
	return move && move->pin;
}

static enum ak_status fill_pins(const struct proposal *proposal, struct ak_record *record, struct ak_arena *arena,
	const struct ak_ledger *ledger, const struct ak_words *words, struct ak_error *err)
{
	struct ak_pin *pins = ak_arena_alloc(arena, AK_PINS_MAX * sizeof *pins);
	enum ak_status status = pins ? AK_OK : ak_fail_memory(err);
	record->pins = pins;
	for (uint32_t i = 0; status == AK_OK && proposal->given->pins[i]; i++)
		status = pin(record, pins, ledger, proposal->given->pins[i], err);
	for (uint32_t i = 0; status == AK_OK && i < words->pin_count; i++)
		status = pin(record, pins, ledger, words->pins[i], err);
	for (uint32_t i = 0; status == AK_OK && i < words->count; i++)
		if (wants_pin(ak_ledger_state(ledger), &words->changes[i]))
			status = pin(record, pins, ledger, words->changes[i].object, err);
	return status;
}

/* ------------------------------------------------------------------ the record */

static enum ak_status read_changes(struct proposal *proposal, struct ak_words *words, struct ak_arena *arena,
	const struct ak_ledger *ledger, struct ak_error *err)
{
	const struct ak_proposing *given = proposal->given;
	const struct ak_word_files files = {
		.attach = ak_files_attach, .read = ak_file_read, .context = &proposal->files};
	if (given->again)
		return ak_again_read(words, arena, ledger, given->again, err);
	if (!given->file)
		return ak_words_read(words, arena, ledger, given->words, given->word_count, &files, err);
	enum ak_status status = ak_words_read_json(words, arena, ledger, ak_buf_view(&proposal->json), err);
	return status == AK_OK ? AK_OK : ak_fail_add(err, status, "%s", given->file);
}

static enum ak_status fill_request(const struct ak_proposing *given, const struct ak_words *words,
	struct ak_record *record, struct ak_error *err)
{
	record->why = given->why ? given->why : words->why;
	if (!record->why || !*record->why)
		return ak_fail(err, AK_ERR_USAGE, _("say why: --why TEXT (it will stand in the record for good)"));
	record->respond_by = words->respond_by;
	if (given->respond_by && !ak_date_parse(&record->respond_by, given->respond_by))
		return ak_fail(err, AK_ERR_USAGE, _("--respond-by takes a date such as 2023-01-31, not \"%s\""),
			given->respond_by);
	return AK_OK;
}

/*
 * protocol §8: a propose for a body "is not void by `revoked`, `expired` or `fork`": it would stay open as a draft that counts for no
 * seat, which its author will hardly want.
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
			ak_date_write(actor.until).text);
	return AK_OK;
}

/* For whom: as said, or inferred. What can be seen to come to nothing is not signed. */
static enum ak_status fill_capacity(struct proposal *proposal, const char *said, struct ak_record *record,
	struct ak_arena *arena, const struct ak_ledger *ledger, struct ak_error *err)
{
	struct ak_trial *trial = NULL;
	struct ak_fault fault;
	enum ak_status status = ak_trial_open(&trial, ledger, record, err);
	if (status == AK_OK && !said)
		status = ak_capacity_infer(proposal->cli, arena, ledger, record, trial, &said, err);
	if (status == AK_OK && !ak_cli_flag(proposal->cli, "even-if-void") && !ak_trial_apply(trial, said, &fault)) {
		struct ak_buf words = AK_BUF_INIT;
		ak_fault_words(&words, ledger, record, said, &fault);
		status = ak_trial_failed(trial) ? ak_fail_memory(err)
						: ak_fail(err, AK_ERR_REFUSED, _("this would be void (%s): %s"),
							  ak_reason_name(fault.reason), ak_buf_string(&words));
		ak_buf_release(&words);
	}
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
	enum ak_status status = check_standing(proposal->cli, record, ledger, err);
	if (status == AK_OK)
		status = read_changes(proposal, &words, arena, ledger, err);
	if (status == AK_OK) {
		record->changes = words.changes;
		record->change_count = (uint8_t)words.count;
		status = fill_request(proposal->given, &words, record, err);
	}
	if (status == AK_OK)
		status = fill_pins(proposal, record, arena, ledger, &words, err);
	if (status == AK_OK)
		status = ak_files_name(&proposal->files, record, arena, err);
	if (status == AK_OK)
		status = fill_capacity(proposal, proposal->given->capacity ? proposal->given->capacity : words.capacity,
			record, arena, ledger, err);
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

static int no_actor(struct ak_cli *cli, const char *actor)
{
	const struct ak_state *state = ak_ledger_state(cli->ledger);
	struct ak_near near;
	ak_near_init(&near, actor);
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i)) {
		const struct ak_object *object = ak_map_value(&state->objects, i);
		if (object->exists && (strcmp(object->type, "actor") == 0 || strcmp(object->type, "party") == 0))
			ak_near_offer(&near, strchr(object->name, '/') + 1);
	}
	if (ak_near_found(&near))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("this ledger has no actor %s; did you mean %s?"), actor,
			ak_near_found(&near));
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("this ledger has no actor %s; `akkoord list actor` shows those it has"), actor);
}

/* The same as under the lock, so that a mistyped word is told at once, and files are read before anybody waits. */
static int try_out(struct ak_cli *cli, struct proposal *proposal)
{
	char *actor = NULL;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_record record = {.kind = AK_KIND_PROPOSE};
	int exit = ak_signing_actor(cli, &actor);
	if (!exit && !ak_actor_of(ak_ledger_state(cli->ledger), actor).exists)
		exit = no_actor(cli, actor);
	if (exit) {
		free(actor);
		return exit;
	}
	const char *key = ak_actor_of(ak_ledger_state(cli->ledger), actor).key;
	enum ak_status status = ak_record_draft(&record, &arena, cli->ledger, actor, key, ak_cli_now(cli), &err);
	if (status == AK_OK)
		status = fill(proposal, &record, &arena, cli->ledger, &err);
	ak_arena_release(&arena);
	free(actor);
	return ak_cli_trouble(cli, status, &err);
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
		status = ak_file_read(NULL, proposal->given->file, AK_RECORD_SIZE_MAX, &proposal->json, &err);
	return ak_cli_trouble(cli, status, &err);
}

/* ------------------------------------------------------------------ the answer */

static void answer(struct ak_cli *cli, const struct proposal *proposal, const struct ak_signed *made)
{
	const char *verdict = ak_verdict_text((enum ak_verdict)made->judged.verdict, (enum ak_reason)made->judged.reason);
	const struct ak_id_short cut = ak_id_short(&made->id);
	const char *id = cut.text;
	if (cli->json) {
		ak_cli_answer(cli, "record", ak_json_text_new(ak_id_hex(&made->id).text));
		ak_cli_answer(cli, "actor", ak_json_text_new(made->actor));
		ak_cli_answer(cli, "for", ak_json_text_new(proposal->capacity));
		ak_cli_answer(cli, "verdict", ak_json_text_new(verdict));
		ak_cli_answer(cli, "counted", ak_json_int_new((int64_t)ak_seats_count(made->judged.counted)));
		ak_cli_answer(cli, "needed", ak_json_int_new((int64_t)proposal->needed));
		return;
	}
	if (made->judged.verdict == AK_VERDICT_IN_FORCE) {
		ak_page_line(&cli->page, _("Proposal %s by %s for %s is in force."), id, made->actor, proposal->capacity);
		return;
	}
	if (made->judged.verdict == AK_VERDICT_PENDING) {
		ak_page_line(&cli->page, _("Proposal %s by %s for %s is pending: %u of %u seats."), id, made->actor,
			proposal->capacity, ak_seats_count(made->judged.counted), proposal->needed);
		ak_page_line(&cli->page, _("Others agree with: akkoord endorse %s"), id);
		return;
	}
	ak_page_line(&cli->page, _("Proposal %s by %s for %s is %s."), id, made->actor, proposal->capacity, verdict);
}

int ak_propose(struct ak_cli *cli, const struct ak_proposing *proposing)
{
	struct proposal proposal = {.cli = cli, .given = proposing, .json = AK_BUF_INIT};
	struct ak_signed made;
	int exit = ak_cli_ledger(cli);
	if (!exit)
		exit = take_options(cli, &proposal);
	if (!exit)
		exit = try_out(cli, &proposal);
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
	ak_files_release(&proposal.files);
	ak_buf_release(&proposal.json);
	return exit;
}
