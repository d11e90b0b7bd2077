/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one way in which bytes of strangers get on a terminal. Whatever a record, a path, a remote or a child says,
 * what comes out is UTF-8 without control characters, bidirectional controls, or other characters that are not seen
 * as what they are.
 */
#ifndef AK_REPORT_ESCAPE_H
#define AK_REPORT_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

/*
 * Whether a character may stand as it is: no control (C0, DEL, C1), no bidirectional control, no line or paragraph
 * separator, nothing invisible that hides or reorders text (zero width characters, tags, byte order mark).
 */
bool ak_character_is_plain(uint32_t character);

/*
 * Appends text so that everything in it is seen: a byte that is no UTF-8 or a control character as `\x1b`, a line
 * feed as `\n`, any other character that is not plain as `<U+202E>`. A backslash stays one backslash: this is to be
 * read, not to be parsed.
 */
void ak_escape(struct ak_buf *out, const char *text);
void ak_escape_bytes(struct ak_buf *out, struct ak_bytes text);

/*
 * Makes any bytes a text that JSON can hold: valid UTF-8 stays exactly as it is, a byte that is none becomes `\xff`
 * (four characters). For paths.
 */
void ak_escape_invalid(struct ak_buf *out, const char *text);

/*
 * The same for HTML and XML, between tags and in quoted attributes: what markup is made of goes by its name, a line
 * feed stays. What comes out has no character that XML 1.0 forbids.
 */
void ak_escape_markup(struct ak_buf *out, struct ak_bytes text);

/*
 * Appends a whole JSON document with every character that is not plain written as `\u202E`: the same document, safe
 * to look at.
 */
void ak_escape_json(struct ak_buf *out, struct ak_bytes document);

#endif
