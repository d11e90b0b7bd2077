/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Trees that no git would make. A tree is drawn as lines «mode kind name»: kind b is a blob, t the tree drawn
 * before it, s a commit that is nowhere. Names are as printf(1) reads them.
 */
#include "store/store_case.h"

static void setup_repository(void)
{
	sh("git init -q --bare h && printf x | git -C h hash-object -w --stdin >blob && "
	   "git -C h hash-object -t tree -w --stdin </dev/null >tree");
}

/* Writes a tree object out of entries as they are given, and makes it the one that t means. */
static void draw(const char *entries)
{
	write_text("drawn", entries);
	sh("raw() { printf \"$(printf %%s \"$1\" | sed 's/../\\\\x&/g')\"; }; "
	   "while IFS=' ' read -r mode kind name; do case $kind in b) o=$(cat blob);; t) o=$(cat tree);; "
	   "s) o=0123456789012345678901234567890123456789;; esac; printf '%%s ' $mode; printf \"$name\"; "
	   "printf '\\0'; "
	   "env printf \"$(printf %%s $o | sed 's/../\\\\x&/g')\"; done <drawn >raw; "
	   "git -C h hash-object -t tree -w --literally --stdin <raw >tree");
}

static void commit_drawn(void)
{
	sh("git -C h update-ref refs/heads/main $(git -C h commit-tree -m x $(cat tree)) && "
	   "git -C h symbolic-ref HEAD refs/heads/main");
}

static void names_that_no_path_can_have_are_yielded_as_irregular(void **state)
{
	(void)state;
	setup_repository();
	draw("100644 b .\n100644 b ..\n100644 b .GIT\n100644 b .git\n100644 b a/b\n100644 b good\n");
	draw("40000 t ledger\n");
	commit_drawn();
	opened_lists("h", "ledger",
		"!ledger/.\n!ledger/..\n!ledger/.GIT\n!ledger/.git\n!ledger/a/b\nledger/good\n");
}

static void an_empty_name_is_yielded_as_irregular(void **state)
{
	(void)state;
	setup_repository();
	write_text("drawn", "");
	sh("(printf '100644 \\0'; env printf \"$(sed 's/../\\\\x&/g' blob)\") >raw && "
	   "git -C h hash-object -t tree -w --literally --stdin <raw >tree");
	draw("40000 t ledger\n");
	commit_drawn();
	opened_lists("h", "ledger", "!ledger/\n");
}

static void what_stands_below_a_bad_name_is_irregular_too(void **state)
{
	(void)state;
	setup_repository();
	draw("100644 b x\n");
	draw("40000 t ..\n40000 t .git\n40000 t fine\n40000 t vng/0000\n");
	draw("40000 t ledger\n40000 t ledger/vng\n");
	commit_drawn();
	opened_lists("h", "ledger",
		"!ledger/../x\n!ledger/.git/x\nledger/fine/x\n!ledger/vng/../x\n!ledger/vng/.git/x\n"
		"!ledger/vng/0000/x\n!ledger/vng/fine/x\n!ledger/vng/vng/0000/x\n");
}

static void of_two_entries_of_one_name_the_second_is_irregular(void **state)
{
	(void)state;
	setup_repository();
	draw("100644 b x\n");
	draw("100644 b a\n100644 b a\n40000 t a\n100644 b a.b\n40000 t d\n100644 b d\n");
	draw("40000 t ledger\n40000 t ledger\n");
	commit_drawn();
	opened_lists("h", "ledger",
		"ledger/a\n!ledger/a\n!ledger/a\n!ledger/a\nledger/a.b\n!ledger/a.b\n!ledger/a/x\n!ledger/a/"
		"x\n!ledger/d\n"
		"!ledger/d\nledger/d/x\n!ledger/d/x\n");
}

static void an_unsorted_tree_is_listed_in_order(void **state)
{
	(void)state;
	setup_repository();
	draw("100644 b z\n100644 b m\n100644 b a\n");
	commit_drawn();
	opened_lists("h", "", "a\nm\nz\n");
}

static void links_submodules_and_modes_of_no_kind_are_irregular(void **state)
{
	(void)state;
	setup_repository();
	draw("120000 b link\n160000 s module\n0 b none\n100755 b run\n100664 b shared\n20000 b strange\n");
	commit_drawn();
	opened_lists("h", "", "!link\n!module\n!none\nrun\nshared\n!strange\n");
}

static void escape_bytes_are_yielded_as_they_are(void **state)
{
	(void)state;
	setup_repository();
	draw("100644 b \\033[2J\n100644 b \\377\n");
	commit_drawn();
	opened_lists("h", "", "\x1b[2J\n\xff\n");
}

static void folders_nested_too_deep_are_refused(void **state)
{
	(void)state;
	struct ak_listing listing;
	struct ak_error err = AK_ERROR_INIT;
	setup_repository();
	sh("cd h && t=$(cat ../tree) && i=0; while [ $i -lt 200 ]; do t=$(printf '040000 tree %%s\\td\\n' $t "
	   "| git mktree --missing); "
	   "i=$((i+1)); done; echo $t >../tree");
	commit_drawn();
	struct ak_store *store = open_store("h");
	assert_int_equal(ak_store_list(store, "", &listing, &err), AK_ERR_IO);
	assert_non_null(strstr(err.text, "folders are nested more than 100 deep"));
	ak_store_free(store);
	ak_error_clear(&err);
	sh("mkdir -p f/$(printf 'd/%%.0s' $(seq 200))");
	store = open_store("f");
	assert_int_equal(ak_store_list(store, "", &listing, &err), AK_ERR_IO);
	assert_non_null(strstr(err.text, "folders are nested more than 100 deep"));
	ak_store_free(store);
}

static void a_tree_that_holds_itself_thousandfold_is_refused_in_bounded_time(void **state)
{
	(void)state;
	struct ak_listing listing;
	struct ak_error err = AK_ERROR_INIT;
	setup_repository();
	/* ten levels of ten names each, all the same tree: 10^10 folders in ten small objects */
	sh("cd h && t=$(cat ../tree) && i=0; while [ $i -lt 10 ]; do t=$(for n in 0 1 2 3 4 5 6 7 8 9; do "
	   "printf '040000 tree %%s\\t%%s\\n' $t $n; done | git mktree --missing); i=$((i+1)); done; echo $t "
	   ">../tree");
	commit_drawn();
	sh("git -C h repack -adq");
	struct ak_store *store = open_store("h");
	assert_int_equal(ak_store_list(store, "", &listing, &err), AK_ERR_IO);
	assert_non_null(strstr(err.text, "there are more than 65536 folders"));
	ak_store_free(store);
}

static void a_malformed_tree_is_refused(void **state)
{
	(void)state;
	static const char *const malformed[] = {"100644", "100644 name", "100644 name\\000short",
		"x name\\000", "99 name\\00001234567890123456789", " name\\00001234567890123456789"};
	for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
		struct ak_listing listing;
		struct ak_error err = AK_ERROR_INIT;
		sh("rm -rf h");
		setup_repository();
		sh("printf '%s' >raw && git -C h hash-object -t tree -w --literally --stdin <raw >tree",
			malformed[i]);
		commit_drawn();
		struct ak_store *store = open_store("h");
		assert_int_equal(ak_store_list(store, "", &listing, &err), AK_ERR_IO);
		assert_non_null(strstr(err.text, "is malformed; the repository is damaged"));
		ak_store_free(store);
	}
}

static void an_entry_that_is_no_blob_is_not_read_as_one(void **state)
{
	(void)state;
	struct ak_listing listing;
	struct ak_reader *reader;
	struct ak_bytes bytes;
	bool too_large;
	struct ak_error err = AK_ERROR_INIT;
	setup_repository();
	draw("100644 t file\n100644 s gone\n");
	commit_drawn();
	struct ak_store *store = open_store("h");
	assert_int_equal(ak_store_list(store, "", &listing, &err), AK_OK);
	assert_int_equal(ak_reader_open(&reader, store, &err), AK_OK);
	assert_int_equal(
		ak_reader_read(reader, &listing.entries[0], 100, &bytes, &too_large, &err), AK_ERR_IO);
	assert_non_null(strstr(err.text, "is a tree, where a blob should be"));
	ak_error_clear(&err);
	assert_int_equal(
		ak_reader_read(reader, &listing.entries[1], 100, &bytes, &too_large, &err), AK_ERR_IO);
	assert_non_null(strstr(err.text, "is missing"));
	ak_reader_free(reader);
	ak_listing_release(&listing);
	ak_store_free(store);
}

static void a_folder_entry_that_is_a_blob_is_refused(void **state)
{
	(void)state;
	struct ak_listing listing;
	struct ak_error err = AK_ERROR_INIT;
	setup_repository();
	draw("40000 b folder\n");
	commit_drawn();
	struct ak_store *store = open_store("h");
	assert_int_equal(ak_store_list(store, "", &listing, &err), AK_ERR_IO);
	assert_non_null(strstr(err.text, "folder/: git object"));
	ak_store_free(store);
}

static void a_malformed_commit_is_refused(void **state)
{
	(void)state;
	static const char *const malformed[] = {"", "tree", "tree 0123\\n",
		"tree xyz3456789012345678901234567890123456789\\n",
		"parent 0123456789012345678901234567890123456789\\n"};
	for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
		sh("rm -rf h");
		setup_repository();
		sh("printf '%s' >raw && git -C h hash-object -t commit -w --literally --stdin <raw "
		   ">h/refs/heads/main && "
		   "git -C h symbolic-ref HEAD refs/heads/main",
			malformed[i]);
		open_fails("h", AK_ERR_IO, "is malformed; the repository is damaged");
	}
	sh("cp blob h/refs/heads/main");
	open_fails("h", AK_ERR_IO, "is a blob, where a commit should be");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(names_that_no_path_can_have_are_yielded_as_irregular),
		TEST(an_empty_name_is_yielded_as_irregular),
		TEST(what_stands_below_a_bad_name_is_irregular_too),
		TEST(of_two_entries_of_one_name_the_second_is_irregular),
		TEST(an_unsorted_tree_is_listed_in_order),
		TEST(links_submodules_and_modes_of_no_kind_are_irregular),
		TEST(escape_bytes_are_yielded_as_they_are),
		TEST(folders_nested_too_deep_are_refused),
		TEST(a_tree_that_holds_itself_thousandfold_is_refused_in_bounded_time),
		TEST(a_malformed_tree_is_refused),
		TEST(an_entry_that_is_no_blob_is_not_read_as_one),
		TEST(a_folder_entry_that_is_a_blob_is_refused),
		TEST(a_malformed_commit_is_refused),
	};
	return cmocka_run_group_tests_name("store hostile", tests, NULL, NULL);
}
