/* SPDX-License-Identifier: EUPL-1.2 */
/* A world is judged, or memory ran out and that is said: at every single allocation, and nothing is left behind. */
#include "base/scarce.h"
#include "judge/world.h"

#include <string.h>

static int compare_records(const void *a, const void *b)
{
	return ak_id_compare(&((const struct ak_record *)a)->id, &((const struct ak_record *)b)->id);
}

/* Admits and judges with the n-th allocation failing; whether it was met. *text is what it came to, or NULL. */
static bool judge_with(const struct world *world, const struct ak_record *records, const struct ak_judge_options *options,
	size_t n, char **text)
{
	struct ak_admission admission;
	struct ak_judge judge;
	struct ak_error err = AK_ERROR_INIT;
	long before = scarce_alive();
	*text = NULL;
	scarce_start(n);
	enum ak_status status =
		ak_admit(&admission, records, world->count, world->laws[0].charter, &world->laws[0].id, &err);
	bool admitted = status == AK_OK;
	if (admitted)
		status = ak_judge_run(&judge, &admission, world->laws[0].charter, options, &err);
	bool met = scarce_end();
	if (met && status != AK_OK) {
		assert_int_equal(status, AK_ERR_MEMORY);
		assert_int_equal(err.status, AK_ERR_MEMORY);
	} else {
		assert_int_equal(status, AK_OK);
	}
	size_t size = status == AK_OK ? judge.text.size + 1 : 0;
	char kept[16384];
	assert_true(size < sizeof kept);
	if (status == AK_OK) {
		memcpy(kept, ak_buf_string(&judge.text), size);
		ak_judge_release(&judge);
	}
	if (admitted)
		ak_admission_release(&admission);
	assert_int_equal(scarce_alive(), before);
	if (status == AK_OK)
		*text = strdup(kept);
	return met;
}

static void judge_with_ever_more_memory(const char *drawing, bool at_given)
{
	struct world world;
	world_of(&world, drawing);
	struct ak_record records[WORLD_MAX];
	for (uint32_t i = 0; i < world.count; i++)
		records[i] = world.records[i].record;
	qsort(records, world.count, sizeof records[0], compare_records);
	struct ak_judge_options options = {.at_given = at_given, .at = records[0].time};
	char *wanted;
	assert_false(judge_with(&world, records, &options, 0, &wanted));
	assert_non_null(wanted);
	bool more = true;
	for (size_t n = 1; more; n++) {
		char *text;
		assert_true(n < 100000);
		more = judge_with(&world, records, &options, n, &text);
		if (text)
			assert_string_equal(text, wanted); /* never another answer */
		else
			assert_true(more);
		free(text);
	}
	free(wanted);
	world_release(&world);
}

#define EVERYTHING                                                                                                     \
	SEALED                                                                                                         \
	"g p-1 : propose do: create agenda/a titel=een jaar=2022; create afspraak/x agenda=agenda/a stukken=[a,b]\n"   \
	"n p   : propose p: create nota/n woorden=[een]; add nota/n soorten kort; remove nota/n woorden een\n"         \
	"d q   : propose q: create geschil/g betreft=nota/n; set geschil/g betreft nota/n -> null; create nota/n\n"    \
	"v p-1 : propose bo pin agenda/a: set agenda/a fase concept -> vast\n"                                         \
	"e q-1 : endorse v\n"                                                                                          \
	"w r-1 : propose bo: set agenda/a titel een -> twee\n"                                                         \
	"z2 p-1 : seal 2 z1 root\n c q-1 : endorse z2\n f r-1 : endorse z2\n"                                          \
	"m p-1 : propose bo: amend one -> wider; amend wider -> notes-freeze\n o q-1 : endorse m\n"                    \
	"h p-1 : propose bo: amend one -> wider\n i q-1 : endorse h\n"                                                 \
	"j t : propose t: create actor/t-1 party=t key=$t-1; add seat/raad.t holders t-1\n"

static void want_of_memory_is_said_and_never_answered_over(void **state)
{
	(void)state;
	if (!SCARCE)
		skip();
	judge_with_ever_more_memory(EVERYTHING, false);
}

static void so_it_is_at_a_time_and_with_a_split(void **state)
{
	(void)state;
	if (!SCARCE)
		skip();
	judge_with_ever_more_memory(SEALED "z2 p-1 : seal 2 z1 root\n c q-1 : endorse z2\n f r-1 : endorse z2\n", true);
	judge_with_ever_more_memory(
		SEALED
		"a p-1 @100 < y2 : seal 2 z1 root\n n p @101 < y2 : propose p: create nota/n\n b p-1 @102 < n : seal 2 z1 root\n"
		"c q-1 @110 < a : endorse a\n d r-1 @111 < c : endorse a\n e q-1 @112 < b : endorse b\n f s-1 @113 < e : endorse b\n",
		false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(want_of_memory_is_said_and_never_answered_over),
		cmocka_unit_test(so_it_is_at_a_time_and_with_a_split),
	};
	return cmocka_run_group_tests_name("judge/scarce", tests, NULL, NULL);
}
