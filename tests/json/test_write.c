/* SPDX-License-Identifier: EUPL-1.2 */
/* Canonical and pretty JSON, and values that are built. */
#include "json/json_case.h"

#include "base/limits.h"

static void canonical_json_is_sorted_by_byte_value(void **state)
{
	(void)state;
	struct ak_buf out = AK_BUF_INIT;
	/* UTF-16 order would put U+1F600 before U+FFFD */
	assert_string_equal(
		canonical("{\"b\":1, \"a\":2, \"\":3, \"ab\":4, \"B\":5, \"a-\":6, \"a.b\":7}", &out),
		"{\"\":3,\"B\":5,\"a\":2,\"a-\":6,\"a.b\":7,\"ab\":4,\"b\":1}");
	assert_string_equal(canonical("{\"\U0001f600\":1,\"\ufffd\":2,\"\u00e9\":3,\"z\":4}", &out),
		"{\"z\":4,\"\u00e9\":3,\"\ufffd\":2,\"\U0001f600\":1}");
	ak_buf_release(&out);
}

static void canonical_json_escapes_three_characters(void **state)
{
	(void)state;
	struct ak_buf out = AK_BUF_INIT;
	assert_string_equal(canonical("[\"\\\"\\\\\\n\\/\\u00e9\\u0041\u20ac\\ud83d\\ude00\"]", &out),
		"[\"\\\"\\\\\\n/\u00e9A\u20ac\U0001f600\"]");
	ak_buf_release(&out);
}

static void canonical_json_has_no_white_space_and_one_form_of_a_number(void **state)
{
	(void)state;
	struct ak_buf out = AK_BUF_INIT;
	assert_string_equal(
		canonical(" [ 1 , -0 , { } , [ ] , null , true , false , -9007199254740991 ] ", &out),
		"[1,0,{},[],null,true,false,-9007199254740991]");
	assert_string_equal(canonical("9007199254740991", &out), "9007199254740991");
	ak_buf_release(&out);
}

static void an_object_with_many_keys_is_sorted_too(void **state)
{
	(void)state;
	struct ak_json *object = ak_json_object_new();
	struct ak_buf key = AK_BUF_INIT;
	for (int i = 999; i >= 0; i--) {
		ak_buf_clear(&key);
		ak_buf_format(&key, "k%03d", i);
		assert_true(ak_json_set(object, ak_buf_string(&key), ak_json_int_new(i)));
	}
	struct ak_buf out = AK_BUF_INIT;
	ak_json_canonical(object, &out);
	assert_memory_equal(ak_buf_string(&out), "{\"k000\":0,\"k001\":1,", 19);
	assert_string_equal(ak_buf_string(&out) + out.size - 12, ",\"k999\":999}");
	ak_buf_release(&out);
	ak_buf_release(&key);
	ak_json_free(object);
}

static void pretty_json_keeps_the_order_and_ends_with_a_line_feed(void **state)
{
	(void)state;
	struct ak_json *json = parse("{\"b\":[1,{\"x\":\"\\n\"}],\"a\":{},\"c\":[]}");
	struct ak_buf out = AK_BUF_INIT;
	ak_json_pretty(json, &out);
	assert_string_equal(ak_buf_string(&out), "{\n"
						 "  \"b\": [\n"
						 "    1,\n"
						 "    {\n"
						 "      \"x\": \"\\n\"\n"
						 "    }\n"
						 "  ],\n"
						 "  \"a\": {},\n"
						 "  \"c\": []\n"
						 "}\n");
	ak_buf_release(&out);
	ak_json_free(json);
}

static void a_text_is_written_alone_as_it_is_in_a_value(void **state)
{
	(void)state;
	struct ak_buf out = AK_BUF_INIT;
	ak_json_string("", &out);
	ak_json_string("a\"b\\c\nd\u00e9", &out);
	assert_string_equal(ak_buf_string(&out), "\"\"\"a\\\"b\\\\c\\nd\u00e9\"");
	ak_buf_release(&out);
}

static void a_text_against_the_rules_stays_json_and_is_refused_when_read(void **state)
{
	(void)state;
	struct ak_json *json = ak_json_text_new("a\tb");
	struct ak_buf out = AK_BUF_INIT;
	ak_json_canonical(json, &out);
	assert_string_equal(ak_buf_string(&out), "\"a\\u0009b\"");
	refused(ak_buf_string(&out), "line 1, column 3: character U+0009 is not allowed in a string");
	ak_buf_release(&out);
	ak_json_free(json);
}

static void a_built_value_reads_as_it_was_built(void **state)
{
	(void)state;
	struct ak_json *object = ak_json_object_new();
	struct ak_json *array = ak_json_array_new();
	assert_true(ak_json_append(array, ak_json_null_new()));
	assert_true(ak_json_append(array, ak_json_bool_new(true)));
	assert_true(ak_json_append(array, ak_json_int_new(-AK_JSON_INT_MAX)));
	assert_true(ak_json_append(array, ak_json_text_new("\u00e9")));
	assert_true(ak_json_set(object, "list", array));
	assert_true(ak_json_set(object, "twice", ak_json_bool_new(false)));
	assert_true(ak_json_set(object, "twice", ak_json_int_new(2)));
	struct ak_buf out = AK_BUF_INIT;
	ak_json_canonical(object, &out);
	assert_string_equal(
		ak_buf_string(&out), "{\"list\":[null,true,-9007199254740991,\"\u00e9\"],\"twice\":2}");
	ak_buf_release(&out);
	ak_json_free(object);
}

static void what_cannot_be_put_in_is_freed_all_the_same(void **state)
{
	(void)state;
	struct ak_json *object = ak_json_object_new();
	struct ak_json *array = ak_json_array_new();
	assert_null(ak_json_text_new("\xff"));
	assert_false(ak_json_set(object, "a", ak_json_text_new("\xff")));
	assert_false(ak_json_append(array, NULL));
	assert_false(ak_json_set(object, "\xff", ak_json_text_new("x")));
	assert_false(ak_json_set(NULL, "a", ak_json_text_new("x")));
	assert_false(ak_json_append(NULL, ak_json_text_new("x")));
	assert_int_equal(ak_json_count(object), 0);
	assert_int_equal(ak_json_count(array), 0);
	ak_json_free(array);
	ak_json_free(object);
	ak_json_free(NULL);
}

static void a_copy_is_the_same_and_apart(void **state)
{
	(void)state;
	static const char text[] = "{\"a\":[1,{\"b\":\"c\"}],\"d\":true,\"e\":null}";
	struct ak_json *json = parse(text);
	struct ak_json *copy = ak_json_copy(json);
	ak_json_free(json);
	assert_true(ak_json_set(copy, "f", ak_json_int_new(1)));
	struct ak_buf out = AK_BUF_INIT;
	ak_json_canonical(copy, &out);
	assert_string_equal(ak_buf_string(&out), "{\"a\":[1,{\"b\":\"c\"}],\"d\":true,\"e\":null,\"f\":1}");
	ak_buf_release(&out);
	ak_json_free(copy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(canonical_json_is_sorted_by_byte_value),
		cmocka_unit_test(canonical_json_escapes_three_characters),
		cmocka_unit_test(canonical_json_has_no_white_space_and_one_form_of_a_number),
		cmocka_unit_test(an_object_with_many_keys_is_sorted_too),
		cmocka_unit_test(pretty_json_keeps_the_order_and_ends_with_a_line_feed),
		cmocka_unit_test(a_text_is_written_alone_as_it_is_in_a_value),
		cmocka_unit_test(a_text_against_the_rules_stays_json_and_is_refused_when_read),
		cmocka_unit_test(a_built_value_reads_as_it_was_built),
		cmocka_unit_test(what_cannot_be_put_in_is_freed_all_the_same),
		cmocka_unit_test(a_copy_is_the_same_and_apart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
