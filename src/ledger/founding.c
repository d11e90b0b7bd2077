/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/founding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "json/json.h"
#include "sig/digest.h"
#include "sig/key.h"
#include "sig/sshsig.h"

static const char charter_path[] = "ledger/charter.json";

void ak_founding_release(struct ak_founding *founding)
{
	ak_charter_free(founding->charter);
	ak_buf_release(&founding->bytes);
	*founding = (struct ak_founding){.charter = NULL};
}

bool ak_founding_has(const struct ak_founding *founding, const char *path)
{
	size_t size = sizeof charter_path - 1;
	if (strncmp(path, charter_path, size) != 0)
		return false;
	if (path[size] == '\0')
		return true;
	char party[AK_NAME_MAX + 1] = "";
	size_t rest = strlen(path + size);
	if (path[size] != '.' || rest < sizeof ".a.sig" - 1 || rest - 5 > AK_NAME_MAX ||
		strcmp(path + size + rest - 4, ".sig") != 0)
		return false;
	memcpy(party, path + size + 1, rest - 5);
	return ak_charter_party(founding->charter, party) != NULL;
}

/* The bytes of a regular file within a limit, or a sentence. */
static enum ak_status read_file(const struct ak_listing *listing, struct ak_reader *reader, const char *path,
	size_t limit, struct ak_bytes *bytes, struct ak_error *err)
{
	const struct ak_entry *entry = ak_listing_find(listing, path);
	bool too_large = false;
	if (!entry)
		return ak_fail(err, AK_ERR_FORMAT, "there is no %s", path);
	if (!entry->regular)
		return ak_fail(err, AK_ERR_FORMAT, "%s is not a regular file", path);
	enum ak_status status = ak_reader_read(reader, entry, limit, bytes, &too_large, err);
	if (status == AK_OK && too_large)
		return ak_fail(err, AK_ERR_FORMAT, "%s is larger than %zu bytes", path, limit);
	return status;
}

static enum ak_status read_charter(struct ak_founding *founding, const struct ak_listing *listing,
	struct ak_reader *reader, struct ak_error *err)
{
	struct ak_bytes bytes;
	struct ak_json *json = NULL;
	enum ak_status status = read_file(listing, reader, charter_path, AK_CHARTER_FILE_MAX, &bytes, err);
	if (status != AK_OK)
		return status == AK_ERR_FORMAT && !ak_listing_find(listing, charter_path)
			       ? ak_fail_add(err, status, "this is no akkoord ledger")
			       : status;
	ak_buf_append(&founding->bytes, bytes.data, bytes.size);
	founding->ledger = ak_sha256(bytes);
	status = ak_json_parse(&json, bytes, err);
	if (status == AK_OK)
		status = ak_charter_parse(&founding->charter, json, NULL, NULL, err);
	if (status != AK_OK)
		ak_fail_add(err, status, "the charter in %s is not valid", charter_path);
	ak_json_free(json);
	return status == AK_OK ? ak_buf_status(&founding->bytes, err) : status;
}

static enum ak_status check_signature(const struct ak_founding *founding, const struct ak_party *party,
	const struct ak_listing *listing, struct ak_reader *reader, struct ak_error *err)
{
	char path[sizeof charter_path + AK_NAME_MAX + sizeof "..sig"];
	struct ak_bytes signature;
	snprintf(path, sizeof path, "%s.%s.sig", charter_path, party->name);
	enum ak_status status = read_file(listing, reader, path, AK_SIGNATURE_SIZE_MAX, &signature, err);
	if (status != AK_OK)
		return ak_fail_add(err, status, "the charter is not signed by every party");
	if (!ak_sshsig_verify(signature, ak_buf_view(&founding->bytes), party->key, AK_SSHSIG_NAMESPACE, err))
		return ak_fail_add(err, AK_ERR_FORMAT, "the signature of %s on the charter is not good", party->name);
	return AK_OK;
}

/* ------------------------------------------------------------------ keys/ */

/* `<party>.pub` directly in keys/: the party's name into name. Other names are no concern. */
static bool pin_name(const char *path, char name[AK_NAME_MAX + 1])
{
	const char *file = path + sizeof "keys/" - 1;
	size_t size = strlen(path) < sizeof "keys/" ? 0 : strlen(file);
	if (size < sizeof ".pub" || strchr(file, '/') || strcmp(file + size - 4, ".pub") != 0)
		return false;
	size_t length = size - 4 < AK_NAME_MAX ? size - 4 : AK_NAME_MAX;
	memcpy(name, file, length);
	name[length] = '\0';
	return true;
}

static enum ak_status check_pin(const struct ak_party *party, const struct ak_entry *entry, struct ak_reader *reader,
	struct ak_error *err)
{
	struct ak_bytes bytes;
	bool too_large = false;
	char *key = NULL;
	enum ak_status status = ak_reader_read(reader, entry, AK_KEY_FILE_MAX, &bytes, &too_large, err);
	if (status == AK_OK && too_large)
		status = ak_fail(err, AK_ERR_FORMAT, "it is larger than %u bytes", AK_KEY_FILE_MAX);
	if (status == AK_OK)
		status = ak_key_read_line(&key, bytes, err);
	if (status == AK_OK && strcmp(key, party->key) != 0)
		status = ak_fail(err, AK_ERR_FORMAT,
			"it is not the key of %s in the charter; this is another ledger, or the pin is wrong", party->name);
	free(key);
	return status == AK_OK ? AK_OK : ak_fail_add(err, status, "keys/%s.pub", party->name);
}

/* protocol §2: "Where `keys/` exists, each `keys/<party>.pub` must equal that party's key in the founding charter" */
static enum ak_status check_pins(
	const struct ak_charter *charter, struct ak_store *store, struct ak_reader *reader, struct ak_error *err)
{
	struct ak_listing listing = {.count = 0};
	uint32_t pinned = 0;
	enum ak_status status = ak_store_list(store, "keys", &listing, err);
	for (size_t i = 0; status == AK_OK && i < listing.count; i++) {
		char name[AK_NAME_MAX + 1];
		const struct ak_entry *entry = &listing.entries[i];
		if (!entry->regular || !pin_name(entry->path, name))
			continue;
		const struct ak_party *party = ak_charter_party(charter, name);
		if (!party)
			status = ak_fail(err, AK_ERR_FORMAT, "keys/%s.pub is of no party of the charter", name);
		else
			status = check_pin(party, entry, reader, err);
		pinned++;
	}
	if (status == AK_OK && pinned < charter->party_count && ak_store_has_folder(store, "keys"))
		status = ak_fail(err, AK_ERR_FORMAT, "keys/ does not have the key of every party: %u of %u", pinned,
			charter->party_count);
	ak_listing_release(&listing);
	return status;
}

enum ak_status ak_founding_read(struct ak_founding *founding, struct ak_store *store, const struct ak_listing *listing,
	struct ak_reader *reader, struct ak_error *err)
{
	*founding = (struct ak_founding){.charter = NULL};
	enum ak_status status = read_charter(founding, listing, reader, err);
	for (uint32_t i = 0; status == AK_OK && i < founding->charter->party_count; i++)
		status = check_signature(founding, &founding->charter->parties[i], listing, reader, err);
	if (status == AK_OK)
		status = check_pins(founding->charter, store, reader, err);
	if (status != AK_OK)
		ak_founding_release(founding);
	return status;
}
