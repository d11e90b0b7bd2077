/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of the state share: state.c (journal, records, charters), object.c (objects and cells), related.c
 * (who names whom).
 */
#ifndef AK_JUDGE_STATE_INSIDE_H
#define AK_JUDGE_STATE_INSIDE_H

#include "judge/state.h"

/* An entry of this kind, the last of the journal, to be filled in; NULL without memory, which is noted. */
struct ak_journal_entry *ak_state_journal(struct ak_state *state, enum ak_entry_kind kind);

/* The object of that name, made if need be, but not existing by that; NULL without memory, which is noted. */
struct ak_object *ak_state_object(struct ak_state *state, const char *name);

/* The cell of a field, also one that a rollback emptied, or NULL. */
struct ak_cell *ak_cell_find(const struct ak_object *object, const char *field);

/* Notes that object names another in a field, if by the charter in force that field is its phase or its freeze. */
void ak_related_note(struct ak_state *state, struct ak_object *object, const char *field, const char *other_name);

#endif
