/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * All small worlds: every way in which four records can know of one another, by every choice of three actors, each
 * making one note or writing in it. What the judge says must be what a few lines straight from protocol §8 say, and
 * must not depend on what came when.
 */
#include "judge/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FREE = 4, ACTORS = 3 }; /* record 0 appoints p-1; the others, 1 to 4, are free */

static const char charter[] =
	"{'akkoord': 'charter/1', 'name': 'Klein', 'amend': ['b'], 'seal': null, 'offices': {},"
	" 'parties': {'p': {'name': 'P', 'key': '$p'}, 'q': {'name': 'Q', 'key': '$q'}},"
	" 'bodies': {'b': {'name': 'B', 'rank': 1, 'seats': ['p'], 'quorum': 1}},"
	" 'types': {'nota': {'name': 'Nota', 'create': ['p','q','b'], 'fields': {"
	"  'tekst': {'type': 'text', 'by': ['p','q','b']}}}}}";

static const struct {
	const char *name, *capacity;
	unsigned rank; /* nobody but a party has standing before the first seal */
} actors[ACTORS] = {{"p", "p", 0}, {"q", "q", 0}, {"p-1", "b", 10}};

/* What one world is made of; record i is free record i - 1. */
struct choice {
	unsigned actor[FREE + 1];
	bool creates[FREE + 1]; /* else it sets the text, from null */
	unsigned minute[FREE + 1];
};

/* ------------------------------------------------------------------ the naive judge */

struct naive {
	const struct world *world;
	const struct choice *choice;
	uint32_t order[FREE + 1], placed_count;
	uint64_t placed;
	uint32_t height[FREE + 1];
};

/* protocol §8: "ascending (rank, time, height, id)" */
static bool comes_first(const struct naive *n, uint32_t a, uint32_t b)
{
	const struct ak_record *x = &n->world->records[a].record;
	const struct ak_record *y = &n->world->records[b].record;
	unsigned left = actors[n->choice->actor[a]].rank;
	unsigned right = actors[n->choice->actor[b]].rank;
	if (left != right)
		return left < right;
	if (x->time != y->time)
		return x->time < y->time;
	if (n->height[a] != n->height[b])
		return n->height[a] < n->height[b];
	return ak_id_compare(&x->id, &y->id) < 0;
}

/* "for each one not yet placed, first place, by this same rule, those of its ancestors in U not yet placed; then it" */
static void place(struct naive *n, uint64_t set)
{
	while (set & ~n->placed) {
		uint32_t best = UINT32_MAX;
		for (uint32_t i = 0; i < n->world->count; i++)
			if ((set & ~n->placed) >> i & 1 && (best == UINT32_MAX || comes_first(n, i, best)))
				best = i;
		place(n, n->world->records[best].before);
		n->placed |= UINT64_C(1) << best;
		n->order[n->placed_count++] = best;
	}
}

static void heights(struct naive *n)
{
	for (uint32_t i = 0; i < n->world->count; i++) {
		n->height[i] = 1;
		for (uint32_t j = 0; j < i; j++)
			if (n->world->records[i].before >> j & 1 && n->height[j] + 1 > n->height[i])
				n->height[i] = n->height[j] + 1;
	}
}

static const char *naive_verdict(const struct naive *n, uint32_t i, uint32_t *maker, bool *written)
{
	uint64_t before = n->world->records[i].before;
	bool creates = n->choice->creates[i];
	if (creates && *maker != UINT32_MAX)
		return "void:exists";
	if (creates) {
		*maker = i;
		return "in-force";
	}
	if (*maker == UINT32_MAX || !(before >> *maker & 1))
		return "void:unknown";
	if (*written)
		return "void:stale";
	*written = true;
	return "in-force";
}

static void naive_judge(const struct world *world, const struct choice *choice, const char *verdicts[FREE + 1])
{
	struct naive n = {.world = world, .choice = choice};
	uint32_t last[ACTORS] = {0, UINT32_MAX, UINT32_MAX}; /* record 0 is by p */
	uint32_t maker = UINT32_MAX;
	bool written = false;
	heights(&n);
	place(&n, (UINT64_C(1) << world->count) - 1);
	verdicts[0] = "in-force";
	for (uint32_t k = 0; k < n.placed_count; k++) {
		uint32_t i = n.order[k];
		unsigned actor = choice->actor[i];
		if (i == 0)
			continue;
		if (last[actor] != UINT32_MAX && !(world->records[i].before >> last[actor] & 1)) {
			verdicts[i] = strcmp(actors[actor].capacity, "b") == 0 ? "pending" : "void:fork";
			continue;
		}
		last[actor] = i;
		verdicts[i] = naive_verdict(&n, i, &maker, &written);
	}
}

/* ------------------------------------------------------------------ all worlds */

static void check_world(const struct world *world, const struct choice *choice)
{
	const char *verdicts[FREE + 1];
	struct answer answer;
	naive_judge(world, choice, verdicts);
	answer_init(&answer, world, WORLD_ALL, NULL);
	for (uint32_t i = 0; i < world->count; i++)
		if (strcmp(answer_verdict(&answer, i), verdicts[i]) != 0)
			fail_msg("record %u is %s; the naive judge says %s", i, answer_verdict(&answer, i), verdicts[i]);
	answer_release(&answer);
}

typedef void world_use(const struct world *world, const struct choice *choice);

struct walk {
	struct world world;
	struct choice choice;
	uint32_t free;	   /* how many records, next to record 0 */
	unsigned creators; /* bits: these records make the note, all others write in it */
	bool same_time;	   /* all sign in one minute; else the later ones as early as their ancestors let them */
	world_use *use;
	size_t seen;
};

static void walk_on(struct walk *walk);

/* Draws the next record and goes on; then takes it back. */
static void walk_record(struct walk *walk, uint64_t parents)
{
	char line[256];
	uint32_t i = walk->world.count;
	int64_t minute = walk->same_time ? 9 : 9 + FREE - (int64_t)i;
	for (uint32_t j = 0; j < i; j++)
		if (parents >> j & 1 && walk->choice.minute[j] > minute)
			minute = walk->choice.minute[j];
	walk->choice.minute[i] = (unsigned)minute;
	int size = snprintf(line, sizeof line, "r%u %s @%u <", i, actors[walk->choice.actor[i]].name, (unsigned)minute);
	for (uint32_t j = 0; j < i; j++)
		if (parents >> j & 1)
			size += snprintf(line + size, sizeof line - (size_t)size, " r%u", j);
	size += snprintf(line + size, sizeof line - (size_t)size, " : propose %s: ",
		actors[walk->choice.actor[i]].capacity);
	snprintf(line + size, sizeof line - (size_t)size,
		walk->choice.creates[i] ? "create nota/n" : "set nota/n tekst null -> t%u", i);
	world_draw(&walk->world, line);
	walk_on(walk);
	walk->world.count--;
}

/* A set of parents of which none is an ancestor of another. */
static bool is_reduced(const struct world *world, uint64_t parents)
{
	for (uint32_t j = 0; j < world->count; j++)
		if (parents >> j & 1 && world->records[j].before & parents)
			return false;
	return parents != 0;
}

static void walk_on(struct walk *walk)
{
	uint32_t i = walk->world.count;
	if (i == walk->free + 1) {
		walk->use(&walk->world, &walk->choice);
		walk->seen++;
		return;
	}
	walk->choice.creates[i] = walk->creators >> i & 1;
	for (uint64_t parents = 1; parents < UINT64_C(1) << i; parents++)
		for (unsigned actor = 0; actor < ACTORS && is_reduced(&walk->world, parents); actor++) {
			walk->choice.actor[i] = actor;
			walk_record(walk, parents);
		}
}

/* Returns how many worlds there were. */
static size_t walk_all(uint32_t free_records, unsigned creators, bool same_time, world_use *use)
{
	struct law law = law_new("klein", charter);
	struct walk walk = {.free = free_records, .creators = creators, .same_time = same_time, .use = use};
	if (!law.charter)
		fail_msg("%s", law.err.text);
	world_init(&walk.world, &law, 1);
	world_draw(&walk.world, "r0 p : propose p: create actor/p-1 party=p key=$p-1; add seat/b.p holders p-1");
	walk_on(&walk);
	world_release(&walk.world);
	law_free(&law);
	return walk.seen;
}

#define MAKE(n) (1U << (n))

/* Who makes the note: nobody but the first, a later one, two of them, the last. */
static const unsigned makers[] = {MAKE(1), MAKE(2), MAKE(1) | MAKE(2), MAKE(1) | MAKE(3), MAKE(2) | MAKE(3) | MAKE(4)};

static void every_world_is_judged_as_the_naive_judge_does(void **state)
{
	(void)state;
	/* 40 ways in which four can know of one another (in the order of drawing), and three actors for each */
	for (size_t i = 0; i < sizeof makers / sizeof makers[0]; i++)
		assert_int_equal(walk_all(4, makers[i], true, check_world), 40 * 81);
}

static void so_it_is_where_the_later_drawn_sign_earlier(void **state)
{
	(void)state;
	assert_int_equal(walk_all(4, MAKE(1) | MAKE(2), false, check_world), 40 * 81);
}

/* ------------------------------------------------------------------ orders of arrival */

/* The records of which all ancestors are there too. */
static uint64_t complete_part(const struct world *world, uint64_t set)
{
	uint64_t complete = 0;
	for (uint32_t i = 0; i < world->count; i++)
		if (set >> i & 1 && (world->records[i].before & ~set) == 0)
			complete |= UINT64_C(1) << i;
	return complete;
}

static char *text_of(const struct world *world, uint64_t set)
{
	struct answer answer;
	answer_init(&answer, world, set, NULL);
	char *text = strdup(answer_text(&answer));
	assert_non_null(text);
	answer_release(&answer);
	return text;
}

/* A world of which a part is here is judged as if what is not complete were not here. */
static void check_part(const struct world *world, uint64_t here, const char *end)
{
	uint64_t complete = complete_part(world, here);
	char *text = text_of(world, here);
	char *part = complete == here ? NULL : text_of(world, complete);
	if (part)
		assert_string_equal(text, part);
	else if (here == (UINT64_C(1) << world->count) - 1)
		assert_string_equal(text, end);
	free(text);
	free(part);
}

/* Lets the rest arrive in every order, and judges after each arrival. */
static void arrive(const struct world *world, uint64_t here, const char *end)
{
	check_part(world, here, end);
	for (uint32_t i = 0; i < world->count; i++)
		if (!(here >> i & 1))
			arrive(world, here | UINT64_C(1) << i, end);
}

static void check_orders(const struct world *world, const struct choice *choice)
{
	(void)choice;
	char *end = text_of(world, WORLD_ALL);
	arrive(world, 0, end);
	free(end);
}

/* Of every eighth world, for time's sake. */
static void check_parts(const struct world *world, const struct choice *choice)
{
	static unsigned turn;
	(void)choice;
	if (turn++ % 8)
		return;
	char *end = text_of(world, WORLD_ALL);
	for (uint64_t here = 1; here < UINT64_C(1) << world->count; here += 2)
		check_part(world, here, end);
	free(end);
}

static void four_records_in_every_order_of_arrival_end_in_the_same_bytes(void **state)
{
	(void)state;
	assert_int_equal(walk_all(3, MAKE(1), true, check_orders), 7 * 27);
	assert_int_equal(walk_all(3, MAKE(2) | MAKE(3), true, check_orders), 7 * 27);
}

static void five_are_judged_at_every_moment_as_far_as_they_are_complete(void **state)
{
	(void)state;
	assert_int_equal(walk_all(4, MAKE(1) | MAKE(3), false, check_parts), 40 * 81);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_world_is_judged_as_the_naive_judge_does),
		cmocka_unit_test(so_it_is_where_the_later_drawn_sign_earlier),
		cmocka_unit_test(four_records_in_every_order_of_arrival_end_in_the_same_bytes),
		cmocka_unit_test(five_are_judged_at_every_moment_as_far_as_they_are_complete),
	};
	return cmocka_run_group_tests_name("judge/small worlds", tests, NULL, NULL);
}
