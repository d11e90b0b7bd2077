/* SPDX-License-Identifier: EUPL-1.2 */
/* Records that one actor signed with one key under one number: what a fork is seen by. */
#ifndef AK_REPORT_TWINS_H
#define AK_REPORT_TWINS_H

#include <stdint.h>

struct ak_numbered {
	uint32_t owner, seq, record;
};

/* Sorts, and keeps those that share owner and number with another; returns how many there are. */
uint32_t ak_twins_keep(struct ak_numbered *items, uint32_t count);

#endif
