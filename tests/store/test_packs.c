/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Packs that git makes, read as git reads them; and packs and deltas of a stranger's making, which may yield nothing
 * or anything, but end, and stay within their memory: with the sanitizers on this program shows it.
 */
#include "child/temp.h"
#include "store/delta.h"
#include "store/packs.h"

/* An object of the repository r, as git tells of it. */
struct object {
	uint8_t name[20];
	enum ak_packs_type type;
	struct ak_buf content;
};

enum { OBJECTS_MAX = 64 };

struct all {
	struct object objects[OBJECTS_MAX];
	size_t count;
};

/* A history of a file that grows, packed with these options; and what git reads in it. */
static void make_repository(const char *options)
{
	sh("rm -rf r list objects && git init -q -b main r && cd r && seq 300 >long && for i in 1 2 3 4 5 6; do "
	   "seq $((i * 90)) $((i * 90 + 400)) >long; echo $i >short; mkdir -p d; cp short d/$i; git add . && git commit -qm $i; done && "
	   "git tag -a -m t t && git %s && git cat-file --batch-all-objects --batch-check >../list && "
	   "mkdir ../objects && while read -r name type size; do git cat-file $type $name >../objects/$name; done <../list",
		options);
}

static void read_all(struct all *all)
{
	char line[256];
	char hex[64];
	char type[16];
	FILE *list = fopen("list", "r");
	assert_non_null(list);
	all->count = 0;
	while (fgets(line, sizeof line, list)) {
		struct object *object = &all->objects[all->count++];
		assert_true(all->count < OBJECTS_MAX);
		assert_int_equal(sscanf(line, "%63s %15s", hex, type), 2);
		for (size_t i = 0; i < sizeof object->name; i++) {
			const char digits[] = {hex[2 * i], hex[2 * i + 1], '\0'};
			object->name[i] = (uint8_t)strtoul(digits, NULL, 16);
		}
		object->type = strcmp(type, "blob") == 0     ? AK_PACKS_BLOB
			       : strcmp(type, "tree") == 0   ? AK_PACKS_TREE
			       : strcmp(type, "commit") == 0 ? AK_PACKS_COMMIT
							     : 0;
		object->content = (struct ak_buf)AK_BUF_INIT;
		char path[128];
		snprintf(path, sizeof path, "objects/%s", hex);
		FILE *file = fopen(path, "rb");
		assert_non_null(file);
		char *room = ak_buf_extend(&object->content, 65536);
		assert_non_null(room);
		object->content.size = fread(room, 1, 65536, file);
		fclose(file);
	}
	fclose(list);
	assert_true(all->count > 20);
}

static void all_release(struct all *all)
{
	for (size_t i = 0; i < all->count; i++)
		ak_buf_release(&all->objects[i].content);
}

/* How many of them are read, and as git reads them. */
static size_t count_right(const struct all *all, const char *folder)
{
	size_t right = 0;
	struct ak_packs *packs = ak_packs_open(folder);
	assert_non_null(packs);
	for (size_t i = 0; i < all->count; i++) {
		struct ak_bytes bytes;
		const struct object *object = &all->objects[i];
		if (!ak_packs_read(packs, object->name, object->type, 1 << 20, &bytes))
			continue;
		assert_true(bytes.data[bytes.size] == '\0');
		right += ak_bytes_equal(bytes, ak_buf_view(&object->content));
	}
	ak_packs_free(packs);
	return right;
}

static void objects_are_read_as_git_reads_them(void **state)
{
	(void)state;
	static const char *const ways[] = {"repack -qadf", "repack -qadf --depth=3", "repack -qadf --depth=0",
		"-c repack.useDeltaBaseOffset=false repack -qadf", "-c pack.indexVersion=2 -c core.compression=0 repack -qadF",
		"-c core.compression=9 repack -qadF"};
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		struct all all;
		make_repository(ways[i]);
		read_all(&all);
		size_t right = count_right(&all, "r/.git/objects");
		all_release(&all);
		if (right != all.count - 1) /* all but the tag */
			fail_msg("%s: %zu of %zu", ways[i], right, all.count);
	}
}

/* A pack of blobs, each a delta of the one before it; and what git reads in it. */
static void make_chain(unsigned count, const char *content)
{
	sh("rm -rf r list objects && git init -q -b main r && cd r && for i in $(seq %u); do { %s; echo $i; } >x; "
	   "printf 'blob\\ndata %%d\\n' $(wc -c <x); cat x; echo; done | git -c fastimport.unpackLimit=0 fast-import --quiet --depth=50 && "
	   "git verify-pack -v .git/objects/pack/*.idx >x && grep -q '^chain length = %u: 1 ' x && "
	   "git cat-file --batch-all-objects --batch-check >../list && mkdir ../objects && "
	   "while read -r name type size; do git cat-file $type $name >../objects/$name; done <../list",
		count, content, count - 1);
}

static void a_chain_as_long_as_git_makes_them_is_read(void **state)
{
	(void)state;
	struct all all;
	make_chain(51, "seq 500");
	read_all(&all);
	assert_int_equal(count_right(&all, "r/.git/objects"), 51);
	all_release(&all);
}

static void a_chain_of_large_objects_is_left_to_libgit2_where_it_is_too_much_work(void **state)
{
	(void)state;
	struct all all;
	struct ak_bytes bytes;
	size_t read = 0;
	make_chain(21, "head -c 5000000 /dev/zero");
	read_all(&all);
	struct ak_packs *packs = ak_packs_open("r/.git/objects");
	assert_non_null(packs);
	for (size_t i = 0; i < all.count; i++)
		read += ak_packs_read(packs, all.objects[i].name, AK_PACKS_BLOB, 1 << 24, &bytes);
	ak_packs_free(packs);
	all_release(&all);
	assert_int_equal(all.count, 21);
	assert_true(read > 1 && read < 21);
}

static void another_type_and_a_larger_object_than_asked_for_are_left_to_libgit2(void **state)
{
	(void)state;
	struct all all;
	struct ak_bytes bytes;
	make_repository("repack -qadf");
	read_all(&all);
	struct ak_packs *packs = ak_packs_open("r/.git/objects");
	assert_non_null(packs);
	for (size_t i = 0; i < all.count; i++) {
		struct object *object = &all.objects[i];
		enum ak_packs_type other = object->type == AK_PACKS_BLOB ? AK_PACKS_TREE : AK_PACKS_BLOB;
		assert_false(ak_packs_read(packs, object->name, other, 1 << 20, &bytes));
		assert_false(ak_packs_read(packs, object->name, object->type, object->content.size - 1, &bytes));
		object->name[19] ^= 1;
		assert_false(ak_packs_read(packs, object->name, object->type, 1 << 20, &bytes));
	}
	ak_packs_free(packs);
	all_release(&all);
}

static void an_index_of_version_1_is_left_to_libgit2(void **state)
{
	(void)state;
	struct all all;
	make_repository("-c pack.indexVersion=1 repack -qadf");
	read_all(&all);
	assert_int_equal(count_right(&all, "r/.git/objects"), 0);
	all_release(&all);
}

/* The file's bytes, to be freed. */
static uint8_t *slurp(const char *path, size_t *size)
{
	enum { MOST = 1 << 16 };
	uint8_t *data = malloc(MOST);
	FILE *file = fopen(path, "rb");
	assert_true(file && data);
	*size = fread(data, 1, MOST, file);
	assert_true(*size > 0 && *size < MOST);
	fclose(file);
	return data;
}

/* Each byte flipped or, with cut, the file ended there. */
static void damage(const struct all *all, const char *path, bool cut)
{
	size_t size;
	size_t wrong = 0;
	uint8_t *data = slurp(path, &size);
	for (size_t i = 0; i < size; i++) {
		data[i] ^= (uint8_t)(1U << i % 8);
		write_file(path, data, cut ? i : size);
		data[i] ^= (uint8_t)(1U << i % 8);
		wrong += count_right(all, "h/objects") < all->count - 1;
	}
	assert_true(wrong > size / 4);
	write_file(path, data, size);
	free(data);
}

static void whatever_is_damaged_in_a_pack_or_its_index_reading_ends(void **state)
{
	(void)state;
	struct all all;
	make_repository("repack -qadf");
	read_all(&all);
	sh("mkdir -p h/objects/pack && cp r/.git/objects/pack/*.pack h/objects/pack/p.pack && "
	   "cp r/.git/objects/pack/*.idx h/objects/pack/p.idx && chmod u+w h/objects/pack/*");
	for (int cut = 0; cut < 2; cut++) {
		damage(&all, "h/objects/pack/p.pack", cut);
		damage(&all, "h/objects/pack/p.idx", cut);
	}
	assert_int_equal(count_right(&all, "h/objects"), all.count - 1);
	all_release(&all);
}

/* ------------------------------------------------------------------ deltas */

static bool makes(const char *delta, size_t delta_size, const char *base, const char *expected)
{
	uint8_t out[64];
	size_t size;
	struct ak_bytes orders = {.data = (const uint8_t *)delta, .size = delta_size};
	if (!ak_delta_result(orders, &size) || size > sizeof out || !ak_delta_apply(orders, ak_bytes_of(base), out, size))
		return false;
	return size == strlen(expected) && memcmp(out, expected, size) == 0;
}

#define MAKES(delta, base, expected) makes(delta, sizeof(delta) - 1, base, expected)

static void a_delta_copies_from_its_base_and_inserts(void **state)
{
	(void)state;
	assert_true(MAKES("\x05\x05\x90\x05", "hello", "hello"));
	assert_true(MAKES("\x05\x03\x91\x02\x03", "hello", "llo"));
	assert_true(MAKES("\x05\x07\x90\x05\x02!!", "hello", "hello!!"));
	assert_true(MAKES("\x05\x00", "hello", ""));
}

static void a_delta_that_does_not_fit_is_refused(void **state)
{
	(void)state;
	assert_false(MAKES("\x04\x05\x90\x05", "hello", "hello"));       /* of another base */
	assert_false(MAKES("\x05\x06\x90\x05", "hello", "hello"));       /* makes less than it says */
	assert_false(MAKES("\x05\x04\x90\x05", "hello", "hell"));        /* and more */
	assert_false(MAKES("\x05\x05\x91\x01\x05", "hello", "ello"));    /* past the base */
	assert_false(MAKES("\x05\x01\x91\x06\x01", "hello", "h"));
	assert_false(MAKES("\x05\x05\x05hell", "hello", "hello"));       /* past its own end */
	assert_false(MAKES("\x05\x05\x90", "hello", "hello"));
	assert_false(MAKES("\x05\x01\x00", "hello", "h"));               /* an order that is reserved */
	assert_false(MAKES("\x05", "hello", ""));
	assert_false(MAKES("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01", "hello", ""));
	assert_false(MAKES("", "", ""));
}

static void whatever_a_delta_holds_it_stays_within_its_memory(void **state)
{
	(void)state;
	uint8_t delta[24];
	unsigned random = 11;
	for (int round = 0; round < 200000; round++) {
		size_t length = 2 + (size_t)round % (sizeof delta - 2);
		for (size_t i = 0; i < length; i++) {
			random = random * 1103515245U + 12345U;
			delta[i] = (uint8_t)(random >> 16);
		}
		delta[0] = 5;
		delta[1] &= 0x3f;
		uint8_t out[64];
		size_t size;
		struct ak_bytes orders = {.data = delta, .size = length};
		if (ak_delta_result(orders, &size) && size <= sizeof out)
			ak_delta_apply(orders, ak_bytes_of("hello"), out, size);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(objects_are_read_as_git_reads_them),
		TEST(a_chain_as_long_as_git_makes_them_is_read),
		TEST(a_chain_of_large_objects_is_left_to_libgit2_where_it_is_too_much_work),
		TEST(another_type_and_a_larger_object_than_asked_for_are_left_to_libgit2),
		TEST(an_index_of_version_1_is_left_to_libgit2),
		TEST(whatever_is_damaged_in_a_pack_or_its_index_reading_ends),
		cmocka_unit_test(a_delta_copies_from_its_base_and_inserts),
		cmocka_unit_test(a_delta_that_does_not_fit_is_refused),
		cmocka_unit_test(whatever_a_delta_holds_it_stays_within_its_memory),
	};
	return cmocka_run_group_tests_name("store packs", tests, NULL, NULL);
}
