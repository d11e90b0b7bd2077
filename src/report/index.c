/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "ledger/course.h"

enum {
	DEPTH_ROUNDS = 32, /* types that refer to one another in a circle have no depth; stop somewhere */
};

/* ---- roles */

static bool is_first(const struct ak_field *found, bool suits)
{
	return !found && suits;
}

static void role_take(struct ak_role *role, const struct ak_type *type)
{
	const struct ak_field *first_text = NULL;
	role->type = type;
	role->disputes = type->freeze != NULL;
	role->progress = ak_course_progress(type);
	role->nature = ak_course_nature(type);
	for (uint32_t i = 0; i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		if (is_first(first_text, field->type == AK_FIELD_TEXT))
			first_text = field;
		if (is_first(role->title, field->type == AK_FIELD_TEXT && field->required))
			role->title = field;
		if (is_first(role->status, field->has_moves) || (field->has_moves && field == type->phase))
			role->status = field;
		if (is_first(role->party, field->type == AK_FIELD_PARTY))
			role->party = field;
		if (is_first(role->term, ak_course_is_term(type, field)))
			role->term = field;
	}
	role->title = role->title ? role->title : first_text;
}

/* The role of a type by its name, or NULL. */
static const struct ak_role *role_find(const struct ak_index *index, const char *type)
{
	for (uint32_t i = 0; i < index->role_count; i++)
		if (strcmp(index->roles[i].type->name, type) == 0)
			return &index->roles[i];
	return NULL;
}

/* The role of the type that a field refers to, if it is one particular type of the charter. */
static const struct ak_role *above(const struct ak_index *index, const struct ak_field *field)
{
	return field->type == AK_FIELD_REF && strcmp(field->to, "*") != 0 ? role_find(index, field->to)
									  : NULL;
}

static bool deepen(const struct ak_index *index, struct ak_role *role)
{
	uint32_t depth = role->depth;
	for (uint32_t i = 0; i < role->type->field_count; i++) {
		const struct ak_role *to = above(index, &role->type->fields[i]);
		if (to && to != role && to->depth >= depth)
			depth = to->depth + 1;
	}
	bool deeper = depth > role->depth;
	role->depth = depth;
	return deeper;
}

static bool take_roles(struct ak_index *index)
{
	static const char *const builtin[] = {"party", "actor", "seat", "office"};
	const struct ak_charter *charter = index->state->charter;
	index->role_count = charter->type_count + 4;
	index->roles = calloc(index->role_count, sizeof *index->roles);
	if (!index->roles)
		return false;
	for (uint32_t i = 0; i < charter->type_count; i++)
		role_take(&index->roles[i], &charter->types[i]);
	for (uint32_t i = 0; i < 4; i++)
		role_take(&index->roles[charter->type_count + i], ak_builtin_type(builtin[i]));
	bool deeper = true;
	for (unsigned round = 0; deeper && round < DEPTH_ROUNDS; round++) {
		deeper = false;
		for (uint32_t i = 0; i < charter->type_count; i++)
			deeper = deepen(index, &index->roles[i]) || deeper;
	}
	return true;
}

/* ---- nodes */

static bool take_nodes(struct ak_index *index)
{
	const struct ak_map *objects = &index->state->objects;
	index->nodes = calloc((size_t)objects->count + 1, sizeof *index->nodes);
	if (!index->nodes)
		return false;
	for (uint32_t i = ak_map_first(objects); i != AK_MAP_END; i = ak_map_next(objects, i)) {
		const struct ak_object *object = ak_map_value(objects, i);
		struct ak_node *node = &index->nodes[index->node_count];
		if (!object->exists)
			continue;
		*node = (struct ak_node){.object = object,
			.role = role_find(index, object->type),
			.finished = ak_course_is_finished(index->state, object),
			.parent = AK_NODE_NONE,
			.child = AK_NODE_NONE,
			.sibling = AK_NODE_NONE};
		if (!ak_map_set(&index->by_name, object->name, node))
			return false;
		index->node_count++;
	}
	return true;
}

const struct ak_node *ak_index_find(const struct ak_index *index, const char *name)
{
	return ak_map_get(&index->by_name, name);
}

uint32_t ak_node_number(const struct ak_index *index, const struct ak_node *node)
{
	return node ? (uint32_t)(node - index->nodes) : AK_NODE_NONE;
}

/* ---- effects, by node */

static uint32_t node_of_effect(const struct ak_index *index, uint32_t effect)
{
	const struct ak_object *object = index->state->effects[effect].object;
	return object ? ak_node_number(index, ak_index_find(index, object->name)) : AK_NODE_NONE;
}

static bool take_effects(struct ak_index *index)
{
	const struct ak_state *state = index->state;
	size_t count = (size_t)state->effect_count + 1;
	index->effects = calloc(count, sizeof *index->effects);
	index->amends = calloc(count, sizeof *index->amends);
	if (!index->effects || !index->amends)
		return false;
	for (uint32_t i = 0; i < state->effect_count; i++) {
		uint32_t node = node_of_effect(index, i);
		if (node != AK_NODE_NONE)
			index->nodes[node].effect_count++;
		else if (!state->effects[i].object)
			index->amends[index->amend_count++] = &state->effects[i];
	}
	for (uint32_t i = 0, at = 0; i < index->node_count; i++) {
		index->nodes[i].first_effect = at;
		at += index->nodes[i].effect_count;
		index->nodes[i].effect_count = 0;
	}
	for (uint32_t i = 0; i < state->effect_count; i++) {
		uint32_t number = node_of_effect(index, i);
		if (number == AK_NODE_NONE)
			continue;
		struct ak_node *node = &index->nodes[number];
		index->effects[node->first_effect + node->effect_count++] = &state->effects[i];
	}
	return true;
}

/* ---- edges */

static enum ak_field_type reference_kind(const struct ak_field *field)
{
	return field->type == AK_FIELD_SET ? field->of : field->type;
}

/* The node that a value of a field names, or NULL. */
static const struct ak_node *named(
	const struct ak_index *index, const struct ak_field *field, const char *text)
{
	char name[AK_OBJECT_MAX + 1];
	enum ak_field_type kind = reference_kind(field);
	if (kind == AK_FIELD_REF)
		return ak_index_find(index, text);
	if ((kind != AK_FIELD_PARTY && kind != AK_FIELD_ACTOR) || strlen(text) > AK_NAME_MAX)
		return NULL;
	strcpy(name, kind == AK_FIELD_PARTY ? "party/" : "actor/");
	strcat(name, text);
	return ak_index_find(index, name);
}

static bool put_edge(
	struct ak_index *index, size_t *room, uint32_t from, const struct ak_field *field, const char *text)
{
	const struct ak_node *to = named(index, field, text);
	if (!to)
		return true;
	if (!ak_grow((void **)&index->edges, room, index->edge_count, sizeof *index->edges))
		return false;
	index->edges[index->edge_count++] =
		(struct ak_edge){.from = from, .to = ak_node_number(index, to), .field = field};
	index->nodes[from].out_count++;
	return true;
}

static bool put_field_edges(struct ak_index *index, size_t *room, uint32_t from, const struct ak_field *field)
{
	const struct ak_object *object = index->nodes[from].object;
	if (field->type != AK_FIELD_SET) {
		struct ak_value value = ak_read(object, field);
		return value.kind != AK_VALUE_TEXT || put_edge(index, room, from, field, value.text);
	}
	const struct ak_map *members = ak_read_members(object, field);
	for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END;
		i = ak_map_next(members, i))
		if (!put_edge(index, room, from, field, ak_map_key(members, i)))
			return false;
	return true;
}

static bool take_edges(struct ak_index *index)
{
	size_t room = 0;
	for (uint32_t n = 0; n < index->node_count; n++) {
		const struct ak_role *role = index->nodes[n].role;
		index->nodes[n].first_out = index->edge_count;
		for (uint32_t f = 0; role && f < role->type->field_count; f++)
			if (!put_field_edges(index, &room, n, &role->type->fields[f]))
				return false;
	}
	index->incoming = calloc((size_t)index->edge_count + 1, sizeof *index->incoming);
	if (!index->incoming)
		return false;
	for (uint32_t i = 0; i < index->edge_count; i++)
		index->nodes[index->edges[i].to].in_count++;
	for (uint32_t n = 0, at = 0; n < index->node_count; n++) {
		index->nodes[n].first_in = at;
		at += index->nodes[n].in_count;
		index->nodes[n].in_count = 0;
	}
	for (uint32_t i = 0; i < index->edge_count; i++) {
		struct ak_node *to = &index->nodes[index->edges[i].to];
		index->incoming[to->first_in + to->in_count++] = &index->edges[i];
	}
	return true;
}

/* ---- the tree */

/* The node that this one belongs under: what it refers to that lies deepest, and still above its own type. */
static uint32_t parent_of(const struct ak_index *index, const struct ak_node *node)
{
	uint32_t parent = AK_NODE_NONE, depth = 0;
	for (uint32_t i = 0; i < node->out_count; i++) {
		const struct ak_edge *edge = &index->edges[node->first_out + i];
		const struct ak_role *to = above(index, edge->field);
		if (to && to->depth < node->role->depth && (parent == AK_NODE_NONE || to->depth > depth)) {
			parent = edge->to;
			depth = to->depth;
		}
	}
	return parent;
}

static void append_sibling(struct ak_index *index, uint32_t *first, uint32_t *last, uint32_t node)
{
	if (*first == AK_NODE_NONE)
		*first = node;
	else
		index->nodes[*last].sibling = node;
	*last = node;
}

static void link_roots(struct ak_index *index, const uint32_t *order, uint32_t count)
{
	uint32_t last = AK_NODE_NONE;
	index->first_root = AK_NODE_NONE;
	for (unsigned pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < count; i++) {
			const struct ak_node *node = &index->nodes[order[i]];
			if (node->parent == AK_NODE_NONE && (node->child == AK_NODE_NONE) == (pass == 1))
				append_sibling(index, &index->first_root, &last, order[i]);
		}
}

static bool take_tree(struct ak_index *index)
{
	uint32_t types = index->state->charter->type_count, count = 0;
	uint32_t *order = calloc((size_t)index->node_count + 1, sizeof *order);
	uint32_t *last = calloc((size_t)index->node_count + 1, sizeof *last);
	bool done = order && last;
	for (uint32_t t = 0; done && t < types; t++) /* in the order of the charter, then of names */
		for (uint32_t n = 0; n < index->node_count; n++)
			if (index->nodes[n].role == &index->roles[t])
				order[count++] = n;
	for (uint32_t i = 0; done && i < count; i++) {
		struct ak_node *node = &index->nodes[order[i]];
		node->parent = parent_of(index, node);
		if (node->parent != AK_NODE_NONE)
			append_sibling(
				index, &index->nodes[node->parent].child, &last[node->parent], order[i]);
	}
	if (done)
		link_roots(index, order, count);
	free(order);
	free(last);
	return done;
}

/* ---- records */

static bool take_judged(struct ak_index *index)
{
	const struct ak_ledger *ledger = index->ledger;
	index->judged = calloc((size_t)ledger->count + 1, sizeof *index->judged);
	if (!index->judged)
		return false;
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_judged *judged = ak_ledger_judged(ledger, i);
		if (judged->verdict == AK_VERDICT_NONE)
			continue;
		index->judged[judged->place] = i;
		index->judged_count++;
	}
	return true;
}

static int compare_proposed(const void *left, const void *right)
{
	const struct ak_proposed *a = left, *b = right;
	int order = strcmp(a->object, b->object);
	if (order == 0)
		order = b->pending - a->pending;
	return order ? order : (a->place > b->place) - (a->place < b->place);
}

static bool take_changes(struct ak_index *index, uint32_t proposal)
{
	const struct ak_record *record = &index->ledger->records[proposal];
	const struct ak_judged *judged = ak_ledger_judged(index->ledger, proposal);
	for (uint32_t k = 0; k < record->change_count; k++) {
		const char *object = record->changes[k].object;
		if (!ak_grow((void **)&index->proposed, &index->proposed_room, index->proposed_count, sizeof *index->proposed))
			return false;
		index->proposed[index->proposed_count++] = (struct ak_proposed){.object = object ? object : "",
			.proposal = proposal,
			.place = judged->place,
			.pending = judged->verdict == AK_VERDICT_PENDING};
	}
	return true;
}

static bool take_proposed(struct ak_index *index)
{
	for (uint32_t i = 0; i < index->judged_count; i++) {
		uint32_t record = index->judged[i];
		bool in_force = ak_ledger_judged(index->ledger, record)->verdict == AK_VERDICT_IN_FORCE;
		if (index->ledger->records[record].kind == AK_KIND_PROPOSE && !in_force && !take_changes(index, record))
			return false;
	}
	if (index->proposed_count > 0)
		qsort(index->proposed, index->proposed_count, sizeof *index->proposed, compare_proposed);
	return true;
}

const struct ak_proposed *ak_index_proposed(const struct ak_index *index, const char *object, uint32_t *count)
{
	object = object ? object : "";
	const size_t first = ak_text_place(object, index->proposed, index->proposed_count, sizeof *index->proposed);
	for (*count = 0;
		first + *count < index->proposed_count && strcmp(index->proposed[first + *count].object, object) == 0;)
		++*count;
	return index->proposed + first;
}

enum ak_status ak_index_init(struct ak_index *index, const struct ak_ledger *ledger, struct ak_error *err)
{
	*index = (struct ak_index){
		.ledger = ledger, .state = ak_ledger_state(ledger), .first_root = AK_NODE_NONE};
	ak_map_init(&index->by_name);
	if (take_roles(index) && take_nodes(index) && take_effects(index) && take_edges(index) &&
		take_tree(index) && take_judged(index) && take_proposed(index))
		return AK_OK;
	ak_index_release(index);
	return ak_fail_memory(err);
}

void ak_index_release(struct ak_index *index)
{
	ak_map_release(&index->by_name);
	free(index->roles);
	free(index->nodes);
	free(index->effects);
	free(index->amends);
	free(index->edges);
	free(index->incoming);
	free(index->judged);
	free(index->proposed);
}
