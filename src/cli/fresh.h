/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A folder that is filled beside its place, and put there only when all of it is written: its files and its
 * SHA256SUMS.
 */
#ifndef AK_CLI_FRESH_H
#define AK_CLI_FRESH_H

#include "base/bytes.h"
#include "base/error.h"

struct ak_fresh {
	char *folder; /* or NULL: nothing is made, or it stands in its place */
	struct ak_buf list; /* a line for each file, as sha256sum writes it */
	uint32_t count;
};

/* An empty folder beside place, whose parent must exist. AK_ERR_IO. Nothing is made on failure. */
enum ak_status ak_fresh_begin(struct ak_fresh *fresh, const char *place, struct ak_error *err);

/* Writes a file, and the folders on the way to it, as the umask has it. It must not be there. AK_ERR_IO. */
enum ak_status ak_fresh_put(struct ak_fresh *fresh, const char *path, struct ak_bytes bytes, struct ak_error *err);

/* Writes the list, which does not name itself. AK_ERR_IO. */
enum ak_status ak_fresh_list(struct ak_fresh *fresh, struct ak_error *err);

/* Puts it in its place, where nothing may stand. AK_ERR_IO. */
enum ak_status ak_fresh_place(struct ak_fresh *fresh, const char *place, struct ak_error *err);

/* Takes away what was not put in its place. */
void ak_fresh_release(struct ak_fresh *fresh);

#define AK_FRESH_LIST "SHA256SUMS"

#endif
