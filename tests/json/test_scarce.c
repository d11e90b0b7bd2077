/* SPDX-License-Identifier: EUPL-1.2 */
/* A text is read, and a value built, or memory ran out and that is said: at every single allocation, and nothing is lost. */
#include "json/json_case.h"

#include "charter/scarce.h"

/* More members than are looked through, more values than the first piece of memory has room for, and all kinds. */
static char *large_text(void)
{
	struct ak_buf text = AK_BUF_INIT;
	ak_buf_text(&text, "{\"bool\":true,\"null\":null,\"text\":\"\\u00e9\\n\",\"list\":[");
	for (int i = 0; i < 900; i++)
		ak_buf_format(&text, "%s%d", i ? "," : "", i);
	ak_buf_text(&text, "]");
	for (int i = 0; i < 40; i++)
		ak_buf_format(&text, ",\"key-%d\":{\"a\":[]}", i);
	ak_buf_text(&text, "}");
	return ak_buf_take(&text);
}

static void when_the_nth_allocation_fails_it_is_told_as_want_of_memory(void **state)
{
	(void)state;
	if (!SCARCE)
		skip();
	char *text = large_text();
	struct ak_bytes bytes = ak_bytes_of(text);
	size_t living = scarce_living;
	enum ak_status status = AK_ERR_MEMORY;
	size_t n = 1;
	for (; status == AK_ERR_MEMORY; n++) {
		struct ak_json *json = NULL;
		struct ak_error err = AK_ERROR_INIT;
		scarce_start(n);
		status = ak_json_parse(&json, bytes, &err);
		if (scarce_end()) {
			assert_int_equal(status, AK_ERR_MEMORY);
			assert_string_equal(err.text, "out of memory");
			assert_null(json);
		}
		ak_json_free(json);
		assert_int_equal(scarce_living, living);
	}
	assert_int_equal(status, AK_OK);
	assert_true(n > 10);
	free(text);
}

static void a_copy_is_whole_or_none(void **state)
{
	(void)state;
	if (!SCARCE)
		skip();
	char *text = large_text();
	struct ak_json *json = parse(text);
	size_t living = scarce_living;
	struct ak_json *copy = NULL;
	size_t n = 1;
	for (; !copy; n++) {
		scarce_start(n);
		copy = ak_json_copy(json);
		assert_true(scarce_end() == !copy);
		if (!copy)
			assert_int_equal(scarce_living, living);
	}
	assert_true(n > 1000);
	ak_json_free(copy);
	assert_int_equal(scarce_living, living);
	ak_json_free(json);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(when_the_nth_allocation_fails_it_is_told_as_want_of_memory),
		cmocka_unit_test(a_copy_is_whole_or_none),
	};
	return cmocka_run_group_tests_name("json/scarce", tests, NULL, NULL);
}
