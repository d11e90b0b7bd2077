/* SPDX-License-Identifier: EUPL-1.2 */
/* What a replica remembers of the seals that it signed and saw. */
#include "child/temp.h"

#include "sync/memory.h"

static struct ak_id id_of(uint8_t number)
{
	struct ak_id id = ak_id_zero;
	id.bytes[31] = number;
	return id;
}

static struct ak_store *new_replica(void)
{
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	if (ak_store_create(&store, "r", &err) != AK_OK)
		fail_msg("%s", err.text);
	return store;
}

static struct ak_memory read_memory(struct ak_store *store)
{
	struct ak_memory memory;
	struct ak_error err = AK_ERROR_INIT;
	if (ak_memory_read(&memory, store, &err) != AK_OK)
		fail_msg("%s", err.text);
	return memory;
}

static void sign(struct ak_store *store, int64_t height, uint8_t number)
{
	struct ak_memory memory = read_memory(store);
	struct ak_error err = AK_ERROR_INIT;
	struct ak_id id = id_of(number);
	assert_int_equal(ak_memory_note_signed(&memory, store, height, &id, &err), AK_OK);
	ak_memory_release(&memory);
}

static void a_new_replica_remembers_nothing(void **state)
{
	(void)state;
	struct ak_store *store = new_replica();
	struct ak_memory memory = read_memory(store);
	assert_int_equal(memory.complete_count, 0);
	assert_null(ak_memory_signed_other(&memory, 1, NULL, NULL));
	ak_memory_release(&memory);
	ak_store_free(store);
}

static void what_was_signed_is_remembered_by_height(void **state)
{
	(void)state;
	struct ak_store *store = new_replica();
	sign(store, 2, 7);
	sign(store, 3, 8);
	sign(store, 2, 9);
	struct ak_memory memory = read_memory(store);
	struct ak_id seven = id_of(7);
	const struct ak_id *other = ak_memory_signed_other(&memory, 2, &seven, NULL);
	assert_non_null(other);
	assert_int_equal(other->bytes[31], 9);
	assert_null(ak_memory_signed_other(&memory, 2, &seven, other));
	other = ak_memory_signed_other(&memory, 2, NULL, NULL);
	assert_int_equal(other->bytes[31], 7);
	assert_int_equal(ak_memory_signed_other(&memory, 2, NULL, other)->bytes[31], 9);
	assert_null(ak_memory_signed_other(&memory, 4, NULL, NULL));
	struct ak_id eight = id_of(8);
	assert_null(ak_memory_signed_other(&memory, 3, &eight, NULL));
	ak_memory_release(&memory);
	ak_store_free(store);
}

static void a_line_that_a_crash_cut_short_harms_no_other(void **state)
{
	(void)state;
	struct ak_store *store = new_replica();
	sign(store, 2, 7);
	sh("printf 'signed 2 00000' >>r/akkoord/seals");
	sign(store, 2, 9);
	sh("printf 'complete x y\\n\\nsigned\\nsigned 1\\nwhat 1 2\\n\\377\\n' >>r/akkoord/seals");
	struct ak_memory memory = read_memory(store);
	assert_int_equal(memory.signed_count, 2);
	assert_int_equal(memory.signed_seals[0].id.bytes[31], 7);
	assert_int_equal(memory.signed_seals[1].id.bytes[31], 9);
	assert_int_equal(memory.complete_count, 0);
	ak_memory_release(&memory);
	ak_store_free(store);
}

static void a_memory_that_cannot_be_read_is_trouble(void **state)
{
	(void)state;
	struct ak_store *store = new_replica();
	struct ak_memory memory;
	struct ak_error err = AK_ERROR_INIT;
	sh("mkdir -p r/akkoord && ln -s /etc/passwd r/akkoord/seals");
	assert_int_equal(ak_memory_read(&memory, store, &err), AK_ERR_IO);
	struct ak_id id = id_of(1);
	ak_error_clear(&err);
	memory = (struct ak_memory){.complete_count = 0};
	assert_int_equal(ak_memory_note_signed(&memory, store, 1, &id, &err), AK_ERR_IO);
	ak_memory_release(&memory);
	ak_store_free(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_new_replica_remembers_nothing, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(what_was_signed_is_remembered_by_height, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(a_line_that_a_crash_cut_short_harms_no_other, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(a_memory_that_cannot_be_read_is_trouble, temp_setup, temp_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
