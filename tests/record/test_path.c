/* SPDX-License-Identifier: EUPL-1.2 */
/* The one path that a record may have. */
#include "record/record_case.h"

#include "base/limits.h"

#include <stdio.h>

static const char *const sound[] = {
	"ledger/ienw/0000/000001-" ID_A ".json",
	"ledger/ienw/0000/000001-" ID_A ".sig",
	"ledger/ienw-do/0000/000000-" ID_A ".json",
	"ledger/ienw-do/0000/000099-" ID_A ".json",
	"ledger/ienw-do/0001/000100-" ID_A ".json",
	"ledger/4u/9999/999999-" ID_A ".json",
	"ledger/4u/10000/1000000-" ID_A ".json",
	"ledger/4u/9999999/999999999-" ID_A ".sig",
};

/* clang-format off */
static const struct {
	const char *sentence, *path;
} refused[] = {
	{"another folder", "record/ienw/0000/000001-" ID_A ".json"},
	{"a folder above", "x/ledger/ienw/0000/000001-" ID_A ".json"},
	{"a slash before", "/ledger/ienw/0000/000001-" ID_A ".json"},
	{"nothing below", "ledger/"},
	{"no folder at all", "ledger"},
	{"an actor and no file", "ledger/ienw"},
	{"a name that is none", "ledger/Ienw/0000/000001-" ID_A ".json"},
	{"no name", "ledger//0000/000001-" ID_A ".json"},
	{"two slashes", "ledger/ienw//0000/000001-" ID_A ".json"},
	{"no hundred", "ledger/ienw/000001-" ID_A ".json"},
	{"another hundred", "ledger/ienw/0001/000001-" ID_A ".json"},
	{"a hundred without padding", "ledger/ienw/1/000100-" ID_A ".json"},
	{"a hundred with too much padding", "ledger/ienw/00001/000100-" ID_A ".json"},
	{"a folder too many", "ledger/ienw/0000/x/000001-" ID_A ".json"},
	{"a seq without padding", "ledger/ienw/0000/1-" ID_A ".json"},
	{"a seq with too much padding", "ledger/ienw/0000/0000001-" ID_A ".json"},
	{"a longer number with a leading zero", "ledger/ienw/010000/01000000-" ID_A ".json"},
	{"another hundred of a long number", "ledger/ienw/10000001/1000000000-" ID_A ".json"},
	{"a seq beyond any integer", "ledger/ienw/900719925474099/90071992547409911-" ID_A ".json"},
	{"a seq with a sign", "ledger/ienw/0000/+00001-" ID_A ".json"},
	{"no seq", "ledger/ienw/0000/-" ID_A ".json"},
	{"no dash", "ledger/ienw/0000/000001" ID_A ".json"},
	{"an id that is too short", "ledger/ienw/0000/000001-abc.json"},
	{"an id that is too long", "ledger/ienw/0000/000001-" ID_A "a.json"},
	{"an id with a capital", "ledger/ienw/0000/000001-A" ID_A ".json"},
	{"no ending", "ledger/ienw/0000/000001-" ID_A},
	{"another ending", "ledger/ienw/0000/000001-" ID_A ".txt"},
	{"two endings", "ledger/ienw/0000/000001-" ID_A ".json.sig"},
	{"an ending in capitals", "ledger/ienw/0000/000001-" ID_A ".JSON"},
	{"something after it", "ledger/ienw/0000/000001-" ID_A ".json/"},
	{"a space after it", "ledger/ienw/0000/000001-" ID_A ".json "},
	{"the charter", "ledger/charter.json"},
	{"the charter's signature", "ledger/charter.json.ienw.sig"},
};
/* clang-format on */

static void a_sound_path_is_read_and_written_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sound / sizeof sound[0]; i++) {
		struct ak_record_path path;
		struct ak_buf out = AK_BUF_INIT;
		assert_true(ak_record_path_parse(&path, sound[i]));
		assert_string_equal(ak_id_hex(&path.id).text, ID_A);
		ak_record_path_write(&out, path.actor, path.seq, &path.id, path.is_signature);
		assert_string_equal(ak_buf_string(&out), sound[i]);
		ak_buf_release(&out);
	}
}

static void the_parts_of_a_path(void **state)
{
	(void)state;
	struct ak_record_path path;
	assert_true(ak_record_path_parse(&path, "ledger/ienw-do/10000/1000042-" ID_B ".sig"));
	assert_string_equal(path.actor, "ienw-do");
	assert_int_equal(path.seq, 1000042);
	assert_true(path.is_signature);
	assert_string_equal(ak_id_hex(&path.id).text, ID_B);
}

/* protocol §2: "no longer number has a leading zero": that it is too large, the schema tells. */
static void a_number_of_the_right_form_that_no_record_has(void **state)
{
	(void)state;
	struct ak_record_path path;
	assert_true(ak_record_path_parse(&path, "ledger/ienw/10000000/1000000000-" ID_A ".json"));
	assert_true(path.seq > AK_SEQ_MAX);
	assert_true(ak_record_path_parse(&path, "ledger/ienw/42949672/4294967297-" ID_A ".json"));
	assert_true(path.seq > AK_SEQ_MAX);
	assert_true(ak_record_path_parse(&path, "ledger/ienw/90071992547409/9007199254740991-" ID_A ".json"));
	assert_true(path.seq > AK_SEQ_MAX);
}

static void an_actor_may_have_63_bytes_in_a_path(void **state)
{
	(void)state;
	struct ak_record_path path;
	char actor[65];
	char text[200];
	memset(actor, 'a', 64);
	actor[64] = '\0';
	snprintf(text, sizeof text, "ledger/%s/0000/000001-%s.json", actor + 1, ID_A);
	assert_true(ak_record_path_parse(&path, text));
	assert_string_equal(path.actor, actor + 1);
	snprintf(text, sizeof text, "ledger/%s/0000/000001-%s.json", actor, ID_A);
	assert_false(ak_record_path_parse(&path, text));
}

static void any_other_path_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		struct ak_record_path path = {.seq = 7};
		if (ak_record_path_parse(&path, refused[i].path))
			fail_msg("%s: %s", refused[i].sentence, refused[i].path);
		assert_int_equal(path.seq, 7); /* written only on success */
	}
}

/* Every beginning of a path, and every path with one byte altered, is another path or none. */
static void no_path_is_cut_short_or_altered(void **state)
{
	(void)state;
	struct ak_record_path path;
	for (size_t i = 0; i < strlen(sound[2]); i++) {
		char text[128];
		strcpy(text, sound[2]);
		text[i] ^= 0x10;
		if (ak_record_path_parse(&path, text)) {
			struct ak_buf out = AK_BUF_INIT;
			ak_record_path_write(&out, path.actor, path.seq, &path.id, path.is_signature);
			assert_string_equal(ak_buf_string(&out), text);
			ak_buf_release(&out);
		}
		text[i] = '\0';
		assert_false(ak_record_path_parse(&path, text));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sound_path_is_read_and_written_the_same),
		cmocka_unit_test(the_parts_of_a_path),
		cmocka_unit_test(a_number_of_the_right_form_that_no_record_has),
		cmocka_unit_test(an_actor_may_have_63_bytes_in_a_path),
		cmocka_unit_test(any_other_path_is_refused),
		cmocka_unit_test(no_path_is_cut_short_or_altered),
	};
	return cmocka_run_group_tests_name("record/path", tests, NULL, NULL);
}
