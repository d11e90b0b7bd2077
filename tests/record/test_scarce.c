/* SPDX-License-Identifier: EUPL-1.2 */
/* A record is read and written, or memory ran out and that is said: at every single allocation. */
#include "base/scarce.h"
#include "record/record_case.h"

#define WHOLE                                                                                                \
	PROPOSE ",'changes':[{'op':'create','object':'thema/t','fields':{'f':['b','a'],'g':1}}," SET         \
		",{'op':'amend','from':'" ID_A "','charter':{'a':['é']}}],"                                 \
		"'pins':{'agenda/a22':'" ID_B "'},'attachments':['" ID_C "']}"

static void a_sound_record_is_never_called_broken_for_want_of_memory(void **state)
{
	(void)state;
	if (!SCARCE)
		skip();
	char *text = quoted(WHOLE);
	enum ak_status status = AK_ERR_MEMORY;
	bool met = true;
	for (size_t n = 1; met; n++) {
		struct ak_arena arena = AK_ARENA_INIT;
		struct ak_error err = AK_ERROR_INIT;
		struct ak_record record;
		enum ak_record_fault fault;
		scarce_start(n);
		status = ak_record_parse(&record, &arena, ak_bytes_of(text), &fault, &err);
		met = scarce_end();
		if (met)
			assert_int_equal(status, AK_ERR_MEMORY);
		assert_int_equal(err.status, status);
		ak_arena_release(&arena);
	}
	assert_int_equal(status, AK_OK);
	free(text);
}

static void a_record_is_written_whole_or_not_said_to_be(void **state)
{
	(void)state;
	if (!SCARCE)
		skip();
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = parsed(&arena, WHOLE);
	enum ak_status status = AK_ERR_MEMORY;
	bool met = true;
	for (size_t n = 1; met; n++) {
		struct ak_buf out = AK_BUF_INIT;
		struct ak_error err = AK_ERROR_INIT;
		scarce_start(n);
		status = ak_record_write(&record, &out, &err);
		met = scarce_end();
		if (met)
			assert_int_equal(status, AK_ERR_MEMORY);
		ak_buf_release(&out);
	}
	assert_int_equal(status, AK_OK);
	ak_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sound_record_is_never_called_broken_for_want_of_memory),
		cmocka_unit_test(a_record_is_written_whole_or_not_said_to_be),
	};
	return ak_sig_start(NULL) == AK_OK ? cmocka_run_group_tests_name("record/scarce", tests, NULL, NULL)
					   : 1;
}
