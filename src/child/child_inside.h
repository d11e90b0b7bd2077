/* SPDX-License-Identifier: EUPL-1.2 */
/* What the two files of this room share: a child that was started, with our ends of its pipes. */
#ifndef AK_CHILD_CHILD_INSIDE_H
#define AK_CHILD_CHILD_INSIDE_H

#include "child/child.h"

#include <sys/types.h>

struct ak_running {
	pid_t pid;
	int input;  /* to write to, or -1 */
	int output; /* to read from, or -1 */
	int error;  /* likewise */
};

enum ak_status ak_child_start(struct ak_running *running, const struct ak_child *child, struct ak_error *err);

#endif
