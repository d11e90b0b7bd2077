/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Questions to the index: where a node lies in the tree, how things stand with it, when and by what it was decided.
 */
#include "base/date.h"
#include "ledger/course.h"
#include "report/index.h"

/* ---- the tree */

uint32_t ak_node_depth(const struct ak_index *index, uint32_t node, uint32_t top)
{
	uint32_t depth = 0;
	for (node = index->nodes[node].parent; node != AK_NODE_NONE && node != top;
		node = index->nodes[node].parent)
		depth++;
	return depth;
}

uint32_t ak_index_walk(const struct ak_index *index, uint32_t top, uint32_t node)
{
	if (node == AK_NODE_NONE)
		return top == AK_NODE_NONE ? index->first_root : index->nodes[top].child;
	if (index->nodes[node].child != AK_NODE_NONE)
		return index->nodes[node].child;
	while (node != AK_NODE_NONE && node != top) {
		if (index->nodes[node].sibling != AK_NODE_NONE)
			return index->nodes[node].sibling;
		node = index->nodes[node].parent;
	}
	return AK_NODE_NONE;
}

uint32_t ak_index_below(const struct ak_index *index, uint32_t top)
{
	uint32_t count = 0;
	for (uint32_t n = ak_index_walk(index, top, AK_NODE_NONE); n != AK_NODE_NONE;
		n = ak_index_walk(index, top, n))
		count++;
	return count;
}

/* ---- records */

const struct ak_charter *ak_index_charter_at(const struct ak_index *index, uint32_t place)
{
	for (uint32_t i = 0; i < index->amend_count; i++)
		if (place <= ak_decided_place(index->ledger, index->amends[i]->proposal))
			return index->amends[i]->charter;
	return index->state->charter;
}

int64_t ak_index_newest(const struct ak_index *index)
{
	int64_t newest = 0;
	for (uint32_t i = 0; i < index->judged_count; i++)
		if (index->ledger->records[index->judged[i]].time > newest)
			newest = index->ledger->records[index->judged[i]].time;
	return newest;
}

int64_t ak_decided_time(const struct ak_index *index, uint32_t proposal)
{
	return index->ledger->records[ak_decided_by(index->ledger, proposal)].time;
}

uint32_t ak_decided_place(const struct ak_ledger *ledger, uint32_t proposal)
{
	return ak_ledger_judged(ledger, ak_decided_by(ledger, proposal))->place;
}

uint32_t ak_sealed_by(const struct ak_index *index, uint32_t record)
{
	uint32_t seal;
	return ak_is_sealed(index->ledger, record, &seal) ? seal : AK_POSITION_NONE;
}

/* ---- how things stand with an object */

const char *ak_node_text(const struct ak_node *node, const struct ak_field *field)
{
	if (!field)
		return NULL;
	struct ak_value value = ak_read(node->object, field);
	return value.kind == AK_VALUE_TEXT ? value.text : NULL;
}

bool ak_node_term(const struct ak_node *node, int32_t *days)
{
	const char *text = node->role ? ak_node_text(node, node->role->term) : NULL;
	return text && ak_date_parse(days, text);
}

bool ak_node_overdue(const struct ak_node *node, int32_t today)
{
	const struct ak_type *type = node->role ? node->role->type : NULL;
	int32_t days;
	for (uint32_t i = 0; type && !node->finished && i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		const char *text = ak_course_is_term(type, field) ? ak_node_text(node, field) : NULL;
		if (text && ak_date_parse(&days, text) && days < today)
			return true;
	}
	return false;
}

bool ak_node_is_promise(const struct ak_node *node)
{
	const struct ak_role *role = node->role;
	bool is_ours = role && !ak_builtin_type(role->type->name);
	return is_ours && role->party && !role->disputes && (role->term || role->status);
}

bool ak_node_is_delivered(const struct ak_node *node)
{
	const struct ak_field *field = ak_node_is_promise(node) ? node->role->status : NULL;
	const char *status = ak_node_text(node, field);
	return status && ak_course_is_aim(field, status);
}

const char *ak_node_nature(const struct ak_node *node)
{
	return ak_node_is_promise(node) ? ak_node_text(node, node->role->nature) : NULL;
}

bool ak_node_lacks(const struct ak_node *node, const struct ak_field *field)
{
	if (!field->expected || node->finished)
		return false;
	if (field->type == AK_FIELD_SET)
		return ak_read_members(node->object, field) == NULL;
	return ak_read(node->object, field).kind == AK_VALUE_NULL;
}

uint32_t ak_node_gaps(const struct ak_node *node)
{
	uint32_t count = 0;
	for (uint32_t i = 0; node->role && i < node->role->type->field_count; i++)
		count += ak_node_lacks(node, &node->role->type->fields[i]);
	return count;
}
