/* SPDX-License-Identifier: EUPL-1.2 */
/* Vectors that share, against plain arrays. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "graph/random.h"
#include "graph/vector.h"

enum { KEYS = 300, VECTORS = 400 };

/* A vector with what it must hold. Its keys are spread, so that trees of every depth occur. */
struct pair {
	struct ak_vector vector;
	uint32_t numbers[KEYS];
};

static uint32_t spread(uint32_t key)
{
	return key < 200 ? key : key < 280 ? key * 7919U : UINT32_MAX - (300 - key) * 3U;
}

static void check(const struct ak_vectors *vectors, const struct pair *pair)
{
	for (uint32_t k = 0; k < KEYS; k++)
		assert_int_equal(ak_vectors_get(vectors, pair->vector, spread(k)), pair->numbers[k]);
}

/* Made of two earlier ones and a few numbers more, as a record of two parents. */
static void make(struct ak_vectors *vectors, struct pair *pairs, uint32_t count, uint64_t *seed)
{
	struct pair *mine = &pairs[count];
	const struct pair *a = &pairs[random_below(seed, count)];
	const struct pair *b = &pairs[random_below(seed, count)];
	ak_vectors_begin(vectors);
	*mine = *a;
	mine->vector = ak_vectors_merge(vectors, a->vector, b->vector);
	for (uint32_t k = 0; k < KEYS; k++)
		if (b->numbers[k] > mine->numbers[k])
			mine->numbers[k] = b->numbers[k];
	for (uint32_t raises = random_below(seed, 5); raises > 0; raises--) {
		uint32_t key = random_below(seed, count < 100 ? 20 : KEYS);
		uint32_t number = random_below(seed, 1000);
		mine->vector = ak_vectors_raise(vectors, mine->vector, spread(key), number);
		if (number > mine->numbers[key])
			mine->numbers[key] = number;
	}
}

static void vectors_hold_what_plain_arrays_hold_and_never_change(void **state)
{
	(void)state;
	uint64_t seed = 7;
	struct ak_vectors vectors;
	struct pair *pairs = calloc(VECTORS, sizeof *pairs);
	assert_non_null(pairs);
	ak_vectors_init(&vectors, 1 << 20);
	for (uint32_t i = 1; i < VECTORS; i++)
		make(&vectors, pairs, i, &seed);
	assert_false(vectors.full);
	for (uint32_t i = 0; i < VECTORS; i++)
		check(&vectors, &pairs[i]);
	ak_vectors_release(&vectors);
	free(pairs);
}

static void what_was_undone_takes_no_room(void **state)
{
	(void)state;
	struct ak_vectors vectors;
	struct ak_vector kept = {.root = 0};
	ak_vectors_init(&vectors, 1000);
	ak_vectors_begin(&vectors);
	kept = ak_vectors_raise(&vectors, kept, 5, 50);
	size_t used = vectors.used;
	for (int i = 0; i < 10000; i++) {
		ak_vectors_begin(&vectors);
		struct ak_vector tried = ak_vectors_raise(&vectors, kept, 77, 7);
		assert_int_equal(ak_vectors_get(&vectors, tried, 5), 50);
		assert_int_equal(ak_vectors_get(&vectors, tried, 77), 7);
		assert_false(vectors.full);
		ak_vectors_undo(&vectors);
	}
	assert_int_equal(vectors.used, used);
	assert_int_equal(ak_vectors_get(&vectors, kept, 5), 50);
	assert_int_equal(ak_vectors_get(&vectors, kept, 77), 0);
	ak_vectors_release(&vectors);
}

static void a_vector_without_room_says_so_and_the_old_ones_stand(void **state)
{
	(void)state;
	for (size_t limit = 0; limit < 60; limit++) {
		struct ak_vectors vectors;
		struct ak_vector vector = {.root = 0};
		uint32_t good = 0;
		ak_vectors_init(&vectors, limit);
		for (uint32_t i = 0; i < 100; i++) {
			ak_vectors_begin(&vectors);
			struct ak_vector next = ak_vectors_raise(&vectors, vector, i * 5, i + 1);
			if (vectors.full) {
				ak_vectors_undo(&vectors);
				break;
			}
			vector = next;
			good = i + 1;
		}
		assert_true(good < 100);
		assert_true(vectors.used <= limit || limit == 0);
		for (uint32_t i = 0; i < 100; i++)
			assert_int_equal(ak_vectors_get(&vectors, vector, i * 5), i < good ? i + 1 : 0);
		ak_vectors_begin(&vectors);
		assert_false(vectors.full);
		ak_vectors_release(&vectors);
	}
}

static void knowing_one_thing_more_costs_a_few_nodes(void **state)
{
	(void)state;
	struct ak_vectors vectors;
	struct ak_vector vector = {.root = 0};
	ak_vectors_init(&vectors, 1 << 20);
	for (uint32_t i = 0; i < 4096; i++) {
		ak_vectors_begin(&vectors);
		vector = ak_vectors_raise(&vectors, vector, i, 1);
	}
	size_t used = vectors.used;
	ak_vectors_begin(&vectors);
	struct ak_vector more = ak_vectors_raise(&vectors, vector, 2000, 2);
	assert_true(vectors.used - used <= 6);
	ak_vectors_begin(&vectors);
	used = vectors.used;
	struct ak_vector merged = ak_vectors_merge(&vectors, vector, more);
	assert_int_equal(merged.root, more.root); /* what holds all already is taken as it is */
	assert_int_equal(ak_vectors_merge(&vectors, more, vector).root, more.root);
	assert_int_equal(vectors.used, used);
	ak_vectors_release(&vectors);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vectors_hold_what_plain_arrays_hold_and_never_change),
		cmocka_unit_test(what_was_undone_takes_no_room),
		cmocka_unit_test(a_vector_without_room_says_so_and_the_old_ones_stand),
		cmocka_unit_test(knowing_one_thing_more_costs_a_few_nodes),
	};
	return cmocka_run_group_tests_name("graph/vector", tests, NULL, NULL);
}
