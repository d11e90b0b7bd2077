/* SPDX-License-Identifier: EUPL-1.2 */
/* Buffers that grow and remember a failure, arrays that grow, and memory that goes all at once. */
#include "base/base_case.h"

#include <stdalign.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "graph/random.h"

static void a_buffer_holds_what_was_appended_ended_by_a_nul(void **state)
{
	(void)state;
	static char wanted[20000];
	uint64_t seed = 9;
	struct ak_buf buf = AK_BUF_INIT;
	size_t size = 0;
	assert_string_equal(ak_buf_string(&buf), "");
	while (size < sizeof wanted - 200) {
		uint32_t more = random_below(&seed, 150);
		for (uint32_t i = 0; i < more; i++)
			wanted[size + i] = (char)random_below(&seed, 256);
		ak_buf_append(&buf, wanted + size, more);
		size += more;
		assert_int_equal(buf.size, size);
		assert_int_equal(ak_buf_string(&buf)[size], '\0');
	}
	assert_memory_equal(buf.data, wanted, size);
	assert_int_equal(ak_buf_status(&buf, NULL), AK_OK);
	ak_buf_release(&buf);
	assert_null(buf.data);
}

static void texts_characters_and_formats_follow_one_another(void **state)
{
	(void)state;
	struct ak_buf buf = AK_BUF_INIT;
	char hundred[101];
	memset(hundred, 'x', 100);
	hundred[100] = '\0';
	ak_buf_text(&buf, "a");
	ak_buf_char(&buf, 'b');
	ak_buf_format(&buf, "%d-%s", 7, hundred);
	ak_buf_append(&buf, NULL, 0);
	memcpy(ak_buf_extend(&buf, 2), "yz", 2);
	assert_int_equal(buf.size, 2 + 2 + 100 + 2);
	assert_int_equal(strncmp(ak_buf_string(&buf), "ab7-xxx", 7), 0);
	assert_string_equal(ak_buf_string(&buf) + 103, "xyz");
	struct ak_bytes view = ak_buf_view(&buf);
	assert_int_equal(view.size, buf.size);
	assert_ptr_equal(view.data, buf.data);
	ak_buf_clear(&buf);
	assert_string_equal(ak_buf_string(&buf), "");
	ak_buf_release(&buf);
}

static void a_failure_is_remembered_until_it_is_cleared(void **state)
{
	(void)state;
	struct ak_buf buf = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	ak_buf_text(&buf, "kept");
	assert_null(ak_buf_extend(&buf, SIZE_MAX));
	assert_null(ak_buf_extend(&buf, SIZE_MAX / 2));
	ak_buf_text(&buf, "lost");
	assert_string_equal(ak_buf_string(&buf), "kept");
	assert_int_equal(ak_buf_status(&buf, &err), AK_ERR_MEMORY);
	assert_string_equal(err.text, "out of memory");
	ak_buf_clear(&buf);
	assert_int_equal(ak_buf_status(&buf, NULL), AK_OK);
	ak_buf_text(&buf, "new");
	assert_string_equal(ak_buf_string(&buf), "new");
	assert_null(ak_buf_extend(&buf, SIZE_MAX - 2));
	assert_null(ak_buf_take(&buf)); /* never half a text */
	assert_null(buf.data);
}

static void what_is_taken_is_the_caller_s_and_the_buffer_as_new(void **state)
{
	(void)state;
	struct ak_buf buf = AK_BUF_INIT;
	char *text = ak_buf_take(&buf);
	assert_string_equal(text, "");
	free(text);
	ak_buf_text(&buf, "woord");
	text = ak_buf_take(&buf);
	assert_string_equal(text, "woord");
	assert_null(buf.data);
	assert_int_equal(buf.size, 0);
	ak_buf_text(&buf, "twee");
	assert_string_equal(text, "woord");
	free(text);
	ak_buf_release(&buf);
}

static void bytes_are_equal_by_size_and_content(void **state)
{
	(void)state;
	const struct ak_bytes none = {NULL, 0};
	assert_true(ak_bytes_equal(none, ak_bytes_of("")));
	assert_true(ak_bytes_equal(ak_bytes_of("abc"), (struct ak_bytes){(const uint8_t *)"abcd", 3}));
	assert_false(ak_bytes_equal(ak_bytes_of("abc"), ak_bytes_of("abd")));
	assert_false(ak_bytes_equal(ak_bytes_of("abc"), ak_bytes_of("ab")));
	assert_false(ak_bytes_equal(none, ak_bytes_of("a")));
}

static void an_array_grows_to_at_least_twice_and_keeps_its_items(void **state)
{
	(void)state;
	uint32_t *items = NULL;
	size_t room = 0;
	for (uint32_t i = 0; i < 1000; i++) {
		size_t before = room;
		assert_true(ak_grow((void **)&items, &room, i, sizeof *items));
		assert_true(room > i && (room == before || room >= 2 * before));
		items[i] = i;
	}
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	size_t before = room;
	uint32_t *same = items;
	assert_false(ak_grow((void **)&items, &room, SIZE_MAX / sizeof *items, sizeof *items));
	assert_true(room == before && items == same);
	free(items);
}

/* ------------------------------------------------------------------ the arena */

struct piece {
	unsigned char *data;
	size_t size;
	unsigned char fill;
};

static void arena_piece(struct ak_arena *arena, struct piece *piece, uint64_t *seed)
{
	piece->size = random_below(seed, 20) ? random_below(seed, 200) : random_below(seed, 90000);
	piece->fill = (unsigned char)random_below(seed, 256);
	if (random_below(seed, 2)) {
		piece->data = ak_arena_alloc(arena, piece->size);
		assert_non_null(piece->data);
		assert_int_equal((uintptr_t)piece->data % alignof(max_align_t), 0);
		for (size_t i = 0; i < piece->size; i++)
			assert_int_equal(piece->data[i], 0);
		memset(piece->data, piece->fill, piece->size);
	} else {
		char *text = malloc(piece->size + 1);
		assert_non_null(text);
		memset(text, piece->fill, piece->size);
		piece->data = (unsigned char *)ak_arena_text(arena, text, piece->size);
		assert_non_null(piece->data);
		assert_int_equal(piece->data[piece->size], '\0');
		free(text);
	}
}

static void pieces_of_an_arena_are_apart_and_live_as_long_as_it(void **state)
{
	(void)state;
	enum { PIECES = 3000 };
	static struct piece pieces[PIECES];
	uint64_t seed = 21;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_arena other = AK_ARENA_INIT;
	for (uint32_t i = 0; i < PIECES; i++) {
		arena_piece(i % 3 ? &arena : &other, &pieces[i], &seed);
		if (i % 1000 == 999) /* what was the other's lives on */
			ak_arena_merge(&arena, &other);
	}
	assert_null(other.blocks);
	for (uint32_t i = 0; i < PIECES; i++)
		for (size_t b = 0; b < pieces[i].size; b++)
			if (pieces[i].data[b] != pieces[i].fill)
				fail_msg("piece %u was written over", i);
	assert_true(arena.total > 0);
	ak_arena_release(&arena);
	assert_null(arena.blocks);
	assert_int_equal(arena.total, 0);
}

static void arenas_merge_also_when_one_is_empty(void **state)
{
	(void)state;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_arena other = AK_ARENA_INIT;
	ak_arena_merge(&arena, &other);
	assert_null(arena.blocks);
	char *text = ak_arena_text(&other, "woord", 5);
	ak_arena_merge(&arena, &other);
	assert_string_equal(text, "woord");
	ak_arena_merge(&arena, &other);
	assert_string_equal(ak_arena_text(&arena, "twee", 4), "twee");
	assert_string_equal(text, "woord");
	ak_arena_release(&arena);
	ak_arena_release(&other);
}

static void an_arena_refuses_what_cannot_be(void **state)
{
	(void)state;
	struct ak_arena arena = AK_ARENA_INIT;
	assert_null(ak_arena_alloc(&arena, SIZE_MAX));
	assert_null(ak_arena_text(&arena, "", SIZE_MAX));
	assert_null(ak_arena_alloc(&arena, SIZE_MAX / 2));
	assert_non_null(ak_arena_alloc(&arena, 0));
	assert_string_equal(ak_arena_text(&arena, NULL, 0), "");
	ak_arena_release(&arena);
}

static void a_text_has_its_place_among_those_in_order(void **state)
{
	(void)state;
	const struct {
		const char *text;
		int other;
	} items[] = {{"aap", 1}, {"mies", 2}, {"mies", 3}, {"noot", 4}};
	assert_int_equal(ak_text_place("aap", items, 4, sizeof items[0]), 0);
	assert_int_equal(ak_text_place("mies", items, 4, sizeof items[0]), 1);
	assert_int_equal(ak_text_place("nee", items, 4, sizeof items[0]), 3);
	assert_int_equal(ak_text_place("wim", items, 4, sizeof items[0]), 4);
	assert_int_equal(ak_text_place("aap", items, 0, sizeof items[0]), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_buffer_holds_what_was_appended_ended_by_a_nul),
		cmocka_unit_test(texts_characters_and_formats_follow_one_another),
		cmocka_unit_test(a_failure_is_remembered_until_it_is_cleared),
		cmocka_unit_test(what_is_taken_is_the_caller_s_and_the_buffer_as_new),
		cmocka_unit_test(bytes_are_equal_by_size_and_content),
		cmocka_unit_test(an_array_grows_to_at_least_twice_and_keeps_its_items),
		cmocka_unit_test(pieces_of_an_arena_are_apart_and_live_as_long_as_it),
		cmocka_unit_test(arenas_merge_also_when_one_is_empty),
		cmocka_unit_test(an_arena_refuses_what_cannot_be),
		cmocka_unit_test(a_text_has_its_place_among_those_in_order),
	};
	return cmocka_run_group_tests_name("base/bytes", tests, NULL, NULL);
}
