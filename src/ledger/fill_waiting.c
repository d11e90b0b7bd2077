/* SPDX-License-Identifier: EUPL-1.2 */
/* What waits for an actor. */

#include "ledger/fill.h"

static void fill_outcome(struct ak_fill *fill, uint32_t proposal, bool applies, const struct ak_fault *fault)
{
	struct ak_ledger *ledger = fill->ledger;
	if (ak_grow((void **)&ledger->outcomes, &ledger->outcome_room, ledger->outcome_count, sizeof *ledger->outcomes))
		ledger->outcomes[ledger->outcome_count++] = (struct ak_outcome){proposal, applies, *fault};
	else
		fill->failed = true;
}

/* Reads one; it is filled in if the actor holds a seat for it that has not counted. */
static void fill_one(struct ak_fill *fill, const char *actor, struct ak_unpacker *from)
{
	const struct ak_state *state = &fill->ledger->judge.state;
	struct ak_fault fault = {.reason = AK_REASON_NONE, .against = AK_POSITION_NONE};
	uint32_t proposal = ak_fill_number(from);
	const char *capacity = ak_unpack_text(from);
	const char *proposer = ak_unpack_text(from);
	uint64_t counted = ak_unpack_number(from);
	bool applies = ak_unpack_number(from) != 0;
	fill->failed |= from->failed || !capacity || !proposer;
	if (fill->failed)
		return;
	struct ak_capacity whose = ak_capacity_of(state->charter, capacity);
	bool waits = (ak_seats_of(state, &whose, actor, proposer) & ~counted) != 0;
	if (!applies) {
		fault.reason = (enum ak_reason)ak_fill_number(from);
		fault.change = ak_fill_number(from);
		fault.against = ak_fill_number(from);
		for (const char *name; !fill->failed && (name = ak_unpack_text(from)) != NULL;)
			if (waits)
				ak_fill_named(fill, name);
	}
	fill->failed |= from->failed || fault.reason > AK_REASON_NEEDS;
	if (!waits || fill->failed)
		return;
	if (fault.against != AK_POSITION_NONE && fault.against != AK_BY_FOUNDING)
		ak_fill_record(fill, fault.against, AK_DEPTH_ALONE);
	ak_fill_record(fill, proposal, AK_DEPTH_DECIDED);
	ak_state_open(&fill->ledger->judge.state, proposal);
	fill_outcome(fill, proposal, applies, &fault);
}

/* Who asks: a party or an actor. False if it is neither, which is told the long way. */
static void fill_actor(struct ak_fill *fill, const char *actor)
{
	static const char *const types[] = {"party", "actor"};
	for (size_t i = 0; i < sizeof types / sizeof types[0] && !fill->failed; i++) {
		struct ak_bytes there;
		struct ak_buf name = AK_BUF_INIT, file = AK_BUF_INIT;
		ak_buf_format(&name, "%s/%s", types[i], actor);
		ak_buf_format(&file, AK_HEAD_OBJECT, ak_buf_string(&name));
		if (!name.failed && !file.failed &&
			ak_shelf_get(&fill->shelf, ak_buf_string(&file), &fill->ledger->arena, &there))
			ak_fill_named(fill, ak_buf_string(&name));
		ak_buf_release(&name);
		ak_buf_release(&file);
	}
	fill->failed = fill->failed || !ak_actor_of(&fill->ledger->judge.state, actor).exists;
}

void ak_fill_waiting(struct ak_fill *fill, const char *actor)
{
	fill_actor(fill, actor);
	struct ak_unpacker from = ak_fill_block(fill, AK_HEAD_WAITING);
	ak_fill_all_named(fill, &from);
	uint32_t count = fill->failed ? 0 : ak_fill_count(&from);
	for (uint32_t i = 0; i < count && !fill->failed; i++)
		fill_one(fill, actor, &from);
	fill->failed |= from.failed;
}
