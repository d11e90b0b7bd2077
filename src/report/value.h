/* SPDX-License-Identifier: EUPL-1.2 */
/* Values, capacities and objects as people name them. Texts are appended as they are: the page escapes. */
#ifndef AK_REPORT_VALUE_H
#define AK_REPORT_VALUE_H

#include "json/json.h"
#include "judge/read.h"
#include "ledger/ledger.h"
#include "report/words.h"

/*
 * A value in words: a number with its unit, yes or no, a key by its fingerprint, a digest by its first digits, a set
 * as a list; "(nothing)" for null and for an empty set. field may be NULL where the charter has none (any more).
 */
void ak_value_words(struct ak_buf *out, const struct ak_field *field, const struct ak_value *value);

/* The value that a field of an object has now, as read, a set with its members. */
void ak_present_words(struct ak_buf *out, const struct ak_object *object, const struct ak_field *field);

/*
 * The same; an object that is referred to is followed by what people call it: `agenda/a22 (Samenwerkingsagenda
 * 2022-2023)`.
 */
void ak_titled_words(struct ak_buf *out, const struct ak_state *state, const struct ak_object *object,
	const struct ak_field *field);

/* The present value as JSON; NULL without memory. */
struct ak_json *ak_present_document(const struct ak_object *object, const struct ak_field *field);

/* Whether a field of an object has a value, as read; a set, a member. */
bool ak_field_filled(const struct ak_object *object, const struct ak_field *field);

/*
 * What people call an object: the first text that its type requires, else its first text; the full name of a party or
 * office. NULL where there is none. Borrowed.
 */
const char *ak_object_title(const struct ak_state *state, const struct ak_object *object);

/* Labels: the charter's, or ours, translated, for built-in types. Borrowed. */
const char *ak_type_label(const struct ak_type *type);
const char *ak_field_label(const struct ak_type *type, const struct ak_field *field);

/* What a proposal is for: `do (Directeurenoverleg)`, `the seat of ipo in do (Directeurenoverleg)`. */
void ak_capacity_words(struct ak_buf *out, const struct ak_charter *charter, const char *capacity);

/* The full name of a body, office or party (of a seat, its body's), or NULL. Borrowed. */
const char *ak_capacity_label(const struct ak_charter *charter, const char *capacity);

/* The counted seats by the names of their parties; the capacity itself where it is no body. */
void ak_seats_words(struct ak_buf *out, const struct ak_capacity *capacity, uint64_t seats);

/* A who-list as the charter writes it: `do or pm`. */
void ak_who_words(struct ak_buf *out, const struct ak_who_list *who);

#endif
