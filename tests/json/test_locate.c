/* SPDX-License-Identifier: EUPL-1.2 */
/* From a place in a document to its line and column. */
#include "json/json_case.h"

static void stands_at(const char *text, const char *place, size_t line, size_t column)
{
	struct ak_json_position at = ak_json_locate((struct ak_bytes){(const uint8_t *)text, strlen(text)}, place);
	if (at.line != line || at.column != column)
		fail_msg("%s stands at %zu:%zu, not at %zu:%zu", place, at.line, at.column, line, column);
}

static void a_place_is_found_at_its_key_or_item(void **state)
{
	static const char text[] = "{\n \"é\": 1, \"p\": {\"k\": \"]\\\"}\",\n  \"n\": [1, [2, {\"q\": \"]\"}], 3]}}";
	(void)state;
	stands_at(text, "é", 2, 2);
	stands_at(text, "p", 2, 10);
	stands_at(text, "p.n", 3, 3);
	stands_at(text, "p.n[1][1].q", 3, 17);
	stands_at(text, "p.n[2]", 3, 29);
}

static void of_what_is_not_there_the_deepest_part_that_is(void **state)
{
	static const char text[] = " {\"a\": {\"b\": [1]}}";
	(void)state;
	stands_at(text, "c", 1, 2);
	stands_at(text, "a.c.d", 1, 3);
	stands_at(text, "a.b[1]", 1, 9);
	stands_at(text, "a.b[", 1, 9);
	stands_at(text, "a.b[0].c", 1, 15);
	stands_at(text, "", 1, 2);
}

static void a_key_may_have_stops_in_it(void **state)
{
	static const char text[] = "{\"a\": {\"b\": 1}, \"a.b\": {\"\": 2}, \"\": {\"\": 3}}";
	(void)state;
	stands_at(text, "a.b", 1, 17);
	stands_at(text, "a", 1, 2);
	stands_at(text, "", 1, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_place_is_found_at_its_key_or_item),
		cmocka_unit_test(of_what_is_not_there_the_deepest_part_that_is),
		cmocka_unit_test(a_key_may_have_stops_in_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
