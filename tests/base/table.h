/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables of cases: each a test, which gets the case as its state. A case begins with its sentence, the test's name. */
#ifndef AK_TESTS_BASE_TABLE_H
#define AK_TESTS_BASE_TABLE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>

/* Every case is run as test is. */
static inline int run_table(const char *name, const void *cases, size_t count, size_t case_size, struct CMUnitTest test)
{
	struct CMUnitTest *tests = calloc(count, sizeof *tests);
	if (!tests)
		return 1;
	for (size_t i = 0; i < count; i++) {
		const char *const *item = (const void *)((const char *)cases + i * case_size);
		tests[i] = test;
		tests[i].name = *item;
		tests[i].initial_state = (void *)item;
	}
	int failed = _cmocka_run_group_tests(name, tests, count, NULL, NULL);
	free(tests);
	return failed;
}

#define RUN_TABLE(name, cases, ...)                                                                                    \
	run_table(name, cases, sizeof(cases) / sizeof((cases)[0]), sizeof((cases)[0]), (struct CMUnitTest){__VA_ARGS__})

#endif
