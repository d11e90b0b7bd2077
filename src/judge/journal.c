/* SPDX-License-Identifier: EUPL-1.2 */
/* What was changed, in order, so that it can be taken back (judge/state.h). */
#include "judge/state_inside.h"

struct ak_journal_entry *ak_state_journal(struct ak_state *state, enum ak_entry_kind kind)
{
	if (!ak_state_grow(state, (void **)&state->journal, &state->journal_room, state->journal_count, sizeof *state->journal))
		return NULL;
	struct ak_journal_entry *entry = &state->journal[state->journal_count++];
	if (kind != AK_ENTRY_JUDGED && kind != AK_ENTRY_ACCEPTED)
		state->version = ++state->last_version;
	*entry = (struct ak_journal_entry){.kind = kind};
	return entry;
}

struct ak_mark ak_state_mark(const struct ak_state *state)
{
	return (struct ak_mark){.version = state->version,
		.journal = state->journal_count,
		.opened = state->opened_count,
		.closed = state->closed_count,
		.effects = state->effect_count,
		.reopened = state->reopened_count,
		.place = state->place};
}

static void undo_member(const struct ak_journal_entry *entry)
{
	struct ak_cell *cell = ak_cell_find(entry->object, entry->field);
	entry->object->facts.known = false;
	cell->by = entry->by;
	if (entry->kind == AK_ENTRY_MEMBER_ADDED)
		ak_map_remove(entry->members, entry->member);
	else
		ak_map_set(entry->members, entry->member, NULL); /* cannot fail: its leaf was freed just now */
}

static void undo(struct ak_state *state, const struct ak_journal_entry *entry)
{
	switch (entry->kind) {
	case AK_ENTRY_CELL:
		entry->object->facts.known = false;
		*ak_cell_find(entry->object, entry->cell.field) = entry->cell;
		ak_related_note(state, entry->object, entry->cell.field); /* it may freeze again */
		break;
	case AK_ENTRY_MEMBER_ADDED:
	case AK_ENTRY_MEMBER_REMOVED:
		undo_member(entry);
		break;
	case AK_ENTRY_CREATED:
		entry->object->exists = false;
		break;
	case AK_ENTRY_CHARTER:
		state->charter = entry->charter;
		state->charter_by = entry->position;
		break;
	case AK_ENTRY_JUDGED:
		state->judged[entry->position] = entry->judged;
		break;
	case AK_ENTRY_ACCEPTED:
		state->accepted[entry->position] = entry->accepted;
		break;
	}
}

void ak_state_rollback(struct ak_state *state, struct ak_mark mark)
{
	while (state->journal_count > mark.journal)
		undo(state, &state->journal[--state->journal_count]);
	state->version = mark.version;
	state->opened_count = mark.opened;
	state->closed_count = mark.closed;
	state->effect_count = mark.effects;
	state->reopened_count = mark.reopened;
	state->place = mark.place;
}

void ak_state_settle(struct ak_state *state, struct ak_mark mark)
{
	state->journal_count = mark.journal;
}
