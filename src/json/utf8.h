/* SPDX-License-Identifier: EUPL-1.2 */
/* UTF-8 as Unicode has it: shortest forms only, no surrogates, nothing above U+10FFFF. */
#ifndef AK_JSON_UTF8_H
#define AK_JSON_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The size in bytes of the character at text, of which left are there, and the character; 0 if it is none. */
size_t ak_utf8_read(uint32_t *character, const char *text, size_t left);

/* Writes a character (never a surrogate, at most U+10FFFF) to out. Returns its size, 1 to 4. */
size_t ak_utf8_write(char out[4], uint32_t character);

#endif
