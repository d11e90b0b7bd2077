/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/demand_inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* Who signs is one; nobody asks for others. */
enum { OWNERS_MAX = 8 };

struct ak_state *ak_demand_state(struct ak_demand *demand)
{
	return &demand->fill.ledger->judge.state;
}

void ak_demand_look(struct ak_demand *demand)
{
	demand->beyond.lacks = demand->beyond.lacks || demand->fill.failed || ak_demand_state(demand)->failed;
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

bool ak_demand_take(struct ak_demand *demand, const char *name, uintptr_t flag)
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
	struct ak_state *state = ak_demand_state(demand);
	struct ak_mark mark = ak_state_mark(state);
	if (!strchr(name, '/'))
		return;
	if (ak_demand_take(demand, name, AK_NAME_EXISTS)) {
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
	ak_demand_look(demand);
}

/* Each notes by itself, once it is here, what it belongs to and what it freezes. */
static void bring_list(struct ak_demand *demand, const char *format, const char *name)
{
	struct ak_buf block = AK_BUF_INIT;
	ak_buf_format(&block, format, name);
	struct ak_unpacker from = ak_fill_block(&demand->fill, ak_buf_string(&block));
	const char *each;
	while (!from.failed && (each = ak_unpack_text(&from)) != NULL)
		ak_state_find(ak_demand_state(demand), each);
	demand->fill.failed |= from.failed || block.failed;
	ak_buf_release(&block);
	ak_demand_look(demand);
}

static void bring_members(void *context, struct ak_object *object)
{
	if (ak_demand_take(context, object->name, AK_NAME_MEMBERS))
		bring_list(context, AK_HEAD_MEMBERS, object->name);
}

static void bring_freezers(void *context, struct ak_object *object)
{
	if (ak_demand_take(context, object->name, AK_NAME_FREEZERS))
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
	if (ak_demand_take(demand, ak_buf_string(&owner), AK_NAME_OWNER)) /* who never signed has none */
		number_owner(demand, ak_buf_string(&owner));
	ak_buf_release(&owner);
	ak_demand_look(demand);
}

void ak_demand_bring(struct ak_demand *demand, uint32_t record, enum ak_depth depth)
{
	ak_fill_record(&demand->fill, record, depth);
	if (!demand->fill.failed && depth == AK_DEPTH_DECIDED)
		ak_fill_answers(&demand->fill);
	ak_demand_look(demand);
}

/*
 * Of those whose ids begin with these digits, the one that is asked for: by its whole id, or of those that stand by
 * its beginning.
 */
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
		ak_demand_bring(demand, found, AK_DEPTH_DECIDED);
	ak_demand_look(demand);
	return demand->fill.failed ? AK_POSITION_NONE : found;
}

static uint32_t find_record(void *context, const struct ak_id *id)
{
	return find(context, ak_id_hex(id).text);
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
	demand->graph.fill = ak_demand_ancestry;
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
		ak_demand_bring(ledger->demand, record, AK_DEPTH_ALONE);
}

uint32_t ak_demand_find(const struct ak_ledger *ledger, const char *prefix)
{
	uint32_t found = find(ledger->demand, prefix);
	ledger->demand->beyond.lacks |= found == AK_POSITION_NONE;
	return found;
}
