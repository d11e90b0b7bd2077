/* SPDX-License-Identifier: EUPL-1.2 */
/* What is refused and why, whatever stands in the folder, and foundings that nothing can be judged by. */
#include "ledger/ledger_case.h"

/* ------------------------------------------------------------------ what is refused, and what falls with it */

#define NOTES                                                                                                          \
	"a p : propose p: create nota/a\n"                                                                             \
	"b q < - : propose q: create nota/b\n"

/* Puts NOTES, spoils what belongs to a, and compares; PATH stands for a's without its end. */
static void check_spoilt(void (*spoil)(const struct drawn *drawn, const char *path), const char *wanted)
{
	struct world world;
	struct ak_buf expected = AK_BUF_INIT;
	world_of(&world, NOTES);
	put_world(&world);
	const struct drawn *a = &world.records[0];
	const char *path = record_path("p", 1, a->bytes, "");
	spoil(a, path);
	for (const char *at = wanted; *at; at++)
		if (strncmp(at, "PATH", 4) == 0) {
			ak_buf_text(&expected, path);
			at += 3;
		} else {
			ak_buf_char(&expected, *at);
		}
	struct place place = place_open(".", NULL);
	char *got = refusals_of(place.ledger);
	assert_string_equal(got, ak_buf_string(&expected));
	assert_int_equal(place.ledger->admission.admitted, strstr(wanted, "PATH.json") ? 1 : 2);
	free(got);
	place_close(&place);
	ak_buf_release(&expected);
	world_release(&world);
}

static void nothing(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	(void)path;
}

static void without_signature(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	sh("rm %s.sig", path);
}

static void signed_by_another(const struct drawn *drawn, const char *path)
{
	struct ak_buf signature = AK_BUF_INIT;
	sign_as("q", drawn->bytes, &signature);
	write_file(temp_path("s"), signature.data, signature.size);
	sh("mv s %s.sig", path);
	ak_buf_release(&signature);
}

static void empty_signature(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	sh(": > %s.sig", path);
}

static void huge_signature(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	sh("head -c 4097 /dev/zero | tr '\\0' '\\n' > %s.sig", path);
}

static void signature_as_link(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	sh("mv %s.sig s && ln -s ../../../s %s.sig", path, path);
}

static void record_as_link(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	sh("mv %s.json j && ln -s ../../../j %s.json", path, path);
}

static void other_bytes(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	sh("echo >> %s.json", path);
}

static void a_lone_signature(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	sh("rm %s.json", path);
}

static void another_name(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	sh("mv %s.json ledger/p/0000/1.json", path);
}

static void another_actor_s_folder(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	sh("mkdir ledger/r && mkdir ledger/r/0000 && cp %s.json %s.sig ledger/r/0000/", path, path);
}

static void a_link_beside(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	(void)path;
	sh("ln -s /etc ledger/etc && ln -s charter.json ledger/other.json && mkdir ledger/empty");
}

static void a_signature_of_no_party(const struct drawn *drawn, const char *path)
{
	(void)drawn;
	(void)path;
	sh("cp ledger/charter.json.p.sig ledger/charter.json.t.sig; cp ledger/charter.json.p.sig ledger/charter.json.sig");
}

static void spoilt_files_are_refused_by_the_first_reason(void **state)
{
	(void)state;
	check_spoilt(nothing, "");
	check_spoilt(without_signature, "PATH.json signature\n");
	check_spoilt(signed_by_another, "PATH.json signature\n");
	check_spoilt(empty_signature, "PATH.json signature\n");
	check_spoilt(huge_signature, "PATH.json size\n");
	check_spoilt(other_bytes, "PATH.json path\n");
}

static void links_are_never_followed(void **state)
{
	(void)state;
	check_spoilt(record_as_link, "PATH.json path\n");
}

static void nor_as_a_signature(void **state)
{
	(void)state;
	check_spoilt(signature_as_link, "PATH.json signature\n");
}

static void a_signature_alone_is_refused(void **state)
{
	(void)state;
	struct world world;
	world_of(&world, NOTES);
	put_world(&world);
	a_lone_signature(NULL, record_path("p", 1, world.records[0].bytes, ""));
	struct place place = place_open(".", NULL);
	assert_int_equal(place.ledger->refused_count, 1);
	assert_string_equal(place.ledger->refused[0].path, record_path("p", 1, world.records[0].bytes, ".sig"));
	assert_int_equal(place.ledger->refused[0].reason, AK_REFUSAL_PATH);
	place_close(&place);
	another_name(NULL, record_path("q", 1, world.records[1].bytes, ""));
	place = place_open(".", NULL);
	assert_int_equal(place.ledger->refused_count, 3);
	assert_int_equal(place.ledger->count, 0);
	place_close(&place);
	world_release(&world);
}

static void what_does_not_belong_there_is_refused_and_harms_nothing(void **state)
{
	(void)state;
	check_spoilt(a_link_beside, "ledger/etc path\nledger/other.json path\n");
}

static void signatures_of_nobody_on_the_charter_are_refused(void **state)
{
	(void)state;
	check_spoilt(a_signature_of_no_party, "ledger/charter.json.sig path\nledger/charter.json.t.sig path\n");
}

static void a_record_in_another_s_folder_is_refused(void **state)
{
	(void)state;
	struct world world;
	world_of(&world, NOTES);
	put_world(&world);
	another_actor_s_folder(NULL, record_path("p", 1, world.records[0].bytes, ""));
	struct place place = place_open(".", NULL);
	assert_int_equal(place.ledger->refused_count, 1);
	assert_string_equal(place.ledger->refused[0].path, record_path("r", 1, world.records[0].bytes, ".json"));
	assert_int_equal(place.ledger->refused[0].reason, AK_REFUSAL_PATH);
	assert_int_equal(place.ledger->count, 1 + 1); /* where it belongs it stands */
	place_close(&place);
	world_release(&world);
}

/* 131,072 bytes and one more, named by their digest and not. */
static void a_record_over_the_limit_is_refused_by_its_name_or_size(void **state)
{
	(void)state;
	size_t size = 131073;
	char *large = malloc(size);
	assert_non_null(large);
	memset(large, ' ', size);
	put_founding();
	put_file(record_path("p", 1, (struct ak_bytes){(uint8_t *)large, size}, ".json"), (struct ak_bytes){(uint8_t *)large, size});
	put_file(record_path("q", 1, ak_bytes_of("x"), ".json"), (struct ak_bytes){(uint8_t *)large, size});
	put_file(record_path("r", 1, (struct ak_bytes){(uint8_t *)large, size - 1}, ".json"),
		(struct ak_bytes){(uint8_t *)large, size - 1});
	struct place place = place_open(".", NULL);
	assert_int_equal(place.ledger->refused_count, 3);
	assert_int_equal(place.ledger->refused[0].reason, AK_REFUSAL_SIZE);
	assert_int_equal(place.ledger->refused[1].reason, AK_REFUSAL_PATH);
	assert_int_equal(place.ledger->refused[2].reason, AK_REFUSAL_JSON);
	place_close(&place);
	free(large);
}

static void an_attachment_is_what_its_name_says_or_refused(void **state)
{
	(void)state;
	char path[128];
	struct ak_id id = ak_sha256(ak_bytes_of("notulen"));
	put_founding();
	snprintf(path, sizeof path, "bijlagen/%s", ak_id_hex(&id).text);
	put_file(path, ak_bytes_of("notulen"));
	put_file("bijlagen/notulen.txt", ak_bytes_of("notulen"));
	snprintf(path, sizeof path, "bijlagen/%s", ak_id_hex(&ak_id_zero).text);
	put_file(path, ak_bytes_of("anders"));
	sh("ln -s /etc/passwd bijlagen/%064d", 1);
	struct place place = place_open(".", NULL);
	assert_int_equal(place.ledger->attachment_count, 1);
	assert_int_equal(place.ledger->attachments[0].size, 7);
	assert_true(ak_ledger_has_attachment(place.ledger, &id));
	assert_false(ak_ledger_has_attachment(place.ledger, &ak_id_zero));
	assert_int_equal(place.ledger->refused_count, 3);
	for (uint32_t i = 0; i < 3; i++)
		assert_int_equal(place.ledger->refused[i].reason, AK_REFUSAL_PATH);
	place_close(&place);
}

/* ------------------------------------------------------------------ foundings that cannot be judged */

static void check_unjudgeable(const char *part)
{
	struct ak_store *store = NULL;
	struct ak_ledger *ledger = NULL;
	struct ak_error err = AK_ERROR_INIT;
	assert_int_equal(ak_store_open(&store, ".", NULL), AK_OK);
	assert_int_equal(ak_ledger_open(&ledger, store, NULL, &err), AK_ERR_FORMAT);
	assert_null(ledger);
	if (!strstr(err.text, part))
		fail_msg("\"%s\" is not in \"%s\"", part, err.text);
	ak_store_free(store);
}

static void put_pin(const char *party, const char *key, const char *comment)
{
	char path[64];
	char line[256];
	snprintf(path, sizeof path, "keys/%s.pub", party);
	snprintf(line, sizeof line, "%s%s\n", key, comment);
	put_file(path, ak_bytes_of(line));
}

static void without_a_sound_founding_there_is_no_ledger(void **state)
{
	(void)state;
	check_unjudgeable("this is no akkoord ledger");
	put_founding();
	sh("mv ledger/charter.json.q.sig q.sig");
	check_unjudgeable("charter.json.q.sig");
	sh("cp ledger/charter.json.p.sig ledger/charter.json.q.sig");
	check_unjudgeable("the signature of q on the charter is not good");
	sh("ln -sf ../q.sig ledger/charter.json.q.sig");
	check_unjudgeable("not a regular file");
	sh("rm ledger/charter.json.q.sig; mv q.sig ledger/charter.json.q.sig; sed -i s/Klein/Groot/ ledger/charter.json");
	check_unjudgeable("the signature of p on the charter is not good");
	sh("sed -i s/amend/amenderen/ ledger/charter.json");
	check_unjudgeable("the charter in ledger/charter.json is not valid");
	sh("head -c 140000 /dev/zero > ledger/charter.json");
	check_unjudgeable("larger than 131072 bytes");
}

static void keys_agree_with_the_charter_or_there_is_no_ledger(void **state)
{
	(void)state;
	put_founding();
	for (size_t i = 0; i < 4; i++)
		put_pin(roots[i], key_of(roots[i]), i % 2 ? " met commentaar" : "");
	put_file("keys/README", ak_bytes_of("no concern"));
	put_file("keys/oud/t.pub", ak_bytes_of("no concern"));
	struct place place = place_open(".", NULL);
	assert_int_equal(place.ledger->refused_count, 0);
	place_close(&place);
	put_pin("q", key_of("p"), "");
	check_unjudgeable("keys/q.pub");
	put_pin("q", "geen sleutel", "");
	check_unjudgeable("keys/q.pub");
	sh("head -c 17000 /dev/zero > keys/q.pub");
	check_unjudgeable("keys/q.pub: it is larger than 16384 bytes");
	sh("rm keys/q.pub");
	check_unjudgeable("3 of 4");
	put_pin("q", key_of("q"), "");
	put_pin("t", key_of("t"), "");
	check_unjudgeable("keys/t.pub");
	sh("rm -r keys && mkdir keys");
	check_unjudgeable("0 of 4");
}

int main(void)
{
	if (ak_sig_start(NULL) != AK_OK)
		return 1;
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(spoilt_files_are_refused_by_the_first_reason),
		IN_A_FOLDER(links_are_never_followed),
		IN_A_FOLDER(nor_as_a_signature),
		IN_A_FOLDER(a_signature_alone_is_refused),
		IN_A_FOLDER(what_does_not_belong_there_is_refused_and_harms_nothing),
		IN_A_FOLDER(signatures_of_nobody_on_the_charter_are_refused),
		IN_A_FOLDER(a_record_in_another_s_folder_is_refused),
		IN_A_FOLDER(a_record_over_the_limit_is_refused_by_its_name_or_size),
		IN_A_FOLDER(an_attachment_is_what_its_name_says_or_refused),
		IN_A_FOLDER(without_a_sound_founding_there_is_no_ledger),
		IN_A_FOLDER(keys_agree_with_the_charter_or_there_is_no_ledger),
	};
	return cmocka_run_group_tests_name("ledger/refused", tests, NULL, NULL);
}
