/* SPDX-License-Identifier: EUPL-1.2 */
/* Whatever bytes come from elsewhere, nothing of them commands a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "json/utf8.h"
#include "report/escape.h"

static void shows(const char *text, const char *shown)
{
	struct ak_buf out = AK_BUF_INIT;
	ak_escape(&out, text);
	assert_string_equal(ak_buf_string(&out), shown);
	ak_buf_release(&out);
}

static void plain_text_in_any_script_stays_as_it_is(void **state)
{
	(void)state;
	shows("", "");
	shows("Bodem en ondergrond", "Bodem en ondergrond");
	shows("geëvalueerd → ✓ 漢字 עברית", "geëvalueerd → ✓ 漢字 עברית");
	shows("a\\x1b", "a\\x1b");
}

static void controls_are_shown_and_not_obeyed(void **state)
{
	(void)state;
	shows("\x1b[31mrood\x1b[0m", "\\x1b[31mrood\\x1b[0m");
	shows("a\rb\tc\x07", "a\\x0db\\x09c\\x07");
	shows("\x7f", "\\x7f");
	shows("\xc2\x9b"
	      "31m",
		"\\x9b31m");
	shows("a\nb", "a\\nb");
}

static void what_reorders_or_hides_text_is_named(void **state)
{
	(void)state;
	shows("\xe2\x80\xaegnp.exe", "<U+202E>gnp.exe");
	shows("\xe2\x81\xa6x\xe2\x81\xa9", "<U+2066>x<U+2069>");
	shows("a\xe2\x80\x8b"
	      "b",
		"a<U+200B>b");
	shows("\xd8\x9c", "<U+061C>");
	shows("\xe2\x80\xa8", "<U+2028>");
	shows("\xef\xbb\xbf", "<U+FEFF>");
	shows("\xf3\xa0\x81\x81", "<U+E0041>");
}

static void bytes_that_are_no_utf8_are_shown_one_by_one(void **state)
{
	(void)state;
	shows("\xff\xfe", "\\xff\\xfe");
	shows("a\xc3", "a\\xc3");
	shows("\xc0\xaf", "\\xc0\\xaf");
	shows("\xed\xa0\x80", "\\xed\\xa0\\x80");
	shows("\xf5\x80\x80\x80", "\\xf5\\x80\\x80\\x80");
}

static void what_comes_out_is_plain_whatever_goes_in(void **state)
{
	(void)state;
	uint64_t seed = 1;
	for (unsigned round = 0; round < 2000; round++) {
		char text[33] = "";
		struct ak_buf out = AK_BUF_INIT;
		for (size_t i = 0; i < sizeof text - 1; i++) {
			seed = seed * 6364136223846793005U + 1442695040888963407U;
			text[i] = (char)(1 + (seed >> 33) % 255);
		}
		ak_escape(&out, text);
		for (size_t at = 0; at < out.size;) {
			uint32_t character;
			size_t size = ak_utf8_read(&character, out.data + at, out.size - at);
			assert_true(size > 0);
			assert_true(ak_character_is_plain(character));
			at += size;
		}
		ak_buf_release(&out);
	}
}

static void every_bidirectional_control_of_the_protocol_is_caught(void **state)
{
	static const uint32_t controls[] = {0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067,
		0x2068, 0x2069};
	(void)state;
	for (size_t i = 0; i < sizeof controls / sizeof controls[0]; i++)
		assert_false(ak_character_is_plain(controls[i]));
	for (uint32_t c = 0; c < 0xA0; c++)
		assert_int_equal(ak_character_is_plain(c), c >= 0x20 && c < 0x7F);
}

static void a_path_becomes_text_and_loses_nothing(void **state)
{
	(void)state;
	struct ak_buf out = AK_BUF_INIT;
	ak_escape_invalid(&out, "ledger/\x1b\xe2\x80\xae\xff\n\xc3\xa9");
	assert_string_equal(ak_buf_string(&out), "ledger/\x1b\xe2\x80\xae\\xff\n\xc3\xa9");
	ak_buf_release(&out);
}

static void a_document_stays_the_same_and_is_safe_to_look_at(void **state)
{
	(void)state;
	struct ak_buf out = AK_BUF_INIT;
	ak_escape_json(&out, ak_bytes_of("{\n  \"a\xe2\x80\xae\": \"é\x7f\xf3\xa0\x81\x81\"\n}\n"));
	assert_string_equal(ak_buf_string(&out), "{\n  \"a\\u202E\": \"é\\u007F\\uDB40\\uDC41\"\n}\n");
	ak_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_in_any_script_stays_as_it_is),
		cmocka_unit_test(controls_are_shown_and_not_obeyed),
		cmocka_unit_test(what_reorders_or_hides_text_is_named),
		cmocka_unit_test(bytes_that_are_no_utf8_are_shown_one_by_one),
		cmocka_unit_test(what_comes_out_is_plain_whatever_goes_in),
		cmocka_unit_test(every_bidirectional_control_of_the_protocol_is_caught),
		cmocka_unit_test(a_path_becomes_text_and_loses_nothing),
		cmocka_unit_test(a_document_stays_the_same_and_is_safe_to_look_at),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
