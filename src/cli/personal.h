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

enum ak_personal_kind {
	AK_PERSONAL_EMAIL,
	AK_PERSONAL_PHONE, /* `06-12345678`, `(030) 123 45 67`, `+31 6 12345678`, `0031…` */
	AK_PERSONAL_BSN,   /* nine digits that pass the 11-proef */
};

struct ak_personal {
	enum ak_personal_kind kind;
	size_t start, size; /* in the text */
};

/* The first in text from an offset on; false if there is none. */
bool ak_personal_find(struct ak_personal *found, const char *text, size_t from);

/*
 * Tells what a record has, and asks whether to go on. AK_EXIT_YES also where there is nothing, or --personal-data-ok
 * was given; --yes alone is not enough. The command has the trait AK_COMMAND_SIGNS.
 */
int ak_personal_confirm(struct ak_cli *cli, const struct ak_record *record);

#endif
