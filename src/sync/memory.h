/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a replica remembers of seals, in `akkoord/seals` in its git directory: the complete seals it has seen
 * (protocol §10: a rival that shows up later is a split, and the replica goes on with its own), and the seals it
 * signed itself, so that a witness whose ledger was restored from a backup does not sign against itself.
 *
 * One line each, `complete <height> <id>` or `signed <height> <id>`, only ever added to. A line that was cut short by
 * a crash says nothing and is skipped.
 */
#ifndef AK_SYNC_MEMORY_H
#define AK_SYNC_MEMORY_H

#include "ledger/ledger.h"

struct ak_signed_seal {
	int64_t height;
	struct ak_id id;
};

struct ak_memory {
	struct ak_id *complete; /* for ak_ledger_options: remembered */
	size_t complete_count, complete_room;
	struct ak_signed_seal *signed_seals;
	size_t signed_count, signed_room;
};

/* Reads it; an absent file, and a plain folder, is an empty memory. On AK_OK *memory is the caller's to release. */
enum ak_status ak_memory_read(struct ak_memory *memory, struct ak_store *store, struct ak_error *err);
void ak_memory_release(struct ak_memory *memory);

/* Adds the complete seals of the ledger that are new, on disk too. Of a split only the one that goes on. */
enum ak_status ak_memory_note(struct ak_memory *memory, const struct ak_ledger *ledger, struct ak_error *err);

/* Adds a seal that this replica has just signed (sealed or endorsed), on disk too. */
enum ak_status ak_memory_note_signed(struct ak_memory *memory, struct ak_store *store, int64_t height,
	const struct ak_id *id, struct ak_error *err);

/* The first seal of this height that this replica signed other than id, or NULL. Start with after = NULL. */
const struct ak_id *ak_memory_signed_other(
	const struct ak_memory *memory, int64_t height, const struct ak_id *id, const struct ak_id *after);

#endif
