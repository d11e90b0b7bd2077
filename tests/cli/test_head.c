/* SPDX-License-Identifier: EUPL-1.2 */
/* What is told from the state that was kept at the head is what the whole ledger tells, or nothing. */
#include "base/date.h"
#include "ledger/head.h"
#include "ledger/ledger_case.h"
#include "report/blame.h"
#include "report/fault.h"
#include "report/glance.h"
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
	ak_disputes_put(&page, ledger, object);
	put_json(out, ak_disputes_document(ledger, object));
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

/*
 * ---- all that `status` asks, of some other replicas too: alike, with about half of the records, with the first of
 * each actor, never asked
 */

enum { ALIKE, HALF, EARLY, NEVER, OTHERS };
static const char *const refs[OTHERS] = {"HEAD", "refs/heads/half", "refs/heads/early", "refs/heads/never"};

static const struct ak_ledger_options none = {.at_given = false};

static struct ak_store *other_of(struct ak_store *store, const char *ref)
{
	struct ak_store *other = NULL;
	assert_int_equal(ak_store_open_at(&other, ak_store_path(store), ref, NULL), AK_OK);
	return other;
}

static void others_open(struct ak_lacking others[OTHERS], struct ak_store *store)
{
	char commit[41];
	memset(others, 0, OTHERS * sizeof *others);
	for (size_t i = 0; i < OTHERS; i++) {
		if (!ak_store_ref(store, refs[i], commit))
			continue;
		struct ak_store *other = other_of(store, refs[i]);
		assert_int_equal(ak_lacking_find(&others[i], store, other, NULL), AK_OK);
		ak_store_free(other);
	}
}

static void others_release(struct ak_lacking others[OTHERS])
{
	for (size_t i = 0; i < OTHERS; i++)
		ak_lacking_release(&others[i]);
}

static void put_glance(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_tally *tally, int64_t now)
{
	struct ak_glance_remote remotes[OTHERS];
	struct ak_page page = AK_PAGE_INIT;
	struct ak_json *document = ak_json_object_new();
	page.width = 80;
	for (size_t i = 0; i < OTHERS; i++)
		remotes[i] = (struct ak_glance_remote){"r", "u", false, tally->ask.others[i].asked, tally->seen[i]};
	const struct ak_glance glance = {ledger, tally, now, remotes, OTHERS, 300};
	ak_glance_put(&page, &glance);
	ak_glance_document(&document, &glance);
	put_json(out, document);
	ak_buf_text(out, ak_buf_string(&page.buf));
	ak_page_release(&page);
}

/*
 * At some moments, by what a screen shows and by all there is. The ledger is the whole one, or NULL: what was kept.
 * False if it was not.
 */
static bool put_glances(struct ak_buf *out, struct ak_store *store, const struct ak_ledger *whole)
{
	static const char *const moments[] = {"1971-01-01T00:00:00Z", "2022-06-30T12:00:00Z", "2023-09-01T00:00:00Z", "2100-01-01T00:00:00Z"};
	struct ak_lacking others[OTHERS];
	struct ak_tally_ask ask = {.others = others, .other_count = OTHERS};
	bool good = true;
	others_open(others, store);
	for (size_t i = 0; good && i < 2 * sizeof moments / sizeof moments[0]; i++) {
		struct ak_ledger *part = NULL;
		struct ak_tally tally;
		int64_t now;
		assert_true(ak_time_parse(&now, moments[i / 2]));
		ask.today = ak_date_of(now);
		ask.all = i % 2;
		good = whole ? ak_tally_take(&tally, whole, &ask, NULL) == AK_OK : ak_head_tally(&part, &tally, store, &none, &ask);
		if (good) {
			put_glance(out, whole ? whole : part, &tally, now);
			ak_tally_release(&tally);
		}
		ak_ledger_free(part);
	}
	others_release(others);
	return good;
}

/*
 * The same from what was kept, to be freed; NULL if it is not given. The name is an object's, an actor's, or none: of
 * the whole.
 */
static char *kept(const char *path, const char *name)
{
	struct ak_store *store = store_of(path);
	struct ak_ledger *part = NULL;
	struct ak_buf out = AK_BUF_INIT;
	bool is_actor = !strchr(name, '/');
	if (*name == '\0') {
		bool good = put_glances(&out, store, NULL);
		ak_store_free(store);
		if (!good)
			ak_buf_release(&out);
		return good ? ak_buf_take(&out) : NULL;
	}
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
	if (*name == '\0')
		assert_true(put_glances(&out, ledger->store, ledger));
	else if (strchr(name, '/'))
		put_object(&out, ledger, name);
	else
		put_waiting(&out, ledger, name);
	assert_false(out.failed);
	return ak_buf_take(&out);
}

/* One of them, if it was kept; whether it was. */
static bool is_alike(const char *path, const struct ak_ledger *ledger, const char *name)
{
	char *whole = told(ledger, name);
	char *part = kept(path, name);
	bool is_there = part != NULL;
	if (part)
		assert_string_equal(part, whole);
	free(whole);
	free(part);
	return is_there;
}

/* Of the whole, each object and each actor: must is false where nothing may be kept. Returns how many there are. */
static unsigned compare_all(const char *path, bool must)
{
	struct place place = place_open(path, NULL);
	const struct ak_map *objects = &ak_ledger_state(place.ledger)->objects;
	unsigned count = is_alike(path, place.ledger, "");
	assert_int_equal(count, must);
	for (uint32_t i = ak_map_first(objects); i != AK_MAP_END; i = ak_map_next(objects, i)) {
		const struct ak_object *object = ak_map_value(objects, i);
		const char *names[] = {object->name, strchr(object->name, '/') + 1};
		bool is_who = strcmp(object->type, "actor") == 0 || strcmp(object->type, "party") == 0;
		for (size_t k = 0; object->exists && k < (is_who ? 2 : 1); k++) {
			bool is_there = is_alike(path, place.ledger, names[k]);
			assert_true(is_there || !must || k > 0);
			count += is_there;
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

/* Makes the folder a git repository, with the branches of the other replicas. */
#define COMMIT(what) "git add -f " what " && git commit -q -m x --allow-empty"
#define BRANCH(name, records)                                                                                          \
	COMMIT("keys ledger/charter* $(find ledger -path '" records "')") " && git branch " name " && git rm -q -r --cached . && "
#define COMMIT_ALL "git init -q . && " BRANCH("early", "*/00000[1-3]-*") BRANCH("half", "*-[0-7]*") COMMIT("-A .")

static void every_object_is_told_alike(void **state)
{
	(void)state;
	static const char *const names[] = {"amended-fields", "amendment", "authority", "concurrent", "decisions", "dispute",
		"drafts", "fork", "founding", "keys-change", "quorum", "reasons", "refusals", "same-name", "seal-retry",
		"seals", "slipped-in", "split", "stolen-root", "unseen"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		sh("rm -rf v && cp -r '%s/tests/vectors/%s' v && cd v && chmod -R u+w . && " COMMIT_ALL, top, names[i]);
		keep("v");
		bool splits = strcmp(names[i], "split") == 0;
		assert_int_equal(compare_all("v", !splits) > 0, !splits);
	}
}

static void so_is_the_example(void **state)
{
	(void)state;
	sh("mkdir v && cp -r '%s/keys' '%s/ledger' v && cd v && " COMMIT_ALL, top, top);
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

/* What another replica has of ours, asked of each of its files. */
static uint32_t records_by_asking(const struct ak_ledger *ledger, struct ak_store *theirs)
{
	struct ak_listing listing;
	uint32_t count = 0;
	assert_int_equal(ak_store_list(theirs, "ledger", &listing, NULL), AK_OK);
	for (size_t i = 0; i < listing.count; i++) {
		struct ak_record_path path;
		if (!ak_record_path_parse(&path, listing.entries[i].path) || path.is_signature)
			continue;
		uint32_t record = ak_admission_find(&ledger->admission, &path.id);
		count += record != AK_POSITION_NONE && ak_ledger_judged(ledger, record)->verdict != AK_VERDICT_NONE;
	}
	ak_listing_release(&listing);
	return count;
}

static void another_replica_has_what_it_does_not_lack(void **state)
{
	(void)state;
	struct ak_lacking others[OTHERS];
	sh("mkdir v && cp -r '%s/keys' '%s/ledger' v && cd v && " COMMIT_ALL, top, top);
	struct place place = place_open("v", NULL);
	others_open(others, place.store);
	for (size_t i = 0; i < NEVER; i++) {
		struct ak_store *other = other_of(place.store, refs[i]);
		struct ak_seen seen = ak_seen_find(place.ledger, &others[i]);
		assert_int_equal(seen.records, records_by_asking(place.ledger, other));
		assert_true(seen.last.is_there);
		assert_true(i == ALIKE ? seen.records == place.ledger->count : seen.records < place.ledger->count);
		ak_store_free(other);
	}
	assert_false(ak_seen_find(place.ledger, &others[NEVER]).last.is_there);
	others_release(others);
	place_close(&place);
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
	char *glance = kept(".", "");
	assert_non_null(object);
	assert_non_null(actor);
	assert_non_null(glance);
	struct ak_store *store = store_of(".");
	assert_true(ak_store_cache_read(store, AK_HEAD_NAME, &sound));
	ak_store_free(store);
	unsigned lost = 0;
	for (size_t at = 0; at < sound.size; at += at < 56 ? 1 : 61) { /* its head, and here and there */
		sound.data[at] ^= 4;
		write_file(".git/" AK_HEAD_NAME, sound.data, sound.size);
		sound.data[at] ^= 4;
		static const char *const names[] = {"nota/b", "p", ""};
		char *after = kept(".", names[at % 3]);
		if (after)
			assert_string_equal(after, at % 3 == 0 ? object : at % 3 == 1 ? actor : glance);
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
	free(glance);
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
	assert_null(kept("copy", ""));
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
	assert_false(ak_head_tally(&part, &(struct ak_tally){.records = 0}, store, &options, &(struct ak_tally_ask){.today = 0}));
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
	assert_null(kept(".", ""));
}

int main(void)
{
	if (!getcwd(top, sizeof top) || ak_sig_start(NULL) != AK_OK)
		return 1;
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(every_object_is_told_alike),
		IN_A_FOLDER(so_is_the_example),
		IN_A_FOLDER(another_replica_has_what_it_does_not_lack),
		IN_A_FOLDER(what_is_damaged_is_not_told),
		IN_A_FOLDER(it_is_of_one_head_and_one_place),
		IN_A_FOLDER(seals_that_are_remembered_are_asked_along),
		IN_A_FOLDER(what_is_absent_is_not_told),
	};
	int failed = cmocka_run_group_tests_name("cli/head", tests, NULL, NULL);
	ak_store_free(held);
	return failed;
}
