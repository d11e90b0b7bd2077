/* SPDX-License-Identifier: EUPL-1.2 */
/* Dates and numbers as people type them, besides as the protocol has them. */
#ifndef AK_CLI_TYPED_H
#define AK_CLI_TYPED_H

#include <stdbool.h>
#include <stdint.h>

/*
 * `2022-12-31`, `31-12-2022` or `31.12.2022`. Not `31/12/2022`: some read that as month and day. On false *days is
 * unchanged.
 */
bool ak_typed_date(int32_t *days, const char *text);

/* `1500000` or `1.500.000`; within what a record can hold. On false *number is unchanged. */
bool ak_typed_number(int64_t *number, const char *text);

/* The same, with or without the unit that it is shown with behind it, NULL if there is none: `25`, `25%` or `25 %`. */
bool ak_typed_amount(int64_t *number, const char *unit, const char *text);

#endif
