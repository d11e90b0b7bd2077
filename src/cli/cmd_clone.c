/* SPDX-License-Identifier: EUPL-1.2 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "cli/exchange.h"
#include "cli/inside.h"
#include "cli/scrap.h"
#include "ledger/founding.h"
#include "sig/digest.h"

/* What is asked for. */
struct wish {
	const char *folder;
	struct ak_id ledger;
	char *url, *publish; /* publish NULL: nowhere */
};

/* ---- the words of the command line */

/* A path is told from where we are; a replica keeps it, so it is written whole. */
static char *whole_url(const char *url)
{
	char *path = strpbrk(url, ":") ? NULL : realpath(url, NULL);
	return path ? path : strdup(url);
}

static int read_wish(struct ak_cli *cli, struct wish *wish)
{
	struct ak_error err = AK_ERROR_INIT;
	const char *id = ak_cli_text(cli, "ledger");
	const char *publish = ak_cli_text(cli, "publish");
	wish->folder = cli->words[1];
	if (!id)
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("which ledger? give its id with --ledger; ask a party for it, and not the server that you clone from"));
	if (!ak_id_parse(&wish->ledger, id, strlen(id)))
		return ak_cli_fail(
			cli, AK_EXIT_USAGE, _("\"%s\" is no ledger id: that is 64 digits, 0 to 9 and a to f"), id);
	enum ak_status status = ak_git_url_check(cli->words[0], &err);
	if (status == AK_OK && publish)
		status = ak_git_url_check(publish, &err);
	if (status != AK_OK)
		return ak_cli_trouble(cli, status, &err);
	wish->url = whole_url(cli->words[0]);
	wish->publish = publish ? whole_url(publish) : NULL;
	return wish->url && (!publish || wish->publish) ? AK_EXIT_YES : ak_cli_trouble(cli, ak_fail_memory(NULL), NULL);
}

/* ---- the first commit: the founding, and the keys that it is held against from now on */

struct parcel {
	struct ak_put *puts;
	size_t count;
	struct ak_arena arena;
};

static enum ak_status put(struct parcel *parcel, const char *path, struct ak_bytes bytes, struct ak_error *err)
{
	char *name = ak_arena_text(&parcel->arena, path, strlen(path));
	char *kept = ak_arena_text(&parcel->arena, (const char *)bytes.data, bytes.size);
	if (!name || !kept)
		return ak_fail_memory(err);
	parcel->puts[parcel->count++] =
		(struct ak_put){.path = name, .bytes = {.data = (const uint8_t *)kept, .size = bytes.size}};
	return AK_OK;
}

static enum ak_status put_party(struct parcel *parcel, const struct ak_party *party, const struct ak_listing *files,
	struct ak_reader *reader, struct ak_error *err)
{
	struct ak_buf path = AK_BUF_INIT;
	struct ak_buf key = AK_BUF_INIT;
	struct ak_bytes bytes = {.size = 0};
	bool too_large = false;
	enum ak_status status = AK_OK;
	ak_buf_format(&path, "ledger/charter.json.%s.sig", party->name);
	const struct ak_entry *entry = path.failed ? NULL : ak_listing_find(files, ak_buf_string(&path));
	if (!entry)
		status = ak_fail(err, AK_ERR_IO, "\"%s\" is no longer there", ak_buf_string(&path));
	else
		status = ak_reader_read(reader, entry, AK_SIGNATURE_SIZE_MAX, &bytes, &too_large, err);
	if (status == AK_OK)
		status = put(parcel, ak_buf_string(&path), bytes, err);
	ak_buf_clear(&path);
	ak_buf_format(&path, "keys/%s.pub", party->name);
	ak_buf_format(&key, "%s %s\n", party->key, party->name);
	if (status == AK_OK)
		status = path.failed ? ak_fail_memory(err) : ak_buf_status(&key, err);
	if (status == AK_OK)
		status = put(parcel, ak_buf_string(&path), ak_buf_view(&key), err);
	ak_buf_release(&path);
	ak_buf_release(&key);
	return status;
}

/* Everything of the founding was verified when it was read. */
static enum ak_status write_founding(struct ak_store *store, struct ak_store *other, int64_t now, struct ak_error *err)
{
	struct ak_listing files = {.count = 0};
	struct ak_founding founding = {.charter = NULL};
	struct ak_reader *reader = NULL;
	struct parcel parcel = {.count = 0};
	struct ak_buf message = AK_BUF_INIT;
	enum ak_status status = ak_store_list(other, "ledger", &files, err);
	if (status == AK_OK)
		status = ak_reader_open(&reader, other, err);
	if (status == AK_OK)
		status = ak_founding_read(&founding, other, &files, reader, err);
	if (status == AK_OK && !(parcel.puts = calloc((size_t)founding.charter->party_count * 2 + 1, sizeof *parcel.puts)))
		status = ak_fail_memory(err);
	if (status == AK_OK)
		status = put(&parcel, "ledger/charter.json", ak_buf_view(&founding.bytes), err);
	for (uint32_t i = 0; status == AK_OK && i < founding.charter->party_count; i++)
		status = put_party(&parcel, &founding.charter->parties[i], &files, reader, err);
	if (status == AK_OK) {
		ak_buf_format(&message, "joined ledger %s\n", ak_id_hex(&founding.ledger).text);
		status = ak_buf_status(&message, err);
	}
	if (status == AK_OK)
		status = ak_store_lock(store, 0, err);
	if (status == AK_OK)
		status = ak_store_commit(store, parcel.puts, parcel.count, NULL, 0, ak_buf_string(&message),
			AK_INTAKE_AUTHOR, now, err);
	ak_store_unlock(store);
	ak_buf_release(&message);
	free(parcel.puts);
	ak_arena_release(&parcel.arena);
	ak_founding_release(&founding);
	ak_reader_free(reader);
	ak_listing_release(&files);
	return status;
}

/* ---- the new replica */

static enum ak_status configure(struct ak_store *store, const struct wish *wish, struct ak_error *err)
{
	const char *own = wish->publish && strcmp(wish->publish, wish->url) != 0 ? "own" : "origin";
	enum ak_status status = ak_store_config_set(store, "remote.origin.url", wish->url, err);
	if (status == AK_OK && strcmp(own, "own") == 0)
		status = ak_store_config_set(store, "remote.own.url", wish->publish, err);
	if (status == AK_OK && wish->publish)
		status = ak_store_config_set(store, "akkoord.publish", own, err);
	return status;
}

static enum ak_status join(struct ak_cli *cli, const struct wish *wish, struct ak_error *err)
{
	struct ak_git git;
	struct ak_fetched fetched = {.gone = 0};
	struct ak_store *other = NULL;
	struct ak_id found;
	enum ak_status status = configure(cli->store, wish, err);
	if (status == AK_OK)
		status = ak_git_open(&git, cli->store, !cli->no_input, err);
	if (status == AK_OK)
		status = ak_fetch(&fetched, &git, cli->store, "origin", wish->url, err);
	if (status == AK_OK && fetched.empty)
		status = ak_fail(err, AK_ERR_NOT_FOUND, _("it is empty: there is no ledger to join"));
	if (status == AK_OK)
		status = ak_store_open_at(&other, ak_store_path(cli->store), "refs/akkoord/origin", err);
	if (status == AK_OK)
		status = ak_union_ledger_id(&found, other, err);
	if (status == AK_OK && !ak_id_equal(&found, &wish->ledger))
		status = ak_fail(err, AK_ERR_REFUSED, _("it holds another ledger, %s, and not the one you asked for"),
			ak_id_hex(&found).text);
	if (status == AK_OK)
		status = write_founding(cli->store, other, ak_cli_now(cli), err);
	ak_store_free(other);
	ak_fetched_release(&fetched);
	if (status == AK_OK)
		return AK_OK;
	struct ak_buf shown = AK_BUF_INIT;
	ak_git_url_put(&shown, wish->url);
	status = ak_fail_add(err, status, "\"%s\"", ak_buf_string(&shown));
	ak_buf_release(&shown);
	return status;
}

/* Whether the records came in, sound or not. */
static int check_taken(struct ak_cli *cli, const struct ak_exchanged *item)
{
	struct ak_error err = item->fetch_status != AK_OK ? item->fetch_error : item->intake_error;
	enum ak_status status = item->fetch_status != AK_OK ? item->fetch_status : item->intake_status;
	return status == AK_OK ? AK_EXIT_YES
			       : ak_cli_trouble(cli, ak_fail_add(&err, status, "\"%s\"", item->remote->shown), &err);
}

/* Who joins does not know it yet: each that signs says once who it is. Lines to copy. */
static void tell_next(struct ak_cli *cli)
{
	char *actor = ak_store_config_get(cli->store, "akkoord.actor");
	if (!actor) {
		ak_page_gap(&cli->page);
		ak_page_line(&cli->page, "%s", _("Who signs here says so once, in the new folder:"));
		ak_page_copied(&cli->page, _("  git config akkoord.actor ACTOR"));
		ak_page_copied(&cli->page, _("  git config akkoord.signingKey FILE"));
	}
	free(actor);
}

/* Takes in the records, as every sync does, and tells. */
static int fill(struct ak_cli *cli, const struct wish *wish)
{
	struct ak_exchange exchange;
	static const char *const origin[] = {"origin", NULL};
	int exit = ak_exchange_open(cli, &exchange);
	if (!exit)
		exit = ak_exchange_run(cli, &exchange, origin);
	if (!exit)
		exit = check_taken(cli, &exchange.items[0]);
	if (!exit)
		exit = ak_exchange_ledger(cli, &exchange);
	if (!exit) {
		ak_page_line(&cli->page, _("Joined the ledger «%s» in %s."), cli->ledger->founding->name, wish->folder);
		ak_cli_answer(cli, "ledger", ak_json_text_new(ak_id_hex(&cli->ledger->id).text));
		bool finding = ak_exchange_report(cli, &exchange);
		finding |= ak_exchange_report_split(cli);
		tell_next(cli);
		exit = ak_exchange_exit(&exchange, finding);
	}
	ak_exchange_close(&exchange);
	return exit;
}

/* ---- ^C */

static volatile sig_atomic_t is_interrupted;

static void note_interrupt(int number)
{
	(void)number;
	is_interrupted = 1;
}

/*
 * As join, but ^C, which ends git too, is waited for: so that nothing half made is left. After one, none disturbs the
 * clearing away.
 */
static int join_whole(struct ak_cli *cli, const struct wish *wish)
{
	struct ak_error err = AK_ERROR_INIT;
	struct sigaction before, noting = {.sa_handler = note_interrupt};
	sigemptyset(&noting.sa_mask);
	bool is_noted = sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler == SIG_DFL &&
			sigaction(SIGINT, &noting, NULL) == 0;
	int exit = ak_cli_trouble(cli, join(cli, wish, &err), &err);
	if (is_noted && !is_interrupted)
		sigaction(SIGINT, &before, NULL);
	if (!is_interrupted)
		return exit;
	struct ak_buf sentence = AK_BUF_INIT;
	ak_cli_failure_take(cli, &sentence); /* what git made of it */
	ak_buf_release(&sentence);
	cli->inside->interrupted = true;
	return ak_cli_fail(cli, AK_EXIT_NO, _("interrupted: nothing was made"));
}

static int run(struct ak_cli *cli)
{
	struct ak_error err = AK_ERROR_INIT;
	struct wish wish = {.url = NULL};
	int exit = read_wish(cli, &wish);
	bool was_there = !exit && ak_scrap_is_folder(wish.folder);
	if (!exit)
		exit = ak_cli_trouble(cli, ak_sig_start(&err), &err);
	if (!exit)
		exit = ak_cli_trouble(cli, ak_store_create(&cli->store, wish.folder, &err), &err);
	bool is_made = !exit;
	if (!exit)
		exit = join_whole(cli, &wish);
	bool is_joined = !exit;
	if (!exit)
		exit = fill(cli, &wish);
	if (is_made && (!is_joined || exit == AK_EXIT_TROUBLE)) {
		ak_cli_close(cli);
		ak_scrap_folder(wish.folder, was_there);
	}
	free(wish.url);
	free(wish.publish);
	return exit;
}

static const struct ak_option options[] = {
	{"ledger", 0, AK_OPTION_TEXT, N_("ID"), N_("the ledger's id: any other ledger is refused")},
	{"publish", 0, AK_OPTION_TEXT, N_("URL"), N_("one's own server, where others fetch what is signed here")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_clone = {
	.name = "clone",
	.group = AK_GROUP_BEGIN,
	.words = N_("URL DIR --ledger ID"),
	.summary = N_("join a ledger by its URL and id"),
	.about = N_(
		"Makes a replica in DIR, a bare git repository, of the ledger with this id. Every party's signature on the charter is "
		"verified, their keys are pinned in keys/, and every record is checked before it is taken in. The id is what to trust: get it "
		"from a party, and not from the server. Other remotes are added with `git remote add`."),
	.examples = "akkoord clone https://git.example.org/bodem.git bodem.git --ledger 3f0c…\n"
		    "akkoord clone ssh://git@ipo.example/bodem.git ipo.git --ledger 3f0c… --publish ssh://git@vng.example/bodem.git",
	.options = options,
	.words_min = 2,
	.words_max = 2,
	.run = run,
};
