/* SPDX-License-Identifier: EUPL-1.2 */
/* protocol §8, `value` and `reference`: which value fits which field, the same when it is set and at creation. */
#include "judge/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define LONG "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk" /* 63 */

/* What there is: a note, an agenda, and agenda/ongezien that the proposal has not seen. x is the proposal. */
#define BEFORE                                                                                                         \
	APPOINTED                                                                                                      \
	"n p          : propose p: create nota/n => in-force\n"                                                        \
	"g p-1        : propose do: create agenda/a titel=een => in-force\n"                                           \
	"o q-1 < s1   : propose do: create agenda/ongezien titel=een => in-force\n"                                    \
	"u q @2 < q1  : propose q: create actor/q-ongezien party=q key=$q-2 => in-force\n"

struct fit {
	const char *field;
	const char *value;
	const char *verdict;
};

/* clang-format off */
static const struct fit fits[] = {
	{"tekst",   "woord",                   "in-force"},
	{"tekst",   "7",                       "void:value"},
	{"tekst",   "true",                    "void:value"},
	{"getal",   "0",                       "in-force"},
	{"getal",   "9",                       "in-force"},
	{"getal",   "-1",                      "void:value"},
	{"getal",   "10",                      "void:value"},
	{"getal",   "woord",                   "void:value"},
	{"getal",   "true",                    "void:value"},
	{"ja",      "true",                    "in-force"},
	{"ja",      "false",                   "in-force"},
	{"ja",      "1",                       "void:value"},
	{"ja",      "ja",                      "void:value"},
	{"dag",     "2024-02-29",              "in-force"},
	{"dag",     "2023-02-29",              "void:value"},
	{"dag",     "2023-2-1",                "void:value"},
	{"dag",     "20230201",                "void:value"},
	{"soort",   "kort",                    "in-force"},
	{"soort",   "breed",                   "void:value"},
	{"partij",  "p",                       "in-force"},
	{"partij",  "P",                       "void:value"},
	{"partij",  "-p",                      "void:value"},
	{"partij",  "zz",                      "void:reference"},
	{"partij",  "p-1",                     "void:reference"},
	{"partij",  LONG,                      "void:reference"},
	{"partij",  LONG "l",                  "void:value"},
	{"wie",     "p-1",                     "in-force"},
	{"wie",     "q-1",                     "in-force"},
	{"wie",     "p",                       "void:reference"}, /* a root is no actor object */
	{"wie",     "p-9",                     "void:reference"},
	{"wie",     "q-ongezien",              "void:reference"},
	{"wie",     "p_1",                     "void:value"},
	{"bij",     "agenda/a",                "in-force"},
	{"bij",     "agenda/b",                "void:reference"},
	{"bij",     "agenda/ongezien",         "void:reference"},
	{"bij",     "nota/n",                  "void:reference"},
	{"bij",     "agenda",                  "void:value"},
	{"bij",     "agenda/",                 "void:value"},
	{"bij",     "agenda/a/b",              "void:value"},
	{"iets",    "agenda/a",                "in-force"},
	{"iets",    "nota/n",                  "in-force"},
	{"iets",    "party/q",                 "in-force"},
	{"iets",    "actor/p-1",               "in-force"},
	{"iets",    "seat/do.p",               "in-force"},
	{"iets",    "office/pm",               "in-force"},
	{"iets",    "seat/do.r",               "void:reference"},
	{"iets",    "actor/q-ongezien",        "void:reference"},
	{"iets",    "seat/dop",                "void:value"},
	{"besluit", "%n",                      "in-force"},
	{"besluit", "%p1",                     "in-force"},
	{"besluit", "%o",                      "void:reference"}, /* no ancestor of the proposal */
	{"besluit", ID,                        "void:reference"},
	{"besluit", "aa",                      "void:value"},
	{"stuk",    ID,                        "in-force"},
	{"stuk",    "A" ID,                    "void:value"},
	{"stuk",    "aa",                      "void:value"},
};

/* Of a set, one member. */
static const struct fit members[] = {
	{"woorden", "los",        "in-force"},
	{"soorten", "lang",       "in-force"},
	{"soorten", "breed",      "void:value"},
	{"mensen",  "p-1",        "in-force"},
	{"mensen",  "p-9",        "void:reference"},
	{"mensen",  "q-ongezien", "void:reference"},
	{"mensen",  "P",          "void:value"},
};

/* What actors, parties, seats and offices take: the whole change. */
static const struct drawing builtins[] = {
	{"an actor has a party and a key", BEFORE
		"a p < g : propose p: create actor/p-2 key=$p-2   => void:value\n"
		"b p     : propose p: create actor/p-2 party=p    => void:value\n"
		"c p     : propose p: create actor/p-2 party=p key=$p-2 name= 'Een naam' until=2030-01-01 status=active => in-force\n"},
	{"an actor begins active", BEFORE
		"a p < g : propose p: create actor/p-2 party=p key=$p-2 status=revoked => void:value\n"
		"b p     : propose p: set actor/p-1 status active -> weg    => void:value\n"
		"c p     : propose p: set actor/p-1 status active -> null   => void:value\n"},
	{"an actor's name begins with its party's", BEFORE
		"a p < g : propose p: create actor/q-2 party=p key=$p-2     => void:value\n"
		"b p     : propose p: create actor/p2 party=p key=$p-2      => void:value\n"
		"c p     : propose p: create actor/p- party=p key=$p-2      => in-force\n"
		"d p     : propose p: create actor/zz-1 party=zz key=$p-2   => void:reference\n"},
	{"a key is well-formed, and stays one", BEFORE
		"a p < g : propose p: create actor/p-2 party=p key=sleutel  => void:value\n"
		"b p     : propose p: set actor/p-1 key $p-1 -> sleutel     => void:value\n"
		"c p     : propose p: set actor/p-1 key $p-1 -> null        => void:value\n"
		"d p     : propose p: set party/p key $p -> null            => void:value\n"
		"e p     : propose p: set party/p key $p -> 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' => void:value\n"},
	{"a party of an actor is required before it is fixed", BEFORE
		"a p < g : propose p: set actor/p-1 party p -> null         => void:value\n"
		"b p     : propose p: set actor/p-1 party p -> q            => void:authority\n"},
	{"a seat's holder is an actor of its party", BEFORE
		"a p < g : propose p: add seat/do.p holders q-1             => void:reference\n"
		"b p     : propose p: add seat/do.p holders p               => void:reference\n"
		"c p     : propose p: add seat/do.p holders p-9             => void:reference\n"
		"d p     : propose p: add seat/do.p holders P               => void:value\n"
		"e p     : propose p: remove seat/do.p holders P; remove seat/do.p holders q-1 => in-force\n"},
	{"an office's holder is an actor, of any party, or nobody", BEFORE
		"a p-1 < g : propose do: set office/pm holder null -> r-1   => in-force\n"
		"b p-1     : propose do: set office/pm holder r-1 -> null   => in-force\n"
		"c p-1     : propose do: set office/pm holder null -> p     => void:reference\n"},
	{"null for a required field", BEFORE
		"a p-1 < g : propose do: set agenda/a titel een -> null     => void:value\n"
		"b p-1     : propose do: set agenda/a jaar null -> 2022     => in-force\n"
		"c p-1     : propose do: set agenda/a jaar 2022 -> null     => in-force\n"},
	{"a required field is given at creation, one with moves only as it begins", BEFORE
		"a p-1 < g : propose do: create agenda/b                          => void:value\n"
		"b p-1     : propose do: create agenda/b titel=x fase=vast        => void:value\n"
		"c p-1     : propose do: create agenda/b titel=x fase=concept     => in-force\n"
		"d p-1     : propose do: create afspraak/b                        => void:value\n"
		"e p-1     : propose do: create afspraak/b agenda=agenda/ongezien => void:reference\n"
		"f p-1     : propose do: create agenda/c titel=x; create afspraak/b agenda=agenda/c => in-force\n"},
	{"a set is given whole at creation, and member by member after", BEFORE
		"a p < g : propose p: create nota/m woorden=[b,a] soorten=[lang]  => in-force\n"
		"b p     : propose p: create nota/o soorten=[lang,breed]          => void:value\n"
		"c p     : propose p: create nota/o mensen=[p-1,p-9]              => void:reference\n"
		"d p     : propose p: create nota/o woorden=los                   => void:value\n"
		"e p     : propose p: create nota/o tekst=[a]                     => void:value\n"},
};
/* clang-format on */

static void check_line(const char *line, const char *verdict)
{
	struct world world;
	struct answer answer;
	world_of(&world, BEFORE);
	world_draw(&world, line);
	answer_init(&answer, &world, WORLD_ALL, NULL);
	answer_check(&answer, &world);
	if (strcmp(answer_verdict(&answer, world_find(&world, "x")), verdict) != 0)
		fail_msg("%s, and not %s: %s", answer_verdict(&answer, world_find(&world, "x")), verdict, line);
	answer_release(&answer);
	world_release(&world);
}

static void a_value_fits_its_field_or_is_named(void **state)
{
	(void)state;
	char line[512];
	for (size_t i = 0; i < sizeof fits / sizeof fits[0]; i++) {
		snprintf(line, sizeof line, "x p < g : propose p: set nota/n %s null -> %s", fits[i].field, fits[i].value);
		check_line(line, fits[i].verdict);
		snprintf(line, sizeof line, "x p < g : propose p: create nota/m %s=%s", fits[i].field, fits[i].value);
		check_line(line, fits[i].verdict);
	}
}

static void a_member_fits_its_set_or_is_named(void **state)
{
	(void)state;
	char line[512];
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
		snprintf(line, sizeof line, "x p < g : propose p: add nota/n %s %s", members[i].field, members[i].value);
		check_line(line, members[i].verdict);
		snprintf(line, sizeof line, "x p < g : propose p: create nota/m %s=[%s]", members[i].field,
			members[i].value);
		check_line(line, members[i].verdict);
		snprintf(line, sizeof line, "x p < g : propose p: remove nota/n %s %s", members[i].field,
			members[i].value);
		check_line(line, "in-force"); /* protocol §8: "For `remove`, `value` and `reference` are not asked." */
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_fits_its_field_or_is_named),
		cmocka_unit_test(a_member_fits_its_set_or_is_named),
	};
	int failed = cmocka_run_group_tests_name("judge/fit", tests, NULL, NULL);
	return failed + RUN_DRAWINGS("judge/fit of what every ledger has", builtins);
}
