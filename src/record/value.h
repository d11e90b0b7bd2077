/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A value of a field: null, a text, an integer, a boolean, or a set of texts (protocol §6). Whether it fits the field
 * is judged with the proposal; here it is only one of the kinds that the schema of a record admits.
 */
#ifndef AK_RECORD_VALUE_H
#define AK_RECORD_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "json/json.h"

enum ak_value_kind {
	AK_VALUE_NULL,
	AK_VALUE_TEXT,
	AK_VALUE_INT,
	AK_VALUE_BOOL,
	AK_VALUE_SET,
};

struct ak_value {
	enum ak_value_kind kind;
	uint32_t count; /* of a set */
	union {
		const char *text;
		int64_t integer;
		bool boolean;
		const char *const *items; /* of a set: distinct, sorted by byte value */
	};
};

/* Same kind, and same text, number, truth or members. */
bool ak_value_equal(const struct ak_value *a, const struct ak_value *b);

/* Canonical JSON of the value, appended. */
void ak_value_canonical(const struct ak_value *value, struct ak_buf *out);

/* The value as JSON, the caller's; NULL if there is no memory for it. */
struct ak_json *ak_value_json(const struct ak_value *value);

#endif
