/* SPDX-License-Identifier: EUPL-1.2 */
/* The ordered map, against an array that is kept sorted. */
#include "base/base_case.h"

#include "base/map.h"
#include "graph/random.h"

enum { KEYS = 600, KEY_SIZE = 8 };

/* Keys made to be near one another: few different bytes, many that begin alike, some of bytes over 127. */
static void make_keys(char keys[KEYS][KEY_SIZE], uint64_t *seed)
{
	static const char bytes[] = "ab\x01\x7f\x80\xff";
	for (uint32_t i = 0; i < KEYS;) {
		uint32_t size = random_below(seed, KEY_SIZE);
		memset(keys[i], 0, KEY_SIZE);
		for (uint32_t c = 0; c < size; c++)
			keys[i][c] = bytes[random_below(seed, sizeof bytes - 1)];
		bool fresh = true;
		for (uint32_t j = 0; j < i; j++)
			fresh = fresh && strcmp(keys[i], keys[j]) != 0;
		i += fresh;
	}
}

/* ------------------------------------------------------------------ the naive map */

struct sorted {
	const char *keys[KEYS];
	void *values[KEYS];
	uint32_t count;
};

static uint32_t place(const struct sorted *s, const char *key, bool *found)
{
	uint32_t at = 0;
	while (at < s->count && strcmp(s->keys[at], key) < 0)
		at++;
	*found = at < s->count && strcmp(s->keys[at], key) == 0;
	return at;
}

static void sorted_put(struct sorted *s, const char *key, void *value)
{
	bool found;
	uint32_t at = place(s, key, &found);
	if (!found) {
		memmove(&s->keys[at + 1], &s->keys[at], (s->count - at) * sizeof s->keys[0]);
		memmove(&s->values[at + 1], &s->values[at], (s->count - at) * sizeof s->values[0]);
		s->count++;
		s->keys[at] = key;
	}
	s->values[at] = value;
}

static bool sorted_remove(struct sorted *s, const char *key)
{
	bool found;
	uint32_t at = place(s, key, &found);
	if (found) {
		s->count--;
		memmove(&s->keys[at], &s->keys[at + 1], (s->count - at) * sizeof s->keys[0]);
		memmove(&s->values[at], &s->values[at + 1], (s->count - at) * sizeof s->values[0]);
	}
	return found;
}

static void check_same(const struct ak_map *map, const struct sorted *s)
{
	uint32_t at = 0;
	assert_int_equal(map->count, s->count);
	for (uint32_t i = ak_map_first(map); i != AK_MAP_END; i = ak_map_next(map, i)) {
		assert_true(at < s->count);
		assert_string_equal(ak_map_key(map, i), s->keys[at]);
		assert_ptr_equal(ak_map_value(map, i), s->values[at]);
		at++;
	}
	assert_int_equal(at, s->count);
}

static void check_finds(const struct ak_map *map, const struct sorted *s, char keys[KEYS][KEY_SIZE])
{
	for (uint32_t i = 0; i < KEYS; i++) {
		bool found;
		uint32_t at = place(s, keys[i], &found);
		assert_int_equal(ak_map_find(map, keys[i]) != AK_MAP_END, found);
		assert_ptr_equal(ak_map_get(map, keys[i]), found ? s->values[at] : NULL);
	}
}

static void random_doings_leave_what_a_sorted_array_holds(void **state)
{
	(void)state;
	static char keys[KEYS][KEY_SIZE];
	static struct sorted sorted;
	uint64_t seed = 11;
	struct ak_map map;
	make_keys(keys, &seed);
	ak_map_init(&map);
	for (uint32_t step = 0; step < 30000; step++) {
		const char *key = keys[random_below(&seed, KEYS)];
		/* it grows, shrinks, and grows again */
		if (random_below(&seed, 10) < (step / 5000 % 2 ? 7U : 3U)) {
			assert_int_equal(ak_map_remove(&map, key), sorted_remove(&sorted, key));
		} else {
			void *value = &keys[random_below(&seed, KEYS)];
			assert_true(ak_map_set(&map, key, value));
			sorted_put(&sorted, key, value);
		}
		if (step % 100 == 0) {
			check_same(&map, &sorted);
			check_finds(&map, &sorted, keys);
		}
	}
	while (sorted.count > 0) {
		const char *key = sorted.keys[random_below(&seed, sorted.count)];
		assert_true(ak_map_remove(&map, key));
		assert_true(sorted_remove(&sorted, key));
		check_same(&map, &sorted);
	}
	assert_int_equal(ak_map_first(&map), AK_MAP_END);
	ak_map_release(&map);
}

static void every_order_of_putting_gives_the_order_of_bytes(void **state)
{
	(void)state;
	/* the empty key, one that begins another, and bytes that a signed char would sort first */
	static const char *const keys[] = {"", "a", "a\x01", "aa", "b", "\x80", "\xff"};
	uint32_t order[COUNT(keys)] = {0};
	for (uint32_t code = 0; code < 5040; code++) { /* 7! orders */
		struct ak_map map;
		uint32_t rest = code;
		ak_map_init(&map);
		for (uint32_t i = 0; i < COUNT(keys); i++) {
			uint32_t j = rest % (i + 1);
			rest /= i + 1;
			order[i] = order[j];
			order[j] = i;
		}
		for (uint32_t i = 0; i < COUNT(keys); i++)
			assert_true(ak_map_set(&map, keys[order[i]], NULL));
		uint32_t at = 0;
		for (uint32_t i = ak_map_first(&map); i != AK_MAP_END; i = ak_map_next(&map, i))
			assert_ptr_equal(ak_map_key(&map, i), keys[at++]);
		assert_int_equal(at, COUNT(keys));
		ak_map_release(&map);
	}
}

static void an_entry_keeps_its_place_while_others_come_and_go(void **state)
{
	(void)state;
	static char keys[KEYS][KEY_SIZE];
	uint64_t seed = 3;
	struct ak_map map;
	bool fresh;
	make_keys(keys, &seed);
	ak_map_init(&map);
	uint32_t kept = ak_map_put(&map, "kept", &fresh);
	assert_true(fresh);
	ak_map_value_set(&map, kept, keys);
	for (uint32_t round = 0; round < 3; round++) {
		for (uint32_t i = 0; i < KEYS; i++)
			assert_int_not_equal(ak_map_put(&map, keys[i], NULL), AK_MAP_END);
		for (uint32_t i = 0; i < KEYS; i++)
			assert_true(ak_map_remove(&map, keys[i]));
	}
	assert_int_equal(ak_map_put(&map, "kept", &fresh), kept);
	assert_false(fresh);
	assert_ptr_equal(ak_map_value(&map, kept), keys);
	assert_true(map.leaf_used <= KEYS + 1 && map.node_used <= KEYS); /* what was removed is used again */
	ak_map_release(&map);
}

static void an_empty_map_has_nothing_and_is_as_new_after_release(void **state)
{
	(void)state;
	struct ak_map map;
	ak_map_init(&map);
	for (int round = 0; round < 2; round++) {
		assert_int_equal(ak_map_first(&map), AK_MAP_END);
		assert_int_equal(ak_map_find(&map, ""), AK_MAP_END);
		assert_null(ak_map_get(&map, "a"));
		assert_false(ak_map_remove(&map, ""));
		assert_true(ak_map_set(&map, "", "value"));
		assert_string_equal(ak_map_get(&map, ""), "value");
		assert_null(ak_map_get(&map, "a"));
		ak_map_release(&map);
	}
}

static void the_key_is_the_one_put_first(void **state)
{
	(void)state;
	char first[] = "key";
	char second[] = "key";
	struct ak_map map;
	ak_map_init(&map);
	assert_true(ak_map_set(&map, first, "1"));
	assert_true(ak_map_set(&map, second, "2"));
	assert_int_equal(map.count, 1);
	assert_ptr_equal(ak_map_key(&map, ak_map_first(&map)), first);
	assert_string_equal(ak_map_get(&map, "key"), "2");
	ak_map_release(&map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_doings_leave_what_a_sorted_array_holds),
		cmocka_unit_test(every_order_of_putting_gives_the_order_of_bytes),
		cmocka_unit_test(an_entry_keeps_its_place_while_others_come_and_go),
		cmocka_unit_test(an_empty_map_has_nothing_and_is_as_new_after_release),
		cmocka_unit_test(the_key_is_the_one_put_first),
	};
	return cmocka_run_group_tests_name("base/map", tests, NULL, NULL);
}
