/* SPDX-License-Identifier: EUPL-1.2 */
/* Which word a mistyped one is near to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/near.c"

static void a_step_is_a_letter_in_out_other_or_swapped(void **state)
{
	(void)state;
	assert_int_equal(ak_distance("verify", "verify", 3), 0);
	assert_int_equal(ak_distance("verfy", "verify", 3), 1);
	assert_int_equal(ak_distance("veriffy", "verify", 3), 1);
	assert_int_equal(ak_distance("verity", "verify", 3), 1);
	assert_int_equal(ak_distance("vreify", "verify", 3), 1);
	assert_int_equal(ak_distance("", "abc", 3), 3);
	assert_int_equal(ak_distance("kitten", "sitting", 5), 3);
	assert_int_equal(ak_distance("kitten", "sitting", 2), 3); /* the limit and one */
}

static void it_is_the_same_both_ways(void **state)
{
	static const char *const words[] = {"", "a", "ab", "ba", "abc", "cab", "acb", "abcd", "dcba", "aabb"};
	enum { COUNT = sizeof words / sizeof words[0] };
	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		for (size_t j = 0; j < COUNT; j++)
			assert_int_equal(ak_distance(words[i], words[j], 9), ak_distance(words[j], words[i], 9));
	}
}

static const char *suggest(const char *word)
{
	static const char *const commands[] = {"status", "show", "list", "log", "verify", "seal", "seat", "help"};
	struct ak_near near;
	ak_near_init(&near, word);
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		ak_near_offer(&near, commands[i]);
	return ak_near_found(&near);
}

static void the_nearest_word_is_suggested(void **state)
{
	(void)state;
	assert_string_equal(suggest("verfy"), "verify");
	assert_string_equal(suggest("stauts"), "status");
	assert_string_equal(suggest("lst"), "list");
	assert_string_equal(suggest("shwo"), "show");
}

static void so_is_a_word_that_was_only_begun(void **state)
{
	(void)state;
	assert_string_equal(suggest("ver"), "verify");
	assert_string_equal(suggest("stat"), "status");
}

static void so_is_one_in_other_letters(void **state)
{
	(void)state;
	assert_string_equal(suggest("HELP"), "help");
	assert_string_equal(suggest("LOG"), "log");
	assert_string_equal(suggest("Seat"), "seat");
}

static void what_is_far_from_all_gets_no_suggestion(void **state)
{
	(void)state;
	assert_null(suggest("frobnicate"));
	assert_null(suggest(""));
	assert_null(suggest("zz"));
}

static const char *suggest_object(const char *word)
{
	struct ak_near near;
	ak_near_init(&near, word);
	ak_near_offer(&near, "ipo-do");
	ak_near_offer(&near, "afspraak/nazorg");
	ak_near_offer(&near, "afspraak/programmaplan");
	return ak_near_found(&near);
}

static void objects_and_actors_are_not_alike_for_being_of_one_type_or_party(void **state)
{
	(void)state;
	assert_null(suggest_object("afspraak/kaart"));
	assert_string_equal(suggest_object("afsprak/nazorg"), "afspraak/nazorg");
	assert_string_equal(suggest_object("afspraak/nazorgg"), "afspraak/nazorg");
	assert_null(suggest_object("ipo-xx"));
	assert_string_equal(suggest_object("ipo-dp"), "ipo-do");
	assert_string_equal(suggest_object("afspraak/progamaplan"), "afspraak/programmaplan");
}

static void a_very_long_word_is_nobodys_slip(void **state)
{
	char word[4000];
	(void)state;
	memset(word, 'a', sizeof word - 1);
	word[sizeof word - 1] = '\0';
	assert_null(suggest(word));
	assert_int_equal(ak_distance(word, word, 3), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_is_a_letter_in_out_other_or_swapped),
		cmocka_unit_test(it_is_the_same_both_ways),
		cmocka_unit_test(the_nearest_word_is_suggested),
		cmocka_unit_test(so_is_a_word_that_was_only_begun),
		cmocka_unit_test(so_is_one_in_other_letters),
		cmocka_unit_test(what_is_far_from_all_gets_no_suggestion),
		cmocka_unit_test(objects_and_actors_are_not_alike_for_being_of_one_type_or_party),
		cmocka_unit_test(a_very_long_word_is_nobodys_slip),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
