/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cli/cli.h"
#include "cli/waiting.h"
#include "ledger/outlook.h"
#include "report/build.h"
#include "report/fault.h"
#include "report/proposal.h"
#include "report/value.h"

enum { INDENT = 2, DETAIL = 19 };

/* Who asks, and when. */
struct todo {
	struct ak_cli *cli;
	const char *actor;
	int64_t now;
	struct ak_waiting *items;
	size_t count;
	struct ak_outlook outlook; /* of the next seal, where it was opened */
	bool looked;
};

/* ---- a proposal */

static const struct ak_record *record_of(const struct todo *todo, const struct ak_waiting *item)
{
	return &todo->cli->ledger->records[item->proposal];
}

static bool is_late(const struct todo *todo, const struct ak_record *record)
{
	return record->respond_by >= 0 && record->respond_by < ak_date_of(todo->now);
}

static bool is_answer(const struct ak_ledger *ledger, uint32_t answer, enum ak_kind kind)
{
	return ledger->records[answer].kind == kind && ak_ledger_judged(ledger, answer)->verdict != AK_VERDICT_NONE &&
	       ak_ledger_judged(ledger, answer)->verdict != AK_VERDICT_VOID;
}

/* The objects that it changes, each once. */
static struct ak_json *objects_document(const struct ak_record *record)
{
	struct ak_json *list = ak_json_array_new();
	for (uint32_t i = 0; i < record->change_count; i++) {
		const struct ak_change *change = &record->changes[i];
		bool again = change->op == AK_OP_AMEND;
		for (uint32_t k = 0; k < i && !again; k++)
			again = record->changes[k].op != AK_OP_AMEND && strcmp(record->changes[k].object, change->object) == 0;
		if (!again)
			ak_build_append(&list, ak_build_text(change->object));
	}
	return list;
}

/* Who answered so, once each, as a list in words and as one of JSON (either may be NULL). */
static void name_answers(const struct ak_ledger *ledger, uint32_t proposal, enum ak_kind kind, struct ak_buf *words,
	struct ak_json **list)
{
	const struct ak_judge *judge = &ledger->judge;
	uint32_t first = judge->first_answer[proposal];
	for (uint32_t i = first; i < judge->first_answer[proposal + 1]; i++) {
		const char *actor = ledger->records[judge->answers[i]].actor;
		bool again = !is_answer(ledger, judge->answers[i], kind);
		for (uint32_t k = first; k < i && !again; k++)
			again = is_answer(ledger, judge->answers[k], kind) &&
				strcmp(ledger->records[judge->answers[k]].actor, actor) == 0;
		if (again)
			continue;
		if (words)
			ak_buf_format(words, "%s%s", words->size ? ", " : "", actor);
		if (list)
			ak_build_append(list, ak_build_text(actor));
	}
}

static void put_answers(struct ak_page *page, const struct todo *todo, const struct ak_waiting *item, enum ak_kind kind,
	const char *label)
{
	struct ak_buf words = AK_BUF_INIT;
	name_answers(todo->cli->ledger, item->proposal, kind, &words, NULL);
	if (words.size > 0) {
		ak_page_label(page, DETAIL, label);
		ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&words));
	}
	ak_buf_release(&words);
}

static void put_term(struct ak_page *page, const struct todo *todo, const struct ak_record *record)
{
	int32_t days = ak_date_of(todo->now) - record->respond_by;
	if (record->respond_by < 0)
		return;
	ak_page_label(page, DETAIL, _("answer by"));
	ak_page_format(page, "%s", ak_words_day(record->respond_by).text);
	if (is_late(todo, record))
		ak_page_styled(page, AK_STYLE_BAD, P_(" (%d day ago)", " (%d days ago)", days), days);
	ak_page_end(page);
}

/* How many signed, and what one's own signature would do. */
static void put_needed(struct ak_page *page, const struct todo *todo, const struct ak_waiting *item)
{
	uint64_t counted = ak_ledger_judged(todo->cli->ledger, item->proposal)->counted;
	struct ak_buf seats = AK_BUF_INIT;
	ak_page_label(page, DETAIL, _("signed"));
	ak_seats_words(&seats, &item->capacity, counted);
	if (item->capacity.kind == AK_CAPACITY_BODY)
		ak_page_format(page, seats.size ? _("%u of the %u seats needed (%s); ") : _("%u of the %u seats needed; "),
			ak_seats_count(counted), item->capacity.needed, ak_buf_string(&seats));
	if (item->left == 0)
		ak_page_line(page, "%s", _("yours decides it"));
	else
		ak_page_line(page, P_("%u more after yours", "%u more after yours", item->left), item->left);
	ak_buf_release(&seats);
}

static void put_outcome(struct ak_page *page, const struct todo *todo, const struct ak_waiting *item)
{
	const struct ak_record *record = record_of(todo, item);
	struct ak_buf words = AK_BUF_INIT;
	ak_page_label(page, DETAIL, _("outcome"));
	if (item->applies) {
		ak_page_line(page, "%s", _("if it is decided now, it applies"));
		return;
	}
	ak_fault_words(&words, todo->cli->ledger, record, record->capacity, &item->fault);
	ak_page_styled(page, AK_STYLE_BAD, _("if it is decided now, it is void (%s):"), ak_reason_name(item->fault.reason));
	ak_page_end(page);
	ak_page_beside(page, DETAIL);
	ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&words));
	ak_buf_release(&words);
}

static void put_item(struct ak_page *page, const struct todo *todo, const struct ak_waiting *item)
{
	const struct ak_record *record = record_of(todo, item);
	struct ak_buf words = AK_BUF_INIT;
	ak_capacity_words(&words, ak_ledger_state(todo->cli->ledger)->charter, record->capacity);
	ak_page_gap(page);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", ak_id_short(&record->id).text);
	ak_page_format(page, _("  for %s"), ak_buf_string(&words));
	ak_page_end(page);
	page->indent = INDENT;
	ak_page_wrap(page, AK_STYLE_PLAIN, record->why);
	ak_buf_clear(&words);
	ak_proposal_about(&words, ak_ledger_state(todo->cli->ledger), record);
	ak_page_label(page, DETAIL, _("about"));
	ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&words));
	put_term(page, todo, record);
	ak_page_label(page, DETAIL, _("proposed"));
	ak_page_line(page, _("by %s on %s"), record->actor, ak_words_day_of(record->time).text);
	put_answers(page, todo, item, AK_KIND_ENDORSE, _("endorsed"));
	put_answers(page, todo, item, AK_KIND_OBJECT, _("objected"));
	put_needed(page, todo, item);
	put_outcome(page, todo, item);
	page->indent = 0;
	ak_buf_release(&words);
}

static struct ak_json *item_document(const struct todo *todo, const struct ak_waiting *item)
{
	const struct ak_ledger *ledger = todo->cli->ledger;
	const struct ak_record *record = record_of(todo, item);
	struct ak_json *row = ak_json_object_new(), *endorsed = ak_json_array_new(), *objected = ak_json_array_new();
	struct ak_buf words = AK_BUF_INIT;
	name_answers(ledger, item->proposal, AK_KIND_ENDORSE, NULL, &endorsed);
	name_answers(ledger, item->proposal, AK_KIND_OBJECT, NULL, &objected);
	if (!item->applies)
		ak_fault_words(&words, ledger, record, record->capacity, &item->fault);
	ak_build_set(&row, "record", ak_build_id(&record->id));
	ak_build_set(&row, "for", ak_build_text(record->capacity));
	ak_build_set(&row, "why", ak_build_text(record->why));
	ak_build_set(&row, "objects", objects_document(record));
	ak_build_set(&row, "actor", ak_build_text(record->actor));
	ak_build_set(&row, "time", ak_build_time(record->time));
	ak_build_set(&row, "respond_by", record->respond_by < 0 ? ak_json_null_new() : ak_build_date(record->respond_by));
	ak_build_set(&row, "late", ak_json_bool_new(is_late(todo, record)));
	ak_build_set(&row, "endorsed", endorsed);
	ak_build_set(&row, "objected", objected);
	ak_build_set(&row, "counted", ak_json_int_new(ak_seats_count(ak_ledger_judged(ledger, item->proposal)->counted)));
	ak_build_set(&row, "needed", ak_json_int_new(item->capacity.needed));
	ak_build_set(&row, "decides", ak_json_bool_new(item->left == 0));
	ak_build_set(&row, "applies", ak_json_bool_new(item->applies));
	ak_build_set(&row, "reason", ak_build_text(item->applies ? NULL : ak_reason_name(item->fault.reason)));
	ak_build_set(&row, "sentence", ak_build_text(item->applies ? NULL : ak_buf_string(&words)));
	ak_buf_release(&words);
	return row;
}

/* ---- seals */

static enum ak_status look_at_seals(struct todo *todo, struct ak_error *err)
{
	const struct ak_ledger *ledger = todo->cli->ledger;
	const char *key = ak_actor_of(ak_ledger_state(ledger), todo->actor).key;
	if (!ak_outlook_has_next(ledger) || ledger->judge.split_count > 0)
		return AK_OK;
	enum ak_status status =
		ak_outlook_open(&todo->outlook, ledger, ak_outlook_next(ledger), todo->actor, key, todo->now, err);
	todo->looked = status == AK_OK;
	return status;
}

static bool awaits(const struct ak_outlook *outlook, const struct ak_outlook_seal *seal)
{
	return outlook->seat >= 0 && seal->follows && seal->by_right && !seal->complete && !seal->view.abandoned &&
	       !seal->view.signed_this && !seal->view.objected;
}

static void put_seals(struct ak_page *page, const struct todo *todo)
{
	for (uint32_t i = 0; todo->looked && i < todo->outlook.count; i++) {
		const struct ak_outlook_seal *seal = &todo->outlook.seals[i];
		const struct ak_record *record = &todo->cli->ledger->records[seal->record];
		if (!awaits(&todo->outlook, seal))
			continue;
		ak_page_gap(page);
		ak_page_styled(page, AK_STYLE_STRONG, "%s", ak_id_short(&record->id).text);
		ak_page_line(page, _("  a seal of height %lld, for the seat of %s"), (long long)record->height,
			ak_outlook_party(&todo->outlook, todo->outlook.seat));
		page->indent = INDENT;
		ak_page_label(page, DETAIL, _("sealed"));
		ak_page_line(page, _("by %s on %s"), record->actor, ak_words_day_of(record->time).text);
		ak_page_label(page, DETAIL, _("signed"));
		ak_page_line(page, _("%u of the %u seats needed"), ak_seats_count(seal->view.seats), todo->outlook.quorum);
		ak_page_label(page, DETAIL, _("its state"));
		ak_page_styled(page, seal->root_right ? AK_STYLE_PLAIN : AK_STYLE_BAD, "%s",
			seal->root_right ? _("is what this replica computes") : _("is not what this replica computes"));
		ak_page_end(page);
		page->indent = 0;
	}
}

static uint32_t seals_count(const struct todo *todo)
{
	uint32_t count = 0;
	for (uint32_t i = 0; todo->looked && i < todo->outlook.count; i++)
		count += awaits(&todo->outlook, &todo->outlook.seals[i]);
	return count;
}

static struct ak_json *seals_document(const struct todo *todo)
{
	struct ak_json *list = ak_json_array_new();
	for (uint32_t i = 0; todo->looked && i < todo->outlook.count; i++) {
		const struct ak_outlook_seal *seal = &todo->outlook.seals[i];
		const struct ak_record *record = &todo->cli->ledger->records[seal->record];
		if (!awaits(&todo->outlook, seal))
			continue;
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "record", ak_build_id(&record->id));
		ak_build_set(&row, "height", ak_json_int_new(record->height));
		ak_build_set(&row, "actor", ak_build_text(record->actor));
		ak_build_set(&row, "time", ak_build_time(record->time));
		ak_build_set(&row, "seat", ak_build_text(ak_outlook_party(&todo->outlook, todo->outlook.seat)));
		ak_build_set(&row, "counted", ak_json_int_new(ak_seats_count(seal->view.seats)));
		ak_build_set(&row, "needed", ak_json_int_new(todo->outlook.quorum));
		ak_build_set(&row, "right", ak_json_bool_new(seal->root_right));
		ak_build_append(&list, row);
	}
	return list;
}

/* ---- all of it */

/* Lines to copy. */
static void put_commands(struct ak_page *page, const char *id)
{
	struct ak_buf line = AK_BUF_INIT;
	ak_page_line(page, "%s", _("To see one whole, and then sign it or not:"));
	ak_buf_format(&line, "  akkoord endorse %s", id);
	ak_page_copied(page, ak_buf_string(&line));
	ak_page_line(page, "%s", _("To say that you do not agree:"));
	ak_buf_clear(&line);
	ak_buf_format(&line, "  akkoord object %s --why \"…\"", id);
	ak_page_copied(page, ak_buf_string(&line));
	page->buf.failed |= line.failed;
	ak_buf_release(&line);
}

static void put(struct ak_page *page, const struct todo *todo)
{
	struct ak_actor actor = ak_actor_of(ak_ledger_state(todo->cli->ledger), todo->actor);
	uint32_t seals = seals_count(todo);
	size_t all = todo->count + seals;
	if (actor.revoked)
		ak_page_line(page, _("%s is revoked: what it signs counts for nothing."), todo->actor);
	else if (ak_date_of(todo->now) > actor.until)
		ak_page_line(page, _("%s could sign until %s: what it signs now counts for nothing."), todo->actor,
			ak_words_day(actor.until).text);
	if (all == 0)
		ak_page_line(page, _("Nothing waits for %s."), todo->actor);
	else
		ak_page_line(page, P_("%zu thing waits for %s.", "%zu things wait for %s.", all), all, todo->actor);
	for (size_t i = 0; i < todo->count; i++)
		put_item(page, todo, &todo->items[i]);
	put_seals(page, todo);
	ak_page_gap(page);
	if (todo->count > 0)
		put_commands(page, ak_id_short(&record_of(todo, &todo->items[0])->id).text);
	if (seals > 0)
		ak_page_line(page, "%s", _("To check and endorse the seal: akkoord witness"));
}

static void answer(struct ak_cli *cli, const struct todo *todo)
{
	if (!cli->json) {
		put(&cli->page, todo);
		return;
	}
	struct ak_json *proposals = ak_json_array_new();
	for (size_t i = 0; i < todo->count; i++)
		ak_build_append(&proposals, item_document(todo, &todo->items[i]));
	ak_cli_answer(cli, "actor", ak_build_text(todo->actor));
	ak_cli_answer(cli, "proposals", proposals);
	ak_cli_answer(cli, "seals", seals_document(todo));
}

/* --as, else who the replica says that signs here; and the ledger. */
static int find_actor(struct ak_cli *cli, char **actor)
{
	const char *as = ak_cli_text(cli, "as");
	int exit = ak_cli_store(cli);
	if (exit)
		return exit;
	*actor = as ? strdup(as) : ak_store_config_get(cli->store, "akkoord.actor");
	exit = *actor ? ak_cli_ledger_for(cli, *actor) : ak_cli_ledger(cli);
	if (exit)
		return exit;
	if (!*actor)
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("it is not known who asks; give --as ACTOR, or set it once: git config akkoord.actor ACTOR"));
	return ak_cli_check_actor(cli, *actor);
}

static int run(struct ak_cli *cli)
{
	struct ak_error err = AK_ERROR_INIT;
	struct todo todo = {.cli = cli, .now = ak_cli_now(cli)};
	char *actor = NULL;
	int exit = find_actor(cli, &actor);
	todo.actor = actor;
	if (!exit)
		exit = ak_cli_trouble(cli,
			ak_waiting_find(&todo.items, &todo.count, cli->ledger, actor, NULL, &err), &err);
	if (!exit)
		exit = ak_cli_trouble(cli, look_at_seals(&todo, &err), &err);
	if (!exit)
		answer(cli, &todo);
	if (todo.looked)
		ak_outlook_release(&todo.outlook);
	free(todo.items);
	free(actor);
	return exit;
}

static const struct ak_option options[] = {
	{"as", 0, AK_OPTION_TEXT, N_("ACTOR"), N_("who asks, else akkoord.actor")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_todo = {
	.name = "todo",
	.group = AK_GROUP_READ,
	.words = "",
	.summary = N_("show what waits for you, by your seats and offices"),
	.about = N_("Open proposals for a body, office or party for which you hold a seat that has not counted yet, the oldest first: by when "
		    "an answer is asked for, who answered, what is still needed, and whether it would apply now. And seals that wait for "
		    "your seat among the witnesses."),
	.examples = "akkoord todo\n"
		    "akkoord todo --as ipo-do",
	.options = options,
	.traits = AK_COMMAND_PAGED,
	.run = run,
};
