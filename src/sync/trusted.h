/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which settings a replica's own git configuration may hold. Some name programs that git would run while it fetches
 * or pushes, so a replica that was handed over could run what its maker wants. Therefore: only what is known to be
 * harmless.
 */
#ifndef AK_SYNC_TRUSTED_H
#define AK_SYNC_TRUSTED_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"

/*
 * list is what `git config --list --show-scope --name-only -z` said: pairs of scope and name, each ended by a NUL.
 * AK_ERR_REFUSED, naming the first setting of the replica that may not be there, and where to put it instead.
 */
enum ak_status ak_trusted_check(struct ak_bytes list, struct ak_error *err);

/* Whether a setting (section and name in lower case, as git lists it) may stand there. */
bool ak_trusted_setting(const char *name);

#endif
