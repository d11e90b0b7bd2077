/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What was read and verified before, kept in the git directory, so that the next command need not do it again. It
 * holds records that passed every check on one file, each with the git objects that it came from; what becomes of
 * them is judged anew each time. `verify` never looks here.
 *
 * The file bears a digest over itself and over the place where it stands (this git directory on this machine), so
 * damage is found, and a copy of a replica does not bring a stranger's word along. It may be deleted at any moment.
 */
#ifndef AK_LEDGER_CACHE_H
#define AK_LEDGER_CACHE_H

#include "ledger/load.h"

/* In the git directory. */
#define AK_CACHE_NAME "akkoord.cache"

struct ak_cache {
	struct ak_buf bytes;	   /* of the file; records point into it */
	const uint8_t *tree;	   /* that all of this was read from */
	const struct ak_id *ledger;
	struct ak_bytes charter;
	struct ak_loaded loaded;
	const uint8_t **sources; /* of each record the objects of its two files, of each attachment that of its one */
};

/* What tells this place, and this program, from others: a digest. False for a store that has no cache. */
bool ak_cache_place(const struct ak_store *store, struct ak_id *digest);

/* False if there is none that can be used. */
bool ak_cache_open(struct ak_cache *cache, const struct ak_store *store);
void ak_cache_release(struct ak_cache *cache);

/* Whether the store has the very files that the cache was made from. */
bool ak_cache_is_whole(const struct ak_cache *cache, const struct ak_store *store);

/* The founding as it was, checked then. For a whole cache. */
enum ak_status ak_cache_founding(struct ak_founding *founding, const struct ak_cache *cache, struct ak_error *err);

/* Hands over all that it holds. For a whole cache. */
void ak_cache_take(struct ak_loaded *loaded, struct ak_cache *cache);

/*
 * Loads what the listings have: from the cache where its files are still the same, else from the store. *fresh is how
 * many records came from the store. The cache is spent.
 */
enum ak_status ak_cache_load(struct ak_loaded *loaded, uint32_t *fresh, struct ak_cache *cache, struct ak_store *store,
	const struct ak_founding *founding, const struct ak_listing *ledger, const struct ak_listing *attachments,
	const struct ak_ledger_options *options, struct ak_error *err);

/*
 * Whether to make a cache again of count records in all for fresh ones that the last one lacks; has_cache: there is a
 * last one.
 */
bool ak_cache_is_due(bool has_cache, uint32_t fresh, uint32_t count);

/* Makes the cache of what was loaded from the store as it is now. What goes wrong is no matter. */
void ak_cache_write(struct ak_store *store, const struct ak_id *ledger, struct ak_bytes charter,
	const struct ak_loaded *loaded);

#endif
