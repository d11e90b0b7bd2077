/* SPDX-License-Identifier: EUPL-1.2 */
/* Whatever becomes of the cache, the answer is the one that a ledger gives without it. */
#include "ledger/cache.h"
#include "ledger/ledger_case.h"

#define DRAWING                                                                                                        \
	"a p : propose p: create nota/a\n"                                                                             \
	"b q < - : propose q: create nota/b\n"                                                                         \
	"c r < a b : propose r: create nota/c\n"

static char top[TEMP_PATH_MAX];

/* All that a ledger says, to be freed. */
static char *answer(const char *path, bool use_cache)
{
	const struct ak_ledger_options options = {.use_cache = use_cache};
	struct place place = place_open(path, &options);
	const struct ak_ledger *ledger = place.ledger;
	struct ak_buf out = AK_BUF_INIT;
	char *refused = refusals_of(ledger);
	ak_buf_format(&out, "%s\n%s\n%s", ak_id_hex(&ledger->id).text, ak_buf_string(&ledger->judge.text), refused ? refused : "");
	free(refused);
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_judged *judged = ak_ledger_judged(ledger, i);
		const struct ak_record *record = &ledger->records[i];
		ak_buf_format(&out, "%s %s %u %u %u %u %s\n", ak_id_hex(&record->id).text, record->actor, record->seq,
			judged->verdict, judged->reason, judged->place, record->why ? record->why : "-");
	}
	for (uint32_t i = 0; i < ledger->attachment_count; i++)
		ak_buf_format(&out, "%s %zu\n", ak_id_hex(&ledger->attachments[i].id).text, ledger->attachments[i].size);
	ak_buf_format(&out, "%u %u %s\n", ledger->judge.seal_count, ledger->judge.split_count,
		ak_buf_string(&ledger->charter_bytes));
	place_close(&place);
	assert_false(out.failed);
	return ak_buf_take(&out);
}

static void check_same(const char *path)
{
	char *cold = answer(path, false);
	char *warm = answer(path, true);
	assert_string_equal(warm, cold);
	free(cold);
	free(warm);
}

/* Whether there is a cache that can be used; and that is of these very files. */
static bool has_cache(const char *path, bool *whole)
{
	struct ak_store *store = NULL;
	struct ak_cache cache;
	assert_int_equal(ak_store_open(&store, path, NULL), AK_OK);
	bool found = ak_cache_open(&cache, store);
	*whole = found && ak_cache_is_whole(&cache, store);
	if (found)
		ak_cache_release(&cache);
	ak_store_free(store);
	return found;
}

static void commit_all(void)
{
	sh("git init -q . && git add -A . && git commit -q -m x --allow-empty && git gc -q");
}

static void a_warm_ledger_answers_as_a_cold_one(void **state)
{
	(void)state;
	static const char *const names[] = {"decisions", "quorum", "refusals", "reasons", "seals", "split", "security-keys",
		"amendment", "keys-change", "known-at"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		bool whole;
		sh("rm -rf v && cp -r '%s/tests/vectors/%s' v && cd v && chmod -R u+w . && git init -q . && git add -A -f . && git commit -q -m x", top, names[i]);
		char *cold = answer("v", false);
		assert_false(has_cache("v", &whole)); /* who does not ask for one makes none */
		char *first = answer("v", true);
		assert_true(has_cache("v", &whole) && whole);
		char *second = answer("v", true);
		assert_string_equal(first, cold);
		assert_string_equal(second, cold);
		free(cold);
		free(first);
		free(second);
	}
}

static void a_damaged_cache_is_as_none(void **state)
{
	(void)state;
	bool whole;
	put_drawing(DRAWING);
	commit_all();
	char *cold = answer(".", false);
	char *made = answer(".", true);
	assert_string_equal(made, cold);
	size_t size = (size_t)strtoul(sh_text("wc -c < .git/akkoord.cache"), NULL, 10);
	sh("cp .git/akkoord.cache sound");
	for (size_t at = 0; at < size; at += 1 + size / 97) {
		unsigned byte = (unsigned)strtoul(sh_text("od -An -tu1 -j%zu -N1 sound", at), NULL, 10);
		sh("cp sound .git/akkoord.cache && printf '\\%03o' | dd of=.git/akkoord.cache bs=1 seek=%zu conv=notrunc status=none",
			byte ^ 1U, at);
		assert_false(has_cache(".", &whole));
		sh("head -c %zu sound > .git/akkoord.cache", at);
		assert_false(has_cache(".", &whole));
	}
	char *after = answer(".", true);
	assert_string_equal(after, cold);
	assert_true(has_cache(".", &whole) && whole); /* and is made anew */
	sh("rm .git/akkoord.cache && mkdir .git/akkoord.cache");
	check_same(".");
	sh("rmdir .git/akkoord.cache && ln -s ../sound .git/akkoord.cache");
	assert_false(has_cache(".", &whole));
	check_same(".");
	free(cold);
	free(made);
	free(after);
}

static void a_copy_brings_no_cache_along(void **state)
{
	(void)state;
	bool whole;
	put_drawing(DRAWING);
	commit_all();
	free(answer(".", true));
	assert_true(has_cache(".", &whole));
	sh("mkdir copy && cp -r .git copy/ && test -f copy/.git/akkoord.cache");
	assert_false(has_cache("copy", &whole));
	check_same("copy");
}

static void what_is_new_is_verified_and_what_is_gone_is_gone(void **state)
{
	(void)state;
	bool whole;
	struct world world;
	world_of(&world, DRAWING "d s < c : propose s: create nota/d\n");
	put_world(&world);
	const struct drawn *last = &world.records[world.count - 1];
	const char *path = record_path("s", 1, last->bytes, "");
	sh("mkdir aside && mv %s.json %s.sig aside/", path, path);
	sh("mkdir bijlagen && echo x > x && cp x bijlagen/$(sha256sum < x | cut -c1-64)");
	commit_all();
	char *before = answer(".", true);
	sh("mv aside/* $(dirname %s)/ && git add -A . && git commit -q -m y", path);
	assert_true(has_cache(".", &whole) && !whole);
	check_same(".");
	sh("sed -i 's/A/B/' %s.sig && git add -A . && git commit -q -m spoilt", path);
	check_same(".");
	sh("git rm -q %s.json %s.sig && git commit -q -m gone", path, path);
	char *after = answer(".", true);
	assert_string_equal(before, after);
	path = record_path("r", 1, world.records[world_find(&world, "c")].bytes, "");
	sh("sed -i 's/A/B/' %s.sig && git add -A . && git commit -q -m spoilt", path); /* one that the cache has */
	check_same(".");
	sh("git rm -q -r bijlagen && git commit -q -m gone");
	check_same(".");
	free(before);
	free(after);
	world_release(&world);
}

static void a_plain_folder_has_none(void **state)
{
	(void)state;
	put_drawing(DRAWING);
	check_same(".");
	sh("test ! -e akkoord.cache");
}

int main(void)
{
	if (!getcwd(top, sizeof top) || ak_sig_start(NULL) != AK_OK)
		return 1;
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(a_warm_ledger_answers_as_a_cold_one),
		IN_A_FOLDER(a_damaged_cache_is_as_none),
		IN_A_FOLDER(a_copy_brings_no_cache_along),
		IN_A_FOLDER(what_is_new_is_verified_and_what_is_gone_is_gone),
		IN_A_FOLDER(a_plain_folder_has_none),
	};
	return cmocka_run_group_tests_name("ledger/cache", tests, NULL, NULL);
}
