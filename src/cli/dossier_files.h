/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The files of a dossier: written into a new folder with their list, or archived from it (FILE.tar), and held against
 * that list again.
 */
#ifndef AK_CLI_DOSSIER_FILES_H
#define AK_CLI_DOSSIER_FILES_H

#include "cli/cli.h"
#include "cli/fresh.h"

struct ak_dossier_files {
	const char *place;     /* borrowed; it must not exist */
	struct ak_fresh fresh; /* beside it, until all is there */
};

/*
 * AK_ERR_REFUSED if the place exists. Files are put with ak_fresh_put; what was not ended is taken away by
 * ak_fresh_release.
 */
enum ak_status ak_dossier_files_begin(struct ak_dossier_files *files, const char *place, struct ak_error *err);

/* Whether the place is to be an archive: its name ends in .tar. */
bool ak_dossier_files_is_archive(const char *place);

/* Puts the whole in its place. */
enum ak_status ak_dossier_files_end(struct ak_dossier_files *files, struct ak_error *err);

/*
 * Of a plain folder that is a dossier: the first file that is not what SHA256SUMS says, is not in it, or is missing;
 * its name in *wrong, the caller's to free. NULL where all is well, and where it is no dossier.
 */
enum ak_status ak_dossier_files_check(struct ak_store *store, char **wrong, struct ak_error *err);

#endif
