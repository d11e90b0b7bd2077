/* SPDX-License-Identifier: EUPL-1.2 */
/* Taking away a folder that a command began to fill and could not finish. */
#ifndef AK_CLI_SCRAP_H
#define AK_CLI_SCRAP_H

#include <stdbool.h>

/*
 * Removes the folder and all below it; no link is followed. With keep_folder it stays, empty. Best effort: a failure
 * is told already.
 */
void ak_scrap_folder(const char *path, bool keep_folder);

/* Whether there is a folder of that name. */
bool ak_scrap_is_folder(const char *path);

#endif
