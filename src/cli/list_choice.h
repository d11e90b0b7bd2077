/* SPDX-License-Identifier: EUPL-1.2 */
/* What a list shows, and in which order, as the command line says. */
#ifndef AK_CLI_LIST_CHOICE_H
#define AK_CLI_LIST_CHOICE_H

#include "cli/cli.h"
#include "report/object.h"

/*
 * Reads --where, --sort and --columns, and applies them. Returns AK_EXIT_YES, or the exit status with the sentence
 * noted.
 */
int ak_list_choose(struct ak_cli *cli, struct ak_objects *objects);

#endif
