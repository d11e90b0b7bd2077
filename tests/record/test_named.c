/* SPDX-License-Identifier: EUPL-1.2 */
/* Which attachments a record names: those beside it, and what its changes give. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "record/record.h"

#define ID_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ID_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static struct ak_id id_of(const char *hex)
{
	struct ak_id id;
	assert_true(ak_id_parse(&id, hex, strlen(hex)));
	return id;
}

static bool names(const struct ak_change *change, const char *hex)
{
	const struct ak_record record = {.kind = AK_KIND_PROPOSE, .changes = change, .change_count = 1};
	struct ak_id id = id_of(hex);
	return ak_record_names(&record, &id);
}

static const struct ak_value a_text = {.kind = AK_VALUE_TEXT, .text = ID_A};

static void an_attachment_beside_it_is_named_whatever_the_kind(void **state)
{
	(void)state;
	struct ak_id a = id_of(ID_A), b = id_of(ID_B);
	const struct ak_record record = {.kind = AK_KIND_OBJECT, .attachments = &a, .attachment_count = 1};
	assert_true(ak_record_names(&record, &a));
	assert_false(ak_record_names(&record, &b));
}

static void a_file_that_a_field_is_set_to_is_named_and_the_one_it_replaces_is_not(void **state)
{
	(void)state;
	const struct ak_change change = {.op = AK_OP_SET, .from = {.kind = AK_VALUE_TEXT, .text = ID_B}, .to = a_text};
	assert_true(names(&change, ID_A));
	assert_false(names(&change, ID_B));
}

static void a_file_of_a_new_object_is_named(void **state)
{
	(void)state;
	const struct ak_assignment fields[] = {{"titel", {.kind = AK_VALUE_TEXT, .text = "Toets"}}, {"toets", a_text}};
	const struct ak_change change = {.op = AK_OP_CREATE, .fields = fields, .field_count = 2};
	assert_true(names(&change, ID_A));
	assert_false(names(&change, ID_B));
}

static void a_member_of_a_set_is_no_file(void **state)
{
	(void)state;
	const struct ak_change add = {.op = AK_OP_ADD, .to = a_text}, taken = {.op = AK_OP_REMOVE, .to = a_text};
	assert_false(names(&add, ID_A));
	assert_false(names(&taken, ID_A));
}

static void an_answer_names_nothing_by_its_target(void **state)
{
	(void)state;
	struct ak_id a = id_of(ID_A);
	const struct ak_record record = {.kind = AK_KIND_ENDORSE, .target = &a};
	assert_false(ak_record_names(&record, &a));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_attachment_beside_it_is_named_whatever_the_kind),
		cmocka_unit_test(a_file_that_a_field_is_set_to_is_named_and_the_one_it_replaces_is_not),
		cmocka_unit_test(a_file_of_a_new_object_is_named),
		cmocka_unit_test(a_member_of_a_set_is_no_file),
		cmocka_unit_test(an_answer_names_nothing_by_its_target),
	};
	return cmocka_run_group_tests_name("record/named", tests, NULL, NULL);
}
