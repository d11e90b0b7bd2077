/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/demand.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "ledger/fill.h"

/* Who signs is one; nobody asks for others. */
enum { OWNERS_MAX = 8 };

struct ak_demand {
	struct ak_fill fill;
	struct ak_beyond beyond;
	struct ak_graph_part graph;
	uint32_t *tips;
	struct ak_map names; /* those met, with their flags */
	bool *read;	     /* of each block of names, whether it was */
	uint32_t buckets, digits, owner_count;
};

static struct ak_state *state_of(struct ak_demand *demand)
{
	return &demand->fill.ledger->judge.state;
}

/* After anything was filled in: what could not be is lacking. */
static void look_after(struct ak_demand *demand)
{
	demand->beyond.lacks = demand->beyond.lacks || demand->fill.failed || state_of(demand)->failed;
}

/* ---- objects */

static void read_names(struct ak_demand *demand, uint32_t bucket)
{
	struct ak_unpacker from = ak_fill_numbered(&demand->fill, "names", bucket);
	const char *name;
	while (!from.failed && (name = ak_unpack_text(&from)) != NULL) {
		uintptr_t flags = ak_fill_number(&from);
		demand->fill.failed |= !ak_map_set(&demand->names, name, (void *)flags);
	}
	demand->fill.failed |= from.failed;
	demand->read[bucket] = true;
}

/* Whether a name has the flag, which is taken from it: nothing is brought in twice. */
static bool take_flag(struct ak_demand *demand, const char *name, uintptr_t flag)
{
	uint32_t bucket = ak_head_bucket(name, demand->buckets);
	if (!demand->read[bucket])
		read_names(demand, bucket);
	uint32_t entry = ak_map_find(&demand->names, name);
	uintptr_t flags = entry == AK_MAP_END ? 0 : (uintptr_t)ak_map_value(&demand->names, entry);
	if (flags & flag)
		ak_map_value_set(&demand->names, entry, (void *)(flags & ~flag));
	return (flags & flag) != 0;
}

/* protocol §8, `stale`, asks for whom a party's key was set. */
static void bring_setters(struct ak_demand *demand, const struct ak_object *object)
{
	for (uint32_t i = 0; i < object->cell_count; i++)
		if (object->cells[i].by != AK_BY_FOUNDING)
			ak_fill_record(&demand->fill, object->cells[i].by, AK_DEPTH_ALONE);
}

static void bring_object(void *context, const char *name)
{
	struct ak_demand *demand = context;
	struct ak_state *state = state_of(demand);
	struct ak_mark mark = ak_state_mark(state);
	if (!strchr(name, '/'))
		return;
	if (take_flag(demand, name, AK_NAME_EXISTS)) {
		const struct ak_object *object = ak_fill_values(&demand->fill, name);
		if (object && strcmp(object->type, "party") == 0)
			bring_setters(demand, object);
	} else {
		const char *kept = ak_arena_text(&demand->fill.ledger->arena, name, strlen(name));
		demand->fill.failed |= !kept;
		if (kept)
			ak_state_absent(state, kept);
	}
	ak_state_settle(state, mark);
	look_after(demand);
}

/* Each notes by itself, once it is here, what it belongs to and what it freezes. */
static void bring_list(struct ak_demand *demand, const char *format, const char *name)
{
	struct ak_buf block = AK_BUF_INIT;
	ak_buf_format(&block, format, name);
	struct ak_unpacker from = ak_fill_block(&demand->fill, ak_buf_string(&block));
	const char *each;
	while (!from.failed && (each = ak_unpack_text(&from)) != NULL)
		ak_state_find(state_of(demand), each);
	demand->fill.failed |= from.failed || block.failed;
	ak_buf_release(&block);
	look_after(demand);
}

static void bring_members(void *context, struct ak_object *object)
{
	if (take_flag(context, object->name, AK_NAME_MEMBERS))
		bring_list(context, AK_HEAD_MEMBERS, object->name);
}

static void bring_freezers(void *context, struct ak_object *object)
{
	if (take_flag(context, object->name, AK_NAME_FREEZERS))
		bring_list(context, AK_HEAD_FREEZERS, object->name);
}

/* ---- records */

/* The last record of an owner, who is numbered. */
static void number_owner(struct ak_demand *demand, const char *owner)
{
	struct ak_fill *fill = &demand->fill;
	struct ak_admission *admission = &fill->ledger->admission;
	struct ak_buf block = AK_BUF_INIT;
	ak_buf_format(&block, AK_HEAD_OWNER, owner);
	struct ak_unpacker from = ak_fill_block(fill, ak_buf_string(&block));
	ak_buf_release(&block);
	uint32_t last = from.failed ? AK_POSITION_NONE : ak_fill_number(&from), number = demand->owner_count;
	const char *kept = ak_arena_text(&fill->ledger->arena, owner, strlen(owner));
	ak_fill_record(fill, last, AK_DEPTH_ALONE);
	fill->failed = fill->failed || number == OWNERS_MAX || !kept ||
		       !ak_map_set(&admission->owner_map, kept, (void *)(uintptr_t)number);
	if (fill->failed)
		return;
	admission->owners[last] = number;
	admission->sequence[admission->admitted++] = last;
	fill->ledger->judge.state.accepted[number] = last; /* a crown knows all, whichever it was */
	demand->owner_count++;
}

static void bring_owner(void *context, const char *actor, const char *key)
{
	struct ak_demand *demand = context;
	struct ak_buf owner = AK_BUF_INIT;
	ak_buf_format(&owner, "%s %s", actor, key);
	demand->fill.failed |= owner.failed;
	if (take_flag(demand, ak_buf_string(&owner), AK_NAME_OWNER)) /* who never signed has none */
		number_owner(demand, ak_buf_string(&owner));
	ak_buf_release(&owner);
	look_after(demand);
}

/* The record at a position, with those who answered it. */
static void bring_record(struct ak_demand *demand, uint32_t record, enum ak_depth depth)
{
	ak_fill_record(&demand->fill, record, depth);
	if (!demand->fill.failed && depth == AK_DEPTH_DECIDED)
		ak_fill_answers(&demand->fill);
	look_after(demand);
}

/* Of those whose ids begin with these digits, the one that is asked for: by its whole id, or of those that stand by its beginning. */
static uint32_t find(struct ak_demand *demand, const char *hex)
{
	char digits[9] = "";
	bool is_whole = strlen(hex) == AK_ID_HEX;
	strncat(digits, hex, demand->digits);
	struct ak_unpacker from = ak_fill_numbered(&demand->fill, "ids", (uint32_t)strtoul(digits, NULL, 16));
	uint32_t count = from.failed ? 0 : ak_fill_count(&from), found = AK_POSITION_NONE;
	for (uint32_t i = 0; i < count && !from.failed; i++) {
		const struct ak_id *id = ak_unpack_raw(&from, sizeof *id);
		uint32_t position = ak_fill_number(&from), refusal = ak_fill_number(&from);
		if (from.failed || position >= demand->fill.ledger->count || strncmp(ak_id_hex(id).text, hex, strlen(hex)) != 0 ||
			(!is_whole && refusal != AK_REFUSAL_NONE))
			continue;
		demand->beyond.lacks |= found != AK_POSITION_NONE; /* several: the whole tells */
		demand->fill.ledger->admission.refusals[position] = (uint8_t)refusal;
		found = position;
	}
	demand->fill.failed |= from.failed;
	if (found != AK_POSITION_NONE)
		bring_record(demand, found, AK_DEPTH_DECIDED);
	look_after(demand);
	return demand->fill.failed ? AK_POSITION_NONE : found;
}

static uint32_t find_record(void *context, const struct ak_id *id)
{
	return find(context, ak_id_hex(id).text);
}

/* ---- what open proposals had seen */

/* Begins to read what is kept of an open proposal: whether it is calm, then what it had seen. */
static struct ak_unpacker open_block(struct ak_demand *demand, uint32_t proposal, bool *calm)
{
	struct ak_unpacker from = ak_fill_numbered(&demand->fill, "open", proposal);
	*calm = !from.failed && ak_unpack_number(&from) != 0;
	return from;
}

static void bring_seen(struct ak_demand *demand, uint32_t record)
{
	struct ak_graph *graph = &demand->fill.ledger->admission.graph;
	bool calm;
	struct ak_unpacker from = open_block(demand, record, &calm);
	uint32_t count = from.failed ? 0 : ak_fill_count(&from);
	struct ak_vector knows = {.root = 0};
	ak_vectors_begin(&graph->vectors);
	for (uint32_t i = 0; i < count && !from.failed; i++) {
		uint32_t chain = ak_fill_number(&from), number = ak_fill_number(&from);
		knows = ak_vectors_raise(&graph->vectors, knows, chain, number);
	}
	demand->fill.failed |= from.failed || graph->vectors.full;
	graph->records[record].knows = knows;
}

/* The records of a graph: notes of a record that is here with what it had seen. */
enum { SEEN = 1 };

static bool bring_ancestry(void *context, uint32_t ancestor, uint32_t record)
{
	struct ak_demand *demand = context;
	struct ak_fill *fill = &demand->fill;
	struct ak_graph *graph = &fill->ledger->admission.graph;
	if (ancestor < fill->ledger->count)
		ak_fill_record(fill, ancestor, AK_DEPTH_ALONE);
	if (record < fill->ledger->count && graph->records[record].notes != SEEN) {
		ak_fill_record(fill, record, AK_DEPTH_ALONE);
		bring_seen(demand, record);
		graph->records[record].notes = SEEN;
	}
	if (ancestor < fill->ledger->count && graph->records[ancestor].height == 0) /* it is searched for in the whole */
		demand->beyond.lacks = true;
	look_after(demand);
	return !demand->beyond.lacks;
}

/* ---- making it */

static bool rooms_make(struct ak_demand *demand)
{
	struct ak_ledger *ledger = demand->fill.ledger;
	struct ak_admission *admission = &ledger->admission;
	struct ak_judge *judge = &ledger->judge;
	size_t count = (size_t)ledger->count + 2;
	admission->owners = calloc(count, sizeof *admission->owners);
	admission->target = calloc(count, sizeof *admission->target);
	admission->sequence = calloc(OWNERS_MAX + 2, sizeof *admission->sequence);
	admission->first_parent = calloc(count + 1, sizeof *admission->first_parent);
	admission->parents = calloc(AK_PARENTS_MAX + 1, sizeof *admission->parents);
	admission->graph.records = calloc(count, sizeof *admission->graph.records);
	admission->owner_count = OWNERS_MAX;
	judge->state.accepted = calloc(OWNERS_MAX + 1, sizeof *judge->state.accepted);
	if (judge->state.accepted)
		judge->state.accepted[OWNERS_MAX] = AK_POSITION_NONE; /* of one who never signed */
	judge->ranks = calloc(count, sizeof *judge->ranks);
	judge->facts = calloc(count, sizeof *judge->facts);
	demand->read = calloc((size_t)demand->buckets + 1, sizeof *demand->read);
	return admission->owners && admission->target && admission->sequence && admission->first_parent && admission->parents &&
	       admission->graph.records && judge->state.accepted && judge->ranks && judge->facts && demand->read;
}

static void join(struct ak_demand *demand)
{
	struct ak_ledger *ledger = demand->fill.ledger;
	struct ak_admission *admission = &ledger->admission;
	struct ak_graph *graph = &admission->graph;
	demand->beyond = (struct ak_beyond){.context = demand,
		.object = bring_object,
		.members = bring_members,
		.freezers = bring_freezers,
		.owner = bring_owner,
		.record = find_record};
	demand->graph.context = demand;
	demand->graph.fill = bring_ancestry;
	demand->graph.tips = demand->tips;
	admission->beyond = ledger->judge.state.beyond = &demand->beyond;
	graph->count = ledger->count;
	graph->first_parent = admission->first_parent;
	graph->parents = admission->parents;
	graph->crown = AK_POSITION_NONE;
	graph->part = &demand->graph;
	ak_vectors_init(&graph->vectors, (size_t)1 << 20);
	ledger->room = ledger->count + 1;
	ledger->judge.supposed = AK_POSITION_NONE;
}

static bool begin(struct ak_demand *demand)
{
	struct ak_unpacker from = ak_fill_block(&demand->fill, AK_HEAD_DEMAND);
	demand->buckets = from.failed ? 0 : ak_fill_number(&from);
	demand->digits = ak_fill_number(&from);
	bool remembered = ak_unpack_number(&from) != 0;
	demand->fill.ledger->judge.opened = (int32_t)((int64_t)ak_fill_number(&from) + INT32_MIN);
	uint32_t count = demand->graph.tip_count = ak_fill_count(&from);
	if (from.failed || !remembered || demand->buckets == 0 || demand->digits == 0 || demand->digits > 3 || !rooms_make(demand))
		return false;
	demand->tips = calloc((size_t)count + 1, sizeof *demand->tips);
	join(demand);
	for (uint32_t i = 0; demand->tips && i < count; i++) {
		demand->tips[i] = ak_fill_number(&from);
		ak_fill_record(&demand->fill, demand->tips[i], AK_DEPTH_ALONE);
	}
	return demand->tips && !from.failed && !demand->fill.failed;
}

bool ak_head_on_demand(struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options)
{
	struct ak_demand *demand = calloc(1, sizeof *demand);
	if (!demand)
		return false;
	ak_map_init(&demand->names);
	if (!ak_fill_begin(&demand->fill, store, options)) {
		free(demand);
		return false;
	}
	struct ak_ledger *part = demand->fill.ledger;
	part->demand = demand; /* and freed with it */
	if (demand->fill.failed || !ak_judge_remember(&part->judge, options->remembered, options->remembered_count) ||
		!begin(demand)) {
		ak_ledger_free(part);
		return false;
	}
	memcpy(part->tree, ak_store_tree(store), sizeof part->tree);
	*ledger = part;
	return true;
}

void ak_demand_free(struct ak_demand *demand)
{
	if (!demand)
		return;
	ak_fill_end(&demand->fill);
	ak_map_release(&demand->names);
	free(demand->read);
	free(demand->tips);
	free(demand);
}

/* ---- asking */

bool ak_ledger_is_short(const struct ak_ledger *ledger)
{
	return ledger->demand && (ledger->demand->beyond.lacks || ledger->judge.state.failed);
}

void ak_demand_short(const struct ak_ledger *ledger)
{
	if (ledger->demand)
		ledger->demand->beyond.lacks = true;
}

void ak_demand_record(const struct ak_ledger *ledger, uint32_t record)
{
	if (ledger->demand && record < ledger->count)
		bring_record(ledger->demand, record, AK_DEPTH_ALONE);
}

uint32_t ak_demand_find(const struct ak_ledger *ledger, const char *prefix)
{
	uint32_t found = find(ledger->demand, prefix);
	ledger->demand->beyond.lacks |= found == AK_POSITION_NONE;
	return found;
}

bool ak_demand_is_calm(const struct ak_ledger *ledger, uint32_t proposal)
{
	bool calm;
	open_block(ledger->demand, proposal, &calm);
	ledger->demand->beyond.lacks |= !calm;
	look_after(ledger->demand);
	return calm;
}

/* ---- what else is open */

static bool is_opened(const struct ak_state *state, uint32_t proposal)
{
	for (uint32_t i = 0; i < state->opened_count; i++)
		if (state->opened[i] == proposal)
			return true;
	return false;
}

/* Among the others, in the order in which they were judged. */
static void open_one(struct ak_demand *demand, uint32_t proposal)
{
	struct ak_state *state = state_of(demand);
	bring_record(demand, proposal, AK_DEPTH_ALONE);
	if (demand->fill.failed || is_opened(state, proposal))
		return;
	ak_state_open(state, proposal);
	for (uint32_t i = state->opened_count; i-- > 1 && !state->failed;) {
		uint32_t before = state->opened[i - 1], at = state->opened[i];
		if (state->judged[before].place < state->judged[at].place)
			break;
		state->opened[i - 1] = at;
		state->opened[i] = before;
	}
}

static void open_about(struct ak_demand *demand, const char *object)
{
	struct ak_buf block = AK_BUF_INIT;
	ak_buf_format(&block, AK_HEAD_ABOUT, object);
	struct ak_unpacker from = ak_fill_block(&demand->fill, ak_buf_string(&block));
	uint32_t count = from.failed ? 0 : ak_fill_count(&from);
	for (uint32_t i = 0; i < count && !from.failed; i++)
		open_one(demand, ak_fill_number(&from));
	demand->fill.failed |= from.failed || block.failed;
	ak_buf_release(&block);
}

void ak_demand_about(const struct ak_ledger *ledger, const struct ak_record *proposal)
{
	if (!ledger->demand)
		return;
	for (uint32_t i = 0; i < proposal->change_count; i++)
		if (proposal->changes[i].op == AK_OP_AMEND)
			ledger->demand->beyond.lacks = true;
		else if (take_flag(ledger->demand, proposal->changes[i].object, AK_NAME_ABOUT))
			open_about(ledger->demand, proposal->changes[i].object);
	look_after(ledger->demand);
}
