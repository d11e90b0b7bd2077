/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * protocol §5: which records are refused, by what their ancestors say, and that nothing but descendants falls with
 * them.
 */
#include "judge/world.h"

#include <stdlib.h>
#include <string.h>

#define NOTE "n p : propose p: create nota/n => in-force\n"

/* clang-format off */
static const struct drawing drawings[] = {
	{"a party's root needs no introduction", "a p < - : propose p: create nota/n => in-force\n"},
	{"a key of nobody",                      "a x < - : propose p: create nota/n => refused:key\n"},
	{"a party with another's key",           "a p/q < - : propose p: create nota/n => refused:key\n"},
	{"an actor before its introduction",
		APPOINTED "a p-1 < q1 : propose do: create agenda/a titel=x => in-force\n b q-1 @9 < p1 : propose do: create agenda/b titel=x => refused:key\n"},
	{"an introduction counts from its descendants on: not for the record itself",
		"a p-1 < - : propose p: create actor/p-1 party=p key=$p-1 => refused:key\n"},
	{"an introduction counts whatever its success",
		"a q : propose q: create actor/p-7 party=p key=$p-7 => void:authority\n"
		"b p-7 : propose p: create nota/n => void:key\n"
		"c q : propose q: set actor/x-9 key $q -> $x-9; set party/x-8 key null -> $x-8 => void:unknown\n"
		"d x-9 : propose p: create nota/n => void:key\n"
		"e x-8 : propose p: create nota/n => void:key\n"},
	{"a creation that gives no key, or no text as key, introduces nobody",
		"a q : propose q: create actor/p-7 party=p => void:value\n"
		"b p-7 < a : propose p: create nota/n => refused:key\n"
		"c q < a : propose q: create actor/p-7 party=p key=7 => void:value\n"
		"d p-7 < c : propose p: create nota/n => refused:key\n"},
	{"of an actor, no other field introduces",
		"a q : propose q: create nota/p-7 key=$p-7; set nota/p-7 key null -> $p-7; set actor/p-7 name null -> $p-7 => void:unknown\n"
		"b p-7 < a : propose p: create nota/n => refused:key\n"},
	{"a key is introduced for one actor, and a new one beside the old",
		APPOINTED
		"a p : propose p: set actor/p-1 key $p-1 -> $p-9 => in-force\n"
		"b p-1/p-9 < a : propose do: create agenda/a titel=x => in-force\n"
		"c p-1 < a : propose do/p: create agenda/b titel=x => void:key\n"
		"d q-1/p-9 < a : propose do/q: create agenda/c titel=x => refused:key\n"},
	{"an amendment introduces its parties, whatever its success",
		"a p : propose p: amend one -> wider => void:authority\n"
		"b t : propose t: create nota/n => void:key\n"
		"c q < a : propose q: amend one -> broken => void:value\n"},
	{"a parent that is an ancestor of another",
		"a p : propose p: create nota/n => in-force\n b q < a : propose q: create nota/m => in-force\n"
		"c r < a b : propose r: create nota/o => refused:parent\n"
		"d s < c : propose s: create nota/o => refused:parent\n"
		"e s < b : propose s: create nota/o => in-force\n"},
	{"a time before a parent's",
		"a p @10 : propose p: create nota/n => in-force\n"
		"b q @9 < a : propose q: create nota/m => refused:time\n"
		"c q @10 < a : propose q: create nota/m => in-force\n"},
	{"a target that is no ancestor",
		NOTE "a q < n : propose q: create nota/m => in-force\n b r < n : endorse a => refused:target\n"
		"c r < n : object a => refused:target\n d r < n : withdraw a => refused:target\n e r < n : endorse n => void:capacity\n"},
	{"a target of the wrong kind",
		NOTE "a q : object n => noted\n b r : endorse a => refused:target\n c r < a : object a => refused:target\n"
		"d s < a : withdraw a => refused:target\n"
		"z p < a : seal 1 - root => noted\n e q < z : withdraw z => refused:target\n f q < z : object z => noted\n"},
	{"a target that is refused itself",
		NOTE "a x < n : propose p: create nota/m => refused:key\n b q < n : endorse a => refused:target\n"},
	{"a prev that is no ancestor, no seal or of another height",
		NOTE "z p < n : seal 1 - root => noted\n"
		"a q < n : seal 2 z wrong => refused:prev\n"
		"b q < z : seal 2 n wrong => refused:prev\n"
		"c q < z : seal 3 z wrong => refused:prev\n"
		"d q < z : seal 2 z wrong => noted\n"},
	{"the number: one more than the highest of the ancestors",
		NOTE
		"a p#1 < n : propose p: create nota/a => refused:seq\n"
		"b p#3 < n : propose p: create nota/b => refused:seq\n"
		"c p#2 < n : propose p: create nota/c => in-force\n"
		"d q#2 < n : propose q: create nota/d => refused:seq\n"
		"e q#1 < n : propose q: create nota/e => in-force\n"
		"f p#3 < c e : propose p: create nota/f => in-force\n"},
	{"a fork counts its branches together",
		NOTE
		"a p#2 @10 < n : propose p: create nota/a => in-force\n"
		"b p#2 @11 < n : propose p: create nota/b => void:fork\n"
		"c p#3 @12 < b : propose p: create nota/c => void:fork\n"
		"d p#3 @13 < a c : propose p: create nota/d => refused:seq\n"
		"e p#4 @14 < a c : propose p: create nota/e => in-force\n"},
	{"each key of an actor counts for itself",
		APPOINTED
		"a p-1 : propose do: create agenda/a titel=x => in-force\n"
		"b p : propose p: set actor/p-1 key $p-1 -> $p-9 => in-force\n"
		"c p-1/p-9#2 < b : propose do: create agenda/b titel=x => refused:seq\n"
		"d p-1/p-9#1 < b : propose do: create agenda/b titel=x => in-force\n"},
	{"with a refused record fall its descendants and nothing else",
		NOTE
		"a q#7 < n : propose q: create nota/a => refused:seq\n"
		"b r < a   : propose r: create nota/b => refused:parent\n"
		"c s < b n : propose s: create nota/c => refused:parent\n"
		"d r < n   : propose r: create nota/d => in-force\n"},
	{"the first reason is told: parent, key, time, target, seq",
		NOTE
		"a x#9 @1 < n  : propose p: create nota/a => refused:key\n"
		"b p#9 @-5 < n : propose p: create nota/b => refused:time\n"
		"c q#9 < n     : endorse n => refused:seq\n"
		"d q#9 < a     : endorse n => refused:parent\n"},
};
/* clang-format on */

/* The ledger id of a record is another's: everything of it is refused, and it is asked first. */
static void records_of_another_ledger_are_refused_first(void **state)
{
	(void)state;
	struct world world;
	struct ak_admission admission;
	struct ak_id other = ak_id_zero;
	world_of(&world, "a x : propose p: create nota/n\n");
	assert_int_equal(ak_admit(&admission, &world.records[0].record, 1, world.laws[0].charter, &other, NULL), AK_OK);
	assert_int_equal(admission.refusals[0], AK_REFUSAL_LEDGER);
	assert_int_equal(admission.admitted, 0);
	ak_admission_release(&admission);
	world_release(&world);
}

static void a_record_without_its_parents_waits_for_them(void **state)
{
	(void)state;
	struct world world;
	struct answer answer;
	world_of(&world, NOTE "a q : propose q: create nota/m\n b r : endorse a\n c p < n : propose p: create nota/o\n");
	answer_init(&answer, &world, WORLD_ALL & ~UINT64_C(2), NULL);
	assert_string_equal(answer_verdict(&answer, 2), "refused:parent");
	assert_string_equal(answer_verdict(&answer, 3), "in-force");
	answer_release(&answer);
	world_release(&world);
}

static void an_empty_ledger_is_the_founding(void **state)
{
	(void)state;
	struct world world;
	struct answer answer;
	world_of(&world, "");
	answer_init(&answer, &world, 0, NULL);
	assert_int_equal(answer.admission.admitted, 0);
	assert_non_null(strstr(answer_text(&answer), "\nobject office/pm "));
	assert_null(strstr(answer_text(&answer), "\nrecord "));
	answer_release(&answer);
	world_release(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_of_another_ledger_are_refused_first),
		cmocka_unit_test(a_record_without_its_parents_waits_for_them),
		cmocka_unit_test(an_empty_ledger_is_the_founding),
	};
	int failed = cmocka_run_group_tests_name("judge/admit, beside the drawings", tests, NULL, NULL);
	return failed + RUN_DRAWINGS("judge/admit", drawings);
}
