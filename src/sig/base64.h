/* SPDX-License-Identifier: EUPL-1.2 */
/* Canonical padded base64 (RFC 4648 §4): each sequence of bytes has exactly one text. */
#ifndef AK_SIG_BASE64_H
#define AK_SIG_BASE64_H

#include <stdbool.h>

#include "base/bytes.h"

/*
 * Decodes text into out, which has room bytes. False if text is not canonical (another character, bits left
 * over that are not zero, too little or too much padding) or does not fit.
 */
bool ak_base64_read(uint8_t *out, size_t room, size_t *size, const char *text, size_t text_size);

void ak_base64_append(struct ak_buf *out, struct ak_bytes bytes);

#endif
