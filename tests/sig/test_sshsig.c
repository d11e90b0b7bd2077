/* SPDX-License-Identifier: EUPL-1.2 */
/* What is inside a signature (protocol §3); its armour is in test_armour.c. */
#include "sig/forge.h"

static const char message[] = "{\"akkoord\": \"record/1\"}\n";

struct world {
	struct signer plain;
	struct signer sk;
	struct signer other;
};

static int set_up(void **state)
{
	static struct world world;
	if (ak_sig_start(NULL) != AK_OK)
		return -1;
	world.plain = signer_new(SSH_ED25519, 1);
	world.sk = signer_new(SK_ED25519, 2);
	world.other = signer_new(SSH_ED25519, 3);
	*state = &world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;
	signer_free(&world->plain);
	signer_free(&world->sk);
	signer_free(&world->other);
	return 0;
}

static bool verify_file(const struct ak_buf *file, const char *key, struct ak_error *err)
{
	return ak_sshsig_verify(ak_buf_view(file), ak_bytes_of(message), key, AK_SSHSIG_NAMESPACE, err);
}

static void good(const struct forge *forge)
{
	struct ak_buf file = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	forge_file(forge, ak_bytes_of(message), &file);
	if (!verify_file(&file, forge->signer->key, &err))
		fail_msg("%s", err.text);
	ak_buf_release(&file);
}

static void bad(const struct forge *forge, const char *sentence)
{
	struct ak_buf file = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	forge_file(forge, ak_bytes_of(message), &file);
	assert_false(verify_file(&file, forge->signer->key, NULL));
	assert_false(verify_file(&file, forge->signer->key, &err));
	assert_string_equal(err.text, sentence);
	ak_buf_release(&file);
}

static void both_types_and_both_hashes_verify(void **state)
{
	struct world *world = *state;
	const struct signer *signers[] = {&world->plain, &world->sk};
	for (size_t i = 0; i < 2; i++) {
		struct forge forge = forge_of(signers[i]);
		good(&forge);
		forge.hash = "sha256";
		good(&forge);
	}
}

static void another_message_does_not_verify(void **state)
{
	struct world *world = *state;
	struct forge forge = forge_of(&world->plain);
	struct ak_buf file = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	forge_file(&forge, ak_bytes_of("another"), &file);
	assert_false(verify_file(&file, world->plain.key, &err));
	assert_string_equal(err.text, "signature does not fit the key and the bytes");
	ak_buf_release(&file);
}

static void an_empty_message_can_be_signed(void **state)
{
	struct world *world = *state;
	struct forge forge = forge_of(&world->plain);
	struct ak_buf file = AK_BUF_INIT;
	struct ak_bytes nothing = {NULL, 0};
	forge_file(&forge, nothing, &file);
	assert_true(
		ak_sshsig_verify(ak_buf_view(&file), nothing, world->plain.key, AK_SSHSIG_NAMESPACE, NULL));
	ak_buf_release(&file);
}

static void another_key_is_told_apart_from_a_wrong_signature(void **state)
{
	struct world *world = *state;
	struct forge forge = forge_of(&world->other);
	struct ak_buf file = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	forge_file(&forge, ak_bytes_of(message), &file);
	assert_false(verify_file(&file, world->plain.key, &err));
	assert_string_equal(err.text, "signature is by another key");
	ak_error_clear(&err);
	assert_false(verify_file(&file, "ssh-rsa AAAA", &err));
	assert_string_equal(err.text, "unknown key type \"ssh-rsa\"");
	ak_buf_release(&file);
}

/* One point may stand in keys of both types: a signature by the one is none by the other. */
static void the_two_types_do_not_stand_in_for_each_other(void **state)
{
	struct world *world = *state;
	struct signer same = signer_new(SK_ED25519, 1);
	struct forge forge = forge_of(&same);
	struct ak_buf file = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	assert_memory_equal(same.point, world->plain.point, 32);
	forge_file(&forge, ak_bytes_of(message), &file);
	assert_false(verify_file(&file, world->plain.key, &err));
	assert_string_equal(err.text, "signature is by another key");
	ak_buf_release(&file);
	forge.signature_type = SSH_ED25519;
	bad(&forge, "signature is of another type than its key");
	forge = forge_of(&world->plain);
	forge.signature_type = SK_ED25519;
	bad(&forge, "signature is of another type than its key");
	forge.signature_type = "ssh-rsa";
	bad(&forge, "signature is of another type than its key");
	signer_free(&same);
}

static void another_namespace_is_refused(void **state)
{
	struct world *world = *state;
	static const char *const others[] = {"", "file", "git", "Akkoord", "akkoord ", "akkoor", "akkoord2"};
	struct forge forge = forge_of(&world->plain);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		forge.name_space = others[i];
		bad(&forge, "signature is for another namespace");
	}
}

static void another_hash_is_refused(void **state)
{
	struct world *world = *state;
	static const char *const others[] = {"", "sha1", "sha384", "SHA512", "sha512-256", "sha51"};
	struct forge forge = forge_of(&world->plain);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		forge.hash = others[i];
		bad(&forge, "signature is over another hash than sha512 or sha256");
	}
}

static void another_version_is_refused(void **state)
{
	struct world *world = *state;
	static const uint32_t others[] = {0, 2, 256, 0x01000000, 0xffffffff};
	struct forge forge = forge_of(&world->plain);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		forge.version = others[i];
		bad(&forge, "signature is of another version than 1");
	}
}

static void another_magic_is_refused(void **state)
{
	struct world *world = *state;
	struct forge forge = forge_of(&world->plain);
	forge.magic = "SSHSIg";
	bad(&forge, "not an SSHSIG");
	forge.magic = "";
	bad(&forge, "not an SSHSIG");
}

static void a_reserved_part_must_be_empty(void **state)
{
	struct world *world = *state;
	struct forge forge = forge_of(&world->plain);
	forge.reserved = "x";
	bad(&forge, "reserved part of the signature is not empty");
}

static void nothing_follows_the_last_field_of_any_blob(void **state)
{
	struct world *world = *state;
	const struct signer *signers[] = {&world->plain, &world->sk};
	for (size_t i = 0; i < 2; i++) {
		struct forge forge = forge_of(signers[i]);
		forge.after_all = "x";
		bad(&forge, "something follows the last field of the signature");
		forge = forge_of(signers[i]);
		forge.after_signature = "x";
		bad(&forge, "something follows the last field of the signature");
		forge = forge_of(signers[i]);
		forge.after_key = "x";
		bad(&forge, "something follows the last field of the public key");
	}
}

static void a_signature_of_another_size_is_refused(void **state)
{
	struct world *world = *state;
	struct forge forge = forge_of(&world->plain);
	for (size_t size = 0; size <= 65; size++) {
		forge.signature_size = size;
		if (size != 64)
			bad(&forge, "signature is not 64 bytes");
	}
}

static void a_security_key_must_have_been_touched(void **state)
{
	struct world *world = *state;
	struct forge forge = forge_of(&world->sk);
	for (unsigned flags = 0; flags < 256; flags++) {
		forge.flags = (uint8_t)flags;
		if (flags & 0x01)
			good(&forge);
		else
			bad(&forge, "security key was not touched");
	}
	forge = forge_of(&world->sk);
	forge.counter = 0xffffffff;
	good(&forge);
}

static void a_security_key_of_another_application_is_another_key(void **state)
{
	struct world *world = *state;
	struct signer web = world->sk;
	web.application = "ssh:web";
	struct forge forge = forge_of(&web);
	/* the key's text still says "ssh:" */
	bad(&forge, "signature does not fit the key and the bytes");
	web.key = key_text(SK_ED25519, SK_ED25519, (struct ak_bytes){web.point, 32}, web.application, "");
	good(&forge);
	signer_free(&web);
}

static void a_blob_cut_anywhere_is_refused(void **state)
{
	struct world *world = *state;
	struct forge forge = forge_of(&world->sk);
	struct ak_buf blob = AK_BUF_INIT;
	forge_blob(&forge, ak_bytes_of(message), &blob);
	for (size_t size = 0; size < blob.size; size++) {
		struct ak_buf file = AK_BUF_INIT;
		armour_blob((struct ak_bytes){(uint8_t *)blob.data, size}, &file);
		assert_false(verify_file(&file, world->sk.key, NULL));
		ak_buf_release(&file);
	}
	ak_buf_release(&blob);
}

/* Every field of the blob, its lengths too: all of it is either checked against what we expect or signed. */
static void every_bit_flip_of_a_signature_is_refused(void **state)
{
	struct world *world = *state;
	const struct signer *signers[] = {&world->plain, &world->sk};
	for (size_t i = 0; i < 2; i++) {
		struct forge forge = forge_of(signers[i]);
		struct ak_buf blob = AK_BUF_INIT;
		forge_blob(&forge, ak_bytes_of(message), &blob);
		for (size_t bit = 0; bit < blob.size * 8; bit++) {
			struct ak_buf file = AK_BUF_INIT;
			blob.data[bit / 8] = (char)(blob.data[bit / 8] ^ 1 << bit % 8);
			armour_blob(ak_buf_view(&blob), &file);
			if (verify_file(&file, signers[i]->key, NULL))
				fail_msg("bit %zu", bit);
			blob.data[bit / 8] = (char)(blob.data[bit / 8] ^ 1 << bit % 8);
			ak_buf_release(&file);
		}
		ak_buf_release(&blob);
	}
}

static void every_bit_flip_of_a_message_is_refused(void **state)
{
	struct world *world = *state;
	struct forge forge = forge_of(&world->plain);
	struct ak_buf file = AK_BUF_INIT;
	char flipped[sizeof message];
	forge_file(&forge, ak_bytes_of(message), &file);
	memcpy(flipped, message, sizeof message);
	for (size_t bit = 0; bit < (sizeof message - 1) * 8; bit++) {
		struct ak_bytes bytes = {(const uint8_t *)flipped, sizeof message - 1};
		flipped[bit / 8] = (char)(flipped[bit / 8] ^ 1 << bit % 8);
		assert_false(ak_sshsig_verify(
			ak_buf_view(&file), bytes, world->plain.key, AK_SSHSIG_NAMESPACE, NULL));
		flipped[bit / 8] = (char)(flipped[bit / 8] ^ 1 << bit % 8);
	}
	ak_buf_release(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_types_and_both_hashes_verify),
		cmocka_unit_test(another_message_does_not_verify),
		cmocka_unit_test(an_empty_message_can_be_signed),
		cmocka_unit_test(another_key_is_told_apart_from_a_wrong_signature),
		cmocka_unit_test(the_two_types_do_not_stand_in_for_each_other),
		cmocka_unit_test(another_namespace_is_refused),
		cmocka_unit_test(another_hash_is_refused),
		cmocka_unit_test(another_version_is_refused),
		cmocka_unit_test(another_magic_is_refused),
		cmocka_unit_test(a_reserved_part_must_be_empty),
		cmocka_unit_test(nothing_follows_the_last_field_of_any_blob),
		cmocka_unit_test(a_signature_of_another_size_is_refused),
		cmocka_unit_test(a_security_key_must_have_been_touched),
		cmocka_unit_test(a_security_key_of_another_application_is_another_key),
		cmocka_unit_test(a_blob_cut_anywhere_is_refused),
		cmocka_unit_test(every_bit_flip_of_a_signature_is_refused),
		cmocka_unit_test(every_bit_flip_of_a_message_is_refused),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
