/* SPDX-License-Identifier: EUPL-1.2 */
/* With the stock ssh-keygen, in both directions: what it signs we verify, what we sign it verifies, byte for byte. */
#include "sig/armour.h"
#include "sig/forge.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static const char message[] = "{\"akkoord\": \"record/1\", \"why\": \"één\"}\n";

static int enter_folder(void **state)
{
	static char folder[] = "/tmp/akkoord-interop-XXXXXX";
	*state = folder;
	return start_libsodium(state) == 0 && mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
	static const char *const files[] = {
		"id", "id.pub", "message", "message.sig", "ours.sig", "signers", "output", "sk.pub"};
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		unlink(files[i]);
	return chdir("/") == 0 && rmdir(*state) == 0 ? 0 : -1;
}

static void write_file(const char *name, struct ak_bytes bytes)
{
	FILE *file = fopen(name, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
	assert_int_equal(fclose(file), 0);
}

static void read_file(const char *name, struct ak_buf *out)
{
	char block[4096];
	size_t size;
	FILE *file = fopen(name, "rb");
	assert_non_null(file);
	ak_buf_clear(out);
	while ((size = fread(block, 1, sizeof block, file)) > 0)
		ak_buf_append(out, block, size);
	assert_int_equal(fclose(file), 0);
}

/* Runs it with the message as its input and `output` as its output. Returns its exit status. */
static int run(const char *const argv[])
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (freopen("message", "rb", stdin) && freopen("output", "wb", stdout) && dup2(1, 2) == 2)
			execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void make_key(void)
{
	static const char *const argv[] = {
		"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "a comment", "-f", "id", NULL};
	unlink("id");
	write_file("message", ak_bytes_of(message));
	assert_int_equal(run(argv), 0);
}

static int sign_message(const char *name_space, const char *hash)
{
	char option[32];
	snprintf(option, sizeof option, "hashalg=%s", hash);
	const char *const argv[] = {"ssh-keygen", "-q", "-Y", "sign", "-O", option, "-n", name_space, "-f",
		"id", "message", NULL};
	unlink("message.sig");
	return run(argv);
}

static int verify_message(const char *signature, const char *key, const char *name_space)
{
	const char *const argv[] = {"ssh-keygen", "-q", "-Y", "verify", "-f", "signers", "-I", "me", "-n",
		name_space, "-s", signature, NULL};
	struct ak_buf signers = AK_BUF_INIT;
	ak_buf_format(&signers, "me %s\n", key);
	write_file("signers", ak_buf_view(&signers));
	ak_buf_release(&signers);
	return run(argv);
}

static char *read_key(void)
{
	struct ak_buf file = AK_BUF_INIT;
	char *key = NULL;
	read_file("id.pub", &file);
	assert_int_equal(ak_key_read_line(&key, ak_buf_view(&file), NULL), AK_OK);
	ak_buf_release(&file);
	return key;
}

/* Takes the seed out of a private key of ssh-keygen without passphrase (OpenSSH's PROTOCOL.key). */
static void read_secret(uint8_t secret[crypto_sign_SECRETKEYBYTES])
{
	struct ak_buf file = AK_BUF_INIT;
	uint8_t blob[1024];
	size_t size;
	const char *end = NULL;
	struct ak_bytes skipped;
	struct ak_bytes inside;
	read_file("id", &file);
	const char *start = strchr(ak_buf_string(&file), '\n');
	assert_non_null(start);
	assert_int_equal(sodium_base642bin(blob, sizeof blob, start, strlen(start), "\n", &size, &end,
				 sodium_base64_VARIANT_ORIGINAL),
		0);
	struct ak_wire wire = ak_wire_of((struct ak_bytes){blob, size});
	assert_true(ak_wire_raw(&wire, sizeof "openssh-key-v1", &skipped)); /* its NUL too */
	for (int i = 0; i < 3; i++)
		assert_true(ak_wire_string(&wire, &skipped)); /* cipher, kdf, options */
	assert_true(ak_wire_raw(&wire, 4, &skipped) && ak_wire_string(&wire, &skipped));
	assert_true(ak_wire_string(&wire, &inside));
	wire = ak_wire_of(inside);
	assert_true(ak_wire_raw(&wire, 8, &skipped) && ak_wire_string(&wire, &skipped));
	assert_true(ak_wire_string(&wire, &skipped) && ak_wire_string(&wire, &inside));
	assert_int_equal(inside.size, crypto_sign_SECRETKEYBYTES);
	memcpy(secret, inside.data, inside.size);
	ak_buf_release(&file);
}

static void we_verify_what_ssh_keygen_signs(void **state)
{
	(void)state;
	static const char *const hashes[] = {"sha512", "sha256"};
	make_key();
	char *key = read_key();
	struct ak_buf signature = AK_BUF_INIT;
	for (size_t i = 0; i < 2; i++) {
		struct ak_error err = AK_ERROR_INIT;
		assert_int_equal(sign_message("akkoord", hashes[i]), 0);
		read_file("message.sig", &signature);
		struct ak_bytes file = ak_buf_view(&signature);
		if (!ak_sshsig_verify(file, ak_bytes_of(message), key, "akkoord", &err))
			fail_msg("%s", err.text);
		assert_false(ak_sshsig_verify(file, ak_bytes_of("another"), key, "akkoord", NULL));
		assert_false(ak_sshsig_verify(file, ak_bytes_of(message), key, "file", NULL));
	}
	assert_int_equal(sign_message("file", "sha512"), 0);
	read_file("message.sig", &signature);
	assert_false(ak_sshsig_verify(ak_buf_view(&signature), ak_bytes_of(message), key, "akkoord", NULL));
	ak_buf_release(&signature);
	free(key);
}

static void we_sign_byte_for_byte_as_ssh_keygen_does(void **state)
{
	(void)state;
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	uint8_t raw[crypto_sign_BYTES];
	struct ak_buf tosign = AK_BUF_INIT;
	struct ak_buf signature = AK_BUF_INIT;
	struct ak_buf ours = AK_BUF_INIT;
	struct ak_buf theirs = AK_BUF_INIT;
	make_key();
	char *key = read_key();
	read_secret(secret);
	ak_sshsig_tosign(ak_bytes_of(message), "akkoord", &tosign);
	crypto_sign_detached(raw, NULL, (uint8_t *)tosign.data, tosign.size, secret);
	ak_wire_append_string(&signature, ak_bytes_of(SSH_ED25519));
	ak_wire_append_string(&signature, (struct ak_bytes){raw, sizeof raw});
	assert_int_equal(ak_armour_write(key, "akkoord", ak_buf_view(&signature), &ours, NULL), AK_OK);
	assert_int_equal(sign_message("akkoord", "sha512"), 0);
	read_file("message.sig", &theirs);
	assert_string_equal(ak_buf_string(&ours), ak_buf_string(&theirs));
	write_file("ours.sig", ak_buf_view(&ours));
	assert_int_equal(verify_message("ours.sig", key, "akkoord"), 0);
	assert_int_not_equal(verify_message("ours.sig", key, "file"), 0);
	free(key);
	ak_buf_release(&tosign);
	ak_buf_release(&signature);
	ak_buf_release(&ours);
	ak_buf_release(&theirs);
}

static void armour_is_alike_for_every_length(void **state)
{
	(void)state;
	/* so that the last line of base64 ends at many places, at its very end too */
	make_key();
	char *key = read_key();
	char name_space[65] = "";
	for (size_t size = 1; size <= 54; size++) {
		struct ak_buf theirs = AK_BUF_INIT;
		struct ak_buf ours = AK_BUF_INIT;
		uint8_t blob[1024];
		size_t blob_size;
		struct ak_bytes skipped;
		struct ak_bytes signature;
		name_space[size - 1] = 'n';
		assert_int_equal(sign_message(name_space, "sha512"), 0);
		read_file("message.sig", &theirs);
		const char *start = strchr(ak_buf_string(&theirs), '\n');
		const char *end;
		assert_int_equal(sodium_base642bin(blob, sizeof blob, start, strlen(start), "\n", &blob_size,
					 &end, sodium_base64_VARIANT_ORIGINAL),
			0);
		struct ak_wire wire = ak_wire_of((struct ak_bytes){blob, blob_size});
		assert_true(ak_wire_raw(&wire, 6 + 4, &skipped));
		for (int i = 0; i < 4; i++)
			assert_true(ak_wire_string(&wire, &skipped));
		assert_true(ak_wire_string(&wire, &signature));
		assert_int_equal(ak_armour_write(key, name_space, signature, &ours, NULL), AK_OK);
		assert_string_equal(ak_buf_string(&ours), ak_buf_string(&theirs));
		assert_true(
			ak_sshsig_verify(ak_buf_view(&theirs), ak_bytes_of(message), key, name_space, NULL));
		ak_buf_release(&theirs);
		ak_buf_release(&ours);
	}
	free(key);
}

static void ssh_keygen_verifies_our_security_key(void **state)
{
	(void)state;
	struct signer signer = signer_new(SK_ED25519, 4);
	struct forge forge = forge_of(&signer);
	struct ak_buf signature = AK_BUF_INIT;
	struct ak_buf file = AK_BUF_INIT;
	write_file("message", ak_bytes_of(message));
	forge_signature(&forge, ak_bytes_of(message), &signature);
	assert_int_equal(
		ak_armour_write(signer.key, "akkoord", ak_buf_view(&signature), &file, NULL), AK_OK);
	write_file("ours.sig", ak_buf_view(&file));
	assert_int_equal(verify_message("ours.sig", signer.key, "akkoord"), 0);
	assert_true(ak_sshsig_verify(ak_buf_view(&file), ak_bytes_of(message), signer.key, "akkoord", NULL));
	ak_buf_release(&signature);
	ak_buf_release(&file);
	signer_free(&signer);
}

static void fingerprints_are_alike(void **state)
{
	(void)state;
	static const char *const types[] = {SSH_ED25519, SK_ED25519};
	static const char *const argv[] = {"ssh-keygen", "-lf", "sk.pub", NULL};
	write_file("message", ak_bytes_of(message));
	for (size_t i = 0; i < 2; i++) {
		struct signer signer = signer_new(types[i], 6);
		struct ak_buf output = AK_BUF_INIT;
		write_file("sk.pub", ak_bytes_of(signer.key));
		assert_int_equal(run(argv), 0);
		read_file("output", &output);
		char *print = ak_key_fingerprint(signer.key);
		assert_non_null(strstr(ak_buf_string(&output), print));
		free(print);
		ak_buf_release(&output);
		signer_free(&signer);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(we_verify_what_ssh_keygen_signs),
		cmocka_unit_test(we_sign_byte_for_byte_as_ssh_keygen_does),
		cmocka_unit_test(armour_is_alike_for_every_length),
		cmocka_unit_test(ssh_keygen_verifies_our_security_key),
		cmocka_unit_test(fingerprints_are_alike),
	};
	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
