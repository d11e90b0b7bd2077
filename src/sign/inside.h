/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of this room share: the key that was found, and the two who can sign with it. */
#ifndef AK_SIGN_INSIDE_H
#define AK_SIGN_INSIDE_H

#include "sign/sign.h"

struct ak_signer {
	char *key;      /* `<type> <base64>`, well-formed */
	char *key_file; /* the private key's path, or NULL: only the agent can sign */
	char *agent;    /* a socket's path, or NULL */
	char *program;
	unsigned timeout_seconds;
	bool interactive;
};

/* ---- public.c */

/* Reads what an option calls a key: its text, and the private key's path if it was named by file. */
enum ak_status ak_sign_key_find(char **key, char **key_file, const char *named, struct ak_error *err);

/* ---- agent.c */

/*
 * Asks the agent for a signature file. *held tells whether it answered and holds the key; if not, err is
 * untouched, file is empty and the status AK_OK: somebody else may sign. An agent that talks nonsense,
 * refuses or is silent is AK_ERR_IO.
 */
enum ak_status ak_sign_by_agent(const struct ak_signer *signer, struct ak_bytes message,
	const char *name_space, struct ak_buf *file, bool *held, struct ak_error *err);

/* ---- keygen.c */

/* Runs `ssh-keygen -Y sign` with the private key's file. */
enum ak_status ak_sign_by_keygen(const struct ak_signer *signer, struct ak_bytes message,
	const char *name_space, struct ak_buf *file, struct ak_error *err);

#endif
