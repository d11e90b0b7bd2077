/* SPDX-License-Identifier: EUPL-1.2 */
/* Speaking another language than the person's, for what is made in one. */
#ifndef AK_CLI_LANGUAGE_H
#define AK_CLI_LANGUAGE_H

#include "base/error.h"

/*
 * From here on all messages are in this language (`nl`, `en`). AK_ERR_IO if its messages are not installed, with the
 * sentence.
 */
enum ak_status ak_language_speak(const char *language, struct ak_error *err);

#endif
