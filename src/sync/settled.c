/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/settled.h"

#include <string.h>

#include "ledger/head.h"

static bool key_of(struct ak_id *key, const struct ak_store *store, const struct ak_memory *memory)
{
	return ak_head_key(key, store, memory->complete, memory->complete_count);
}

bool ak_settled_read(const struct ak_store *store, const struct ak_memory *memory)
{
	struct ak_buf bytes = AK_BUF_INIT;
	struct ak_id key;
	bool known = key_of(&key, store, memory) && ak_store_cache_read(store, AK_SETTLED_NAME, &bytes) &&
		     bytes.size == sizeof key.bytes && memcmp(bytes.data, key.bytes, sizeof key.bytes) == 0;
	ak_buf_release(&bytes);
	return known;
}

void ak_settled_write(const struct ak_store *store, const struct ak_memory *memory)
{
	struct ak_id key;
	if (key_of(&key, store, memory))
		ak_store_cache_write(store, AK_SETTLED_NAME, &(struct ak_bytes){key.bytes, sizeof key.bytes}, 1);
}
