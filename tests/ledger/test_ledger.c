/* SPDX-License-Identifier: EUPL-1.2 */
/* Opening a ledger: the same on one core and on four, and what can be asked of it. */
#include "ledger/ledger_case.h"

#include "json/json.h"

static char top[TEMP_PATH_MAX]; /* where the tests were started: the project */

/* ------------------------------------------------------------------ the vectors */

static struct ak_json *read_json(const char *path)
{
	struct ak_json *json = NULL;
	struct ak_buf text = AK_BUF_INIT;
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	for (int c; (c = getc(file)) != EOF;)
		ak_buf_char(&text, (char)c);
	fclose(file);
	assert_int_equal(ak_json_parse(&json, ak_buf_view(&text), NULL), AK_OK);
	ak_buf_release(&text);
	return json;
}

static void check_verdicts(const struct ak_ledger *ledger, const struct ak_json *expected)
{
	const struct ak_json *records = ak_json_get(expected, "records");
	const struct ak_json *refused = ak_json_get(expected, "refused");
	size_t judged = 0;
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_judged *said = ak_ledger_judged(ledger, i);
		const char *text = ak_verdict_text((enum ak_verdict)said->verdict, (enum ak_reason)said->reason);
		if (!text)
			continue;
		const struct ak_json *wanted = ak_json_get(records, ak_id_hex(&ledger->records[i].id).text);
		assert_non_null(wanted);
		assert_string_equal(text, ak_json_text(wanted));
		judged++;
	}
	assert_int_equal(judged, ak_json_count(records));
	assert_int_equal(ledger->refused_count, ak_json_count(refused));
	for (uint32_t i = 0; i < ledger->refused_count; i++) {
		const struct ak_json *wanted = ak_json_get(refused, ledger->refused[i].path);
		assert_non_null(wanted);
		assert_string_equal(ak_refusal_name(ledger->refused[i].reason), ak_json_text(wanted));
		assert_non_null(ledger->refused[i].why);
	}
}

static void check_vector(const char *name, unsigned threads)
{
	char path[2 * TEMP_PATH_MAX];
	const struct ak_ledger_options options = {.threads = threads};
	snprintf(path, sizeof path, "%s/tests/vectors/%s/expect.json", top, name);
	struct ak_json *expected = read_json(path);
	*strrchr(path, '/') = '\0';
	struct place place = place_open(path, &options);
	assert_string_equal(ak_id_hex(&place.ledger->id).text, ak_json_text(ak_json_get(expected, "ledger")));
	assert_string_equal(ak_id_hex(&place.ledger->judge.root).text, ak_json_text(ak_json_get(expected, "state")));
	check_verdicts(place.ledger, expected);
	place_close(&place);
	ak_json_free(expected);
}

static void the_vectors_are_answered_the_same_on_one_core_and_on_four(void **state)
{
	(void)state;
	static const char *const names[] = {"decisions", "quorum", "refusals", "reasons", "seals", "split", "security-keys"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		check_vector(names[i], 1);
		check_vector(names[i], 4);
	}
}

struct shown {
	size_t most, total;
};

static void count_progress(void *context, size_t done, size_t total)
{
	struct shown *shown = context;
	assert_true(done <= total && done >= shown->most); /* forwards only */
	*shown = (struct shown){done, total};
}

static size_t files_of(struct ak_store *store)
{
	struct ak_listing listing;
	assert_int_equal(ak_store_list(store, "ledger", &listing, NULL), AK_OK);
	size_t count = listing.count;
	ak_listing_release(&listing);
	return count;
}

/* Enough files that four threads have work. */
static void many_files_give_one_answer_whoever_reads_them(void **state)
{
	(void)state;
	struct world world;
	world_of(&world, SEALED);
	put_world(&world);
	for (unsigned i = 0; i < 400; i++) { /* and what does not belong there */
		char path[64];
		snprintf(path, sizeof path, "ledger/x/%u.json", i);
		put_file(path, ak_bytes_of("{}"));
	}
	char *texts[2];
	char *refusals[2];
	for (unsigned i = 0; i < 2; i++) {
		struct shown shown = {.most = 0};
		const struct ak_ledger_options options = {
			.threads = i ? 4 : 1, .progress = count_progress, .context = &shown};
		struct place place = place_open(".", &options);
		texts[i] = strdup(ak_buf_string(&place.ledger->judge.text));
		refusals[i] = refusals_of(place.ledger);
		assert_int_equal(place.ledger->refused_count, 400);
		assert_int_equal(place.ledger->admission.admitted, world.count);
		if (i == 0) { /* of four threads, the one that tells may come too late */
			assert_true(shown.most > 0);
			assert_int_equal(shown.total, files_of(place.store) / 2); /* a record is two files */
		}
		place_close(&place);
	}
	assert_string_equal(texts[0], texts[1]);
	assert_string_equal(refusals[0], refusals[1]);
	for (unsigned i = 0; i < 2; i++) {
		free(texts[i]);
		free(refusals[i]);
	}
	world_release(&world);
}

/* ------------------------------------------------------------------ asking */

static void a_record_is_found_by_the_beginning_of_its_id(void **state)
{
	(void)state;
	struct world world;
	struct ak_error err = AK_ERROR_INIT;
	uint32_t found = 77;
	world_of(&world, SEALED "x x : propose p: create nota/n\n");
	put_world(&world);
	struct place place = place_open(".", NULL);
	for (uint32_t i = 0; i < world.count - 1; i++) {
		struct ak_id_hex hex = ak_id_hex(&world.records[i].record.id);
		assert_int_equal(ak_ledger_find(place.ledger, hex.text, &found, NULL), AK_OK);
		assert_true(ak_id_equal(&place.ledger->records[found].id, &world.records[i].record.id));
		hex.text[9] = '\0';
		assert_int_equal(ak_ledger_find(place.ledger, hex.text, &found, NULL), AK_OK);
		hex.text[3] = '\0';
		assert_int_equal(ak_ledger_find(place.ledger, hex.text, &found, NULL), AK_ERR_USAGE);
	}
	/* what is refused is not there */
	assert_int_equal(ak_ledger_find(place.ledger, ak_id_hex(&world.records[world.count - 1].record.id).text, &found, &err),
		AK_ERR_NOT_FOUND);
	assert_int_equal(ak_ledger_find(place.ledger, "ABCDEF", &found, NULL), AK_ERR_USAGE);
	assert_int_equal(ak_ledger_find(place.ledger, "", &found, NULL), AK_ERR_USAGE);
	place_close(&place);
	world_release(&world);
}

/* 16^4 beginnings of four digits: among so many records two share one. */
static void a_beginning_of_several_names_two_of_them(void **state)
{
	(void)state;
	struct ak_ledger ledger = {.count = 2};
	struct ak_record records[2] = {{.seq = 0}};
	uint8_t refusals[2] = {0};
	struct ak_error err = AK_ERROR_INIT;
	uint32_t found = 77;
	records[0].id.bytes[0] = records[1].id.bytes[0] = 0xab;
	records[1].id.bytes[3] = 1;
	ledger.records = records;
	ledger.admission.refusals = refusals;
	assert_int_equal(ak_ledger_find(&ledger, "ab0000", &found, &err), AK_ERR_USAGE);
	assert_int_equal(found, 77);
	assert_non_null(strstr(err.text, ak_id_hex(&records[0].id).text));
	assert_non_null(strstr(err.text, ak_id_hex(&records[1].id).text));
	assert_int_equal(ak_ledger_find(&ledger, "ab000001", &found, NULL), AK_OK);
	assert_int_equal(found, 1);
	refusals[1] = AK_REFUSAL_KEY;
	assert_int_equal(ak_ledger_find(&ledger, "ab0000", &found, NULL), AK_OK);
	assert_int_equal(found, 0);
}

static void a_ledger_is_read_at_a_time_and_with_what_is_remembered(void **state)
{
	(void)state;
	struct world world;
	world_of(&world, SEALED
		"a p-1 @100 < y2 : seal 2 z1 root\n n p   @101 < y2 : propose p: create nota/n\n b p-1 @102 < n  : seal 2 z1 root\n"
		"c q-1 @110 < a : endorse a\n d r-1 @111 < c : endorse a\n e q-1 @112 < b : endorse b\n f s-1 @113 < e : endorse b\n");
	put_world(&world);
	struct ak_ledger_options options = {.at_given = true, .at = first_noon + 50 * 60};
	struct place place = place_open(".", &options);
	assert_int_equal(place.ledger->judge.split_count, 0);
	assert_int_equal(place.ledger->judge.seal_count, 1);
	assert_true(place.ledger->judge.has_split); /* it is there, for who asks of the whole */
	place_close(&place);
	options = (struct ak_ledger_options){
		.remembered = &world.records[world_find(&world, "b")].record.id, .remembered_count = 1};
	place = place_open(".", &options);
	assert_int_equal(place.ledger->judge.split_count, 2);
	assert_int_equal(place.ledger->judge.seal_count, 2);
	place_close(&place);
	world_release(&world);
}

int main(void)
{
	if (!getcwd(top, sizeof top) || ak_sig_start(NULL) != AK_OK)
		return 1;
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vectors_are_answered_the_same_on_one_core_and_on_four),
		IN_A_FOLDER(many_files_give_one_answer_whoever_reads_them),
		IN_A_FOLDER(a_record_is_found_by_the_beginning_of_its_id),
		cmocka_unit_test(a_beginning_of_several_names_two_of_them),
		IN_A_FOLDER(a_ledger_is_read_at_a_time_and_with_what_is_remembered),
	};
	return cmocka_run_group_tests_name("ledger/ledger", tests, NULL, NULL);
}
