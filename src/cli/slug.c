/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/slug.h"

#include <string.h>

enum { SLUG_CHARACTERS = 48 };

/* U+00C0 to U+00FF without their accents; `-` where there is no letter. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty";

/* The letter that a character of UTF-8 comes down to; its size in *size. */
static char letter_of(const unsigned char *text, size_t *size)
{
	*size = 1;
	if (text[0] >= 'A' && text[0] <= 'Z')
		return (char)(text[0] - 'A' + 'a');
	if ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= '0' && text[0] <= '9'))
		return (char)text[0];
	if (text[0] == 0xC3 && (text[1] & 0xC0U) == 0x80) {
		*size = 2;
		return latin[text[1] - 0x80];
	}
	/* ‘ and ’ join, as in thema’s */
	if (text[0] == 0xE2 && text[1] == 0x80 && (text[2] == 0x98 || text[2] == 0x99)) {
		*size = 3;
		return 0;
	}
	while ((text[*size] & 0xC0U) == 0x80)
		(*size)++;
	return text[0] == '\'' ? 0 : '-';
}

struct ak_slug ak_slug_of(const char *text)
{
	struct ak_slug slug = {""};
	size_t used = 0, size, word = 0;
	for (const unsigned char *at = (const unsigned char *)text; *at; at += size) {
		char letter = letter_of(at, &size);
		if (!letter || (letter == '-' && (used == 0 || slug.text[used - 1] == '-')))
			continue;
		if (letter == '-')
			word = used;
		if (used == SLUG_CHARACTERS) {
			used = word ? word : used;
			break;
		}
		slug.text[used++] = letter;
	}
	while (used > 0 && slug.text[used - 1] == '-')
		used--;
	slug.text[used] = '\0';
	return slug;
}

struct ak_slug ak_slug_join(const char *base, const char *suffix)
{
	struct ak_slug slug = {""};
	size_t after = strlen(suffix), size = strlen(base);
	if (after >= AK_NAME_MAX)
		after = AK_NAME_MAX - 2;
	if (size + 1 + after > AK_NAME_MAX)
		size = AK_NAME_MAX - 1 - after;
	while (size > 1 && base[size - 1] == '-')
		size--;
	memcpy(slug.text, base, size);
	slug.text[size] = '-';
	memcpy(slug.text + size + 1, suffix, after);
	slug.text[size + 1 + after] = '\0';
	return slug;
}
