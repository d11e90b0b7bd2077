/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * protocol §8, «May the capacity do this?»: every capacity tries every change in every phase. The tables name who
 * may; all others must be void by `authority`.
 */
#include "judge/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One agenda, with an afspraak and a deel in it, per phase; a dispute; the manager. */
#define AGENDA(phase)                                                                                                  \
	"c-" phase " p-1 : propose do: create agenda/" phase " titel=een jaar=2022;"                                   \
	" create afspraak/" phase " agenda=agenda/" phase " tekst=een trekker=q leider=p-1 stukken=[een];"             \
	" create deel/" phase " afspraak=afspraak/" phase " tekst=een => in-force\n"
#define SETTLED(phase, n)                                                                                              \
	"m" n " p-1 : propose bo pin agenda/" phase ": set agenda/" phase " fase concept -> vast => in-force\n"        \
	"n" n " q-1 : endorse m" n " => counted\n"
static const char before[] =
	APPOINTED
	"h p-1 : propose do: set office/pm holder null -> r-1 => in-force\n"
	AGENDA("concept") AGENDA("vast") AGENDA("dicht") SETTLED("vast", "1") SETTLED("dicht", "2")
	"m3 p-1 : propose bo: set agenda/dicht fase vast -> dicht => in-force\n"
	"n3 q-1 : endorse m3 => counted\n"
	"g p : propose p: create geschil/g => in-force\n"
	"n q : propose q: create nota/n => in-force\n";

/* A capacity, who signs, and who must endorse for it to decide. */
static const struct capacity {
	const char *name; /* in the tables */
	const char *capacity;
	const char *by;
	const char *endorsers;
} capacities[] = {
	{"bo", "bo", "p-1", "q-1"},
	{"do", "do", "p-1", ""},
	{"wit", "wit", "p-1", "q-1 r-1"},
	{"pm", "pm", "r-1", ""},
	{"p", "p", "p", ""},
	{"q", "q", "q", ""},
	{"r", "r", "r", ""},
	{"s", "s", "s", ""},
	{"bo/p", "bo/p", "p-1", ""},
	{"bo/q", "bo/q", "q-1", ""},
	{"bo/r", "bo/r", "r-1", ""},
	{"do/p", "do/p", "p-1", ""},
	{"do/q", "do/q", "q-1", ""},
	{"wit/p", "wit/p", "p-1", ""},
	{"wit/q", "wit/q", "q-1", ""},
	{"leader", "self", "p-1", ""}, /* of the afspraak */
	{"other", "self", "q-1", ""},
};

struct rule {
	const char *change;
	const char *who;
	const char *then; /* what it comes to for those who may; NULL: in force */
};

/* clang-format off */
static const struct rule by_the_charter[] = {
	{"create agenda/x titel=een",                             "do", NULL},
	{"create afspraak/x agenda=agenda/concept",               "do p", NULL},
	{"create afspraak/x agenda=agenda/vast",                  "bo", NULL},
	{"create afspraak/x agenda=agenda/dicht",                 "bo", NULL},
	{"create deel/x afspraak=afspraak/concept",               "do p", NULL},
	{"create deel/x afspraak=afspraak/dicht",                 "do p", NULL},
	{"create geschil/x",                                      "p q", NULL},
	{"create nota/x",                                         "p q r s", NULL},

	{"set agenda/concept titel een -> twee",                  "do", NULL},
	{"set agenda/vast titel een -> twee",                     "bo", NULL},
	{"set agenda/dicht titel een -> twee",                    "bo", NULL},
	{"set agenda/concept jaar 2022 -> 2023",                  "do", NULL},
	{"set agenda/dicht jaar 2022 -> null",                    "do", NULL},
	{"set agenda/concept fase concept -> vast",               "bo", "void:needs"}, /* a pin, which only a body can give */
	{"set agenda/vast fase vast -> dicht",                    "bo", NULL},
	{"set geschil/g stand lopend -> klaar",                   "p q bo", NULL},

	{"set afspraak/concept tekst een -> twee",                "do p", NULL},
	{"set afspraak/vast tekst een -> twee",                   "bo", NULL},
	{"set afspraak/dicht tekst een -> null",                  "bo", NULL},
	{"set afspraak/concept trekker q -> p",                   "do p", NULL},
	{"set afspraak/dicht leider p-1 -> q-1",                  "do p", NULL},
	{"set afspraak/concept voortgang null -> 5",              "leader do/q pm", NULL},
	{"set afspraak/dicht voortgang null -> 5",                "leader do/q pm", NULL},
	{"add afspraak/vast stukken twee",                        "do p", NULL},
	{"add afspraak/vast stukken een",                         "do p", NULL}, /* no effect, and asked all the same */
	{"remove afspraak/vast stukken een",                      "do p", NULL},
	{"remove afspraak/vast stukken twee",                     "do p", NULL},
	{"set afspraak/concept agenda agenda/concept -> agenda/vast", "", NULL}, /* what it belongs to never changes */
	{"set deel/dicht tekst een -> twee",                      "do p", NULL},
	{"set deel/dicht afspraak afspraak/dicht -> afspraak/vast", "", NULL},

	{"set nota/n tekst null -> x",                            "p q r s bo do", NULL},
	{"set nota/n ja null -> true",                            "p", NULL},
	{"add nota/n woorden x",                                  "p q", NULL},
};

static const struct rule of_every_ledger[] = {
	{"create actor/p-2 party=p key=$p-2",                     "p", NULL},
	{"create actor/q-2 party=q key=$q-2",                     "q", NULL},
	{"set actor/p-1 key $p-1 -> $p-2",                        "p", NULL},
	{"set actor/p-1 name null -> x",                          "p", NULL},
	{"set actor/p-1 status active -> revoked",                "p", NULL},
	{"set actor/q-1 status active -> revoked",                "q", NULL},
	{"set actor/p-1 until null -> 2030-01-01",                "p", NULL},
	{"set actor/p-1 party p -> q",                            "", NULL},
	{"set party/p key $p -> $p-2",                            "p bo", NULL},
	{"set party/s key $s -> $s-2",                            "s bo", NULL},
	{"set party/p name P -> x",                               "", NULL},
	{"add seat/do.p holders p-1",                             "p", NULL},
	{"remove seat/do.p holders p-1",                          "p", NULL},
	{"remove seat/wit.s holders s-1",                         "s", NULL},
	{"set office/pm holder r-1 -> null",                      "do", NULL},
	{"amend one -> wider",                                    "bo", NULL},
	{"amend one -> one",                                      "bo", NULL},
	{"amend wider -> one",                                    "bo", "void:stale"},
	{"amend one -> broken",                                   "", "void:value"},
};
/* clang-format on */

static bool is_in(const char *list, const char *name)
{
	size_t size = strlen(name);
	for (const char *at = list; *at; at += strcspn(at, " "), at += *at == ' ')
		if (strcspn(at, " ") == size && strncmp(at, name, size) == 0)
			return true;
	return false;
}

/* The change proposed for the capacity, and endorsed as often as it takes. */
static void draw_attempt(struct world *world, const char *change, const struct capacity *capacity)
{
	char line[1024];
	snprintf(line, sizeof line, "x %s : propose %s: %s", capacity->by, capacity->capacity, change);
	world_draw(world, line);
	int number = 0;
	for (const char *at = capacity->endorsers; *at; at += strcspn(at, " "), at += *at == ' ') {
		snprintf(line, sizeof line, "x%d %.*s : endorse x", ++number, (int)strcspn(at, " "), at);
		world_draw(world, line);
	}
}

static void check_rules(const struct rule *rules, size_t count)
{
	struct world world;
	world_of(&world, before);
	uint32_t drawn = world.count;
	for (size_t i = 0; i < count; i++)
		for (size_t c = 0; c < sizeof capacities / sizeof capacities[0]; c++) {
			struct answer answer;
			world.count = drawn;
			draw_attempt(&world, rules[i].change, &capacities[c]);
			answer_init(&answer, &world, WORLD_ALL, NULL);
			answer_check(&answer, &world);
			const char *wanted = rules[i].then ? rules[i].then : "in-force";
			if (!is_in(rules[i].who, capacities[c].name) && strcmp(wanted, "void:value") != 0)
				wanted = "void:authority";
			if (strcmp(answer_verdict(&answer, drawn), wanted) != 0)
				fail_msg("for %s, %s is %s", capacities[c].name, rules[i].change,
					answer_verdict(&answer, drawn));
			answer_release(&answer);
		}
	world_release(&world);
}

static void the_charter_says_who_may_change_what_in_which_phase(void **state)
{
	(void)state;
	check_rules(by_the_charter, sizeof by_the_charter / sizeof by_the_charter[0]);
}

static void the_protocol_says_who_may_change_what_every_ledger_has(void **state)
{
	(void)state;
	check_rules(of_every_ledger, sizeof of_every_ledger / sizeof of_every_ledger[0]);
}

/* clang-format off */
static const struct drawing drawings[] = {
	{"a seat named by a field is the seat of the party that the field holds now",
		APPOINTED
		"a p-1 : propose do: create agenda/a titel=x; create afspraak/a agenda=agenda/a trekker=p => in-force\n"
		"b q-1 : propose do/q: set afspraak/a voortgang null -> 1 => void:authority\n"
		"c p-1 : propose do/p: set afspraak/a voortgang null -> 1 => in-force\n"
		"d p-1 : propose do: set afspraak/a trekker p -> null     => in-force\n"
		"e p-1 : propose do/p: set afspraak/a voortgang 1 -> 2    => void:authority\n"
		"f p-1 : propose do: set afspraak/a trekker null -> q; set afspraak/a voortgang 1 -> 3 => void:authority change=1\n"
		"g p-1 : propose do: set afspraak/a trekker null -> q     => in-force\n"
		"h q-1 : propose do/q: set afspraak/a voortgang 1 -> 2    => in-force\n"},
	{"a phase counts as the changes before it in the proposal left it",
		APPOINTED
		"a p-1 : propose do: create agenda/a titel=x jaar=2022; set agenda/a titel x -> y => in-force\n"
		"b p-1 : propose bo pin agenda/a: set agenda/a fase concept -> vast; set agenda/a titel y -> z => in-force\n"
		"c q-1 : endorse b => counted\n"
		"d p-1 : propose bo: set agenda/a titel z -> y; set agenda/a fase vast -> dicht => in-force\n"
		"e q-1 : endorse d => counted\n"},
	{"a body alone is not its seat, nor a seat its body",
		APPOINTED
		"a p-1 : propose do: create agenda/a titel=x; create afspraak/a agenda=agenda/a trekker=p => in-force\n"
		"b p-1 : propose do: set afspraak/a voortgang null -> 1   => void:authority\n"
		"c p-1 : propose do/p: set afspraak/a tekst null -> x     => void:authority\n"},
	{"an actor named by a field may be of any party, and its root is not it",
		APPOINTED
		"a p-1 : propose do: create agenda/a titel=x; create afspraak/a agenda=agenda/a leider=s-1 => in-force\n"
		"b s-1 : propose self: set afspraak/a voortgang null -> 1 => in-force\n"
		"c s   : propose s: set afspraak/a voortgang 1 -> 2       => void:authority\n"
		"d r-1 : propose self: set afspraak/a voortgang 1 -> 2    => void:authority\n"},
	{"a field that may name its own maker does not at creation, where create does not",
		APPOINTED
		"a s-1 : propose self: create agenda/a titel=x => void:authority\n"},
};
/* clang-format on */

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_charter_says_who_may_change_what_in_which_phase),
		cmocka_unit_test(the_protocol_says_who_may_change_what_every_ledger_has),
	};
	int failed = cmocka_run_group_tests_name("judge/authority, all of it", tests, NULL, NULL);
	return failed + RUN_DRAWINGS("judge/authority", drawings);
}
