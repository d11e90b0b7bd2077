/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/admit.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "json/json.h"

/* The first bits of an id, as a number. */
static uint32_t beginning(const struct ak_id *id, unsigned bits)
{
	const uint8_t *b = id->bytes;
	return ((uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]) >> (32 - bits);
}

/* About one record for each beginning. Without memory there is no fan, and finding takes longer. */
static void fan_fill(struct ak_admission *a)
{
	enum { BITS_MIN = 4, BITS_MAX = 24 };
	a->fan_bits = BITS_MIN;
	while (a->fan_bits < BITS_MAX && a->count >> a->fan_bits > 1)
		a->fan_bits++;
	a->fan = calloc(((size_t)1 << a->fan_bits) + 1, sizeof *a->fan);
	if (!a->fan)
		return;
	for (uint32_t r = 0; r < a->count; r++)
		a->fan[beginning(&a->records[r].id, a->fan_bits) + 1]++;
	for (size_t i = 0; i < (size_t)1 << a->fan_bits; i++)
		a->fan[i + 1] += a->fan[i];
}

uint32_t ak_admission_find(const struct ak_admission *admission, const struct ak_id *id)
{
	uint32_t low = 0;
	uint32_t high = admission->count;
	if (admission->beyond)
		return admission->beyond->record(admission->beyond->context, id);
	if (admission->fan) {
		uint32_t slot = beginning(id, admission->fan_bits);
		low = admission->fan[slot];
		high = admission->fan[slot + 1];
	}
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = ak_id_compare(id, &admission->records[middle].id);
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return AK_POSITION_NONE;
}

void ak_admission_release(struct ak_admission *admission)
{
	ak_graph_release(&admission->graph);
	free(admission->refusals);
	free(admission->owners);
	free(admission->sequence);
	free(admission->target);
	free(admission->first_parent);
	free(admission->parents);
	free(admission->party_owners);
	free(admission->fan);
	ak_map_release(&admission->owner_map);
	ak_arena_release(&admission->arena);
	*admission = (struct ak_admission){.count = 0};
	ak_map_init(&admission->owner_map);
}

/* ------------------------------------------------------------------ owners: pairs of actor and key */

enum { OWNER_TEXT_MAX = AK_NAME_MAX + 1 + AK_JSON_STRING_MAX + 1 };

/* The key of a pair in the map: no name holds a space. False for what cannot be a pair of any record. */
static bool owner_text(char text[OWNER_TEXT_MAX], const char *actor, const char *key)
{
	size_t actor_size = strlen(actor);
	size_t key_size = strlen(key);
	if (actor_size > AK_NAME_MAX || key_size > AK_JSON_STRING_MAX)
		return false;
	memcpy(text, actor, actor_size);
	text[actor_size] = ' ';
	memcpy(text + actor_size + 1, key, key_size + 1);
	return true;
}

/* The number of the pair, or AK_POSITION_NONE if no record is by it. */
static uint32_t owner_find(const struct ak_admission *admission, const char *actor, const char *key)
{
	char text[OWNER_TEXT_MAX];
	if (!owner_text(text, actor, key))
		return AK_POSITION_NONE;
	uint32_t entry = ak_map_find(&admission->owner_map, text);
	if (entry == AK_MAP_END)
		return AK_POSITION_NONE;
	return (uint32_t)(uintptr_t)ak_map_value(&admission->owner_map, entry);
}

static bool owner_intern(struct ak_admission *admission, uint32_t record)
{
	char text[OWNER_TEXT_MAX];
	const struct ak_record *it = &admission->records[record];
	if (!owner_text(text, it->actor, it->key))
		return false;
	uint32_t entry = ak_map_find(&admission->owner_map, text);
	if (entry == AK_MAP_END) {
		const char *kept = ak_arena_text(&admission->arena, text, strlen(text));
		if (!kept || !ak_map_set(&admission->owner_map, kept, (void *)(uintptr_t)admission->owner_count))
			return false;
		admission->owners[record] = admission->owner_count++;
		return true;
	}
	admission->owners[record] = (uint32_t)(uintptr_t)ak_map_value(&admission->owner_map, entry);
	return true;
}

/* A pair met before, by where its texts lie: records share them. */
struct pair {
	const char *actor, *key;
	uint32_t owner;
};

enum { PAIRS_NEAR = 127 };

static bool owners_fill(struct ak_admission *a)
{
	struct pair near[PAIRS_NEAR] = {{.actor = NULL}};
	for (uint32_t r = 0; r < a->count; r++) {
		const struct ak_record *it = &a->records[r];
		struct pair *pair = &near[((uintptr_t)it->actor + (uintptr_t)it->key) % PAIRS_NEAR];
		if (pair->actor == it->actor && pair->key == it->key) {
			a->owners[r] = pair->owner;
			continue;
		}
		if (!owner_intern(a, r))
			return false;
		*pair = (struct pair){.actor = it->actor, .key = it->key, .owner = a->owners[r]};
	}
	return true;
}

/* ------------------------------------------------------------------ the questions, one per reason */

static const uint32_t *parents_of(const struct ak_admission *a, uint32_t record, uint32_t *count)
{
	*count = a->first_parent[record + 1] - a->first_parent[record];
	return a->parents + a->first_parent[record];
}

static bool parents_stand(const struct ak_admission *a, uint32_t record)
{
	uint32_t count;
	const uint32_t *parents = parents_of(a, record, &count);
	for (uint32_t i = 0; i < count; i++)
		if (parents[i] == AK_POSITION_NONE || a->refusals[parents[i]] != AK_REFUSAL_NONE)
			return false;
	return true;
}

static bool introduced_at_founding(const struct ak_admission *a, uint32_t owner)
{
	for (uint32_t i = 0; i < a->party_owner_count; i++)
		if (a->party_owners[i] == owner)
			return true;
	return false;
}

static bool before_a_parent(const struct ak_admission *a, uint32_t record)
{
	uint32_t count;
	const uint32_t *parents = parents_of(a, record, &count);
	for (uint32_t i = 0; i < count; i++)
		if (a->records[record].time < a->records[parents[i]].time)
			return true;
	return false;
}

/* protocol §5: "its `target` is not among its ancestors, or is of the wrong kind" */
static bool target_sound(struct ak_admission *a, uint32_t record)
{
	const struct ak_record *it = &a->records[record];
	uint32_t target = a->target[record];
	if (target == AK_POSITION_NONE || a->refusals[target] != AK_REFUSAL_NONE ||
		!ak_graph_is_ancestor(&a->graph, target, record))
		return false;
	uint8_t kind = a->records[target].kind;
	return kind == AK_KIND_PROPOSE || (kind == AK_KIND_SEAL && it->kind != AK_KIND_WITHDRAW);
}

/* protocol §5: "its `prev` is not null and not an" ancestor seal of height one less */
static bool prev_sound(struct ak_admission *a, uint32_t record)
{
	const struct ak_record *it = &a->records[record];
	uint32_t prev = a->target[record];
	if (!it->prev)
		return true;
	return prev != AK_POSITION_NONE && a->refusals[prev] == AK_REFUSAL_NONE &&
	       a->records[prev].kind == AK_KIND_SEAL && a->records[prev].height == it->height - 1 &&
	       ak_graph_is_ancestor(&a->graph, prev, record);
}

static enum ak_refusal refusal_of(struct ak_admission *a, uint32_t record)
{
	const struct ak_record *it = &a->records[record];
	if (!ak_graph_gather(&a->graph, record))
		return AK_REFUSAL_PARENT;
	uint32_t known = ak_graph_owner_known(&a->graph, record, a->owners[record]);
	if (known == 0 && !introduced_at_founding(a, a->owners[record]))
		return AK_REFUSAL_KEY;
	if (before_a_parent(a, record))
		return AK_REFUSAL_TIME;
	if (it->kind != AK_KIND_PROPOSE && it->kind != AK_KIND_SEAL && !target_sound(a, record))
		return AK_REFUSAL_TARGET;
	if (it->kind == AK_KIND_SEAL && !prev_sound(a, record))
		return AK_REFUSAL_PREV;
	/* Seqs below a known one are known too, so the highest decides; 1 is «introduced», n + 1 is seq n. */
	if ((known == 0 ? 1 : known) != it->seq)
		return AK_REFUSAL_SEQ;
	return AK_REFUSAL_NONE;
}

/* ------------------------------------------------------------------ introductions */

static enum ak_status introduce(
	struct ak_admission *a, uint32_t record, const char *actor, const char *key, struct ak_error *err)
{
	uint32_t owner = owner_find(a, actor, key);
	return owner == AK_POSITION_NONE ? AK_OK : ak_graph_introduce(&a->graph, record, owner, err);
}

static enum ak_status introduce_charter(
	struct ak_admission *a, uint32_t record, const char *charter, struct ak_error *err)
{
	struct ak_json *json = NULL;
	enum ak_status status = ak_json_parse(&json, ak_bytes_of(charter), err);
	if (status != AK_OK)
		return status;
	const struct ak_json *parties = ak_json_get(json, "parties");
	if (parties && ak_json_kind(parties) == AK_JSON_OBJECT)
		for (void *at = ak_json_member(parties, NULL); at && status == AK_OK;
			at = ak_json_member(parties, at)) {
			const struct ak_json *party = ak_json_member_value(at);
			const struct ak_json *key =
				ak_json_kind(party) == AK_JSON_OBJECT ? ak_json_get(party, "key") : NULL;
			if (key && ak_json_kind(key) == AK_JSON_TEXT)
				status = introduce(a, record, ak_json_member_key(at), ak_json_text(key), err);
		}
	ak_json_free(json);
	return status;
}

static enum ak_status introduce_change(
	struct ak_admission *a, uint32_t record, const struct ak_change *change, struct ak_error *err)
{
	if (change->op == AK_OP_AMEND)
		return introduce_charter(a, record, change->charter, err);
	const char *slash = strchr(change->object, '/');
	bool is_actor = strncmp(change->object, "actor/", 6) == 0;
	bool is_party = strncmp(change->object, "party/", 6) == 0;
	if (change->op == AK_OP_CREATE && is_actor) {
		for (uint32_t i = 0; i < change->field_count; i++)
			if (strcmp(change->fields[i].field, "key") == 0 &&
				change->fields[i].value.kind == AK_VALUE_TEXT)
				return introduce(a, record, slash + 1, change->fields[i].value.text, err);
	} else if (change->op == AK_OP_SET && (is_actor || is_party) && strcmp(change->field, "key") == 0 &&
		   change->to.kind == AK_VALUE_TEXT) {
		return introduce(a, record, slash + 1, change->to.text, err);
	}
	return AK_OK;
}

/* protocol §5: "A pair of actor and key is **introduced** by the founding charter (a party and its key), or by an" ancestor that proposes it, with whatever success */
static enum ak_status introduce_all(struct ak_admission *a, uint32_t record, struct ak_error *err)
{
	const struct ak_record *it = &a->records[record];
	if (it->kind != AK_KIND_PROPOSE)
		return AK_OK;
	for (uint32_t i = 0; i < it->change_count; i++) {
		enum ak_status status = introduce_change(a, record, &it->changes[i], err);
		if (status != AK_OK)
			return status;
	}
	return AK_OK;
}

/* ------------------------------------------------------------------ parents before children */

/* Children of each record, and of each how many parents are still to be decided over. */
struct waiting {
	uint32_t *first_child, *children, *undecided, *queue;
};

static void waiting_release(struct waiting *w)
{
	free(w->first_child);
	free(w->children);
	free(w->undecided);
	free(w->queue);
}

static bool waiting_init(struct waiting *w, const struct ak_admission *a)
{
	uint32_t edges = a->first_parent[a->count];
	w->first_child = calloc((size_t)a->count + 2, sizeof *w->first_child);
	w->children = calloc((size_t)edges + 1, sizeof *w->children);
	w->undecided = calloc((size_t)a->count + 1, sizeof *w->undecided);
	w->queue = calloc((size_t)a->count + 1, sizeof *w->queue);
	if (!w->first_child || !w->children || !w->undecided || !w->queue)
		return false;
	for (uint32_t e = 0; e < edges; e++)
		if (a->parents[e] != AK_POSITION_NONE)
			w->first_child[a->parents[e] + 2]++;
	for (uint32_t r = 0; r < a->count; r++)
		w->first_child[r + 1] += w->first_child[r];
	/* first_child[r + 1] is where r's children begin; filling moves it to where they end */
	for (uint32_t r = 0; r < a->count; r++)
		for (uint32_t e = a->first_parent[r]; e < a->first_parent[r + 1]; e++)
			if (a->parents[e] != AK_POSITION_NONE) {
				w->children[w->first_child[a->parents[e] + 1]++] = r;
				w->undecided[r]++;
			}
	return true;
}

static enum ak_status decide(struct ak_admission *a, uint32_t record, const struct ak_id *ledger, struct ak_error *err)
{
	enum ak_refusal refusal = AK_REFUSAL_NONE;
	if (!ak_id_equal(a->records[record].ledger, ledger))
		refusal = AK_REFUSAL_LEDGER;
	else if (!parents_stand(a, record))
		refusal = AK_REFUSAL_PARENT;
	else if ((refusal = refusal_of(a, record)) != AK_REFUSAL_NONE)
		ak_graph_drop(&a->graph, record);
	a->refusals[record] = (uint8_t)refusal;
	if (refusal != AK_REFUSAL_NONE)
		return AK_OK;
	a->sequence[a->admitted++] = record;
	enum ak_status status = ak_graph_add(&a->graph, record, a->owners[record], a->records[record].seq, err);
	return status == AK_OK ? introduce_all(a, record, err) : status;
}

static enum ak_status decide_all(struct ak_admission *a, const struct ak_id *ledger, struct ak_error *err)
{
	struct waiting w = {.queue = NULL};
	enum ak_status status = AK_OK;
	if (!waiting_init(&w, a)) {
		status = ak_fail_memory(err);
		goto out;
	}
	uint32_t head = 0;
	uint32_t tail = 0;
	for (uint32_t r = 0; r < a->count; r++)
		if (w.undecided[r] == 0)
			w.queue[tail++] = r;
	while (head < tail && status == AK_OK) {
		uint32_t record = w.queue[head++];
		status = decide(a, record, ledger, err);
		for (uint32_t i = w.first_child[record]; i < w.first_child[record + 1]; i++)
			if (--w.undecided[w.children[i]] == 0)
				w.queue[tail++] = w.children[i];
	}
out:
	waiting_release(&w);
	return status;
}

/* ------------------------------------------------------------------ the last of each owner */

/* Of an owner's records so far, the one with the highest number and then the lowest id. */
static uint32_t later(const struct ak_admission *a, uint32_t last, uint32_t record)
{
	if (last == AK_POSITION_NONE)
		return record;
	uint32_t seq = a->records[record].seq, other = a->records[last].seq;
	return seq > other || (seq == other && record < last) ? record : last;
}

uint32_t ak_admission_last(const struct ak_admission *a, const char *actor, const char *key)
{
	uint32_t last = AK_POSITION_NONE;
	if (a->beyond)
		a->beyond->owner(a->beyond->context, actor, key);
	uint32_t owner = owner_find(a, actor, key);
	for (uint32_t i = 0; owner != AK_POSITION_NONE && i < a->admitted; i++)
		if (a->owners[a->sequence[i]] == owner)
			last = later(a, last, a->sequence[i]);
	return last;
}

void ak_admission_last_of_all(const struct ak_admission *a, uint32_t *last)
{
	for (uint32_t i = 0; i < a->owner_count; i++)
		last[i] = AK_POSITION_NONE;
	for (uint32_t i = 0; i < a->admitted; i++) {
		uint32_t record = a->sequence[i];
		last[a->owners[record]] = later(a, last[a->owners[record]], record);
	}
}

/* ------------------------------------------------------------------ setting up */

static bool parents_resolve(struct ak_admission *a)
{
	size_t edges = 0;
	for (uint32_t r = 0; r < a->count; r++)
		edges += a->records[r].parent_count;
	if (edges >= UINT32_MAX)
		return false;
	a->parents = calloc(edges + AK_PARENTS_MAX + 1, sizeof *a->parents); /* there may be a crown */
	if (!a->parents)
		return false;
	uint32_t at = 0;
	for (uint32_t r = 0; r < a->count; r++) {
		a->first_parent[r] = at;
		for (uint32_t i = 0; i < a->records[r].parent_count; i++)
			a->parents[at++] = ak_admission_find(a, &a->records[r].parents[i]);
	}
	a->first_parent[a->count] = at;
	return true;
}

static bool tables_fill(struct ak_admission *a)
{
	if (!owners_fill(a))
		return false;
	for (uint32_t r = 0; r < a->count; r++) {
		const struct ak_record *it = &a->records[r];
		const struct ak_id *target = NULL;
		if (it->kind == AK_KIND_SEAL)
			target = it->prev;
		else if (it->kind != AK_KIND_PROPOSE)
			target = it->target;
		a->target[r] = target ? ak_admission_find(a, target) : AK_POSITION_NONE;
	}
	return parents_resolve(a);
}

enum ak_status ak_admit(struct ak_admission *admission, const struct ak_record *records, uint32_t count,
	const struct ak_charter *founding, const struct ak_id *ledger, struct ak_error *err)
{
	struct ak_admission a = {.records = records, .count = count};
	struct ak_graph graph;
	fan_fill(&a);
	enum ak_status status = AK_ERR_MEMORY;
	ak_map_init(&a.owner_map);
	a.refusals = calloc((size_t)count + 1, sizeof *a.refusals);
	a.owners = calloc((size_t)count + 1, sizeof *a.owners);
	a.sequence = calloc((size_t)count + 1, sizeof *a.sequence);
	a.target = calloc((size_t)count + 1, sizeof *a.target);
	a.first_parent = calloc((size_t)count + 2, sizeof *a.first_parent);
	a.party_owners = calloc((size_t)founding->party_count + 1, sizeof *a.party_owners);
	if (!a.refusals || !a.owners || !a.sequence || !a.target || !a.first_parent || !a.party_owners ||
		!tables_fill(&a)) {
		ak_fail_memory(err);
		goto out;
	}
	for (uint32_t i = 0; i < founding->party_count; i++)
		a.party_owners[a.party_owner_count++] =
			owner_find(&a, founding->parties[i].name, founding->parties[i].key);
	status = ak_graph_init(&graph, count, a.first_parent, a.parents, a.owner_count, 0, err);
	if (status != AK_OK)
		goto out;
	a.graph = graph;
	status = decide_all(&a, ledger, err);
out:
	if (status == AK_OK)
		*admission = a;
	else
		ak_admission_release(&a);
	return status;
}
