/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/limits.h"
#include "cli/files.h"
#include "report/words.h"
#include "sync/intake.h"

enum { LOCK_SECONDS = 30 };

/* ------------------------------------------------------------------ who names it */

/* The first record that names a file, or AK_POSITION_NONE. */
static uint32_t named_by(const struct ak_ledger *ledger, const struct ak_id *id)
{
	for (uint32_t i = 0; i < ledger->count; i++)
		if (ledger->admission.refusals[i] == AK_REFUSAL_NONE && ak_record_names(&ledger->records[i], id))
			return i;
	return AK_POSITION_NONE;
}

/* ------------------------------------------------------------------ */

/*
 * protocol §2: "A replica admits an attachment from elsewhere only if a record that it holds names its id." So does
 * this one from its own user.
 */
static int take_files(struct ak_cli *cli, struct ak_files *files)
{
	for (size_t i = 0; i < cli->word_count; i++) {
		struct ak_id id;
		struct ak_error err = AK_ERROR_INIT;
		int exit = ak_cli_trouble(cli, ak_files_attach(files, cli->words[i], &id, &err), &err);
		if (exit)
			return exit;
		if (named_by(cli->ledger, &id) == AK_POSITION_NONE)
			return ak_cli_fail(cli, AK_EXIT_NO,
				_("no record names \"%s\" (SHA-256 %s); attach it to one: akkoord propose … --attach FILE, or field=@FILE"),
				cli->words[i], ak_id_hex(&id).text);
	}
	return AK_EXIT_YES;
}

static enum ak_status write_files(struct ak_cli *cli, const struct ak_files *files, struct ak_error *err)
{
	char paths[AK_ATTACHMENTS_MAX][sizeof "bijlagen/" + AK_ID_HEX];
	struct ak_put puts[AK_ATTACHMENTS_MAX];
	for (size_t i = 0; i < files->count; i++) {
		strcpy(paths[i], "bijlagen/");
		strcat(paths[i], ak_id_hex(&files->items[i].id).text);
		puts[i] = (struct ak_put){.path = paths[i], .bytes = files->items[i].bytes};
	}
	enum ak_status status = ak_store_lock(cli->store, LOCK_SECONDS, err);
	if (status != AK_OK)
		return status;
	status = ak_store_commit(cli->store, puts, files->count, NULL, 0, "this replica added attachments\n",
		AK_INTAKE_AUTHOR, ak_cli_now(cli), err);
	ak_store_unlock(cli->store);
	return status;
}

static void answer(struct ak_cli *cli, const struct ak_files *files)
{
	struct ak_json *list = ak_json_array_new();
	for (size_t i = 0; i < files->count; i++) {
		const struct ak_id_hex id = ak_id_hex(&files->items[i].id);
		const struct ak_record *record = &cli->ledger->records[named_by(cli->ledger, &files->items[i].id)];
		bool was_there = ak_ledger_has_attachment(cli->ledger, &files->items[i].id);
		if (!ak_json_append(list, ak_json_text_new(id.text)))
			ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
		if (was_there)
			ak_page_line(&cli->page, _("%s was here already, named by %s."), id.text, ak_id_short(&record->id).text);
		else
			ak_page_line(&cli->page, _("Added %s, named by %s."), id.text, ak_id_short(&record->id).text);
	}
	if (cli->json)
		ak_cli_answer(cli, "attachments", list);
	else
		ak_json_free(list);
}

static int add(struct ak_cli *cli)
{
	struct ak_files files = {.count = 0};
	struct ak_error err = AK_ERROR_INIT;
	int exit = take_files(cli, &files);
	if (!exit)
		exit = ak_cli_trouble(cli, write_files(cli, &files, &err), &err);
	if (!exit)
		answer(cli, &files);
	ak_files_release(&files);
	return exit;
}

/* ------------------------------------------------------------------ erasing */

static uint32_t count_naming(const struct ak_ledger *ledger, const struct ak_id *id)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < ledger->count; i++)
		count += ledger->admission.refusals[i] == AK_REFUSAL_NONE && ak_record_names(&ledger->records[i], id);
	return count;
}

/* The ids in full, of attachments that are here. */
static int find_here(struct ak_cli *cli, struct ak_id *ids)
{
	for (size_t i = 0; i < cli->word_count; i++) {
		const char *word = cli->words[i];
		if (!ak_id_parse(&ids[i], word, strlen(word)))
			return ak_cli_fail(cli, AK_EXIT_USAGE,
				_("\"%s\" is no id of an attachment; give all 64 digits, as akkoord show RECORD has them"), word);
		if (ak_ledger_erased_attachment(cli->ledger, &ids[i]))
			return ak_cli_fail(cli, AK_EXIT_NO, _("attachment %s was erased here already"), word);
		if (!ak_ledger_has_attachment(cli->ledger, &ids[i]))
			return ak_cli_fail(cli, AK_EXIT_NO, _("attachment %s is not here, so there is nothing to erase"), word);
	}
	return AK_EXIT_YES;
}

static enum ak_status write_erasure(struct ak_cli *cli, const struct ak_id *ids, struct ak_error *err)
{
	char paths[AK_ATTACHMENTS_MAX][sizeof "bijlagen/" + AK_ID_HEX];
	const char *removes[AK_ATTACHMENTS_MAX];
	for (size_t i = 0; i < cli->word_count; i++) {
		strcpy(paths[i], "bijlagen/");
		strcat(paths[i], ak_id_hex(&ids[i]).text);
		removes[i] = paths[i];
	}
	enum ak_status status = ak_store_lock(cli->store, LOCK_SECONDS, err);
	if (status != AK_OK)
		return status;
	status = ak_store_commit(cli->store, NULL, 0, removes, cli->word_count, "this replica erased attachments\n",
		AK_INTAKE_AUTHOR, ak_cli_now(cli), err);
	ak_store_unlock(cli->store);
	return status;
}

/* Who erases for a person's sake must know where the bytes still are. */
static void put_limits(struct ak_page *page)
{
	ak_page_line(page, "%s", _("Every record and signature stands as before; sync does not bring it back here."));
	ak_page_gap(page);
	ak_page_line(page, "%s", _("The bytes still exist:"));
	ak_page_line(page, "%s", _("- in the git history of this replica, and wherever it is published, also from now on;"));
	ak_page_line(page, "%s", _("- in every other replica that took it in, with its history and what was fetched from it;"));
	ak_page_line(page, "%s", _("- in backups, dossiers and copies."));
	ak_page_line(page, "%s", _("Ask each party to erase it too, and then see akkoord help attach for the history."));
}

static void answer_erased(struct ak_cli *cli, const struct ak_id *ids)
{
	struct ak_json *list = ak_json_array_new();
	for (size_t i = 0; i < cli->word_count; i++) {
		const struct ak_id_hex id = ak_id_hex(&ids[i]);
		uint32_t count = count_naming(cli->ledger, &ids[i]);
		if (!ak_json_append(list, ak_json_text_new(id.text)))
			ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
		ak_page_line(&cli->page, P_("Erased %s, named by %u record.", "Erased %s, named by %u records.", count),
			id.text, count);
	}
	if (cli->json) {
		ak_cli_answer(cli, "attachments", ak_json_array_new());
		ak_cli_answer(cli, "erased", list);
		return;
	}
	ak_json_free(list);
	put_limits(&cli->page);
}

static int erase(struct ak_cli *cli)
{
	struct ak_id ids[AK_ATTACHMENTS_MAX];
	struct ak_error err = AK_ERROR_INIT;
	unsigned count = (unsigned)cli->word_count;
	int exit = find_here(cli, ids);
	if (!exit && !ak_cli_flag(cli, "yes"))
		exit = ak_cli_confirm(cli, P_("Erase %u attachment from this replica?", "Erase %u attachments from this replica?", count),
			count);
	if (!exit)
		exit = ak_cli_trouble(cli, write_erasure(cli, ids, &err), &err);
	if (!exit)
		answer_erased(cli, ids);
	return exit;
}

static int run(struct ak_cli *cli)
{
	int exit = ak_cli_ledger(cli);
	if (exit)
		return exit;
	return ak_cli_flag(cli, "erase") ? erase(cli) : add(cli);
}

static const struct ak_option options[] = {
	{ "erase", 0, AK_OPTION_FLAG, NULL, N_("erase the attachments with these ids from this replica") },
	{ "yes", 'y', AK_OPTION_FLAG, NULL, N_("do not ask before erasing") },
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_attach = {
	.name = "attach",
	.group = AK_GROUP_DECIDE,
	.words = N_("FILE… | --erase ID…"),
	.summary = N_("add attachments that a record names and this replica lacks, or erase some"),
	.about = N_("An attachment may be absent: erased, or never received. Whoever has the file puts it back with this; it is known by "
		    "its SHA-256, so no other file can take its place. A new attachment goes with the record that names it: `akkoord "
		    "propose … --attach FILE`, or FIELD=@FILE.\nWith --erase an attachment leaves the files of this replica: signatures "
		    "cover its id alone, so all of them still verify. It shows as erased, and sync does not bring it back; whoever has "
		    "the file can. The git history of this replica is left as it is and still has the bytes, here and where it is "
		    "published, as have other replicas and backups. What takes the bytes from that history too, once every party has "
		    "erased the attachment (else sync brings it back), is in the examples: it keeps the present files and forgets when "
		    "they came and where each remote stood."),
	.examples = "akkoord attach uitvoeringstoets.txt\n"
		    "akkoord attach --erase 43c6f5a077448ea318ed77d0b34148081e79158c12c2d66e0bd30d82bd519edc\n"
		    "git update-ref HEAD $(git commit-tree -m 'earlier history left out' HEAD^{tree})\n"
		    "git for-each-ref --format='delete %(refname)' refs/akkoord | git update-ref --stdin\n"
		    "git reflog expire --expire=now --all && git gc --prune=now",
	.options = options,
	.words_min = 1,
	.words_max = AK_ATTACHMENTS_MAX,
	.run = run,
};
