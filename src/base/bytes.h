/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Bytes: a borrowed view, and a buffer that grows.
 *
 * A buffer remembers when memory ran out: every append after that does nothing, and one test of `failed` at the end
 * (ak_buf_status) tells. Its data is always ended by a NUL that is not counted in size.
 */
#ifndef AK_BASE_BYTES_H
#define AK_BASE_BYTES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct ak_bytes {
	const uint8_t *data; /* borrowed; NULL only where size is 0 */
	size_t size;
};

/* The view of a NUL-ended string, without the NUL. */
struct ak_bytes ak_bytes_of(const char *text);

bool ak_bytes_equal(struct ak_bytes a, struct ak_bytes b);

struct ak_buf {
	char *data; /* ours; NULL while nothing was ever put in */
	size_t size;
	size_t room;
	bool failed;
};

#define AK_BUF_INIT                                                                                                    \
	{                                                                                                              \
		.data = NULL, .size = 0, .room = 0, .failed = false                                                    \
	}

void ak_buf_release(struct ak_buf *buf);
void ak_buf_clear(struct ak_buf *buf); /* empties it and keeps the memory; forgets a failure */
void ak_buf_append(struct ak_buf *buf, const void *data, size_t size);
void ak_buf_text(struct ak_buf *buf, const char *text);
void ak_buf_char(struct ak_buf *buf, char c);
void ak_buf_format(struct ak_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ak_buf_vformat(struct ak_buf *buf, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* size more bytes at the end, to be written by the caller; NULL if there is no memory. */
void *ak_buf_extend(struct ak_buf *buf, size_t size);

struct ak_bytes ak_buf_view(const struct ak_buf *buf);

/* The text so far, "" for an empty buffer. Borrowed until the next change. */
const char *ak_buf_string(const struct ak_buf *buf);

/* AK_OK, or AK_ERR_MEMORY with the sentence if an append ever failed. */
enum ak_status ak_buf_status(const struct ak_buf *buf, struct ak_error *err);

/* Gives up the text, to be freed with free(); NULL if memory ran out. The buffer is as new. */
char *ak_buf_take(struct ak_buf *buf);

/*
 * Makes room in a growing array of items of item_size bytes each for at least one more than count.
 * *items is realloc'd and *room (in items) at least doubled. Returns false, with nothing changed, without memory.
 */
bool ak_grow(void **items, size_t *room, size_t count, size_t item_size);

/*
 * Among count items of item_size bytes, each of which begins with a pointer to a text, in ascending order of these:
 * the number of the first that is not before this text; count where all are.
 */
size_t ak_text_place(const char *text, const void *items, size_t count, size_t item_size);

#endif
