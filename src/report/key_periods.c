/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/key_periods.h"

#include <stdlib.h>
#include <string.h>

static void begin(struct ak_key_periods *periods, const struct ak_node *node, const char *key, uint32_t from)
{
	if (!key)
		return;
	if (!ak_grow((void **)&periods->items, &periods->room, periods->count, sizeof *periods->items)) {
		periods->failed = true;
		return;
	}
	periods->items[periods->count++] =
		(struct ak_key_period){.node = node, .key = key, .from = from, .to = AK_POSITION_NONE};
}

static void end(struct ak_key_periods *periods, const struct ak_node *node, uint32_t to)
{
	struct ak_key_period *last = periods->count > 0 ? &periods->items[periods->count - 1] : NULL;
	if (last && last->node == node && last->to == AK_POSITION_NONE)
		last->to = to;
}

static const struct ak_change *change_of(const struct ak_index *index, const struct ak_effect *effect)
{
	return &index->ledger->records[effect->proposal].changes[effect->change];
}

static bool sets(const struct ak_change *change, const char *field)
{
	return change->op == AK_OP_SET && strcmp(change->field, field) == 0 &&
	       change->to.kind == AK_VALUE_TEXT;
}

/* The key that it had first: the one given with it, or the one that the first change replaced, or the one it
 * still has. */
static const char *first_key(const struct ak_index *index, const struct ak_node *node)
{
	for (uint32_t i = 0; i < node->effect_count; i++) {
		const struct ak_change *change = change_of(index, index->effects[node->first_effect + i]);
		const struct ak_value *given = change->op == AK_OP_CREATE ? ak_change_value(change, "key") : NULL;
		if (given)
			return given->text;
		if (sets(change, "key"))
			return change->from.kind == AK_VALUE_TEXT ? change->from.text : NULL;
	}
	return ak_node_text(node, ak_type_field(node->role->type, "key"));
}

static void take(const struct ak_index *index, const struct ak_node *node, struct ak_key_periods *periods)
{
	const char *key = first_key(index, node);
	bool active = true;
	begin(periods, node, key, node->object->created_by);
	for (uint32_t i = 0; i < node->effect_count; i++) {
		const struct ak_effect *effect = index->effects[node->first_effect + i];
		const struct ak_change *change = change_of(index, effect);
		if (sets(change, "key")) {
			key = change->to.text;
			end(periods, node, effect->proposal);
			if (active)
				begin(periods, node, key, effect->proposal);
		} else if (sets(change, "status")) {
			end(periods, node, effect->proposal);
			active = strcmp(change->to.text, "active") == 0;
			if (active)
				begin(periods, node, key, effect->proposal);
		}
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
