/* SPDX-License-Identifier: EUPL-1.2 */
/* Trouble is told once: the first sentence wins. */
#include "base/base_case.h"

#include "base/error.h"

static void the_first_sentence_wins(void **state)
{
	(void)state;
	struct ak_error err = AK_ERROR_INIT;
	assert_int_equal(ak_fail(&err, AK_ERR_FORMAT, "line %d is %s", 7, "odd"), AK_ERR_FORMAT);
	assert_int_equal(ak_fail(&err, AK_ERR_IO, "later"), AK_ERR_IO); /* its caller's own status */
	assert_int_equal(ak_fail_memory(&err), AK_ERR_MEMORY);
	assert_int_equal(err.status, AK_ERR_FORMAT);
	assert_string_equal(err.text, "line 7 is odd");
}

static void who_does_not_want_to_know_is_not_told(void **state)
{
	(void)state;
	assert_int_equal(ak_fail(NULL, AK_ERR_BUSY, "no matter"), AK_ERR_BUSY);
	assert_int_equal(ak_fail_add(NULL, AK_ERR_BUSY, "no matter"), AK_ERR_BUSY);
	assert_int_equal(ak_fail_memory(NULL), AK_ERR_MEMORY);
	ak_error_clear(NULL);
}

static void a_caller_may_say_where(void **state)
{
	(void)state;
	struct ak_error err = AK_ERROR_INIT;
	ak_fail(&err, AK_ERR_NOT_FOUND, "there is no such file");
	assert_int_equal(ak_fail_add(&err, AK_ERR_IO, "keys/%s.pub", "ipo"), AK_ERR_IO);
	assert_int_equal(err.status, AK_ERR_NOT_FOUND);
	assert_string_equal(err.text, "keys/ipo.pub: there is no such file");
}

static void a_place_without_a_sentence_is_trouble_too(void **state)
{
	(void)state;
	struct ak_error err = AK_ERROR_INIT;
	ak_fail_add(&err, AK_ERR_IO, "keys");
	assert_int_equal(err.status, AK_ERR_IO);
	assert_string_equal(err.text, "keys: ");
}

static const char *dutch(const char *format)
{
	return strcmp(format, "%s has %d lines") == 0 ? "er zijn %2$d regels in %1$s" : format;
}

static void a_sentence_is_told_in_the_language_of_the_reader(void **state)
{
	(void)state;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_error plain = {.status = AK_OK, .plain = true};
	ak_error_translate = dutch;
	ak_fail(&err, AK_ERR_FORMAT, "%s has %d lines", "a.json", 3);
	ak_fail(&plain, AK_ERR_FORMAT, "%s has %d lines", "a.json", 3);
	ak_fail_add(&plain, AK_ERR_FORMAT, "%s has %d lines", "b.json", 4);
	assert_string_equal(ak_error_words(NULL, "%s has %d lines"), "er zijn %2$d regels in %1$s");
	ak_error_translate = NULL;
	assert_string_equal(ak_error_words(NULL, "%s has %d lines"), "%s has %d lines");
	assert_string_equal(err.text, "er zijn 3 regels in a.json");
	assert_string_equal(plain.text, "b.json has 4 lines: a.json has 3 lines");
}

static void what_is_cleared_is_forgotten(void **state)
{
	(void)state;
	struct ak_error err = AK_ERROR_INIT;
	ak_fail(&err, AK_ERR_IO, "first");
	ak_error_clear(&err);
	assert_int_equal(err.status, AK_OK);
	assert_string_equal(err.text, "");
	ak_fail(&err, AK_ERR_USAGE, "second");
	assert_string_equal(err.text, "second");
}

static void a_sentence_that_is_too_long_is_cut_and_ended(void **state)
{
	(void)state;
	struct ak_error err = AK_ERROR_INIT;
	char whole[3 * AK_ERROR_TEXT_MAX];
	memset(whole, 'x', sizeof whole - 1);
	whole[sizeof whole - 1] = '\0';
	ak_fail(&err, AK_ERR_IO, "%s", whole);
	assert_int_equal(strlen(err.text), AK_ERROR_TEXT_MAX - 1);
	ak_fail_add(&err, AK_ERR_IO, "%s", whole);
	assert_int_equal(strlen(err.text), AK_ERROR_TEXT_MAX - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_sentence_wins),
		cmocka_unit_test(who_does_not_want_to_know_is_not_told),
		cmocka_unit_test(a_caller_may_say_where),
		cmocka_unit_test(a_place_without_a_sentence_is_trouble_too),
		cmocka_unit_test(a_sentence_is_told_in_the_language_of_the_reader),
		cmocka_unit_test(what_is_cleared_is_forgotten),
		cmocka_unit_test(a_sentence_that_is_too_long_is_cut_and_ended),
	};
	return cmocka_run_group_tests_name("base/error", tests, NULL, NULL);
}
