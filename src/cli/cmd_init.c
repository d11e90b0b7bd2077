/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "cli/draft_words.h"
#include "cli/files.h"
#include "cli/founders.h"
#include "cli/staging.h"
#include "sig/digest.h"
#include "sync/intake.h"

/* ------------------------------------------------------------------ a draft */

static void tell_draft(struct ak_founders *founders, const char *path)
{
	struct ak_cli *cli = founders->cli;
	struct ak_buf missing = AK_BUF_INIT;
	if (cli->json) {
		ak_cli_answer(cli, "draft", ak_json_text_new(path));
		ak_found_answer(cli, &founders->found);
		return;
	}
	ak_page_line(&cli->page, _("Draft %s of ledger %s."), path, ak_id_hex(&founders->found.ledger).text);
	if (ak_found_missing(&founders->found, &missing) > 0)
		ak_page_line(&cli->page, _("Not signed yet by: %s. Each signs with: akkoord init --sign %s --as PARTY --key FILE"),
			ak_buf_string(&missing), path);
	else
		ak_page_line(&cli->page, _("Signed by all. Found it with: akkoord init --from %s FOLDER"), path);
	ak_buf_release(&missing);
}

static int make_draft(struct ak_founders *founders, const char *path)
{
	struct ak_staging staging = {.path = NULL};
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_put *puts = NULL;
	size_t count = 0;
	char *configured = NULL;
	struct ak_pair pair;
	int exit = ak_cli_trouble(founders->cli, ak_staging_begin(&staging, path, &err), &err);
	if (!exit && ak_cli_text(founders->cli, "as")) {
		exit = ak_founders_own(founders->cli, NULL, &pair, &configured);
		if (!exit)
			exit = ak_founders_add(founders, &pair);
	}
	if (!exit)
		exit = ak_founders_make(founders);
	if (!exit)
		exit = ak_founders_sign(founders);
	if (!exit) {
		enum ak_status status = ak_found_files(&founders->found, &arena, &puts, &count, &err);
		if (status == AK_OK)
			status = ak_staging_write(staging.made, puts, count, &err);
		if (status == AK_OK)
			status = ak_staging_move(&staging, &err);
		exit = ak_cli_trouble(founders->cli, status, &err);
	}
	ak_staging_end(&staging);
	ak_arena_release(&arena);
	free(configured);
	if (!exit)
		tell_draft(founders, path);
	return exit;
}

static int read_draft(struct ak_cli *cli, const char *path, struct ak_found *found, struct ak_store **store)
{
	struct ak_error err = AK_ERROR_INIT;
	enum ak_status status = ak_store_open(store, path, &err);
	if (status == AK_OK)
		status = ak_found_read(found, *store, &err);
	if (status == AK_ERR_NOT_FOUND || status == AK_ERR_FORMAT)
		ak_fail_add(&err, status, _("\"%s\" is no draft that can be used"), path);
	return ak_cli_trouble(cli, status, &err);
}

/* The files in a work tree may be other ones than those of its last commit, which were read. */
static int check_files(struct ak_founders *founders, const char *path)
{
	struct ak_buf name = AK_BUF_INIT;
	struct ak_buf file = AK_BUF_INIT;
	ak_buf_format(&name, "%s/ledger/charter.json", path);
	enum ak_status status = ak_file_read(NULL, ak_buf_string(&name), AK_CHARTER_FILE_MAX, &file, NULL);
	bool same = status == AK_OK && ak_bytes_equal(ak_buf_view(&file), ak_buf_view(&founders->found.bytes));
	ak_buf_release(&name);
	ak_buf_release(&file);
	if (same)
		return AK_EXIT_YES;
	return ak_cli_fail(founders->cli, AK_EXIT_TROUBLE,
		_("\"%s\" has no work tree with the charter of its last commit; sign in a clone of it, where all is committed"), path);
}

static int sign_draft(struct ak_founders *founders, const char *path)
{
	struct ak_cli *cli = founders->cli;
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf name = AK_BUF_INIT;
	char *configured = NULL;
	struct ak_pair pair;
	int exit = read_draft(cli, path, &founders->found, &store);
	if (!exit)
		exit = check_files(founders, path);
	if (!exit)
		exit = ak_founders_own(cli, store, &pair, &configured);
	if (!exit)
		exit = ak_founders_add(founders, &pair);
	if (!exit) {
		ak_page_line(&cli->talk, _("All of the rules: akkoord charter show %s/ledger/charter.json. In short:"), path);
		ak_page_gap(&cli->talk);
		exit = ak_founders_sign(founders);
	}
	if (!exit) {
		const struct ak_charter *charter = founders->found.charter;
		size_t place = (size_t)(ak_charter_party(charter, pair.party) - charter->parties);
		ak_found_path(&name, pair.party);
		const struct ak_put put = {
			.path = ak_buf_string(&name), .bytes = ak_buf_view(&founders->found.signatures[place])};
		exit = ak_cli_trouble(cli, ak_staging_write(path, &put, 1, &err), &err);
	}
	ak_store_free(store);
	ak_buf_release(&name);
	free(configured);
	if (!exit)
		tell_draft(founders, path);
	return exit;
}

/* ------------------------------------------------------------------ a replica */

/* Who works here from now on. A path is kept whole: the configuration is read from anywhere. */
static enum ak_status configure(struct ak_cli *cli, struct ak_store *store, struct ak_error *err)
{
	const char *as = ak_cli_text(cli, "as");
	const char *key = ak_cli_text(cli, "key");
	char *whole = key ? realpath(key, NULL) : NULL;
	enum ak_status status = as ? ak_store_config_set(store, "akkoord.actor", as, err) : AK_OK;
	if (status == AK_OK && key)
		status = ak_store_config_set(store, "akkoord.signingKey", whole ? whole : key, err);
	free(whole);
	return status;
}

static int write_replica(struct ak_founders *founders, const char *path)
{
	struct ak_cli *cli = founders->cli;
	struct ak_staging staging = {.path = NULL};
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	enum ak_status status = ak_staging_begin(&staging, path, &err);
	if (status == AK_OK)
		status = ak_store_create(&store, staging.made, &err);
	if (status == AK_OK)
		status = ak_found_write(&founders->found, store, AK_INTAKE_AUTHOR, ak_cli_now(cli), &err);
	if (status == AK_OK)
		status = configure(cli, store, &err);
	ak_store_free(store);
	if (status == AK_OK)
		status = ak_staging_move(&staging, &err);
	ak_staging_end(&staging);
	if (status != AK_OK)
		return ak_cli_trouble(cli, status, &err);
	if (cli->json) {
		ak_cli_answer(cli, "replica", ak_json_text_new(path));
		ak_found_answer(cli, &founders->found);
	}
	ak_page_line(&cli->page, _("Founded ledger %s in %s."), ak_id_hex(&founders->found.ledger).text, path);
	ak_page_line(&cli->page, "%s", _("Give the other parties this id: with it they join and know that it is the same ledger."));
	return AK_EXIT_YES;
}

/* From one or more copies of a draft, each with the signatures of some. */
static int found_drafts(struct ak_founders *founders, const char *path)
{
	struct ak_cli *cli = founders->cli;
	const char *draft;
	int exit = AK_EXIT_YES;
	for (size_t i = 0; !exit && (draft = ak_cli_item(cli, "from", i)) != NULL; i++) {
		struct ak_store *store = NULL;
		struct ak_found other = {.charter = NULL};
		struct ak_error err = AK_ERROR_INIT;
		exit = read_draft(cli, draft, i == 0 ? &founders->found : &other, &store);
		if (!exit && i > 0) {
			enum ak_status status = ak_found_join(&founders->found, &other, &err);
			if (status != AK_OK)
				ak_fail_add(&err, status, "\"%s\"", draft);
			exit = ak_cli_trouble(cli, status, &err);
			ak_found_release(&other);
		}
		ak_store_free(store);
	}
	return exit ? exit : write_replica(founders, path);
}

/* On one machine, with all keys. */
static int found_at_once(struct ak_founders *founders, const char *path)
{
	struct ak_cli *cli = founders->cli;
	struct ak_buf missing = AK_BUF_INIT;
	int exit = ak_founders_make(founders);
	if (!exit)
		exit = ak_founders_sign(founders);
	if (!exit && ak_found_missing(&founders->found, &missing) > 0)
		exit = ak_cli_fail(cli, AK_EXIT_NO,
			_("not signed by %s; sign for each with --sign-with PARTY=KEY, or let them sign a draft: --draft FOLDER"),
			ak_buf_string(&missing));
	ak_buf_release(&missing);
	return exit ? exit : write_replica(founders, path);
}

/* ------------------------------------------------------------------ which of these */

static int choose(struct ak_founders *founders)
{
	struct ak_cli *cli = founders->cli;
	const char *draft = ak_cli_text(cli, "draft");
	const char *sign = ak_cli_text(cli, "sign");
	bool from = ak_cli_item(cli, "from", 0) != NULL;
	const char *folder = cli->word_count > 0 ? cli->words[0] : NULL;
	bool makes = ak_cli_text(cli, "charter") || ak_cli_item(cli, "party", 0) || ak_cli_item(cli, "sign-with", 0);
	if ((draft != NULL) + (sign != NULL) + from > 1)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--draft, --sign and --from are three steps; give one of them"));
	if ((draft || sign) && folder)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("\"%s\" is one folder too many: the replica is made later, with --from"),
			folder);
	if ((sign || from) && makes)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("a draft has its charter and keys: leave out --charter, --party and --sign-with"));
	if (draft)
		return make_draft(founders, draft);
	if (sign)
		return sign_draft(founders, sign);
	if (!folder)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say in which folder the replica is to be"));
	return from ? found_drafts(founders, folder) : found_at_once(founders, folder);
}

static int run(struct ak_cli *cli)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_founders *founders = calloc(1, sizeof *founders);
	if (!founders)
		return ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	founders->cli = cli;
	int exit = ak_cli_trouble(cli, ak_sig_start(&err), &err);
	if (!exit)
		exit = choose(founders);
	ak_founders_release(founders);
	free(founders);
	return exit;
}

static const struct ak_option options[] = {
	{"charter", 0, AK_OPTION_TEXT, N_("FILE"), N_("the charter: a file, or the name of one that ships, bodem-en-ondergrond")},
	{"party", 0, AK_OPTION_LIST, N_("PARTY=FILE"), N_("the root key of a party: its .pub file, or the key itself")},
	{"draft", 0, AK_OPTION_TEXT, N_("FOLDER"), N_("make a draft for all parties to sign")},
	{"sign", 0, AK_OPTION_TEXT, N_("FOLDER"), N_("sign a draft, for the party --as with --key")},
	{"from", 0, AK_OPTION_LIST, N_("FOLDER"), N_("found from a draft that all have signed, or from several copies that have them all")},
	{"sign-with", 0, AK_OPTION_LIST, N_("PARTY=KEY"), N_("sign for a party at once, with a key that is on this machine")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_init = {
	.name = "init",
	.group = AK_GROUP_BEGIN,
	.words = N_("[FOLDER]"),
	.summary = N_("found a ledger: a charter that every party signs"),
	.about = N_("A ledger begins with a charter and the signature of every party on it. Each party signs on its own machine: one "
		    "makes a draft, a plain folder that travels as it is (in an archive, on a branch); each adds its signature; when all "
		    "have signed, anyone founds the replica from it, and is told the ledger id. The others found it from the same draft, "
		    "or clone.\n\n"
		    "The root keys are put into the charter where it says ROOT KEY OF. Where one machine has all keys, --sign-with does "
		    "everything at once. With --as and --key the new replica knows who works with it."),
	.examples = "akkoord init --draft agenda.draft --charter bodem-en-ondergrond --party ienw=ienw.pub --party ipo=ipo.pub --party "
		    "uvw=uvw.pub --party vng=vng.pub\n"
		    "akkoord init --sign agenda.draft --as ipo --key ~/.ssh/ipo\n"
		    "akkoord init --from agenda.draft agenda.git",
	.options = options,
	.words_max = 1,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
