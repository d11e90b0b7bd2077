/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Running another program: git, ssh-keygen. No shell, no inherited descriptors beyond the three, a time limit, and a
 * limit on what it may say. The environment is the caller's with the given changes.
 */
#ifndef AK_CHILD_CHILD_H
#define AK_CHILD_CHILD_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"

struct ak_child {
	const char *const *argv; /* NULL-ended; argv[0] is looked up in PATH */
	const char *const *env;	 /* NULL-ended "NAME=value" that replace or add; "NAME" alone removes; or NULL */
	const char *directory;	 /* to run in, or NULL */
	struct ak_bytes input;	 /* what it gets on standard input */
	bool output_ours;	 /* standard output goes to ours instead of into output */
	bool error_ours;	 /* standard error goes to ours instead of into error */
	/*
	 * It may ask something on the terminal: ^C is its own, and if it ends by that so do we, with the terminal as
	 * it was.
	 */
	bool has_terminal;
	bool own_group;		  /* killed with all it started when the time is over; not for who uses the terminal */
	unsigned timeout_seconds; /* 0: none */
	size_t output_max;	  /* more is trouble; 0: 1 MiB */
};

struct ak_child_result {
	int exit_status; /* 0 to 255, or 128 + signal */
	struct ak_buf output;
	struct ak_buf error; /* the last 64 KiB; hostile: to be escaped wherever shown */
};

/*
 * Runs it to its end. AK_OK whatever its exit status; AK_ERR_IO if it could not be started ("git is not installed or
 * not in PATH"), said too much, or was stopped because its time was over (then it and what it started is gone).
 * result is the caller's to release, also on failure.
 */
enum ak_status ak_child_run(const struct ak_child *child, struct ak_child_result *result, struct ak_error *err);
void ak_child_result_release(struct ak_child_result *result);

#endif
