/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The `git` program as a child, for what only it does well: transport. It runs without a shell, for a limited time,
 * and nothing that a remote or the replica's own folder holds can make it run another program.
 */
#ifndef AK_SYNC_GIT_H
#define AK_SYNC_GIT_H

#include <stdbool.h>

#include "child/child.h"
#include "store/store.h"

enum { AK_GIT_TIMEOUT_SECONDS = 60, AK_GIT_TIMEOUT_SHORT_SECONDS = 5 };

struct ak_git {
	const char *dir;	  /* the git directory */
	bool interactive;	  /* git and ssh may ask for a passphrase on the terminal */
	bool plain_ssh;		  /* nobody chose another ssh (GIT_SSH, core.sshCommand): it is told not to ask */
	unsigned timeout_seconds; /* for one question */
};

/*
 * Reads the time limit (akkoord.timeout, in seconds) and looks at the configuration that lies in the replica itself.
 * AK_ERR_REFUSED where that names a program, or holds a setting that is not known to name none: a replica may come
 * from a stranger. What the user and the system configured is trusted.
 */
enum ak_status ak_git_open(struct ak_git *git, struct ak_store *store, bool interactive, struct ak_error *err);

/*
 * Runs `git <words>`. AK_OK with the result whatever its exit status; AK_ERR_IO if it did not run or took too long.
 * result is the caller's to release, also on failure.
 */
enum ak_status ak_git_run(
	const struct ak_git *git, const char *const *words, struct ak_child_result *result, struct ak_error *err);

/* What git said, as the end of a sentence: its last telling line or two. Hostile: to be escaped where shown. */
void ak_git_said(const struct ak_child_result *result, struct ak_buf *out);

/* AK_ERR_IO, with that as its sentence. */
enum ak_status ak_git_fail(const struct ak_child_result *result, struct ak_error *err);

/*
 * Whether a URL names a remote by a transport that only carries: a path, ssh, https, http, git or file.
 * AK_ERR_REFUSED, with what to do, for `ext::`, `-o…` and the like.
 */
enum ak_status ak_git_url_check(const char *url, struct ak_error *err);

/*
 * A URL as it may be shown, appended: without who signs in there, and with what password or token; as git does in its
 * own messages. For ssh, where the user is part of the address and no secret, only a password is left out.
 */
void ak_git_url_put(struct ak_buf *out, const char *url);

#endif
