/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether a value fits its field by its form alone. */
#ifndef AK_JUDGE_FIT_H
#define AK_JUDGE_FIT_H

#include <stdbool.h>

#include "charter/charter.h"
#include "record/value.h"

/*
 * Whether a value fits a field by its own form (protocol §8, `value`): kind, range, real date, values, well-formed key,
 * name or id of the right form; for an added member that of the set. Null is not asked here.
 */
bool ak_value_fits(const struct ak_field *field, const struct ak_value *value);
bool ak_member_fits(const struct ak_field *field, const char *member);

#endif
