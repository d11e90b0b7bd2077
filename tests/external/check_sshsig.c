/* SPDX-License-Identifier: EUPL-1.2 */
/* OpenSSH's own signatures: those of our two key types verify, those of others are told to be of an unknown type. */
#include "base/limits.h"
#include "external.h"
#include "sig/digest.h"
#include "sig/key.h"
#include "sig/sshsig.h"

static const char *const ours[] = {"ed25519", "ed25519_sk"};
static const char *const others[] = {"rsa", "ecdsa", "ecdsa_sk", "ecdsa_sk_webauthn", "mldsa44-ed25519"};

static void read_named(const char *folder, const char *name, const char *ending, struct ak_buf *out)
{
	char path[256];
	ak_buf_clear(out);
	snprintf(path, sizeof path, "sshsig/%s%s", name, ending);
	read_file(folder, path, out);
}

static void check_ours(struct tally *tally, const char *folder, const char *name, struct ak_bytes message)
{
	struct ak_buf public_key = AK_BUF_INIT;
	struct ak_buf signature = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	char *key = NULL;
	read_named(folder, name, ".pub", &public_key);
	read_named(folder, name, ".sig", &signature);
	bool good = ak_key_read_line(&key, ak_buf_view(&public_key), &err) == AK_OK &&
		    ak_sshsig_verify(ak_buf_view(&signature), message, key, "unittest", &err);
	tally_case(tally, good, "%s: %s", name, err.text);
	bool other_space = key && ak_sshsig_verify(ak_buf_view(&signature), message, key, "akkoord", NULL);
	tally_case(tally, !other_space, "%s verifies in another namespace", name);
	bool other_text =
		key && ak_sshsig_verify(ak_buf_view(&signature), ak_bytes_of("x"), key, "unittest", NULL);
	tally_case(tally, !other_text, "%s verifies another text", name);
	free(key);
	ak_buf_release(&public_key);
	ak_buf_release(&signature);
}

static bool is_unknown_type(const struct ak_error *err)
{
	return strncmp(err->text, "unknown key type", strlen("unknown key type")) == 0;
}

/* key: one of ours, since a key of another type is none that could be asked for. */
static void check_other(
	struct tally *tally, const char *folder, const char *name, struct ak_bytes message, const char *key)
{
	struct ak_buf public_key = AK_BUF_INIT;
	struct ak_buf signature = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	char *none = NULL;
	read_named(folder, name, ".pub", &public_key);
	read_named(folder, name, ".sig", &signature);
	bool read = ak_key_read_line(&none, ak_buf_view(&public_key), &err) == AK_OK;
	tally_case(tally, !read && is_unknown_type(&err), "key %s: %s", name, err.text);
	ak_error_clear(&err);
	bool good = ak_sshsig_verify(ak_buf_view(&signature), message, key, "unittest", &err);
	/* one that is too large is refused for that, before anybody looks inside */
	bool large = signature.size > AK_SIGNATURE_SIZE_MAX && strstr(err.text, "too large");
	tally_case(tally, !good && (large || is_unknown_type(&err)), "signature %s: %s", name, err.text);
	if (large)
		printf("  %s is refused by a rule of ours: %s\n", name, err.text);
	free(none);
	ak_buf_release(&public_key);
	ak_buf_release(&signature);
}

int main(int argc, char **argv)
{
	struct tally tally = {.suite = "OpenSSH sshsig", .checked = 0, .wrong = 0};
	struct ak_buf message = AK_BUF_INIT;
	struct ak_buf public_key = AK_BUF_INIT;
	char *key = NULL;
	if (argc != 2)
		give_up("wants one folder", argv[0]);
	if (ak_sig_start(NULL) != AK_OK)
		give_up("cannot be started", "libsodium");
	read_named(argv[1], "signed-data", "", &message);
	read_named(argv[1], ours[0], ".pub", &public_key);
	if (ak_key_read_line(&key, ak_buf_view(&public_key), NULL) != AK_OK)
		give_up("is no key", ours[0]);
	for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
		check_ours(&tally, argv[1], ours[i], ak_buf_view(&message));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		check_other(&tally, argv[1], others[i], ak_buf_view(&message), key);
	free(key);
	ak_buf_release(&message);
	ak_buf_release(&public_key);
	return tally_end(&tally);
}
