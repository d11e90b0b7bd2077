/* SPDX-License-Identifier: EUPL-1.2 */
/* What the programs of this folder share: files of a suite, hex in them, and the count at the end. */
#ifndef AK_TESTS_EXTERNAL_H
#define AK_TESTS_EXTERNAL_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "json/json.h"

struct tally {
	const char *suite;
	int checked;
	int wrong;
};

/* Counts a case; says so if it is wrong. */
__attribute__((format(printf, 3, 4))) static inline void tally_case(
	struct tally *tally, bool right, const char *format, ...)
{
	tally->checked++;
	if (right)
		return;
	tally->wrong++;
	va_list args;
	va_start(args, format);
	printf("%s: ", tally->suite);
	vprintf(format, args);
	printf("\n");
	va_end(args);
}

/* Says the count. Returns the exit status: a suite of which nothing was found is wrong too. */
static inline int tally_end(const struct tally *tally)
{
	printf("%s: %d of %d as expected\n", tally->suite, tally->checked - tally->wrong, tally->checked);
	return tally->wrong || tally->checked == 0;
}

static inline _Noreturn void give_up(const char *what, const char *about)
{
	fprintf(stderr, "%s: %s\n", about, what);
	exit(2);
}

/* The bytes of folder/name, added to out. */
static inline void read_file(const char *folder, const char *name, struct ak_buf *out)
{
	char path[4096];
	char block[4096];
	size_t size;
	if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
		give_up("path is too long", name);
	FILE *file = fopen(path, "rb");
	if (!file)
		give_up("cannot be read", path);
	while ((size = fread(block, 1, sizeof block, file)) > 0)
		ak_buf_append(out, block, size);
	if (ferror(file) || fclose(file) != 0 || out->failed)
		give_up("cannot be read", path);
}

static inline struct ak_json *read_json(const char *folder, const char *name)
{
	struct ak_buf text = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_json *json = NULL;
	read_file(folder, name, &text);
	if (ak_json_parse(&json, ak_buf_view(&text), &err) != AK_OK)
		give_up(err.text, name);
	ak_buf_release(&text);
	return json;
}

/* The text of a key that must be there. */
static inline const char *text_of(const struct ak_json *object, const char *key)
{
	const struct ak_json *value = ak_json_get(object, key);
	if (!value || ak_json_kind(value) != AK_JSON_TEXT)
		give_up("is not there as a text", key);
	return ak_json_text(value);
}

static inline const struct ak_json *get(const struct ak_json *object, const char *key)
{
	const struct ak_json *value = ak_json_get(object, key);
	if (!value)
		give_up("is not there", key);
	return value;
}

/* The bytes that hex tells, in place of what out held. */
static inline struct ak_bytes from_hex(const char *hex, struct ak_buf *out)
{
	ak_buf_clear(out);
	for (; hex[0] && hex[1]; hex += 2) {
		char digits[3] = {hex[0], hex[1], '\0'};
		char *end;
		unsigned long byte = strtoul(digits, &end, 16);
		if (*end)
			give_up("is no hex", hex);
		ak_buf_char(out, (char)byte);
	}
	return ak_buf_view(out);
}

#endif
