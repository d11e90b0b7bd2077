/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/key_periods.h"

#include <stdlib.h>
#include <string.h>

/* What an actor is as its changes are gone through. */
struct standing {
	const char *key, *until;
	bool active;
};

static void begin(struct ak_key_periods *periods, const struct ak_node *node, const struct standing *now, uint32_t from)
{
	if (!now->key || !now->active)
		return;
	if (!ak_grow((void **)&periods->items, &periods->room, periods->count, sizeof *periods->items)) {
		periods->failed = true;
		return;
	}
	periods->items[periods->count++] =
		(struct ak_key_period){.node = node, .key = now->key, .from = from, .to = AK_POSITION_NONE, .until = now->until};
}

/* The period of a node that is open, or NULL. */
static struct ak_key_period *open_period(struct ak_key_periods *periods, const struct ak_node *node)
{
	struct ak_key_period *last = periods->count > 0 ? &periods->items[periods->count - 1] : NULL;
	return last && last->node == node && last->to == AK_POSITION_NONE ? last : NULL;
}

static void end(struct ak_key_periods *periods, const struct ak_node *node, uint32_t to)
{
	struct ak_key_period *last = open_period(periods, node);
	if (last)
		last->to = to;
}

static const struct ak_change *change_of(const struct ak_index *index, const struct ak_effect *effect)
{
	return &index->ledger->records[effect->proposal].changes[effect->change];
}

static bool sets(const struct ak_change *change, const char *field)
{
	return change->op == AK_OP_SET && strcmp(change->field, field) == 0;
}

static const char *text_of(const struct ak_value *value)
{
	return value->kind == AK_VALUE_TEXT ? value->text : NULL;
}

/* What it was made with in a field, or NULL. */
static const char *first_of(const struct ak_index *index, const struct ak_node *node, const char *field)
{
	for (uint32_t i = 0; i < node->effect_count; i++) {
		const struct ak_change *change = change_of(index, index->effects[node->first_effect + i]);
		const struct ak_value *given = change->op == AK_OP_CREATE ? ak_change_value(change, field) : NULL;
		if (given)
			return text_of(given);
	}
	return NULL;
}

/*
 * The key that it had first: the one given with it, or the one that the first change replaced, or the one it still
 * has.
 */
static const char *first_key(const struct ak_index *index, const struct ak_node *node)
{
	const char *given = first_of(index, node, "key");
	if (given)
		return given;
	for (uint32_t i = 0; i < node->effect_count; i++) {
		const struct ak_change *change = change_of(index, index->effects[node->first_effect + i]);
		if (sets(change, "key"))
			return text_of(&change->from);
	}
	return ak_node_text(node, ak_type_field(node->role->type, "key"));
}

static void take_change(struct ak_key_periods *periods, const struct ak_node *node, struct standing *now,
	const struct ak_change *change, uint32_t by)
{
	if (sets(change, "key")) {
		now->key = text_of(&change->to);
	} else if (sets(change, "status")) {
		now->active = strcmp(change->to.text, "active") == 0;
	} else if (sets(change, "until")) {
		struct ak_key_period *last = open_period(periods, node);
		now->until = text_of(&change->to);
		if (last)
			last->until = now->until;
		return;
	} else {
		return;
	}
	end(periods, node, by);
	begin(periods, node, now, by);
}

static void take(const struct ak_index *index, const struct ak_node *node, struct ak_key_periods *periods)
{
	struct standing now = {
		.key = first_key(index, node), .until = first_of(index, node, "until"), .active = true};
	begin(periods, node, &now, node->object->created_by);
	for (uint32_t i = 0; i < node->effect_count; i++) {
		const struct ak_effect *effect = index->effects[node->first_effect + i];
		take_change(periods, node, &now, change_of(index, effect), effect->proposal);
	}
}

enum ak_status ak_key_periods_init(struct ak_key_periods *periods, const struct ak_index *index, struct ak_error *err)
{
	*periods = (struct ak_key_periods){.items = NULL};
	for (uint32_t n = 0; n < index->node_count; n++) {
		const struct ak_node *node = &index->nodes[n];
		if (strcmp(node->object->type, "party") == 0 || strcmp(node->object->type, "actor") == 0)
			take(index, node, periods);
	}
	if (!periods->failed)
		return AK_OK;
	ak_key_periods_release(periods);
	return ak_fail_memory(err);
}

void ak_key_periods_release(struct ak_key_periods *periods)
{
	free(periods->items);
	*periods = (struct ak_key_periods){.items = NULL};
}
