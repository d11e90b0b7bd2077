/* SPDX-License-Identifier: EUPL-1.2 */
/* protocol §8, **Order**: drawn graphs with the order that must come out, and a naive sorter over random ones. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "judge/order.h"

enum { MAX = 64 };

/* Records numbered by id. */
struct sketch {
	uint32_t count;
	char names[MAX][8];
	uint8_t ranks[MAX];
	int64_t times[MAX];
	uint32_t windows[MAX];
	uint64_t parents[MAX];
	uint32_t heights[MAX]; /* 0: not known yet */
	uint64_t before[MAX];
};

/* ------------------------------------------------------------------ the sorter under test */

/* Heights and ancestors, from the parents; returns the records in an order in which parents come first. */
static void complete(struct sketch *s, uint32_t sequence[MAX])
{
	uint32_t used = 0;
	uint64_t done = 0;
	memset(s->heights, 0, sizeof s->heights);
	while (used < s->count)
		for (uint32_t i = 0; i < s->count; i++) {
			if ((done >> i & 1) || (s->parents[i] & ~done))
				continue;
			s->heights[i] = 1;
			s->before[i] = s->parents[i];
			for (uint32_t j = 0; j < s->count; j++)
				if (s->parents[i] >> j & 1) {
					s->before[i] |= s->before[j];
					if (s->heights[j] + 1 > s->heights[i])
						s->heights[i] = s->heights[j] + 1;
				}
			done |= UINT64_C(1) << i;
			sequence[used++] = i;
		}
}

/* The order of the records of window 2. */
static uint32_t sort(struct sketch *s, uint32_t order[MAX])
{
	struct ak_record *records = calloc(MAX, sizeof *records);
	uint32_t first_parent[MAX + 1];
	uint32_t *parents = calloc((size_t)MAX * MAX, sizeof *parents);
	uint32_t sequence[MAX];
	uint32_t edges = 0;
	uint32_t count = 0;
	assert_true(records && parents);
	complete(s, sequence);
	for (uint32_t i = 0; i < s->count; i++) {
		records[i].time = s->times[i];
		first_parent[i] = edges;
		for (uint32_t j = 0; j < s->count; j++)
			if (s->parents[i] >> j & 1)
				parents[edges++] = j;
		if (s->windows[i] == 2)
			order[count++] = i;
	}
	first_parent[s->count] = edges;
	struct ak_admission admission = {.records = records, .count = s->count};
	struct ak_graph *graph = &admission.graph;
	assert_int_equal(ak_graph_init(graph, s->count, first_parent, parents, s->count, 0, NULL), AK_OK);
	for (uint32_t i = 0; i < s->count; i++) {
		ak_graph_gather(graph, sequence[i]); /* a parent may be redundant here: the order is the same */
		assert_int_equal(ak_graph_add(graph, sequence[i], sequence[i], 1, NULL), AK_OK);
		assert_int_equal(ak_graph_height(graph, sequence[i]), s->heights[sequence[i]]);
	}
	assert_int_equal(ak_order(&admission, s->ranks, s->windows, 2, order, count, NULL), AK_OK);
	ak_graph_release(graph);
	free(parents);
	free(records);
	return count;
}

/* ------------------------------------------------------------------ drawings */

struct drawing {
	const char *sentence;
	const char *text; /* lines `NAME RANK TIME [< PARENT …]`, by ascending id; NAME! is sealed already */
	const char *order;
};

/* clang-format off */
static const struct drawing drawings[] = {
	{"one that knows nobody comes by rank",      "a 3 1 \n b 1 2 \n c 2 0",               "b c a"},
	{"of one rank, by time",                     "a 3 3 \n b 3 1 \n c 3 2",               "b c a"},
	{"of one time, by height",                   "a 3 5 < x \n b 3 5 \n x 3 0",           "x b a"},
	{"of one height, by id",                     "a 3 5 \n b 3 5 \n c 3 5",               "a b c"},
	{"cause comes before authority",
		/* low <- high */
		"high 1 2 < low \n low 9 1 \n other 5 0",                                     "low high other"},
	{"what a high one has seen comes before a lower one that it has not",
		"high 1 2 < low \n low 9 9 \n other 5 0 < low \n free 5 0",                   "low high free other"},
	{"first its ancestors, by the same rule: high among them first",
		/*  a(10) <- b(4) <-\
		                      top(0)
		    c(10) <- d(3) <-/       */
		"a 10 1 \n b 4 2 < a \n c 10 3 \n d 3 4 < c \n top 0 9 < b d \n z 1 0",       "c d a b top z"},
	{"an ancestor that two want is placed once, with the first",
		"base 10 1 \n left 2 3 < base \n right 1 3 < base \n tip 0 5 < left right",   "base right left tip"},
	{"ancestors of ancestors, ten ranks deep",
		"a 10 0 \n b 9 1 < a \n c 8 2 < b \n d 7 3 < c \n e 6 4 < d \n f 5 5 < e \n g 4 6 < f \n h 3 7 < g \n"
		" i 2 8 < h \n j 1 9 < i \n k 0 10 < j \n z 0 11",                            "a b c d e f g h i j k z"},
	{"what an earlier window has is placed already",
		"old! 10 0 \n high 1 5 < old \n low 9 1 < old",                               "high low"},
	{"a low one between two high ones is lifted by what saw it only",
		"a 1 1 \n b 9 2 < a \n c 1 3 < b \n d 9 0",                                   "a b c d"},
	{"back-dating gains nothing against a higher rank", "a 3 0 \n b 1 999",              "b a"},
};
/* clang-format on */

static uint32_t named(const struct sketch *s, const char *name, size_t size)
{
	for (uint32_t i = 0; i < s->count; i++)
		if (strlen(s->names[i]) == size && strncmp(s->names[i], name, size) == 0)
			return i;
	fail_msg("no %.*s", (int)size, name);
	return 0;
}

/* What stands between two line feeds, without its parents, which may be drawn later. */
static void sketch_line(struct sketch *s, const char *line)
{
	char name[16];
	unsigned rank;
	int time;
	uint32_t i = s->count++;
	assert_int_equal(sscanf(line, " %15s %u %d", name, &rank, &time), 3);
	char *sealed = strchr(name, '!');
	if (sealed)
		*sealed = '\0';
	assert_true(strlen(name) < sizeof s->names[i]);
	memcpy(s->names[i], name, strlen(name) + 1);
	s->ranks[i] = (uint8_t)rank;
	s->times[i] = time;
	s->windows[i] = sealed ? 1 : 2;
}

static void sketch_parents(struct sketch *s, uint32_t record, const char *line)
{
	const char *end = line + strcspn(line, "\n");
	const char *at = strchr(line, '<');
	if (!at || at > end)
		return;
	for (at++; at < end;) {
		at += strspn(at, " ");
		size_t size = strcspn(at, " \n");
		if (size)
			s->parents[record] |= UINT64_C(1) << named(s, at, size);
		at += size;
		if (*at == '\n' || *at == '\0')
			break;
	}
}

static void check_drawing(void **state)
{
	const struct drawing *drawing = *state;
	struct sketch s = {.count = 0};
	uint32_t order[MAX];
	char got[256] = "";
	for (const char *at = drawing->text; at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
		sketch_line(&s, at);
	uint32_t record = 0;
	for (const char *at = drawing->text; at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
		sketch_parents(&s, record++, at);
	uint32_t count = sort(&s, order);
	for (uint32_t i = 0; i < count; i++) {
		strcat(got, i ? " " : "");
		strcat(got, s.names[order[i]]);
	}
	assert_string_equal(got, drawing->order);
}

/* ------------------------------------------------------------------ random graphs */

static uint64_t random_state = 1;

static uint32_t random_below(uint32_t limit)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (uint32_t)(random_state >> 33) % limit;
}

/* Ids are no hint to what knows what; the first few are sealed; times never run backwards. */
static void sketch_random(struct sketch *s, uint32_t count, uint32_t ranks)
{
	uint32_t place[MAX];
	*s = (struct sketch){.count = count};
	for (uint32_t i = 0; i < count; i++) {
		uint32_t j = random_below(i + 1);
		place[i] = place[j];
		place[j] = i;
	}
	uint32_t sealed = random_below(count + 1) * random_below(2);
	for (uint32_t k = 0; k < count; k++) {
		uint32_t i = place[k];
		for (uint32_t p = random_below(4); p > 0 && k > 0; p--)
			s->parents[i] |= UINT64_C(1) << place[k - 1 - random_below(k < 8 ? k : 8)];
		for (uint32_t j = 0; j < count; j++)
			if ((s->parents[i] >> j & 1) && s->times[j] > s->times[i])
				s->times[i] = s->times[j];
		s->times[i] += random_below(3);
		s->ranks[i] = (uint8_t)random_below(ranks);
		s->windows[i] = k < sealed ? 1 : 2;
	}
}

static bool comes_first(const struct sketch *s, uint32_t a, uint32_t b)
{
	if (s->ranks[a] != s->ranks[b])
		return s->ranks[a] < s->ranks[b];
	if (s->times[a] != s->times[b])
		return s->times[a] < s->times[b];
	if (s->heights[a] != s->heights[b])
		return s->heights[a] < s->heights[b];
	return a < b;
}

static void place_naively(const struct sketch *s, uint64_t set, uint64_t *placed, uint32_t *order, uint32_t *count)
{
	while (set & ~*placed) {
		uint32_t best = UINT32_MAX;
		for (uint32_t i = 0; i < s->count; i++)
			if (((set & ~*placed) >> i & 1) && (best == UINT32_MAX || comes_first(s, i, best)))
				best = i;
		place_naively(s, s->before[best], placed, order, count);
		*placed |= UINT64_C(1) << best;
		order[(*count)++] = best;
	}
}

static void check_random(uint32_t count, uint32_t ranks)
{
	struct sketch s;
	uint32_t order[MAX];
	uint32_t naive[MAX];
	uint32_t naive_count = 0;
	uint64_t placed = 0;
	uint64_t set = 0;
	sketch_random(&s, count, ranks);
	uint32_t used = sort(&s, order);
	for (uint32_t i = 0; i < count; i++) {
		set |= (uint64_t)(s.windows[i] == 2) << i;
		placed |= (uint64_t)(s.windows[i] == 1) << i;
	}
	place_naively(&s, set, &placed, naive, &naive_count);
	assert_int_equal(used, naive_count);
	assert_memory_equal(order, naive, used * sizeof *order);
}

static void random_graphs_come_out_as_the_rule_read_aloud(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < 3000; i++)
		check_random(1 + i % 12, 1 + i % 11);
	for (uint32_t i = 0; i < 300; i++)
		check_random(MAX, 1 + i % 11);
}

static void the_order_does_not_depend_on_how_the_set_was_given(void **state)
{
	(void)state;
	struct sketch s;
	struct ak_record records[MAX] = {{.seq = 0}};
	uint32_t none[MAX + 1] = {0};
	uint32_t given[MAX];
	for (uint32_t round = 0; round < 200; round++) {
		sketch_random(&s, MAX, 3);
		struct ak_admission admission = {.records = records, .count = MAX};
		assert_int_equal(ak_graph_init(&admission.graph, MAX, none, none, 1, 0, NULL), AK_OK);
		for (uint32_t i = 0; i < MAX; i++) {
			records[i].time = s.times[i] % 5;
			s.windows[i] = 2;
			given[i] = MAX - 1 - i;
			ak_graph_gather(&admission.graph, i);
			assert_int_equal(ak_graph_add(&admission.graph, i, 0, 1, NULL), AK_OK);
		}
		for (uint32_t i = 0; i < MAX; i++) {
			uint32_t j = random_below(MAX);
			uint32_t other = given[i];
			given[i] = given[j];
			given[j] = other;
		}
		assert_int_equal(ak_order(&admission, s.ranks, s.windows, 2, given, MAX, NULL), AK_OK);
		for (uint32_t i = 1; i < MAX; i++) {
			const struct ak_record *a = &records[given[i - 1]];
			const struct ak_record *b = &records[given[i]];
			uint8_t left = s.ranks[given[i - 1]];
			uint8_t right = s.ranks[given[i]];
			assert_true(left < right || (left == right && (a->time < b->time ||
				(a->time == b->time && given[i - 1] < given[i]))));
		}
		ak_graph_release(&admission.graph);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_graphs_come_out_as_the_rule_read_aloud),
		cmocka_unit_test(the_order_does_not_depend_on_how_the_set_was_given),
	};
	int failed = cmocka_run_group_tests_name("judge/order, beside the drawings", tests, NULL, NULL);
	return failed + RUN_TABLE("judge/order", drawings, .test_func = check_drawing);
}
