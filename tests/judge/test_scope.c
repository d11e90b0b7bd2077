/* SPDX-License-Identifier: EUPL-1.2 */
/* protocol §7 and §4: what belongs to an object, what a pin upon it notices, and what a freeze stops. */
#include "judge/world.h"

#include <stdlib.h>
#include <string.h>

#include "judge/scope.h"

/*
 *   agenda/a <- afspraak/x <- deel/x1, deel/x2          agenda/b <- afspraak/z
 *            <- afspraak/y
 */
#define TREE                                                                                                           \
	APPOINTED                                                                                                      \
	"t p-1 : propose do: create agenda/a titel=een jaar=2022; create agenda/b titel=twee jaar=2022;"               \
	" create afspraak/x agenda=agenda/a; create afspraak/y agenda=agenda/a; create afspraak/z agenda=agenda/b;"    \
	" create deel/x1 afspraak=afspraak/x; create deel/x2 afspraak=afspraak/x => in-force\n"

#define SETTLE "v p-1 < t : propose bo pin agenda/a: set agenda/a fase concept -> vast"

/* A dispute about agenda/a, made by q. */
#define DISPUTE TREE "g q : propose q: create geschil/g betreft=agenda/a => in-force\n"

/* clang-format off */
static const struct drawing drawings[] = {
	/* ---- pins: v is signed on what t left; w comes between v and its endorse */
	{"a pin fits what its signers saw",
		TREE SETTLE " => in-force by=e\n e q-1 : endorse v => counted\n"},
	{"a pin notices a change of the object itself",
		TREE SETTLE " => void:pin against=none\n w q-1 < t : propose do: set agenda/a titel een -> x => in-force\n e q-1 < v w : endorse v => counted\n"},
	{"a pin notices what belongs to it",
		TREE SETTLE " => void:pin\n w q-1 < t : propose do: set afspraak/y tekst null -> x => in-force\n e q-1 < v w : endorse v => counted\n"},
	{"a pin notices what belongs to that",
		TREE SETTLE " => void:pin\n w q-1 < t : propose do: set deel/x2 tekst null -> x => in-force\n e q-1 < v w : endorse v => counted\n"},
	{"a pin notices what comes to belong to it",
		TREE SETTLE " => void:pin\n w q-1 < t : propose do: create deel/x3 afspraak=afspraak/y => in-force\n e q-1 < v w : endorse v => counted\n"},
	{"a pin notices a member of a set",
		TREE SETTLE " => void:pin\n w q-1 < t : propose do: add afspraak/x stukken een => in-force\n e q-1 < v w : endorse v => counted\n"},
	{"a pin does not mind what comes back to what it was, nor who wrote it",
		TREE SETTLE " => in-force\n w q-1 < t : propose do: set afspraak/y tekst null -> x => in-force\n"
		"u q-1 < w : propose do: set afspraak/y tekst x -> null => in-force\n e q-1 < v u : endorse v => counted\n"},
	{"a pin does not mind what belongs to another",
		TREE SETTLE " => in-force\n w q-1 < t : propose do: set afspraak/z tekst null -> x; set agenda/b titel twee -> x => in-force\n e q-1 < v w : endorse v => counted\n"},
	{"of two pins upon the same whole, the second sees what the first proposal changed",
		TREE SETTLE " => void:pin\n w q-1 < t : propose do pin agenda/a: set afspraak/y tekst null -> x => in-force\n e q-1 < v w : endorse v => counted\n"},
	{"and what it put into a set",
		TREE "n p-1 : propose do: add afspraak/x stukken nul => in-force\n"
		"v p-1 @9 : propose do pin agenda/a: add afspraak/x stukken een => in-force\n"
		"u q-1 @10 < n : propose do pin agenda/a: set afspraak/y tekst null -> x => void:pin\n"},
	{"unless that failed, and changed nothing",
		TREE "v p-1 @9 < t : propose do pin agenda/a: set afspraak/y tekst null -> x; create agenda/a titel=x => void:exists change=1\n"
		"u q-1 @10 < t : propose do pin agenda/a: set afspraak/x tekst null -> x => in-force\n"},
	{"two pins, of which one is wrong",
		TREE "v p-1 : propose do pin agenda/b pin afspraak/x=wrong: set agenda/a jaar 2022 -> 2023 => void:pin change=1\n"},
	{"a pin of the part alone does not satisfy a move that pins the whole",
		TREE "v p-1 : propose bo pin afspraak/x: set agenda/a fase concept -> vast => void:needs change=1\n e q-1 : endorse v => counted\n"},
	{"pins are of the state before the proposal applies, not after its own changes",
		TREE "v p-1 : propose bo pin agenda/a: set agenda/a fase concept -> vast; set agenda/a titel een -> x => in-force\n e q-1 : endorse v => counted\n"},

	/* ---- freezes */
	{"a dispute freezes what it is about", DISPUTE "a p-1 : propose do: set agenda/a titel een -> x => void:frozen change=0 against=g by=a\n"},
	{"and nothing else, not even what belongs to it",
		DISPUTE "a p-1 : propose do: set agenda/b titel twee -> x; set afspraak/x tekst null -> x; create deel/n afspraak=afspraak/x => in-force\n"},
	{"a freeze comes after unknown and before value",
		DISPUTE "a p-1 : propose do: set agenda/a kleur null -> x => void:unknown\n b p-1 : propose do: set agenda/a jaar 2022 -> 1 => void:frozen\n"},
	{"a capacity in `except` is not stopped",
		DISPUTE "a p-1 : propose bo: set agenda/a titel een -> x => void:authority\n b q-1 : endorse a => counted\n"
		"c r : propose r: set agenda/a titel een -> x => void:authority\n d s : propose s: set agenda/a titel een -> x => void:frozen\n"},
	{"sets are frozen as well",
		TREE "g q : propose q: create geschil/g betreft=afspraak/x => in-force\n"
		"a p-1 : propose do: add afspraak/x stukken een => void:frozen against=g\n"
		"b p-1 : propose do: remove afspraak/x stukken een => void:frozen\n"},
	{"once settled it is free",
		DISPUTE "a q : propose q: set geschil/g stand lopend -> klaar => in-force\n b p-1 : propose do: set agenda/a titel een -> x => in-force\n"},
	{"a freeze can be let go within the proposal that then changes",
		DISPUTE "a p : propose p: set geschil/g stand lopend -> klaar; set geschil/g betreft agenda/a -> null => in-force\n"
		"b p-1 : propose do: set agenda/a titel een -> x => in-force\n"},
	{"a dispute about something else now freezes that",
		DISPUTE "a q : propose q: set geschil/g betreft agenda/a -> agenda/b => in-force\n"
		"b p-1 : propose do: set agenda/a titel een -> x => in-force\n c p-1 : propose do: set agenda/b titel twee -> x => void:frozen\n"
		"d q : propose q: set geschil/g betreft agenda/b -> agenda/a => in-force\n e p-1 : propose do: set agenda/a titel x -> y => void:frozen\n"},
	{"of two disputes, one is enough",
		DISPUTE "h p : propose p: create geschil/h betreft=agenda/a => in-force\n"
		"a q : propose q: set geschil/g stand lopend -> klaar => in-force\n b p-1 : propose do: set agenda/a titel een -> x => void:frozen against=h\n"
		"c q : propose q: set geschil/h stand lopend -> klaar => in-force\n d p-1 : propose do: set agenda/a titel een -> x => in-force\n"},
	{"a freeze is told by whoever brought it about",
		TREE "g q : propose q: create geschil/g => in-force\n h q : propose q: set geschil/g betreft null -> agenda/a => in-force\n"
		"a p-1 : propose do: set agenda/a titel een -> x => void:frozen against=g\n"},
	{"a freeze that nobody had seen stops all the same",
		TREE "a p-1 @99 < t : propose do: set agenda/a titel een -> x => void:frozen\n g q @9 < t : propose q: create geschil/g betreft=agenda/a => in-force\n"},
	{"a dispute may freeze itself, and its own end",
		TREE "g q : propose q: create geschil/g => in-force\n h q : propose q: set geschil/g betreft null -> geschil/g => in-force\n"
		"a q : propose q: set geschil/g stand lopend -> klaar => void:frozen\n"},
	{"what every ledger has is never frozen",
		TREE "g q : propose q: create geschil/g betreft=actor/p-1 => in-force\n a p : propose p: set actor/p-1 name null -> x => in-force\n"
		"h q : propose q: create geschil/h betreft=party/p => in-force\n b p : propose p: set party/p key $p -> $p-9 => in-force\n"},
	{"a proposal that fails leaves no freeze behind",
		TREE "g q : propose q: create geschil/g betreft=agenda/a; set agenda/a titel een -> x => void:frozen change=1 against=g\n"
		"a p-1 : propose do: set agenda/a titel een -> x => in-force\n"},
	{"nor an end to one",
		DISPUTE "a p : propose p: set geschil/g stand lopend -> klaar; set agenda/a titel een -> x => void:authority change=1\n"
		"b p-1 : propose do: set agenda/a titel een -> x => void:frozen against=g\n"},
	{"nor a member", /* x3 is not there: the pin of before still fits */
		TREE SETTLE " => in-force\n w q-1 < t : propose do: create deel/x3 afspraak=afspraak/y; create agenda/a titel=x => void:exists change=1\n e q-1 < v w : endorse v => counted\n"},
};
/* clang-format on */

/* The digest written out, so that it is not only compared with itself. */
static void the_digest_of_a_scope_is_that_of_its_lines(void **state)
{
	(void)state;
	/* by sha256sum, from «afspraak/z …» and «agenda/b …» with the digests of their canonical JSON */
	static const char wanted[] = "b581560b2b79121349d0effaa77fe476a9a64b10f3e29deec1c430fead8724d0";
	struct world world;
	struct answer answer;
	world_of(&world, TREE);
	answer_init(&answer, &world, WORLD_ALL, NULL);
	struct ak_object *agenda = ak_state_find(&answer.judge.state, "agenda/b");
	assert_non_null(agenda);
	struct ak_id digest = ak_scope_digest(&answer.judge.state, agenda);
	assert_string_equal(ak_id_hex(&digest).text, wanted);
	answer_release(&answer);
	world_release(&world);
}

/* Else each change of what was disputed a thousand times would look at a thousand disputes. */
static void what_no_longer_freezes_is_not_asked_again(void **state)
{
	(void)state;
	struct world world;
	struct answer answer;
	world_of(&world, DISPUTE "h p : propose p: create geschil/h betreft=agenda/a => in-force\n"
				 "a q : propose q: set geschil/g stand lopend -> klaar => in-force\n"
				 "b p-1 : propose do: set agenda/a titel een -> x => void:frozen against=h\n");
	answer_init(&answer, &world, WORLD_ALL, NULL);
	const struct ak_object *agenda = ak_state_find(&answer.judge.state, "agenda/a");
	assert_non_null(agenda);
	assert_int_equal(agenda->freezer_count, 1);
	assert_string_equal(agenda->freezers[0]->name, "geschil/h");
	answer_release(&answer);
	world_release(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_digest_of_a_scope_is_that_of_its_lines),
		cmocka_unit_test(what_no_longer_freezes_is_not_asked_again),
	};
	int failed = cmocka_run_group_tests_name("judge/scope, beside the drawings", tests, NULL, NULL);
	return failed + RUN_DRAWINGS("judge/scope", drawings);
}
