/* SPDX-License-Identifier: EUPL-1.2 */
/* protocol §1: the forms of names, fields, objects and ids. */
#include "base/base_case.h"

#include "base/id.h"
#include "base/name.h"

#define LONG "abcdefghijklmnopqrstuvwxyz0123456789-abcdefghijklmnopqrstuvwxyz" /* 63 */

/* clang-format off */
static const struct {
	const char *text;
	bool is_name, is_field;
} names[] = {
	{"a",        true,  true},
	{"7",        true,  false},
	{"ienw-do",  true,  true},
	{"a-",       true,  true},
	{"a--b",     true,  true},
	{"2022",     true,  false},
	{"a_b",      false, true},
	{"a_",       false, true},
	{LONG,       true,  true},
	{LONG "x",   false, false},
	{"",         false, false},
	{"-a",       false, false},
	{"_a",       false, false},
	{"A",        false, false},
	{"aB",       false, false},
	{"a b",      false, false},
	{"a.b",      false, false},
	{"a/b",      false, false},
	{"a\n",      false, false},
	{"\xc3\xa9", false, false},
	{"a\x80",    false, false},
};

static const struct {
	const char *text;
	bool is_object;
} objects[] = {
	{"agenda/a22",             true},
	{"7/7",                    true},
	{"actor/ienw-do",          true},
	{"seat/do.ienw",           true},
	{"seat/" LONG "." LONG,    true},
	{LONG "/" LONG,            true},
	{"seats/a",                true},
	{"seat/do",                false},
	{"seat/do.",               false},
	{"seat/.ienw",             false},
	{"seat/do.ienw.x",         false},
	{"seat/do/ienw",           false},
	{"agenda/a.b",             false},
	{"agenda",                 false},
	{"agenda/",                false},
	{"/a",                     false},
	{"/",                      false},
	{"",                       false},
	{"agenda/a/b",             false},
	{"Agenda/a",               false},
	{"agenda/A",               false},
	{"agenda/ a",              false},
	{"agenda/a_b",             false},
	{LONG "x/a",               false},
	{"a/" LONG "x",            false},
	{"seat/" LONG "x.a",       false},
	{"seat/a." LONG "x",       false},
};

static const struct {
	const char *actor, *party;
	bool is_of;
} actors[] = {
	{"ienw-do", "ienw", true},
	{"ienw-",   "ienw", true},
	{"ienw",    "ienw", false},
	{"ienwdo",  "ienw", false},
	{"ien",     "ienw", false},
	{"ipo-do",  "ienw", false},
	{"",        "ienw", false},
};
/* clang-format on */

static void names_and_fields_have_their_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		if (ak_name_check(names[i].text) != names[i].is_name ||
			ak_field_check(names[i].text) != names[i].is_field)
			fail_msg("%s", names[i].text);
		assert_int_equal(ak_name_check_n(names[i].text, strlen(names[i].text)), names[i].is_name);
	}
	assert_true(ak_name_check_n("do.ienw", 2));
	assert_false(ak_name_check_n("do", 0));
	assert_false(ak_name_check_n("a\0b", 3));
}

static void objects_have_their_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(objects); i++)
		if (ak_object_check(objects[i].text) != objects[i].is_object)
			fail_msg("%s", objects[i].text);
}

static void an_actor_s_name_begins_with_its_party_s(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(actors); i++)
		assert_int_equal(ak_actor_of_party(actors[i].actor, actors[i].party), actors[i].is_of);
}

static void an_id_is_sixty_four_lower_case_hex_digits(void **state)
{
	(void)state;
	static const char good[] = "00ff0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab";
	struct ak_id id;
	assert_true(ak_id_parse(&id, good, sizeof good - 1));
	assert_int_equal(id.bytes[0], 0);
	assert_int_equal(id.bytes[1], 255);
	assert_int_equal(id.bytes[31], 0xab);
	assert_string_equal(ak_id_hex(&id).text, good);
	for (size_t at = 0; at < AK_ID_HEX; at++)
		for (int byte = 0; byte < 256; byte++) {
			char text[sizeof good];
			struct ak_id other = ak_id_zero;
			memcpy(text, good, sizeof good);
			text[at] = (char)byte;
			bool is_digit = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
			assert_int_equal(ak_id_parse(&other, text, AK_ID_HEX), is_digit);
			if (is_digit)
				assert_string_equal(ak_id_hex(&other).text, text);
			else
				assert_true(ak_id_equal(&other, &ak_id_zero)); /* nothing was written */
		}
	assert_false(ak_id_parse(&id, good, 63));
	assert_false(ak_id_parse(&id, good, 65));
	assert_false(ak_id_parse(&id, "", 0));
}

static void ids_sort_as_their_hex_does(void **state)
{
	(void)state;
	struct ak_id ids[4] = {{{0}}, {{0}}, {{0}}, {{0}}};
	ids[1].bytes[31] = 1;
	ids[2].bytes[0] = 0x7f;
	ids[3].bytes[0] = 0x80;
	for (int a = 0; a < 4; a++)
		for (int b = 0; b < 4; b++) {
			int wanted = strcmp(ak_id_hex(&ids[a]).text, ak_id_hex(&ids[b]).text);
			int got = ak_id_compare(&ids[a], &ids[b]);
			assert_int_equal((got > 0) - (got < 0), (wanted > 0) - (wanted < 0));
			assert_int_equal(ak_id_equal(&ids[a], &ids[b]), a == b);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_fields_have_their_forms),
		cmocka_unit_test(objects_have_their_form),
		cmocka_unit_test(an_actor_s_name_begins_with_its_party_s),
		cmocka_unit_test(an_id_is_sixty_four_lower_case_hex_digits),
		cmocka_unit_test(ids_sort_as_their_hex_does),
	};
	return cmocka_run_group_tests_name("base/name", tests, NULL, NULL);
}
