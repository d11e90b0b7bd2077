/* SPDX-License-Identifier: EUPL-1.2 */
/* What the four parties do: they appoint, found an agenda, establish it, and from then on report and decide. */
#ifndef AK_TESTS_BENCH_STORY_H
#define AK_TESTS_BENCH_STORY_H

#include "bench/scribe.h"

enum {
	BENCH_LEADERS_MAX = 400,
	BENCH_TASKS_MAX = 1 << 17,
	BENCH_OPEN_MAX = 16,
};

/* An `afspraak`, with what its fields hold as far as this story goes. */
struct bench_task {
	const char *name;
	uint32_t leader; /* index among the leaders */
	unsigned party;
	uint32_t decided; /* by this record, or AK_POSITION_NONE: not yet */
	int64_t progress; /* -1: null */
	const char *note, *proof, *planning; /* NULL: null */
};

/* A proposal that waits for the other seats of its body. */
struct bench_open {
	uint32_t record;
	const char *role;
	unsigned asked; /* sites that signed, as bits */
	unsigned needed;
	uint32_t task;	      /* the first that it is about */
	unsigned task_count;  /* that it creates; 0: */
	const char *planning; /* that it sets */
};

struct bench_story {
	struct bench_scribe *scribe;
	struct bench_actor *leaders[BENCH_LEADERS_MAX]; /* of projects */
	uint32_t leader_count;
	struct bench_task *tasks;
	uint32_t task_count, founding_tasks;
	struct bench_open open[BENCH_OPEN_MAX];
	unsigned open_count;
	uint32_t made; /* objects, for their names */
	unsigned first_site, site_count; /* that take part */
};

/* Appointments, an agenda with a task for every leader and some more, established and sealed: some hundred records. */
void bench_story_begin(struct bench_story *story, struct bench_scribe *scribe, uint32_t leaders);
void bench_story_end(struct bench_story *story);

/* One more record of an ordinary day; now and then two, a fork. */
void bench_story_step(struct bench_story *story);

/* A leader tells of progress of a task of its own, for which it needs nobody. */
uint32_t bench_story_report(struct bench_story *story, uint32_t leader);

/* What is open now is never answered: before a seal, after which answers would go back too far. */
void bench_story_forget(struct bench_story *story);

#endif
