/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/own.h"

#include <assert.h>
#include <stdlib.h>

#include "sync/fetch.h"

/* Who waits to sign should not wait for each of many dead remotes in turn. */
static unsigned patience(size_t failures, unsigned usual)
{
	unsigned seconds = failures == 0 ? AK_GIT_TIMEOUT_SHORT_SECONDS : 2;
	return usual < seconds ? usual : seconds;
}

static void ask(struct ak_asked *asked, struct ak_store *store, const struct ak_remote *remote, unsigned seconds,
	const struct ak_intake_options *options)
{
	struct ak_git git = *options->git;
	struct ak_fetched fetched;
	struct ak_intake intake;
	git.timeout_seconds = seconds;
	asked->remote = remote->name;
	asked->status = ak_fetch(&fetched, &git, store, remote->name, remote->url, &asked->err);
	if (asked->status != AK_OK)
		return;
	if (!fetched.empty) {
		asked->status = ak_intake_run(&intake, store, remote->name, options, &asked->err);
		if (asked->status == AK_OK) {
			asked->records = intake.records;
			ak_intake_release(&intake);
		}
	}
	ak_fetched_release(&fetched);
}

enum ak_status ak_own_ask(struct ak_own *own, struct ak_store *store, const struct ak_remotes *remotes,
	const struct ak_intake_options *options, struct ak_error *err)
{
	size_t failures = 0;
	assert(options->only_actor);
	*own = (struct ak_own){.answered = remotes->count == 0, .own_answered = true};
	own->asked = calloc(remotes->count + 1, sizeof *own->asked);
	if (!own->asked)
		return ak_fail_memory(err);
	for (size_t i = 0; i < remotes->count; i++) {
		const struct ak_remote *remote = &remotes->items[i];
		struct ak_asked *asked = &own->asked[own->count++];
		ask(asked, store, remote, patience(failures, options->git->timeout_seconds), options);
		failures += asked->status != AK_OK;
		own->answered |= asked->status == AK_OK;
		if (remote->own && asked->status != AK_OK)
			own->own_answered = false;
	}
	return AK_OK;
}

void ak_own_release(struct ak_own *own)
{
	free(own->asked);
	*own = (struct ak_own){.count = 0};
}
