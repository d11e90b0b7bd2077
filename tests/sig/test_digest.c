/* SPDX-License-Identifier: EUPL-1.2 */
/* SHA-256 and SHA-512, against what others compute. */
#include "sig/forge.h"

/* FIPS 180-4's examples, as sha256sum prints them */
static const char of_nothing[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char of_abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static void a_digest_is_what_sha256sum_prints(void **state)
{
	(void)state;
	struct ak_id id = ak_sha256(ak_bytes_of("abc"));
	assert_string_equal(ak_id_hex(&id).text, of_abc);
	id = ak_sha256((struct ak_bytes){NULL, 0});
	assert_string_equal(ak_id_hex(&id).text, of_nothing);
}

static void a_digest_in_pieces_is_that_of_the_whole(void **state)
{
	(void)state;
	uint8_t bytes[300];
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)i;
	struct ak_id whole = ak_sha256((struct ak_bytes){bytes, sizeof bytes});
	for (size_t cut = 0; cut <= sizeof bytes; cut++) {
		struct ak_digest digest;
		ak_digest_init(&digest);
		ak_digest_update(&digest, (struct ak_bytes){bytes, cut});
		ak_digest_update(&digest, (struct ak_bytes){NULL, 0});
		ak_digest_update(&digest, (struct ak_bytes){bytes + cut, sizeof bytes - cut});
		struct ak_id pieces = ak_digest_finish(&digest);
		assert_true(ak_id_equal(&pieces, &whole));
	}
}

/* One of the two may be made by the processor's own instructions: there is one answer. */
static void a_digest_of_any_length_and_place_is_the_one_of_libsodium(void **state)
{
	(void)state;
	uint8_t bytes[1100];
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)(i * 7 + i / 256);
	for (size_t size = 0; size < 1000; size++) {
		struct ak_bytes part = {bytes + size % 67, size};
		struct ak_id id;
		crypto_hash_sha256(id.bytes, part.data, part.size);
		struct ak_id other = ak_sha256(part);
		assert_true(ak_id_equal(&id, &other));
	}
}

static void starting_twice_is_no_harm(void **state)
{
	(void)state;
	assert_int_equal(ak_sig_start(NULL), AK_OK);
	assert_int_equal(ak_sig_start(NULL), AK_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_digest_is_what_sha256sum_prints),
		cmocka_unit_test(a_digest_in_pieces_is_that_of_the_whole),
		cmocka_unit_test(a_digest_of_any_length_and_place_is_the_one_of_libsodium),
		cmocka_unit_test(starting_twice_is_no_harm),
	};
	return cmocka_run_group_tests(tests, start_libsodium, NULL);
}
