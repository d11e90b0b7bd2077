/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Folders that come to be whole or not at all: they are made beside the place where they belong, under a name of
 * their own, and moved there when all is on disk. Whoever is stopped halfway leaves nothing at that place.
 */
#ifndef AK_CLI_STAGING_H
#define AK_CLI_STAGING_H

#include "base/bytes.h"
#include "store/store.h"

struct ak_staging {
	char *path; /* where it belongs */
	char *made; /* where it is made */
};

/*
 * Finds a name beside path. AK_ERR_REFUSED if path exists and is not an empty folder. The folder itself is the
 * caller's to make, at staging->made.
 */
enum ak_status ak_staging_begin(struct ak_staging *staging, const char *path, struct ak_error *err);

/* Moves it to its place. On failure, and where this is not called, ak_staging_end takes it away. */
enum ak_status ak_staging_move(struct ak_staging *staging, struct ak_error *err);
void ak_staging_end(struct ak_staging *staging);

/* Writes files below the folder top, which is made if need be, with the folders in between; all is on disk on AK_OK. */
enum ak_status ak_staging_write(const char *top, const struct ak_put *puts, size_t count, struct ak_error *err);

#endif
