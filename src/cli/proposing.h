/* SPDX-License-Identifier: EUPL-1.2 */
/* What is proposed, by whichever command (cli/propose.h). */
#ifndef AK_CLI_PROPOSING_H
#define AK_CLI_PROPOSING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"

/* All borrowed. */
struct ak_proposing {
	const char *const *words; /* the changes, see cli/words.h; or */
	size_t word_count;
	/* words name objects; the changes, or those of file, are filled in in an editor (cli/form.h); or */
	bool edit;
	const char *file;	 /* a file with them, as JSON or as a form; or */
	const char *again;	 /* the id of a proposal to be renewed */
	const char *capacity;	 /* --for, or NULL: inferred */
	const char *why;	 /* --why, or NULL: from the file or form */
	const char *respond_by;	 /* --respond-by, or NULL */
	const char *pins[AK_PINS_MAX + 1]; /* --pin; NULL-ended */
};

#endif
