/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Loaded before the C library by tests/cli/steps.sh: the n-th call with which akkoord changes something on disk
 * fails, with all that follow or alone, or akkoord dies just before it. AK_STEP says which, from 1 (0: none);
 * AK_STEP_ERROR the errno, 0: die; AK_STEP_ALONE is set if the disk recovers. The number of steps is written to the
 * file AK_STEP_COUNT. Programs that akkoord starts are left alone.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int steps;

/* Whether this call is the one that fails; errno is set then. */
static int fails(void)
{
	const char *step = getenv("AK_STEP");
	const char *error = getenv("AK_STEP_ERROR");
	if (!step || !error || strcmp(program_invocation_short_name, "akkoord") != 0)
		return 0;
	long now = __atomic_add_fetch(&steps, 1, __ATOMIC_SEQ_CST);
	long from = strtol(step, NULL, 10);
	int is_it = now == from || (from && now > from && !getenv("AK_STEP_ALONE"));
	if (is_it && strtol(error, NULL, 10) == 0)
		raise(SIGKILL);
	if (is_it)
		errno = (int)strtol(error, NULL, 10);
	return is_it;
}

__attribute__((destructor)) static void tell(void)
{
	const char *path = getenv("AK_STEP_COUNT");
	if (!path || strcmp(program_invocation_short_name, "akkoord") != 0)
		return;
	FILE *file = fopen(path, "w");
	if (file) {
		fprintf(file, "%d\n", steps);
		fclose(file);
	}
}

#define REAL(type, name, ...) type (*real)(__VA_ARGS__) = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define CALL(type, name, parameters, arguments, ...)                                                                   \
	type name parameters                                                                                           \
	{                                                                                                              \
		REAL(type, #name, __VA_ARGS__);                                                                        \
		return fails() ? (type)-1 : real arguments;                                                            \
	}

CALL(int, fsync, (int fd), (fd), int)
CALL(int, fdatasync, (int fd), (fd), int)
CALL(int, rename, (const char *from, const char *to), (from, to), const char *, const char *)
CALL(int, link, (const char *from, const char *to), (from, to), const char *, const char *)
CALL(int, mkdir, (const char *path, mode_t mode), (path, mode), const char *, mode_t)
CALL(int, ftruncate, (int fd, off_t size), (fd, size), int, off_t)
CALL(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at), int, const void *, size_t, off_t)

/* Of a full disk something can be taken away. */
int unlink(const char *path)
{
	REAL(int, "unlink", const char *);
	const char *error = getenv("AK_STEP_ERROR");
	return !(error && strtol(error, NULL, 10) == ENOSPC) && fails() ? -1 : real(path);
}

ssize_t write(int fd, const void *data, size_t size)
{
	REAL(ssize_t, "write", int, const void *, size_t);
	return fd > 2 && fails() ? -1 : real(fd, data, size);
}

/* Opening is a step where it is to write. */
#define OPEN(name)                                                                                                     \
	int name(const char *path, int flags, ...)                                                                     \
	{                                                                                                              \
		REAL(int, #name, const char *, int, ...);                                                              \
		va_list rest;                                                                                          \
		va_start(rest, flags);                                                                                 \
		mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0;                                            \
		va_end(rest);                                                                                          \
		return (flags & O_ACCMODE) != O_RDONLY && fails() ? -1 : real(path, flags, mode);                      \
	}

OPEN(open)
OPEN(open64)
