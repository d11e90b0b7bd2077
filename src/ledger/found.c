/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/found.h"

#include <string.h>

#include "json/json.h"
#include "ledger/founding.h"
#include "sig/digest.h"
#include "sig/sshsig.h"

#define CHARTER_PATH "ledger/charter.json"

/* What a charter has where a root key is to come. */
static const char placeholder[] = "ROOT KEY OF ";

void ak_found_release(struct ak_found *found)
{
	ak_charter_free(found->charter);
	ak_buf_release(&found->bytes);
	for (size_t i = 0; i < AK_PARTIES_MAX; i++)
		ak_buf_release(&found->signatures[i]);
	*found = (struct ak_found){.charter = NULL};
}

void ak_found_path(struct ak_buf *out, const char *party)
{
	ak_buf_format(out, CHARTER_PATH ".%s.sig", party);
}

/* ------------------------------------------------------------------ root keys */

static const struct ak_json *parties_of(const struct ak_json *charter)
{
	const struct ak_json *parties =
		ak_json_kind(charter) == AK_JSON_OBJECT ? ak_json_get(charter, "parties") : NULL;
	return parties && ak_json_kind(parties) == AK_JSON_OBJECT ? parties : NULL;
}

/* The key of a party as the charter has it, or NULL. */
static const char *key_in(const struct ak_json *party)
{
	const struct ak_json *key = ak_json_kind(party) == AK_JSON_OBJECT ? ak_json_get(party, "key") : NULL;
	return key && ak_json_kind(key) == AK_JSON_TEXT ? ak_json_text(key) : NULL;
}

static bool is_open(const char *key)
{
	return strncmp(key, placeholder, sizeof placeholder - 1) == 0;
}

static const char *root_of(const struct ak_root *roots, size_t count, const char *party)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(roots[i].party, party) == 0)
			return roots[i].key;
	return NULL;
}

static enum ak_status check_roots(
	const struct ak_json *parties, const struct ak_root *roots, size_t count, struct ak_error *err)
{
	for (size_t i = 0; i < count; i++) {
		const struct ak_json *party = ak_json_get(parties, roots[i].party);
		const char *key = party ? key_in(party) : NULL;
		if (!party)
			return ak_fail(err, AK_ERR_USAGE, "the charter has no party %s", roots[i].party);
		if (key && !is_open(key) && strcmp(key, roots[i].key) != 0)
			return ak_fail(err, AK_ERR_REFUSED, "the charter has another key for %s already", roots[i].party);
	}
	return AK_OK;
}

/* Whether a key is to come that nobody gave: told with all of them. */
static enum ak_status check_given(
	const struct ak_json *parties, const struct ak_root *roots, size_t count, bool *fills, struct ak_error *err)
{
	struct ak_buf missing = AK_BUF_INIT;
	*fills = false;
	for (void *at = ak_json_member(parties, NULL); at; at = ak_json_member(parties, at)) {
		const char *key = key_in(ak_json_member_value(at));
		if (!key || !is_open(key))
			continue;
		*fills = true;
		if (!root_of(roots, count, ak_json_member_key(at)))
			ak_buf_format(&missing, missing.size ? ", %s" : "%s", ak_json_member_key(at));
	}
	enum ak_status status = ak_buf_status(&missing, err);
	if (status == AK_OK && missing.size)
		status = ak_fail(err, AK_ERR_USAGE,
			"the charter has no root key yet of %s; give each with --party PARTY=FILE", ak_buf_string(&missing));
	ak_buf_release(&missing);
	return status;
}

/* A copy of the charter with the keys put in. NULL without memory. */
static struct ak_json *filled(const struct ak_json *charter, const struct ak_root *roots, size_t count)
{
	const struct ak_json *parties = ak_json_get(charter, "parties");
	struct ak_json *copy = ak_json_copy(charter);
	struct ak_json *people = ak_json_object_new();
	bool built = copy && people;
	for (void *at = ak_json_member(parties, NULL); built && at; at = ak_json_member(parties, at)) {
		struct ak_json *party = ak_json_copy(ak_json_member_value(at));
		const char *key = key_in(ak_json_member_value(at));
		if (party && key && is_open(key))
			built = ak_json_set(
				party, "key", ak_json_text_new(root_of(roots, count, ak_json_member_key(at))));
		built = ak_json_set(people, ak_json_member_key(at), party) && built;
	}
	if (built && ak_json_set(copy, "parties", people))
		return copy;
	if (!built)
		ak_json_free(people);
	ak_json_free(copy);
	return NULL;
}

static enum ak_status fill_in(struct ak_buf *out, const struct ak_json *json, const struct ak_root *roots,
	size_t count, struct ak_error *err)
{
	const struct ak_json *parties = parties_of(json);
	bool fills = false;
	if (!parties)
		return AK_OK; /* the charter's own rules will tell */
	enum ak_status status = check_roots(parties, roots, count, err);
	if (status == AK_OK)
		status = check_given(parties, roots, count, &fills, err);
	if (status != AK_OK || !fills)
		return status;
	struct ak_json *with = filled(json, roots, count);
	if (!with)
		return ak_fail_memory(err);
	ak_buf_clear(out);
	ak_json_pretty(with, out);
	ak_json_free(with);
	return ak_buf_status(out, err);
}

/* ------------------------------------------------------------------ a draft */

/* From what found->bytes holds. */
static enum ak_status parse(struct ak_found *found, ak_charter_fault *fault, void *context, struct ak_error *err)
{
	struct ak_json *json = NULL;
	if (found->bytes.size > AK_CHARTER_FILE_MAX)
		return ak_fail(err, AK_ERR_FORMAT, "the charter is %zu bytes; the limit is %u (protocol §1)", found->bytes.size,
			AK_CHARTER_FILE_MAX);
	enum ak_status status = ak_json_parse(&json, ak_buf_view(&found->bytes), err);
	if (status == AK_OK)
		status = ak_charter_parse(&found->charter, json, fault, context, err);
	if (status == AK_OK)
		found->ledger = ak_sha256(ak_buf_view(&found->bytes));
	ak_json_free(json);
	return status;
}

enum ak_status ak_found_make(struct ak_found *found, struct ak_bytes charter, const struct ak_root *roots,
	size_t root_count, ak_charter_fault *fault, void *context, struct ak_error *err)
{
	struct ak_json *json = NULL;
	*found = (struct ak_found){.charter = NULL};
	ak_buf_append(&found->bytes, charter.data, charter.size);
	enum ak_status status = ak_buf_status(&found->bytes, err);
	if (status == AK_OK)
		status = ak_json_parse(&json, charter, err);
	if (status == AK_OK)
		status = fill_in(&found->bytes, json, roots, root_count, err);
	ak_json_free(json);
	if (status == AK_OK)
		status = parse(found, fault, context, err);
	if (status != AK_OK)
		ak_found_release(found);
	return status;
}

static enum ak_status read_into(struct ak_buf *out, const struct ak_listing *listing, struct ak_reader *reader,
	const char *path, size_t limit, struct ak_error *err)
{
	const struct ak_entry *entry = ak_listing_find(listing, path);
	struct ak_bytes bytes;
	bool too_large = false;
	if (!entry)
		return AK_ERR_NOT_FOUND;
	if (!entry->regular)
		return ak_fail(err, AK_ERR_FORMAT, "%s is not a regular file", path);
	enum ak_status status = ak_reader_read(reader, entry, limit, &bytes, &too_large, err);
	if (status == AK_OK && too_large)
		status = ak_fail(err, AK_ERR_FORMAT, "%s is larger than %zu bytes", path, limit);
	if (status == AK_OK) {
		ak_buf_append(out, bytes.data, bytes.size);
		status = ak_buf_status(out, err);
	}
	return status;
}

/* The signature of one party, if it is there. */
static enum ak_status read_signature(struct ak_found *found, const struct ak_party *party,
	const struct ak_listing *listing, struct ak_reader *reader, struct ak_error *err)
{
	struct ak_buf path = AK_BUF_INIT;
	struct ak_buf signature = AK_BUF_INIT;
	ak_found_path(&path, party->name);
	enum ak_status status = ak_buf_status(&path, err);
	if (status == AK_OK)
		status = read_into(&signature, listing, reader, ak_buf_string(&path), AK_SIGNATURE_SIZE_MAX, err);
	if (status == AK_OK)
		status = ak_found_sign(found, party->name, ak_buf_view(&signature), err);
	if (status == AK_ERR_REFUSED)
		status = AK_ERR_FORMAT;
	ak_buf_release(&path);
	ak_buf_release(&signature);
	return status == AK_ERR_NOT_FOUND ? AK_OK : status;
}

enum ak_status ak_found_read(struct ak_found *found, struct ak_store *store, struct ak_error *err)
{
	struct ak_listing listing = {.count = 0};
	struct ak_reader *reader = NULL;
	*found = (struct ak_found){.charter = NULL};
	enum ak_status status = ak_store_list(store, "ledger", &listing, err);
	if (status == AK_OK)
		status = ak_reader_open(&reader, store, err);
	if (status == AK_OK)
		status = read_into(&found->bytes, &listing, reader, CHARTER_PATH, AK_CHARTER_FILE_MAX, err);
	if (status == AK_ERR_NOT_FOUND && ak_store_kind(store) == AK_STORE_REPOSITORY)
		ak_fail(err, status, "there is no ledger/charter.json in it (in its last commit)");
	else if (status == AK_ERR_NOT_FOUND)
		ak_fail(err, status, "there is no ledger/charter.json in it");
	if (status == AK_OK)
		status = parse(found, NULL, NULL, err);
	for (uint32_t i = 0; status == AK_OK && i < found->charter->party_count; i++)
		status = read_signature(found, &found->charter->parties[i], &listing, reader, err);
	ak_reader_free(reader);
	ak_listing_release(&listing);
	if (status != AK_OK)
		ak_found_release(found);
	return status;
}

/* ------------------------------------------------------------------ signatures */

enum ak_status ak_found_sign(
	struct ak_found *found, const char *party, struct ak_bytes signature, struct ak_error *err)
{
	const struct ak_party *who = ak_charter_party(found->charter, party);
	if (!who)
		return ak_fail(err, AK_ERR_USAGE, "the charter has no party %s", party);
	if (signature.size > AK_SIGNATURE_SIZE_MAX)
		return ak_fail(err, AK_ERR_REFUSED, "the signature of %s is larger than %u bytes", party, AK_SIGNATURE_SIZE_MAX);
	if (!ak_sshsig_verify(signature, ak_buf_view(&found->bytes), who->key, AK_SSHSIG_NAMESPACE, err))
		return ak_fail_add(err, AK_ERR_REFUSED, "the signature of %s on the charter is not good", party);
	struct ak_buf *place = &found->signatures[who - found->charter->parties];
	ak_buf_clear(place);
	ak_buf_append(place, signature.data, signature.size);
	return ak_buf_status(place, err);
}

enum ak_status ak_found_join(struct ak_found *found, const struct ak_found *other, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	if (!ak_id_equal(&found->ledger, &other->ledger))
		return ak_fail(err, AK_ERR_REFUSED, "it is a draft of another charter (%s, and not %s)",
			ak_id_hex(&other->ledger).text, ak_id_hex(&found->ledger).text);
	for (uint32_t i = 0; status == AK_OK && i < found->charter->party_count; i++)
		if (other->signatures[i].size && !found->signatures[i].size)
			status = ak_found_sign(
				found, found->charter->parties[i].name, ak_buf_view(&other->signatures[i]), err);
	return status;
}

uint32_t ak_found_missing(const struct ak_found *found, struct ak_buf *out)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < found->charter->party_count; i++)
		if (found->signatures[i].size == 0)
			ak_buf_format(out, count++ ? ", %s" : "%s", found->charter->parties[i].name);
	return count;
}

/* ------------------------------------------------------------------ files */

/* Adds a file whose path is in buf, which is emptied. */
static enum ak_status put(struct ak_arena *arena, struct ak_put *puts, size_t *count, struct ak_buf *path,
	struct ak_bytes bytes, struct ak_error *err)
{
	const char *kept = path->failed ? NULL : ak_arena_text(arena, path->data, path->size);
	ak_buf_clear(path);
	if (!kept || (bytes.size && !bytes.data))
		return ak_fail_memory(err);
	puts[(*count)++] = (struct ak_put){.path = kept, .bytes = bytes};
	return AK_OK;
}

enum ak_status ak_found_files(const struct ak_found *found, struct ak_arena *arena, struct ak_put **puts,
	size_t *count, struct ak_error *err)
{
	struct ak_buf text = AK_BUF_INIT;
	*count = 0;
	*puts = ak_arena_alloc(arena, (2 * (size_t)found->charter->party_count + 1) * sizeof **puts);
	if (!*puts)
		return ak_fail_memory(err);
	ak_buf_text(&text, CHARTER_PATH);
	enum ak_status status = put(arena, *puts, count, &text, ak_buf_view(&found->bytes), err);
	for (uint32_t i = 0; status == AK_OK && i < found->charter->party_count; i++) {
		const struct ak_party *party = &found->charter->parties[i];
		ak_buf_format(&text, "%s %s\n", party->key, party->name);
		const char *line = text.failed ? NULL : ak_arena_text(arena, text.data, text.size);
		struct ak_bytes bytes = {.data = (const uint8_t *)line, .size = text.size};
		ak_buf_clear(&text);
		ak_buf_format(&text, "keys/%s.pub", party->name);
		status = put(arena, *puts, count, &text, bytes, err);
		if (status == AK_OK && found->signatures[i].size) {
			ak_found_path(&text, party->name);
			status = put(arena, *puts, count, &text, ak_buf_view(&found->signatures[i]), err);
		}
	}
	ak_buf_release(&text);
	return status;
}

static enum ak_status check_complete(const struct ak_found *found, struct ak_error *err)
{
	struct ak_buf missing = AK_BUF_INIT;
	enum ak_status status = AK_OK;
	if (ak_found_missing(found, &missing) > 0)
		status = ak_fail(err, AK_ERR_REFUSED, "the charter is not signed yet by %s", ak_buf_string(&missing));
	ak_buf_release(&missing);
	return status;
}

/* What was written, read as a stranger would. */
static enum ak_status read_back(const struct ak_found *found, struct ak_store *store, struct ak_error *err)
{
	struct ak_listing listing = {.count = 0};
	struct ak_reader *reader = NULL;
	struct ak_founding founding = {.charter = NULL};
	enum ak_status status = ak_store_list(store, "ledger", &listing, err);
	if (status == AK_OK)
		status = ak_reader_open(&reader, store, err);
	if (status == AK_OK)
		status = ak_founding_read(&founding, store, &listing, reader, err);
	if (status == AK_OK && !ak_id_equal(&founding.ledger, &found->ledger))
		status = ak_fail(err, AK_ERR_IO, "what was written reads back as another ledger");
	ak_founding_release(&founding);
	ak_reader_free(reader);
	ak_listing_release(&listing);
	return status;
}

enum ak_status ak_found_write(const struct ak_found *found, struct ak_store *store, const char *author, int64_t now,
	struct ak_error *err)
{
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_buf message = AK_BUF_INIT;
	struct ak_put *puts = NULL;
	size_t count = 0;
	ak_buf_format(&message, "founded ledger %s\n", ak_id_hex(&found->ledger).text);
	enum ak_status status = check_complete(found, err);
	if (status == AK_OK)
		status = ak_found_files(found, &arena, &puts, &count, err);
	if (status == AK_OK)
		status = ak_buf_status(&message, err);
	if (status == AK_OK)
		status = ak_store_lock(store, 0, err);
	if (status == AK_OK) {
		status = ak_store_commit(store, puts, count, NULL, 0, ak_buf_string(&message), author, now, err);
		ak_store_unlock(store);
	}
	if (status == AK_OK)
		status = read_back(found, store, err);
	ak_buf_release(&message);
	ak_arena_release(&arena);
	return status;
}
