/* SPDX-License-Identifier: EUPL-1.2 */
/* Listing a repository so large that all cores read its trees. */
#include "store/store_case.h"

enum { FILES = 20000, FOLDERS = 9 };

/*
 * r: FILES files, each of its own bytes, in FOLDERS folders of different sizes; and two files beside these, whose names
 * stand on either side of a folder's.
 */
static void make_large(void)
{
	sh("git init -q --bare -b main r && "
	   "awk 'BEGIN { print \"commit refs/heads/main\\ncommitter a <a@b> 0 +0000\\ndata 0\"; "
	   "for (i = 0; i < %d; i++) printf \"M 644 inline ledger/a%%d/%%03d/%%d\\ndata %%d\\n%%d\\n\", "
	   "int(sqrt(i)) %% %d, i / 100, i, length(i), i; "
	   "print \"M 644 inline ledger/a1!\\ndata 1\\n!\\nM 644 inline ledger/a10\\ndata 1\\n0\" }' | "
	   "git -C r -c fastimport.unpackLimit=0 fast-import --quiet --depth=50",
		FILES, FOLDERS);
}

static void all_files_are_listed_in_order(void **state)
{
	(void)state;
	make_large();
	struct ak_store *store = open_store("r");
	char *found = listed(store, "ledger");
	FILE *file = fopen("found", "w");
	assert_non_null(file);
	assert_non_null(found);
	fputs(found, file);
	fclose(file);
	free(found);
	ak_store_free(store);
	sh("git -C r ls-tree -r --name-only main | LC_ALL=C sort | cmp - found && test $(wc -l <found) = %d", FILES + 2);
}

/* The tree of one folder is away: whoever reads the others, that is what is told. */
static void a_tree_that_is_missing_is_told(void **state)
{
	(void)state;
	struct ak_listing listing;
	struct ak_error err = AK_ERROR_INIT;
	make_large();
	sh("cd r && t=$(git rev-parse main:ledger) && gone=0123456789012345678901234567890123456789 && "
	   "l=$(git ls-tree $t | sed \"/a4$/s/[0-9a-f]\\{40\\}/$gone/\" | git mktree --missing) && "
	   "t=$(printf '040000 tree %%s\\tledger\\n' $l | git mktree) && "
	   "git update-ref refs/heads/main $(git -c user.name=a -c user.email=a@b commit-tree -m x $t)");
	struct ak_store *store = open_store("r");
	assert_int_equal(ak_store_list(store, "ledger", &listing, &err), AK_ERR_IO);
	assert_string_equal(err.text,
		"ledger/a4/: git object 0123456789012345678901234567890123456789 is missing from the repository; fetch it again");
	ak_store_free(store);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(all_files_are_listed_in_order),
		TEST(a_tree_that_is_missing_is_told),
	};
	return cmocka_run_group_tests_name("store list", tests, NULL, NULL);
}
