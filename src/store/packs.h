/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Objects of packs, read where they lie, in the plain case: in a pack of version 2, by itself or as a chain of
 * deltas. Records and signatures are that, by the hundred thousand, and libgit2 spends on each a fifth of what
 * verifying its signature takes. In any other case, damage included, it answers «no», and the caller asks libgit2,
 * whose words the user then reads.
 *
 * What stands in a pack is a stranger's choice. As with libgit2, what comes out was inflated whole with its checksum
 * right, and is not digested: what a record's bytes are is for the record's own id to say.
 */
#ifndef AK_STORE_PACKS_H
#define AK_STORE_PACKS_H

#include "base/bytes.h"

/* Bytes of an object, and of any that it is a delta of; a tree of 200,000 files is as large. */
enum { AK_PACKS_SIZE_MAX = 1 << 25 };

/* As in a pack. */
enum ak_packs_type { AK_PACKS_COMMIT = 1, AK_PACKS_TREE = 2, AK_PACKS_BLOB = 3 };

struct ak_packs;

/* The packs that lie in a folder of objects now; what comes later is not seen. NULL if there is no memory. */
struct ak_packs *ak_packs_open(const char *objects_folder);
void ak_packs_free(struct ak_packs *packs);

/* How many objects stand in them; one that is in two counts twice. */
size_t ak_packs_count(const struct ak_packs *packs);

/*
 * An object of this type and of at most limit bytes by its name of 20 bytes; *bytes, with a NUL behind them, are
 * borrowed until the next call.
 */
bool ak_packs_read(struct ak_packs *packs, const uint8_t *name, enum ak_packs_type type, size_t limit,
	struct ak_bytes *bytes);

#endif
