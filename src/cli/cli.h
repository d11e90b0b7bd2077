/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What every command stands on. A command is one file with one constant, a struct ak_command named ak_cmd_<name>, which
 * commands.c lists; from it come dispatch, help, manual and completion. Before it runs, its options are read by its own
 * table; it opens what it needs, writes its answer on a page or into a document, and returns how to exit.
 *
 *   static int run(struct ak_cli *cli)
 *   {
 *           uint32_t record;
 *           int exit = ak_cli_ledger(cli);
 *           if (!exit)
 *                   exit = ak_cli_find_record(cli, cli->words[0], &record);
 *           if (exit)
 *                   return exit;                                  // the sentence was noted
 *           …
 *           ak_page_line(&cli->page, _("Signed by %s."), actor);  // the answer; escaped by the page
 *           return AK_EXIT_YES;
 *   }
 *
 * Nothing but this room prints, exits, or reads the clock and the environment; of this room only main.c, output.c and
 * context.c do. The answer goes to standard output when the command is over; talk goes to standard error at once.
 * With --json standard output is exactly one document, whatever happens.
 */
#ifndef AK_CLI_CLI_H
#define AK_CLI_CLI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "json/json.h"
#include "ledger/tally.h"
#include "report/gettext.h"
#include "report/page.h"
#include "store/store.h"

/* ---- how to leave */

enum ak_exit {
	AK_EXIT_YES = 0,
	AK_EXIT_NO = 1,	     /* a finding: refused files, a split, a decision that would be void, an answer of no */
	AK_EXIT_USAGE = 2,   /* the words on the command line cannot be understood, or name what is not there */
	AK_EXIT_TROUBLE = 3, /* no ledger, no disk, no key, no remote */
};

/* ---- commands and their options */

enum ak_option_kind {
	AK_OPTION_FLAG,	  /* --yes */
	AK_OPTION_TEXT,	  /* --at TIME; of several the last counts */
	AK_OPTION_LIST,	  /* --attach FILE, as often as wanted */
	AK_OPTION_NUMBER, /* -n N: a whole number of 0 or more, checked when read */
};

struct ak_option {
	const char *name; /* long form, without dashes */
	char letter;	  /* short form, or 0 */
	enum ak_option_kind kind;
	const char *argument; /* N_("TIME"); NULL for a flag */
	const char *help;     /* N_("one line, lower case, no full stop") */
};

/* Ends a table of options. */
#define AK_OPTIONS_END                                                                                                 \
	{                                                                                                              \
		.name = NULL                                                                                           \
	}

enum ak_group {
	AK_GROUP_BEGIN,	   /* init, clone */
	AK_GROUP_READ,	   /* status, show, list, log, verify */
	AK_GROUP_DECIDE,   /* propose, endorse, object, withdraw, attach */
	AK_GROUP_APPOINT,  /* actor, seat, office */
	AK_GROUP_EXCHANGE, /* sync, seal, witness */
	AK_GROUP_HELP,
};

/* Traits of a command, to be or-ed. */
enum {
	AK_COMMAND_PAGED = 1, /* its answer may be long: through the pager, on a terminal */
	AK_COMMAND_SIGNS = 2, /* has the options of signing: --as, --key, --yes, --offline, --even-if-void */
	AK_COMMAND_AT = 4,    /* has --at */
	AK_COMMAND_AFRESH = 8, /* says what was verified: so from the bytes themselves, whatever was verified before */
	AK_COMMAND_TELLS = 16, /* tells of refusals in the language of the program, and of no other */
};

struct ak_cli;

struct ak_command {
	const char *name;
	enum ak_group group;
	const char *words;    /* what may follow, as in a usage line: N_("[OBJECT | RECORD]"); "" for nothing */
	const char *summary;  /* N_("one line, imperative, no full stop") */
	const char *about;    /* N_("paragraphs"), or NULL */
	const char *examples; /* "akkoord …" lines, each may end in "  # comment"; or NULL */
	const struct ak_option *options; /* of its own, or NULL */
	unsigned words_min, words_max;	 /* how many words; checked before it runs */
	unsigned traits;
	int (*run)(struct ak_cli *cli);
};

/* Any number of words. */
#define AK_WORDS_ANY UINT32_MAX

/* The table: NULL-ended, in the order of `akkoord help`. */
extern const struct ak_command *const ak_commands[];

/* What is in it, each in cmd_<name>.c. */
extern const struct ak_command ak_cmd_init, ak_cmd_clone;
extern const struct ak_command ak_cmd_gaps, ak_cmd_overdue, ak_cmd_progress, ak_cmd_charter, ak_cmd_export, ak_cmd_roll, ak_cmd_import;
extern const struct ak_command ak_cmd_status, ak_cmd_show, ak_cmd_list, ak_cmd_log, ak_cmd_verify;
extern const struct ak_command ak_cmd_todo, ak_cmd_blame, ak_cmd_diff, ak_cmd_conflicts, ak_cmd_knew;
extern const struct ak_command ak_cmd_propose, ak_cmd_endorse, ak_cmd_object, ak_cmd_withdraw, ak_cmd_attach;
extern const struct ak_command ak_cmd_actor, ak_cmd_seat, ak_cmd_office;
extern const struct ak_command ak_cmd_sync, ak_cmd_seal, ak_cmd_witness, ak_cmd_hook;
extern const struct ak_command ak_cmd_dossier, ak_cmd_report;
extern const struct ak_command ak_cmd_help, ak_cmd_version;

/* Every table of options that a command has: its own, those of its traits, those of all. NULL-ended. */
struct ak_option_tables {
	const struct ak_option *tables[5];
};
struct ak_option_tables ak_command_options(const struct ak_command *command);

/* ---- the run of a command */

struct ak_cli {
	const struct ak_command *command; /* NULL until it is known */
	const char **words;		  /* what is no option, NULL-ended */
	size_t word_count;
	const char *replica;	  /* -C, AKKOORD_REPLICA, or "." */
	struct ak_store *store;	  /* after ak_cli_store or ak_cli_ledger; the cli's */
	struct ak_ledger *ledger; /* after ak_cli_ledger; the cli's */
	struct ak_page page;	  /* the answer, for people */
	struct ak_json *document; /* the answer, with --json; see ak_cli_document */
	struct ak_page talk;	  /* for standard error; see ak_cli_talk */
	bool json;		  /* --json */
	bool no_input;		  /* --no-input */
	struct ak_cli_inside *inside;
};

/* By the long name, which must be in one of the command's tables (asserted). */
bool ak_cli_flag(const struct ak_cli *cli, const char *option);
const char *ak_cli_text(const struct ak_cli *cli, const char *option);		  /* NULL: not given */
const char *ak_cli_item(const struct ak_cli *cli, const char *option, size_t i); /* of a list; NULL: no more */
int64_t ak_cli_number(const struct ak_cli *cli, const char *option, int64_t otherwise);

/* ---- opening. Each returns AK_EXIT_YES, or the exit status with the sentence noted. */

/* The replica, or plain folder, itself. */
int ak_cli_store(struct ak_cli *cli);

/* The ledger in it, judged; with --at, where the command has it, as known then. Opens the store if it is not open. */
int ak_cli_ledger(struct ak_cli *cli);

/*
 * The same where all that is asked is of one object by its full name, or of what waits for an actor: of the ledger
 * only that need be filled in (ledger/head.h). Where it is none of either, the whole is there to tell so.
 */
int ak_cli_ledger_about(struct ak_cli *cli, const char *object);
int ak_cli_ledger_for(struct ak_cli *cli, const char *actor);

/*
 * The same for what the ledger comes to as a whole. Of ask all but today is given. On AK_EXIT_YES *tally is the
 * caller's to release, before the ledger is closed.
 */
int ak_cli_ledger_tally(struct ak_cli *cli, struct ak_tally *tally, struct ak_tally_ask *ask);

/*
 * The same where a record is to be signed: a part that is filled with what is asked for (ledger/demand.h), where
 * there is one. Whatever was done with it, ak_cli_fell_short is asked before anybody sees what came of it.
 */
int ak_cli_ledger_to_sign(struct ak_cli *cli);

/*
 * Whether what ended so was told by a part that cannot tell it; to tell why not takes the whole too. Then the part is
 * gone, with what was noted and not yet shown, and all is to be done again with the whole, which the caller opens.
 */
bool ak_cli_fell_short(struct ak_cli *cli, int exit);

/*
 * Where nothing was signed: keeps the part for the next time, if there was none. The ledger is then only to be freed.
 */
int ak_cli_keep(struct ak_cli *cli);

/* The same for the folder path instead of the replica (verify PATH). */
int ak_cli_ledger_of(struct ak_cli *cli, const char *path);

/* Closes both, to be opened again after a write. */
void ak_cli_close(struct ak_cli *cli);

/* The clock, in seconds; AKKOORD_NOW (a time of the protocol) stands in for it in tests and rehearsals. */
int64_t ak_cli_now(const struct ak_cli *cli);

/* The moment that counts as now: the one that the ledger was asked about, if any. */
int64_t ak_cli_moment(const struct ak_cli *cli);

/* A variable of the environment, NULL if it is unset or empty. For commands: only main.c reads it otherwise. */
const char *ak_cli_environment(const char *name);

/* ---- words of the command line that name something. A near one is suggested. */

/* A record by a prefix of its id, at least 4 digits. */
int ak_cli_find_record(struct ak_cli *cli, const char *word, uint32_t *record);

/* An object by its name, `type/name`. */
int ak_cli_find_object(struct ak_cli *cli, const char *word, const struct ak_object **object);

/* A type of the charter in force, or a built-in one, by its name. */
int ak_cli_find_type(struct ak_cli *cli, const char *word, const struct ak_type **type);

/* A field of a type. */
int ak_cli_find_field(
	struct ak_cli *cli, const struct ak_type *type, const char *word, const struct ak_field **field);

/* That there is such an actor, or a party of that name, who signs for itself. */
int ak_cli_check_actor(struct ak_cli *cli, const char *actor);

/* A body, office, party or seat of the charter in force (`for`), or `self`. */
int ak_cli_find_capacity(struct ak_cli *cli, const char *word, const char **capacity);

/*
 * A time, of which is asked what was known then; or a record: what it had seen, and itself; of a seal: what it seals.
 */
struct ak_moment {
	int64_t time;
	bool has_head;
	struct ak_id head;
};

/* A moment: a date (the end of that day, UTC), a time, or the id of a record or seal, or a prefix of it. */
int ak_cli_find_moment(struct ak_cli *cli, const char *word, struct ak_moment *moment);

/* Asks a ledger to be judged at that moment, which is borrowed. */
void ak_cli_ask_moment(struct ak_ledger_options *options, const struct ak_moment *moment);

/* A date, `YYYY-MM-DD`. */
int ak_cli_find_date(struct ak_cli *cli, const char *word, int32_t *days);

/* ---- saying */

/*
 * Notes the one sentence that says what is wrong and what to do: lower case, no full stop. It is shown as
 * `akkoord: <sentence>` on standard error when the command is over, and with --json as the document too. Returns exit.
 */
int ak_cli_fail(struct ak_cli *cli, enum ak_exit exit, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Takes that sentence back, appended to out, so that it can be told of one thing among several. */
void ak_cli_failure_take(struct ak_cli *cli, struct ak_buf *out);

/*
 * The same with the sentence of err; the exit status follows from its status. AK_OK gives AK_EXIT_YES and notes
 * nothing.
 */
int ak_cli_trouble(struct ak_cli *cli, enum ak_status status, const struct ak_error *err);

/* A line of talk on standard error, at once. */
void ak_cli_say(struct ak_cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Shows what was written on cli->talk, and empties it. */
void ak_cli_talk(struct ak_cli *cli);

/* Shows the answer so far instead of at the end (a service that runs on). With --json it waits all the same. */
void ak_cli_flush(struct ak_cli *cli);

/*
 * The object that is the answer with --json, with its schema `akkoord/<command>/1` in it. NULL without memory:
 * ak_json_set takes that.
 */
struct ak_json *ak_cli_document(struct ak_cli *cli);

/* Puts a part into it. Want of memory is noted and told at the end. */
void ak_cli_answer(struct ak_cli *cli, const char *key, struct ak_json *taken);

/*
 * A question with y or N, on the terminal; cli->talk is shown first. AK_EXIT_YES: go on (or --yes was given).
 * AK_EXIT_NO: the person says no, which is noted. AK_EXIT_USAGE: nobody can be asked (no terminal, or --no-input),
 * noted.
 */
int ak_cli_confirm(struct ak_cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * The same for what --yes is not meant for: only this flag answers it beforehand. The command must have the trait
 * AK_COMMAND_SIGNS.
 */
int ak_cli_confirm_by(struct ak_cli *cli, const char *flag, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * For work that may take long: after a second a line on standard error tells how far it is, on a terminal only.
 * what is translated and borrowed. Fits struct ak_ledger_options: progress, with the cli as context.
 */
void ak_cli_progress_begin(struct ak_cli *cli, const char *what);
void ak_cli_progress(void *context, size_t done, size_t total);
void ak_cli_progress_end(struct ak_cli *cli);

#endif
