/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/capacity.h"

#include <string.h>

#include "cli/near.h"
#include "report/fault.h"
#include "report/value.h"

enum { INDENT = 2 };

/* What somebody holds, or what there is, with how a proposal fares for it. */
struct options {
	const char **names;
	struct ak_fault *faults; /* reason NONE: it applies */
	uint32_t count;
};

/* Every capacity of the charter, in the order of the file; seats only for the bodies that an `@` can name. */
static enum ak_status list_all(struct options *all, struct ak_arena *arena, const struct ak_charter *charter,
	const char *party, struct ak_error *err)
{
	size_t room = 2 * (size_t)charter->body_count + charter->office_count + charter->party_count + 1;
	all->names = ak_arena_alloc(arena, room * sizeof *all->names);
	all->faults = ak_arena_alloc(arena, room * sizeof *all->faults);
	if (!all->names || !all->faults)
		return ak_fail_memory(err);
	for (uint32_t i = 0; i < charter->body_count; i++)
		all->names[all->count++] = charter->bodies[i].name;
	for (uint32_t i = 0; party && i < charter->body_count; i++) {
		struct ak_buf seat = AK_BUF_INIT;
		ak_buf_format(&seat, "%s/%s", charter->bodies[i].name, party);
		const char *kept = seat.failed ? NULL : ak_arena_text(arena, seat.data, seat.size);
		ak_buf_release(&seat);
		if (!kept)
			return ak_fail_memory(err);
		if (ak_body_seat(&charter->bodies[i], party) >= 0)
			all->names[all->count++] = kept;
	}
	for (uint32_t i = 0; i < charter->office_count; i++)
		all->names[all->count++] = charter->offices[i].name;
	for (uint32_t i = 0; i < charter->party_count; i++)
		all->names[all->count++] = charter->parties[i].name;
	all->names[all->count++] = "self";
	return AK_OK;
}

/* Whether a fault is about who it is for; another fault is the same for all. */
static bool is_about_capacity(enum ak_reason reason)
{
	return reason == AK_REASON_AUTHORITY || reason == AK_REASON_FROZEN || reason == AK_REASON_PIN ||
	       reason == AK_REASON_CAPACITY;
}

/* Keeps those that hold for the actor (or all), and tries each. */
static void try_each(struct options *all, struct ak_trial *trial, const struct ak_state *state, const char *actor)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < all->count; i++) {
		struct ak_capacity capacity = ak_capacity_of(state->charter, all->names[i]);
		bool is_party_self = capacity.kind == AK_CAPACITY_SELF && ak_actor_of(state, actor).is_party;
		if (ak_seats_of(state, &capacity, actor, actor) == 0 || is_party_self)
			continue;
		all->names[kept] = all->names[i];
		if (ak_trial_apply(trial, all->names[kept], &all->faults[kept]))
			all->faults[kept].reason = AK_REASON_NONE;
		kept++;
	}
	all->count = kept;
}

static bool applies_for_none(const struct options *options)
{
	for (uint32_t i = 0; i < options->count; i++)
		if (options->faults[i].reason == AK_REASON_NONE)
			return false;
	return true;
}

/* The names of those that may, or of all; that everybody is oneself need not be told. */
static uint32_t put_names(struct ak_buf *out, const struct options *options, bool only_able)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < options->count; i++) {
		bool is_told = only_able ? !is_about_capacity(options->faults[i].reason)
					 : strcmp(options->names[i], "self") != 0;
		if (!is_told)
			continue;
		ak_buf_format(out, count++ ? ", %s" : "%s", options->names[i]);
	}
	return count;
}

static enum ak_status tell_several(struct ak_cli *cli, const struct ak_ledger *ledger, const struct ak_record *draft,
	const struct options *held, const char *names, struct ak_error *err)
{
	struct ak_table table;
	ak_table_init(&table, 2);
	table.whole = true;
	for (uint32_t i = 0; i < held->count; i++) {
		struct ak_buf whose = AK_BUF_INIT;
		struct ak_buf why = AK_BUF_INIT;
		ak_capacity_words(&whose, ak_ledger_state(ledger)->charter, held->names[i]);
		if (is_about_capacity(held->faults[i].reason))
			ak_fault_words(&why, ledger, draft, held->names[i], &held->faults[i]);
		ak_table_cell(&table, AK_STYLE_STRONG, "--for %s", held->names[i]);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s: %s", ak_buf_string(&whose),
			why.size ? ak_buf_string(&why) : _("may do all of it"));
		ak_buf_release(&whose);
		ak_buf_release(&why);
	}
	cli->talk.indent = INDENT;
	ak_table_put(&table, &cli->talk);
	cli->talk.indent = 0;
	ak_table_release(&table);
	return ak_fail(err, AK_ERR_USAGE, _("%s may act here for several: %s; choose with --for"), draft->actor, names);
}

/* Nothing that the actor holds may: who may? */
static enum ak_status tell_none(struct ak_arena *arena, const struct ak_ledger *ledger, const struct ak_record *draft,
	struct ak_trial *trial, const struct options *held, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct options all = {.count = 0};
	struct options able = {.count = 0};
	struct ak_buf names = AK_BUF_INIT;
	struct ak_buf mine = AK_BUF_INIT;
	enum ak_status status = list_all(&all, arena, state->charter, NULL, err);
	if (status != AK_OK)
		return status;
	able.names = all.names;
	able.faults = all.faults;
	for (uint32_t i = 0; i + 1 < all.count; i++) { /* the last is self */
		struct ak_fault fault = {.reason = AK_REASON_NONE};
		if (ak_trial_apply(trial, all.names[i], &fault) || !is_about_capacity(fault.reason))
			able.names[able.count++] = all.names[i];
	}
	for (uint32_t i = 0; i < able.count; i++)
		able.faults[i].reason = AK_REASON_NONE;
	put_names(&names, &able, true);
	uint32_t mine_count = put_names(&mine, held, false);
	if (held->count > 0 && able.count == 0) {
		ak_buf_clear(&names);
		ak_fault_words(&names, ledger, draft, held->names[0], &held->faults[0]);
		ak_fail(err, AK_ERR_REFUSED, "%s", ak_buf_string(&names));
	} else if (able.count == 0) {
		ak_fail(err, AK_ERR_REFUSED, _("nobody may do all of this"));
	} else if (mine_count == 0) {
		ak_fail(err, AK_ERR_REFUSED,
			_("%s holds no seat and no office; this is for %s: propose it to them with --for %s"),
			draft->actor, ak_buf_string(&names), able.names[0]);
	} else {
		ak_fail(err, AK_ERR_REFUSED,
			_("none of what %s holds (%s) may do all of this; it is for %s: propose it to them with --for %s"),
			draft->actor, ak_buf_string(&mine), ak_buf_string(&names), able.names[0]);
	}
	ak_buf_release(&names);
	ak_buf_release(&mine);
	return AK_ERR_REFUSED;
}

enum ak_status ak_capacity_infer(struct ak_cli *cli, struct ak_arena *arena, const struct ak_ledger *ledger,
	const struct ak_record *draft, struct ak_trial *trial, const char **capacity, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct options held = {.count = 0};
	struct ak_buf names = AK_BUF_INIT;
	enum ak_status status =
		list_all(&held, arena, state->charter, ak_actor_of(state, draft->actor).party, err);
	if (status != AK_OK)
		return status;
	try_each(&held, trial, state, draft->actor);
	if (ak_trial_failed(trial))
		return ak_fail_memory(err);
	uint32_t able = put_names(&names, &held, true);
	if (able > 1 && applies_for_none(&held) && !ak_cli_flag(cli, "even-if-void"))
		able = 1; /* what is wrong is wrong for each, and is told of one */
	if (able == 0)
		status = tell_none(arena, ledger, draft, trial, &held, err);
	else if (able > 1)
		status = tell_several(cli, ledger, draft, &held, ak_buf_string(&names), err);
	for (uint32_t i = 0; status == AK_OK && i < held.count; i++)
		if (!is_about_capacity(held.faults[i].reason))
			*capacity = held.names[i];
	ak_buf_release(&names);
	return status;
}

enum ak_status ak_capacity_check(const struct ak_charter *charter, const char *word, struct ak_error *err)
{
	struct ak_near near;
	if (ak_capacity_of(charter, word).kind != AK_CAPACITY_NONE)
		return AK_OK;
	ak_near_init(&near, word);
	for (uint32_t i = 0; i < charter->body_count; i++)
		ak_near_offer(&near, charter->bodies[i].name);
	for (uint32_t i = 0; i < charter->office_count; i++)
		ak_near_offer(&near, charter->offices[i].name);
	for (uint32_t i = 0; i < charter->party_count; i++)
		ak_near_offer(&near, charter->parties[i].name);
	ak_near_offer(&near, "self");
	if (ak_near_found(&near))
		return ak_fail(err, AK_ERR_USAGE, _("the charter knows no body, office or party %s; did you mean %s?"), word,
			ak_near_found(&near));
	return ak_fail(err, AK_ERR_USAGE, _("\"%s\" is no body, office, party, seat (body/party) or self of the charter"), word);
}
