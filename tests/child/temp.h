/* SPDX-License-Identifier: EUPL-1.2 */
/* A folder of one's own, with a home in it, and the shell: for the tests of the rooms that touch the world. */
#ifndef AK_TESTS_CHILD_TEMP_H
#define AK_TESTS_CHILD_TEMP_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TEMP_PATH_MAX = 512, TEMP_COMMAND_MAX = 8192 };

/* Where the tests of this program work; each test gets a fresh folder and stands in it. */
static char temp_folder[TEMP_PATH_MAX];

static inline int temp_setup(void **state)
{
	(void)state;
	const char *base = getenv("TMPDIR");
	snprintf(temp_folder, sizeof temp_folder, "%s/akkoord-test.XXXXXX", base && *base ? base : "/tmp");
	if (!mkdtemp(temp_folder) || chdir(temp_folder) != 0)
		return -1;
	setenv("HOME", temp_folder, 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	unsetenv("GIT_CONFIG_GLOBAL");
	unsetenv("XDG_CONFIG_HOME");
	setenv("GIT_AUTHOR_NAME", "x", 1);
	setenv("GIT_AUTHOR_EMAIL", "x", 1);
	setenv("GIT_COMMITTER_NAME", "x", 1);
	setenv("GIT_COMMITTER_EMAIL", "x", 1);
	return 0;
}

static inline int temp_teardown(void **state)
{
	(void)state;
	char command[TEMP_PATH_MAX + 16];
	snprintf(command, sizeof command, "rm -rf '%s'", temp_folder);
	if (chdir("/") != 0)
		return -1;
	return system(command) == 0 ? 0 : -1; /* NOLINT(cert-env33-c) */
}

/* A path in the temporary folder; good until the eighth call after it. */
static inline const char *temp_path(const char *name)
{
	static char paths[8][2 * TEMP_PATH_MAX];
	static unsigned next;
	char *path = paths[next++ % 8];
	snprintf(path, sizeof paths[0], "%s/%s", temp_folder, name);
	return path;
}

/* Runs a shell command in the temporary folder; the test fails if it does. */
static inline void sh(const char *format, ...) __attribute__((format(printf, 1, 2)));
static inline void sh(const char *format, ...)
{
	char command[TEMP_COMMAND_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	int status = system(command); /* NOLINT(cert-env33-c) */
	if (status != 0)
		fail_msg("status %d: %s", status, command);
}

/* What a shell command prints, without the last line feed. */
static inline const char *sh_text(const char *format, ...) __attribute__((format(printf, 1, 2)));
static inline const char *sh_text(const char *format, ...)
{
	static char text[65536];
	char command[TEMP_COMMAND_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	FILE *pipe = popen(command, "r"); /* NOLINT(cert-env33-c) */
	assert_non_null(pipe);
	size_t size = fread(text, 1, sizeof text - 1, pipe);
	if (pclose(pipe) != 0)
		fail_msg("failed: %s", command);
	while (size && text[size - 1] == '\n')
		size--;
	text[size] = '\0';
	return text;
}

static inline void write_file(const char *path, const void *data, size_t size)
{
	FILE *file = fopen(path, "wb");
	if (!file)
		fail_msg("%s: %s", path, strerror(errno));
	assert_int_equal(fwrite(data, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static inline void write_text(const char *path, const char *text)
{
	write_file(path, text, strlen(text));
}

static inline double seconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#endif
