/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Blocks of bytes by name in one file in the git directory, to be read one by one. Each bears a digest over itself,
 * its name and the shelf's key, which tells what all of it was made from: a block that is given is the one that was
 * put there under that key, whatever happened to the file. One that is damaged is as one that is not there.
 */
#ifndef AK_LEDGER_SHELF_H
#define AK_LEDGER_SHELF_H

#include "base/arena.h"
#include "base/id.h"
#include "store/store.h"

/* ---- reading */

struct ak_shelf {
	int file;
	uint64_t size, slots;
	struct ak_id key;
};

/* False if there is none with this key. */
bool ak_shelf_open(struct ak_shelf *shelf, const struct ak_store *store, const char *file, const struct ak_id *key);
void ak_shelf_close(struct ak_shelf *shelf);

/* A block, in arena. False if there is none of that name that is whole. */
bool ak_shelf_get(const struct ak_shelf *shelf, const char *name, struct ak_arena *arena, struct ak_bytes *block);

/* ---- writing */

struct ak_shelf_slot; /* as in the file */

struct ak_shelf_maker {
	struct ak_id key;
	struct ak_buf bodies;
	struct ak_shelf_slot *slots; /* as they were put */
	size_t count, room;
	bool failed;
};

void ak_shelf_begin(struct ak_shelf_maker *maker, const struct ak_id *key);

/* Each name once. One that is very large is left out. */
void ak_shelf_put(struct ak_shelf_maker *maker, const char *name, struct ak_bytes block);

/* Replaces the file, unless something failed, and releases the maker. What goes wrong is no matter. */
void ak_shelf_end(struct ak_shelf_maker *maker, const struct ak_store *store, const char *file);

#endif
