/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading a text from its first byte to its last: where the reader is, what went wrong first, and strings.
 *
 * jansson's own json_loadb is not used. It drops a NUL byte after a number or a word (`[1<NUL>]` is taken for
 * `[1]`), and when memory runs out inside a string it goes on with a text that lacks bytes and writes past
 * its end. Here every rule of protocol §1 is checked while reading, so that each refusal knows its line and
 * column.
 */
#ifndef AK_JSON_SCAN_H
#define AK_JSON_SCAN_H

#include "base/limits.h"
#include "json/json.h"

struct ak_json_reader {
	const char *start;
	const char *at; /* the next byte to be read */
	const char *end;
	enum ak_status status; /* of what went wrong first */
	struct ak_error *err;
	char unescaped[AK_JSON_STRING_MAX]; /* the last string that had an escape */
};

/* A string as read: in the text itself, or in unescaped, until the next string is read. Not ended by a NUL. */
struct ak_json_slice {
	const char *text;
	size_t size;
};

void ak_json_reader_init(struct ak_json_reader *reader, struct ak_bytes text, struct ak_error *err);

struct ak_json_position ak_json_position(const struct ak_json_reader *reader, const char *place);

/* Both note the first trouble and return false. place is where in the text, to be told as line and column. */
bool ak_json_refuse(struct ak_json_reader *reader, const char *place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool ak_json_no_memory(struct ak_json_reader *reader);

void ak_json_skip_space(struct ak_json_reader *reader);

/* Goes past the byte c if it is next. */
bool ak_json_take(struct ak_json_reader *reader, char c);

/* Reads the string whose opening quote is next. */
bool ak_json_scan_string(struct ak_json_reader *reader, struct ak_json_slice *slice);

#endif
