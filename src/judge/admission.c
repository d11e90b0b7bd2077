/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Records in tables (judge/admit.h): by id, by owner, with their parents and targets as positions. Nothing is decided
 * here.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "judge/admit_inside.h"

/* ------------------------------------------------------------------ by id */

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
	if (low == high) /* there may be no records at all */
		return AK_POSITION_NONE;
	uint32_t found = ak_id_find(id, admission->records + low, high - low, sizeof *admission->records);
	return found == UINT32_MAX ? AK_POSITION_NONE : low + found;
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

uint32_t ak_admission_owner(const struct ak_admission *admission, const char *actor, const char *key)
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
	uint32_t owner = ak_admission_owner(a, actor, key);
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

/* ------------------------------------------------------------------ setting up, and the end */

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

bool ak_admission_init(struct ak_admission *admission, const struct ak_record *records, uint32_t count,
	const struct ak_charter *founding)
{
	struct ak_admission *a = admission;
	*a = (struct ak_admission){.records = records, .count = count};
	fan_fill(a);
	ak_map_init(&a->owner_map);
	a->refusals = calloc((size_t)count + 1, sizeof *a->refusals);
	a->owners = calloc((size_t)count + 1, sizeof *a->owners);
	a->sequence = calloc((size_t)count + 1, sizeof *a->sequence);
	a->target = calloc((size_t)count + 1, sizeof *a->target);
	a->first_parent = calloc((size_t)count + 2, sizeof *a->first_parent);
	a->party_owners = calloc((size_t)founding->party_count + 1, sizeof *a->party_owners);
	if (!a->refusals || !a->owners || !a->sequence || !a->target || !a->first_parent || !a->party_owners ||
		!tables_fill(a)) {
		ak_admission_release(a);
		return false;
	}
	for (uint32_t i = 0; i < founding->party_count; i++)
		a->party_owners[a->party_owner_count++] =
			ak_admission_owner(a, founding->parties[i].name, founding->parties[i].key);
	return true;
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
