/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/charter_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/files.h"
#include "cli/near.h"
#include "cli/shipped.h"
#include "ledger/found.h"
#include "sig/base64.h"
#include "sig/digest.h"
#include "sig/key.h"
#include "sig/wire.h"

void ak_charter_text_release(struct ak_charter_text *text)
{
	ak_json_free(text->json);
	ak_buf_release(&text->bytes);
	text->json = NULL;
}

/* ------------------------------------------------------------------ from a file */

bool ak_charter_text_is_file(const char *word)
{
	return ak_shipped_charter(word).size > 0 || access(word, F_OK) == 0;
}

static int parse_json(struct ak_cli *cli, struct ak_charter_text *text)
{
	enum ak_status status = ak_buf_status(&text->bytes, &text->fault);
	if (status == AK_OK)
		status = ak_json_parse(&text->json, ak_buf_view(&text->bytes), &text->fault);
	return status == AK_OK || status == AK_ERR_FORMAT ? AK_EXIT_YES
							  : ak_cli_trouble(cli, status, &text->fault);
}

static int no_charter(struct ak_cli *cli, const char *name)
{
	struct ak_near near;
	ak_near_init(&near, name);
	for (size_t i = 0; ak_shipped_names[i]; i++)
		ak_near_offer(&near, ak_shipped_names[i]);
	if (ak_near_found(&near))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no charter \"%s\"; did you mean %s, which ships?"), name,
			ak_near_found(&near));
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no file \"%s\", and no charter of that name ships"), name);
}

int ak_charter_text_read(struct ak_cli *cli, const char *name, struct ak_charter_text *text)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_bytes shipped = ak_shipped_charter(name);
	int exit = AK_EXIT_YES;
	*text = (struct ak_charter_text){.bytes = AK_BUF_INIT, .fault = {.status = AK_OK, .plain = cli->json}};
	if (!ak_charter_text_is_file(name) && strcmp(name, "-") != 0)
		return no_charter(cli, name);
	if (shipped.size)
		ak_buf_append(&text->bytes, shipped.data, shipped.size);
	else
		exit = ak_cli_trouble(cli, ak_file_read(NULL, name, AK_CHARTER_FILE_MAX, &text->bytes, &err), &err);
	if (!exit)
		exit = parse_json(cli, text);
	if (exit)
		ak_charter_text_release(text);
	return exit;
}

/* ------------------------------------------------------------------ from the ledger */

static void put_text(const struct ak_ledger *ledger, struct ak_buf *out)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	if (state->charter_by == AK_BY_FOUNDING) {
		ak_buf_append(out, ledger->charter_bytes.data, ledger->charter_bytes.size);
		return;
	}
	const struct ak_record *record = &ledger->records[state->charter_by];
	for (uint32_t i = 0; i < record->change_count; i++)
		if (record->changes[i].op == AK_OP_AMEND &&
			ak_id_equal(&record->changes[i].charter_digest, &state->charter->digest))
			ak_buf_text(out, record->changes[i].charter);
}

static int open_at(struct ak_cli *cli, const char *moment, struct ak_ledger **ledger)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_ledger_options options = {.at_given = true};
	struct ak_moment when;
	int exit = ak_cli_store(cli);
	if (!exit)
		exit = ak_cli_find_moment(cli, moment, &when);
	if (!exit)
		ak_cli_ask_moment(&options, &when);
	return exit ? exit : ak_cli_trouble(cli, ak_ledger_open(ledger, cli->store, &options, &err), &err);
}

int ak_charter_text_at(struct ak_cli *cli, const char *moment, struct ak_charter_text *text)
{
	struct ak_ledger *other = NULL;
	*text = (struct ak_charter_text){.bytes = AK_BUF_INIT, .fault = AK_ERROR_INIT};
	int exit = moment ? open_at(cli, moment, &other) : ak_cli_ledger(cli);
	if (!exit)
		put_text(moment ? other : cli->ledger, &text->bytes);
	if (!exit)
		exit = parse_json(cli, text);
	ak_ledger_free(other);
	if (exit)
		ak_charter_text_release(text);
	return exit;
}

/* ------------------------------------------------------------------ as it will be at the founding */

/*
 * A key that is well-formed and nobody's: the first point that a row of digests gives. The caller's to free; NULL
 * without memory.
 */
static char *stand_in(const char *party)
{
	static const char type[] = "ssh-ed25519";
	char *found = NULL;
	for (unsigned i = 0; !found && i < 4096; i++) {
		struct ak_buf seed = AK_BUF_INIT, blob = AK_BUF_INIT, text = AK_BUF_INIT;
		ak_buf_format(&seed, "akkoord root key to come: %s %u", party, i);
		struct ak_id digest = ak_sha256(ak_buf_view(&seed));
		ak_wire_append_string(&blob, ak_bytes_of(type));
		ak_wire_append_string(&blob, (struct ak_bytes){.data = digest.bytes, .size = sizeof digest.bytes});
		ak_buf_format(&text, "%s ", type);
		ak_base64_append(&text, ak_buf_view(&blob));
		if (!text.failed && ak_key_check(ak_buf_string(&text), NULL))
			found = ak_buf_take(&text);
		ak_buf_release(&seed);
		ak_buf_release(&blob);
		ak_buf_release(&text);
	}
	return found;
}

static bool is_to_come(const struct ak_json *party)
{
	static const char words[] = "ROOT KEY OF ";
	const struct ak_json *key = party && ak_json_kind(party) == AK_JSON_OBJECT ? ak_json_get(party, "key") : NULL;
	return key && ak_json_kind(key) == AK_JSON_TEXT && strncmp(ak_json_text(key), words, sizeof words - 1) == 0;
}

/* The parties whose keys are to come; how many. */
static size_t take_roots(const struct ak_json *json, struct ak_root *roots, char **keys, struct ak_buf *open)
{
	const struct ak_json *parties = ak_json_kind(json) == AK_JSON_OBJECT ? ak_json_get(json, "parties") : NULL;
	size_t count = 0;
	if (!parties || ak_json_kind(parties) != AK_JSON_OBJECT)
		return 0;
	for (void *at = ak_json_member(parties, NULL); at && count < AK_PARTIES_MAX; at = ak_json_member(parties, at)) {
		if (!is_to_come(ak_json_member_value(at)))
			continue;
		keys[count] = stand_in(ak_json_member_key(at));
		roots[count] = (struct ak_root){.party = ak_json_member_key(at), .key = keys[count]};
		ak_buf_format(open, "%s%s", open->size ? ", " : "", ak_json_member_key(at));
		open->failed |= !keys[count];
		count++;
	}
	return count;
}

enum ak_status ak_charter_text_parse(const struct ak_charter_text *text, struct ak_charter **charter,
	struct ak_buf *open, ak_charter_fault *fault, void *context, struct ak_error *err)
{
	struct ak_root roots[AK_PARTIES_MAX];
	char *keys[AK_PARTIES_MAX];
	struct ak_found found = {.charter = NULL};
	size_t count = take_roots(text->json, roots, keys, open);
	enum ak_status status = ak_buf_status(open, err);
	if (status == AK_OK)
		status = ak_found_make(&found, ak_buf_view(&text->bytes), roots, count, fault, context, err);
	if (status == AK_OK) {
		*charter = found.charter;
		found.charter = NULL; /* the caller's now */
		ak_found_release(&found);
	}
	for (size_t i = 0; i < count; i++)
		free(keys[i]);
	return status;
}
