/* SPDX-License-Identifier: EUPL-1.2 */
/* What the tests of this room say again and again. */
#ifndef AK_TESTS_SIGN_CASE_H
#define AK_TESTS_SIGN_CASE_H

#include "child/temp.h"

#include "sig/digest.h"
#include "sig/sshsig.h"
#include "sign/sign.h"

#define MESSAGE "{\"akkoord\":\"record/1\"}\n"

static inline void make_key(const char *name)
{
	sh("ssh-keygen -q -t ed25519 -N '' -C %s@test -f %s", name, name);
}

static inline struct ak_signer *open_signer(struct ak_sign_options options)
{
	struct ak_signer *signer = NULL;
	struct ak_error err = AK_ERROR_INIT;
	if (ak_signer_open(&signer, &options, &err) != AK_OK)
		fail_msg("%s", err.text);
	return signer;
}

static inline void open_fails(const char *key, const char *sentence)
{
	struct ak_signer *signer = NULL;
	struct ak_error err = AK_ERROR_INIT;
	const struct ak_sign_options options = {.key = key};
	assert_int_equal(ak_signer_open(&signer, &options, &err), AK_ERR_NOT_FOUND);
	assert_null(signer);
	assert_string_equal(err.text, sentence);
}

/* Signs, and has stock ssh-keygen verify it. The signature's file is left in `sig`. */
static inline void signs(struct ak_sign_options options)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf file = AK_BUF_INIT;
	struct ak_signer *signer = open_signer(options);
	if (ak_signer_sign(signer, ak_bytes_of(MESSAGE), "akkoord", &file, &err) != AK_OK)
		fail_msg("%s", err.text);
	write_file("sig", file.data, file.size);
	sh("echo 'a %s' >allowed && printf '%%s' '%s' | ssh-keygen -q -Y verify -f allowed -I a -n akkoord "
	   "-s sig >verified",
		ak_signer_key(signer), MESSAGE);
	ak_buf_release(&file);
	ak_signer_free(signer);
}

static inline void sign_fails(struct ak_sign_options options, enum ak_status status, const char *sentence)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf file = AK_BUF_INIT;
	struct ak_signer *signer = open_signer(options);
	enum ak_status got = ak_signer_sign(signer, ak_bytes_of(MESSAGE), "akkoord", &file, &err);
	if (got != status || !strstr(err.text, sentence))
		fail_msg("status %d, \"%s\", and not %d, \"%s\"", (int)got, err.text, (int)status, sentence);
	assert_int_equal(file.size, 0);
	assert_null(strchr(err.text, '\n'));
	ak_buf_release(&file);
	ak_signer_free(signer);
}

#endif
