/* SPDX-License-Identifier: EUPL-1.2 */
/* The ledgers of tests/vectors, opened. */
#ifndef AK_TESTS_VECTOR_CASE_H
#define AK_TESTS_VECTOR_CASE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/ledger.h"

struct vector {
	struct ak_store *store;
	struct ak_ledger *ledger;
};

/* Tests run at the top of the tree. */
static inline struct vector open_vector(const char *name)
{
	struct vector vector = {.store = NULL};
	struct ak_error err = AK_ERROR_INIT;
	char path[256];
	snprintf(path, sizeof path, "tests/vectors/%s", name);
	if (ak_store_open(&vector.store, path, &err) != AK_OK ||
		ak_ledger_open(&vector.ledger, vector.store, NULL, &err) != AK_OK)
		fail_msg("%s: %s", path, err.text);
	return vector;
}

static inline void close_vector(struct vector *vector)
{
	ak_ledger_free(vector->ledger);
	ak_store_free(vector->store);
}

/* The first record of an actor and kind that stands; the test fails if there is none. */
static inline uint32_t record_of(const struct ak_ledger *ledger, const char *actor, enum ak_kind kind)
{
	for (uint32_t i = 0; i < ledger->admission.admitted; i++) {
		uint32_t record = ledger->admission.sequence[i];
		if (ledger->records[record].kind == kind && strcmp(ledger->records[record].actor, actor) == 0)
			return record;
	}
	fail_msg("%s signed no such record", actor);
	return 0;
}

#endif
