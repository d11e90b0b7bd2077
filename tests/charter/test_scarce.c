/* SPDX-License-Identifier: EUPL-1.2 */
/* A charter is read, or memory ran out and that is said: at every single allocation. */
#include "base/scarce.h"
#include "charter/charter_case.h"

/* Parses the edited charter with ever more memory, until it is enough; wanted is what it then gives. */
static void parse_with_little_memory(
	const char *edits, ak_charter_fault *fault, void *context, enum ak_status wanted)
{
	struct ak_json *json = edited_charter(edits);
	enum ak_status status = AK_ERR_MEMORY;
	bool met = true;
	for (size_t n = 1; met; n++) {
		struct ak_charter *charter = NULL;
		struct ak_error err = AK_ERROR_INIT;
		scarce_start(n);
		status = ak_charter_parse(&charter, json, fault, context, &err);
		met = scarce_end();
		if (met)
			assert_int_equal(status, AK_ERR_MEMORY);
		assert_int_equal(err.status, status);
		ak_charter_free(charter);
		assert_true(n < 100000);
	}
	assert_int_equal(status, wanted);
	ak_json_free(json);
}

static void a_sound_charter_is_never_called_broken_for_want_of_memory(void **state)
{
	(void)state;
	if (!SCARCE)
		skip();
	parse_with_little_memory("", NULL, NULL, AK_OK);
}

static void ignore_fault(void *context, const char *place, const char *sentence)
{
	(void)context;
	assert_non_null(place);
	assert_non_null(sentence);
}

static void want_of_memory_is_told_rather_than_faults(void **state)
{
	(void)state;
	if (!SCARCE)
		skip();
	parse_with_little_memory(
		"name = 1\ntypes.nota.fields.tekst.by = ['x@y']", ignore_fault, NULL, AK_ERR_FORMAT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sound_charter_is_never_called_broken_for_want_of_memory),
		cmocka_unit_test(want_of_memory_is_told_rather_than_faults),
	};
	return ak_sig_start(NULL) == AK_OK ? cmocka_run_group_tests_name("charter/scarce", tests, NULL, NULL)
					   : 1;
}
