/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/founders.h"

#include <stdlib.h>
#include <string.h>

#include "cli/draft_words.h"
#include "cli/files.h"
#include "cli/near.h"
#include "cli/shipped.h"
#include "sig/key.h"
#include "sig/sshsig.h"

void ak_founders_release(struct ak_founders *founders)
{
	for (size_t i = 0; i < founders->signature_count; i++)
		ak_signer_free(founders->signatures[i].signer);
	for (size_t i = 0; i < founders->root_count; i++)
		free(founders->root_keys[i]);
	if (founders->found.charter)
		ak_found_release(&founders->found);
}

/* ------------------------------------------------------------------ options */

static int read_pair(struct ak_cli *cli, const char *option, const char *text, struct ak_pair *pair)
{
	size_t size = strcspn(text, "=");
	*pair = (struct ak_pair){.key = text + size + 1};
	if (size == 0 || size > AK_NAME_MAX || !text[size] || !text[size + 1])
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--%s takes PARTY=KEY, such as vng=vng.pub, not \"%s\""), option, text);
	memcpy(pair->party, text, size);
	return AK_EXIT_YES;
}

static int add_root(struct ak_founders *founders, const char *party, const char *key)
{
	for (size_t i = 0; i < founders->root_count; i++)
		if (strcmp(founders->root_names[i], party) == 0)
			return strcmp(founders->root_keys[i], key) == 0
				       ? AK_EXIT_YES
				       : ak_cli_fail(founders->cli, AK_EXIT_USAGE, _("two different root keys are given for %s"),
						 party);
	if (founders->root_count == AK_PARTIES_MAX)
		return ak_cli_fail(founders->cli, AK_EXIT_USAGE, _("a charter has at most %u parties"), AK_PARTIES_MAX);
	size_t at = founders->root_count;
	founders->root_keys[at] = strdup(key);
	if (!founders->root_keys[at])
		return ak_cli_trouble(founders->cli, AK_ERR_MEMORY, NULL);
	strcpy(founders->root_names[at], party);
	founders->roots[at] = (struct ak_root){.party = founders->root_names[at], .key = founders->root_keys[at]};
	founders->root_count++;
	return AK_EXIT_YES;
}

/* A root key: as text, or in a file. Never a private key's file. */
static int take_root(struct ak_founders *founders, const char *text)
{
	struct ak_pair pair;
	struct ak_buf line = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_error why = AK_ERROR_INIT;
	char *key = NULL;
	int exit = read_pair(founders->cli, "party", text, &pair);
	if (exit)
		return exit;
	bool is_text = strchr(pair.key, ' ') && (strncmp(pair.key, "ssh-", 4) == 0 || strncmp(pair.key, "sk-ssh-", 7) == 0);
	if (is_text)
		ak_buf_text(&line, pair.key);
	enum ak_status status = is_text ? AK_OK : ak_file_read(NULL, pair.key, AK_KEY_FILE_MAX, &line, &err);
	if (status == AK_OK &&
		(ak_key_read_line(&key, ak_buf_view(&line), &why) != AK_OK || !ak_key_check(key, &why)))
		status = ak_fail(&err, AK_ERR_USAGE, _("--party %s: \"%s\" holds no public key that can be used: %s"), pair.party,
			pair.key, why.text);
	exit = ak_cli_trouble(founders->cli, status, &err);
	if (!exit && key)
		exit = add_root(founders, pair.party, key);
	free(key);
	ak_buf_release(&line);
	return exit;
}

int ak_founders_add(struct ak_founders *founders, const struct ak_pair *pair)
{
	struct ak_cli *cli = founders->cli;
	struct ak_error err = AK_ERROR_INIT;
	const struct ak_sign_options options = {
		.key = pair->key, .agent = ak_cli_environment("SSH_AUTH_SOCK"), .interactive = !cli->no_input};
	if (founders->signature_count == AK_PARTIES_MAX)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("a charter has at most %u parties"), AK_PARTIES_MAX);
	struct ak_signatory *place = &founders->signatures[founders->signature_count];
	*place = (struct ak_signatory){.pair = *pair};
	int exit = ak_cli_trouble(cli, ak_signer_open(&place->signer, &options, &err), &err);
	if (!exit)
		founders->signature_count++;
	return exit;
}

/* The own key: --key, else what git is told to sign with. */
int ak_founders_own(struct ak_cli *cli, struct ak_store *store, struct ak_pair *pair, char **configured)
{
	const char *as = ak_cli_text(cli, "as");
	*configured = NULL;
	*pair = (struct ak_pair){.key = ak_cli_text(cli, "key")};
	if (!as)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say for which party you sign: --as PARTY"));
	strncat(pair->party, as, AK_NAME_MAX);
	if (!pair->key && store) {
		*configured = ak_store_config_get(store, "user.signingKey");
		pair->key = *configured;
	}
	if (!pair->key)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say with which key you sign: --key FILE"));
	return AK_EXIT_YES;
}

/* --sign-with of each, and --as with --key where that is a party. */
static int take_signers(struct ak_founders *founders)
{
	struct ak_cli *cli = founders->cli;
	const char *text;
	struct ak_pair pair;
	int exit = AK_EXIT_YES;
	for (size_t i = 0; !exit && (text = ak_cli_item(cli, "sign-with", i)) != NULL; i++) {
		exit = read_pair(cli, "sign-with", text, &pair);
		if (!exit)
			exit = ak_founders_add(founders, &pair);
	}
	return exit;
}

static int take_keys(struct ak_founders *founders)
{
	const char *text;
	int exit = take_signers(founders);
	for (size_t i = 0; !exit && (text = ak_cli_item(founders->cli, "party", i)) != NULL; i++)
		exit = take_root(founders, text);
	for (size_t i = 0; !exit && i < founders->signature_count; i++)
		exit = add_root(founders, founders->signatures[i].pair.party, ak_signer_key(founders->signatures[i].signer));
	return exit;
}

/* ------------------------------------------------------------------ the charter */

/* One that ships, by its name; else a file. */
static int read_charter(struct ak_cli *cli, struct ak_buf *out)
{
	const char *name = ak_cli_text(cli, "charter");
	struct ak_error err = AK_ERROR_INIT;
	struct ak_near near;
	if (!name)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say which charter: --charter FILE, or --charter %s, which ships"),
			ak_shipped_names[0]);
	struct ak_bytes shipped = ak_shipped_charter(name);
	ak_buf_append(out, shipped.data, shipped.size);
	if (shipped.size)
		return ak_cli_trouble(cli, ak_buf_status(out, &err), &err);
	enum ak_status status = ak_file_read(NULL, name, AK_CHARTER_FILE_MAX, out, &err);
	ak_near_init(&near, name);
	for (size_t i = 0; ak_shipped_names[i]; i++)
		ak_near_offer(&near, ak_shipped_names[i]);
	if (status == AK_ERR_USAGE && ak_near_found(&near))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no charter \"%s\"; did you mean %s, which ships?"), name,
			ak_near_found(&near));
	return ak_cli_trouble(cli, status, &err);
}

/* Every fault is told, the first as the sentence. */
static void tell_fault(void *context, const char *place, const char *sentence)
{
	struct ak_cli *cli = context;
	ak_cli_say(cli, "  %s: %s", place, sentence);
}

int ak_founders_make(struct ak_founders *founders)
{
	struct ak_cli *cli = founders->cli;
	struct ak_buf charter = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	int exit = read_charter(cli, &charter);
	if (!exit)
		exit = take_keys(founders);
	if (!exit) {
		enum ak_status status = ak_found_make(&founders->found, ak_buf_view(&charter), founders->roots,
			founders->root_count, tell_fault, cli, &err);
		if (status == AK_ERR_FORMAT)
			ak_fail_add(&err, status, _("the charter %s"), ak_cli_text(cli, "charter"));
		exit = ak_cli_trouble(cli, status, &err);
	}
	ak_buf_release(&charter);
	return exit;
}

/* ------------------------------------------------------------------ signing */

/* A key that is not the party's root would be found out later: now is better. */
static int check_key(struct ak_founders *founders, const struct ak_signatory *signature)
{
	struct ak_cli *cli = founders->cli;
	const struct ak_charter *charter = founders->found.charter;
	const struct ak_party *party = ak_charter_party(charter, signature->pair.party);
	struct ak_near near;
	if (!party) {
		ak_near_init(&near, signature->pair.party);
		for (uint32_t i = 0; i < charter->party_count; i++)
			ak_near_offer(&near, charter->parties[i].name);
		return ak_near_found(&near)
			       ? ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter has no party %s; did you mean %s?"),
					 signature->pair.party, ak_near_found(&near))
			       : ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter has no party %s"), signature->pair.party);
	}
	if (strcmp(party->key, ak_signer_key(signature->signer)) == 0)
		return AK_EXIT_YES;
	char *wanted = ak_key_fingerprint(party->key);
	char *given = ak_key_fingerprint(ak_signer_key(signature->signer));
	int exit = ak_cli_fail(cli, AK_EXIT_NO, _("the key that is given (%s) is not the root key of %s in this charter (%s)"),
		given ? given : "?", party->name, wanted ? wanted : "?");
	free(wanted);
	free(given);
	return exit;
}

static int sign_one(struct ak_founders *founders, const struct ak_signatory *signature)
{
	struct ak_buf file = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	enum ak_status status = ak_signer_sign(
		signature->signer, ak_buf_view(&founders->found.bytes), AK_SSHSIG_NAMESPACE, &file, &err);
	if (status == AK_OK)
		status = ak_found_sign(&founders->found, signature->pair.party, ak_buf_view(&file), &err);
	ak_buf_release(&file);
	return ak_cli_trouble(founders->cli, status, &err);
}

int ak_founders_sign(struct ak_founders *founders)
{
	struct ak_buf names = AK_BUF_INIT;
	int exit = AK_EXIT_YES;
	for (size_t i = 0; !exit && i < founders->signature_count; i++) {
		exit = check_key(founders, &founders->signatures[i]);
		ak_buf_format(&names, i ? ", %s" : "%s", founders->signatures[i].pair.party);
	}
	if (!exit && founders->signature_count > 0) {
		ak_found_put(&founders->cli->talk, &founders->found);
		ak_page_gap(&founders->cli->talk);
		exit = ak_cli_confirm(founders->cli, _("Sign this charter for %s?"), ak_buf_string(&names));
	}
	for (size_t i = 0; !exit && i < founders->signature_count; i++)
		exit = sign_one(founders, &founders->signatures[i]);
	ak_buf_release(&names);
	return exit;
}
