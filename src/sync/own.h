/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Before signing: what did I sign elsewhere? A person with two machines who signs on both without each knowing of the
 * other has signed two histories (protocol §8, `fork`), so the remotes are asked first, with little patience.
 */
#ifndef AK_SYNC_OWN_H
#define AK_SYNC_OWN_H

#include "sync/intake.h"
#include "sync/remotes.h"

/* What became of asking one remote. */
struct ak_asked {
	const char *remote; /* borrowed from the remotes */
	enum ak_status status;
	struct ak_error err;
	uint32_t records; /* that came in, because some of them are newer ones of the actor */
};

struct ak_own {
	struct ak_asked *asked; /* one for each remote, in their order */
	size_t count;
	bool answered;	   /* at least one did, or there is none to ask */
	bool own_answered; /* the remote that is published to did, or there is none */
};

/*
 * Asks them all; a remote that fails stops nothing. options->only_actor must be set. AK_ERR_MEMORY only. On AK_OK *own
 * is the caller's to release.
 */
enum ak_status ak_own_ask(struct ak_own *own, struct ak_store *store, const struct ak_remotes *remotes,
	const struct ak_intake_options *options, struct ak_error *err);
void ak_own_release(struct ak_own *own);

#endif
