/* SPDX-License-Identifier: EUPL-1.2 */
/* The records of a window, gathered (protocol §10): each record is in one window, which judge->window_of tells. */
#ifndef AK_JUDGE_GATHER_H
#define AK_JUDGE_GATHER_H

#include "judge/judge.h"

/* Begin with {.records = NULL}; records is the caller's to free. Each gathering begins anew and uses the same room. */
struct ak_gathered {
	uint32_t *records;
	size_t count, room;
};

/* Takes record into the window at hand, unless it is in one. False without memory. */
bool ak_gather(struct ak_judge *judge, struct ak_gathered *set, uint32_t record);

/* protocol §10: "window h is the ancestors of seal h that are not ancestors of seal" h - 1 */
enum ak_status ak_gather_ancestors(
	struct ak_judge *judge, struct ak_gathered *set, uint32_t seal, struct ak_error *err);

/* Of heads and all their ancestors what is in no window yet. */
enum ak_status ak_gather_below(struct ak_judge *judge, struct ak_gathered *set, const uint32_t *heads,
	uint32_t head_count, struct ak_error *err);

/* The window is not judged after all: its records are in none. */
void ak_gather_undo(struct ak_judge *judge, const struct ak_gathered *set);

#endif
