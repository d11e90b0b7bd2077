/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which settings a replica's own git configuration may hold. Some name programs that git would run while it fetches
 * or pushes, so a replica that was handed over could run what its maker wants. Therefore: only what is known to be
 * harmless.
 */
#ifndef AK_SYNC_TRUSTED_H
#define AK_SYNC_TRUSTED_H

#include "sync/git.h"

/* AK_ERR_REFUSED, naming the first setting that is not, and where to put it instead. */
enum ak_status ak_trusted_check(const struct ak_git *git, struct ak_error *err);

/* Whether a setting (section and name in lower case, as git lists it) may stand there. */
bool ak_trusted_setting(const char *name);

#endif
