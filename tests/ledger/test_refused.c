/* SPDX-License-Identifier: EUPL-1.2 */
/* What is refused and why, whatever stands in the folder, and foundings that nothing can be judged by. */
#include "ledger/ledger_case.h"

/* ------------------------------------------------------------------ what is refused, and what falls with it */

#define NOTES                                                                                                          \
	"a p : propose p: create nota/a\n"                                                                             \
	"b q < - : propose q: create nota/b\n"

/*
 * NOTES, spoilt by a shell command; what is then refused, and how many records stand. PATH is that of a's file without
 * its end, NAME the last part of it; by-q is q's signature on a.
 */
static const struct spoilt {
	const char *sentence, *command, *wanted;
	uint32_t admitted;
} spoilt[] = {
	{"what is as it should be is not refused", ":", "", 2},
	{"a record without a signature", "rm PATH.sig", "PATH.json signature\n", 1},
	{"one that is signed by another", "mv by-q PATH.sig", "PATH.json signature\n", 1},
	{"an empty signature", ": > PATH.sig", "PATH.json signature\n", 1},
	{"a huge signature", "head -c 4097 /dev/zero | tr '\\0' '\\n' > PATH.sig", "PATH.json size\n", 1},
	{"bytes that are not those of the name", "echo >> PATH.json", "PATH.json path\n", 1},
	{"a link is never followed to a record", "mv PATH.json j && ln -s ../../../j PATH.json", "PATH.json path\n", 1},
	{"nor to a signature", "mv PATH.sig s && ln -s ../../../s PATH.sig", "PATH.json signature\n", 1},
	{"a signature alone", "rm PATH.json", "PATH.sig path\n", 1},
	{"a name that is no record's", "mv PATH.json ledger/p/0000/1.json", "PATH.sig path\nledger/p/0000/1.json path\n", 1},
	{"a record in another's folder; where it belongs it stands",
		"mkdir -p ledger/r/0000 && cp PATH.json PATH.sig ledger/r/0000/", "ledger/r/0000/NAME.json path\n", 2},
	{"what does not belong there harms nothing",
		"ln -s /etc ledger/etc && ln -s charter.json ledger/other.json && mkdir ledger/empty",
		"ledger/etc path\nledger/other.json path\n", 2},
	{"signatures of nobody on the charter",
		"cp ledger/charter.json.p.sig ledger/charter.json.t.sig; cp ledger/charter.json.p.sig ledger/charter.json.sig",
		"ledger/charter.json.sig path\nledger/charter.json.t.sig path\n", 2},
};

static char *told_of(const char *text, const char *path)
{
	struct ak_buf out = AK_BUF_INIT;
	while (*text) {
		bool is_path = strncmp(text, "PATH", 4) == 0;
		if (is_path || strncmp(text, "NAME", 4) == 0) {
			ak_buf_text(&out, is_path ? path : strrchr(path, '/') + 1);
			text += 4;
		} else {
			ak_buf_char(&out, *text++);
		}
	}
	return ak_buf_take(&out);
}

static void check_spoilt(void **state)
{
	const struct spoilt *it = *state;
	struct world world;
	struct ak_buf signature = AK_BUF_INIT;
	world_of(&world, NOTES);
	put_world(&world);
	const char *path = record_path("p", 1, world.records[0].bytes, "");
	sign_as("q", world.records[0].bytes, &signature);
	put_file("by-q", ak_buf_view(&signature));
	char *command = told_of(it->command, path);
	char *wanted = told_of(it->wanted, path);
	sh("%s", command);
	struct place place = place_open(".", NULL);
	char *got = refusals_of(place.ledger);
	assert_string_equal(got, wanted);
	assert_int_equal(place.ledger->admission.admitted, it->admitted);
	free(got);
	free(wanted);
	free(command);
	place_close(&place);
	ak_buf_release(&signature);
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
		IN_A_FOLDER(a_record_over_the_limit_is_refused_by_its_name_or_size),
		IN_A_FOLDER(an_attachment_is_what_its_name_says_or_refused),
		IN_A_FOLDER(without_a_sound_founding_there_is_no_ledger),
		IN_A_FOLDER(keys_agree_with_the_charter_or_there_is_no_ledger),
	};
	int failed = RUN_TABLE("ledger/refused", spoilt, .test_func = check_spoilt, .setup_func = temp_setup,
		.teardown_func = temp_teardown);
	return failed + cmocka_run_group_tests_name("ledger/refused, beside the table", tests, NULL, NULL);
}
