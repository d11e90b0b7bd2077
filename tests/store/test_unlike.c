/* SPDX-License-Identifier: EUPL-1.2 */
/* Two stores side by side: what is the same in both is not looked into, and nothing that differs is missed. */
#include "store/store_case.h"

static void put_all(struct ak_buf *text, const struct ak_listing *listing)
{
	for (size_t i = 0; i < listing->count; i++)
		ak_buf_format(
			text, "%s%s\n", listing->entries[i].regular ? "" : "!", listing->entries[i].path);
}

/* One side's lines, then `--`, then the other's. */
static void unlike(const char *one_path, const char *one_ref, const char *other_path, const char *other_ref, const char *expected)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_store *one = NULL;
	struct ak_store *other = NULL;
	struct ak_listing ones;
	struct ak_listing others;
	struct ak_buf text = AK_BUF_INIT;
	assert_int_equal(ak_store_open_at(&one, one_path, one_ref, &err), AK_OK);
	assert_int_equal(ak_store_open_at(&other, other_path, other_ref, &err), AK_OK);
	if (ak_store_list_unlike(one, other, "ledger", &ones, &others, &err) != AK_OK)
		fail_msg("%s", err.text);
	put_all(&text, &ones);
	ak_buf_text(&text, "--\n");
	put_all(&text, &others);
	assert_string_equal(ak_buf_string(&text), expected);
	ak_buf_release(&text);
	ak_listing_release(&ones);
	ak_listing_release(&others);
	ak_store_free(one);
	ak_store_free(other);
}

#define START                                                                                                  \
	"mkdir -p p/ledger/a/1 p/ledger/b/1 p/keys && cd p && git init -q -b one && echo x >ledger/c && "      \
	"echo x >ledger/a/1/x && echo y >ledger/a/1/y && echo x >ledger/b/1/x && echo k >keys/k && git add . && " \
	"git commit -qm x && git checkout -qb two"

static void folders_that_are_the_same_are_left_out_and_neighbours_of_what_differs_are_not(void **state)
{
	(void)state;
	sh(START " && echo z >ledger/a/1/z && git add . && git commit -qm y");
	unlike("p", "refs/heads/one", "p", "refs/heads/two",
		"ledger/a/1/x\nledger/a/1/y\nledger/c\n--\nledger/a/1/x\nledger/a/1/y\nledger/a/1/z\nledger/c\n");
	unlike("p", "refs/heads/two", "p", "refs/heads/one",
		"ledger/a/1/x\nledger/a/1/y\nledger/a/1/z\nledger/c\n--\nledger/a/1/x\nledger/a/1/y\nledger/c\n");
}

static void the_files_of_the_top_itself_are_there_though_all_is_the_same(void **state)
{
	(void)state;
	sh(START);
	unlike("p", "refs/heads/one", "p", "refs/heads/two", "ledger/c\n--\nledger/c\n");
}

static void what_only_one_has_is_there_whole(void **state)
{
	(void)state;
	sh(START " && mkdir ledger/d && echo x >ledger/d/x && git rm -rqf ledger/b && git add . && git commit -qm y");
	unlike("p", "refs/heads/one", "p", "refs/heads/two", "ledger/b/1/x\nledger/c\n--\nledger/c\nledger/d/x\n");
}

static void a_file_where_the_other_has_a_folder_is_there(void **state)
{
	(void)state;
	sh(START " && git rm -rqf ledger/a && echo f >ledger/a && git add . && git commit -qm y");
	unlike("p", "refs/heads/one", "p", "refs/heads/two",
		"ledger/a/1/x\nledger/a/1/y\nledger/c\n--\nledger/a\nledger/c\n");
}

/* Trees that git itself would not write: two entries of one name, the first a folder that both have, the second not. */
static void a_second_entry_of_a_name_is_there_and_irregular(void **state)
{
	(void)state;
	sh(START " && entry() { git cat-file tree $(printf '%%s %%s %%s\\tb\\n' $1 $2 $(git rev-parse $3) | git mktree); } && "
		 "N=$( (entry 040000 tree two:ledger/b; entry 100644 blob two:ledger/c) | "
		 "git hash-object -t tree --literally -w --stdin) && "
		 "R=$(printf '040000 tree %%s\\tledger\\n' $N | git mktree) && "
		 "git update-ref refs/heads/odd $(git commit-tree -m z $R)");
	unlike("p", "refs/heads/one", "p", "refs/heads/odd",
		"ledger/a/1/x\nledger/a/1/y\nledger/c\n--\n!ledger/b\n");
}

static void beside_a_plain_folder_both_are_listed_whole(void **state)
{
	(void)state;
	sh(START " && cd .. && cp -r p q && rm -rf q/.git");
	unlike("p", "refs/heads/one", "q", NULL,
		"ledger/a/1/x\nledger/a/1/y\nledger/b/1/x\nledger/c\n--\nledger/a/1/x\nledger/a/1/y\nledger/b/1/x\nledger/c\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(folders_that_are_the_same_are_left_out_and_neighbours_of_what_differs_are_not),
		TEST(the_files_of_the_top_itself_are_there_though_all_is_the_same),
		TEST(what_only_one_has_is_there_whole),
		TEST(a_file_where_the_other_has_a_folder_is_there),
		TEST(a_second_entry_of_a_name_is_there_and_irregular),
		TEST(beside_a_plain_folder_both_are_listed_whole),
	};
	return cmocka_run_group_tests_name("store unlike", tests, NULL, NULL);
}
