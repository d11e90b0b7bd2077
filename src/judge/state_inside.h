/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of the state share, each of which uses those before it: object.c (what there is, by name), journal.c
 * (what changed), related.c (who names whom), write.c (objects and fields changed), state.c (charters, records,
 * windows).
 */
#ifndef AK_JUDGE_STATE_INSIDE_H
#define AK_JUDGE_STATE_INSIDE_H

#include "judge/state.h"

/* Room for one more than count in a list of the state's. False without memory, which is noted. */
static inline bool ak_state_grow(struct ak_state *state, void **items, size_t *room, size_t count, size_t item_size)
{
	bool grown = ak_grow(items, room, count, item_size);
	state->failed |= !grown;
	return grown;
}

/* The object of that name, made if need be, but not existing by that; NULL without memory, which is noted. */
struct ak_object *ak_state_object(struct ak_state *state, const char *name);

/* The cell of a field, also one that a rollback emptied, or NULL. */
struct ak_cell *ak_cell_find(const struct ak_object *object, const char *field);

/* The same, made empty if there is none; NULL without memory, which is noted. */
struct ak_cell *ak_cell_make(struct ak_state *state, struct ak_object *object, const char *field);

/* An entry of this kind, the last of the journal, to be filled in; NULL without memory, which is noted. */
struct ak_journal_entry *ak_state_journal(struct ak_state *state, enum ak_entry_kind kind);

/* A field of object was written: notes what it names as what it belongs to, and what it freezes now. */
void ak_related_note(struct ak_state *state, struct ak_object *object, const char *field);

#endif
