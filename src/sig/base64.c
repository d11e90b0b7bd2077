/* SPDX-License-Identifier: EUPL-1.2 */
#include "sig/base64.h"

#include <sodium.h>

bool ak_base64_read(uint8_t *out, size_t room, size_t *size, const char *text, size_t text_size)
{
	/* libsodium 1.0.18 takes bytes above 0x7f for digits where char is signed */
	for (size_t i = 0; i < text_size; i++) {
		if ((unsigned char)text[i] > 0x7f)
			return false;
	}
	/* no list of characters to ignore: with any list at all it skips NUL bytes too */
	return sodium_base642bin(
		       out, room, text, text_size, NULL, size, NULL, sodium_base64_VARIANT_ORIGINAL) == 0;
}

void ak_base64_append(struct ak_buf *out, struct ak_bytes bytes)
{
	/* libsodium counts and writes a NUL at the end, for which a buffer always has room */
	size_t size = sodium_base64_encoded_len(bytes.size, sodium_base64_VARIANT_ORIGINAL);
	char *at = ak_buf_extend(out, size - 1);
	if (at)
		sodium_bin2base64(at, size, bytes.data, bytes.size, sodium_base64_VARIANT_ORIGINAL);
}
