/* SPDX-License-Identifier: EUPL-1.2 */
/* protocol §8: records are judged one by one, in the order of their window. */
#include <string.h>

#include "base/date.h"
#include "judge/apply.h"
#include "judge/window.h"

static void say(struct ak_judge *judge, uint32_t record, enum ak_verdict verdict, enum ak_reason reason)
{
	struct ak_judged judged = judge->state.judged[record];
	judged.verdict = (uint8_t)verdict;
	judged.reason = (uint8_t)reason;
	ak_state_judge(&judge->state, record, &judged);
}

/* ------------------------------------------------------------------ steps 1 and 2: who signs */

enum ak_reason ak_key_reason(const struct ak_judge *judge, uint32_t record)
{
	const struct ak_record *it = &judge->admission->records[record];
	struct ak_actor actor = ak_actor_of(&judge->state, it->actor);
	if (!actor.exists || !actor.key || strcmp(actor.key, it->key) != 0)
		return AK_REASON_KEY;
	if (actor.revoked)
		return AK_REASON_REVOKED;
	int32_t day = ak_date_of(it->time);
	if ((day > judge->opened ? day : judge->opened) > actor.until)
		return AK_REASON_EXPIRED;
	return AK_REASON_NONE;
}

static enum ak_reason signer_reason(const struct ak_judge *judge, uint32_t record)
{
	enum ak_reason reason = ak_key_reason(judge, record);
	if (reason != AK_REASON_NONE)
		return reason;
	/*
	 * protocol §8: "the last accepted record of this actor and key is not an ancestor of this one: the actor
	 * signed two histories"
	 */
	uint32_t last = judge->state.accepted[judge->admission->owners[record]];
	if (last != AK_POSITION_NONE &&
		!ak_graph_is_ancestor(&judge->admission->graph, last, record))
		return AK_REASON_FORK;
	return AK_REASON_NONE;
}

/* protocol §8: "Whoever drafted it cannot undo what others decided." */
static bool stays_open(const struct ak_judge *judge, uint32_t record, enum ak_reason reason)
{
	const struct ak_record *it = &judge->admission->records[record];
	if (it->kind != AK_KIND_PROPOSE || !ak_charter_body(judge->state.charter, it->capacity))
		return false;
	return reason != AK_REASON_KEY || (judge->facts[record] & AK_FACT_KEY);
}

/* ------------------------------------------------------------------ decisions */

/* protocol §8: "An `amend` coming into force makes every other proposal that is open void, reason `amended`" */
static void close_others(struct ak_judge *judge, uint32_t amend)
{
	struct ak_state *state = &judge->state;
	for (uint32_t i = state->closed_count; i < state->opened_count; i++) {
		uint32_t other = state->opened[i];
		if (other == amend || state->judged[other].verdict != AK_VERDICT_PENDING)
			continue;
		struct ak_judged judged = state->judged[other];
		judged.verdict = AK_VERDICT_VOID;
		judged.reason = AK_REASON_AMENDED;
		judged.against = amend;
		ak_state_judge(state, other, &judged);
	}
	state->closed_count = state->opened_count; /* what is closed never opens again */
}

static void decide(struct ak_judge *judge, uint32_t proposal, uint32_t by, const struct ak_capacity *capacity)
{
	struct ak_fault fault;
	bool applies = ak_apply(&judge->state, proposal, capacity, &fault);
	struct ak_judged judged = judge->state.judged[proposal];
	judged.decided_by = by;
	judged.verdict = applies ? AK_VERDICT_IN_FORCE : AK_VERDICT_VOID;
	judged.reason = (uint8_t)fault.reason;
	judged.fault = (uint8_t)fault.change;
	judged.against = fault.against;
	ak_state_judge(&judge->state, proposal, &judged);
	if (applies && judge->state.charter_by == proposal)
		close_others(judge, proposal);
}

/* protocol §8: "Only counting a seat decides" */
static void count(struct ak_judge *judge, uint32_t proposal, uint32_t by, uint64_t seats,
	const struct ak_capacity *capacity)
{
	struct ak_judged judged = judge->state.judged[proposal];
	if ((seats & ~judged.counted) == 0)
		return;
	judged.counted |= seats;
	ak_state_judge(&judge->state, proposal, &judged);
	if (ak_seats_count(judged.counted) >= capacity->needed)
		decide(judge, proposal, by, capacity);
}

/* ------------------------------------------------------------------ step 3: by kind */

static void judge_propose(struct ak_judge *judge, uint32_t record, bool draft)
{
	const struct ak_record *it = &judge->admission->records[record];
	struct ak_state *state = &judge->state;
	struct ak_capacity capacity = ak_capacity_of(state->charter, it->capacity);
	bool is_party = ak_actor_of(state, it->actor).is_party;
	if (capacity.kind == AK_CAPACITY_NONE || (capacity.kind == AK_CAPACITY_SELF && is_party)) {
		say(judge, record, AK_VERDICT_VOID, AK_REASON_CAPACITY);
		return;
	}
	if (capacity.kind == AK_CAPACITY_BODY && state->charter_by != AK_BY_FOUNDING &&
		!ak_graph_is_ancestor(&judge->admission->graph, state->charter_by, record)) {
		say(judge, record, AK_VERDICT_VOID, AK_REASON_AMENDED);
		return;
	}
	say(judge, record, AK_VERDICT_PENDING, AK_REASON_NONE);
	ak_state_open(state, record);
	if (!draft)
		count(judge, record, record, ak_seats_of(state, &capacity, it->actor, it->actor), &capacity);
}

static void judge_endorse(struct ak_judge *judge, uint32_t record)
{
	const struct ak_admission *admission = judge->admission;
	uint32_t target = admission->target[record];
	const struct ak_record *proposal = &admission->records[target];
	if (proposal->kind == AK_KIND_SEAL) {
		say(judge, record, AK_VERDICT_NOTED, AK_REASON_NONE);
		return;
	}
	const struct ak_judged *judged = &judge->state.judged[target];
	if (judged->verdict == AK_VERDICT_VOID || judged->verdict == AK_VERDICT_WITHDRAWN) {
		say(judge, record, AK_VERDICT_VOID,
			judged->verdict == AK_VERDICT_VOID ? AK_REASON_TARGET : AK_REASON_WITHDRAWN);
		return;
	}
	struct ak_capacity capacity = ak_capacity_of(judge->state.charter, proposal->capacity);
	uint64_t seats = ak_seats_of(&judge->state, &capacity, admission->records[record].actor, proposal->actor);
	if (seats == 0) {
		say(judge, record, AK_VERDICT_VOID, AK_REASON_CAPACITY);
	} else if (judged->verdict == AK_VERDICT_IN_FORCE || (seats & ~judged->counted) == 0) {
		say(judge, record, AK_VERDICT_NOTED, AK_REASON_NONE);
	} else {
		say(judge, record, AK_VERDICT_COUNTED, AK_REASON_NONE);
		count(judge, target, record, seats, &capacity);
	}
}

static void judge_withdraw(struct ak_judge *judge, uint32_t record)
{
	const struct ak_admission *admission = judge->admission;
	uint32_t target = admission->target[record];
	if (strcmp(admission->records[record].actor, admission->records[target].actor) != 0) {
		say(judge, record, AK_VERDICT_VOID, AK_REASON_CAPACITY);
		return;
	}
	/* protocol §8: "a drafter does not undo what a body decides" */
	if (judge->state.judged[target].verdict != AK_VERDICT_PENDING || (judge->facts[target] & AK_FACT_BEHIND)) {
		say(judge, record, AK_VERDICT_VOID, AK_REASON_TARGET);
		return;
	}
	say(judge, record, AK_VERDICT_COUNTED, AK_REASON_NONE);
	say(judge, target, AK_VERDICT_WITHDRAWN, AK_REASON_NONE);
}

void ak_record_judge(struct ak_judge *judge, uint32_t record)
{
	struct ak_state *state = &judge->state;
	const struct ak_record *it = &judge->admission->records[record];
	struct ak_judged fresh = {.rank = judge->ranks[record],
		.window = state->window,
		.place = state->place++,
		.decided_by = AK_POSITION_NONE,
		.against = AK_POSITION_NONE};
	state->judged[record] = fresh; /* a rollback of the whole window makes it AK_VERDICT_NONE again */
	enum ak_reason reason = signer_reason(judge, record);
	bool draft = reason != AK_REASON_NONE && stays_open(judge, record, reason);
	state->judged[record].signer = (uint8_t)reason;
	if (reason == AK_REASON_FORK && !draft)
		state->judged[record].against = state->accepted[judge->admission->owners[record]];
	if (reason != AK_REASON_NONE && !draft) {
		say(judge, record, AK_VERDICT_VOID, reason);
		return;
	}
	if (!draft)
		ak_state_accept(state, judge->admission->owners[record], record);
	switch ((enum ak_kind)it->kind) {
	case AK_KIND_PROPOSE:
		judge_propose(judge, record, draft);
		break;
	case AK_KIND_ENDORSE:
		judge_endorse(judge, record);
		break;
	case AK_KIND_WITHDRAW:
		judge_withdraw(judge, record);
		break;
	case AK_KIND_OBJECT:
	case AK_KIND_SEAL:
		say(judge, record, AK_VERDICT_NOTED, AK_REASON_NONE);
		break;
	}
}
