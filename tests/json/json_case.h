/* SPDX-License-Identifier: EUPL-1.2 */
/* What the tests of this room say again and again. */
#ifndef AK_TESTS_JSON_CASE_H
#define AK_TESTS_JSON_CASE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "json/json.h"

static inline struct ak_json *parse_n(const char *text, size_t size)
{
	struct ak_json *json = NULL;
	struct ak_error err = AK_ERROR_INIT;
	if (ak_json_parse(&json, (struct ak_bytes){(const uint8_t *)text, size}, &err) != AK_OK)
		fail_msg("%s", err.text);
	return json;
}

static inline struct ak_json *parse(const char *text)
{
	return parse_n(text, strlen(text));
}

/* Parses, and frees again. */
static inline void accepted(const char *text)
{
	ak_json_free(parse(text));
}

static inline void refused_n(const char *text, size_t size, const char *sentence)
{
	/* a copy without a byte to spare, so that reading on is seen by the sanitizer */
	uint8_t *copy = malloc(size ? size : 1);
	assert_non_null(copy);
	memcpy(copy, text, size);
	struct ak_json *json = NULL;
	struct ak_error err = AK_ERROR_INIT;
	enum ak_status status = ak_json_parse(&json, (struct ak_bytes){copy, size}, &err);
	free(copy);
	assert_int_equal(status, AK_ERR_FORMAT);
	assert_null(json);
	assert_string_equal(err.text, sentence);
}

static inline void refused(const char *text, const char *sentence)
{
	refused_n(text, strlen(text), sentence);
}

/* The canonical form of a text, borrowed from out. */
static inline const char *canonical(const char *text, struct ak_buf *out)
{
	struct ak_json *json = parse(text);
	ak_buf_clear(out);
	ak_json_canonical(json, out);
	ak_json_free(json);
	assert_int_equal(ak_buf_status(out, NULL), AK_OK);
	return ak_buf_string(out);
}

#endif
