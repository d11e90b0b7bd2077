/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/language.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum ak_status ak_language_speak(const char *language, struct ak_error *err)
{
	/*
	 * gettext asks LANGUAGE first, except in the locale C, and looks again only after a locale that is another
	 * than before
	 */
	if (setenv("LANGUAGE", language, 1) != 0 || !setlocale(LC_MESSAGES, "C") || !setlocale(LC_MESSAGES, "C.UTF-8"))
		return ak_fail_memory(err);
	if (strcmp(_("en"), language) != 0)
		return ak_fail(err, AK_ERR_IO, "the messages for \"%s\" are not installed", language);
	return AK_OK;
}
