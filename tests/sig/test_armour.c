/* SPDX-License-Identifier: EUPL-1.2 */
/* The text around a signature (protocol §3), read as exactly as it is written. */
#include "sig/forge.h"

#include "base/limits.h"
#include "sig/armour.h"

static const char begin[] = "-----BEGIN SSH SIGNATURE-----\n";
static const char end[] = "\n-----END SSH SIGNATURE-----\n";

static void read_refused(const char *text, size_t size, const char *sentence)
{
	struct ak_armour_blob blob;
	struct ak_error err = AK_ERROR_INIT;
	assert_false(ak_armour_read(&blob, (struct ak_bytes){(const uint8_t *)text, size}, &err));
	assert_string_equal(err.text, sentence);
}

static void refused(const char *text, const char *sentence)
{
	read_refused(text, strlen(text), sentence);
}

static void accepted(const char *text, const char *content)
{
	struct ak_armour_blob blob;
	struct ak_error err = AK_ERROR_INIT;
	if (!ak_armour_read(&blob, ak_bytes_of(text), &err))
		fail_msg("%s: %s", err.text, text);
	assert_int_equal(blob.size, strlen(content));
	assert_memory_equal(blob.data, content, blob.size);
}

static void line_feeds_may_stand_anywhere_in_the_base64(void **state)
{
	(void)state;
	accepted("-----BEGIN SSH SIGNATURE-----\nYWJjZA==\n-----END SSH SIGNATURE-----\n", "abcd");
	accepted("-----BEGIN SSH SIGNATURE-----\nYWJjZA==\n-----END SSH SIGNATURE-----", "abcd");
	accepted("-----BEGIN SSH SIGNATURE-----\nYW\nJ\n\njZA=\n=\n-----END SSH SIGNATURE-----\n", "abcd");
	accepted("-----BEGIN SSH SIGNATURE-----\n\n\nYWJjZA==\n\n\n-----END SSH SIGNATURE-----\n", "abcd");
	accepted("-----BEGIN SSH SIGNATURE-----\n\n-----END SSH SIGNATURE-----\n", "");
}

static void the_first_line_is_exact(void **state)
{
	(void)state;
	static const char *const bad[] = {"", "\n-----BEGIN SSH SIGNATURE-----\nYWJj",
		" -----BEGIN SSH SIGNATURE-----\nYWJj", "-----BEGIN SSH SIGNATURE-----\r\nYWJj",
		"-----BEGIN SSH SIGNATURE----- \nYWJj", "----BEGIN SSH SIGNATURE----\nYWJj",
		"-----BEGIN PGP SIGNATURE-----\nYWJj", "-----begin ssh signature-----\nYWJj",
		"-----BEGIN SSH SIGNATURE-----YWJj", "\xef\xbb\xbf-----BEGIN SSH SIGNATURE-----\nYWJj",
		"YWJj"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct ak_buf text = AK_BUF_INIT;
		ak_buf_format(&text, "%s%s", bad[i], end);
		refused(ak_buf_string(&text), "not an armoured SSH signature");
		ak_buf_release(&text);
	}
	refused("", "not an armoured SSH signature");
	refused("-----BEGIN SSH SIGNATURE-----", "not an armoured SSH signature");
}

static void the_last_line_is_exact_and_nothing_follows_it(void **state)
{
	(void)state;
	static const char *const bad[] = {"", "YWJj", "YWJj\n", "YWJj-----END SSH SIGNATURE-----\n",
		"YWJj\n-----END SSH SIGNATURE----\n", "YWJj\n-----END SSH SIGNATURE-----\n\n",
		"YWJj\n-----END SSH SIGNATURE-----\r\n", "YWJj\n-----END SSH SIGNATURE----- ",
		"YWJj\n-----END SSH SIGNATURE-----\ngarbage", "YWJj\n-----END SSH SIGNATURE-----x",
		"YWJj\n -----END SSH SIGNATURE-----\n", "YWJj\n-----END PGP SIGNATURE-----\n",
		"-----END SSH SIGNATURE-----\n"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct ak_buf text = AK_BUF_INIT;
		ak_buf_format(&text, "%s%s", begin, bad[i]);
		refused(ak_buf_string(&text), "signature does not end with the line END SSH SIGNATURE");
		ak_buf_release(&text);
	}
	read_refused("-----BEGIN SSH SIGNATURE-----\nYWJj\n-----END SSH SIGNATURE-----\0", 63,
		"signature does not end with the line END SSH SIGNATURE");
}

static void nothing_but_canonical_base64_stands_between(void **state)
{
	(void)state;
	static const char *const bad[] = {"YWJjZA=", "YWJjZA", "YWJjZB==", "YWJjZA===", "YWJj ", " YWJj",
		"YW Jj", "YWJj\r", "YWJj\tZA==", "YW-_", "YWJjZA==YWJj", "Version: 1\nYWJj",
		"YWJj\n-----END SSH SIGNATURE-----", "-----BEGIN SSH SIGNATURE-----\nYWJj", "#YWJj"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct ak_buf text = AK_BUF_INIT;
		ak_buf_format(&text, "%s%s%s", begin, bad[i], end);
		refused(ak_buf_string(&text), "signature is not canonical base64");
		ak_buf_release(&text);
	}
	/* libsodium alone would skip it */
	read_refused("-----BEGIN SSH SIGNATURE-----\nYW\0Jj\n-----END SSH SIGNATURE-----\n", 64,
		"signature is not canonical base64");
}

static void a_file_of_4096_bytes_is_read_and_one_more_is_not(void **state)
{
	(void)state;
	struct ak_buf text = AK_BUF_INIT;
	ak_buf_text(&text, begin);
	while (text.size + sizeof end - 1 < AK_SIGNATURE_SIZE_MAX)
		ak_buf_char(&text, '\n');
	ak_buf_text(&text, end);
	accepted(ak_buf_string(&text), "");
	ak_buf_clear(&text);
	ak_buf_text(&text, begin);
	while (text.size + sizeof end - 1 < AK_SIGNATURE_SIZE_MAX + 1)
		ak_buf_char(&text, '\n');
	ak_buf_text(&text, end);
	refused(ak_buf_string(&text), "signature file is too large");
	ak_buf_release(&text);
}

/* Of one content there are many armours, all of them alike but for line feeds. */
static void a_byte_put_in_anywhere_is_a_line_feed_or_refused(void **state)
{
	(void)state;
	struct signer signer = signer_new(SSH_ED25519, 1);
	struct forge forge = forge_of(&signer);
	struct ak_buf file = AK_BUF_INIT;
	forge_file(&forge, ak_bytes_of("m"), &file);
	size_t ends = file.size - (sizeof end - 1);
	for (size_t at = 0; at <= file.size; at++) {
		for (int byte = 0; byte < 256; byte++) {
			char text[1024];
			struct ak_bytes bytes = {(const uint8_t *)text, file.size + 1};
			memcpy(text, file.data, at);
			text[at] = (char)byte;
			memcpy(text + at + 1, file.data + at, file.size - at);
			bool expected = byte == '\n' && at >= sizeof begin - 2 && at <= ends + 1;
			/* where the armour has a line feed of its own, before it and after it are the same */
			if (ak_sshsig_verify(bytes, ak_bytes_of("m"), signer.key, "akkoord", NULL) !=
				expected)
				fail_msg("byte 0x%02x at %zu", (unsigned)byte, at);
		}
	}
	ak_buf_release(&file);
	signer_free(&signer);
}

static void a_signature_of_an_agent_is_armoured_so_that_it_verifies(void **state)
{
	(void)state;
	static const char *const types[] = {SSH_ED25519, SK_ED25519};
	for (size_t i = 0; i < 2; i++) {
		struct signer signer = signer_new(types[i], 9);
		struct forge forge = forge_of(&signer);
		struct ak_buf signature = AK_BUF_INIT;
		struct ak_buf file = AK_BUF_INIT;
		forge_signature(&forge, ak_bytes_of("m"), &signature);
		assert_int_equal(
			ak_armour_write(signer.key, "akkoord", ak_buf_view(&signature), &file, NULL), AK_OK);
		assert_true(
			ak_sshsig_verify(ak_buf_view(&file), ak_bytes_of("m"), signer.key, "akkoord", NULL));
		ak_buf_release(&file);
		ak_buf_release(&signature);
		signer_free(&signer);
	}
}

static void what_is_to_be_signed_is_as_openssh_has_it(void **state)
{
	(void)state;
	struct signer signer = signer_new(SSH_ED25519, 9);
	struct forge forge = forge_of(&signer);
	struct ak_buf ours = AK_BUF_INIT;
	struct ak_buf expected = AK_BUF_INIT;
	ak_sshsig_tosign(ak_bytes_of("m"), "akkoord", &ours);
	forge_tosign(&forge, ak_bytes_of("m"), &expected);
	assert_true(ak_bytes_equal(ak_buf_view(&ours), ak_buf_view(&expected)));
	ak_buf_release(&ours);
	ak_buf_release(&expected);
	signer_free(&signer);
}

static void no_armour_is_made_for_what_is_no_key(void **state)
{
	(void)state;
	struct ak_buf file = AK_BUF_INIT;
	assert_int_equal(
		ak_armour_write("ssh-rsa AAAA", "akkoord", ak_bytes_of("x"), &file, NULL), AK_ERR_FORMAT);
	assert_int_equal(file.size, 0);
	ak_buf_release(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_feeds_may_stand_anywhere_in_the_base64),
		cmocka_unit_test(the_first_line_is_exact),
		cmocka_unit_test(the_last_line_is_exact_and_nothing_follows_it),
		cmocka_unit_test(nothing_but_canonical_base64_stands_between),
		cmocka_unit_test(a_file_of_4096_bytes_is_read_and_one_more_is_not),
		cmocka_unit_test(a_byte_put_in_anywhere_is_a_line_feed_or_refused),
		cmocka_unit_test(a_signature_of_an_agent_is_armoured_so_that_it_verifies),
		cmocka_unit_test(what_is_to_be_signed_is_as_openssh_has_it),
		cmocka_unit_test(no_armour_is_made_for_what_is_no_key),
	};
	return cmocka_run_group_tests(tests, start_libsodium, NULL);
}
