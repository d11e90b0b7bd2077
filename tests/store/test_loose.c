/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Loose objects as a stranger may leave them in a copy. Two of these make libgit2 hang or write where it may
 * not; with the sanitizers on, this program would show either.
 */
#include "store/store_case.h"

#include "store/inflate.h"

enum { VARIANTS_MAX = 16 };

/*
 * A repository whose HEAD holds one file `f` of these bytes, and for each variant, an expression of Python, a
 * file of what the object of f is to hold: body is the honest content, d what its file holds, z is zlib.
 */
static void craft(const char *body, const char *const *variants, size_t count)
{
	char script[TEMP_COMMAND_MAX] = "";
	assert_true(count <= VARIANTS_MAX);
	for (size_t i = 0; i < count; i++) {
		size_t used = strlen(script);
		snprintf(script + used, sizeof script - used, "open('variant%zu', 'wb').write(%s)\n", i,
			variants[i]);
	}
	sh("rm -rf h variant* && git init -q -b main h && cd h && printf '%%s' '%s' >f && git add f && git "
	   "commit -qm x && "
	   "o=$(git rev-parse HEAD:f) && echo .git/objects/$(echo $o | cut -c1-2)/$(echo $o | cut -c3-) "
	   ">../path",
		body);
	write_text("craft.py", script);
	sh("python3 -c \"import zlib as z; body = open('h/f', 'rb').read(); "
	   "d = open('h/' + open('path').read().strip(), 'rb').read(); exec(open('craft.py').read())\"");
}

/* Makes variant i the object. */
static void place(size_t i)
{
	sh("cp -f variant%zu h/$(cat path)", i);
}

static enum ak_status read_f(size_t limit, struct ak_buf *content, bool *too_large, struct ak_error *err)
{
	struct ak_listing listing;
	struct ak_reader *reader;
	struct ak_bytes bytes;
	struct ak_store *store = open_store("h");
	assert_int_equal(ak_store_list(store, "", &listing, err), AK_OK);
	assert_int_equal(listing.count, 1);
	assert_int_equal(ak_reader_open(&reader, store, err), AK_OK);
	enum ak_status status = ak_reader_read(reader, &listing.entries[0], limit, &bytes, too_large, err);
	if (status == AK_OK)
		ak_buf_append(content, bytes.data, bytes.size);
	ak_reader_free(reader);
	ak_listing_release(&listing);
	ak_store_free(store);
	return status;
}

static void reads_as(const char *expected)
{
	struct ak_buf content = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	bool too_large;
	if (read_f(1000000, &content, &too_large, &err) != AK_OK)
		fail_msg("%s", err.text);
	assert_false(too_large);
	assert_string_equal(ak_buf_string(&content), expected);
	ak_buf_release(&content);
}

static void is_damaged(void)
{
	struct ak_buf content = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	bool too_large;
	assert_int_equal(read_f(1000000, &content, &too_large, &err), AK_ERR_IO);
	if (!strstr(err.text, "is damaged"))
		fail_msg("%s", err.text);
	ak_buf_release(&content);
}

static void every_way_to_deflate_is_read(void **state)
{
	(void)state;
	static const char *const ways[] = {"z.compress(z.decompress(d), 0)", "z.compress(z.decompress(d), 1)",
		"z.compress(z.decompress(d), 9)",
		"(lambda c: c.compress(z.decompress(d)) + c.flush())(z.compressobj(9, 8, 15, 9, z.Z_FIXED))",
		"(lambda c: c.compress(z.decompress(d)) + c.flush())(z.compressobj(9, 8, 15, 9, "
		"z.Z_HUFFMAN_ONLY))",
		"(lambda c: c.compress(z.decompress(d)) + c.flush())(z.compressobj(9, 8, 9, 1, z.Z_RLE))",
		"(lambda c: b''.join(c.compress(bytes([b])) + c.flush(z.Z_FULL_FLUSH) for b in "
		"z.decompress(d)) + c.flush())(z.compressobj())"};
	static const char *const bodies[] = {
		"", "x", "hello hello hello hello hello hello hello hello hello, and once more: hello"};
	for (size_t b = 0; b < sizeof bodies / sizeof bodies[0]; b++) {
		craft(bodies[b], ways, sizeof ways / sizeof ways[0]);
		for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
			place(i);
			reads_as(bodies[b]);
		}
	}
}

static void an_object_that_is_cut_short_is_damaged(void **state)
{
	(void)state;
	static const char *const cuts[] = {
		"b''", "d[:1]", "d[:2]", "d[:10]", "d[:len(d)//2]", "d[:-5]", "d[:-4]", "d[:-1]"};
	craft("hello hello hello hello hello hello hello hello", cuts, sizeof cuts / sizeof cuts[0]);
	for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
		place(i);
		is_damaged();
	}
}

static void an_object_that_is_longer_or_shorter_than_it_says_is_damaged(void **state)
{
	(void)state;
	static const char *const lies[] = {"z.compress(b'blob 2\\0' + body)",
		"z.compress(b'blob 12\\0' + body * 40)", "z.compress(b'blob 0\\0' + body)",
		"z.compress(b'blob 60\\0' + body)", "d + b'x'", "d + d"};
	craft("hello hello hello", lies, sizeof lies / sizeof lies[0]);
	for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
		place(i);
		is_damaged();
	}
}

static void a_header_that_git_does_not_write_is_damaged(void **state)
{
	(void)state;
	static const char *const heads[] = {"z.compress(b'blob 017\\0' + body)",
		"z.compress(b'blob -1\\0' + body)", "z.compress(b'blob \\0' + body)",
		"z.compress(b'blob17\\0' + body)", "z.compress(b'bl')", "z.compress(b'')",
		"z.compress(b'thing 17\\0' + body)", "z.compress(b'blob 99999999999999999999999\\0' + body)",
		"z.compress(b'blob 17' + body)", "b'\\x1f\\x8b' + d", "b'blob 17\\0' + body"};
	craft("hello hello hello", heads, sizeof heads / sizeof heads[0]);
	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
		place(i);
		is_damaged();
	}
}

static void another_content_than_its_name_says_is_damaged(void **state)
{
	(void)state;
	static const char *const others[] = {
		"z.compress(b'blob 5\\0jello')", "z.compress(b'commit 5\\0hello')"};
	craft("hello", others, 2);
	place(0);
	is_damaged();
	place(1);
	struct ak_buf content = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	bool too_large;
	assert_int_equal(read_f(100, &content, &too_large, &err), AK_ERR_IO);
	ak_buf_release(&content);
}

static void a_bomb_is_seen_by_its_header(void **state)
{
	(void)state;
	struct ak_buf content = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	bool too_large;
	static const char *const bombs[] = {"z.compress(b'blob 50000000\\0' + bytes(50000000))",
		"z.compress(b'blob 5000\\0' + bytes(5000000))"};
	craft("x", bombs, 2);
	place(0);
	assert_int_equal(read_f(1000000, &content, &too_large, &err), AK_OK);
	assert_true(too_large);
	assert_int_equal(content.size, 0);
	ak_buf_release(&content);
	/* and one that lies about it stops at what it said */
	place(1);
	is_damaged();
}

static void borrowed_objects_are_refused(void **state)
{
	(void)state;
	sh("git init -q -b main h && cd h && echo x >f && git add f && git commit -qm x && git clone -q "
	   "--shared . ../s");
	open_fails("s", AK_ERR_IO, "borrows objects of another");
	sh("cd s && git repack -qad && rm .git/objects/info/alternates");
	opened_lists("s", "", "f\n");
}

static void whatever_a_stream_holds_inflating_ends(void **state)
{
	(void)state;
	uint8_t in[64];
	uint8_t out[300];
	size_t size;
	unsigned random = 7;
	for (int round = 0; round < 100000; round++) {
		size_t length = (size_t)round % sizeof in;
		for (size_t i = 0; i < length; i++) {
			random = random * 1103515245U + 12345U;
			in[i] = (uint8_t)(random >> 16);
		}
		if (length > 1) {
			in[0] = 0x78;
			in[1] = 0x9c;
		}
		size = 0;
		ak_inflate(out, sizeof out, &size, (struct ak_bytes){.data = in, .size = length});
		assert_true(size <= sizeof out);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(every_way_to_deflate_is_read),
		TEST(an_object_that_is_cut_short_is_damaged),
		TEST(an_object_that_is_longer_or_shorter_than_it_says_is_damaged),
		TEST(a_header_that_git_does_not_write_is_damaged),
		TEST(another_content_than_its_name_says_is_damaged),
		TEST(a_bomb_is_seen_by_its_header),
		TEST(borrowed_objects_are_refused),
		TEST(whatever_a_stream_holds_inflating_ends),
	};
	return cmocka_run_group_tests_name("store loose", tests, NULL, NULL);
}
