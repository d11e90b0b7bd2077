/* SPDX-License-Identifier: EUPL-1.2 */
/* What is told from the state that was kept at the head is what the whole ledger tells, or nothing. */
#include "ledger/head.h"
#include "ledger/ledger_case.h"
#include "report/blame.h"
#include "report/fault.h"
#include "report/object.h"

#include "cli/waiting.c"

static char top[TEMP_PATH_MAX];

static void put_json(struct ak_buf *out, struct ak_json *taken)
{
	assert_non_null(taken);
	ak_json_pretty(taken, out);
	ak_json_free(taken);
}

/* All that `show` and `blame` say of an object. Appended. */
static void put_object(struct ak_buf *out, const struct ak_ledger *ledger, const char *name)
{
	const struct ak_object *object = ak_state_find(ak_ledger_state(ledger), name);
	struct ak_page page = AK_PAGE_INIT;
	struct ak_blame *items = NULL;
	size_t count = 0;
	assert_non_null(object);
	page.width = 80;
	ak_object_put(&page, ledger, object);
	assert_int_equal(ak_blame_find(&items, &count, ledger, object, NULL), AK_OK);
	put_json(out, ak_blame_document(ledger, object, items, count));
	ak_blame_put(&page, ledger, object, items, count);
	free(items);
	struct ak_json *document = ak_json_object_new();
	ak_object_document(&document, ledger, object);
	put_json(out, document);
	ak_buf_text(out, ak_buf_string(&page.buf));
	ak_page_release(&page);
}

/* All that `todo` asks the ledger for an actor. Appended. */
static void put_waiting(struct ak_buf *out, const struct ak_ledger *ledger, const char *actor)
{
	struct ak_waiting *items = NULL;
	size_t count = 0;
	const struct ak_judge *judge = &ledger->judge;
	struct ak_actor who = ak_actor_of(ak_ledger_state(ledger), actor);
	assert_int_equal(ak_waiting_find(&items, &count, ledger, actor, NULL, NULL), AK_OK);
	ak_buf_format(out, "%s %d %s %d %d: %zu\n", actor, who.exists, who.key ? who.key : "-", who.revoked, who.until, count);
	for (size_t i = 0; i < count; i++) {
		const struct ak_waiting *item = &items[i];
		const struct ak_record *record = &ledger->records[item->proposal];
		ak_buf_format(out, "%u %s %s %s %u %u %d %d\n", item->proposal, ak_id_hex(&record->id).text, record->why,
			item->capacity.text, item->capacity.kind, item->left, item->applies, record->respond_by);
		if (!item->applies)
			ak_fault_words(out, ledger, record, record->capacity, &item->fault);
		for (uint32_t a = judge->first_answer[item->proposal]; a < judge->first_answer[item->proposal + 1]; a++)
			ak_buf_format(out, "%u %s %u\n", judge->answers[a], ledger->records[judge->answers[a]].actor,
				ak_ledger_judged(ledger, judge->answers[a])->verdict);
	}
	free(items);
}

static struct ak_store *store_of(const char *path)
{
	struct ak_store *store = NULL;
	assert_int_equal(ak_store_open(&store, path, NULL), AK_OK);
	return store;
}

/* The same from what was kept, to be freed; NULL if it is not given. */
static char *kept(const char *path, const char *name)
{
	static const struct ak_ledger_options none = {.at_given = false};
	struct ak_store *store = store_of(path);
	struct ak_ledger *part = NULL;
	struct ak_buf out = AK_BUF_INIT;
	bool is_actor = !strchr(name, '/');
	bool found = is_actor ? ak_head_waiting(&part, store, &none, name) : ak_head_object(&part, store, &none, name);
	if (found && is_actor)
		put_waiting(&out, part, name);
	else if (found)
		put_object(&out, part, name);
	ak_ledger_free(part);
	ak_store_free(store);
	assert_false(out.failed);
	return found ? ak_buf_take(&out) : NULL;
}

static char *told(const struct ak_ledger *ledger, const char *name)
{
	struct ak_buf out = AK_BUF_INIT;
	if (strchr(name, '/'))
		put_object(&out, ledger, name);
	else
		put_waiting(&out, ledger, name);
	assert_false(out.failed);
	return ak_buf_take(&out);
}

/* Of each object and each actor: must is false where nothing may be kept. Returns how many there are. */
static unsigned compare_all(const char *path, bool must)
{
	struct place place = place_open(path, NULL);
	const struct ak_map *objects = &ak_ledger_state(place.ledger)->objects;
	unsigned count = 0;
	for (uint32_t i = ak_map_first(objects); i != AK_MAP_END; i = ak_map_next(objects, i)) {
		const struct ak_object *object = ak_map_value(objects, i);
		const char *names[] = {object->name, strchr(object->name, '/') + 1};
		bool is_who = strcmp(object->type, "actor") == 0 || strcmp(object->type, "party") == 0;
		for (size_t k = 0; object->exists && k < (is_who ? 2 : 1); k++) {
			char *whole = told(place.ledger, names[k]);
			char *part = kept(path, names[k]);
			if (part)
				assert_string_equal(part, whole);
			else
				assert_false(must && k == 0);
			count += part != NULL;
			free(whole);
			free(part);
		}
	}
	place_close(&place);
	return count;
}

/* As long as one is open libgit2 need not begin anew, which takes it long. */
static struct ak_store *held;

static void keep(const char *path)
{
	if (!held)
		held = store_of(path);
	const struct ak_ledger_options options = {.keep_head = true};
	struct place place = place_open(path, &options);
	place_close(&place);
}

static void every_object_is_told_alike(void **state)
{
	(void)state;
	static const char *const names[] = {"amended-fields", "amendment", "authority", "concurrent", "decisions", "dispute",
		"drafts", "fork", "founding", "keys-change", "quorum", "reasons", "refusals", "same-name", "seal-retry",
		"seals", "slipped-in", "split", "stolen-root", "unseen"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		sh("rm -rf v && cp -r '%s/tests/vectors/%s' v && cd v && chmod -R u+w . && git init -q . && git add -A -f . && git commit -q -m x", top, names[i]);
		keep("v");
		bool splits = strcmp(names[i], "split") == 0;
		assert_int_equal(compare_all("v", !splits) > 0, !splits);
	}
}

static void so_is_the_example(void **state)
{
	(void)state;
	sh("mkdir v && cp -r '%s/keys' '%s/ledger' v && cd v && git init -q . && git add -A -f . && git commit -q -m x", top, top);
	keep("v");
	assert_true(compare_all("v", true) > 30);
}

#define DRAWING                                                                                                        \
	"a p : propose p: create nota/a\n"                                                                             \
	"b q < a : propose q: create nota/b\n"                                                                         \
	"c r < a b : propose r: create nota/c\n"

static void commit_all(void)
{
	sh("git init -q . && git add -A . && git commit -q -m x --allow-empty && git gc -q");
}

static void what_is_damaged_is_not_told(void **state)
{
	(void)state;
	struct ak_buf sound = AK_BUF_INIT;
	put_drawing(DRAWING);
	commit_all();
	keep(".");
	char *object = kept(".", "nota/b");
	char *actor = kept(".", "p");
	assert_non_null(object);
	assert_non_null(actor);
	struct ak_store *store = store_of(".");
	assert_true(ak_store_cache_read(store, AK_HEAD_NAME, &sound));
	ak_store_free(store);
	unsigned lost = 0;
	for (size_t at = 0; at < sound.size; at += at < 56 ? 1 : 61) { /* its head, and here and there */
		sound.data[at] ^= 4;
		write_file(".git/" AK_HEAD_NAME, sound.data, sound.size);
		sound.data[at] ^= 4;
		char *after = kept(".", at % 2 ? "nota/b" : "p");
		if (after)
			assert_string_equal(after, at % 2 ? object : actor);
		lost += !after;
		free(after);
		write_file(".git/" AK_HEAD_NAME, sound.data, at); /* cut off */
		assert_null(kept(".", "nota/b"));
	}
	assert_true(lost > 50);
	sh("rm .git/" AK_HEAD_NAME " && mkdir .git/" AK_HEAD_NAME);
	assert_null(kept(".", "nota/b"));
	sh("rmdir .git/" AK_HEAD_NAME " && ln -s ../x .git/" AK_HEAD_NAME);
	assert_null(kept(".", "nota/b"));
	keep(".");
	char *again = kept(".", "nota/b");
	assert_string_equal(again, object);
	free(again);
	free(object);
	free(actor);
	ak_buf_release(&sound);
}

static void it_is_of_one_head_and_one_place(void **state)
{
	(void)state;
	put_drawing(DRAWING);
	commit_all();
	keep(".");
	assert_true(compare_all(".", true) > 0);
	sh("mkdir copy && cp -r .git copy/");
	assert_null(kept("copy", "nota/b"));
	sh("rm -r copy && mkdir bijlagen && echo x > x && cp x bijlagen/$(sha256sum < x | cut -c1-64) && git add bijlagen && git commit -q -m y");
	assert_null(kept(".", "nota/b"));
	keep(".");
	assert_true(compare_all(".", true) > 0);
}

static void seals_that_are_remembered_are_asked_along(void **state)
{
	(void)state;
	const struct ak_id seal = {.bytes = {1}};
	const struct ak_ledger_options options = {.remembered = &seal, .remembered_count = 1};
	struct ak_ledger *part = NULL;
	put_drawing(DRAWING);
	commit_all();
	keep(".");
	struct ak_store *store = store_of(".");
	assert_false(ak_head_object(&part, store, &options, "nota/b"));
	ak_store_free(store);
}

static void what_is_absent_is_not_told(void **state)
{
	(void)state;
	put_drawing(DRAWING);
	commit_all();
	keep(".");
	assert_null(kept(".", "nota/z"));
	assert_null(kept(".", "nota/"));
	assert_null(kept(".", "nobody"));
	sh("rm -r .git");
	assert_null(kept(".", "nota/b")); /* a folder */
}

int main(void)
{
	if (!getcwd(top, sizeof top) || ak_sig_start(NULL) != AK_OK)
		return 1;
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(every_object_is_told_alike),
		IN_A_FOLDER(so_is_the_example),
		IN_A_FOLDER(what_is_damaged_is_not_told),
		IN_A_FOLDER(it_is_of_one_head_and_one_place),
		IN_A_FOLDER(seals_that_are_remembered_are_asked_along),
		IN_A_FOLDER(what_is_absent_is_not_told),
	};
	int failed = cmocka_run_group_tests_name("cli/head", tests, NULL, NULL);
	ak_store_free(held);
	return failed;
}
