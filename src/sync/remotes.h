/* SPDX-License-Identifier: EUPL-1.2 */
/* The remotes of a replica, and which of them is one's own: the one to publish to (`akkoord.publish`). */
#ifndef AK_SYNC_REMOTES_H
#define AK_SYNC_REMOTES_H

#include <stdbool.h>

#include "store/store.h"

struct ak_remote {
	const char *name;
	const char *url;
	char *shown;	/* the same as it may be shown: ak_git_url_put */
	char *push_url; /* remote.<name>.pushurl, or NULL: url */
	bool own;
};

/* One's own first, then by name. */
struct ak_remotes {
	struct ak_remote *items;
	size_t count;
	char **names, **urls; /* what stands behind */
};

/* AK_ERR_REFUSED for a name that cannot be part of a ref; AK_ERR_USAGE if akkoord.publish names no remote. */
enum ak_status ak_remotes_read(struct ak_remotes *remotes, struct ak_store *store, struct ak_error *err);
void ak_remotes_release(struct ak_remotes *remotes);

/* The remote of that name, or NULL. */
const struct ak_remote *ak_remotes_find(const struct ak_remotes *remotes, const char *name);

/* Whether a name may be that of a remote: what git allows in a ref, and no more. */
bool ak_remote_name_check(const char *name);

#endif
