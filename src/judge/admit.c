/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The reasons of protocol §5 that need other records, asked of each from the oldest on. The tables are admission.c's.
 */
#include <stdlib.h>
#include <string.h>

#include "json/json.h"
#include "judge/admit_inside.h"

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
static bool target_sound(const struct ak_admission *a, uint32_t record)
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
static bool prev_sound(const struct ak_admission *a, uint32_t record)
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
	uint32_t owner = ak_admission_owner(a, actor, key);
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
	bool is_actor = strncmp(change->object, "actor/", 6) == 0;
	bool is_party = strncmp(change->object, "party/", 6) == 0 && change->op == AK_OP_SET;
	const struct ak_value *key = is_actor || is_party ? ak_change_value(change, "key") : NULL;
	if (!key || key->kind != AK_VALUE_TEXT)
		return AK_OK;
	return introduce(a, record, strchr(change->object, '/') + 1, key->text, err);
}

/*
 * protocol §5: "A pair of actor and key is **introduced** by the founding charter (a party and its key), or by an"
 * ancestor that proposes it, with whatever success
 */
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

/* ------------------------------------------------------------------ all of it */

enum ak_status ak_admit(struct ak_admission *admission, const struct ak_record *records, uint32_t count,
	const struct ak_charter *founding, const struct ak_id *ledger, struct ak_error *err)
{
	struct ak_admission a;
	if (!ak_admission_init(&a, records, count, founding))
		return ak_fail_memory(err);
	enum ak_status status = ak_graph_init(&a.graph, count, a.first_parent, a.parents, a.owner_count, 0, err);
	if (status == AK_OK)
		status = decide_all(&a, ledger, err);
	if (status == AK_OK)
		*admission = a;
	else
		ak_admission_release(&a);
	return status;
}
