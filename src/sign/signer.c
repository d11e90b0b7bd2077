/* SPDX-License-Identifier: EUPL-1.2 */
/* Who is asked for a signature, an agent or ssh-keygen, and the answer verified before anybody sees it. */
#include "sign/inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sig/digest.h"
#include "sig/sshsig.h"

enum { TIMEOUT_SECONDS = 120 }; /* a key may want a touch, a person a moment */

enum ak_status ak_signer_open(
	struct ak_signer **signer, const struct ak_sign_options *options, struct ak_error *err)
{
	assert(options->key);
	enum ak_status status = ak_sig_start(err);
	if (status != AK_OK)
		return status;
	struct ak_signer *fresh = calloc(1, sizeof *fresh);
	if (!fresh)
		return ak_fail_memory(err);
	fresh->timeout_seconds = options->timeout_seconds ? options->timeout_seconds : TIMEOUT_SECONDS;
	fresh->interactive = options->interactive;
	fresh->program = strdup(options->program ? options->program : "ssh-keygen");
	fresh->agent = options->agent ? strdup(options->agent) : NULL;
	if (!fresh->program || (options->agent && !fresh->agent))
		status = ak_fail_memory(err);
	if (status == AK_OK)
		status = ak_sign_key_find(&fresh->key, &fresh->key_file, options->key, err);
	if (status != AK_OK)
		ak_signer_free(fresh);
	else
		*signer = fresh;
	return status;
}

void ak_signer_free(struct ak_signer *signer)
{
	if (!signer)
		return;
	free(signer->key);
	free(signer->key_file);
	free(signer->agent);
	free(signer->program);
	free(signer);
}

const char *ak_signer_key(const struct ak_signer *signer)
{
	return signer->key;
}

/* Nobody was there: which of the two was missing decides what to do. */
static enum ak_status nobody(const struct ak_signer *signer, struct ak_error *err)
{
	if (!signer->agent)
		return ak_fail(err, AK_ERR_IO,
			"nobody can sign: the key was named without its file, and no ssh-agent is running; "
			"start one and run "
			"ssh-add, or name the key's file");
	return ak_fail(err, AK_ERR_IO,
		"nobody can sign: ssh-agent at \"%s\" does not answer or does not hold the key, and its file "
		"was not named; "
		"run ssh-add with the key's file",
		signer->agent);
}

enum ak_status ak_signer_sign(struct ak_signer *signer, struct ak_bytes message, const char *name_space,
	struct ak_buf *file, struct ak_error *err)
{
	struct ak_error why = AK_ERROR_INIT;
	bool by_agent = false;
	enum ak_status status = AK_OK;
	ak_buf_clear(file);
	if (signer->agent)
		status = ak_sign_by_agent(signer, message, name_space, file, &by_agent, err);
	if (status == AK_OK && !by_agent)
		status = signer->key_file ? ak_sign_by_keygen(signer, message, name_space, file, err)
					  : nobody(signer, err);
	if (status == AK_OK)
		status = ak_buf_status(file, err);
	if (status == AK_OK && !ak_sshsig_verify(ak_buf_view(file), message, signer->key, name_space, &why))
		status = ak_fail(err, AK_ERR_REFUSED,
			"what %s gave is no good signature by the key that was asked for: %s",
			by_agent ? "ssh-agent" : signer->program, why.text);
	if (status != AK_OK)
		ak_buf_clear(file); /* nobody sees what did not verify */
	return status;
}
