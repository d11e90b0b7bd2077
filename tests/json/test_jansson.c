/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Beside jansson: what we take, jansson takes for the same value; what jansson takes and we do not, breaks a
 * rule of protocol §1 by name. And no allocation that fails is taken for a broken record.
 */
#include "json/json_case.h"

#include <jansson.h>

static const char record[] =
	"{\n  \"akkoord\": \"record/1\",\n  \"actor\": \"vng-jansen\",\n  \"seq\": 12,\n  \"parents\": [\n"
	"    \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"\n  ],\n  \"why\": "
	"\"één\\n\\u00e9"
	"\\ud83d\\ude00 \\\"x\\\" \\\\\",\n  \"changes\": [ { \"op\": \"set\", \"from\": null, \"to\": -40,"
	" \"fields\": { \"z\": [], \"y\": {}, \"b\": true, \"a\": false } } ]\n}\n";

static uint32_t next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* One to four changes: a byte set, put in, or taken out. */
static size_t mutate(char *text, size_t size, size_t room, uint32_t *seed)
{
	static const char often[] =
		"\"\\{}[]:,0123456789-+.eEu \n\t/abtrufnlsDd8\x7f\x80\xc2\xe2\xed\xf0\xff";
	for (uint32_t n = 1 + next_random(seed) % 4; n > 0; n--) {
		size_t at = next_random(seed) % size;
		char byte = often[next_random(seed) % sizeof often]; /* its NUL too */
		switch (next_random(seed) % 3) {
		case 0:
			text[at] = byte;
			break;
		case 1:
			if (size < room) {
				memmove(text + at + 1, text + at, size - at);
				text[at] = byte;
				size++;
			}
			break;
		case 2:
			if (size > 1) {
				memmove(text + at, text + at + 1, size - at - 1);
				size--;
			}
			break;
		}
	}
	return size;
}

static bool names_a_rule(const char *sentence)
{
	static const char *const rules[] = {"fraction or an exponent", "not within 2^53", "nested more than",
		"is not allowed in a string", "longer than 8192", NULL};
	for (size_t i = 0; rules[i]; i++) {
		if (strstr(sentence, rules[i]))
			return true;
	}
	return false;
}

static void compare(const char *text, size_t size)
{
	struct ak_json *ours = NULL;
	struct ak_error err = AK_ERROR_INIT;
	json_t *theirs = json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
	ak_json_parse(&ours, (struct ak_bytes){(const uint8_t *)text, size}, &err);
	if (!ours) {
		/* a NUL byte: see json/scan.h */
		if (theirs && !names_a_rule(err.text) && !memchr(text, '\0', size))
			fail_msg("only jansson takes it: %s in %.*s", err.text, (int)size, text);
	} else {
		if (!theirs)
			fail_msg("only we take it: %.*s", (int)size, text);
		struct ak_buf out = AK_BUF_INIT;
		ak_json_canonical(ours, &out);
		char *dump = json_dumps(theirs, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
		assert_string_equal(ak_buf_string(&out), dump);
		free(dump);
		ak_buf_clear(&out);
		ak_json_pretty(ours, &out);
		dump = json_dumps(theirs, JSON_INDENT(2) | JSON_ENCODE_ANY);
		assert_memory_equal(ak_buf_string(&out), dump, strlen(dump));
		assert_string_equal(ak_buf_string(&out) + strlen(dump), "\n");
		free(dump);
		ak_buf_release(&out);
	}
	ak_json_free(ours);
	json_decref(theirs);
}

static void what_both_read_is_the_same_after_any_damage(void **state)
{
	(void)state;
	static const char *const seeds[] = {record, "[1]", "{\"a\":1,\"b\":2}",
		"\"\\u00e9\\ud83d\\ude00\\n\"", "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", "9007199254740991",
		"-1.5e3", "{\"a\":{\"a\":[\"a\"]}}"};
	uint32_t seed = 20240101;
	for (int round = 0; round < 60000; round++) {
		const char *start = seeds[(size_t)round % (sizeof seeds / sizeof seeds[0])];
		char text[1024];
		size_t size = strlen(start);
		memcpy(text, start, size);
		compare(text, size);
		size = mutate(text, size, sizeof text, &seed);
		compare(text, size);
	}
}

static size_t allowed; /* allocations until one fails */
static size_t living;

static void *count_down(size_t size)
{
	if (allowed == 0)
		return NULL;
	allowed--;
	void *memory = malloc(size);
	if (memory)
		living++;
	return memory;
}

static void count_free(void *memory)
{
	if (memory)
		living--;
	free(memory);
}

static int count_allocations(void **state)
{
	(void)state;
	json_set_alloc_funcs(count_down, count_free);
	return 0;
}

static int allocate_as_ever(void **state)
{
	(void)state;
	json_set_alloc_funcs(malloc, free);
	return 0;
}

static void when_the_nth_allocation_fails_it_is_told_as_want_of_memory(void **state)
{
	(void)state;
	enum ak_status status = AK_ERR_MEMORY;
	size_t n = 0;
	for (; status == AK_ERR_MEMORY; n++) {
		struct ak_json *json = NULL;
		struct ak_error err = AK_ERROR_INIT;
		allowed = n;
		status = ak_json_parse(&json, ak_bytes_of(record), &err);
		if (status == AK_OK) {
			ak_json_free(json);
		} else {
			assert_int_equal(status, AK_ERR_MEMORY);
			assert_string_equal(err.text, "out of memory");
			assert_null(json);
		}
		assert_int_equal(living, 0);
	}
	assert_int_equal(status, AK_OK);
	assert_true(n > 40);
}

static void a_copy_is_whole_or_none(void **state)
{
	(void)state;
	allowed = SIZE_MAX;
	struct ak_json *json = parse(record);
	size_t held = living;
	struct ak_json *copy = NULL;
	size_t n = 0;
	for (; !copy; n++) {
		allowed = n;
		copy = ak_json_copy(json);
		if (!copy)
			assert_int_equal(living, held);
	}
	assert_int_equal(living, 2 * held);
	assert_true(n > 40);
	ak_json_free(copy);
	ak_json_free(json);
	assert_int_equal(living, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_both_read_is_the_same_after_any_damage),
		cmocka_unit_test_setup_teardown(when_the_nth_allocation_fails_it_is_told_as_want_of_memory,
			count_allocations, allocate_as_ever),
		cmocka_unit_test_setup_teardown(a_copy_is_whole_or_none, count_allocations, allocate_as_ever),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
