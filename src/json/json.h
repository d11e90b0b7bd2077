/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * JSON as the protocol has it (§1): strict reading, canonical writing. The only room that knows jansson.
 *
 * A struct ak_json is a value: an object, array, string, integer, boolean or null (there are no other numbers).
 * Strings are UTF-8 without U+0000, so they are C strings. Children are borrowed from their parent.
 */
#ifndef AK_JSON_JSON_H
#define AK_JSON_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"

struct ak_json; /* opaque */

enum ak_json_kind {
	AK_JSON_NULL,
	AK_JSON_BOOL,
	AK_JSON_INT,
	AK_JSON_TEXT,
	AK_JSON_ARRAY,
	AK_JSON_OBJECT,
};

/*
 * Reads one JSON text by all rules of protocol §1: any value may be outermost. On success *json is the caller's, to
 * be freed. On failure AK_ERR_FORMAT, with a sentence that says what and where (line and column where known).
 */
enum ak_status ak_json_parse(struct ak_json **json, struct ak_bytes text, struct ak_error *err);
void ak_json_free(struct ak_json *json);

struct ak_json_position {
	size_t line, column; /* from 1; a column is a character */
};

/*
 * Where in a sound text a place stands that is written as `types.agenda.moves[1].by`: the key, or the item of a list.
 * Of a place that is not there (a key that lacks), the deepest part that is.
 */
struct ak_json_position ak_json_locate(struct ak_bytes text, const char *place);

enum ak_json_kind ak_json_kind(const struct ak_json *json);

/* Each must be asked only of its kind (asserted). */
const char *ak_json_text(const struct ak_json *json);
int64_t ak_json_int(const struct ak_json *json);
bool ak_json_bool(const struct ak_json *json);

/* The number of items of an array, or of keys of an object. */
size_t ak_json_count(const struct ak_json *json);

/* Item i of an array, i < count. */
const struct ak_json *ak_json_item(const struct ak_json *array, size_t i);

/* The value of a key of an object, or NULL. */
const struct ak_json *ak_json_get(const struct ak_json *object, const char *key);

/*
 * Walks the members of an object in the order of the file: start with NULL; returns NULL after the last.
 *
 *   for (void *at = ak_json_member(o, NULL); at; at = ak_json_member(o, at))
 *           use(ak_json_member_key(at), ak_json_member_value(at));
 */
void *ak_json_member(const struct ak_json *object, void *at);
const char *ak_json_member_key(void *at);
const struct ak_json *ak_json_member_value(void *at);

/*
 * Building. Each returns NULL without memory. *_set and *_append take what is given, also on failure and also if it
 * is NULL, and then return false: so calls can be nested and the result tested once.
 */
struct ak_json *ak_json_object_new(void);
struct ak_json *ak_json_array_new(void);
struct ak_json *ak_json_text_new(const char *text); /* bytes that are no UTF-8 give NULL */
struct ak_json *ak_json_int_new(int64_t value);
struct ak_json *ak_json_bool_new(bool value);
struct ak_json *ak_json_null_new(void);
struct ak_json *ak_json_copy(const struct ak_json *json); /* deep */
bool ak_json_set(struct ak_json *object, const char *key, struct ak_json *taken);
bool ak_json_append(struct ak_json *array, struct ak_json *taken);

/* Canonical JSON (protocol §1) of a value that keeps its rules, appended to out. */
void ak_json_canonical(const struct ak_json *json, struct ak_buf *out);

/*
 * Indented by two spaces, keys in order of insertion, one line feed at the end: the form that records are written in.
 */
void ak_json_pretty(const struct ak_json *json, struct ak_buf *out);

/* One text as a canonical JSON string, with its quotes: what a digest over values is made of. */
void ak_json_string(const char *text, struct ak_buf *out);

#endif
