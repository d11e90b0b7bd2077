/* SPDX-License-Identifier: EUPL-1.2 */
/* Structure, numbers and limits (protocol §1); strings are in test_string.c. */
#include "json/json_case.h"

#include <pthread.h>

#include "base/limits.h"

static void every_kind_is_read_as_what_it_is(void **state)
{
	(void)state;
	struct ak_json *json = parse("[null, true, false, -7, \"x\", [], {}]");
	assert_int_equal(ak_json_kind(json), AK_JSON_ARRAY);
	assert_int_equal(ak_json_count(json), 7);
	assert_int_equal(ak_json_kind(ak_json_item(json, 0)), AK_JSON_NULL);
	assert_true(ak_json_bool(ak_json_item(json, 1)));
	assert_false(ak_json_bool(ak_json_item(json, 2)));
	assert_int_equal(ak_json_int(ak_json_item(json, 3)), -7);
	assert_string_equal(ak_json_text(ak_json_item(json, 4)), "x");
	assert_int_equal(ak_json_kind(ak_json_item(json, 5)), AK_JSON_ARRAY);
	assert_int_equal(ak_json_kind(ak_json_item(json, 6)), AK_JSON_OBJECT);
	assert_int_equal(ak_json_count(ak_json_item(json, 6)), 0);
	ak_json_free(json);
}

static void members_come_in_the_order_of_the_file(void **state)
{
	(void)state;
	static const char *const keys[] = {"b", "a", "", "c"};
	struct ak_json *json = parse("{\"b\":1,\"a\":2,\"\":3,\"c\":4}");
	size_t i = 0;
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at)) {
		assert_string_equal(ak_json_member_key(at), keys[i]);
		assert_int_equal(ak_json_int(ak_json_member_value(at)), i + 1);
		i++;
	}
	assert_int_equal(i, 4);
	assert_int_equal(ak_json_int(ak_json_get(json, "c")), 4);
	assert_null(ak_json_get(json, "d"));
	ak_json_free(json);
}

static void any_value_may_be_outermost(void **state)
{
	(void)state;
	accepted("1");
	accepted("\"x\"");
	accepted("null");
	accepted(" \t\r\n[ ] \t\r\n");
}

static void nothing_but_white_space_may_follow(void **state)
{
	(void)state;
	refused("{} {}", "line 1, column 4: something follows the outermost value");
	refused("1,", "line 1, column 2: something follows the outermost value");
	refused("[]\v", "line 1, column 3: something follows the outermost value");
	refused("[]\n\xc2\xa0", "line 2, column 1: something follows the outermost value");
}

static void a_nul_byte_is_never_skipped(void **state)
{
	(void)state;
	/* jansson's own reader takes the first three for 1, true and [1] */
	refused_n("1\0", 2, "line 1, column 2: something follows the outermost value");
	refused_n("true\0", 5, "line 1, column 5: something follows the outermost value");
	refused_n("[1\0]", 4, "line 1, column 3: ',' or ']' is expected");
	refused_n("\0", 1, "line 1, column 1: a value is expected");
	refused_n("{\0}", 3, "line 1, column 2: a key in double quotes is expected");
	refused_n("\"\0\"", 3, "line 1, column 2: control character U+0000 in a string");
}

static void a_byte_order_mark_is_refused(void **state)
{
	(void)state;
	refused("\xef\xbb\xbf{}", "line 1, column 1: byte order mark");
	refused("\xfe\xff", "line 1, column 1: a value is expected");
}

static void what_is_no_value_is_refused(void **state)
{
	(void)state;
	refused("", "line 1, column 1: the text ends where a value is expected");
	refused("  \n ", "line 2, column 2: the text ends where a value is expected");
	refused("[nul]", "line 1, column 2: a value is expected");
	refused("[NaN]", "line 1, column 2: a value is expected");
	refused("[truex]", "line 1, column 6: ',' or ']' is expected");
	refused("[1,]", "line 1, column 4: a value is expected");
	refused("['a']", "line 1, column 2: a value is expected");
	refused("[1 2]", "line 1, column 4: ',' or ']' is expected");
	refused("[", "line 1, column 2: the text ends where a value is expected");
	refused("[1", "line 1, column 3: ',' or ']' is expected");
	refused("]", "line 1, column 1: a value is expected");
	refused("// c\n1", "line 1, column 1: a value is expected");
}

static void what_is_no_member_is_refused(void **state)
{
	(void)state;
	refused("{", "line 1, column 2: a key in double quotes is expected");
	refused("{a:1}", "line 1, column 2: a key in double quotes is expected");
	refused("{\"a\":1,}", "line 1, column 8: a key in double quotes is expected");
	refused("{\"a\" 1}", "line 1, column 6: ':' is expected");
	refused("{\"a\"", "line 1, column 5: ':' is expected");
	refused("{\"a\":", "line 1, column 6: the text ends where a value is expected");
	refused("{\"a\":1", "line 1, column 7: ',' or '}' is expected");
	refused("{\"a\":1]", "line 1, column 7: ',' or '}' is expected");
	refused("{,}", "line 1, column 2: a key in double quotes is expected");
}

static void a_key_given_twice_is_refused_and_named(void **state)
{
	(void)state;
	refused("{\n  \"a\": 1,\n  \"b\": 2, \"a\": 1\n}", "line 3, column 11: duplicate key \"a\"");
	refused("{\"\":1,\"\":1}", "line 1, column 7: duplicate key \"\"");
	/* the same key, however it is written */
	refused("{\"a\":1,\"\\u0061\":2}", "line 1, column 8: duplicate key \"a\"");
	refused("{\"\\u0061\":1,\"a\":2}", "line 1, column 13: duplicate key \"a\"");
	refused("[{\"x\":{\"k\":[],\"k\":[]}}]", "line 1, column 15: duplicate key \"k\"");
	accepted("{\"a\":{\"a\":{\"a\":1}}, \"A\":1}");
}

static void an_escaped_key_keeps_its_own_value(void **state)
{
	(void)state;
	/* the value's strings are unescaped too, before the key is used */
	struct ak_json *json = parse("{\"k\\n1\":[\"\\\\x\",{\"\\\\\":\"\\\"\"}],\"k\\n2\":\"\\\\\"}");
	assert_string_equal(ak_json_text(ak_json_item(ak_json_get(json, "k\n1"), 0)), "\\x");
	assert_string_equal(
		ak_json_text(ak_json_get(ak_json_item(ak_json_get(json, "k\n1"), 1), "\\")), "\"");
	assert_string_equal(ak_json_text(ak_json_get(json, "k\n2")), "\\");
	ak_json_free(json);
}

static void columns_are_counted_in_characters(void **state)
{
	(void)state;
	refused("[\"\u00e9\u20ac\U0001f600\",x]", "line 1, column 8: a value is expected");
}

static void integers_reach_to_2_to_the_53_less_one(void **state)
{
	(void)state;
	struct ak_json *json = parse("[9007199254740991,-9007199254740991,0,-0]");
	assert_true(ak_json_int(ak_json_item(json, 0)) == AK_JSON_INT_MAX);
	assert_true(ak_json_int(ak_json_item(json, 1)) == -AK_JSON_INT_MAX);
	assert_int_equal(ak_json_int(ak_json_item(json, 2)), 0);
	assert_int_equal(ak_json_int(ak_json_item(json, 3)), 0);
	ak_json_free(json);
	refused("[9007199254740992]", "line 1, column 2: number is not within 2^53 - 1 of 0");
	refused("-9007199254740992", "line 1, column 1: number is not within 2^53 - 1 of 0");
	refused("9223372036854775808", "line 1, column 1: number is not within 2^53 - 1 of 0");
	refused("18446744073709551616", "line 1, column 1: number is not within 2^53 - 1 of 0");
	refused("100000000000000000000000000000000", "line 1, column 1: number is not within 2^53 - 1 of 0");
}

static void no_number_has_a_fraction_or_an_exponent(void **state)
{
	(void)state;
	static const char *const numbers[] = {
		"1.0", "0.5", "-0.0", "1e2", "1E2", "1e+2", "0e0", "1.", "1.e1"};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		refused(numbers[i], "line 1, column 1: number with a fraction or an exponent");
}

static void other_forms_of_numbers_are_refused(void **state)
{
	(void)state;
	refused("01", "line 1, column 1: number with a leading zero");
	refused("-01", "line 1, column 1: number with a leading zero");
	refused("00", "line 1, column 1: number with a leading zero");
	refused("-", "line 1, column 1: minus sign without a number");
	refused("--1", "line 1, column 1: minus sign without a number");
	refused("- 1", "line 1, column 1: minus sign without a number");
	refused("+1", "line 1, column 1: a value is expected");
	refused(".5", "line 1, column 1: a value is expected");
	refused("0x1", "line 1, column 2: something follows the outermost value");
	refused("1_000", "line 1, column 2: something follows the outermost value");
}

/* `count` openings around a 1, and their closings; the caller's to free. */
static char *nest(size_t count, const char *opening, char closing)
{
	struct ak_buf text = AK_BUF_INIT;
	for (size_t i = 0; i < count; i++)
		ak_buf_text(&text, opening);
	ak_buf_char(&text, '1');
	for (size_t i = 0; i < count; i++)
		ak_buf_char(&text, closing);
	char *taken = ak_buf_take(&text);
	assert_non_null(taken);
	return taken;
}

static void sixteen_deep_is_read_and_seventeen_is_not(void **state)
{
	(void)state;
	static const struct {
		const char *opening;
		char closing;
		const char *sentence;
	} cases[] = {
		{"[", ']', "line 1, column 17: nested more than 16 deep"},
		{"{\"a\":", '}', "line 1, column 81: nested more than 16 deep"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *text = nest(16, cases[i].opening, cases[i].closing);
		accepted(text);
		free(text);
		text = nest(17, cases[i].opening, cases[i].closing);
		refused(text, cases[i].sentence);
		free(text);
	}
	refused("[[[[[[[[[[[[[[[[[", "line 1, column 17: nested more than 16 deep");
	accepted("[[[[[[[[[[[[[[[[],[]]]]]]]]]]]]]]],[]]");
}

static void a_hundred_thousand_brackets_are_refused_at_the_seventeenth(void **state)
{
	(void)state;
	static char text[100000];
	memset(text, '[', sizeof text);
	refused_n(text, sizeof text, "line 1, column 17: nested more than 16 deep");
}

static void every_beginning_of_a_text_is_refused(void **state)
{
	(void)state;
	static const char text[] =
		"{\"a\\u00e9\\ud83d\\ude00\":[1,-2,true,false,null,{\"\u00e9\":\"\\n\"}],\"b\":{}}";
	for (size_t size = 0; size < sizeof text - 1; size++) {
		struct ak_json *json = NULL;
		char *copy = malloc(size ? size : 1);
		assert_non_null(copy);
		memcpy(copy, text, size);
		assert_int_equal(ak_json_parse(&json, (struct ak_bytes){(const uint8_t *)copy, size}, NULL),
			AK_ERR_FORMAT);
		assert_null(json);
		free(copy);
	}
	accepted(text);
}

static void *parse_many(void *failures)
{
	for (int i = 0; i < 2000; i++) {
		struct ak_json *json = NULL;
		struct ak_bytes text = ak_bytes_of("{\"a\":[1,{\"b\":\"c\"}],\"d\":true}");
		if (ak_json_parse(&json, text, NULL) != AK_OK || ak_json_count(json) != 2)
			++*(int *)failures;
		ak_json_free(json);
	}
	return NULL;
}

static void many_threads_may_parse_at_once(void **state)
{
	(void)state;
	pthread_t threads[8];
	int failures[8] = {0};
	for (size_t i = 0; i < 8; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, parse_many, &failures[i]), 0);
	for (size_t i = 0; i < 8; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(failures[i], 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		/* first: the hash is not seeded yet */
		cmocka_unit_test(many_threads_may_parse_at_once),
		cmocka_unit_test(every_kind_is_read_as_what_it_is),
		cmocka_unit_test(members_come_in_the_order_of_the_file),
		cmocka_unit_test(any_value_may_be_outermost),
		cmocka_unit_test(nothing_but_white_space_may_follow),
		cmocka_unit_test(a_nul_byte_is_never_skipped),
		cmocka_unit_test(a_byte_order_mark_is_refused),
		cmocka_unit_test(what_is_no_value_is_refused),
		cmocka_unit_test(what_is_no_member_is_refused),
		cmocka_unit_test(a_key_given_twice_is_refused_and_named),
		cmocka_unit_test(an_escaped_key_keeps_its_own_value),
		cmocka_unit_test(columns_are_counted_in_characters),
		cmocka_unit_test(integers_reach_to_2_to_the_53_less_one),
		cmocka_unit_test(no_number_has_a_fraction_or_an_exponent),
		cmocka_unit_test(other_forms_of_numbers_are_refused),
		cmocka_unit_test(sixteen_deep_is_read_and_seventeen_is_not),
		cmocka_unit_test(a_hundred_thousand_brackets_are_refused_at_the_seventeenth),
		cmocka_unit_test(every_beginning_of_a_text_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
