/* SPDX-License-Identifier: EUPL-1.2 */
/* Values: when they are equal, and how they stand in a digest. */
#include "record/record_case.h"

static const char *const ab[] = {"a", "b"};
static const char *const ac[] = {"a", "c"};

/* No two of these are equal. */
static const struct {
	struct ak_value value;
	const char *canonical;
} values[] = {
	{{.kind = AK_VALUE_NULL}, "null"},
	{{.kind = AK_VALUE_TEXT, .text = ""}, "''"},
	{{.kind = AK_VALUE_TEXT, .text = "1"}, "'1'"},
	{{.kind = AK_VALUE_TEXT, .text = "é \\ \n"}, "'é \\\\ \\n'"},
	{{.kind = AK_VALUE_INT, .integer = 0}, "0"},
	{{.kind = AK_VALUE_INT, .integer = 1}, "1"},
	{{.kind = AK_VALUE_INT, .integer = -9007199254740991}, "-9007199254740991"},
	{{.kind = AK_VALUE_BOOL, .boolean = true}, "true"},
	{{.kind = AK_VALUE_BOOL, .boolean = false}, "false"},
	{{.kind = AK_VALUE_SET, .count = 0}, "[]"},
	{{.kind = AK_VALUE_SET, .count = 1, .items = ab}, "['a']"},
	{{.kind = AK_VALUE_SET, .count = 2, .items = ab}, "['a','b']"},
	{{.kind = AK_VALUE_SET, .count = 2, .items = ac}, "['a','c']"},
};

enum { COUNT = sizeof values / sizeof values[0] };

static void values_are_equal_by_kind_and_content(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j < COUNT; j++)
			assert_int_equal(ak_value_equal(&values[i].value, &values[j].value), i == j);
}

static void equality_is_not_of_pointers(void **state)
{
	(void)state;
	char text[] = "1";
	const char *const copy[] = {"a", "b"};
	struct ak_value one = {.kind = AK_VALUE_TEXT, .text = text};
	struct ak_value set = {.kind = AK_VALUE_SET, .count = 2, .items = copy};
	assert_true(ak_value_equal(&one, &values[2].value));
	assert_true(ak_value_equal(&set, &values[11].value));
}

static void values_have_one_canonical_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		struct ak_buf out = AK_BUF_INIT;
		char *wanted = quoted(values[i].canonical);
		ak_value_canonical(&values[i].value, &out);
		assert_string_equal(ak_buf_string(&out), wanted);
		ak_buf_release(&out);
		free(wanted);
	}
}

static void every_kind_and_op_has_a_word(void **state)
{
	(void)state;
	assert_string_equal(ak_kind_name(AK_KIND_SEAL), "seal");
	assert_string_equal(ak_kind_name(AK_KIND_WITHDRAW), "withdraw");
	assert_string_equal(ak_op_name(AK_OP_CREATE), "create");
	assert_string_equal(ak_op_name(AK_OP_AMEND), "amend");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_equal_by_kind_and_content),
		cmocka_unit_test(equality_is_not_of_pointers),
		cmocka_unit_test(values_have_one_canonical_form),
		cmocka_unit_test(every_kind_and_op_has_a_word),
	};
	return cmocka_run_group_tests_name("record/value", tests, NULL, NULL);
}
