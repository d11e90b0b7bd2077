/* SPDX-License-Identifier: EUPL-1.2 */
/* Strings and numbers as SSH has them. */
#include "sig/forge.h"

static struct ak_wire wire_of(const char *bytes, size_t size)
{
	return ak_wire_of((struct ak_bytes){(const uint8_t *)bytes, size});
}

static void what_is_written_is_read_back(void **state)
{
	(void)state;
	struct ak_buf buf = AK_BUF_INIT;
	ak_wire_append_string(&buf, ak_bytes_of("abc"));
	ak_wire_append_string(&buf, ak_bytes_of(""));
	ak_wire_append_u32(&buf, 0x01020380);
	assert_int_equal(buf.size, 15);
	assert_memory_equal(buf.data, "\0\0\0\3abc\0\0\0\0\1\2\3\x80", 15);
	struct ak_wire wire = ak_wire_of(ak_buf_view(&buf));
	struct ak_bytes first = {NULL, 0};
	struct ak_bytes second = {NULL, 0};
	uint32_t value = 0;
	assert_true(ak_wire_string(&wire, &first) && ak_wire_string(&wire, &second));
	assert_true(ak_bytes_equal(first, ak_bytes_of("abc")));
	assert_int_equal(second.size, 0);
	assert_false(ak_wire_end(&wire));
	assert_true(ak_wire_u32(&wire, &value));
	assert_int_equal(value, 0x01020380);
	assert_true(ak_wire_end(&wire));
	ak_buf_release(&buf);
}

static void a_length_beyond_the_end_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {"\0\0\0\4abc", "\0\0\1\0abc",
		"\x7f\xff\xff\xff"
		"abc",
		"\xff\xff\xff\xff"
		"abc",
		"\x80\0\0\0abc"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct ak_wire wire = wire_of(bad[i], 7);
		struct ak_bytes bytes;
		assert_false(ak_wire_string(&wire, &bytes));
	}
}

static void after_a_failure_everything_fails(void **state)
{
	(void)state;
	struct ak_wire wire = wire_of("\0\0\0\4abc", 7);
	struct ak_bytes bytes;
	uint8_t byte;
	assert_false(ak_wire_string(&wire, &bytes));
	assert_false(ak_wire_u8(&wire, &byte));
	assert_false(ak_wire_raw(&wire, 1, &bytes));
}

static void a_length_that_is_cut_short_is_refused(void **state)
{
	(void)state;
	for (size_t size = 0; size < 4; size++) {
		struct ak_wire wire = wire_of("\0\0\0\0", size);
		struct ak_bytes bytes;
		uint32_t value;
		assert_false(ak_wire_string(&wire, &bytes));
		wire = wire_of("\0\0\0\0", size);
		assert_false(ak_wire_u32(&wire, &value));
	}
	struct ak_wire none = ak_wire_of((struct ak_bytes){NULL, 0});
	struct ak_bytes nothing;
	assert_true(ak_wire_raw(&none, 0, &nothing));
	assert_true(ak_wire_end(&none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(a_length_beyond_the_end_is_refused),
		cmocka_unit_test(after_a_failure_everything_fails),
		cmocka_unit_test(a_length_that_is_cut_short_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
