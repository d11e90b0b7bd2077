/* SPDX-License-Identifier: EUPL-1.2 */
/* What libgit2 and the system say of trouble, as one sentence of ours. */
#include "store/inside.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void ak_store_errno_clear(void)
{
	errno = 0;
	git_error_clear();
}

static bool is_full(int number)
{
	return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

/* libgit2 puts strerror's words behind its own, and errno may have moved on since. */
static bool says_full(const char *message)
{
	static const int numbers[] = {ENOSPC, EDQUOT, EFBIG};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (strstr(message, strerror(numbers[i])))
			return true;
	return false;
}

static enum ak_status full(struct ak_error *err, const char *what)
{
	return ak_fail(
		err, AK_ERR_IO, "%s: the disk is full; nothing was recorded; make room and try again", what);
}

enum ak_status ak_store_git_fail(struct ak_error *err, const char *format, ...)
{
	int number = errno;
	const git_error *last = git_error_last();
	char what[AK_ERROR_TEXT_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(what, sizeof what, ak_error_words(err, format), args);
	va_end(args);
	if (last && last->klass == GIT_ERROR_NOMEMORY)
		return ak_fail_memory(err);
	if (is_full(number) || (last && last->message && says_full(last->message)))
		return full(err, what);
	return ak_fail(err, AK_ERR_IO, "%s: %s", what, last && last->message ? last->message : ak_error_words(err, AK_NOTED("git says no")));
}

enum ak_status ak_store_os_fail(struct ak_error *err, const char *format, ...)
{
	int number = errno;
	char what[AK_ERROR_TEXT_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(what, sizeof what, ak_error_words(err, format), args);
	va_end(args);
	if (number == ENOMEM)
		return ak_fail_memory(err);
	if (is_full(number))
		return full(err, what);
	return ak_fail(err, AK_ERR_IO, "%s: %s", what, strerror(number));
}
