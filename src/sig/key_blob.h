/* SPDX-License-Identifier: EUPL-1.2 */
/* What is inside a public key: for the two parts of this room that look there. */
#ifndef AK_SIG_KEY_BLOB_H
#define AK_SIG_KEY_BLOB_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/limits.h"

enum ak_key_type {
	AK_KEY_ED25519,    /* ssh-ed25519 */
	AK_KEY_SK_ED25519, /* sk-ssh-ed25519@openssh.com: on a device that wants a touch */
};

/* A key's text is at most a JSON string, and its base64 takes four bytes for three. */
#define AK_KEY_BLOB_MAX (AK_JSON_STRING_MAX / 4 * 3)

struct ak_key_blob {
	uint8_t data[AK_KEY_BLOB_MAX];
	size_t size;
};

/* Borrowed from a blob. */
struct ak_key_parts {
	enum ak_key_type type;
	const uint8_t *point;        /* 32 bytes */
	struct ak_bytes application; /* of an sk- key; else empty */
};

/* `ssh-ed25519` or `sk-ssh-ed25519@openssh.com`. */
struct ak_bytes ak_key_type_name(enum ak_key_type type);

/* Splits a blob of either type, with nothing after its last field. The point is not checked. */
bool ak_key_parts_read(struct ak_key_parts *parts, struct ak_bytes blob, struct ak_error *err);

/* Decodes `<type> <base64>` of size bytes. Type and blob agree on success; the point is not checked. */
bool ak_key_blob_read(struct ak_key_blob *blob, const char *text, size_t size, struct ak_error *err);

#endif
