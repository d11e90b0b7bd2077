/* SPDX-License-Identifier: EUPL-1.2 */
/* Which key was whose, from when until when, and by which decision. */
#ifndef AK_REPORT_KEY_PERIODS_H
#define AK_REPORT_KEY_PERIODS_H

#include "report/index.h"

struct ak_key_period {
	const struct ak_node *node;
	const char *key;
	uint32_t from, to; /* records; AK_BY_FOUNDING; AK_POSITION_NONE: still so */
	const char *until; /* the last day of the mandate, as it was told last while the key was theirs; NULL: none */
};

struct ak_key_periods {
	struct ak_key_period *items; /* by party and actor, in order of time */
	size_t room;
	uint32_t count;
	bool failed;
};

/* Of every party and actor. index is borrowed. On AK_OK the caller releases it. */
enum ak_status ak_key_periods_init(struct ak_key_periods *periods, const struct ak_index *index, struct ak_error *err);
void ak_key_periods_release(struct ak_key_periods *periods);

#endif
