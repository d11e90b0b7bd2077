/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/cache.h"

#include <stdlib.h>
#include <string.h>

#include "record/pack.h"
#include "sig/digest.h"

/* Made anew with the form of the file, or of what is in it. */
static const char magic[16] = "akkoord cache 1";

enum {
	OID_SIZE = 20,
	HEAD_SIZE = sizeof magic + AK_ID_SIZE, /* then the digest, in whose place it is taken over that of the place */
};

bool ak_cache_place(const struct ak_store *store, struct ak_id *digest)
{
	struct ak_buf text = AK_BUF_INIT;
	ak_buf_format(&text, "akkoord %s %zu ", AK_VERSION, sizeof(struct ak_record));
	bool known = ak_store_place(store, &text) && !text.failed;
	if (known)
		*digest = ak_sha256(ak_buf_view(&text));
	ak_buf_release(&text);
	return known;
}

/* ------------------------------------------------------------------ reading */

static void read_records(struct ak_cache *cache, struct ak_unpacker *from)
{
	struct ak_loaded *loaded = &cache->loaded;
	for (uint32_t i = 0; i < loaded->record_count && !from->failed; i++) {
		cache->sources[i] = ak_unpack_raw(from, 2 * (size_t)OID_SIZE);
		ak_unpack_record(from, &loaded->records[i]);
	}
	for (uint32_t i = 0; i < loaded->refused_count && !from->failed; i++) {
		loaded->refused[i].path = ak_unpack_text(from);
		loaded->refused[i].reason = (enum ak_refusal)ak_unpack_number(from);
		loaded->refused[i].why = ak_unpack_text(from);
	}
	for (uint32_t i = 0; i < loaded->attachment_count && !from->failed; i++) {
		const struct ak_id *id = ak_unpack_raw(from, sizeof *id);
		cache->sources[loaded->record_count + i] = ak_unpack_raw(from, OID_SIZE);
		loaded->attachments[i].size = (size_t)ak_unpack_number(from);
		if (id)
			loaded->attachments[i].id = *id;
	}
}

/* Each of them takes more than a byte, so none can be more than there are bytes. */
static uint32_t read_count(struct ak_unpacker *from)
{
	uint64_t count = ak_unpack_number(from);
	if (count > (uint64_t)(from->end - from->at) || count > UINT32_MAX / 4) {
		from->failed = true;
		return 0;
	}
	return (uint32_t)count;
}

static bool read_body(struct ak_cache *cache, struct ak_bytes body)
{
	struct ak_loaded *loaded = &cache->loaded;
	struct ak_unpacker from;
	ak_unpacker_init(&from, &loaded->arena, body, NULL);
	cache->tree = ak_unpack_raw(&from, OID_SIZE);
	cache->ledger = from.ledger = ak_unpack_raw(&from, AK_ID_SIZE);
	cache->charter.size = read_count(&from);
	cache->charter.data = ak_unpack_raw(&from, cache->charter.size);
	loaded->record_count = read_count(&from);
	loaded->refused_count = read_count(&from);
	loaded->attachment_count = read_count(&from);
	loaded->records = calloc((size_t)loaded->record_count + 1, sizeof *loaded->records);
	loaded->refused = calloc((size_t)loaded->refused_count + 1, sizeof *loaded->refused);
	loaded->attachments = calloc((size_t)loaded->attachment_count + 1, sizeof *loaded->attachments);
	cache->sources =
		calloc((size_t)loaded->record_count + loaded->attachment_count + 1, sizeof(const uint8_t *));
	if (!loaded->records || !loaded->refused || !loaded->attachments || !cache->sources)
		return false;
	read_records(cache, &from);
	return !from.failed;
}

bool ak_cache_open(struct ak_cache *cache, const struct ak_store *store)
{
	struct ak_id place;
	struct ak_id digest;
	*cache = (struct ak_cache){.bytes = AK_BUF_INIT};
	bool good = ak_store_tree(store) && ak_cache_place(store, &place) &&
		    ak_store_cache_read(store, AK_CACHE_NAME, &cache->bytes) && cache->bytes.size > HEAD_SIZE &&
		    memcmp(cache->bytes.data, magic, sizeof magic) == 0;
	if (good) {
		struct ak_bytes whole = ak_buf_view(&cache->bytes);
		struct ak_bytes body = {whole.data + HEAD_SIZE, whole.size - HEAD_SIZE};
		char *slot = cache->bytes.data + sizeof magic;
		memcpy(digest.bytes, slot, AK_ID_SIZE);
		memcpy(slot, place.bytes, AK_ID_SIZE);
		place = ak_sha256((struct ak_bytes){(const uint8_t *)slot, AK_ID_SIZE + body.size});
		good = ak_id_equal(&place, &digest) && read_body(cache, body);
	}
	if (!good)
		ak_cache_release(cache);
	return good;
}

void ak_cache_release(struct ak_cache *cache)
{
	ak_buf_release(&cache->bytes);
	ak_loaded_release(&cache->loaded);
	free(cache->sources);
	*cache = (struct ak_cache){.bytes = AK_BUF_INIT};
}

bool ak_cache_is_whole(const struct ak_cache *cache, const struct ak_store *store)
{
	return memcmp(cache->tree, ak_store_tree(store), OID_SIZE) == 0;
}

enum ak_status ak_cache_founding(struct ak_founding *founding, const struct ak_cache *cache, struct ak_error *err)
{
	struct ak_json *json = NULL;
	*founding = (struct ak_founding){.ledger = *cache->ledger};
	ak_buf_append(&founding->bytes, cache->charter.data, cache->charter.size);
	enum ak_status status = ak_buf_status(&founding->bytes, err);
	if (status == AK_OK)
		status = ak_json_parse(&json, cache->charter, err);
	if (status == AK_OK)
		status = ak_charter_parse(&founding->charter, json, NULL, NULL, err);
	ak_json_free(json);
	if (status != AK_OK)
		ak_founding_release(founding);
	return status;
}

void ak_cache_take(struct ak_loaded *loaded, struct ak_cache *cache)
{
	*loaded = cache->loaded;
	loaded->held = cache->bytes;
	cache->loaded = (struct ak_loaded){.record_count = 0}; /* the caller's now */
	cache->bytes = (struct ak_buf)AK_BUF_INIT;
	ak_cache_release(cache);
}

/* ------------------------------------------------------------------ what is still the same */

/* The place in the listing of a path whose file is this object, or the listing's count. */
static size_t find_same(const struct ak_listing *listing, const char *path, const uint8_t *oid)
{
	const struct ak_entry *entry = ak_listing_find(listing, path);
	if (!entry || !entry->regular || memcmp(entry->oid, oid, OID_SIZE) != 0)
		return listing->count;
	return (size_t)(entry - listing->entries);
}

static enum ak_status sift_records(
	struct ak_cache *cache, const struct ak_listing *listing, bool *known, struct ak_error *err)
{
	struct ak_loaded *loaded = &cache->loaded;
	struct ak_buf path = AK_BUF_INIT;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < loaded->record_count; i++) {
		const struct ak_record *record = &loaded->records[i];
		size_t found[2];
		for (int signature = 0; signature < 2; signature++) {
			ak_buf_clear(&path);
			ak_record_path_write(&path, record->actor, record->seq, &record->id, signature);
			found[signature] = path.failed
						   ? listing->count
						   : find_same(listing, ak_buf_string(&path),
							     cache->sources[i] + signature * OID_SIZE);
		}
		if (found[0] == listing->count || found[1] == listing->count)
			continue;
		known[found[0]] = known[found[1]] = true;
		loaded->records[kept++] = *record;
	}
	loaded->record_count = kept;
	enum ak_status status = ak_buf_status(&path, err);
	ak_buf_release(&path);
	return status;
}

static void sift_attachments(struct ak_cache *cache, uint32_t records, const struct ak_listing *listing, bool *known)
{
	struct ak_loaded *loaded = &cache->loaded;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < loaded->attachment_count; i++) {
		char path[sizeof "bijlagen/" + AK_ID_HEX] = "bijlagen/";
		strcat(path, ak_id_hex(&loaded->attachments[i].id).text);
		size_t found = find_same(listing, path, cache->sources[records + i]);
		if (found == listing->count)
			continue;
		known[found] = true;
		loaded->attachments[kept++] = loaded->attachments[i];
	}
	loaded->attachment_count = kept;
}

/* The entries that nothing is known of; their paths are borrowed, entries is to be freed. */
static struct ak_listing unknown(const struct ak_listing *listing, const bool *known)
{
	struct ak_listing rest = {.entries = calloc(listing->count + 1, sizeof *rest.entries)};
	for (size_t i = 0; rest.entries && i < listing->count; i++)
		if (!known[i])
			rest.entries[rest.count++] = listing->entries[i];
	return rest;
}

/* Puts what the cache kept among what was loaded; both are sorted. */
static enum ak_status join(struct ak_loaded *loaded, struct ak_cache *cache, struct ak_error *err)
{
	struct ak_loaded *old = &cache->loaded;
	uint32_t room = loaded->record_count + old->record_count;
	uint32_t attached = loaded->attachment_count + old->attachment_count;
	struct ak_record *records = calloc((size_t)room + 1, sizeof *records);
	struct ak_attachment *attachments = calloc((size_t)attached + 1, sizeof *attachments);
	if (!records || !attachments) {
		free(records);
		free(attachments);
		return ak_fail_memory(err);
	}
	for (uint32_t a = 0, b = 0, i = 0; i < room; i++) {
		bool is_old = b == loaded->record_count ||
			      (a < old->record_count &&
				      ak_id_compare(&old->records[a].id, &loaded->records[b].id) < 0);
		records[i] = is_old ? old->records[a++] : loaded->records[b++];
	}
	for (uint32_t a = 0, b = 0, i = 0; i < attached; i++) {
		bool is_old = b == loaded->attachment_count ||
			      (a < old->attachment_count &&
				      ak_id_compare(&old->attachments[a].id, &loaded->attachments[b].id) < 0);
		attachments[i] = is_old ? old->attachments[a++] : loaded->attachments[b++];
	}
	free(loaded->records);
	free(loaded->attachments);
	loaded->records = records;
	loaded->record_count = room;
	loaded->attachments = attachments;
	loaded->attachment_count = attached;
	ak_arena_merge(&loaded->arena, &old->arena);
	loaded->held = cache->bytes;
	cache->bytes = (struct ak_buf)AK_BUF_INIT; /* loaded's now */
	return AK_OK;
}

enum ak_status ak_cache_load(struct ak_loaded *loaded, uint32_t *fresh, struct ak_cache *cache, struct ak_store *store,
	const struct ak_founding *founding, const struct ak_listing *ledger, const struct ak_listing *attachments,
	const struct ak_ledger_options *options, struct ak_error *err)
{
	struct ak_listing rest[2] = {{.count = 0}, {.count = 0}};
	uint32_t records = cache->loaded.record_count;
	bool *known = calloc(ledger->count + attachments->count + 1, sizeof *known);
	enum ak_status status = known ? sift_records(cache, ledger, known, err) : ak_fail_memory(err);
	if (status == AK_OK) {
		sift_attachments(cache, records, attachments, known + ledger->count);
		rest[0] = unknown(ledger, known);
		rest[1] = unknown(attachments, known + ledger->count);
		if (!rest[0].entries || !rest[1].entries)
			status = ak_fail_memory(err);
	}
	if (status == AK_OK)
		status = ak_load(loaded, store, founding, &rest[0], &rest[1], options, err);
	if (status == AK_OK) {
		*fresh = loaded->record_count;
		status = join(loaded, cache, err);
		if (status != AK_OK)
			ak_loaded_release(loaded);
	}
	ak_cache_release(cache);
	free(rest[0].entries);
	free(rest[1].entries);
	free(known);
	return status;
}

/* ------------------------------------------------------------------ writing */

bool ak_cache_is_due(bool has_cache, uint32_t fresh, uint32_t count)
{
	enum { LITTLE = 32, PART = 64 };
	return fresh >= (has_cache ? LITTLE + count / PART : 1);
}

static bool put_source(struct ak_packer *packer, const struct ak_listing *listing, const char *path)
{
	const struct ak_entry *entry = ak_listing_find(listing, path);
	if (!entry || !entry->regular)
		return false;
	ak_pack_raw(packer, entry->oid, OID_SIZE);
	return true;
}

static bool put_record(struct ak_packer *packer, const struct ak_listing *listing, const struct ak_record *record,
	struct ak_buf *path)
{
	for (int signature = 0; signature < 2; signature++) {
		ak_buf_clear(path);
		ak_record_path_write(path, record->actor, record->seq, &record->id, signature);
		if (!put_source(packer, listing, ak_buf_string(path)))
			return false;
	}
	ak_pack_record(packer, record);
	return true;
}

/* False where the listing no longer has all of it. */
static bool put_all(struct ak_packer *packer, const struct ak_listing *files, const struct ak_listing *attachments,
	const struct ak_loaded *loaded)
{
	struct ak_buf path = AK_BUF_INIT;
	bool good = true;
	ak_pack_number(packer, loaded->record_count);
	ak_pack_number(packer, loaded->refused_count);
	ak_pack_number(packer, loaded->attachment_count);
	for (uint32_t i = 0; i < loaded->record_count && good; i++)
		good = put_record(packer, files, &loaded->records[i], &path);
	for (uint32_t i = 0; i < loaded->refused_count && good; i++) {
		ak_pack_text(packer, loaded->refused[i].path);
		ak_pack_number(packer, loaded->refused[i].reason);
		ak_pack_text(packer, loaded->refused[i].why);
	}
	for (uint32_t i = 0; i < loaded->attachment_count && good; i++) {
		char name[sizeof "bijlagen/" + AK_ID_HEX] = "bijlagen/";
		strcat(name, ak_id_hex(&loaded->attachments[i].id).text);
		ak_pack_raw(packer, loaded->attachments[i].id.bytes, AK_ID_SIZE);
		good = put_source(packer, attachments, name);
		ak_pack_number(packer, loaded->attachments[i].size);
	}
	good = good && !path.failed;
	ak_buf_release(&path);
	return good;
}

void ak_cache_write(struct ak_store *store, const struct ak_id *ledger, struct ak_bytes charter,
	const struct ak_loaded *loaded)
{
	struct ak_listing files = {.count = 0};
	struct ak_listing attachments = {.count = 0};
	struct ak_packer packer;
	struct ak_id place;
	if (!ak_store_tree(store) || !ak_cache_place(store, &place))
		return;
	ak_packer_init(&packer, ledger);
	ak_pack_raw(&packer, place.bytes, AK_ID_SIZE);
	ak_pack_raw(&packer, ak_store_tree(store), OID_SIZE);
	ak_pack_raw(&packer, ledger->bytes, AK_ID_SIZE);
	ak_pack_number(&packer, charter.size);
	ak_pack_raw(&packer, charter.data, charter.size);
	if (ak_store_list(store, "ledger", &files, NULL) == AK_OK &&
		ak_store_list(store, "bijlagen", &attachments, NULL) == AK_OK &&
		put_all(&packer, &files, &attachments, loaded) && ak_packer_finish(&packer)) {
		struct ak_bytes body = ak_buf_view(&packer.out);
		struct ak_id digest = ak_sha256(body);
		struct ak_bytes parts[] = {{(const uint8_t *)magic, sizeof magic}, {digest.bytes, AK_ID_SIZE},
			{body.data + AK_ID_SIZE, body.size - AK_ID_SIZE}};
		ak_store_cache_write(store, AK_CACHE_NAME, parts, 3);
	}
	ak_packer_release(&packer);
	ak_listing_release(&files);
	ak_listing_release(&attachments);
}
