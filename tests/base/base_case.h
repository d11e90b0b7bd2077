/* SPDX-License-Identifier: EUPL-1.2 */
/* What every test of this room needs. */
#ifndef AK_TESTS_BASE_CASE_H
#define AK_TESTS_BASE_CASE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

#endif
