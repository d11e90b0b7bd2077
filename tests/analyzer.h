/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Read by clang-tidy before each file, and by nobody else: it looks at one file at a time and cannot know that whoever
 * tells of trouble never returns AK_OK. Without this, half of what it reports cannot happen.
 */
#ifndef AK_TESTS_ANALYZER_H
#define AK_TESTS_ANALYZER_H

#include "base/error.h"

#define ak_fail(err, status, ...) ((ak_fail)((err), (status), __VA_ARGS__), (status))
#define ak_fail_add(err, status, ...) ((ak_fail_add)((err), (status), __VA_ARGS__), (status))
#define ak_fail_memory(err) ((ak_fail_memory)(err), AK_ERR_MEMORY)

#endif
