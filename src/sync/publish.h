/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Publishing: one's own remote gets what this replica has, and others fetch it there. Its branch becomes our commit;
 * where another machine of the same person published there too, that takes a forced push, done only if nothing that
 * is there would be lost.
 */
#ifndef AK_SYNC_PUBLISH_H
#define AK_SYNC_PUBLISH_H

#include "sync/fetch.h"
#include "sync/remotes.h"

/*
 * Publishes HEAD to remote, which was fetched just now; *sent is false if it had all of it already. AK_ERR_REFUSED if
 * it holds files that are not here: the sentence names one. AK_ERR_IO if it cannot be reached, refuses, or was changed
 * meanwhile.
 */
enum ak_status ak_publish(bool *sent, const struct ak_git *git, struct ak_store *store,
	const struct ak_remote *remote, const struct ak_fetched *fetched, struct ak_error *err);

#endif
