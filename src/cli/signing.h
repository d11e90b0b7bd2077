/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing one record, the same way for every command that writes: remotes are asked for what this actor signed
 * elsewhere, the replica is locked, the ledger read again if somebody wrote, the record drafted, what would become of
 * it foreseen, shown and confirmed, signed, checked and written. While a person is asked the replica is not locked: if
 * somebody writes then, all from drafting on is done anew. Whatever fails, nothing is written; nothing is said before
 * it is on disk.
 *
 * A command (with the trait AK_COMMAND_SIGNS, whose options are read here) gives only what is its own: what the
 * record says, and how it looks to a person. It gives them as functions, because both are asked of the ledger as it
 * is under the lock, and what is signed is what was shown: values (`from`), parents and roots have not changed since.
 *
 *   static enum ak_status fill(void *context, struct ak_record *record, struct ak_arena *arena,
 *           const struct ak_ledger *ledger, struct ak_error *err)
 *   {
 *           struct answer *answer = context;
 *           record->kind = AK_KIND_ENDORSE;
 *           record->target = &answer->target;
 *           return AK_OK;
 *   }
 *   …
 *   struct ak_signed made;
 *   struct ak_signing signing = {.fill = fill, .show = show, .context = &answer};
 *   int exit = ak_signing_run(cli, &signing, &made);
 */
#ifndef AK_CLI_SIGNING_H
#define AK_CLI_SIGNING_H

#include "base/limits.h"
#include "cli/cli.h"
#include "cli/foreseen.h"
#include "ledger/append.h"

struct ak_signing {
	/*
	 * Fills in kind and what belongs to it (protocol §5: for, why, changes, pins, target, height, …), and
	 * attachments. record->ledger, actor, key, seq, parents and time are filled in already. What it points to
	 * lives in arena, as long as the command, or in cli->ledger as it was before. May refuse with a sentence
	 * (AK_ERR_REFUSED, AK_ERR_NOT_FOUND, AK_ERR_USAGE, …).
	 */
	enum ak_status (*fill)(void *context, struct ak_record *record, struct ak_arena *arena,
		const struct ak_ledger *ledger, struct ak_error *err);

	/*
	 * Writes on cli->talk, for a person, what is about to be signed: was → becomes, who signed. May be NULL: then
	 * the record itself is shown. Called before each question. Who signs, what it would come to and the
	 * question itself follow by themselves.
	 */
	void (*show)(struct ak_cli *cli, void *context, const struct ak_foreseen *foreseen);
	void *context;

	/* Files that go into bijlagen/ with it. */
	const struct ak_attached *attachments;
	size_t attachment_count;

	/* For commands that were asked by nobody (witness): nothing is shown or asked, and remotes were just asked. */
	bool unattended;
};

/* What was written. */
struct ak_signed {
	struct ak_id id;
	char actor[AK_NAME_MAX + 1];
	struct ak_judged judged; /* what it came to, as foreseen */
	struct ak_judged target;
};

/*
 * The whole of it. AK_EXIT_YES: the record is in the replica, on disk; cli->ledger is closed, to be opened again by
 * whoever wants to show more. Else the exit status, with the sentence noted: AK_EXIT_NO where it would be refused or
 * void (and not --even-if-void), where two seals of one height would be signed, or where the person says no. A remote
 * that does not answer is told on standard error and stops nothing but the signing of seals.
 */
int ak_signing_run(struct ak_cli *cli, const struct ak_signing *signing, struct ak_signed *made);

/* Who acts: --as, else akkoord.actor; the caller's to free. Opens the store. */
int ak_signing_actor(struct ak_cli *cli, char **actor);

/* The same where nobody needs to be anyone (todo, status): NULL if none is known. */
char *ak_signing_actor_if_any(struct ak_cli *cli);

/*
 * The key that signs: --key, else akkoord.signingKey, else user.signingKey. Opens the store; *signer is the caller's
 * to free.
 */
struct ak_signer;
int ak_signing_signer(struct ak_cli *cli, struct ak_signer **signer);

#endif
