/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who knew of whom: drawn graphs, and random ones against a closure that is simply counted out; with all the room in
 * the world, with none, and with so little that half of the records are answered by search.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "graph/graph.h"
#include "graph/random.h"

enum { MAX = 512, OWNERS = 40, PARENTS = 64 };

/* Records by position, which is their id; they are added in the order of `sequence`. */
struct plan {
	uint32_t count;
	uint32_t sequence[MAX];
	uint32_t first_parent[MAX + 1];
	uint32_t parents[MAX * PARENTS];
	uint32_t owner[MAX], seq[MAX], introduces[MAX]; /* introduces: OWNERS for nobody */
	/* counted out: */
	bool before[MAX][MAX]; /* before[r][a]: a is an ancestor of r */
	uint32_t height[MAX];
	uint32_t known[MAX][OWNERS]; /* by its ancestors */
	bool redundant[MAX];
};

/* ------------------------------------------------------------------ counting out */

static void count_out(struct plan *p, uint32_t r)
{
	uint32_t first = p->first_parent[r];
	uint32_t end = p->first_parent[r + 1];
	p->height[r] = 1;
	for (uint32_t i = first; i < end; i++) {
		uint32_t parent = p->parents[i];
		p->before[r][parent] = true;
		for (uint32_t a = 0; a < p->count; a++)
			p->before[r][a] |= p->before[parent][a];
		if (p->height[parent] >= p->height[r])
			p->height[r] = p->height[parent] + 1;
	}
	for (uint32_t i = first; i < end; i++)
		for (uint32_t j = first; j < end; j++)
			p->redundant[r] |= p->before[p->parents[i]][p->parents[j]];
	for (uint32_t a = 0; a < p->count; a++) {
		if (!p->before[r][a])
			continue;
		if (p->seq[a] + 1 > p->known[r][p->owner[a]])
			p->known[r][p->owner[a]] = p->seq[a] + 1;
		if (p->introduces[a] < OWNERS && p->known[r][p->introduces[a]] == 0)
			p->known[r][p->introduces[a]] = 1;
	}
}

/* ------------------------------------------------------------------ random plans */

static void shuffle(uint32_t *items, uint32_t count, uint64_t *seed)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t j = random_below(seed, i + 1);
		items[i] = items[j];
		items[j] = i;
	}
}

/* The parents of the k-th record: some of the last ones, mostly few, now and then as many as may be. */
static uint32_t choose_parents(const struct plan *p, uint32_t k, uint32_t *parents, uint64_t *seed)
{
	uint32_t want = k == 0 ? 0 : random_below(seed, 20) == 0 ? PARENTS : 1 + random_below(seed, 3);
	uint32_t reach = random_below(seed, 4) == 0 ? k : k < 12 ? k : 12;
	uint32_t used = 0;
	if (random_below(seed, 40) == 0)
		want = 0;
	for (uint32_t tries = 0; tries < 4 * want && used < want && reach > 0; tries++) {
		uint32_t parent = p->sequence[k - 1 - random_below(seed, want == PARENTS ? k : reach)];
		bool fresh = true;
		for (uint32_t i = 0; i < used; i++)
			fresh = fresh && parents[i] != parent;
		/* mostly tidy: none that another knows already */
		for (uint32_t i = 0; i < used && random_below(seed, 50) > 0; i++)
			fresh = fresh && !p->before[parents[i]][parent] && !p->before[parent][parents[i]];
		if (fresh)
			parents[used++] = parent;
	}
	return used;
}

static void plan_random(struct plan *p, uint32_t count, uint32_t owners, uint64_t *seed)
{
	static uint32_t lists[MAX][PARENTS];
	static uint32_t sizes[MAX];
	memset(p, 0, sizeof *p);
	p->count = count;
	shuffle(p->sequence, count, seed);
	for (uint32_t k = 0; k < count; k++) {
		uint32_t r = p->sequence[k];
		sizes[r] = choose_parents(p, k, lists[r], seed);
		p->owner[r] = random_below(seed, owners);
		p->introduces[r] = random_below(seed, 5) ? OWNERS : random_below(seed, OWNERS);
		/* counted out at once, for those to come; first_parent is made for good below */
		p->first_parent[r] = 0;
		p->first_parent[r + 1] = sizes[r];
		memcpy(p->parents, lists[r], sizes[r] * sizeof lists[r][0]);
		count_out(p, r);
		uint32_t known = p->known[r][p->owner[r]];
		p->seq[r] = known == 0 ? 1 : known; /* what protocol §5 asks */
	}
	uint32_t edges = 0;
	for (uint32_t r = 0; r < count; r++) {
		p->first_parent[r] = edges;
		memcpy(&p->parents[edges], lists[r], sizes[r] * sizeof lists[r][0]);
		edges += sizes[r];
	}
	p->first_parent[count] = edges;
}

/* ------------------------------------------------------------------ comparing */

static void check_tips(const struct plan *p, const struct ak_graph *graph)
{
	uint32_t *tips;
	uint32_t tip_count;
	uint32_t used = 0;
	assert_int_equal(ak_graph_tips(graph, &tips, &tip_count, NULL), AK_OK);
	for (uint32_t r = 0; r < p->count; r++) {
		bool is_tip = true;
		for (uint32_t other = 0; other < p->count; other++)
			is_tip = is_tip && !p->before[other][r];
		if (is_tip) {
			assert_true(used < tip_count);
			assert_int_equal(tips[used++], r);
		}
	}
	assert_int_equal(used, tip_count);
	free(tips);
}

static void add_all(const struct plan *p, struct ak_graph *graph, uint64_t *seed)
{
	for (uint32_t k = 0; k < p->count; k++) {
		uint32_t r = p->sequence[k];
		if (random_below(seed, 8) == 0) { /* gathered, looked at, and dropped: as if it never was */
			ak_graph_gather(graph, r);
			ak_graph_drop(graph, r);
			assert_int_equal(ak_graph_height(graph, r), 0);
		}
		assert_int_equal(ak_graph_gather(graph, r), !p->redundant[r]);
		for (uint32_t owner = 0; owner < OWNERS; owner++)
			assert_int_equal(ak_graph_owner_known(graph, r, owner), p->known[r][owner]);
		assert_int_equal(ak_graph_add(graph, r, p->owner[r], p->seq[r], NULL), AK_OK);
		if (p->introduces[r] < OWNERS)
			assert_int_equal(ak_graph_introduce(graph, r, p->introduces[r], NULL), AK_OK);
		assert_int_equal(ak_graph_height(graph, r), p->height[r]);
		for (uint32_t other = k + 1; other < p->count; other += 1 + random_below(seed, 40))
			assert_false(ak_graph_is_ancestor(graph, p->sequence[other], r)); /* not added yet */
	}
}

/* How many of the records are answered by search. */
static uint32_t check_plan(const struct plan *p, size_t node_limit, uint64_t *seed)
{
	struct ak_graph graph;
	uint32_t dim = 0;
	assert_int_equal(
		ak_graph_init(&graph, p->count, p->first_parent, p->parents, OWNERS, node_limit, NULL), AK_OK);
	add_all(p, &graph, seed);
	for (uint32_t r = 0; r < p->count; r++) {
		dim += graph.records[r].chain == AK_POSITION_NONE;
		for (uint32_t a = 0; a < p->count; a++)
			if (ak_graph_is_ancestor(&graph, a, r) != p->before[r][a])
				fail_msg("%u of %u, with %zu nodes", a, r, node_limit);
	}
	check_tips(p, &graph);
	ak_graph_release(&graph);
	return dim;
}

static void random_graphs_answer_as_their_closure_does(void **state)
{
	(void)state;
	struct plan *p = malloc(sizeof *p);
	uint64_t seed = 42;
	assert_non_null(p);
	for (uint32_t i = 0; i < 60; i++) {
		plan_random(p, 1 + random_below(&seed, 120), 1 + random_below(&seed, OWNERS), &seed);
		assert_int_equal(check_plan(p, 0, &seed), 0);
	}
	plan_random(p, MAX, OWNERS, &seed);
	assert_int_equal(check_plan(p, 0, &seed), 0);
	plan_random(p, MAX, 1, &seed); /* one actor that forks all the time */
	assert_int_equal(check_plan(p, 0, &seed), 0);
	free(p);
}

static void so_they_do_when_room_runs_out_half_way(void **state)
{
	(void)state;
	struct plan *p = malloc(sizeof *p);
	uint64_t seed = 43;
	uint32_t partly = 0;
	assert_non_null(p);
	for (uint32_t i = 0; i < 60; i++) {
		plan_random(p, 1 + random_below(&seed, 120), 1 + random_below(&seed, OWNERS), &seed);
		uint32_t dim = check_plan(p, 1 + random_below(&seed, p->count * 12), &seed);
		partly += dim > p->count / 10 && dim < p->count * 9 / 10;
	}
	assert_true(partly > 15);
	plan_random(p, MAX, 7, &seed);
	assert_int_equal(check_plan(p, 1, &seed), MAX); /* no room at all: every record by search */
	free(p);
}

/* ------------------------------------------------------------------ drawings */

struct drawing {
	const char *sentence;
	const char *graph;   /* `child: parent …`, oldest first; letters are ids */
	const char *heights; /* of a, b, c, … */
	const char *tips;
	const char *refused; /* those with a parent that is an ancestor of another */
};

/* clang-format off */
static const struct drawing drawings[] = {
	{"a line",          /* a - b - c */
		"a; b: a; c: b",                      "123",   "c",   ""},
	{"a diamond",       /*   b
	                       a < > d
	                         c      */
		"a; b: a; c: a; d: b c",              "1223",  "d",   ""},
	{"two histories that never meet", /* a - c   b - d */
		"a; b; c: a; d: b",                   "1122",  "cd",  ""},
	{"ids are no hint to age", /* d - c - b - a */
		"d; c: d; b: c; a: b",                "4321",  "a",   ""},
	{"a parent that is an ancestor of another, near and far",
		"a; b: a; c: b; d: c a; e: b; f: e c; g: f b", "1234345", "dg", "dg"},
	{"two long arms, and who joins them", /* a - b - c - d and a - e - f - g */
		"a; b: a; c: b; d: c; e: a; f: e; g: f; h: d g; i: h", "123423456", "i", ""},
	{"a fan and its end",
		"a; b: a; c: a; d: a; e: a; f: b c d e", "122223", "f", ""},
};
/* clang-format on */

static void check_drawing(void **state)
{
	const struct drawing *drawing = *state;
	static struct plan p;
	uint64_t seed = 5;
	uint64_t parents[32] = {0};
	memset(&p, 0, sizeof p);
	for (const char *at = drawing->graph; *at;) {
		uint32_t child = (uint32_t)(*at - 'a');
		p.sequence[p.count++] = child;
		for (at++; *at && *at != ';'; at++)
			if (*at >= 'a' && *at <= 'z')
				parents[child] |= UINT64_C(1) << (*at - 'a');
		at += strspn(at, "; ");
	}
	uint32_t edges = 0;
	for (uint32_t r = 0; r < p.count; r++) {
		p.introduces[r] = OWNERS;
		p.owner[r] = r;
		p.seq[r] = 1;
		p.first_parent[r] = edges;
		for (uint32_t a = 0; a < p.count; a++)
			if (parents[r] >> a & 1)
				p.parents[edges++] = a;
	}
	p.first_parent[p.count] = edges;
	for (uint32_t k = 0; k < p.count; k++)
		count_out(&p, p.sequence[k]);
	for (uint32_t r = 0; r < p.count; r++) {
		assert_int_equal(p.height[r], (uint32_t)(drawing->heights[r] - '0'));
		assert_int_equal(p.redundant[r], strchr(drawing->refused, (char)('a' + r)) != NULL);
	}
	struct ak_graph graph;
	char tips[33] = "";
	uint32_t *found;
	uint32_t found_count;
	check_plan(&p, 0, &seed);
	check_plan(&p, 1, &seed);
	assert_int_equal(ak_graph_init(&graph, p.count, p.first_parent, p.parents, OWNERS, 0, NULL), AK_OK);
	add_all(&p, &graph, &seed);
	assert_int_equal(ak_graph_tips(&graph, &found, &found_count, NULL), AK_OK);
	for (uint32_t i = 0; i < found_count; i++)
		tips[i] = (char)('a' + found[i]);
	assert_string_equal(tips, drawing->tips);
	free(found);
	ak_graph_release(&graph);
}

/* ------------------------------------------------------------------ cost */

/* 30 actors in turn who all know one another soon: memory per record must stay small. */
static void a_long_ledger_needs_a_few_nodes_per_record(void **state)
{
	(void)state;
	enum { COUNT = 20000, ACTORS = 30 };
	uint32_t *first = calloc(COUNT + 1, sizeof *first);
	uint32_t *parents = calloc(COUNT * 2, sizeof *parents);
	struct ak_graph graph;
	uint32_t edges = 0;
	assert_true(first && parents);
	for (uint32_t r = 0; r < COUNT; r++) {
		first[r] = edges;
		if (r >= 1)
			parents[edges++] = r - 1 - (r > 3 ? r % 3 : 0);
	}
	first[COUNT] = edges;
	assert_int_equal(ak_graph_init(&graph, COUNT, first, parents, ACTORS, 0, NULL), AK_OK);
	for (uint32_t r = 0; r < COUNT; r++) {
		ak_graph_gather(&graph, r);
		assert_int_equal(ak_graph_add(&graph, r, r % ACTORS, r / ACTORS + 1, NULL), AK_OK);
		assert_int_not_equal(graph.records[r].chain, AK_POSITION_NONE);
	}
	assert_true(graph.vectors.used < (size_t)COUNT * 24);
	assert_true(ak_graph_is_ancestor(&graph, 0, COUNT - 1));
	ak_graph_release(&graph);
	free(first);
	free(parents);
}

/* A graph without room for vectors is searched; the number of a search is a uint32_t, and may come round. */
static void a_search_whose_number_comes_round_begins_anew(void **state)
{
	(void)state;
	enum { COUNT = 64, ROUNDS = 4 };
	uint32_t first[COUNT + 1], parents[COUNT];
	struct ak_graph graph;
	first[0] = 0;
	for (uint32_t r = 0; r < COUNT; r++) {
		first[r + 1] = r;
		if (r > 0)
			parents[r - 1] = r - 1;
	}
	assert_int_equal(ak_graph_init(&graph, COUNT, first, parents, COUNT, 8, NULL), AK_OK);
	for (uint32_t r = 0; r < COUNT; r++) {
		assert_true(ak_graph_gather(&graph, r));
		assert_int_equal(ak_graph_add(&graph, r, r, 1, NULL), AK_OK);
	}
	assert_int_equal(graph.records[COUNT - 1].chain, AK_POSITION_NONE);
	graph.search->number = UINT32_MAX - 1;
	for (unsigned i = 0; i < ROUNDS; i++)
		assert_true(ak_graph_is_ancestor(&graph, 0, COUNT - 1));
	assert_int_equal(graph.search->number, ROUNDS - 1);
	ak_graph_release(&graph);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_graphs_answer_as_their_closure_does),
		cmocka_unit_test(so_they_do_when_room_runs_out_half_way),
		cmocka_unit_test(a_search_whose_number_comes_round_begins_anew),
		cmocka_unit_test(a_long_ledger_needs_a_few_nodes_per_record),
	};
	int failed = cmocka_run_group_tests_name("graph/graph, beside the drawings", tests, NULL, NULL);
	return failed + RUN_TABLE("graph/graph", drawings, .test_func = check_drawing);
}
