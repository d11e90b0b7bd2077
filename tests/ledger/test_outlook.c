/* SPDX-License-Identifier: EUPL-1.2 */
/* The seals of a height, seen from one seat, over ledgers of the vectors. */
#include "ledger/vector_case.h"

#include "ledger/outlook.h"

static const char *const with_seals[] = {"decisions", "seals", "seal-retry", "seal-abandoned", "seal-seats", "not-sealed",
	"known-at", "amendment", "dispute", "keys-change", "drafts", "quorum"};

static struct ak_outlook look(const struct ak_ledger *ledger, int64_t height, uint32_t by)
{
	struct ak_outlook outlook;
	struct ak_error err = AK_ERROR_INIT;
	const struct ak_record *as = by == AK_POSITION_NONE ? NULL : &ledger->records[by];
	if (ak_outlook_open(&outlook, ledger, height, as ? as->actor : NULL, as ? as->key : NULL, as ? as->time : 0,
		    &err) != AK_OK)
		fail_msg("%s", err.text);
	return outlook;
}

static void every_complete_seal_has_the_root_that_is_computed_and_a_quorum(void **state)
{
	(void)state;
	uint32_t seen = 0;
	for (size_t i = 0; i < sizeof with_seals / sizeof with_seals[0]; i++) {
		struct vector v = open_vector(with_seals[i]);
		for (uint32_t h = 1; h <= v.ledger->judge.seal_count; h++) {
			uint32_t record = v.ledger->judge.seals[h - 1].record;
			struct ak_outlook outlook = look(v.ledger, h, AK_POSITION_NONE);
			const struct ak_outlook_seal *seal =
				ak_outlook_find(&outlook, v.ledger, &v.ledger->records[record].id);
			assert_non_null(seal);
			assert_true(seal->complete && seal->follows && seal->by_right && seal->root_right);
			assert_true(ak_id_equal(&seal->root, &v.ledger->judge.seals[h - 1].root));
			assert_true(ak_seats_count(seal->view.seats) >= outlook.quorum);
			assert_int_equal(outlook.seat, -1);
			ak_outlook_release(&outlook);
			seen++;
		}
		close_vector(&v);
	}
	assert_true(seen >= 12);
}

static void a_seal_over_all_that_there_is_says_the_state_root(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof with_seals / sizeof with_seals[0]; i++) {
		struct vector v = open_vector(with_seals[i]);
		struct ak_error err = AK_ERROR_INIT;
		struct ak_outlook outlook = look(v.ledger, ak_outlook_next(v.ledger), AK_POSITION_NONE);
		uint32_t *tips = NULL;
		uint32_t count = 0;
		struct ak_id parents[64];
		struct ak_id root;
		int by = -1;
		assert_int_equal(ak_graph_tips(&v.ledger->admission.graph, &tips, &count, &err), AK_OK);
		assert_true(count <= 64);
		for (uint32_t t = 0; t < count; t++)
			parents[t] = v.ledger->records[tips[t]].id;
		/* twice, for looking leaves the outlook as it was */
		for (int again = 0; again < 2; again++) {
			assert_int_equal(ak_outlook_root(&outlook, v.ledger, parents, count, &root, &by, &err), AK_OK);
			if (!ak_id_equal(&root, &v.ledger->judge.root))
				fail_msg("%s: another root", with_seals[i]);
			assert_string_equal(ak_outlook_party(&outlook, by), "ienw");
		}
		free(tips);
		ak_outlook_release(&outlook);
		close_vector(&v);
	}
}

static void the_first_seal_is_spoken_for_by_the_roots(void **state)
{
	(void)state;
	struct vector v = open_vector("decisions");
	uint32_t root = record_of(v.ledger, "vng", AK_KIND_PROPOSE);
	struct ak_outlook outlook = look(v.ledger, 1, root);
	assert_string_equal(ak_outlook_party(&outlook, outlook.seat), "vng");
	ak_outlook_release(&outlook);
	outlook = look(v.ledger, 2, root);
	assert_int_equal(outlook.seat, -1);
	ak_outlook_release(&outlook);
	close_vector(&v);
}

static void a_seal_that_a_quorum_objects_to_is_abandoned(void **state)
{
	(void)state;
	struct vector v = open_vector("seal-abandoned");
	struct ak_outlook outlook = look(v.ledger, 2, AK_POSITION_NONE);
	uint32_t abandoned = 0;
	uint32_t complete = 0;
	for (uint32_t i = 0; i < outlook.count; i++) {
		abandoned += outlook.seals[i].view.abandoned;
		complete += outlook.seals[i].complete;
		assert_false(outlook.seals[i].view.abandoned && outlook.seals[i].complete);
	}
	assert_int_equal(abandoned, 1);
	assert_int_equal(complete, 1);
	ak_outlook_release(&outlook);
	close_vector(&v);
}

static void both_seals_of_a_split_are_complete(void **state)
{
	(void)state;
	struct vector v = open_vector("split");
	assert_int_equal(ak_outlook_next(v.ledger), 2);
	struct ak_outlook outlook = look(v.ledger, 2, AK_POSITION_NONE);
	assert_int_equal(outlook.count, 2);
	assert_true(outlook.seals[0].complete && outlook.seals[1].complete);
	ak_outlook_release(&outlook);
	close_vector(&v);
}

static void a_parent_that_is_not_here_is_told(void **state)
{
	(void)state;
	struct vector v = open_vector("decisions");
	struct ak_outlook outlook = look(v.ledger, 2, AK_POSITION_NONE);
	struct ak_error err = AK_ERROR_INIT;
	struct ak_id root;
	int by;
	assert_int_equal(ak_outlook_root(&outlook, v.ledger, &ak_id_zero, 1, &root, &by, &err), AK_ERR_NOT_FOUND);
	assert_non_null(strstr(err.text, "there is no record 0000"));
	ak_outlook_release(&outlook);
	close_vector(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_complete_seal_has_the_root_that_is_computed_and_a_quorum),
		cmocka_unit_test(a_seal_over_all_that_there_is_says_the_state_root),
		cmocka_unit_test(the_first_seal_is_spoken_for_by_the_roots),
		cmocka_unit_test(a_seal_that_a_quorum_objects_to_is_abandoned),
		cmocka_unit_test(both_seals_of_a_split_are_complete),
		cmocka_unit_test(a_parent_that_is_not_here_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
