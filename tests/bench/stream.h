/* SPDX-License-Identifier: EUPL-1.2 */
/* A history of files, as `git fast-import` reads it, on standard output: much faster than making commits one by one. */
#ifndef AK_TESTS_BENCH_STREAM_H
#define AK_TESTS_BENCH_STREAM_H

#include "base/bytes.h"

struct bench_stream {
	const char *ref;  /* that is written to */
	const char *from; /* where a new ref begins, or NULL */
	unsigned files;	  /* in the commit that is open; 0: none is */
};

/* Goes on with this ref, which begins at from (NULL: it has commits already, or begins empty). Strings are borrowed. */
void bench_stream_turn(struct bench_stream *stream, const char *ref, const char *from);

/* A file, in a commit with the ones before it. */
void bench_stream_put(struct bench_stream *stream, const char *path, struct ak_bytes bytes);

/* No more of this commit. */
void bench_stream_end(struct bench_stream *stream);

#endif
