/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Exchanging with the remotes: what sync, witness and signing have in common. Remotes are fetched one after another,
 * one that fails stops nothing, and then what is sound of each is admitted; a record that waits for a parent of
 * another remote is asked for again.
 */
#ifndef AK_CLI_EXCHANGE_H
#define AK_CLI_EXCHANGE_H

#include "cli/cli.h"
#include "sync/fetch.h"
#include "sync/intake.h"
#include "sync/publish.h"
#include "sync/remotes.h"

/* What became of one remote. */
struct ak_exchanged {
	const struct ak_remote *remote;
	enum ak_status fetch_status, intake_status, publish_status;
	struct ak_error fetch_error, intake_error, publish_error;
	struct ak_fetched fetched;
	struct ak_intake intake; /* of the last round; its records and attachments are of all rounds: */
	uint32_t records, attachments;
	bool publishes; /* it was to be published to */
	bool sent;	/* and lacked something */
};

struct ak_exchange {
	struct ak_git git;
	struct ak_remotes remotes;
	struct ak_memory memory;
	struct ak_exchanged *items; /* those that were asked */
	size_t count;
};

/* Opens the store, and reads remotes and memory. The caller closes it, also after a failure. */
int ak_exchange_open(struct ak_cli *cli, struct ak_exchange *exchange);
void ak_exchange_close(struct ak_exchange *exchange);

/*
 * Fetches and admits: of the remotes named (names NULL-ended), or of all if there are none. What happened to each is
 * in items; only what concerns the replica itself is a failure.
 */
int ak_exchange_run(struct ak_cli *cli, struct ak_exchange *exchange, const char *const *names);

/* Publishes to one's own remote, if it was asked and answered. */
void ak_exchange_publish(struct ak_cli *cli, struct ak_exchange *exchange);

/* Whether cli->ledger is, after a refresh of the store, still what would be read. */
bool ak_exchange_is_current(const struct ak_cli *cli, const struct ak_exchange *exchange);

/*
 * Opens the ledger again as it is now, with what the replica remembers of seals, and remembers what is new.
 * cli->ledger is replaced, unless nobody wrote since it was opened.
 */
int ak_exchange_ledger(struct ak_cli *cli, struct ak_exchange *exchange);

/* Whether there is no split, and no seal to remember, as is known without opening the ledger (sync/settled.h). */
bool ak_exchange_is_settled(const struct ak_cli *cli, const struct ak_exchange *exchange);

/*
 * Whether a witness may rely on what the remotes said: one's own answered, and if there is none, at least one of the
 * others.
 */
bool ak_exchange_answered(const struct ak_exchange *exchange);

/* exchange_report.c: tells all of it, on the page or in the document. Returns whether there is a finding. */
bool ak_exchange_report(struct ak_cli *cli, const struct ak_exchange *exchange);

/*
 * The same about seals: two complete ones of one height. Returns whether there are. Without a ledger all is settled,
 * and there are none.
 */
bool ak_exchange_report_split(struct ak_cli *cli);

/*
 * Parts of such a report, about a remote or a ref by name: for people, and as keys `refused` and `held_back` of an
 * object.
 */
void ak_exchange_tell_refused(struct ak_page *page, const char *name, const struct ak_refused *refused, uint32_t count);
void ak_exchange_tell_held(struct ak_page *page, const char *name, const struct ak_record *const *held, uint32_t count);
bool ak_exchange_put_refused(struct ak_json *object, const struct ak_refused *refused, uint32_t count);
bool ak_exchange_put_held(struct ak_json *object, const struct ak_record *const *held, uint32_t count);

/* Bytes of strangers, as a text that JSON can hold. */
struct ak_json *ak_exchange_safe_text(const char *text);

/* AK_EXIT_YES, AK_EXIT_NO with findings, AK_EXIT_TROUBLE if no remote that was asked answered. */
int ak_exchange_exit(const struct ak_exchange *exchange, bool finding);

#endif
