/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Public keys, of the two types of protocol §3: `ssh-ed25519` and `sk-ssh-ed25519@openssh.com`.
 *
 * A key is told as `<type> <base64>` (protocol §4). Base64 is canonical, so two keys are the same exactly when their
 * texts are: everywhere else in the project a key is that text.
 */
#ifndef AK_SIG_KEY_H
#define AK_SIG_KEY_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/id.h"

/*
 * Whether text is a well-formed key: one of the two types, one space, canonical padded base64, the blob's own type
 * the same, 32 bytes of key, nothing after the last field, and a point that protocol §3 calls valid
 * (`crypto_core_ed25519_is_valid_point`). On false *err (may be NULL) says what is wrong.
 * Costs some 0.1 ms for the point: a caller with many records remembers the answer.
 */
bool ak_key_check(const char *text, struct ak_error *err);

/*
 * Reads the first key line of a public key file as ssh-keygen writes it: `<type> <base64>[ comment]`, one line feed
 * or CRLF at its end or none; nothing but blank lines may follow. On AK_OK *key is the text without comment, the
 * caller's to free.
 */
enum ak_status ak_key_read_line(char **key, struct ak_bytes file, struct ak_error *err);

/* The raw blob of a well-formed key, appended to out. False if the text is none. */
bool ak_key_blob(const char *text, struct ak_buf *out);

/*
 * OpenSSH's fingerprint, `SHA256:` and unpadded base64, as `ssh-keygen -lf` prints it; the caller's to free, NULL
 * without memory.
 */
char *ak_key_fingerprint(const char *text);

#endif
