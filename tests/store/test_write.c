/* SPDX-License-Identifier: EUPL-1.2 */
/* What is added to a store: one commit, whole or not at all, and never over what is there. */
#include "store/store_case.h"

#define JSON "ledger/ipo/0000/000001-aa.json"
#define SIG "ledger/ipo/0000/000001-aa.sig"

static void a_new_replica_is_bare_and_empty_on_main(void **state)
{
	(void)state;
	struct ak_store *store = create_store("new/replica");
	assert_int_equal(ak_store_kind(store), AK_STORE_REPOSITORY);
	assert_string_equal(ak_store_head(store), "");
	lists(store, "", "");
	ak_store_free(store);
	sh("test \"$(git -C new/replica symbolic-ref HEAD)\" = refs/heads/main && "
	   "test \"$(git -C new/replica rev-parse --is-bare-repository)\" = true");
}

static void a_replica_is_not_made_where_something_is(void **state)
{
	(void)state;
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	sh("mkdir full empty && printf x >full/x && printf x >file");
	assert_int_equal(ak_store_create(&store, "full", &err), AK_ERR_EXISTS);
	assert_string_equal(err.text, "folder \"full\" is not empty; name one that does not exist yet");
	ak_error_clear(&err);
	assert_int_equal(ak_store_create(&store, "file", &err), AK_ERR_EXISTS);
	sh("test \"$(cat full/x)$(ls full)\" = xx");
	ak_store_free(create_store("empty"));
	ak_error_clear(&err);
	assert_int_equal(ak_store_create(&store, "empty", &err), AK_ERR_EXISTS);
	if (geteuid() != 0) {
		sh("mkdir closed && chmod 500 closed");
		ak_error_clear(&err);
		assert_int_equal(ak_store_create(&store, "closed/x", &err), AK_ERR_IO);
	}
	assert_null(store);
}

#define PUT(where, text) ((struct ak_put){.path = where, .bytes = ak_bytes_of(text)})

static void what_was_added_is_there_for_us_and_for_git(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	struct ak_error err = AK_ERROR_INIT;
	const struct ak_put puts[] = {
		PUT(SIG, "sig"), PUT(JSON, "json"), PUT(JSON, "json")};
	assert_int_equal(ak_store_lock(store, 0, &err), AK_OK);
	assert_int_equal(
		ak_store_commit(store, puts, 3, NULL, 0, "propose aa\n\nwhy", AUTHOR, 1700000000, &err),
		AK_OK);
	ak_store_unlock(store);
	lists(store, "", JSON "\n" SIG "\n");
	holds(store, JSON, "json");
	assert_string_equal(ak_store_head(store), sh_text("git -C r rev-parse main"));
	ak_store_free(store);
	sh("git -C r fsck --strict --no-dangling 2>&1 | { ! grep -v '^notice'; }");
	assert_string_equal(sh_text("git -C r show main:" SIG), "sig");
	assert_string_equal(sh_text("git -C r log --format='%%an|%%ae|%%ad|%%cd|%%s|%%b'"),
		"replica|replica@example.org|Tue Nov 14 22:13:20 2023 +0000|Tue Nov 14 22:13:20 2023 "
		"+0000|propose aa|why");
	assert_string_equal(
		sh_text("git -C r ls-tree -r --format='%%(objectmode)' main | sort -u"), "100644");
}

static void the_same_history_has_the_same_commits(void **state)
{
	(void)state;
	static const char *const names[] = {"one", "two"};
	for (int i = 0; i < 2; i++) {
		struct ak_store *store = create_store(names[i]);
		commit_text(store, JSON, "json");
		commit_text(store, SIG, "sig");
		ak_store_free(store);
	}
	sh("test $(git -C one rev-parse main) = $(git -C two rev-parse main)");
	assert_string_equal(sh_text("git -C one rev-list --count main"), "2");
}

static void the_same_bytes_again_are_no_commit(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	commit_text(store, JSON, "json");
	char *head = strdup(ak_store_head(store));
	assert_non_null(head);
	commit_text(store, JSON, "json");
	assert_string_equal(ak_store_head(store), head);
	free(head);
	ak_store_free(store);
}

static void what_the_repository_holds_is_added_by_its_name(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	struct ak_error err = AK_ERROR_INIT;
	struct ak_listing files;
	commit_text(store, JSON, "json");
	assert_int_equal(ak_store_list(store, "ledger", &files, &err), AK_OK);
	const struct ak_put puts[] = {{.path = SIG, .oid = files.entries[0].oid}, PUT(SIG, "json"), PUT(JSON, "json")};
	assert_int_equal(ak_store_lock(store, 0, &err), AK_OK);
	assert_int_equal(ak_store_commit(store, puts, 3, NULL, 0, "m", AUTHOR, 1, &err), AK_OK);
	ak_store_unlock(store);
	lists(store, "", JSON "\n" SIG "\n");
	holds(store, SIG, "json");
	ak_listing_release(&files);
	ak_store_free(store);
}

static void other_bytes_are_refused_and_nothing_is_written(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	struct ak_error err = AK_ERROR_INIT;
	commit_text(store, JSON, "json");
	int objects = atoi(sh_text("find r/objects -type f | wc -l")); /* NOLINT(cert-err34-c) */
	const struct ak_put puts[] = {PUT("new", "new"), PUT(JSON, "other")};
	assert_int_equal(ak_store_lock(store, 0, &err), AK_OK);
	assert_int_equal(ak_store_commit(store, puts, 2, NULL, 0, "m", AUTHOR, 1, &err), AK_ERR_EXISTS);
	assert_string_equal(err.text, "\"" JSON "\" is in the replica already, with other bytes");
	ak_store_unlock(store);
	commit_fails(store, "ledger", AK_ERR_EXISTS, "\"ledger\" is a folder in the replica");
	commit_fails(store, JSON "/x", AK_ERR_EXISTS,
		"is a file in the replica, where \"" JSON "/x\" needs a folder");
	holds(store, JSON, "json");
	assert_int_equal(objects, atoi(sh_text("find r/objects -type f | wc -l"))); /* NOLINT(cert-err34-c) */
	ak_store_free(store);
}

static void puts_that_contradict_one_another_are_refused(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	struct ak_error err = AK_ERROR_INIT;
	const struct ak_put twice[] = {PUT("a", "1"), PUT("a", "2")};
	const struct ak_put nested[] = {
		PUT("a", "1"), PUT("a-b", "1"), PUT("a/b", "2")};
	static const char *const removes[] = {"a"};
	assert_int_equal(ak_store_lock(store, 0, &err), AK_OK);
	assert_int_equal(ak_store_commit(store, twice, 2, NULL, 0, "m", AUTHOR, 1, &err), AK_ERR_EXISTS);
	ak_error_clear(&err);
	assert_int_equal(ak_store_commit(store, nested, 3, NULL, 0, "m", AUTHOR, 1, &err), AK_ERR_EXISTS);
	ak_error_clear(&err);
	assert_int_equal(ak_store_commit(store, twice, 1, removes, 1, "m", AUTHOR, 1, &err), AK_ERR_EXISTS);
	ak_store_unlock(store);
	lists(store, "", "");
	ak_store_free(store);
}

static void paths_and_authors_that_git_would_not_take_are_refused(void **state)
{
	(void)state;
	static const char *const paths[] = {
		"", "/a", "a/", "a//b", "..", "a/../b", ".git/config", "a/.GIT/b", "."};
	static const char *const authors[] = {
		"", "name", "name <a", "name<a>", "name <a> b", "na\nme <a>", "<a>", "n <a><b>"};
	struct ak_store *store = create_store("r");
	struct ak_error err = AK_ERROR_INIT;
	const struct ak_put put = PUT("a", "1");
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
		commit_fails(store, paths[i], AK_ERR_USAGE, "cannot be a path in a replica");
	assert_int_equal(ak_store_lock(store, 0, &err), AK_OK);
	for (size_t i = 0; i < sizeof authors / sizeof authors[0]; i++) {
		ak_error_clear(&err);
		assert_int_equal(
			ak_store_commit(store, &put, 1, NULL, 0, "m", authors[i], 1, &err), AK_ERR_USAGE);
	}
	ak_store_free(store);
}

static void what_is_removed_is_gone_with_its_empty_folders(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	struct ak_error err = AK_ERROR_INIT;
	static const char *const removes[] = {"bijlagen/a", "absent/b", "absent"};
	commit_text(store, "bijlagen/a", "x");
	commit_text(store, "keys/ipo.pub", "k");
	assert_int_equal(ak_store_lock(store, 0, &err), AK_OK);
	assert_int_equal(ak_store_commit(store, NULL, 0, removes, 2, "erase", AUTHOR, 1, &err), AK_OK);
	lists(store, "", "keys/ipo.pub\n");
	assert_string_equal(sh_text("git -C r ls-tree --name-only main"), "keys");
	static const char *const last[] = {"keys/ipo.pub"};
	assert_int_equal(ak_store_commit(store, NULL, 0, last, 1, "erase", AUTHOR, 1, &err), AK_OK);
	lists(store, "", "");
	ak_store_free(store);
	sh("git -C r fsck --strict --no-dangling");
}

static void one_record_costs_only_the_trees_on_its_way(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	struct ak_error err = AK_ERROR_INIT;
	enum { COUNT = 600 };
	static char paths[COUNT][64];
	struct ak_put puts[COUNT];
	for (int i = 0; i < COUNT; i++) {
		snprintf(paths[i], sizeof paths[i], "ledger/a%d/%04d/%06d.json", i % 3, i / 50, i);
		puts[i] = PUT(paths[i], paths[i]);
	}
	assert_int_equal(ak_store_lock(store, 0, &err), AK_OK);
	assert_int_equal(ak_store_commit(store, puts, COUNT, NULL, 0, "m", AUTHOR, 1, &err), AK_OK);
	ak_store_unlock(store);
	sh("find r/objects -type f | sort >before");
	commit_text(store, "ledger/a1/0003/900000.json", "new");
	/* a blob, a commit, and the trees of the root, ledger, the actor and the hundred */
	assert_string_equal(sh_text("find r/objects -type f | sort | comm -13 before - | wc -l"), "6");
	assert_string_equal(sh_text("git -C r ls-tree -r main | wc -l"), "601");
	ak_store_free(store);
	sh("git -C r fsck --strict --no-dangling");
}

static void names_sort_as_git_sorts_them(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	static const char *const paths[] = {"a.b", "a/x", "a-b/y", "a0", "b/a", "b.", "b-"};
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
		commit_text(store, paths[i], paths[i]);
	lists(store, "", "a-b/y\na.b\na/x\na0\nb-\nb.\nb/a\n");
	lists(store, "a", "a/x\n");
	ak_store_free(store);
	sh("git -C r fsck --strict --no-dangling");
}

static void a_push_in_between_is_built_upon(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	commit_text(store, "a", "1");
	sh("git clone -q r c && cd c && echo 2 >b && git add b && git commit -qm b && git push -q");
	commit_text(store, "d", "3");
	lists(store, "", "a\nb\nd\n");
	struct ak_error err = AK_ERROR_INIT;
	struct ak_put put = PUT("e", "4");
	assert_int_equal(ak_store_lock(store, 0, &err), AK_OK);
	/* git knows nothing of our lock */
	sh("cd c && git pull -q --rebase && echo 5 >f && git add f && git commit -qm f && git push -q");
	assert_int_equal(ak_store_commit(store, &put, 1, NULL, 0, "m", AUTHOR, 1, &err), AK_OK);
	lists(store, "", "a\nb\nd\ne\nf\n");
	assert_string_equal(sh_text("git -C r rev-list --count main"), "5");
	ak_store_free(store);
}

static void a_lock_is_waited_for_no_longer_than_was_said(void **state)
{
	(void)state;
	struct ak_store *one = create_store("r");
	struct ak_store *two = open_store("r");
	struct ak_error err = AK_ERROR_INIT;
	assert_int_equal(ak_store_lock(one, 0, &err), AK_OK);
	assert_int_equal(ak_store_lock(one, 0, &err), AK_OK); /* it is ours already */
	double start = seconds_now();
	assert_int_equal(ak_store_lock(two, 1, &err), AK_ERR_BUSY);
	assert_true(seconds_now() - start < 2);
	assert_non_null(strstr(err.text, "another program is writing to"));
	ak_store_unlock(one);
	ak_error_clear(&err);
	assert_int_equal(ak_store_lock(two, 0, &err), AK_OK);
	ak_store_free(two);
	ak_store_free(one);
}

static void only_a_bare_replica_at_head_is_written_to(void **state)
{
	(void)state;
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	sh("mkdir p && git init -q -b main c && cd c && echo x >x && git add . && git commit -qm x && git "
	   "clone -q --bare . ../b");
	store = open_store("p");
	commit_fails(store, "a", AK_ERR_REFUSED, "is a plain folder; records are written to a replica only");
	ak_store_free(store);
	store = open_store("c");
	commit_fails(store, "a", AK_ERR_REFUSED, "has a work tree");
	ak_store_free(store);
	assert_int_equal(ak_store_open_at(&store, "b", "refs/heads/main", &err), AK_OK);
	commit_fails(store, "a", AK_ERR_REFUSED, "was opened at \"refs/heads/main\"");
	ak_store_free(store);
	sh("o=$(git -C b rev-parse HEAD) && echo $o >b/HEAD");
	store = open_store("b");
	commit_fails(store, "a", AK_ERR_REFUSED, "is not on a branch");
	ak_store_free(store);
}

static void refs_of_our_own_are_set_and_others_are_not(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	struct ak_error err = AK_ERROR_INIT;
	char text[41] = "";
	char head[41];
	commit_text(store, "a", "1");
	snprintf(head, sizeof head, "%s", ak_store_head(store));
	assert_false(ak_store_ref(store, "refs/akkoord/ipo", text));
	assert_int_equal(ak_store_ref_set(store, "refs/akkoord/ipo", head, &err), AK_OK);
	assert_int_equal(ak_store_ref_set(store, "refs/akkoord/ipo", head, &err), AK_OK);
	assert_true(ak_store_ref(store, "refs/akkoord/ipo", text));
	assert_string_equal(text, head);
	assert_true(ak_store_ref(store, "HEAD", text));
	assert_int_equal(ak_store_ref_set(store, "refs/heads/x", head, &err), AK_ERR_USAGE);
	ak_error_clear(&err);
	assert_int_equal(ak_store_ref_set(store, "refs/akkoord/..", head, &err), AK_ERR_IO);
	ak_error_clear(&err);
	assert_int_equal(
		ak_store_ref_set(store, "refs/akkoord/x", "0123456789012345678901234567890123456789", &err),
		AK_ERR_IO);
	ak_error_clear(&err);
	assert_int_equal(ak_store_ref_set(store, "refs/akkoord/x", "short", &err), AK_ERR_USAGE);
	ak_store_free(store);
}

static void settings_are_read_as_git_reads_them(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	struct ak_error err = AK_ERROR_INIT;
	char **values = NULL;
	char **urls = NULL;
	sh("git config --global akkoord.actor user");
	char *value = ak_store_config_get(store, "akkoord.actor");
	assert_string_equal(value, "user");
	free(value);
	assert_int_equal(ak_store_config_set(store, "akkoord.actor", "replica \"q\"", &err), AK_OK);
	value = ak_store_config_get(store, "akkoord.actor");
	assert_string_equal(value, "replica \"q\"");
	free(value);
	assert_string_equal(sh_text("git -C r config akkoord.actor"), "replica \"q\"");
	assert_int_equal(ak_store_config_set(store, "akkoord.actor", NULL, &err), AK_OK);
	assert_int_equal(ak_store_config_set(store, "akkoord.actor", NULL, &err), AK_OK);
	value = ak_store_config_get(store, "akkoord.actor");
	assert_string_equal(value, "user");
	free(value);
	assert_null(ak_store_config_get(store, "akkoord.absent"));
	assert_null(ak_store_config_get(store, "nonsense"));
	assert_int_equal(ak_store_config_set(store, "nonsense", "x", &err), AK_ERR_IO);
	assert_int_equal(ak_store_remotes(store, &values, &urls, &err), AK_OK);
	assert_null(values[0]);
	ak_store_config_free(values);
	ak_store_config_free(urls);
	sh("git -C r remote add vng ssh://host/vng && git -C r config remote.ipo.url ext::x");
	assert_int_equal(ak_store_remotes(store, &values, &urls, &err), AK_OK);
	assert_string_equal(values[0], "ipo");
	assert_string_equal(urls[0], "ext::x");
	assert_string_equal(values[1], "vng");
	assert_string_equal(urls[1], "ssh://host/vng");
	assert_null(values[2]);
	ak_store_config_free(values);
	ak_store_config_free(urls);
	ak_store_free(store);
}

static void a_plain_folder_has_the_users_settings_and_no_refs(void **state)
{
	(void)state;
	struct ak_error err = AK_ERROR_INIT;
	char text[41];
	char **values;
	char **urls;
	int64_t time;
	sh("mkdir p && git config --global akkoord.actor user");
	struct ak_store *store = open_store("p");
	char *value = ak_store_config_get(store, "akkoord.actor");
	assert_string_equal(value, "user");
	free(value);
	assert_int_equal(ak_store_config_set(store, "akkoord.actor", "x", &err), AK_ERR_REFUSED);
	ak_error_clear(&err);
	assert_int_equal(ak_store_ref_set(store, "refs/akkoord/x", "x", &err), AK_ERR_REFUSED);
	assert_int_equal(ak_store_remotes(store, &values, &urls, &err), AK_OK);
	assert_null(values[0]);
	ak_store_config_free(values);
	ak_store_config_free(urls);
	assert_false(ak_store_ref(store, "HEAD", text));
	assert_false(ak_store_added(store, "x", &time));
	assert_int_equal(ak_store_refresh(store, &err), AK_OK);
	ak_store_free(store);
}

static void when_a_file_was_added_is_known_from_the_journal(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	struct ak_error err = AK_ERROR_INIT;
	int64_t time = 0;
	char path[32];
	assert_false(ak_store_added(store, "a/0", &time));
	for (int i = 0; i < 12; i++) {
		snprintf(path, sizeof path, "a/%d", i);
		assert_int_equal(commit_one(store, path, path, 1000 + i, &err), AK_OK);
		if (i % 5 == 0) /* the journal grows after it was read */
			assert_true(ak_store_added(store, path, &time));
	}
	for (int i = 0; i < 12; i++) {
		snprintf(path, sizeof path, "a/%d", i);
		assert_true(ak_store_added(store, path, &time));
		assert_int_equal(time, 1000 + i);
	}
	assert_true(ak_store_added(store, "a", &time));
	assert_int_equal(time, 1000);
	assert_false(ak_store_added(store, "a/x", &time));
	assert_false(ak_store_added(store, "a/0/x", &time));
	assert_false(ak_store_added(store, "", &time));
	ak_store_free(store);
}

static void a_damaged_object_that_is_written_again_is_whole(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	/* as a power cut leaves one that was not synced */
	sh("o=$(printf json | git -C r hash-object -w --stdin) && f=r/objects/$(echo $o | cut -c1-2)/$(echo "
	   "$o | cut -c3-) && "
	   "chmod u+w $f && : >$f");
	commit_text(store, JSON, "json");
	holds(store, JSON, "json");
	ak_store_free(store);
	sh("git -C r fsck --strict --no-dangling");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_new_replica_is_bare_and_empty_on_main),
		TEST(a_replica_is_not_made_where_something_is),
		TEST(what_was_added_is_there_for_us_and_for_git),
		TEST(the_same_history_has_the_same_commits),
		TEST(the_same_bytes_again_are_no_commit),
		TEST(what_the_repository_holds_is_added_by_its_name),
		TEST(other_bytes_are_refused_and_nothing_is_written),
		TEST(puts_that_contradict_one_another_are_refused),
		TEST(paths_and_authors_that_git_would_not_take_are_refused),
		TEST(what_is_removed_is_gone_with_its_empty_folders),
		TEST(one_record_costs_only_the_trees_on_its_way),
		TEST(names_sort_as_git_sorts_them),
		TEST(a_push_in_between_is_built_upon),
		TEST(a_lock_is_waited_for_no_longer_than_was_said),
		TEST(only_a_bare_replica_at_head_is_written_to),
		TEST(refs_of_our_own_are_set_and_others_are_not),
		TEST(settings_are_read_as_git_reads_them),
		TEST(a_plain_folder_has_the_users_settings_and_no_refs),
		TEST(when_a_file_was_added_is_known_from_the_journal),
		TEST(a_damaged_object_that_is_written_again_is_whole),
	};
	return cmocka_run_group_tests_name("store write", tests, NULL, NULL);
}
