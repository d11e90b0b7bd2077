/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading what is honest, from every shape a replica can have. */
#include "store/store_case.h"

#include <pthread.h>

/* libgit2 1.5 leaks a little for each setting it matches by a pattern, which it does for repositories of format 1. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) /* NOLINT(bugprone-reserved-identifier) */
{
	return "leak:libpcre2";
}

/* A work tree with a few files, committed. */
static void make_tree(const char *name)
{
	sh("mkdir -p %s && cd %s && git init -q -b main . && mkdir -p keys ledger/ipo/0000 ledger/ipo-a/0000 "
	   "&& "
	   "printf k >keys/ipo.pub && printf c >ledger/charter.json && printf 1 "
	   ">ledger/ipo/0000/000001-aa.json && "
	   "printf s >ledger/ipo/0000/000001-aa.sig && printf 2 >ledger/ipo-a/0000/000001-bb.json && printf "
	   "r >README && "
	   "git add . && git commit -qm x",
		name, name);
}

#define LEDGER                                                                                               \
	"ledger/charter.json\nledger/ipo-a/0000/000001-bb.json\nledger/ipo/0000/000001-aa.json\n"            \
	"ledger/ipo/0000/000001-aa.sig\n"

static void a_checkout_is_read_at_head_and_not_from_its_work_tree(void **state)
{
	(void)state;
	make_tree("c");
	sh("cd c && rm -r ledger && printf changed >README");
	struct ak_store *store = open_store("c");
	assert_int_equal(ak_store_kind(store), AK_STORE_REPOSITORY);
	assert_string_equal(ak_store_head(store), sh_text("git -C c rev-parse HEAD"));
	lists(store, "ledger", LEDGER);
	lists(store, "", "README\nkeys/ipo.pub\n" LEDGER);
	lists(store, "bijlagen", "");
	holds(store, "README", "r");
	ak_store_free(store);
}

static void a_bare_repository_and_a_linked_work_tree_read_the_same(void **state)
{
	(void)state;
	make_tree("c");
	sh("git clone -q --bare c bare && git -C c worktree add -q ../linked && git -C bare gc -q");
	opened_lists("bare", "ledger", LEDGER);
	opened_lists("linked", "ledger", LEDGER);
	opened_lists("c/.git", "ledger", LEDGER);
	struct ak_store *store = open_store("bare");
	assert_string_equal(ak_store_path(store), sh_text("cd bare && pwd -P"));
	ak_store_free(store);
}

static void a_plain_folder_reads_the_same(void **state)
{
	(void)state;
	make_tree("c");
	sh("rm -rf c/.git; mkdir c/empty");
	struct ak_store *store = open_store("c");
	assert_int_equal(ak_store_kind(store), AK_STORE_FOLDER);
	assert_string_equal(ak_store_head(store), "");
	lists(store, "ledger", LEDGER);
	lists(store, "", "README\nkeys/ipo.pub\n" LEDGER);
	lists(store, "bijlagen", "");
	holds(store, "ledger/ipo/0000/000001-aa.sig", "s");
	ak_store_free(store);
}

static void a_repository_without_a_commit_is_empty(void **state)
{
	(void)state;
	sh("git init -q --bare e");
	struct ak_store *store = open_store("e");
	assert_string_equal(ak_store_head(store), "");
	lists(store, "", "");
	ak_store_free(store);
}

static void a_top_that_is_a_file_or_a_link_is_one_entry(void **state)
{
	(void)state;
	sh("mkdir p && printf x >p/ledger && ln -s /etc p/keys");
	opened_lists("p", "ledger", "ledger\n");
	opened_lists("p", "keys", "!keys\n");
	sh("cd p && git init -q && git add . && git commit -qm x");
	opened_lists("p", "ledger", "ledger\n");
	opened_lists("p", "keys", "!keys\n");
}

static void links_and_devices_are_named_and_never_followed(void **state)
{
	(void)state;
	sh("mkdir -p p/ledger/a && ln -s /etc p/ledger/b && ln -s /etc/passwd p/ledger/a/c && mkfifo "
	   "p/ledger/a/d && "
	   "printf x >p/ledger/a/e");
	opened_lists("p", "ledger", "!ledger/a/c\n!ledger/a/d\nledger/a/e\n!ledger/b\n");
}

static void a_file_that_becomes_a_link_or_a_pipe_after_it_was_listed_is_not_read(void **state)
{
	(void)state;
	struct ak_listing listing;
	struct ak_reader *reader;
	struct ak_bytes bytes;
	bool too_large;
	struct ak_error err = AK_ERROR_INIT;
	sh("mkdir -p p/a && printf x >p/a/1 && printf x >p/b && printf x >p/c && mkdir q && printf secret "
	   ">q/1");
	struct ak_store *store = open_store("p");
	assert_int_equal(ak_store_list(store, "", &listing, &err), AK_OK);
	assert_int_equal(listing.count, 3);
	assert_int_equal(ak_reader_open(&reader, store, &err), AK_OK);
	sh("rm -r p/a p/b p/c && ln -s ../q p/a && ln -s ../q/1 p/b && mkfifo p/c");
	for (size_t i = 0; i < listing.count; i++) {
		ak_error_clear(&err);
		assert_int_equal(ak_reader_read(reader, &listing.entries[i], 100, &bytes, &too_large, &err),
			AK_ERR_IO);
		assert_non_null(strstr(err.text, listing.entries[i].path));
	}
	ak_reader_free(reader);
	ak_listing_release(&listing);
	ak_store_free(store);
}

static void a_file_over_the_limit_is_not_read(void **state)
{
	(void)state;
	struct ak_listing listing;
	struct ak_reader *reader;
	struct ak_bytes bytes;
	bool too_large;
	struct ak_error err = AK_ERROR_INIT;
	sh("mkdir p && printf 0123456789 >p/ten");
	for (int round = 0; round < 2; round++) {
		struct ak_store *store = open_store("p");
		assert_int_equal(ak_store_list(store, "", &listing, &err), AK_OK);
		assert_int_equal(ak_reader_open(&reader, store, &err), AK_OK);
		assert_int_equal(
			ak_reader_read(reader, &listing.entries[0], 10, &bytes, &too_large, &err), AK_OK);
		assert_false(too_large);
		assert_int_equal(bytes.size, 10);
		assert_int_equal(
			ak_reader_read(reader, &listing.entries[0], 9, &bytes, &too_large, &err), AK_OK);
		assert_true(too_large);
		assert_int_equal(bytes.size, 0);
		ak_reader_free(reader);
		ak_listing_release(&listing);
		ak_store_free(store);
		if (round == 0) /* now as a repository */
			sh("cd p && git init -q && git add . && git commit -qm x");
	}
}

static void a_huge_object_is_refused_without_being_inflated(void **state)
{
	(void)state;
	struct ak_listing listing;
	struct ak_reader *reader;
	struct ak_bytes bytes;
	bool too_large;
	struct ak_error err = AK_ERROR_INIT;
	sh("mkdir p && cd p && git init -q && head -c 30000000 /dev/zero >huge && git add . && git commit "
	   "-qm x");
	/* all but its beginning is broken: whoever inflated it would fail */
	sh("cd p && o=$(git rev-parse HEAD:huge) && f=.git/objects/$(echo $o | cut -c1-2)/$(echo $o | cut "
	   "-c3-) && "
	   "chmod u+w $f && head -c 2000 $f >short && mv short $f");
	struct ak_store *store = open_store("p");
	assert_int_equal(ak_store_list(store, "", &listing, &err), AK_OK);
	assert_int_equal(ak_reader_open(&reader, store, &err), AK_OK);
	assert_int_equal(
		ak_reader_read(reader, &listing.entries[0], 1000000, &bytes, &too_large, &err), AK_OK);
	assert_true(too_large);
	assert_int_equal(
		ak_reader_read(reader, &listing.entries[0], 30000000, &bytes, &too_large, &err), AK_ERR_IO);
	assert_non_null(strstr(err.text, "huge: git object"));
	ak_reader_free(reader);
	ak_listing_release(&listing);
	ak_store_free(store);
}

static void another_ref_or_commit_can_be_opened(void **state)
{
	(void)state;
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	make_tree("c");
	sh("cd c && git update-ref refs/akkoord/ipo HEAD && git rm -q README && git commit -qm y");
	char first[64];
	snprintf(first, sizeof first, "%s", sh_text("git -C c rev-parse HEAD~1"));
	const char *const names[] = {"refs/akkoord/ipo", first};
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(ak_store_open_at(&store, "c", names[i], &err), AK_OK);
		assert_string_equal(ak_store_head(store), first);
		lists(store, "", "README\nkeys/ipo.pub\n" LEDGER);
		ak_store_free(store);
	}
	static const char *const absent[] = {
		"refs/akkoord/vng", "0123456789012345678901234567890123456789", "..", ""};
	for (size_t i = 0; i < 4; i++) {
		store = NULL;
		ak_error_clear(&err);
		assert_int_equal(ak_store_open_at(&store, "c", absent[i], &err), AK_ERR_NOT_FOUND);
		assert_null(store);
	}
}

static void what_is_no_folder_or_no_repository_is_said_plainly(void **state)
{
	(void)state;
	sh("mkdir -p broken/.git && printf x >file && mkdir linked && echo 'gitdir: /nowhere' >linked/.git");
	open_fails("absent", AK_ERR_NOT_FOUND, "there is no folder \"absent\"");
	open_fails("file", AK_ERR_NOT_FOUND, "\"file\" is a file; name the folder of a replica");
	open_fails("broken", AK_ERR_IO, "cannot be opened");
	open_fails("linked", AK_ERR_IO, "cannot be opened");
	sh("git init -q --object-format=sha256 new");
	open_fails("new", AK_ERR_IO, "cannot be opened");
}

static void what_is_missing_from_a_repository_is_said_plainly(void **state)
{
	(void)state;
	struct ak_listing listing;
	struct ak_error err = AK_ERROR_INIT;
	make_tree("c");
	sh("cd c && o=$(git rev-parse HEAD:ledger/ipo) && rm -f .git/objects/$(echo $o | cut -c1-2)/$(echo "
	   "$o | cut -c3-)");
	struct ak_store *store = open_store("c");
	assert_int_equal(ak_store_list(store, "ledger", &listing, &err), AK_ERR_IO);
	assert_non_null(strstr(err.text, "ledger/ipo/: git object"));
	assert_non_null(strstr(err.text, "is missing from the repository; fetch it again"));
	ak_store_free(store);
	sh("cd c && echo 0123456789012345678901234567890123456789 >.git/refs/heads/main");
	open_fails("c", AK_ERR_IO, "is missing");
}

static void anothers_repository_is_opened_only_if_it_is_said_to_be_safe(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	make_tree("c");
	sh("chmod 755 . && chown -R nobody c");
	char absolute[TEMP_PATH_MAX];
	snprintf(absolute, sizeof absolute, "%s", sh_text("cd c && pwd -P"));
	open_fails("c", AK_ERR_IO,
		"belongs to user nobody, not to you; if you trust it, run: git config --global --add "
		"safe.directory '");
	sh("git config --global --add safe.directory /elsewhere");
	open_fails("c", AK_ERR_IO, "belongs to user nobody");
	sh("git config --global --add safe.directory '%s'", absolute);
	opened_lists("c", "ledger", LEDGER);
	sh("git config --global --add safe.directory ''");
	open_fails("c", AK_ERR_IO, "belongs to user nobody");
	sh("git config --global --add safe.directory '*'");
	opened_lists("c", "ledger", LEDGER);
	sh("git -C c config core.bare true; chown -R nobody c");
	opened_lists("c/.git", "ledger", LEDGER);
	sh("git clone -q --bare c d && chown -R nobody d");
	opened_lists("d", "ledger", LEDGER);
	sh("rm .gitconfig");
	open_fails("d", AK_ERR_IO, "belongs to user nobody");
	/* its own configuration has no say */
	sh("git config -f d/config safe.directory '*' && chown -R nobody d");
	open_fails("d", AK_ERR_IO, "belongs to user nobody");
}

struct reading {
	struct ak_store *store;
	const struct ak_listing *listing;
	size_t bytes;
};

static void *read_all(void *arg)
{
	struct reading *reading = arg;
	struct ak_reader *reader;
	struct ak_bytes bytes;
	bool too_large;
	if (ak_reader_open(&reader, reading->store, NULL) != AK_OK)
		return NULL;
	for (size_t i = 0; i < reading->listing->count; i++)
		if (ak_reader_read(reader, &reading->listing->entries[i], 1000, &bytes, &too_large, NULL) ==
			AK_OK)
			reading->bytes += bytes.size;
	ak_reader_free(reader);
	return NULL;
}

static void several_threads_read_one_store(void **state)
{
	(void)state;
	struct ak_listing listing;
	struct ak_error err = AK_ERROR_INIT;
	pthread_t threads[4];
	struct reading readings[4];
	sh("mkdir -p p/ledger && cd p && git init -q && i=1000; while [ $i -lt 1500 ]; do echo $i "
	   ">ledger/$i; i=$((i+1)); done; "
	   "git add . && git commit -qm x && git gc -q");
	struct ak_store *store = open_store("p");
	assert_int_equal(ak_store_list(store, "ledger", &listing, &err), AK_OK);
	assert_int_equal(listing.count, 500);
	for (int i = 0; i < 4; i++) {
		readings[i] = (struct reading){.store = store, .listing = &listing};
		assert_int_equal(pthread_create(&threads[i], NULL, read_all, &readings[i]), 0);
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(readings[i].bytes, 2500);
	}
	ak_listing_release(&listing);
	ak_store_free(store);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_checkout_is_read_at_head_and_not_from_its_work_tree),
		TEST(a_bare_repository_and_a_linked_work_tree_read_the_same),
		TEST(a_plain_folder_reads_the_same),
		TEST(a_repository_without_a_commit_is_empty),
		TEST(a_top_that_is_a_file_or_a_link_is_one_entry),
		TEST(links_and_devices_are_named_and_never_followed),
		TEST(a_file_that_becomes_a_link_or_a_pipe_after_it_was_listed_is_not_read),
		TEST(a_file_over_the_limit_is_not_read),
		TEST(a_huge_object_is_refused_without_being_inflated),
		TEST(another_ref_or_commit_can_be_opened),
		TEST(what_is_no_folder_or_no_repository_is_said_plainly),
		TEST(what_is_missing_from_a_repository_is_said_plainly),
		TEST(anothers_repository_is_opened_only_if_it_is_said_to_be_safe),
		TEST(several_threads_read_one_store),
	};
	return cmocka_run_group_tests_name("store read", tests, NULL, NULL);
}
