/* SPDX-License-Identifier: EUPL-1.2 */
/* `amend FILE`: another charter. */
#include <string.h>

#include "cli/words_inside.h"
#include "json/json.h"
#include "report/gettext.h"

/* protocol §8, `value`: a charter "that drops or alters a party of the charter in force" */
static enum ak_status check_parties(
	struct ak_word_reader *reader, const char *path, const struct ak_charter *charter)
{
	const struct ak_charter *now = reader->state->charter;
	for (uint32_t i = 0; i < now->party_count; i++) {
		const struct ak_party *old = &now->parties[i];
		const struct ak_party *party = ak_charter_party(charter, old->name);
		if (!party)
			return ak_fail(reader->err, AK_ERR_REFUSED,
				_("%s: parties: %s is missing; no party may be dropped"), path, old->name);
		if (strcmp(party->label, old->label) != 0 || strcmp(party->key, old->key) != 0)
			return ak_fail(reader->err, AK_ERR_REFUSED,
				_("%s: parties.%s: a party's name and key must stay as they are in the charter"), path, old->name);
	}
	return AK_OK;
}

enum ak_status ak_word_amend(struct ak_word_reader *reader, const char *path)
{
	struct ak_buf file = AK_BUF_INIT;
	struct ak_json *json = NULL;
	struct ak_json *change_json = NULL;
	struct ak_charter *charter = NULL;
	reader->name = NULL;
	reader->create = NULL;
	enum ak_status status = reader->files->read(
		reader->files->context, path, AK_CHARTER_FILE_MAX, &file, reader->err);
	if (status == AK_OK)
		status = ak_json_parse(&json, ak_buf_view(&file), reader->err);
	if (status == AK_OK)
		status = ak_charter_parse(&charter, json, NULL, NULL, reader->err);
	if (status == AK_ERR_FORMAT)
		ak_fail_add(reader->err, status, "%s", path);
	if (status == AK_OK)
		status = check_parties(reader, path, charter);
	if (status == AK_OK && ak_id_equal(&charter->digest, &reader->state->charter->digest))
		status = ak_fail(reader->err, AK_ERR_REFUSED, _("%s is the charter that is in force already"), path);
	struct ak_change *change = status == AK_OK ? ak_word_change(reader, AK_OP_AMEND) : NULL;
	if (change) {
		change_json = ak_json_object_new();
		bool built = ak_json_set(change_json, "op", ak_json_text_new("amend")) &&
			     ak_json_set(change_json, "from",
				     ak_json_text_new(ak_id_hex(&reader->state->charter->digest).text)) &&
			     ak_json_set(change_json, "charter", ak_json_copy(json));
		status = built ? ak_change_read(change, reader->arena, change_json, path, reader->err)
			       : ak_fail_memory(reader->err);
	}
	ak_json_free(change_json);
	ak_json_free(json);
	ak_charter_free(charter);
	ak_buf_release(&file);
	return status == AK_ERR_FORMAT ? AK_ERR_USAGE : status == AK_OK && !change ? AK_ERR_USAGE : status;
}
