/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The course that objects run, read from the charter alone: what is over, which date is a term, whose it is, what
 * belongs to what. No type or field has a meaning here by its name.
 */
#ifndef AK_LEDGER_COURSE_H
#define AK_LEDGER_COURSE_H

#include "judge/read.h"

/* No move leaves this value. False for a field without moves. */
bool ak_course_is_final(const struct ak_field *field, const char *value);

/* It is the end that the moves aim at: of the values that no move leaves, the one that the charter lists first. */
bool ak_course_is_aim(const struct ak_field *field, const char *value);

/* A field of its own with moves has a final value: delivered, dropped, settled. */
bool ak_course_is_closed(const struct ak_object *object, const struct ak_type *type);

/* It is closed, or its phase is a final value. An object without a type of the charter is finished. */
bool ak_course_is_finished(const struct ak_state *state, const struct ak_object *object);

/* A date field that the charter expects; where a type expects none, its last date. */
bool ak_course_is_term(const struct ak_type *type, const struct ak_field *field);

/* The party that answers for it: that in the first party field of its type, or NULL. */
const char *ak_course_party(const struct ak_object *object, const struct ak_type *type);

/*
 * A file field that stays empty until something is delivered: one that nobody has to give. NULL where a type has
 * none.
 */
const struct ak_field *ak_course_delivery(const struct ak_type *type);

/* How far it is: a whole number with a least, a most and the unit `%`, or NULL. */
const struct ak_field *ak_course_progress(const struct ak_type *type);

/*
 * What kind of promise objects are, as of result or of effort: the first enum without moves, or NULL where a type has
 * none.
 */
const struct ak_field *ak_course_nature(const struct ak_type *type);

/* The value of that field, or NULL. */
const char *ak_course_nature_read(const struct ak_object *object, const struct ak_type *type);

/* The object that its phase follows, or NULL where the phase is its own or there is none. */
const struct ak_object *ak_course_above(const struct ak_state *state, const struct ak_object *object);

/* Whether its phase follows root's, directly or through others. */
bool ak_course_follows(const struct ak_state *state, const struct ak_object *object, const struct ak_object *root);

#endif
