/* SPDX-License-Identifier: EUPL-1.2 */
#include "sig/armour.h"

#include <string.h>

#include "sig/base64.h"
#include "sig/key.h"
#include "sig/wire.h"

static const char opening[] = "-----BEGIN SSH SIGNATURE-----\n";
static const char closing[] = "\n-----END SSH SIGNATURE-----";

enum { LINE_SIZE = 70 }; /* of ssh-keygen's base64 */

static bool refuse(struct ak_error *err, const char *sentence)
{
	ak_fail(err, AK_ERR_FORMAT, "%s", ak_error_words(err, sentence));
	return false;
}

/* Takes text off the start of bytes, if it stands there. */
static bool take_start(struct ak_bytes *bytes, const char *text)
{
	size_t size = strlen(text);
	if (bytes->size < size || memcmp(bytes->data, text, size) != 0)
		return false;
	bytes->data += size;
	bytes->size -= size;
	return true;
}

static bool take_end(struct ak_bytes *bytes, const char *text)
{
	size_t size = strlen(text);
	if (bytes->size < size || memcmp(bytes->data + bytes->size - size, text, size) != 0)
		return false;
	bytes->size -= size;
	return true;
}

bool ak_armour_read(struct ak_armour_blob *blob, struct ak_bytes file, struct ak_error *err)
{
	char text[AK_SIGNATURE_SIZE_MAX];
	size_t size = 0;
	if (file.size > AK_SIGNATURE_SIZE_MAX)
		return refuse(err, "signature file is too large");
	if (!take_start(&file, opening))
		return refuse(err, "not an armoured SSH signature");
	/* protocol §3: "and at most one more line feed" */
	take_end(&file, "\n");
	if (!take_end(&file, closing))
		return refuse(err, "signature does not end with the line END SSH SIGNATURE");
	/* protocol §3: "(line feeds anywhere in it are skipped)" */
	const uint8_t *end = file.data + file.size;
	for (const uint8_t *line = file.data; line < end;) {
		const uint8_t *feed = memchr(line, '\n', (size_t)(end - line));
		size_t length = (size_t)((feed ? feed : end) - line);
		memcpy(text + size, line, length);
		size += length;
		line += length + (feed != NULL);
	}
	return ak_base64_read(blob->data, sizeof blob->data, &blob->size, text, size) ||
	       refuse(err, "signature is not canonical base64");
}

/* Base64 in ssh-keygen's lines, the last of which has no line feed. */
static void append_lines(struct ak_buf *out, struct ak_bytes blob)
{
	struct ak_buf text = AK_BUF_INIT;
	ak_base64_append(&text, blob);
	for (size_t at = 0; at < text.size; at += LINE_SIZE) {
		if (at)
			ak_buf_char(out, '\n');
		size_t left = text.size - at;
		ak_buf_append(out, text.data + at, left < LINE_SIZE ? left : LINE_SIZE);
	}
	if (text.failed)
		out->failed = true;
	ak_buf_release(&text);
}

enum ak_status ak_armour_write(const char *key, const char *name_space, struct ak_bytes signature,
	struct ak_buf *out, struct ak_error *err)
{
	struct ak_buf public_key = AK_BUF_INIT;
	struct ak_buf blob = AK_BUF_INIT;
	if (!ak_key_blob(key, &public_key))
		return ak_fail(err, AK_ERR_FORMAT, "not a public key");
	ak_buf_text(&blob, AK_SSHSIG_MAGIC);
	ak_wire_append_u32(&blob, AK_SSHSIG_VERSION);
	ak_wire_append_string(&blob, ak_buf_view(&public_key));
	ak_wire_append_string(&blob, ak_bytes_of(name_space));
	ak_wire_append_string(&blob, ak_bytes_of(""));
	ak_wire_append_string(&blob, ak_bytes_of("sha512"));
	ak_wire_append_string(&blob, signature);
	ak_buf_text(out, opening);
	append_lines(out, ak_buf_view(&blob));
	ak_buf_text(out, closing);
	ak_buf_char(out, '\n');
	if (public_key.failed || blob.failed)
		out->failed = true;
	ak_buf_release(&blob);
	ak_buf_release(&public_key);
	return ak_buf_status(out, err);
}
