/* SPDX-License-Identifier: EUPL-1.2 */
/* The builder of pages: what is text stays text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/html.h"

/* What a paragraph with this text looks like, without the paragraph. */
static void text_becomes(const char *text, const char *expected)
{
	struct ak_html html = AK_HTML_INIT;
	ak_html_element(&html, AK_TAG_SPAN, text);
	size_t size = strlen(expected);
	const char *written = ak_buf_string(&html.out);
	assert_int_equal(html.out.size, size + sizeof "<span></span>" - 1);
	assert_memory_equal(written + sizeof "<span>" - 1, expected, size);
	ak_html_release(&html);
}

static void markup_is_escaped(void **state)
{
	(void)state;
	text_becomes("<b>&amp;", "&lt;b&gt;&amp;amp;");
	text_becomes("\"'", "&quot;&#39;");
	text_becomes("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
}

static void what_cannot_be_seen_is_shown(void **state)
{
	(void)state;
	text_becomes("a\xe2\x80\xae"
		     "b",
		"a&lt;U+202E&gt;b");
	text_becomes("\xe2\x80\x8b\xef\xbb\xbf", "&lt;U+200B&gt;&lt;U+FEFF&gt;");
	text_becomes("\x1b[31m\r\t", "\\x1b[31m\\x0d\\x09");
	text_becomes("\xc2\x9b", "\\x9b");
	text_becomes("\xf3\xa0\x80\x81", "&lt;U+E0001&gt;");
}

static void what_is_no_utf8_is_shown_byte_by_byte(void **state)
{
	(void)state;
	text_becomes("\xff<", "\\xff&lt;");
	text_becomes("\xc3", "\\xc3");
	text_becomes("\xc0\xbc", "\\xc0\\xbc"); /* an overlong `<` */
	text_becomes("\xed\xa0\x80", "\\xed\\xa0\\x80");
}

static void plain_text_stays_as_it_is(void **state)
{
	(void)state;
	text_becomes("één regel\nen nog een, 100 % – “zo”", "één regel\nen nog een, 100 % – “zo”");
	text_becomes("", "");
}

static void attributes_go_through_the_same_escape(void **state)
{
	struct ak_html html = AK_HTML_INIT;
	(void)state;
	ak_html_open(&html, AK_TAG_A);
	ak_html_attr(&html, AK_ATTR_HREF, "x\" onclick='y'>");
	ak_html_attr_format(&html, AK_ATTR_TITLE, "%s-%d", "<&", 7);
	ak_html_close(&html, AK_TAG_A);
	assert_string_equal(ak_buf_string(&html.out),
		"<a href=\"x&quot; onclick=&#39;y&#39;&gt;\" title=\"&lt;&amp;-7\"></a>");
	ak_html_release(&html);
}

static void a_format_is_escaped_as_a_whole(void **state)
{
	struct ak_html html = AK_HTML_INIT;
	(void)state;
	ak_html_format(&html, "<%s>", "a & b");
	assert_string_equal(ak_buf_string(&html.out), "&lt;a &amp; b&gt;");
	ak_html_release(&html);
}

static void a_sentence_makes_room_for_elements(void **state)
{
	struct ak_html html = AK_HTML_INIT;
	(void)state;
	const char *rest = ak_html_upto(&html, "from %s to %s.");
	ak_html_element(&html, AK_TAG_CODE, "a");
	rest = ak_html_upto(&html, rest);
	ak_html_element(&html, AK_TAG_CODE, "b");
	rest = ak_html_upto(&html, rest);
	assert_string_equal(rest, "");
	assert_string_equal(ak_buf_string(&html.out), "from <code>a</code> to <code>b</code>.");
	ak_html_release(&html);
}

static void elements_without_content_close_themselves(void **state)
{
	struct ak_html html = AK_HTML_INIT;
	(void)state;
	ak_html_open(&html, AK_TAG_SPAN);
	ak_html_text(&html, "a");
	ak_html_open(&html, AK_TAG_BR);
	ak_html_text(&html, "b");
	ak_html_open(&html, AK_TAG_SVG_RECT);
	ak_html_attr(&html, AK_ATTR_X, "1");
	ak_html_close(&html, AK_TAG_SPAN);
	assert_string_equal(ak_buf_string(&html.out), "<span>a<br>b<rect x=\"1\"/>\n</span>");
	ak_html_release(&html);
}

static void a_page_begins_anew(void **state)
{
	struct ak_html html = AK_HTML_INIT;
	(void)state;
	for (int i = 0; i < 2; i++) {
		ak_html_begin(&html);
		ak_html_element(&html, AK_TAG_H1, "one");
		ak_html_element(&html, AK_TAG_H2, "two");
		ak_html_element(&html, AK_TAG_H3, "three");
		ak_html_element(&html, AK_TAG_H2, "two again");
		ak_html_end(&html);
	}
	assert_string_equal(ak_buf_string(&html.out),
		"<!DOCTYPE html>\n<h1>one</h1>\n<h2>two</h2>\n<h3>three</h3>\n<h2>two again</h2>\n");
	ak_html_release(&html);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markup_is_escaped),
		cmocka_unit_test(what_cannot_be_seen_is_shown),
		cmocka_unit_test(what_is_no_utf8_is_shown_byte_by_byte),
		cmocka_unit_test(plain_text_stays_as_it_is),
		cmocka_unit_test(attributes_go_through_the_same_escape),
		cmocka_unit_test(a_format_is_escaped_as_a_whole),
		cmocka_unit_test(a_sentence_makes_room_for_elements),
		cmocka_unit_test(elements_without_content_close_themselves),
		cmocka_unit_test(a_page_begins_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
