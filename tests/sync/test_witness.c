/* SPDX-License-Identifier: EUPL-1.2 */
/* What the guard says, whoever asks for a signature. The whole course of a witness is played in tests/cli/seal.sh. */
#include "ledger/vector_case.h"

#include "sync/witness.h"

/* A record that would be signed by the actor and key of another one, at its time. */
static struct ak_record like(const struct ak_ledger *ledger, uint32_t other, enum ak_kind kind)
{
	const struct ak_record *it = &ledger->records[other];
	return (struct ak_record){.actor = it->actor, .key = it->key, .time = it->time, .kind = (uint8_t)kind};
}

static enum ak_status guard(const struct ak_ledger *ledger, const struct ak_memory *memory,
	const struct ak_record *record, int64_t *height, const char *part)
{
	static const struct ak_memory nothing = {.complete_count = 0};
	struct ak_error err = AK_ERROR_INIT;
	struct ak_id seal;
	enum ak_status status = ak_witness_guard(ledger, memory ? memory : &nothing, record, &seal, height, &err);
	if (status != AK_OK && !strstr(err.text, part))
		fail_msg("\"%s\" is not in \"%s\"", part, err.text);
	return status;
}

static void who_speaks_for_no_seat_may_sign_what_it_likes(void **state)
{
	(void)state;
	struct vector v = open_vector("seals");
	int64_t height;
	struct ak_record seal = like(v.ledger, record_of(v.ledger, "vng-bo", AK_KIND_ENDORSE), AK_KIND_SEAL);
	seal.height = 2;
	assert_int_equal(guard(v.ledger, NULL, &seal, &height, ""), AK_OK);
	assert_int_equal(height, 0);
	struct ak_record propose = like(v.ledger, record_of(v.ledger, "ienw-getuigen", AK_KIND_SEAL), AK_KIND_PROPOSE);
	assert_int_equal(guard(v.ledger, NULL, &propose, &height, ""), AK_OK);
	assert_int_equal(height, 0);
	close_vector(&v);
}

static void a_seat_that_signed_a_seal_signs_no_other_of_that_height(void **state)
{
	(void)state;
	struct vector v = open_vector("seals");
	int64_t height;
	uint32_t made = record_of(v.ledger, "ienw-getuigen", AK_KIND_SEAL);
	struct ak_record seal = like(v.ledger, made, AK_KIND_SEAL);
	seal.height = v.ledger->records[made].height;
	assert_int_equal(guard(v.ledger, NULL, &seal, &height, "already"), AK_ERR_REFUSED);
	struct ak_record endorse = like(v.ledger, made, AK_KIND_ENDORSE);
	endorse.target = &v.ledger->records[made].id;
	assert_int_equal(guard(v.ledger, NULL, &endorse, &height, ""), AK_OK);
	assert_int_equal(height, seal.height);
	close_vector(&v);
}

static void what_is_only_remembered_counts_until_it_is_known_to_be_abandoned(void **state)
{
	(void)state;
	struct vector v = open_vector("seals");
	int64_t height;
	uint32_t witness = record_of(v.ledger, "ipo-getuigen", AK_KIND_ENDORSE);
	uint32_t target = v.ledger->admission.target[witness];
	struct ak_signed_seal lost = {.height = v.ledger->records[target].height, .id = {.bytes = {7}}};
	struct ak_memory memory = {.signed_seals = &lost, .signed_count = 1};
	struct ak_record endorse = like(v.ledger, witness, AK_KIND_ENDORSE);
	endorse.target = &v.ledger->records[target].id;
	assert_int_equal(guard(v.ledger, NULL, &endorse, &height, ""), AK_OK);
	assert_int_equal(guard(v.ledger, &memory, &endorse, &height, "remembers"), AK_ERR_REFUSED);
	lost.height++;
	assert_int_equal(guard(v.ledger, &memory, &endorse, &height, ""), AK_OK);
	close_vector(&v);
}

static void an_abandoned_seal_stands_in_nobody_s_way(void **state)
{
	(void)state;
	struct vector v = open_vector("seal-abandoned");
	int64_t height;
	struct ak_outlook outlook;
	struct ak_error err = AK_ERROR_INIT;
	assert_int_equal(ak_outlook_open(&outlook, v.ledger, 2, NULL, NULL, 0, &err), AK_OK);
	const struct ak_id *good = NULL;
	struct ak_signed_seal lost = {.height = 2};
	for (uint32_t i = 0; i < outlook.count; i++) {
		const struct ak_id *id = &v.ledger->records[outlook.seals[i].record].id;
		if (outlook.seals[i].complete)
			good = id;
		else if (outlook.seals[i].view.abandoned)
			lost.id = *id;
	}
	struct ak_memory memory = {.signed_seals = &lost, .signed_count = 1};
	struct ak_record endorse = like(v.ledger, record_of(v.ledger, "ienw-getuigen", AK_KIND_SEAL), AK_KIND_ENDORSE);
	assert_non_null(good);
	endorse.target = good;
	assert_int_equal(guard(v.ledger, &memory, &endorse, &height, ""), AK_OK);
	ak_outlook_release(&outlook);
	close_vector(&v);
}

static void in_a_split_nothing_is_sealed(void **state)
{
	(void)state;
	struct vector v = open_vector("split");
	int64_t height;
	struct ak_record seal = like(v.ledger, record_of(v.ledger, "vng-getuigen", AK_KIND_ENDORSE), AK_KIND_SEAL);
	seal.height = 2;
	assert_int_equal(guard(v.ledger, NULL, &seal, &height, "contradict"), AK_ERR_REFUSED);
	seal.height = 3;
	assert_int_equal(guard(v.ledger, NULL, &seal, &height, "not complete yet"), AK_ERR_REFUSED);
	close_vector(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_speaks_for_no_seat_may_sign_what_it_likes),
		cmocka_unit_test(a_seat_that_signed_a_seal_signs_no_other_of_that_height),
		cmocka_unit_test(what_is_only_remembered_counts_until_it_is_known_to_be_abandoned),
		cmocka_unit_test(an_abandoned_seal_stands_in_nobody_s_way),
		cmocka_unit_test(in_a_split_nothing_is_sealed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
