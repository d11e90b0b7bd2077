/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing one record, the same way for every command that writes: remotes are asked for what this actor signed
 * elsewhere, the replica is locked, the ledger read again, the record drafted, what would become of it foreseen, shown and
 * confirmed, signed, checked and written. Whatever fails, nothing is written; nothing is said before it is on disk.
 *
 * The command gives only what is its own: what the record says, and how it looks to a person. It gives them as functions,
 * because both are asked of the ledger as it is under the lock: values (`from`), parents and roots can then no longer change.
 */
#ifndef AK_CLI_SIGNING_H
#define AK_CLI_SIGNING_H

#include "base/limits.h"
#include "ledger/append.h"
#include "ledger/ledger.h"

/* What the command line says; ak_signing_options() of a command fills it. All borrowed. */
struct ak_signing_words {
	const char *replica; /* -C, AKKOORD_REPLICA, or "." */
	const char *as;	     /* --as, or NULL: akkoord.actor of the replica's git configuration */
	const char *key;     /* --key, or NULL: akkoord.signingKey, else user.signingKey */
	bool yes;	     /* --yes: do not ask */
	bool no_input;	     /* --no-input: never prompt (then --yes is needed) */
	bool offline;	     /* --offline: do not ask the remotes first */
	bool even_if_void;   /* --even-if-void */
	bool quiet;	     /* do not show what is signed (with --json, say) */
};

/* What would become of the record. */
struct ak_foreseen {
	const struct ak_ledger *ledger; /* as it is under the lock, without the record */
	const struct ak_record *record;
	struct ak_bytes bytes;	 /* exactly what will be signed */
	struct ak_judged judged; /* of the record itself */
	struct ak_judged target; /* what its target would then be (endorse, withdraw, object); verdict NONE if there is none */
};

struct ak_signing {
	struct ak_signing_words words;

	/*
	 * Fills in kind and what belongs to it (protocol §5: for, why, changes, pins, target, height, …) and attachments.
	 * record->actor, key, ledger, parents, seq and time are filled in already. What it points to must live in arena, or
	 * as long as the command. May refuse with a sentence (AK_ERR_REFUSED, AK_ERR_NOT_FOUND, AK_ERR_USAGE …). May be called more than once.
	 */
	enum ak_status (*fill)(void *context, struct ak_record *record, struct ak_arena *arena,
		const struct ak_ledger *ledger, struct ak_error *err);

	/*
	 * Prints to standard error, for a person, what is about to be signed: was → becomes, who signed, what it would come to. May be NULL: then
	 * the record itself is shown. Called once, before the question, unless words.quiet.
	 */
	void (*show)(void *context, const struct ak_foreseen *foreseen);
	void *context;

	/* Files that go into bijlagen/ with it. */
	const struct ak_attached *attachments;
	size_t attachment_count;
};

/* What was written. */
struct ak_signed {
	struct ak_id id;
	struct ak_judged judged; /* what it came to, as foreseen */
	struct ak_judged target;
	char actor[AK_NAME_MAX + 1];
};

/*
 * The whole of it. AK_OK: the record is in the replica, on disk. AK_ERR_REFUSED (exit status 1) where it would be
 * refused or void (and not --even-if-void), where two seals of one height would be signed, or where the person says no.
 * Warnings (a remote that did not answer) go to standard error.
 */
enum ak_status ak_signing_run(const struct ak_signing *signing, struct ak_signed *result, struct ak_error *err);

/* Who acts, by the words and the replica's configuration: the actor's name, the caller's to free. */
enum ak_status ak_signing_actor(
	const struct ak_signing_words *words, struct ak_store *store, char **actor, struct ak_error *err);

/* "would be void (stale): the value is no longer …": a reason in words, for messages. Static, translated. */
const char *ak_reason_words(enum ak_reason reason);

#endif
