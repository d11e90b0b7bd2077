/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ak_bytes ak_bytes_of(const char *text)
{
	return (struct ak_bytes){.data = (const uint8_t *)text, .size = strlen(text)};
}

bool ak_bytes_equal(struct ak_bytes a, struct ak_bytes b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

void ak_buf_release(struct ak_buf *buf)
{
	free(buf->data);
	*buf = (struct ak_buf)AK_BUF_INIT;
}

void ak_buf_clear(struct ak_buf *buf)
{
	buf->size = 0;
	buf->failed = false;
	if (buf->data)
		buf->data[0] = '\0';
}

/* Room for size more bytes and the NUL. */
static bool buf_reserve(struct ak_buf *buf, size_t size)
{
	if (buf->failed)
		return false;
	if (size < buf->room && buf->size < buf->room - size)
		return true;
	if (size > SIZE_MAX / 2 - 64 || buf->size > SIZE_MAX / 2 - 64 - size) {
		buf->failed = true;
		return false;
	}
	size_t room = buf->room < 32 ? 64 : buf->room * 2;
	if (room <= buf->size + size)
		room = buf->size + size + 1;
	char *data = realloc(buf->data, room);
	if (!data) {
		buf->failed = true;
		return false;
	}
	buf->data = data;
	buf->room = room;
	return true;
}

void *ak_buf_extend(struct ak_buf *buf, size_t size)
{
	if (!buf_reserve(buf, size))
		return NULL;
	char *start = buf->data + buf->size;
	buf->size += size;
	buf->data[buf->size] = '\0';
	return start;
}

void ak_buf_append(struct ak_buf *buf, const void *data, size_t size)
{
	char *start = ak_buf_extend(buf, size);
	if (start && size)
		memcpy(start, data, size);
}

void ak_buf_text(struct ak_buf *buf, const char *text)
{
	ak_buf_append(buf, text, strlen(text));
}

void ak_buf_char(struct ak_buf *buf, char c)
{
	char *end = ak_buf_extend(buf, 1);
	if (end)
		*end = c;
}

void ak_buf_format(struct ak_buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	ak_buf_vformat(buf, format, args);
	va_end(args);
}

void ak_buf_vformat(struct ak_buf *buf, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int size = vsnprintf(NULL, 0, format, args);
	if (size < 0) {
		buf->failed = true;
	} else {
		char *start = ak_buf_extend(buf, (size_t)size);
		if (start)
			vsnprintf(start, (size_t)size + 1, format, again);
	}
	va_end(again);
}

struct ak_bytes ak_buf_view(const struct ak_buf *buf)
{
	return (struct ak_bytes){.data = (const uint8_t *)buf->data, .size = buf->size};
}

const char *ak_buf_string(const struct ak_buf *buf)
{
	return buf->data ? buf->data : "";
}

enum ak_status ak_buf_status(const struct ak_buf *buf, struct ak_error *err)
{
	return buf->failed ? ak_fail_memory(err) : AK_OK;
}

char *ak_buf_take(struct ak_buf *buf)
{
	char *text = NULL;
	if (buf->data || buf_reserve(buf, 0))
		text = buf->failed ? NULL : buf->data;
	if (text) {
		text[buf->size] = '\0';
		buf->data = NULL;
	}
	ak_buf_release(buf);
	return text;
}

bool ak_grow(void **items, size_t *room, size_t count, size_t item_size)
{
	if (count < *room)
		return true;
	size_t want = *room < 8 ? 8 : *room * 2;
	if (want <= count)
		want = count + 1;
	if (want > SIZE_MAX / item_size)
		return false;
	void *grown = realloc(*items, want * item_size);
	if (!grown)
		return false;
	*items = grown;
	*room = want;
	return true;
}

size_t ak_text_place(const char *text, const void *items, size_t count, size_t item_size)
{
	size_t low = 0;
	size_t high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *const *item = (const void *)((const uint8_t *)items + middle * item_size);
		if (strcmp(*item, text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
