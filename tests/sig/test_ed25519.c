/* SPDX-License-Identifier: EUPL-1.2 */
/* Points and scalars that other tools take and we must not (protocol §3). */
#include "sig/forge.h"

#include "sig/ed25519.h"

static struct ak_bytes bytes_of(const uint8_t *data, size_t size)
{
	return (struct ak_bytes){data, size};
}

static void from_hex(uint8_t *out, size_t size, const char *hex)
{
	size_t read = 0;
	assert_int_equal(sodium_hex2bin(out, size, hex, strlen(hex), NULL, &read, NULL), 0);
	assert_int_equal(read, size);
}

/* All fourteen encodings of the eight points of small order. */
static const char *const small[] = {
	"0000000000000000000000000000000000000000000000000000000000000000",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"0000000000000000000000000000000000000000000000000000000000000080",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
	"0100000000000000000000000000000000000000000000000000000000000000",
	"0100000000000000000000000000000000000000000000000000000000000080",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
};

static void no_key_of_small_order_is_well_formed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof small / sizeof small[0]; i++) {
		uint8_t point[32];
		struct ak_error err = AK_ERROR_INIT;
		from_hex(point, sizeof point, small[i]);
		assert_false(ak_ed25519_key_check(point));
		char *key = key_text(SSH_ED25519, SSH_ED25519, bytes_of(point, 32), NULL, "");
		assert_false(ak_key_check(key, &err));
		assert_string_equal(err.text, "key is not a valid point of Ed25519");
		free(key);
		ak_error_clear(&err);
		key = key_text(SK_ED25519, SK_ED25519, bytes_of(point, 32), "ssh:", "");
		assert_false(ak_key_check(key, &err));
		assert_string_equal(err.text, "key is not a valid point of Ed25519");
		free(key);
	}
}

static void a_good_key_with_a_small_point_added_is_not_well_formed(void **state)
{
	(void)state;
	struct signer signer = signer_new(SSH_ED25519, 1);
	assert_true(ak_ed25519_key_check(signer.point));
	for (size_t i = 0; i < sizeof small / sizeof small[0]; i++) {
		uint8_t point[32];
		uint8_t sum[32];
		from_hex(point, sizeof point, small[i]);
		/* the neutral element adds nothing, and libsodium adds no point that is not on the curve */
		if (crypto_core_ed25519_add(sum, signer.point, point) == 0 &&
			memcmp(sum, signer.point, 32) != 0)
			assert_false(ak_ed25519_key_check(sum));
	}
	signer_free(&signer);
}

static void half_of_all_strings_are_no_point_at_all(void **state)
{
	(void)state;
	int valid = 0;
	for (uint8_t i = 2; i < 130; i++) {
		uint8_t point[32] = {i};
		valid += ak_ed25519_key_check(point);
	}
	assert_in_range(valid, 1, 40); /* and of those on the curve, one in eight is in the subgroup */
}

static void a_signature_is_64_bytes(void **state)
{
	(void)state;
	struct signer signer = signer_new(SSH_ED25519, 1);
	uint8_t signature[65] = {0};
	crypto_sign_detached(signature, NULL, (const uint8_t *)"m", 1, signer.secret);
	for (size_t size = 0; size <= sizeof signature; size++)
		assert_int_equal(ak_ed25519_verify(bytes_of(signature, size), ak_bytes_of("m"), signer.point),
			size == 64);
	signer_free(&signer);
}

/* S + L signs the same for who does not look. */
static void a_malleable_s_is_refused(void **state)
{
	(void)state;
	static const uint8_t order[32] = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
		0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10};
	struct signer signer = signer_new(SSH_ED25519, 1);
	uint8_t signature[64];
	crypto_sign_detached(signature, NULL, (const uint8_t *)"m", 1, signer.secret);
	assert_true(ak_ed25519_verify(bytes_of(signature, 64), ak_bytes_of("m"), signer.point));
	for (int times = 1; times < 15; times++) {
		sodium_add(signature + 32, order, 32);
		assert_false(ak_ed25519_verify(bytes_of(signature, 64), ak_bytes_of("m"), signer.point));
	}
	signer_free(&signer);
}

/* k*A + r for a key whose secret scalar is known, with R as the caller likes it. */
static void sign_with(uint8_t signature[64], const uint8_t point[32], const uint8_t scalar[32],
	const uint8_t nonce[32], const uint8_t r_point[32], struct ak_bytes message)
{
	crypto_hash_sha512_state hash;
	uint8_t wide[64];
	uint8_t k[32];
	crypto_hash_sha512_init(&hash);
	crypto_hash_sha512_update(&hash, r_point, 32);
	crypto_hash_sha512_update(&hash, point, 32);
	crypto_hash_sha512_update(&hash, message.data, message.size);
	crypto_hash_sha512_final(&hash, wide);
	crypto_core_ed25519_scalar_reduce(k, wide);
	memcpy(signature, r_point, 32);
	crypto_core_ed25519_scalar_mul(signature + 32, k, scalar);
	crypto_core_ed25519_scalar_add(signature + 32, signature + 32, nonce);
}

static void a_small_point_added_to_r_is_refused(void **state)
{
	(void)state;
	uint8_t wide[64] = {5, 4, 3, 2, 1};
	uint8_t scalar[32];
	uint8_t nonce[32];
	uint8_t point[32];
	uint8_t r_point[32];
	uint8_t signature[64];
	crypto_core_ed25519_scalar_reduce(scalar, wide);
	wide[9] = 9;
	crypto_core_ed25519_scalar_reduce(nonce, wide);
	crypto_scalarmult_ed25519_base_noclamp(point, scalar);
	crypto_scalarmult_ed25519_base_noclamp(r_point, nonce);
	sign_with(signature, point, scalar, nonce, r_point, ak_bytes_of("m"));
	assert_true(ak_ed25519_verify(bytes_of(signature, 64), ak_bytes_of("m"), point));
	for (size_t i = 0; i < sizeof small / sizeof small[0]; i++) {
		uint8_t extra[32];
		uint8_t sum[32];
		from_hex(extra, sizeof extra, small[i]);
		if (crypto_core_ed25519_add(sum, r_point, extra) != 0 || memcmp(sum, r_point, 32) == 0)
			continue;
		sign_with(signature, point, scalar, nonce, sum, ak_bytes_of("m"));
		assert_false(ak_ed25519_verify(bytes_of(signature, 64), ak_bytes_of("m"), point));
	}
}

static void an_r_of_small_order_is_refused(void **state)
{
	(void)state;
	uint8_t wide[64] = {5, 4, 3, 2, 1};
	uint8_t scalar[32];
	uint8_t point[32];
	uint8_t signature[64];
	static const uint8_t nothing[32] = {0};
	crypto_core_ed25519_scalar_reduce(scalar, wide);
	crypto_scalarmult_ed25519_base_noclamp(point, scalar);
	for (size_t i = 0; i < sizeof small / sizeof small[0]; i++) {
		uint8_t r_point[32];
		from_hex(r_point, sizeof r_point, small[i]);
		sign_with(signature, point, scalar, nothing, r_point, ak_bytes_of("m"));
		assert_false(ak_ed25519_verify(bytes_of(signature, 64), ak_bytes_of("m"), point));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_key_of_small_order_is_well_formed),
		cmocka_unit_test(a_good_key_with_a_small_point_added_is_not_well_formed),
		cmocka_unit_test(half_of_all_strings_are_no_point_at_all),
		cmocka_unit_test(a_signature_is_64_bytes),
		cmocka_unit_test(a_malleable_s_is_refused),
		cmocka_unit_test(a_small_point_added_to_r_is_refused),
		cmocka_unit_test(an_r_of_small_order_is_refused),
	};
	return cmocka_run_group_tests(tests, start_libsodium, NULL);
}
