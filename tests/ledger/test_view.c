/* SPDX-License-Identifier: EUPL-1.2 */
/* An open ledger at a moment is what opening it at that moment gives. */
#include "ledger/vector_case.h"

#include "sig/digest.h"

static const char *const vectors[] = {
	"decisions", "seals", "seal-retry", "seal-abandoned", "known-at", "amendment", "split", "stolen-root", "founding"};

static void same_answer(const struct ak_ledger *view, const struct ak_ledger *opened)
{
	const struct ak_judge *a = &view->judge, *b = &opened->judge;
	assert_int_equal(a->seal_count, b->seal_count);
	for (uint32_t i = 0; i < a->seal_count; i++)
		assert_int_equal(a->seals[i].record, b->seals[i].record);
	assert_int_equal(a->split_count, b->split_count);
	assert_int_equal(a->has_split, b->has_split);
	assert_int_equal(a->head, b->head);
	assert_int_equal(a->head_complete, b->head_complete);
	assert_true(a->options.at == b->options.at);
	assert_true(ak_id_equal(&a->root, &b->root)); /* of the state text, which has every object and verdict */
	for (uint32_t i = 0; i < view->count; i++)
		assert_int_equal(ak_ledger_judged(view, i)->verdict, ak_ledger_judged(opened, i)->verdict);
}

static void compare_at(const struct vector *v, const struct ak_ledger_options *options)
{
	struct ak_ledger *view = NULL, *opened = NULL;
	struct ak_error err = AK_ERROR_INIT;
	if (ak_ledger_view(&view, v->ledger, options, &err) != AK_OK || ak_ledger_open(&opened, v->store, options, &err) != AK_OK)
		fail_msg("%s", err.text);
	else if (view && opened)
		same_answer(view, opened);
	ak_ledger_free(view);
	ak_ledger_free(opened);
}

static void a_view_is_as_opened_then(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct vector v = open_vector(vectors[i]);
		compare_at(&v, &(struct ak_ledger_options){.at_given = true, .at = 0});
		for (uint32_t r = 0; r < v.ledger->count; r += 11) {
			const struct ak_record *record = &v.ledger->records[r];
			compare_at(&v, &(struct ak_ledger_options){.at_given = true, .at = record->time});
			if (v.ledger->admission.refusals[r] == AK_REFUSAL_NONE)
				compare_at(&v, &(struct ak_ledger_options){.at_given = true, .at = record->time, .head = &record->id});
		}
		close_vector(&v);
	}
}

static void a_view_at_a_record_that_is_not_there_is_none(void **state)
{
	(void)state;
	struct vector v = open_vector("decisions");
	struct ak_ledger *view = NULL;
	struct ak_error err = AK_ERROR_INIT;
	const struct ak_ledger_options options = {.at_given = true, .head = &ak_id_zero};
	assert_int_equal(ak_ledger_view(&view, v.ledger, &options, &err), AK_ERR_NOT_FOUND);
	assert_non_null(strstr(err.text, "no record 0000"));
	assert_null(view);
	close_vector(&v);
}

int main(void)
{
	if (ak_sig_start(NULL) != AK_OK)
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_view_is_as_opened_then),
		cmocka_unit_test(a_view_at_a_record_that_is_not_there_is_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
