/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "cli/cli.h"
#include "cli/dossier_files.h"
#include "cli/dossier_archive.h"
#include "cli/language.h"
#include "report/dossier.h"
#include "report/dossier_index.h"
#include "report/html_dossier.h"
#include "report/record.h"

struct making {
	struct ak_cli *cli;
	struct ak_dossier dossier;
	struct ak_dossier_files files;
	struct ak_dossier_archive archive;
	struct ak_dossier_matter matter;
	struct ak_dossier_facts facts;
};

/* ---- what it is about */

static int find_matter(struct making *making, const char *word)
{
	struct ak_cli *cli = making->cli;
	size_t size = strlen(word);
	if (size >= 8 && strspn(word, "0123456789abcdef") == size)
		return ak_cli_find_record(cli, word, &making->matter.record);
	for (uint32_t i = 0; i < cli->ledger->count && !making->matter.actor; i++)
		if (cli->ledger->admission.refusals[i] == AK_REFUSAL_NONE &&
			strcmp(cli->ledger->records[i].actor, word) == 0)
			making->matter.actor = word;
	return making->matter.actor ? AK_EXIT_YES : ak_cli_find_object(cli, word, &making->matter.object);
}

/* ---- files of the ledger */

static enum ak_status copy(struct making *making, const struct ak_listing *listing, struct ak_reader *reader,
	const char *path, struct ak_error *err)
{
	struct ak_bytes bytes;
	bool too_large = false;
	const struct ak_entry *entry = ak_listing_find(listing, path);
	if (!entry)
		return ak_fail(err, AK_ERR_IO, "%s is no longer there", path);
	enum ak_status status = ak_reader_read(reader, entry, AK_ATTACHMENT_SIZE_MAX, &bytes, &too_large, err);
	return status == AK_OK ? ak_fresh_put(&making->files.fresh, path, bytes, err) : status;
}

static enum ak_status copy_record(struct making *making, const struct ak_listing *listing, struct ak_reader *reader,
	uint32_t record, struct ak_error *err)
{
	const struct ak_record *it = &making->cli->ledger->records[record];
	enum ak_status status = AK_OK;
	for (unsigned signature = 0; signature < 2 && status == AK_OK; signature++) {
		struct ak_buf path = AK_BUF_INIT;
		ak_record_place(&path, it, signature == 1);
		status = copy(making, listing, reader, ak_buf_string(&path), err);
		ak_buf_release(&path);
	}
	return status;
}

/* Keys as the charter has them: a comment in a replica's own file is its own affair. */
static enum ak_status put_parties(struct making *making, const struct ak_listing *listing, struct ak_reader *reader,
	struct ak_error *err)
{
	const struct ak_charter *charter = making->cli->ledger->founding;
	enum ak_status status = copy(making, listing, reader, "ledger/charter.json", err);
	for (uint32_t i = 0; i < charter->party_count && status == AK_OK; i++) {
		struct ak_buf path = AK_BUF_INIT, key = AK_BUF_INIT;
		ak_buf_format(&path, "ledger/charter.json.%s.sig", charter->parties[i].name);
		status = copy(making, listing, reader, ak_buf_string(&path), err);
		ak_buf_clear(&path);
		ak_buf_format(&path, "keys/%s.pub", charter->parties[i].name);
		ak_buf_format(&key, "%s\n", charter->parties[i].key);
		if (status == AK_OK)
			status = ak_fresh_put(&making->files.fresh, ak_buf_string(&path), ak_buf_view(&key), err);
		ak_buf_release(&path);
		ak_buf_release(&key);
	}
	return status;
}

/* The attachments here that records about the matter name: by number of each in the ledger. */
struct naming {
	const struct ak_ledger *ledger;
	bool *named;
};

static void note_named(void *context, const struct ak_id *id)
{
	const struct naming *naming = context;
	uint32_t number = ak_ledger_find_attachment(naming->ledger, id);
	if (number != AK_POSITION_NONE)
		naming->named[number] = true;
}

static enum ak_status put_attachments(struct making *making, struct ak_reader *reader, struct ak_error *err)
{
	const struct ak_ledger *ledger = making->cli->ledger;
	struct naming naming = {.ledger = ledger, .named = calloc((size_t)ledger->attachment_count + 1, sizeof(bool))};
	struct ak_listing listing = {.count = 0};
	enum ak_status status =
		naming.named ? ak_store_list(making->cli->store, "bijlagen", &listing, err) : ak_fail_memory(err);
	for (uint32_t i = 0; i < ledger->count && status == AK_OK; i++)
		if (making->dossier.touches[i])
			ak_record_each_named(&ledger->records[i], note_named, &naming);
	for (uint32_t i = 0; i < ledger->attachment_count && status == AK_OK; i++) {
		char path[sizeof "bijlagen/" + AK_ID_HEX] = "bijlagen/";
		strcat(path, ak_id_hex(&ledger->attachments[i].id).text);
		if (naming.named[i])
			status = copy(making, &listing, reader, path, err);
	}
	free(naming.named);
	ak_listing_release(&listing);
	return status;
}

static enum ak_status put_ledger(struct making *making, struct ak_error *err)
{
	struct ak_listing listing = {.count = 0};
	struct ak_reader *reader = NULL;
	enum ak_status status = ak_store_list(making->cli->store, "ledger", &listing, err);
	if (status == AK_OK)
		status = ak_reader_open(&reader, making->cli->store, err);
	if (status == AK_OK)
		status = put_parties(making, &listing, reader, err);
	ak_cli_progress_begin(making->cli, _("writing the records"));
	for (uint32_t i = 0; i < making->cli->ledger->count && status == AK_OK; i++)
		if (making->dossier.holds[i]) {
			ak_cli_progress(making->cli, i, making->cli->ledger->count);
			status = copy_record(making, &listing, reader, i, err);
		}
	ak_cli_progress_end(making->cli);
	if (status == AK_OK)
		status = put_attachments(making, reader, err);
	ak_reader_free(reader);
	ak_listing_release(&listing);
	return status;
}

/* ---- the index, in each language */

static enum ak_status put_page(void *context, const char *path, struct ak_bytes bytes, struct ak_error *err)
{
	return ak_fresh_put(context, path, bytes, err);
}

static enum ak_status put_language(struct making *making, const char *language, struct ak_error *err)
{
	struct ak_page page = AK_PAGE_INIT;
	char path[] = "index.xx.txt";
	memcpy(path + 6, language, 2);
	enum ak_status status = ak_language_speak(language, err);
	if (status != AK_OK)
		return status;
	ak_dossier_index_put(&page, &making->facts);
	status = ak_buf_status(&page.buf, err);
	if (status == AK_OK)
		status = ak_fresh_put(&making->files.fresh, path, ak_buf_view(&page.buf), err);
	if (status == AK_OK)
		status = ak_dossier_pages_make(&making->facts, put_page, &making->files.fresh, err);
	ak_page_release(&page);
	return status;
}

/* ---- the command */

static enum ak_status put_signers(struct making *making, struct ak_error *err)
{
	struct ak_buf signers = AK_BUF_INIT, periods = AK_BUF_INIT;
	ak_dossier_signers(&making->dossier, &signers);
	enum ak_status status = ak_buf_status(&signers, err);
	if (status == AK_OK)
		status = ak_fresh_put(&making->files.fresh, "signers", ak_buf_view(&signers), err);
	if (status == AK_OK)
		status = ak_dossier_periods(&making->dossier, &periods, err);
	if (status == AK_OK)
		status = ak_fresh_put(&making->files.fresh, "allowed_signers", ak_buf_view(&periods), err);
	ak_buf_release(&signers);
	ak_buf_release(&periods);
	return status;
}

/* The language that is spoken is that of the last index: Dutch. */
static enum ak_status put_archive(struct making *making, struct ak_error *err)
{
	struct ak_buf title = AK_BUF_INIT;
	ak_dossier_title(&making->facts, &title);
	enum ak_status status = ak_buf_status(&title, err);
	if (status == AK_OK)
		status = ak_dossier_archive_put(&making->archive, &making->dossier, &making->files.fresh, ak_dossier_name(&making->facts).text,
			ak_buf_string(&title), err);
	ak_buf_release(&title);
	return status;
}

static enum ak_status make(struct making *making, struct ak_error *err)
{
	struct ak_buf script = AK_BUF_INIT;
	char *spoken = strdup(_("en"));
	enum ak_status status = spoken ? put_ledger(making, err) : ak_fail_memory(err);
	if (status == AK_OK)
		status = put_signers(making, err);
	ak_dossier_script(&script);
	if (status == AK_OK)
		status = ak_buf_status(&script, err);
	if (status == AK_OK)
		status = ak_fresh_put(&making->files.fresh, "verify.sh", ak_buf_view(&script), err);
	ak_buf_release(&script);
	if (status == AK_OK)
		status = ak_dossier_facts_init(&making->facts, &making->dossier, &making->matter, err);
	if (status == AK_OK)
		status = put_language(making, "en", err);
	if (status == AK_OK)
		status = put_language(making, "nl", err);
	if (status == AK_OK)
		status = ak_dossier_style_make(put_page, &making->files.fresh, err);
	if (status == AK_OK)
		status = put_archive(making, err);
	if (spoken)
		ak_language_speak(spoken, NULL);
	free(spoken);
	return status == AK_OK ? ak_dossier_files_end(&making->files, err) : status;
}

static void answer(const struct making *making, const char *place)
{
	struct ak_cli *cli = making->cli;
	if (cli->json) {
		ak_cli_answer(cli, "path", ak_json_text_new(place));
		ak_cli_answer(cli, "form", ak_json_text_new(ak_dossier_files_is_archive(place) ? "tar" : "folder"));
		ak_cli_answer(cli, "records", ak_json_int_new(making->dossier.hold_count));
		ak_cli_answer(cli, "about", ak_json_int_new(making->dossier.touch_count));
		ak_cli_answer(cli, "files", ak_json_int_new(making->files.fresh.count));
		return;
	}
	ak_page_line(&cli->page, P_("%u file in %s; begin with index.html or index.nl.html.",
		"%u files in %s; begin with index.html or index.nl.html.", making->files.fresh.count), making->files.fresh.count, place);
}

/* What the command line asks for: one matter, or the evidence of a breach. */
static int choose(struct making *making)
{
	struct ak_cli *cli = making->cli;
	struct ak_error err = AK_ERROR_INIT;
	const char *evidence = ak_cli_text(cli, "evidence");
	bool fork = evidence && strcmp(evidence, "fork") == 0;
	if (evidence && !fork && strcmp(evidence, "split") != 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--evidence is fork or split"));
	if (!evidence == (cli->word_count == 0))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("name one object, record or actor, or give --evidence fork|split"));
	int exit = ak_cli_ledger_of(cli, cli->replica);
	if (!exit)
		exit = ak_dossier_archive_read(cli, &making->archive);
	if (exit)
		return exit;
	if (evidence) {
		making->matter.evidence = fork ? AK_EVIDENCE_FORK : AK_EVIDENCE_SPLIT;
		return ak_cli_trouble(cli,
			ak_dossier_choose_evidence(&making->dossier, cli->ledger, making->matter.evidence, &err), &err);
	}
	exit = find_matter(making, cli->words[0]);
	if (exit)
		return exit;
	return ak_cli_trouble(cli,
		ak_dossier_choose(&making->dossier, cli->ledger, making->matter.object ? making->matter.object->name : NULL,
			making->matter.actor, making->matter.record, &err),
		&err);
}

static int run(struct ak_cli *cli)
{
	struct making making = {.cli = cli, .matter = {.record = AK_POSITION_NONE}};
	struct ak_error err = AK_ERROR_INIT;
	const char *place = ak_cli_text(cli, "output");
	if (!place || !*place)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say where the dossier goes: -o DIR or -o FILE.tar"));
	int exit = choose(&making);
	if (exit) {
		ak_dossier_archive_release(&making.archive);
		return exit;
	}
	enum ak_status status = ak_dossier_files_begin(&making.files, place, &err);
	if (status == AK_OK)
		status = make(&making, &err);
	if (status == AK_OK)
		answer(&making, place);
	ak_fresh_release(&making.files.fresh);
	ak_dossier_facts_release(&making.facts);
	ak_dossier_release(&making.dossier);
	ak_dossier_archive_release(&making.archive);
	return ak_cli_trouble(cli, status, &err);
}

static const struct ak_option options[] = {
	{ "output", 'o', AK_OPTION_TEXT, N_("DIR|FILE.tar"), N_("the folder to make, or the archive of one; it must not exist") },
	{ "evidence", 0, AK_OPTION_TEXT, N_("fork|split"),
		N_("instead of a matter: the proof that an actor signed two histories, or that seals of one height are complete") },
	AK_OPTIONS_ARCHIVE,
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_dossier = {
	.name = "dossier",
	.group = AK_GROUP_READ,
	.words = N_("[OBJECT | RECORD | ACTOR]"),
	.summary = N_("make a folder with all about one matter, checkable without akkoord"),
	.about = N_("The folder is itself a ledger that akkoord verify reads, with as few records as give each of them the verdict of the "
		    "whole. Beside them stand their signatures, the keys, attachments that are here, an index in English and Dutch, as pages "
		    "(index.html, index.nl.html) and as text, and verify.sh, which checks every digest and signature with sha256sum and ssh-keygen alone. From replicas that hold the same "
		    "files it comes out the same, byte for byte; so does an archive of it (-o FILE.tar), which tar unpacks as the folder "
		    "dossier."),
	.examples = "akkoord dossier afspraak/governance -o dossier\n"
		    "sh dossier/verify.sh\n"
		    "akkoord verify dossier\n"
		    "akkoord dossier afspraak/governance -o governance.tar\n"
		    "akkoord dossier afspraak/governance -o toen --at 2022-12-31\n"
		    "akkoord dossier --evidence fork -o evidence\n"
		    "git config akkoord.mdto.archiefvormer \"Ministerie van Infrastructuur en Waterstaat\"\n"
		    "git config akkoord.mdto.beperkingGebruik openbaar\n"
		    "git config akkoord.mdto.beperkingGebruikLijst \"Beperkingen van het gebruik\"\n"
		    "akkoord dossier afspraak/governance -o archief.tar --mdto --mdto-field waardering=B",
	.options = options,
	.words_min = 0,
	.words_max = 1,
	.traits = AK_COMMAND_AT,
	.run = run,
};
