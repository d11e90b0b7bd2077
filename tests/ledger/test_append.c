/* SPDX-License-Identifier: EUPL-1.2 */
/* Adding to a ledger: the draft, what is foreseen against what then happens, and the writing into a bare replica. */
#include "ledger/ledger_case.h"

static const int64_t later = 1664625600 + 3600;

/* ------------------------------------------------------------------ records by hand */

/* A bare replica with the founding, in the folder that the test stands in. */
static void make_replica(const char *path)
{
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf signatures[4] = {AK_BUF_INIT, AK_BUF_INIT, AK_BUF_INIT, AK_BUF_INIT};
	char paths[4][64];
	struct ak_bytes charter = ak_bytes_of(small_laws()[0].json);
	struct ak_put puts[5] = {{.path = "ledger/charter.json", .bytes = charter}};
	for (size_t i = 0; i < 4; i++) {
		sign_as(roots[i], charter, &signatures[i]);
		snprintf(paths[i], sizeof paths[i], "ledger/charter.json.%s.sig", roots[i]);
		puts[i + 1] = (struct ak_put){.path = paths[i], .bytes = ak_buf_view(&signatures[i])};
	}
	if (ak_store_create(&store, path, &err) != AK_OK || ak_store_lock(store, 5, &err) != AK_OK ||
		ak_store_commit(store, puts, 5, NULL, 0, "founded\n", AUTHOR, first_noon, &err) != AK_OK)
		fail_msg("%s", err.text);
	ak_store_unlock(store);
	ak_store_free(store);
	for (size_t i = 0; i < 4; i++)
		ak_buf_release(&signatures[i]);
}

/*
 * What is to be signed next by someone: `propose CAPACITY CHANGE`, `endorse ID`, `object ID` or `withdraw ID`; '
 * stands for ".
 */
struct wish {
	const char *actor;
	const char *kind;
	const char *capacity; /* of a propose */
	const char *change;   /* JSON of a propose's change */
};

/* Drafts a wish and writes it; target is that of another kind. */
static void write_wish(const struct ak_ledger *ledger, const struct wish *wish, const struct ak_id *target, int64_t now,
	struct ak_buf *bytes)
{
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = {.why = "omdat"};
	struct ak_error err = AK_ERROR_INIT;
	struct ak_change change;
	struct ak_json *json = NULL;
	if (ak_record_draft(&record, &arena, ledger, wish->actor, key_of(wish->actor), now, &err) != AK_OK)
		fail_msg("%s", err.text);
	for (uint8_t kind = AK_KIND_PROPOSE; kind <= AK_KIND_SEAL; kind++)
		if (strcmp(ak_kind_name((enum ak_kind)kind), wish->kind) == 0)
			record.kind = kind;
	if (record.kind == AK_KIND_PROPOSE) {
		struct law quoted = law_new("change", wish->change);
		if (ak_json_parse(&json, ak_bytes_of(quoted.json), &err) != AK_OK ||
			ak_change_read(&change, &arena, json, "change", &err) != AK_OK)
			fail_msg("%s", err.text);
		law_free(&quoted);
		record.capacity = wish->capacity;
		record.changes = &change;
		record.change_count = 1;
		record.respond_by = -1;
	} else {
		record.target = target;
	}
	assert_int_equal(ak_record_write(&record, bytes, &err), AK_OK);
	ak_json_free(json);
	ak_arena_release(&arena);
}

/* Signs and appends; what it then is, after the ledger was opened again. */
static struct ak_judged append_wish(struct place *place, const char *path, const char *actor, struct ak_bytes bytes)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf signature = AK_BUF_INIT;
	struct ak_id id = ak_sha256(bytes);
	sign_as(actor, bytes, &signature);
	if (ak_store_lock(place->store, 5, &err) != AK_OK ||
		ak_ledger_append(place->ledger, bytes, ak_buf_view(&signature), NULL, 0, AUTHOR, later, &err) != AK_OK)
		fail_msg("%s", err.text);
	ak_store_unlock(place->store);
	ak_buf_release(&signature);
	place_close(place);
	*place = place_open(path, NULL);
	uint32_t at = ak_admission_find(&place->ledger->admission, &id);
	assert_int_not_equal(at, AK_POSITION_NONE);
	assert_int_equal(place->ledger->admission.refusals[at], AK_REFUSAL_NONE);
	return *ak_ledger_judged(place->ledger, at);
}

/* ------------------------------------------------------------------ foreseen, and then done */

#define SEAT(seat, actor) "{'op':'add','object':'seat/" seat "','field':'holders','value':'" actor "'}"
#define ACTOR(actor, party) "{'op':'create','object':'actor/" actor "','fields':{'party':'" party "','key':'$" actor "'}}"

/* clang-format off */
static const struct wish wishes[] = {
	{"p",   "propose",  "p",  ACTOR("p-1", "p")},
	{"p",   "propose",  "p",  SEAT("bo.p", "p-1")},
	{"q",   "propose",  "q",  ACTOR("q-1", "q")},
	{"q",   "propose",  "q",  SEAT("bo.q", "q-1")},
	{"q",   "propose",  "q",  SEAT("bo.q", "q-1")},
	{"q",   "propose",  "q",  SEAT("bo.q", "p-1")},                                        /* void:reference */
	{"p",   "propose",  "p",  "{'op':'create','object':'nota/n','fields':{}}"},
	{"q",   "propose",  "q",  "{'op':'create','object':'nota/n','fields':{}}"},            /* void:exists */
	{"r",   "endorse",  NULL, NULL},                                                       /* void:target */
	{"p-1", "propose",  "bo", "{'op':'set','object':'nota/n','field':'tekst','from':null,'to':'x'}"},
	{"s",   "endorse",  NULL, NULL},                                                       /* void:capacity, pending */
	{"q-1", "object",   NULL, NULL},                                                       /* noted */
	{"q-1", "endorse",  NULL, NULL},                                                       /* counted, in force */
	{"q-1", "endorse",  NULL, NULL},                                                       /* noted */
	{"q-1", "propose",  "bo", "{'op':'set','object':'nota/n','field':'tekst','from':'y','to':'z'}"},
	{"q-1", "withdraw", NULL, NULL},                                                       /* counted, withdrawn */
	{"p-1", "endorse",  NULL, NULL},                                                       /* void:withdrawn */
	{"p",   "propose",  "p",  "{'op':'set','object':'nota/n','field':'tekst','from':'y','to':'z'}"}, /* void:stale */
	{"p-1", "propose",  "self", "{'op':'create','object':'nota/m','fields':{}}"},           /* void:authority */
};
/* clang-format on */

static void what_is_foreseen_is_what_happens(void **state)
{
	(void)state;
	struct ak_id target = ak_id_zero;
	char seen[512] = "";
	make_replica("replica");
	struct place place = place_open("replica", NULL);
	for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++) {
		struct ak_buf bytes = AK_BUF_INIT;
		struct ak_judged judged;
		struct ak_judged of_target;
		enum ak_refusal refusal;
		write_wish(place.ledger, &wishes[i], &target, later, &bytes);
		assert_int_equal(ak_ledger_foresee(place.ledger, ak_buf_view(&bytes), &refusal, &judged, &of_target, NULL),
			AK_OK);
		assert_int_equal(refusal, AK_REFUSAL_NONE);
		struct ak_judged then = append_wish(&place, "replica", wishes[i].actor, ak_buf_view(&bytes));
		assert_int_equal(then.verdict, judged.verdict);
		assert_int_equal(then.reason, judged.reason);
		assert_int_equal(then.counted, judged.counted);
		if (wishes[i].capacity) {
			target = ak_sha256(ak_buf_view(&bytes));
		} else {
			uint32_t at = ak_admission_find(&place.ledger->admission, &target);
			assert_int_equal(ak_ledger_judged(place.ledger, at)->verdict, of_target.verdict);
			assert_int_equal(ak_ledger_judged(place.ledger, at)->reason, of_target.reason);
		}
		strcat(seen, ak_verdict_text((enum ak_verdict)then.verdict, (enum ak_reason)then.reason));
		strcat(seen, " ");
		ak_buf_release(&bytes);
	}
	assert_string_equal(seen, "in-force in-force in-force in-force in-force void:reference in-force void:exists "
		"void:target pending void:capacity noted counted noted pending counted void:withdrawn void:stale void:authority ");
	place_close(&place);
}

static void what_would_be_refused_is_foreseen_as_well(void **state)
{
	(void)state;
	struct ak_buf bytes = AK_BUF_INIT;
	struct ak_judged judged;
	enum ak_refusal refusal;
	struct ak_error err = AK_ERROR_INIT;
	make_replica("replica");
	struct place place = place_open("replica", NULL);
	const struct wish stranger = {"x", "propose", "p", "{'op':'create','object':'nota/n','fields':{}}"};
	write_wish(place.ledger, &stranger, NULL, later, &bytes);
	assert_int_equal(ak_ledger_foresee(place.ledger, ak_buf_view(&bytes), &refusal, &judged, NULL, &err), AK_OK);
	assert_int_equal(refusal, AK_REFUSAL_KEY);
	assert_int_equal(judged.verdict, AK_VERDICT_NONE);
	const struct wish unseen = {"p", "endorse", NULL, NULL};
	ak_buf_clear(&bytes);
	write_wish(place.ledger, &unseen, &ak_id_zero, later, &bytes);
	assert_int_equal(ak_ledger_foresee(place.ledger, ak_buf_view(&bytes), &refusal, &judged, NULL, &err), AK_OK);
	assert_int_equal(refusal, AK_REFUSAL_TARGET);
	assert_int_equal(ak_ledger_foresee(place.ledger, ak_bytes_of("{}"), &refusal, &judged, NULL, &err), AK_OK);
	assert_int_equal(refusal, AK_REFUSAL_SCHEMA);
	assert_int_equal(err.status, AK_OK);
	ak_buf_clear(&bytes);
	write_wish(place.ledger, &wishes[0], NULL, later, &bytes);
	append_wish(&place, "replica", "p", ak_buf_view(&bytes));
	assert_int_equal(ak_ledger_foresee(place.ledger, ak_buf_view(&bytes), &refusal, &judged, NULL, &err), AK_ERR_EXISTS);
	ak_buf_release(&bytes);
	place_close(&place);
}

/* ------------------------------------------------------------------ appending */

static void a_record_is_appended_with_its_attachments_as_one_commit(void **state)
{
	(void)state;
	struct ak_buf bytes = AK_BUF_INIT;
	struct ak_buf signature = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	make_replica("replica");
	struct place place = place_open("replica", NULL);
	write_wish(place.ledger, &wishes[0], NULL, later, &bytes);
	sign_as("p", ak_buf_view(&bytes), &signature);
	struct ak_attached attached = {.id = ak_sha256(ak_bytes_of("notulen")), .bytes = ak_bytes_of("notulen")};
	for (int round = 0; round < 2; round++) { /* the second time there is nothing new, and no commit */
		assert_int_equal(ak_store_lock(place.store, 5, NULL), AK_OK);
		assert_int_equal(ak_ledger_append(place.ledger, ak_buf_view(&bytes), ak_buf_view(&signature), &attached, 1,
					 AUTHOR, later, &err), AK_OK);
		ak_store_unlock(place.store);
		assert_string_equal(sh_text("git -C replica rev-list --count HEAD"), "2");
	}
	assert_string_equal(sh_text("git -C replica log -1 --format='%%an %%at %%s'"), "replica 1664629200 this replica signed a record");
	struct ak_id id = ak_sha256(ak_buf_view(&bytes));
	assert_string_equal(sh_text("git -C replica show HEAD:%s | sha256sum | cut -c 1-64",
				    record_path("p", 1, ak_buf_view(&bytes), ".json")),
		ak_id_hex(&id).text);
	place_close(&place);
	place = place_open("replica", NULL);
	assert_true(ak_ledger_has_attachment(place.ledger, &attached.id));
	assert_int_equal(place.ledger->count, 1);
	place_close(&place);
	ak_buf_release(&bytes);
	ak_buf_release(&signature);
}

static void check_not_appended(struct place *place, struct ak_bytes bytes, struct ak_bytes signature)
{
	struct ak_error err = AK_ERROR_INIT;
	assert_int_equal(ak_store_lock(place->store, 5, NULL), AK_OK);
	enum ak_status status = ak_ledger_append(place->ledger, bytes, signature, NULL, 0, AUTHOR, later, &err);
	assert_true(status == AK_ERR_REFUSED || status == AK_ERR_FORMAT);
	assert_int_not_equal(err.text[0], '\0');
	ak_store_unlock(place->store);
	assert_string_equal(sh_text("git -C replica rev-list --count HEAD"), "1");
}

static void what_is_not_sound_is_not_appended(void **state)
{
	(void)state;
	struct ak_buf bytes = AK_BUF_INIT;
	struct ak_buf good = AK_BUF_INIT;
	struct ak_buf other = AK_BUF_INIT;
	make_replica("replica");
	struct place place = place_open("replica", NULL);
	write_wish(place.ledger, &wishes[0], NULL, later, &bytes);
	sign_as("p", ak_buf_view(&bytes), &good);
	sign_as("q", ak_buf_view(&bytes), &other);
	check_not_appended(&place, ak_buf_view(&bytes), (struct ak_bytes){.size = 0});
	check_not_appended(&place, ak_buf_view(&bytes), ak_bytes_of("handtekening"));
	check_not_appended(&place, ak_buf_view(&bytes), ak_buf_view(&other));
	check_not_appended(&place, ak_bytes_of("{}"), ak_buf_view(&good));
	ak_buf_char(&bytes, '\n');
	check_not_appended(&place, ak_buf_view(&bytes), ak_buf_view(&good));
	place_close(&place);
	ak_buf_release(&bytes);
	ak_buf_release(&good);
	ak_buf_release(&other);
}

/* ------------------------------------------------------------------ the draft */

static void a_draft_knows_the_tips_and_the_next_number(void **state)
{
	(void)state;
	struct world world;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = {.seq = 0};
	world_of(&world, "a p : propose p: create nota/a\n b q < a : propose q: create nota/b\n"
		"c r @9 < a : propose r: create nota/c\n x x < a : propose r: create nota/x\n");
	put_world(&world);
	struct place place = place_open(".", NULL);
	assert_int_equal(ak_record_draft(&record, &arena, place.ledger, "p", key_of("p"), later, NULL), AK_OK);
	assert_int_equal(record.seq, 2);
	assert_int_equal(record.parent_count, 2); /* b and c; what was refused is none */
	assert_true(ak_id_compare(&record.parents[0], &record.parents[1]) < 0);
	for (int i = 0; i < 2; i++)
		assert_true(ak_id_equal(&record.parents[i], &world.records[1].record.id) ||
			ak_id_equal(&record.parents[i], &world.records[2].record.id));
	assert_int_equal(record.time, later);
	assert_true(ak_id_equal(record.ledger, &small_laws()[0].id));
	/* another key is another beginning */
	assert_int_equal(ak_record_draft(&record, &arena, place.ledger, "p", key_of("q"), later, NULL), AK_OK);
	assert_int_equal(record.seq, 1);
	assert_int_equal(ak_record_draft(&record, &arena, place.ledger, "s", key_of("s"), later, NULL), AK_OK);
	assert_int_equal(record.seq, 1);
	place_close(&place);
	world_release(&world);
	ak_arena_release(&arena);
}

static void a_clock_that_is_a_little_behind_takes_its_parents_time(void **state)
{
	(void)state;
	struct world world;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = {.seq = 0};
	struct ak_error err = AK_ERROR_INIT;
	world_of(&world, "a p @60 : propose p: create nota/a\n");
	put_world(&world);
	struct place place = place_open(".", NULL);
	assert_int_equal(ak_record_draft(&record, &arena, place.ledger, "q", key_of("q"), later + 5, NULL), AK_OK);
	assert_int_equal(record.time, later + 5);
	assert_int_equal(ak_record_draft(&record, &arena, place.ledger, "q", key_of("q"), later - 600, NULL), AK_OK);
	assert_int_equal(record.time, later);
	assert_int_equal(ak_record_draft(&record, &arena, place.ledger, "q", key_of("q"), later - 601, &err), AK_ERR_REFUSED);
	assert_non_null(strstr(err.text, "2022-10-01T13:00:00Z"));
	assert_non_null(strstr(err.text, "2022-10-01T12:49:59Z"));
	place_close(&place);
	world_release(&world);
	ak_arena_release(&arena);
}

static void a_key_that_signed_its_last_number_signs_no_more(void **state)
{
	(void)state;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = {.seq = 0};
	struct ak_error err = AK_ERROR_INIT;
	put_drawing("a p : propose p: create nota/a\n");
	struct place place = place_open(".", NULL);
	place.ledger->records[0].seq = 999999999; /* as if it had signed so often */
	assert_int_equal(ak_record_draft(&record, &arena, place.ledger, "p", key_of("p"), later, &err), AK_ERR_REFUSED);
	assert_non_null(strstr(err.text, "999999999"));
	place_close(&place);
	ak_arena_release(&arena);
}

static void the_first_draft_has_no_parents(void **state)
{
	(void)state;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = {.seq = 0};
	put_founding();
	struct place place = place_open(".", NULL);
	assert_int_equal(ak_record_draft(&record, &arena, place.ledger, "p", key_of("p"), later, NULL), AK_OK);
	assert_int_equal(record.parent_count, 0);
	assert_int_equal(record.seq, 1);
	place_close(&place);
	ak_arena_release(&arena);
}

/* One of many histories of q, or the one record of p, which knows of nobody. */
static void lone_record(struct ak_buf *bytes, const char *actor, unsigned number)
{
	ak_buf_clear(bytes);
	ak_buf_format(bytes, "{\"akkoord\":\"record/1\",\"ledger\":\"%s\",\"actor\":\"%s\",\"key\":\"%s\",\"seq\":1,\"parents\":[],",
		ak_id_hex(&small_laws()[0].id).text, actor, key_of(actor));
	ak_buf_format(bytes, "\"time\":\"2022-10-01T12:00:00Z\",\"kind\":\"propose\",\"for\":\"%s\",\"why\":\"%u\",", actor, number);
	ak_buf_format(bytes, "\"changes\":[{\"op\":\"create\",\"object\":\"nota/%s%u\",\"fields\":{}}]}", actor, number);
}

/*
 * q forks eighty times, and p has one record, of which the id sorts after (and then before) the first sixty-four:
 * whoever drafts takes sixty-four, its own history among them, and what it drafts is not refused.
 */
static void of_too_many_tips_those_are_taken_that_know_one_s_own_last(void **state)
{
	(void)state;
	struct ak_buf bytes = AK_BUF_INIT;
	put_founding();
	for (unsigned i = 0; i < 80; i++) {
		lone_record(&bytes, "q", i);
		put_record("q", 1, ak_buf_view(&bytes));
	}
	unsigned number = 0;
	struct ak_id own;
	do { /* one that sorts late: by chance alone after some tries */
		lone_record(&bytes, "p", number++);
		own = ak_sha256(ak_buf_view(&bytes));
	} while (own.bytes[0] < 0xfe);
	put_record("p", 1, ak_buf_view(&bytes));
	struct place place = place_open(".", NULL);
	static const char *const drafters[] = {"p", "q", "r"};
	for (size_t i = 0; i < 3; i++) {
		struct ak_arena arena = AK_ARENA_INIT;
		struct ak_record record = {.seq = 0};
		struct ak_judged judged;
		enum ak_refusal refusal;
		assert_int_equal(ak_record_draft(&record, &arena, place.ledger, drafters[i], key_of(drafters[i]), later, NULL),
			AK_OK);
		assert_int_equal(record.parent_count, 64);
		assert_int_equal(record.seq, i < 2 ? 2 : 1);
		bool knows = false;
		for (uint32_t p = 0; p < 64; p++) {
			knows = knows || ak_id_equal(&record.parents[p], &own);
			assert_true(p == 0 || ak_id_compare(&record.parents[p - 1], &record.parents[p]) < 0);
		}
		assert_true(knows || i > 0);
		struct wish wish = {drafters[i], "propose", drafters[i], "{'op':'create','object':'nota/n','fields':{}}"};
		ak_buf_clear(&bytes);
		write_wish(place.ledger, &wish, NULL, later, &bytes);
		assert_int_equal(ak_ledger_foresee(place.ledger, ak_buf_view(&bytes), &refusal, &judged, NULL, NULL), AK_OK);
		assert_int_equal(refusal, AK_REFUSAL_NONE);
		ak_arena_release(&arena);
	}
	place_close(&place);
	ak_buf_release(&bytes);
}

/* ------------------------------------------------------------------ one file by itself */

static void a_file_from_elsewhere_is_checked_by_itself(void **state)
{
	(void)state;
	struct ak_buf bytes = AK_BUF_INIT;
	struct ak_buf signature = AK_BUF_INIT;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record;
	lone_record(&bytes, "p", 1);
	sign_as("p", ak_buf_view(&bytes), &signature);
	struct ak_bytes file = ak_buf_view(&bytes);
	const struct {
		const char *path;
		struct ak_bytes bytes, signature;
		enum ak_refusal refusal;
	} cases[] = {
		{record_path("p", 1, file, ".json"), file, ak_buf_view(&signature), AK_REFUSAL_NONE},
		{record_path("p", 1, file, ".sig"), file, ak_buf_view(&signature), AK_REFUSAL_PATH},
		{"ledger/p/1.json", file, ak_buf_view(&signature), AK_REFUSAL_PATH},
		{record_path("p", 2, file, ".json"), file, ak_buf_view(&signature), AK_REFUSAL_PATH},
		{record_path("q", 1, file, ".json"), file, ak_buf_view(&signature), AK_REFUSAL_PATH},
		{record_path("p", 1, ak_bytes_of("x"), ".json"), file, ak_buf_view(&signature), AK_REFUSAL_PATH},
		{record_path("p", 1, file, ".json"), file, {.size = 0}, AK_REFUSAL_SIGNATURE},
		{record_path("p", 1, file, ".json"), file, file, AK_REFUSAL_SIGNATURE},
		{record_path("p", 1, ak_bytes_of("{"), ".json"), ak_bytes_of("{"), ak_buf_view(&signature), AK_REFUSAL_JSON},
		{record_path("p", 1, ak_bytes_of("{}"), ".json"), ak_bytes_of("{}"), ak_buf_view(&signature), AK_REFUSAL_SCHEMA},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct ak_error err = AK_ERROR_INIT;
		enum ak_refusal refusal =
			ak_record_check(&record, &arena, cases[i].path, cases[i].bytes, cases[i].signature, &err);
		if (refusal != cases[i].refusal)
			fail_msg("case %zu: %d, %s", i, refusal, err.text);
		assert_int_equal(err.status == AK_OK, refusal == AK_REFUSAL_NONE);
	}
	ak_arena_release(&arena);
	ak_buf_release(&bytes);
	ak_buf_release(&signature);
}

int main(void)
{
	if (ak_sig_start(NULL) != AK_OK)
		return 1;
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(what_is_foreseen_is_what_happens),
		IN_A_FOLDER(what_would_be_refused_is_foreseen_as_well),
		IN_A_FOLDER(a_record_is_appended_with_its_attachments_as_one_commit),
		IN_A_FOLDER(what_is_not_sound_is_not_appended),
		IN_A_FOLDER(a_draft_knows_the_tips_and_the_next_number),
		IN_A_FOLDER(a_clock_that_is_a_little_behind_takes_its_parents_time),
		IN_A_FOLDER(a_key_that_signed_its_last_number_signs_no_more),
		IN_A_FOLDER(the_first_draft_has_no_parents),
		IN_A_FOLDER(of_too_many_tips_those_are_taken_that_know_one_s_own_last),
		cmocka_unit_test(a_file_from_elsewhere_is_checked_by_itself),
	};
	return cmocka_run_group_tests_name("ledger/append", tests, NULL, NULL);
}
