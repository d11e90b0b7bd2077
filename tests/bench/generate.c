/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * generate CHARTER COUNT [SHAPE] [--then N] [--apart N]: a ledger of COUNT records as `git fast-import` reads it, the
 * same for the same words. Shapes:
 *
 *   ordinary   thirty actors, one to four parents, some forks, a seal every five hundred records
 *   actors     three hundred actors
 *   chain      each record has the one before as its only parent
 *   wide       sixty-four signers by turns, who each name the last records of all sixty-four as parents
 *   forks      one actor signs half the records, all with one number, on one and the same knowledge
 *   rejected   half the records are seals of one height that are wrong, and the objections of three witnesses to each
 *
 * --then N goes on for N more records after marking where it was as refs/heads/base. --apart N marks it too; then two
 * halves that do not hear of one another write N records each, refs/heads/left and refs/heads/right.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "bench/story.h"

enum { RECORDS_PER_WINDOW = 500 };

struct task {
	const char *charter, *shape;
	uint32_t count, then, apart;
};

static void seal(struct bench_story *story)
{
	bench_story_forget(story);
	bench_seal(story->scribe);
}

static bool is_due(const struct bench_scribe *scribe)
{
	return scribe->count - scribe->window >= RECORDS_PER_WINDOW;
}

static void ordinary(struct bench_story *story, uint32_t end)
{
	while (story->scribe->count < end) {
		bench_story_step(story);
		if (is_due(story->scribe))
			seal(story);
	}
}

static void chain(struct bench_story *story, uint32_t end)
{
	while (story->scribe->count < end) {
		bench_story_report(story, 0);
		if (is_due(story->scribe))
			seal(story);
	}
}

/* All sixty-four sign at one site, on the same knowledge. */
static void wide(struct bench_story *story, uint32_t end)
{
	struct bench_scribe *scribe = story->scribe;
	struct bench_site *site = &scribe->sites[0];
	while (scribe->count < end) {
		uint32_t before[AK_PARENTS_MAX];
		uint32_t fresh[AK_PARENTS_MAX];
		uint32_t known = site->count;
		memcpy(before, site->tips, known * sizeof *before);
		for (uint32_t i = 0; i < AK_PARENTS_MAX; i++) {
			memcpy(site->tips, before, known * sizeof *before);
			site->count = known;
			fresh[i] = bench_story_report(story, i * BENCH_SITES);
		}
		for (uint32_t i = 0; i < AK_PARENTS_MAX; i++) {
			if (!ak_grow((void **)&site->tips, &site->room, i, sizeof *site->tips))
				bench_die("there is no memory");
			site->tips[i] = fresh[i];
		}
		site->count = AK_PARENTS_MAX;
		if (is_due(scribe))
			seal(story);
	}
}

static void forks(struct bench_story *story, uint32_t end)
{
	struct bench_scribe *scribe = story->scribe;
	struct bench_site *site = &scribe->sites[0];
	struct bench_actor *liar = story->leaders[0];
	uint32_t begun = scribe->count;
	uint32_t tip = site->tips[0];
	uint32_t count = (end - begun) / 2;
	uint32_t *forked = bench_alloc(scribe, (count + 1) * sizeof *forked);
	for (uint32_t i = 0; i < count; i++) {
		site->tips[0] = tip;
		site->count = 1;
		forked[i] = bench_story_report(story, 0);
		liar->seq--;
	}
	liar->seq++;
	site->count = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (!ak_grow((void **)&site->tips, &site->room, site->count, sizeof *site->tips))
			bench_die("there is no memory");
		site->tips[site->count++] = forked[i];
	}
	while (site->count > 1) /* another leader of that site comes to know of them, 64 at a time */
		bench_story_report(story, BENCH_SITES);
	seal(story);
	ordinary(story, end);
}

static void rejected(struct bench_story *story, uint32_t end)
{
	struct bench_scribe *scribe = story->scribe;
	struct ak_id *wrong = bench_alloc(scribe, sizeof *wrong);
	ordinary(story, scribe->count + (end - scribe->count) / 2);
	seal(story);
	while (scribe->count < end) {
		uint32_t position = bench_sign(scribe, bench_actor_find(scribe, 0, "getuige"),
			(struct ak_record){.kind = AK_KIND_SEAL,
				.height = scribe->judge.seal_count + 1,
				.prev = &scribe->records[scribe->last_seal].id,
				.state = wrong});
		for (unsigned site = 1; site < BENCH_SITES; site++) {
			bench_learn(scribe, site, 0);
			bench_sign(scribe, bench_actor_find(scribe, site, "getuige"),
				(struct ak_record){.kind = AK_KIND_OBJECT, .why = "wrong", .target = &scribe->records[position].id});
		}
		bench_learn_all(scribe);
	}
	seal(story);
}

static void go(struct bench_story *story, const struct task *task)
{
	static const struct {
		const char *name;
		uint32_t leaders;
		void (*run)(struct bench_story *story, uint32_t end);
	} shapes[] = {
		{"ordinary", 9, ordinary},
		{"actors", 279, ordinary},
		{"chain", 9, chain},
		{"wide", AK_PARENTS_MAX * BENCH_SITES, wide},
		{"forks", 9, forks},
		{"rejected", 9, rejected},
	};
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		if (strcmp(shapes[i].name, task->shape) == 0) {
			bench_story_begin(story, story->scribe, shapes[i].leaders);
			shapes[i].run(story, task->count);
			return;
		}
	bench_die("there is no such shape");
}

static void write_apart(struct bench_story *story, uint32_t count)
{
	static const char *const refs[] = {"refs/heads/left", "refs/heads/right"};
	struct bench_scribe *scribe = story->scribe;
	int64_t now = scribe->now;
	bench_story_forget(story);
	bench_learn_all(scribe);
	for (unsigned half = 0; half < 2; half++) {
		uint32_t end = scribe->count + count;
		scribe->now = now;
		bench_stream_turn(&scribe->stream, refs[half], "refs/heads/base");
		story->first_site = 2 * half;
		story->site_count = 2;
		while (scribe->count < end)
			bench_story_step(story);
		bench_learn(scribe, 2 * half, 2 * half + 1);
	}
}

static void generate(const struct task *task)
{
	struct bench_scribe *scribe = calloc(1, sizeof *scribe);
	struct bench_story *story = calloc(1, sizeof *story);
	if (!scribe || !story)
		bench_die("there is no memory");
	bench_scribe_init(scribe, task->charter, task->count + task->then + 2 * task->apart + 2048, 1);
	story->scribe = scribe;
	if (task->then || task->apart)
		bench_stream_turn(&scribe->stream, "refs/heads/base", "refs/heads/main"); /* where it was founded */
	go(story, task);
	if (task->then) {
		bench_stream_turn(&scribe->stream, "refs/heads/main", "refs/heads/base");
		for (uint32_t end = scribe->count + task->then; scribe->count < end;)
			bench_story_step(story);
	}
	if (task->apart)
		write_apart(story, task->apart);
	fprintf(stderr, "%u %u\n", scribe->count, scribe->judge.seal_count);
	bench_story_end(story);
	bench_scribe_release(scribe);
	free(story);
	free(scribe);
}

int main(int argc, char **argv)
{
	struct task task = {.shape = "ordinary"};
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--then") == 0 && i + 1 < argc)
			task.then = (uint32_t)strtoul(argv[++i], NULL, 10);
		else if (strcmp(argv[i], "--apart") == 0 && i + 1 < argc)
			task.apart = (uint32_t)strtoul(argv[++i], NULL, 10);
		else if (!task.charter)
			task.charter = argv[i];
		else if (task.count == 0)
			task.count = (uint32_t)strtoul(argv[i], NULL, 10);
		else
			task.shape = argv[i];
	}
	if (!task.charter || task.count == 0) {
		fprintf(stderr, "usage: generate CHARTER COUNT [SHAPE] [--then N] [--apart N]\n");
		return 2;
	}
	generate(&task);
	return fflush(stdout) == 0 ? 0 : 3;
}
