/* SPDX-License-Identifier: EUPL-1.2 */
#include "bench/stream.h"

#include <stdio.h>

enum { FILES_PER_COMMIT = 200 }; /* a hundred records: what a sync in the night brings */

void bench_stream_turn(struct bench_stream *stream, const char *ref, const char *from)
{
	bench_stream_end(stream);
	stream->ref = ref;
	stream->from = from;
}

static void begin(struct bench_stream *stream)
{
	printf("commit %s\ncommitter bench <bench@akkoord.invalid> 1640995200 +0000\ndata 8\nrecords\n\n", stream->ref);
	if (stream->from)
		printf("from %s\n", stream->from);
	stream->from = NULL;
}

void bench_stream_put(struct bench_stream *stream, const char *path, struct ak_bytes bytes)
{
	if (stream->files++ == 0)
		begin(stream);
	printf("M 100644 inline %s\ndata %zu\n", path, bytes.size);
	fwrite(bytes.data, 1, bytes.size, stdout);
	putchar('\n');
	if (stream->files == FILES_PER_COMMIT)
		bench_stream_end(stream);
}

void bench_stream_end(struct bench_stream *stream)
{
	if (stream->files)
		putchar('\n');
	stream->files = 0;
}
