/* SPDX-License-Identifier: EUPL-1.2 */
/* Asking the curve on several threads, by slices of blocks. */
#include "ledger/claims.h"
#include "sig/forge.h"

enum { COUNT = AK_CLAIM_BLOCK + 2 * AK_CLAIM_SLICE + 1, THREADS = 3 };

static struct signer signer;

static int set_up(void **state)
{
	(void)state;
	if (ak_sig_start(NULL) != AK_OK)
		return -1;
	signer = signer_new(SSH_ED25519, 1);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	signer_free(&signer);
	return 0;
}

/* COUNT claims of one signature, spoilt in those whose number is among bad. */
static struct ak_claims *claims_of(const uint32_t *bad, size_t bad_count)
{
	struct ak_buf file = AK_BUF_INIT;
	struct ak_sshsig_claim good;
	struct ak_claims *claims = calloc(1, sizeof *claims);
	struct forge forge = forge_of(&signer);
	assert_non_null(claims);
	forge_file(&forge, ak_bytes_of("message"), &file);
	assert_true(ak_sshsig_open(
		&good, ak_buf_view(&file), ak_bytes_of("message"), signer.key, AK_SSHSIG_NAMESPACE, NULL));
	for (uint32_t i = 0; i < COUNT; i++) {
		struct ak_claim *claim = ak_claims_add(&claims->blocks);
		assert_non_null(claim);
		*claim = (struct ak_claim){.signature = good};
		memcpy(claim->record.bytes, &i, sizeof i);
		for (size_t j = 0; j < bad_count; j++)
			claim->signature.digest[0] ^= bad[j] == i;
	}
	ak_buf_release(&file);
	return claims;
}

static void release(struct ak_claims *claims)
{
	ak_claims_release(claims);
	free(claims);
}

static void note_asked(void *context, uint32_t asked)
{
	assert_true(asked > *(uint32_t *)context);
	*(uint32_t *)context = asked;
}

static void of_good_ones_nothing_is_left(void **state)
{
	(void)state;
	uint32_t asked = 0;
	struct ak_claims *claims = claims_of(NULL, 0);
	ak_claims_start(claims, 0);
	assert_int_equal(ak_claims_finish(claims, note_asked, &asked), 0);
	assert_int_equal(asked, COUNT);
	assert_null(claims->blocks);
	release(claims);
}

/* Whether the claims that are left and no good are just these. */
static void check_left(const struct ak_claims *claims, const uint32_t *bad, size_t bad_count)
{
	size_t found = 0;
	for (const struct ak_claim_block *block = claims->blocks; block; block = block->next)
		for (uint32_t i = 0; i < block->count; i++) {
			uint32_t number;
			memcpy(&number, block->claims[i].record.bytes, sizeof number);
			bool is_bad = false;
			for (size_t j = 0; j < bad_count; j++)
				is_bad |= bad[j] == number;
			assert_int_equal(block->claims[i].good, !is_bad);
			found += is_bad;
		}
	assert_int_equal(found, bad_count);
}

static void the_bad_ones_are_left_whatever_slice_they_are_in(void **state)
{
	(void)state;
	static const uint32_t bad[] = {0, AK_CLAIM_SLICE, AK_CLAIM_BLOCK - 1, COUNT - 1};
	for (unsigned threads = 0; threads <= THREADS; threads += THREADS) {
		struct ak_claims *claims = claims_of(bad, sizeof bad / sizeof *bad);
		ak_claims_start(claims, threads);
		assert_int_equal(ak_claims_finish(claims, NULL, NULL), sizeof bad / sizeof *bad);
		check_left(claims, bad, sizeof bad / sizeof *bad);
		release(claims);
	}
}

static void who_does_not_wait_for_the_end_leaves_nothing_behind(void **state)
{
	(void)state;
	struct ak_claims *claims = claims_of(NULL, 0);
	ak_claims_start(claims, THREADS);
	release(claims);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_good_ones_nothing_is_left),
		cmocka_unit_test(the_bad_ones_are_left_whatever_slice_they_are_in),
		cmocka_unit_test(who_does_not_wait_for_the_end_leaves_nothing_behind),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
