/* SPDX-License-Identifier: EUPL-1.2 */
/* The format of a file as MDTO has it (bestandsformaat). PRONOM's number only where the bytes leave no doubt. */
#ifndef AK_REPORT_MDTO_FORMAT_H
#define AK_REPORT_MDTO_FORMAT_H

#include "base/bytes.h"

struct ak_mdto_format {
	const char *label;
	const char *code; /* of the PRONOM register, or NULL: then the label is ours */
};

/* By the place of a file in a dossier; of an attachment, which has no name of its own, by what is in it. */
struct ak_mdto_format ak_mdto_format_of(const char *path, struct ak_bytes bytes);

#endif
