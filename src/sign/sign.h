/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signatures by ssh-agent, else by `ssh-keygen -Y sign` as a child. No secret enters this process. What comes back is
 * verified against the key that was asked for before anybody sees it.
 */
#ifndef AK_SIGN_SIGN_H
#define AK_SIGN_SIGN_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"

struct ak_sign_options {
	/*
	 * Which key: the path of a public or private key file, `key::<type> <base64>`, or `<type> <base64>` itself,
	 * as git's user.signingKey. Of a private key path the `.pub` beside it is read.
	 */
	const char *key;
	const char *agent;	  /* the agent's socket (SSH_AUTH_SOCK), or NULL: no agent */
	const char *program;	  /* ssh-keygen's name or path, or NULL: "ssh-keygen" */
	unsigned timeout_seconds; /* how long to wait for an answer; 0: 120, a key may want a touch */
	bool interactive;	  /* ssh-keygen may ask for a passphrase on the terminal */
};

struct ak_signer; /* opaque */

/*
 * Finds the key. AK_ERR_NOT_FOUND if the file is not there or holds no key of the two types we sign with,
 * with a sentence that says what to do.
 */
enum ak_status ak_signer_open(struct ak_signer **signer, const struct ak_sign_options *options, struct ak_error *err);
void ak_signer_free(struct ak_signer *signer);

/* The public key, `<type> <base64>`. Borrowed. */
const char *ak_signer_key(const struct ak_signer *signer);

/*
 * Signs message in the namespace: the agent first if it holds the key, else ssh-keygen with the key's file. On AK_OK
 * file holds the bytes of the .sig, and ak_sshsig_verify has said yes to them. AK_ERR_IO if nobody could sign (agent
 * gone, refused, key not in the agent and no file, passphrase wrong, time over), AK_ERR_REFUSED if what came back
 * does not verify.
 */
enum ak_status ak_signer_sign(struct ak_signer *signer, struct ak_bytes message, const char *name_space,
	struct ak_buf *file, struct ak_error *err);

#endif
