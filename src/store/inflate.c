/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/inflate.h"

#include <limits.h>

#include <zlib.h>

/* zlib counts in unsigned int; nothing this room reads is larger. */
static unsigned bounded(size_t size)
{
	return size > UINT_MAX ? UINT_MAX : (unsigned)size;
}

enum ak_inflate_end ak_inflate(uint8_t *out, size_t room, size_t *size, struct ak_bytes in)
{
	z_stream stream = {.avail_in = bounded(in.size), .avail_out = bounded(room)};
	stream.next_in = (z_const Bytef *)in.data;
	stream.next_out = out;
	*size = 0;
	if (inflateInit(&stream) != Z_OK)
		return AK_INFLATE_BAD;
	int result = inflate(&stream, Z_FINISH);
	*size = room - stream.avail_out;
	inflateEnd(&stream);
	if (result == Z_STREAM_END)
		return stream.avail_in == 0 ? AK_INFLATE_DONE : AK_INFLATE_BAD;
	return stream.avail_out == 0 && result == Z_BUF_ERROR ? AK_INFLATE_FULL : AK_INFLATE_BAD;
}
