/* SPDX-License-Identifier: EUPL-1.2 */
/* The option --delimiter of commands that write or read tables. */
#ifndef AK_CLI_DELIMITER_H
#define AK_CLI_DELIMITER_H

#include "cli/cli.h"

#define AK_OPTION_DELIMITER                                                                                            \
	{                                                                                                              \
		"delimiter", 0, AK_OPTION_TEXT, N_("SIGN"), N_("what stands between cells: semicolon, comma, tab, or the sign itself") \
	}

/* Into *delimiter; otherwise where it is not given. */
int ak_delimiter_read(struct ak_cli *cli, char otherwise, char *delimiter);

#endif
