/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What looks like personal data in something that is about to be signed. A record cannot be taken back: it goes to
 * every party and stays. So an e-mail address, a telephone number or a citizen service number (BSN) is told, and to
 * be confirmed by itself.
 *
 * It looks at texts that people write: reasons, free text in fields, names of objects, the words of a charter. Not at
 * attachments.
 */
#ifndef AK_CLI_PERSONAL_H
#define AK_CLI_PERSONAL_H

#include "cli/cli.h"
#include "record/record.h"

/*
 * Tells what a record has, and asks whether to go on. AK_EXIT_YES also where there is nothing, or --personal-data-ok
 * was given; --yes alone is not enough. The command has the trait AK_COMMAND_SIGNS.
 */
int ak_personal_confirm(struct ak_cli *cli, const struct ak_record *record);

#endif
