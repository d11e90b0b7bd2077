/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/log_filter.h"

#include <string.h>

#include "cli/near.h"
#include "cli/typed.h"
#include "judge/read.h"

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

static int read_kind(struct ak_cli *cli, struct ak_log_filter *filter)
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
static int read_verdict(struct ak_cli *cli, struct ak_log_filter *filter)
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

static int read_actor(struct ak_cli *cli, struct ak_log_filter *filter)
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

/* A date is the whole of that day. */
static int read_times(struct ak_cli *cli, struct ak_log_filter *filter)
{
	const char *since = ak_cli_text(cli, "since"), *until = ak_cli_text(cli, "until");
	struct ak_moment moment = {.time = 0};
	int32_t days;
	int exit = AK_EXIT_YES;
	filter->since = INT64_MIN;
	filter->until = INT64_MAX;
	if (since && ak_typed_date(&days, since))
		filter->since = (int64_t)days * 86400;
	else if (since && !(exit = ak_cli_find_moment(cli, since, &moment)))
		filter->since = moment.time;
	if (!exit && until && !(exit = ak_cli_find_moment(cli, until, &moment)))
		filter->until = moment.time;
	return exit;
}

int ak_log_filter_read(struct ak_cli *cli, struct ak_log_filter *filter)
{
	int exit = read_kind(cli, filter);
	if (!exit)
		exit = read_times(cli, filter);
	if (!exit && ak_cli_text(cli, "for"))
		exit = ak_cli_find_capacity(cli, ak_cli_text(cli, "for"), &filter->capacity);
	if (!exit)
		exit = read_verdict(cli, filter);
	if (!exit)
		exit = read_actor(cli, filter);
	if (!exit && cli->word_count > 0)
		exit = ak_cli_find_object(cli, cli->words[0], &filter->object);
	return exit;
}

/* ---- choosing */

/* The proposal that a record is, or answers; NULL: none. */
static const struct ak_record *proposal_of(const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	if (it->kind != AK_KIND_PROPOSE && it->kind != AK_KIND_SEAL)
		it = &ledger->records[ledger->admission.target[record]];
	return it->kind == AK_KIND_PROPOSE ? it : NULL;
}

static bool is_about(const struct ak_record *it, const struct ak_object *object)
{
	for (uint32_t i = 0; it && i < it->change_count; i++) {
		if (it->changes[i].op != AK_OP_AMEND && strcmp(it->changes[i].object, object->name) == 0)
			return true;
	}
	return false;
}

bool ak_log_filter_takes(const struct ak_ledger *ledger, uint32_t record, const struct ak_log_filter *filter)
{
	const struct ak_record *it = &ledger->records[record];
	const struct ak_record *proposal = proposal_of(ledger, record);
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	return judged->verdict != AK_VERDICT_NONE && (filter->kind < 0 || it->kind == filter->kind) &&
	       (filter->verdict < 0 || judged->verdict == filter->verdict) &&
	       (filter->reason < 0 || judged->reason == filter->reason) &&
	       (!filter->actor || strcmp(it->actor, filter->actor) == 0) &&
	       it->time >= filter->since && it->time <= filter->until &&
	       (!filter->capacity || (proposal && strcmp(proposal->capacity, filter->capacity) == 0)) &&
	       (!filter->object || is_about(proposal, filter->object));
}
