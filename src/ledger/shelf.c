/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/shelf.h"

#include <stdlib.h>
#include <string.h>

#include "sig/digest.h"

/* Made anew with the form of the file, or of what is in it. */
static const char magic[16] = "akkoord shelf 7";

/*
 * The file: this, then a table of slots, then bodies. A slot is sought from where its hash says; an empty one ends
 * the search.
 */
struct head {
	char magic[sizeof magic];
	struct ak_id key;
	uint64_t slots; /* a power of two */
};

struct ak_shelf_slot {
	uint64_t hash;
	uint64_t offset; /* 0: empty */
	uint64_t size;
	struct ak_id digest;
};

enum { SEARCH_MAX = 4096 };
#define SLOTS_MAX ((uint64_t)1 << 32)
#define BLOCK_MAX ((uint64_t)64 << 20)
#define BODIES_MAX ((uint64_t)3 << 30)

static void begin(struct ak_digest *digest, const struct ak_id *key, const char *name)
{
	ak_digest_init(digest);
	ak_digest_update(digest, (struct ak_bytes){key->bytes, AK_ID_SIZE});
	ak_digest_update(digest, (struct ak_bytes){(const uint8_t *)name, strlen(name) + 1});
}

/* By the key too, so that nobody can choose names that meet. */
static uint64_t hash_of(const struct ak_id *key, const char *name)
{
	struct ak_digest digest;
	uint64_t hash;
	begin(&digest, key, name);
	struct ak_id whole = ak_digest_finish(&digest);
	memcpy(&hash, whole.bytes, sizeof hash);
	return hash;
}

static struct ak_id digest_of(const struct ak_id *key, const char *name, struct ak_bytes block)
{
	struct ak_digest digest;
	begin(&digest, key, name);
	ak_digest_update(&digest, block);
	return ak_digest_finish(&digest);
}

/* ------------------------------------------------------------------ reading */

bool ak_shelf_open(struct ak_shelf *shelf, const struct ak_store *store, const char *file, const struct ak_id *key)
{
	struct head head;
	*shelf = (struct ak_shelf){.key = *key};
	shelf->file = ak_store_cache_open(store, file, &shelf->size);
	bool good = shelf->file >= 0 && ak_store_cache_at(shelf->file, 0, &head, sizeof head) &&
		    memcmp(head.magic, magic, sizeof magic) == 0 && ak_id_equal(&head.key, key) && head.slots > 0 &&
		    head.slots <= SLOTS_MAX && (head.slots & (head.slots - 1)) == 0;
	shelf->slots = good ? head.slots : 0;
	if (!good)
		ak_shelf_close(shelf);
	return good;
}

void ak_shelf_close(struct ak_shelf *shelf)
{
	ak_store_cache_close(shelf->file);
	shelf->file = -1;
}

static bool take(const struct ak_shelf *shelf, const struct ak_shelf_slot *slot, const char *name,
	struct ak_arena *arena, struct ak_bytes *block)
{
	if (slot->size > BLOCK_MAX || slot->size > shelf->size || slot->offset > shelf->size - slot->size)
		return false;
	uint8_t *data = ak_arena_alloc(arena, (size_t)slot->size + 1);
	*block = (struct ak_bytes){data, (size_t)slot->size};
	if (!data || !ak_store_cache_at(shelf->file, slot->offset, data, block->size))
		return false;
	struct ak_id digest = digest_of(&shelf->key, name, *block);
	return ak_id_equal(&digest, &slot->digest);
}

bool ak_shelf_get(const struct ak_shelf *shelf, const char *name, struct ak_arena *arena, struct ak_bytes *block)
{
	struct ak_shelf_slot slot;
	uint64_t hash = hash_of(&shelf->key, name);
	for (uint64_t i = 0; i < SEARCH_MAX; i++) {
		uint64_t at = (hash + i) & (shelf->slots - 1);
		if (!ak_store_cache_at(shelf->file, sizeof(struct head) + at * sizeof slot, &slot, sizeof slot) ||
			slot.offset == 0)
			return false;
		if (slot.hash == hash)
			return take(shelf, &slot, name, arena, block);
	}
	return false;
}

/* ------------------------------------------------------------------ writing */

void ak_shelf_begin(struct ak_shelf_maker *maker, const struct ak_id *key)
{
	*maker = (struct ak_shelf_maker){.key = *key, .bodies = AK_BUF_INIT};
}

void ak_shelf_put(struct ak_shelf_maker *maker, const char *name, struct ak_bytes block)
{
	if (block.size > BLOCK_MAX)
		return; /* as if there were none */
	if (!ak_grow((void **)&maker->slots, &maker->room, maker->count, sizeof *maker->slots)) {
		maker->failed = true;
		return;
	}
	maker->slots[maker->count++] = (struct ak_shelf_slot){.hash = hash_of(&maker->key, name),
		.offset = maker->bodies.size,
		.size = block.size,
		.digest = digest_of(&maker->key, name, block)};
	ak_buf_append(&maker->bodies, block.data, block.size);
}

/* The table, half of it empty at least; NULL without memory. */
static struct ak_shelf_slot *table_of(const struct ak_shelf_maker *maker, uint64_t *slots)
{
	*slots = 16;
	while (*slots < 2 * (uint64_t)maker->count)
		*slots *= 2;
	struct ak_shelf_slot *table = calloc((size_t)*slots, sizeof *table);
	for (size_t i = 0; table && i < maker->count; i++) {
		uint64_t at = maker->slots[i].hash & (*slots - 1);
		while (table[at].offset != 0)
			at = (at + 1) & (*slots - 1);
		table[at] = maker->slots[i];
		table[at].offset += sizeof(struct head) + *slots * sizeof *table;
	}
	return table;
}

void ak_shelf_end(struct ak_shelf_maker *maker, const struct ak_store *store, const char *file)
{
	struct head head = {.key = maker->key};
	struct ak_shelf_slot *table = NULL;
	memcpy(head.magic, magic, sizeof magic);
	bool good = !maker->failed && !maker->bodies.failed && maker->bodies.size < BODIES_MAX;
	if (good && (table = table_of(maker, &head.slots)) != NULL) {
		struct ak_bytes parts[] = {{(const uint8_t *)&head, sizeof head},
			{(const uint8_t *)table, (size_t)head.slots * sizeof *table}, ak_buf_view(&maker->bodies)};
		ak_store_cache_write(store, file, parts, 3);
	}
	free(table);
	free(maker->slots);
	ak_buf_release(&maker->bodies);
}
