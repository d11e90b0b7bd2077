/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/error.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

const char *(*ak_error_translate)(const char *format);

const char *ak_error_words(const struct ak_error *err, const char *text)
{
	return ak_error_translate && !(err && err->plain) ? ak_error_translate(text) : text;
}

enum ak_status ak_fail(struct ak_error *err, enum ak_status status, const char *format, ...)
{
	assert(status != AK_OK);
	if (err && err->status == AK_OK) {
		va_list args;
		va_start(args, format);
		vsnprintf(err->text, sizeof err->text, ak_error_words(err, format), args);
		va_end(args);
		err->status = status;
	}
	return status;
}

enum ak_status ak_fail_memory(struct ak_error *err)
{
	return ak_fail(err, AK_ERR_MEMORY, "out of memory");
}

enum ak_status ak_fail_add(struct ak_error *err, enum ak_status status, const char *format, ...)
{
	assert(status != AK_OK);
	if (err) {
		char prefix[AK_ERROR_TEXT_MAX];
		char whole[2 * AK_ERROR_TEXT_MAX + 3];
		va_list args;
		va_start(args, format);
		vsnprintf(prefix, sizeof prefix, ak_error_words(err, format), args);
		va_end(args);
		snprintf(whole, sizeof whole, "%s: %s", prefix, err->text);
		whole[sizeof err->text - 1] = '\0';
		memcpy(err->text, whole, sizeof err->text);
		if (err->status == AK_OK)
			err->status = status;
	}
	return status;
}

void ak_error_clear(struct ak_error *err)
{
	if (err) {
		err->status = AK_OK;
		err->text[0] = '\0';
	}
}
