/* SPDX-License-Identifier: EUPL-1.2 */
/* Names for objects that a person gave only a title. */
#ifndef AK_CLI_SLUG_H
#define AK_CLI_SLUG_H

#include "base/limits.h"

struct ak_slug {
	char text[AK_NAME_MAX + 1];
};

/*
 * A name (protocol §1) for a text: small letters and digits, `-` for all else, letters with an accent without it, cut
 * between words at some 48 characters. "" where nothing is left.
 */
struct ak_slug ak_slug_of(const char *text);

/* base and suffix joined by `-`, base cut so that it fits. */
struct ak_slug ak_slug_join(const char *base, const char *suffix);

#endif
