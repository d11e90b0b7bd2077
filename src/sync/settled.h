/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is known of a replica's seals without judging it again: that in the files that it has now no two complete
 * seals of one height contradict each other, and that every complete seal is remembered (sync/memory.h).
 *
 * It is a cache, `akkoord.settled` in the git directory: a digest over this place, the tree and what is remembered. A
 * file that is gone, damaged, of another place or of other files is simply not that digest; then the ledger is
 * judged.
 */
#ifndef AK_SYNC_SETTLED_H
#define AK_SYNC_SETTLED_H

#include "sync/memory.h"

/* In the git directory. */
#define AK_SETTLED_NAME "akkoord.settled"

/* Whether it is known of the store as it is now. */
bool ak_settled_read(const struct ak_store *store, const struct ak_memory *memory);

/* Keeps that it is so. What goes wrong is no matter. */
void ak_settled_write(const struct ak_store *store, const struct ak_memory *memory);

#endif
