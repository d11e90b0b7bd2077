/* SPDX-License-Identifier: EUPL-1.2 */
/* Text on a page of so many columns. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/page.h"

static int speak_utf8(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

static void reads(struct ak_page *page, const char *text)
{
	assert_string_equal(ak_buf_string(&page->buf), text);
	ak_page_release(page);
}

static void a_strangers_text_in_a_format_is_escaped(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	ak_page_line(&page, "by %s", "\x1b[2J\nroot");
	reads(&page, "by \\x1b[2J\\nroot\n");
}

static void colour_comes_from_the_page_alone(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	ak_page_styled(&page, AK_STYLE_BAD, "%s", "no");
	ak_page_end(&page);
	reads(&page, "no\n");
	page = (struct ak_page){.colour = true};
	ak_page_styled(&page, AK_STYLE_BAD, "%s", "no\x1b[0m");
	ak_page_end(&page);
	reads(&page, "\x1b[31mno\\x1b[0m\x1b[0m\n");
}

static void columns_are_those_of_a_terminal(void **state)
{
	(void)state;
	assert_int_equal(ak_text_width("abc"), 3);
	assert_int_equal(ak_text_width("漢字"), 4);
	assert_int_equal(ak_text_width("e\xcc\x81"), 1);
	assert_int_equal(ak_text_width("é"), 1);
	assert_int_equal(ak_text_width("\xff"), 4);
}

static void a_long_text_is_broken_between_words_and_hangs_below_its_column(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	page.width = 32;
	ak_page_put(&page, "why");
	ak_page_to(&page, 6);
	ak_page_wrap(&page, AK_STYLE_PLAIN, "een tekst die langer is dan een regel\n\nen een tweede alinea");
	reads(&page, "why   een tekst die langer is\n"
		     "      dan een regel\n"
		     "\n"
		     "      en een tweede alinea\n");
}

static void blanks_within_a_line_are_kept(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	ak_page_wrap(&page, AK_STYLE_PLAIN, "  a   b\n\tc");
	reads(&page, "  a   b\n\\x09c\n");
}

static void what_is_cut_ends_in_an_ellipsis_and_fits(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	ak_page_cut(&page, AK_STYLE_PLAIN, "漢字漢字", 5);
	ak_page_end(&page);
	ak_page_cut(&page, AK_STYLE_PLAIN, "one\ntwo", 20);
	ak_page_end(&page);
	reads(&page, "漢字…\none two\n");
}

static void gaps_do_not_add_up(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	ak_page_gap(&page);
	ak_page_line(&page, "a");
	ak_page_gap(&page);
	ak_page_gap(&page);
	ak_page_heading(&page, "b");
	ak_page_gap(&page);
	reads(&page, "a\n\nb\n"); /* nor is there one where nothing follows */
}

static void a_table_is_as_wide_as_its_widest_cells_and_its_last_column_is_cut(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	struct ak_table table;
	page.width = 32;
	ak_table_init(&table, 3);
	table.right[1] = true;
	ak_table_cell(&table, AK_STYLE_PLAIN, "%s", "agenda");
	ak_table_cell(&table, AK_STYLE_PLAIN, "%d", 7);
	ak_table_cell(&table, AK_STYLE_PLAIN, "%s", "een titel die veel te lang is voor hier");
	ak_table_cell(&table, AK_STYLE_PLAIN, "%s", "漢");
	ak_table_cell(&table, AK_STYLE_PLAIN, "%d", 1234);
	ak_table_cell(&table, AK_STYLE_PLAIN, "%s", "");
	ak_table_put(&table, &page);
	ak_table_release(&table);
	reads(&page, "agenda     7  een titel die vee…\n"
		     "漢      1234\n");
}

static void a_line_is_broken_at_the_width_and_goes_on_below_its_value(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	page.width = 40;
	page.indent = 2;
	ak_page_label(&page, 10, "why");
	ak_page_format(&page, "%s, %s", "een besluit dat lang is", "en nog langer wordt");
	ak_page_line(&page, "%s", ".");
	ak_page_line(&page, "%s", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b");
	reads(&page, "  why     een besluit dat lang is, en\n"
		     "          nog langer wordt.\n"
		     "  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
		     "  b\n");
}

static void a_value_that_has_no_room_beside_its_label_stands_below_it(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	page.width = 40;
	page.indent = 2;
	assert_int_equal(ak_page_column(&page, 20), 20);
	assert_int_equal(ak_page_column(&page, 21), 4);
	ak_page_label(&page, 21, "why");
	ak_page_wrap(&page, AK_STYLE_PLAIN, "een besluit dat lang is, en nog langer wordt");
	reads(&page, "  why\n"
		     "    een besluit dat lang is, en nog\n"
		     "    langer wordt\n");
	page = (struct ak_page)AK_PAGE_INIT;
	ak_page_label(&page, 21, "why");
	ak_page_put(&page, "x");
	reads(&page, "why                  x");
}

static void a_line_that_is_copied_is_never_broken(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	page.width = 20;
	ak_page_copied(&page, "git config akkoord.publish origin");
	reads(&page, "git config akkoord.publish origin\n");
}

static void fill(struct ak_table *table)
{
	ak_table_init(table, 3);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", "afspraak/visie");
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", "termijn en werkvorm en planning en product");
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", "een titel die veel te lang is voor hier");
}

static void columns_that_do_not_fit_come_below(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	struct ak_table table;
	page.width = 32;
	fill(&table);
	ak_table_put(&table, &page);
	ak_table_release(&table);
	reads(&page, "afspraak/visie\n"
		     "    termijn en werkvorm en\n"
		     "    planning en product\n"
		     "    een titel die veel te lang …\n");
}

static void beside_a_drawing_columns_that_do_not_fit_are_left_out(void **state)
{
	(void)state;
	struct ak_page page = AK_PAGE_INIT;
	struct ak_table table;
	page.width = 32;
	fill(&table);
	table.drawn = true;
	ak_table_put(&table, &page);
	ak_table_release(&table);
	reads(&page, "afspraak/visie\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_strangers_text_in_a_format_is_escaped),
		cmocka_unit_test(colour_comes_from_the_page_alone),
		cmocka_unit_test(columns_are_those_of_a_terminal),
		cmocka_unit_test(a_long_text_is_broken_between_words_and_hangs_below_its_column),
		cmocka_unit_test(blanks_within_a_line_are_kept),
		cmocka_unit_test(what_is_cut_ends_in_an_ellipsis_and_fits),
		cmocka_unit_test(gaps_do_not_add_up),
		cmocka_unit_test(a_table_is_as_wide_as_its_widest_cells_and_its_last_column_is_cut),
		cmocka_unit_test(a_line_is_broken_at_the_width_and_goes_on_below_its_value),
		cmocka_unit_test(a_value_that_has_no_room_beside_its_label_stands_below_it),
		cmocka_unit_test(a_line_that_is_copied_is_never_broken),
		cmocka_unit_test(columns_that_do_not_fit_come_below),
		cmocka_unit_test(beside_a_drawing_columns_that_do_not_fit_are_left_out),
	};
	return cmocka_run_group_tests(tests, speak_utf8, NULL);
}
