/* SPDX-License-Identifier: EUPL-1.2 */
/* Which texts are public keys. */
#include "sig/forge.h"

static void refused(const char *text, const char *sentence)
{
	struct ak_error err = AK_ERROR_INIT;
	assert_false(ak_key_check(text, NULL));
	assert_false(ak_key_check(text, &err));
	assert_string_equal(err.text, sentence);
}

/* As refused, and frees text. */
static void refused_new(char *text, const char *sentence)
{
	refused(text, sentence);
	free(text);
}

static void both_types_are_well_formed(void **state)
{
	(void)state;
	struct signer plain = signer_new(SSH_ED25519, 1);
	struct signer sk = signer_new(SK_ED25519, 1);
	assert_true(ak_key_check(plain.key, NULL));
	assert_true(ak_key_check(sk.key, NULL));
	signer_free(&plain);
	signer_free(&sk);
}

static void other_types_are_unknown(void **state)
{
	(void)state;
	refused("ssh-rsa AAAAB3NzaC1yc2E=", "unknown key type \"ssh-rsa\"");
	refused("ecdsa-sha2-nistp256 AAAA", "unknown key type \"ecdsa-sha2-nistp256\"");
	refused("ssh-ed25519-cert-v01@openssh.com AAAA",
		"unknown key type \"ssh-ed25519-cert-v01@openssh.com\"");
	refused("", "unknown key type \"\"");
	refused(" AAAA", "unknown key type \"\"");
	refused("SSH-ED25519 AAAA", "unknown key type \"SSH-ED25519\"");
	refused("ssh-ed25519", "key type without a key");
	refused("ssh-ed25519\tAAAA", "unknown key type \"ssh-ed25519\tAAAA\"");
}

static void base64_must_be_canonical_and_stand_alone(void **state)
{
	(void)state;
	struct signer signer = signer_new(SSH_ED25519, 1);
	static const char *const after[] = {" ", "\n", " comment", "=", "\r\n"};
	for (size_t i = 0; i < sizeof after / sizeof after[0]; i++) {
		struct ak_buf text = AK_BUF_INIT;
		ak_buf_format(&text, "%s%s", signer.key, after[i]);
		refused(ak_buf_string(&text), "key is not canonical base64");
		ak_buf_release(&text);
	}
	struct ak_buf two = AK_BUF_INIT;
	ak_buf_format(&two, "ssh-ed25519  %s", signer.key + sizeof "ssh-ed25519");
	refused(ak_buf_string(&two), "key is not canonical base64");
	ak_buf_release(&two);
	signer_free(&signer);
}

static void the_blob_must_be_whole_and_no_more(void **state)
{
	(void)state;
	uint8_t point[33];
	struct signer signer = signer_new(SSH_ED25519, 1);
	struct ak_bytes bytes = {point, 32};
	memcpy(point, signer.point, 32);
	point[32] = 0;
	refused_new(key_text(SSH_ED25519, SSH_ED25519, bytes, NULL, "x"),
		"something follows the last field of the public key");
	refused_new(key_text(SK_ED25519, SK_ED25519, bytes, "ssh:", "x"),
		"something follows the last field of the public key");
	refused_new(key_text(SSH_ED25519, SSH_ED25519, bytes, "ssh:", ""),
		"something follows the last field of the public key");
	refused_new(key_text(SK_ED25519, SK_ED25519, bytes, NULL, ""), "public key is cut short");
	refused_new(key_text(SSH_ED25519, SK_ED25519, bytes, "ssh:", ""),
		"key is of another type than its text says");
	refused_new(key_text(SK_ED25519, SSH_ED25519, bytes, NULL, ""),
		"key is of another type than its text says");
	refused_new(key_text(SSH_ED25519, "ssh-rsa", bytes, NULL, ""), "unknown key type \"ssh-rsa\"");
	bytes.size = 31;
	refused_new(key_text(SSH_ED25519, SSH_ED25519, bytes, NULL, ""), "public key is not 32 bytes");
	bytes.size = 33;
	refused_new(key_text(SSH_ED25519, SSH_ED25519, bytes, NULL, ""), "public key is not 32 bytes");
	refused("ssh-ed25519 ", "public key is cut short");
	refused("ssh-ed25519 AAAA", "public key is cut short");
	refused("ssh-ed25519 //////8=", "public key is cut short");
	signer_free(&signer);
}

static void every_bit_flip_of_a_key_is_another_key_or_none(void **state)
{
	(void)state;
	struct signer signer = signer_new(SK_ED25519, 3);
	size_t size = strlen(signer.key);
	for (size_t bit = 0; bit < size * 8; bit++) {
		struct ak_buf first = AK_BUF_INIT;
		struct ak_buf second = AK_BUF_INIT;
		assert_true(ak_key_blob(signer.key, &first));
		signer.key[bit / 8] = (char)(signer.key[bit / 8] ^ 1 << bit % 8);
		if (ak_key_blob(signer.key, &second))
			assert_false(ak_bytes_equal(ak_buf_view(&first), ak_buf_view(&second)));
		signer.key[bit / 8] = (char)(signer.key[bit / 8] ^ 1 << bit % 8);
		ak_buf_release(&first);
		ak_buf_release(&second);
	}
	signer_free(&signer);
}

static void a_key_longer_than_any_text_is_refused(void **state)
{
	(void)state;
	char *application = calloc(8193, 1);
	struct signer signer = signer_new(SSH_ED25519, 1);
	struct ak_bytes point = {signer.point, 32};
	assert_non_null(application);
	memset(application, 'a', 8192);
	refused_new(key_text(SK_ED25519, SK_ED25519, point, application, ""), "key is too long");
	application[6000] = '\0';
	char *most = key_text(SK_ED25519, SK_ED25519, point, application, "");
	assert_true(ak_key_check(most, NULL));
	free(most);
	free(application);
	signer_free(&signer);
}

static void line_refused(const char *file, const char *sentence)
{
	char *key = NULL;
	struct ak_error err = AK_ERROR_INIT;
	assert_int_equal(ak_key_read_line(&key, ak_bytes_of(file), &err), AK_ERR_FORMAT);
	assert_null(key);
	assert_string_equal(err.text, sentence);
}

static void a_public_key_file_holds_one_line(void **state)
{
	(void)state;
	struct signer signer = signer_new(SSH_ED25519, 1);
	static const char *const good[] = {
		"", "\n", "\r\n", " comment", " a comment of words\n", " x\r\n", " \n", "\n\n", "\r\n\r\n\n"};
	static const char *const more[] = {"\nx", "\n\nssh-ed25519 AAAA\n", "\n \n"};
	struct ak_buf file = AK_BUF_INIT;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		char *key = NULL;
		ak_buf_clear(&file);
		ak_buf_format(&file, "%s%s", signer.key, good[i]);
		assert_int_equal(ak_key_read_line(&key, ak_buf_view(&file), NULL), AK_OK);
		assert_string_equal(key, signer.key);
		free(key);
	}
	for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
		ak_buf_clear(&file);
		ak_buf_format(&file, "%s%s", signer.key, more[i]);
		line_refused(ak_buf_string(&file), "more than one line in a public key file");
	}
	line_refused("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", "a private key; the public one is in the .pub file beside it");
	line_refused("", "no public key on the first line");
	line_refused("\n", "no public key on the first line");
	line_refused("\r\n", "no public key on the first line");
	line_refused("ssh-ed25519\n", "key type without a key");
	line_refused("ssh-ed25519 \n", "public key is cut short");
	line_refused("ssh-ed25519  x\n", "public key is cut short");
	line_refused("ssh-rsa AAAA me\n", "unknown key type \"ssh-rsa\"");
	ak_buf_clear(&file);
	ak_buf_format(&file, " %s", signer.key);
	line_refused(ak_buf_string(&file), "unknown key type \"\"");
	ak_buf_release(&file);
	signer_free(&signer);
}

static void a_text_has_a_blob_only_if_it_is_a_key(void **state)
{
	(void)state;
	static const char *const types[] = {SSH_ED25519, SK_ED25519};
	for (size_t i = 0; i < 2; i++) {
		struct signer signer = signer_new(types[i], 5);
		struct ak_buf blob = AK_BUF_INIT;
		struct ak_buf text = AK_BUF_INIT;
		assert_true(ak_key_blob(signer.key, &blob));
		ak_buf_format(&text, "%s ", types[i]);
		ak_base64_append(&text, ak_buf_view(&blob));
		assert_string_equal(ak_buf_string(&text), signer.key);
		ak_buf_release(&text);
		ak_buf_release(&blob);
		signer_free(&signer);
	}
	struct ak_buf none = AK_BUF_INIT;
	assert_false(ak_key_blob("ssh-rsa AAAA", &none));
	assert_int_equal(none.size, 0);
	assert_null(ak_key_fingerprint("ssh-rsa AAAA"));
}

static void a_fingerprint_is_what_ssh_keygen_prints(void **state)
{
	(void)state;
	char *print = ak_key_fingerprint(
		"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");
	assert_string_equal(print, "SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg");
	free(print);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_types_are_well_formed),
		cmocka_unit_test(other_types_are_unknown),
		cmocka_unit_test(base64_must_be_canonical_and_stand_alone),
		cmocka_unit_test(the_blob_must_be_whole_and_no_more),
		cmocka_unit_test(every_bit_flip_of_a_key_is_another_key_or_none),
		cmocka_unit_test(a_key_longer_than_any_text_is_refused),
		cmocka_unit_test(a_public_key_file_holds_one_line),
		cmocka_unit_test(a_text_has_a_blob_only_if_it_is_a_key),
		cmocka_unit_test(a_fingerprint_is_what_ssh_keygen_prints),
	};
	return cmocka_run_group_tests(tests, start_libsodium, NULL);
}
