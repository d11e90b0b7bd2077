/* SPDX-License-Identifier: EUPL-1.2 */
/* Base64, of which each value has one text only. */
#include "sig/forge.h"

#include <stdio.h>

static bool reads(const char *text, size_t size)
{
	uint8_t out[64];
	size_t out_size;
	return ak_base64_read(out, sizeof out, &out_size, text, size);
}

static void every_value_is_read_back(void **state)
{
	(void)state;
	uint8_t bytes[48];
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)(i * 37 + 200);
	for (size_t size = 0; size <= sizeof bytes; size++) {
		struct ak_buf text = AK_BUF_INIT;
		uint8_t out[48];
		size_t out_size;
		ak_base64_append(&text, (struct ak_bytes){bytes, size});
		assert_int_equal(text.size, (size + 2) / 3 * 4);
		assert_true(ak_base64_read(out, size, &out_size, ak_buf_string(&text), text.size));
		assert_int_equal(out_size, size);
		assert_memory_equal(out, bytes, size);
		if (size)
			assert_false(
				ak_base64_read(out, size - 1, &out_size, ak_buf_string(&text), text.size));
		ak_buf_release(&text);
	}
}

static void of_all_texts_with_padding_one_for_each_value_is_taken(void **state)
{
	(void)state;
	static const char all[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	int one = 0;
	int two = 0;
	for (int i = 0; i < 64 * 64 * 64; i++) {
		char text[4] = {all[i >> 12], all[i >> 6 & 63], all[i & 63], '='};
		two += reads(text, 4);
		text[2] = '=';
		one += (i & 63) == 0 && reads(text, 4);
	}
	assert_int_equal(one, 256);
	assert_int_equal(two, 65536);
}

static void every_other_byte_is_refused(void **state)
{
	(void)state;
	int taken = 0;
	for (int byte = 0; byte < 256; byte++) {
		const char text[4] = {'A', 'A', (char)byte, 'A'};
		taken += reads(text, 4);
		const char first[4] = {(char)byte, 'A', 'A', 'A'};
		taken += reads(first, 4);
	}
	assert_int_equal(taken, 2 * 64);
}

static void padding_must_be_whole_and_last(void **state)
{
	(void)state;
	static const char *const bad[] = {"A", "AA", "AAA",
		"A===", "AA=", "AAA==", "AAAA=", "AAAA==", "AAAA====", "====", "=", "AA==AAAA", "AA=A",
		"AAAAA", "AA==\n", "\nAAAA", "AA AA", "AA\nAA", "AAAA "};
	assert_true(reads("", 0));
	assert_true(reads("AA==", 4));
	assert_true(reads("AAA=", 4));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (reads(bad[i], strlen(bad[i])))
			fail_msg("taken: %s", bad[i]);
	}
	assert_false(reads("AAAA\0", 5));
	assert_false(reads("AA==\0", 5));
	assert_false(reads("AA\0==", 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_value_is_read_back),
		cmocka_unit_test(of_all_texts_with_padding_one_for_each_value_is_taken),
		cmocka_unit_test(every_other_byte_is_refused),
		cmocka_unit_test(padding_must_be_whole_and_last),
	};
	return cmocka_run_group_tests(tests, start_libsodium, NULL);
}
