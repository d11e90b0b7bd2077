/* SPDX-License-Identifier: EUPL-1.2 */
/* Objects that stand in a file of their own. */
#ifndef AK_STORE_LOOSE_H
#define AK_STORE_LOOSE_H

#include <git2.h>

#include "base/bytes.h"
#include "base/error.h"

/*
 * Reads <folder>/<2 hex>/<38 hex>: type, size, and unless that is over limit the content, with a NUL behind
 * it, into *data, which is the caller's to free (NULL if it is over limit). AK_ERR_NOT_FOUND, with nothing in
 * err, if there is no such file; AK_ERR_IO if it is damaged.
 */
enum ak_status ak_loose_read(uint8_t **data, size_t *size, git_object_t *type, const char *folder,
	const git_oid *oid, size_t limit, struct ak_error *err);

/* Takes the file away, so that the object can be written again. */
void ak_loose_remove(const char *folder, const git_oid *oid);

#endif
