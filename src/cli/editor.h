/* SPDX-License-Identifier: EUPL-1.2 */
/* The person's editor. */
#ifndef AK_CLI_EDITOR_H
#define AK_CLI_EDITOR_H

#include "cli/cli.h"

/*
 * Lets the person edit a file, as git would: with the editor that `git var GIT_EDITOR` names (GIT_EDITOR, core.editor
 * of the user, VISUAL, EDITOR), run by the shell. The replica's own configuration is not asked: it may be a
 * stranger's. line is where to begin, for editors that are known to be told so; 0: anywhere. Returns AK_EXIT_YES, or
 * the exit status with the sentence noted.
 */
int ak_editor_run(struct ak_cli *cli, const char *path, unsigned line);

#endif
