/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What protocol §5 asks of one file alone, in its order: `path`, `size`, `json`, `schema`, `path` again, `signature`.
 */
#include <string.h>

#include "base/limits.h"
#include "json/json.h"
#include "ledger/check.h"
#include "sig/digest.h"
#include "sig/key.h"

/* Whether a key is well-formed. That is dear, and has the same answer each time: the good ones are marked. */
static bool key_check(struct ak_record_shared *shared, const char *key, struct ak_error *err)
{
	if (key == shared->good_key)
		return true;
	uint32_t entry = ak_map_find(&shared->texts, key);
	bool known = entry != AK_MAP_END && ak_map_value(&shared->texts, entry);
	if (!known && !ak_key_check(key, err))
		return false;
	if (entry != AK_MAP_END)
		ak_map_value_set(&shared->texts, entry, shared);
	shared->good_key = key;
	return true;
}

/* `json` and `schema`; the id is left to the caller, who has it already. */
static enum ak_status read_record(struct ak_file_check *check, struct ak_bytes bytes, struct ak_error *err)
{
	struct ak_json *json = NULL;
	check->refusal = AK_REFUSAL_JSON;
	enum ak_status status = ak_json_parse(&json, bytes, err);
	if (status != AK_OK)
		return status;
	check->refusal = AK_REFUSAL_SCHEMA;
	status = ak_record_read(&check->record, check->arena, check->shared, json, err);
	ak_json_free(json);
	/* protocol §5: "a key that is not well-formed are `schema`" */
	if (status == AK_OK && !key_check(check->shared, check->record.key, err))
		return AK_ERR_FORMAT;
	return status;
}

enum ak_status ak_file_check(struct ak_file_check *check, const struct ak_record_path *path, struct ak_bytes bytes,
	struct ak_bytes signature, bool has_signature, struct ak_error *err)
{
	struct ak_record *record = &check->record;
	struct ak_id id = ak_sha256(bytes);
	check->refusal = AK_REFUSAL_PATH;
	if (!ak_id_equal(&id, &path->id))
		return ak_fail(err, AK_ERR_FORMAT, "the file's SHA-256 is %s", ak_id_hex(&id).text);
	check->refusal = AK_REFUSAL_SIZE;
	if (bytes.size > AK_RECORD_SIZE_MAX)
		return ak_fail(err, AK_ERR_FORMAT, "record is %zu bytes; the limit is %u", bytes.size, AK_RECORD_SIZE_MAX);
	if (signature.size > AK_SIGNATURE_SIZE_MAX)
		return ak_fail(err, AK_ERR_FORMAT, "signature is over the limit of %u bytes", AK_SIGNATURE_SIZE_MAX);
	enum ak_status status = read_record(check, bytes, err);
	if (status != AK_OK)
		return status;
	record->id = id;
	check->refusal = AK_REFUSAL_PATH;
	if (strcmp(record->actor, path->actor) != 0 || record->seq != path->seq)
		return ak_fail(err, AK_ERR_FORMAT, "the record is number %u of %s", record->seq, record->actor);
	check->refusal = AK_REFUSAL_SIGNATURE;
	if (!has_signature)
		return ak_fail(err, AK_ERR_FORMAT, "there is no signature beside it");
	if (!ak_sshsig_open(&check->claim, signature, bytes, record->key, AK_SSHSIG_NAMESPACE, err))
		return AK_ERR_FORMAT;
	check->refusal = AK_REFUSAL_NONE;
	return AK_OK;
}

enum ak_refusal ak_record_check(struct ak_record *record, struct ak_arena *arena, const char *path,
	struct ak_bytes bytes, struct ak_bytes signature, struct ak_error *err)
{
	struct ak_record_path parsed;
	if (!ak_record_path_parse(&parsed, path) || parsed.is_signature) {
		ak_fail(err, AK_ERR_FORMAT, "not the path of a record");
		return AK_REFUSAL_PATH;
	}
	struct ak_record_shared shared = {.ledger = NULL};
	ak_map_init(&shared.texts);
	struct ak_file_check check = {.arena = arena, .shared = &shared};
	if (ak_file_check(&check, &parsed, bytes, signature, signature.size > 0, err) == AK_OK &&
		!ak_sshsig_claim_check(&check.claim, err))
		check.refusal = AK_REFUSAL_SIGNATURE;
	ak_map_release(&shared.texts);
	*record = check.record;
	return check.refusal;
}
