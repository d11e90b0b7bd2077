/* SPDX-License-Identifier: EUPL-1.2 */
#include "sig/key.h"

#include <string.h>

#include "sig/base64.h"
#include "sig/digest.h"
#include "sig/ed25519.h"
#include "sig/key_blob.h"
#include "sig/wire.h"

/* False, with the sentence in err: what is no key is a normal answer, not trouble. */
static bool refuse(struct ak_error *err, const char *sentence)
{
	ak_fail(err, AK_ERR_FORMAT, "%s", ak_error_words(err, sentence));
	return false;
}

static bool refuse_type(struct ak_error *err, struct ak_bytes type)
{
	int size = type.size > 63 ? 63 : (int)type.size;
	ak_fail(err, AK_ERR_FORMAT, "unknown key type \"%.*s\"", size, size ? (const char *)type.data : "");
	return false;
}

/* protocol §3: "key type `ssh-ed25519` or `sk-ssh-ed25519@openssh.com`" */
struct ak_bytes ak_key_type_name(enum ak_key_type type)
{
	switch (type) {
	case AK_KEY_ED25519:
		return ak_bytes_of("ssh-ed25519");
	case AK_KEY_SK_ED25519:
		return ak_bytes_of("sk-ssh-ed25519@openssh.com");
	}
	return (struct ak_bytes){.data = NULL, .size = 0};
}

static bool find_type(enum ak_key_type *type, struct ak_bytes name)
{
	static const enum ak_key_type all[] = {AK_KEY_ED25519, AK_KEY_SK_ED25519};
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		if (ak_bytes_equal(ak_key_type_name(all[i]), name)) {
			*type = all[i];
			return true;
		}
	}
	return false;
}

bool ak_key_parts_read(struct ak_key_parts *parts, struct ak_bytes blob, struct ak_error *err)
{
	struct ak_wire wire = ak_wire_of(blob);
	struct ak_bytes name;
	struct ak_bytes point;
	struct ak_bytes application = {.data = NULL, .size = 0};
	enum ak_key_type type;
	if (!ak_wire_string(&wire, &name))
		return refuse(err, "public key is cut short");
	if (!find_type(&type, name))
		return refuse_type(err, name);
	if (!ak_wire_string(&wire, &point) ||
		(type == AK_KEY_SK_ED25519 && !ak_wire_string(&wire, &application)))
		return refuse(err, "public key is cut short");
	if (point.size != AK_ED25519_KEY_SIZE)
		return refuse(err, "public key is not 32 bytes");
	/* protocol §3: "and nothing follows the last field of it or of the blobs inside" */
	if (!ak_wire_end(&wire))
		return refuse(err, "something follows the last field of the public key");
	*parts = (struct ak_key_parts){.type = type, .point = point.data, .application = application};
	return true;
}

bool ak_key_blob_read(struct ak_key_blob *blob, const char *text, size_t size, struct ak_error *err)
{
	const char *space = memchr(text, ' ', size);
	struct ak_bytes name = {(const uint8_t *)text, space ? (size_t)(space - text) : size};
	enum ak_key_type type;
	if (!find_type(&type, name))
		return refuse_type(err, name);
	if (!space)
		return refuse(err, "key type without a key");
	if (size > AK_JSON_STRING_MAX)
		return refuse(err, "key is too long");
	size_t start = name.size + 1;
	if (!ak_base64_read(blob->data, sizeof blob->data, &blob->size, text + start, size - start))
		return refuse(err, "key is not canonical base64");
	struct ak_key_parts parts;
	if (!ak_key_parts_read(&parts, (struct ak_bytes){blob->data, blob->size}, err))
		return false;
	return parts.type == type || refuse(err, "key is of another type than its text says");
}

static bool check(const char *text, size_t size, struct ak_error *err)
{
	struct ak_key_blob blob;
	struct ak_key_parts parts;
	if (!ak_key_blob_read(&blob, text, size, err) ||
		!ak_key_parts_read(&parts, (struct ak_bytes){blob.data, blob.size}, err))
		return false;
	/* protocol §3: "A key is well-formed only if its" point is valid */
	return ak_ed25519_key_check(parts.point) || refuse(err, "key is not a valid point of Ed25519");
}

bool ak_key_check(const char *text, struct ak_error *err)
{
	return check(text, strlen(text), err);
}

/* The first line of file, without its line feed or CRLF; false if more than blank lines follow it. */
static bool only_line(struct ak_bytes *line, struct ak_bytes file)
{
	const uint8_t *feed = file.size ? memchr(file.data, '\n', file.size) : NULL;
	size_t size = feed ? (size_t)(feed - file.data) : file.size;
	for (size_t i = size; i < file.size; i++) {
		if (file.data[i] != '\n' && file.data[i] != '\r')
			return false;
	}
	if (feed && size && file.data[size - 1] == '\r')
		size--;
	*line = (struct ak_bytes){file.data, size};
	return true;
}

enum ak_status ak_key_read_line(char **key, struct ak_bytes file, struct ak_error *err)
{
	static const char private_key[] = "-----BEGIN ";
	struct ak_bytes line;
	if (file.size > sizeof private_key && memcmp(file.data, private_key, sizeof private_key - 1) == 0)
		return ak_fail(err, AK_ERR_FORMAT, "a private key; the public one is in the .pub file beside it");
	if (!only_line(&line, file))
		return ak_fail(err, AK_ERR_FORMAT, "more than one line in a public key file");
	if (line.size == 0)
		return ak_fail(err, AK_ERR_FORMAT, "no public key on the first line");
	const char *text = (const char *)line.data;
	const char *space = memchr(text, ' ', line.size);
	size_t left = space ? line.size - (size_t)(space + 1 - text) : 0;
	const char *comment = left ? memchr(space + 1, ' ', left) : NULL;
	size_t size = comment ? (size_t)(comment - text) : line.size;
	if (!check(text, size, err))
		return AK_ERR_FORMAT;
	char *copy = strndup(text, size);
	if (!copy)
		return ak_fail_memory(err);
	*key = copy;
	return AK_OK;
}

bool ak_key_blob(const char *text, struct ak_buf *out)
{
	struct ak_key_blob blob;
	if (!ak_key_blob_read(&blob, text, strlen(text), NULL))
		return false;
	ak_buf_append(out, blob.data, blob.size);
	return true;
}

char *ak_key_fingerprint(const char *text)
{
	struct ak_key_blob blob;
	if (!ak_key_blob_read(&blob, text, strlen(text), NULL))
		return NULL;
	struct ak_id digest = ak_sha256((struct ak_bytes){blob.data, blob.size});
	struct ak_buf buf = AK_BUF_INIT;
	ak_buf_text(&buf, "SHA256:");
	ak_base64_append(&buf, (struct ak_bytes){digest.bytes, sizeof digest.bytes});
	char *print = ak_buf_take(&buf);
	if (print)
		print[strcspn(print, "=")] = '\0';
	return print;
}
