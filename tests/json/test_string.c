/* SPDX-License-Identifier: EUPL-1.2 */
/* Strings (protocol §1): which characters, written how, and how long. */
#include "json/json_case.h"

#include <stdio.h>

#include "json/utf8.h"

static void every_escape_means_its_character(void **state)
{
	(void)state;
	struct ak_json *json =
		parse("\"\\\"\\\\\\/\\n\\u0041\\u00e9\\u20AC\\uD83D\\uDE00\u00e9\u20ac\U0001f600\"");
	assert_string_equal(ak_json_text(json), "\"\\/\nA\u00e9\u20ac\U0001f600\u00e9\u20ac\U0001f600");
	ak_json_free(json);
}

static void a_line_feed_may_stand_in_a_string_but_only_escaped(void **state)
{
	(void)state;
	struct ak_json *json = parse("\"a\\nb\\u000ac\"");
	assert_string_equal(ak_json_text(json), "a\nb\nc");
	ak_json_free(json);
	refused("\"a\nb\"", "line 1, column 3: control character U+000A in a string");
}

/* Reads the character raw and as an escape, as a value and as a key, and tells how many of the four were taken. */
static int taken_of_four(uint32_t character)
{
	char raw[5] = "";
	char escaped[13];
	int taken = 0;
	ak_utf8_write(raw, character);
	if (character > 0xffff)
		snprintf(escaped, sizeof escaped, "\\u%04x\\u%04x",
			(unsigned)(0xd800 + ((character - 0x10000) >> 10)),
			(unsigned)(0xdc00 + ((character - 0x10000) & 0x3ff)));
	else
		snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned)character);
	for (int i = 0; i < 4; i++) {
		char text[32];
		struct ak_json *json = NULL;
		const char *inside = i & 1 ? raw : escaped;
		if (i & 2)
			snprintf(text, sizeof text, "[\"%s\"]", inside);
		else
			snprintf(text, sizeof text, "{\"%s\":1}", inside);
		if (ak_json_parse(&json, ak_bytes_of(text), NULL) == AK_OK)
			taken++;
		ak_json_free(json);
	}
	return taken;
}

static int in_range(uint32_t c, uint32_t first, uint32_t last)
{
	return c >= first && c <= last;
}

static void of_all_characters_just_the_forbidden_ones_are_refused(void **state)
{
	(void)state;
	for (uint32_t c = 1; c <= 0x10ffff; c += c < 0x3000 ? 1 : 251) {
		if (in_range(c, 0xd800, 0xdfff))
			continue;
		int expected = 4;
		if (c == '\n' || c == '"' || c == '\\')
			expected = 2; /* as an escape only */
		else if (in_range(c, 0x00, 0x1f) || in_range(c, 0x7f, 0x9f) || c == 0x61c || c == 0x200e ||
			 c == 0x200f || in_range(c, 0x202a, 0x202e) || in_range(c, 0x2066, 0x2069))
			expected = 0;
		if (taken_of_four(c) != expected)
			fail_msg("U+%04X", (unsigned)c);
	}
}

static void a_forbidden_character_is_told_by_number_and_place(void **state)
{
	(void)state;
	refused("[\n\"ab\u202e\"]", "line 2, column 4: character U+202E is not allowed in a string");
	refused("{\"a\\u200f\":1}", "line 1, column 4: character U+200F is not allowed in a string");
	refused("[\"\\u0000\"]", "line 1, column 3: character U+0000 is not allowed in a string");
	refused("{\"\\u0000\":1}", "line 1, column 3: character U+0000 is not allowed in a string");
	refused("[\"\\t\"]", "line 1, column 3: character U+0009 is not allowed in a string");
	refused("[\"\\b\"]", "line 1, column 3: character U+0008 is not allowed in a string");
	refused("[\"\\f\"]", "line 1, column 3: character U+000C is not allowed in a string");
	refused("[\"\\r\"]", "line 1, column 3: character U+000D is not allowed in a string");
	refused("[\"\x7f\"]", "line 1, column 3: character U+007F is not allowed in a string");
	refused("[\"\t\"]", "line 1, column 3: control character U+0009 in a string");
}

static void half_a_surrogate_pair_is_refused(void **state)
{
	(void)state;
	refused("[\"\\ud800\"]", "line 1, column 3: unpaired surrogate \\ud800");
	refused("[\"\\udc00\"]", "line 1, column 3: unpaired surrogate \\udc00");
	refused("[\"\\ud800x\"]", "line 1, column 3: unpaired surrogate \\ud800");
	refused("[\"\\ud800\\n\"]", "line 1, column 3: unpaired surrogate \\ud800");
	refused("[\"\\ud800\\u0041\"]", "line 1, column 3: unpaired surrogate \\ud800");
	refused("[\"\\ud800\\ud800\"]", "line 1, column 3: unpaired surrogate \\ud800");
	refused("[\"\\udc00\\ud800\"]", "line 1, column 3: unpaired surrogate \\udc00");
	refused("{\"\\udfff\":1}", "line 1, column 3: unpaired surrogate \\udfff");
	accepted("[\"\\ud800\\udc00\\udbff\\udfff\"]");
}

static void other_escapes_are_refused(void **state)
{
	(void)state;
	refused("[\"\\x41\"]", "line 1, column 3: unknown escape in a string");
	refused("[\"\\'\"]", "line 1, column 3: unknown escape in a string");
	refused("[\"\\U0041\"]", "line 1, column 3: unknown escape in a string");
	refused("[\"\\", "line 1, column 3: unknown escape in a string");
	refused_n("[\"\\\0\"]", 6, "line 1, column 3: unknown escape in a string");
	refused("[\"\\u004\"]", "line 1, column 3: \\u needs four hex digits");
	refused("[\"\\u00g1\"]", "line 1, column 3: \\u needs four hex digits");
	refused("[\"\\u+041\"]", "line 1, column 3: \\u needs four hex digits");
	refused("[\"\\u", "line 1, column 3: \\u needs four hex digits");
}

static void a_string_must_end(void **state)
{
	(void)state;
	refused("[\"abc", "line 1, column 2: string without an end");
	refused("[\"a\\\"", "line 1, column 2: string without an end");
	refused("\"", "line 1, column 1: string without an end");
}

static void bytes_that_are_no_utf_8_are_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"\x80",
		"\xbf",
		"\xc0\x80",
		"\xc1\xbf",
		"\xc3",
		"\xc3(",
		"\xe0\x80\x80",
		"\xe0\x9f\xbf",
		"\xe2\x82",
		"\xe2\x28\xa1",
		"\xed\xa0\x80",
		"\xed\xbf\xbf",
		"\xf0\x80\x80\x80",
		"\xf0\x8f\xbf\xbf",
		"\xf0\x9f\x98",
		"\xf4\x90\x80\x80",
		"\xf5\x80\x80\x80",
		"\xf8\x88\x80\x80\x80",
		"\xfe",
		"\xff",
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		char text[32];
		snprintf(text, sizeof text, "[\"%s\"]", bad[i]);
		refused(text, "line 1, column 3: not UTF-8");
		snprintf(text, sizeof text, "[\"\\n%s\"]", bad[i]);
		refused(text, "line 1, column 5: not UTF-8");
		snprintf(text, sizeof text, "{\"%s\":1}", bad[i]);
		refused(text, "line 1, column 3: not UTF-8");
		snprintf(text, sizeof text, "\"%s", bad[i]);
		refused(text, "line 1, column 2: not UTF-8");
	}
}

static void utf_8_is_read_back_as_it_was_written(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		char bytes[4];
		uint32_t read = 0xffffffff;
		if (in_range(c, 0xd800, 0xdfff))
			continue;
		size_t size = ak_utf8_write(bytes, c);
		assert_int_equal(ak_utf8_read(&read, bytes, size), size);
		assert_int_equal(read, c);
		assert_int_equal(ak_utf8_read(&read, bytes, size - 1), 0);
	}
}

/* A string of `size` bytes of `unit`, which is told as `written`, between before and after. */
static char *long_text(const char *before, const char *written, size_t count, const char *after)
{
	struct ak_buf text = AK_BUF_INIT;
	ak_buf_text(&text, before);
	for (size_t i = 0; i < count; i++)
		ak_buf_text(&text, written);
	ak_buf_text(&text, after);
	char *taken = ak_buf_take(&text);
	assert_non_null(taken);
	return taken;
}

static void a_string_of_8192_bytes_is_read_and_one_more_is_not(void **state)
{
	(void)state;
	static const struct {
		const char *before, *written;
		size_t most;
		const char *after, *sentence;
	} cases[] = {
		{"[\"", "x", 8192, "\"]", "line 1, column 2: string is longer than 8192 bytes"},
		{"{\"", "x", 8192, "\":1}", "line 1, column 2: string is longer than 8192 bytes"},
		{"[\"", "\u00e9", 4096, "\"]", "line 1, column 2: string is longer than 8192 bytes"},
		{"[\"", "\\n", 8192, "\"]", "line 1, column 2: string is longer than 8192 bytes"},
		{"[\"", "\\u0041", 8192, "\"]", "line 1, column 2: string is longer than 8192 bytes"},
		{"[\"", "\\ud83d\\ude00", 2048, "\"]", "line 1, column 2: string is longer than 8192 bytes"},
		{"[\"", "x", 8191, "\\n\"]", "line 1, column 2: string is longer than 8192 bytes"},
		{"[\"\\n", "x", 8191, "\"]", "line 1, column 2: string is longer than 8192 bytes"},
		{"{\"", "\\n", 8192, "\":1}", "line 1, column 2: string is longer than 8192 bytes"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *text = long_text(cases[i].before, cases[i].written, cases[i].most, cases[i].after);
		accepted(text);
		free(text);
		text = long_text(cases[i].before, cases[i].written, cases[i].most + 1, cases[i].after);
		refused(text, cases[i].sentence);
		free(text);
	}
}

static void a_long_run_before_an_escape_is_refused_too(void **state)
{
	(void)state;
	char *text = long_text("\"", "x", 8193, "\\n\"");
	refused(text, "line 1, column 1: string is longer than 8192 bytes");
	free(text);
}

static void a_long_duplicate_key_is_named_by_its_start(void **state)
{
	(void)state;
	char *text = long_text("{\"", "k", 100, "\":1,");
	char *second = long_text("\"", "k", 100, "\":1}");
	char *whole = long_text(text, second, 1, "");
	char *sentence = long_text("line 1, column 107: duplicate key \"", "k", 63, "\"");
	refused(whole, sentence);
	free(sentence);
	free(whole);
	free(second);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_escape_means_its_character),
		cmocka_unit_test(a_line_feed_may_stand_in_a_string_but_only_escaped),
		cmocka_unit_test(of_all_characters_just_the_forbidden_ones_are_refused),
		cmocka_unit_test(a_forbidden_character_is_told_by_number_and_place),
		cmocka_unit_test(half_a_surrogate_pair_is_refused),
		cmocka_unit_test(other_escapes_are_refused),
		cmocka_unit_test(a_string_must_end),
		cmocka_unit_test(bytes_that_are_no_utf_8_are_refused),
		cmocka_unit_test(utf_8_is_read_back_as_it_was_written),
		cmocka_unit_test(a_string_of_8192_bytes_is_read_and_one_more_is_not),
		cmocka_unit_test(a_long_run_before_an_escape_is_refused_too),
		cmocka_unit_test(a_long_duplicate_key_is_named_by_its_start),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
